// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <filesystem>
#include <fstream>

#include "verzuim/store.hpp"

using namespace verzuim;

namespace {

/// What the kernel would tell of the disk under this folder, laid out in files as it does.
class Machine {
 public:
  Machine() {
    std::string name = (std::filesystem::temp_directory_path() / "verzuim-disk-XXXXXX").string();
    root_ = mkdtemp(name.data());
    struct stat about {};
    stat(root_.c_str(), &about);
    device_ = root_ / "dev/block" / fmt::format("{}:{}", major(about.st_dev), minor(about.st_dev));
  }
  ~Machine() { std::filesystem::remove_all(root_); }
  Machine(const Machine&) = delete;

  /// A device of this uuid, at `place` below the one that holds the folder.
  void device(const std::string& uuid, const std::string& place = "") {
    std::filesystem::create_directories(device_ / place / "dm");
    std::ofstream(device_ / place / "dm/uuid") << uuid << "\n";
  }
  std::string answer() const { return on_encrypted_disk(root_.string(), root_.string()); }

 private:
  std::filesystem::path root_, device_;
};

}  // namespace

TEST_CASE("a store on a dm-crypt volume lies on an encrypted disk") {
  Machine machine;
  machine.device("CRYPT-LUKS2-0123456789abcdef-verzuim");
  CHECK(machine.answer() == "yes");
}

TEST_CASE("so does one on a logical volume that lies on one") {
  Machine machine;
  machine.device("LVM-abcdef");
  machine.device("CRYPT-LUKS1-0123456789abcdef-disk", "slaves/dm-0");
  CHECK(machine.answer() == "yes");
}

TEST_CASE("of any other disk it is not known, and never said that it is") {
  Machine machine;
  CHECK(machine.answer() == "not known");
  machine.device("LVM-abcdef");
  CHECK(machine.answer() == "not known");
  machine.device("mpath-CRYPT-", "slaves/dm-0");
  CHECK(machine.answer() == "not known");
  CHECK(on_encrypted_disk("/nowhere/store.db", "/nowhere") == "not known");
}
