// SPDX-License-Identifier: EUPL-1.2
// What can be told of the disk under the store.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include <filesystem>
#include <fstream>

#include "verzuim/store.hpp"

namespace verzuim {
namespace {

/// True when a block device, or one that it lies on, is a dm-crypt volume.
bool encrypted_device(const std::filesystem::path& device, int depth = 0) {
  constexpr int deepest = 8;
  std::string uuid;
  std::ifstream(device / "dm" / "uuid") >> uuid;
  if (uuid.starts_with("CRYPT-")) return true;
  std::error_code none;
  if (depth < deepest)
    for (const auto& below : std::filesystem::directory_iterator(device / "slaves", none))
      if (encrypted_device(below.path(), depth + 1)) return true;
  return false;
}

}  // namespace

std::string on_encrypted_disk(const std::string& path, const std::string& system) {
  struct statx about {};
  if (statx(AT_FDCWD, path.c_str(), 0, STATX_BASIC_STATS, &about) != 0) return "not known";
  // fscrypt tells it of the file itself.
  if ((about.stx_attributes & STATX_ATTR_ENCRYPTED) != 0) return "yes";
  constexpr std::uint32_t ecryptfs = 0xF15Fu;
  struct statfs fs {};
  if (statfs(path.c_str(), &fs) == 0 && static_cast<std::uint32_t>(fs.f_type) == ecryptfs) return "yes";
  const std::string device =
      fmt::format("{}/dev/block/{}:{}", system, about.stx_dev_major, about.stx_dev_minor);
  return encrypted_device(device) ? "yes" : "not known";
}

}  // namespace verzuim
