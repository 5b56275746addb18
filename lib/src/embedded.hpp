// SPDX-License-Identifier: EUPL-1.2
// What ships inside the library: rules, ladders, reference tables, templates, each under its path below lib/.
#pragma once
#include <span>
#include <string_view>

namespace verzuim {

struct EmbeddedFile {
  std::string_view path;
  std::string_view text;
};

/// All shipped files, sorted by path.
std::span<const EmbeddedFile> embedded_files();

/// The text of one shipped file. Requires: it exists (a missing one is a fault of the build).
std::string_view embedded(std::string_view path);

}  // namespace verzuim
