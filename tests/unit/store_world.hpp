// SPDX-License-Identifier: EUPL-1.2
// What tests of the store share.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

#include "verzuim/store.hpp"

/// A store in a folder of its own that vanishes with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "verzuim-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name = "store.db") const { return path_ + "/" + name; }

 private:
  std::string path_;
};
