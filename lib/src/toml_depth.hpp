// SPDX-License-Identifier: EUPL-1.2
// How deep a TOML text nests, looked at before it is parsed: the library behind the reader builds a table for
// every dot of a key and takes them down again by recursion, so a key of a hundred thousand dots would end
// the program.
#pragma once
#include <optional>
#include <string_view>

namespace verzuim {

/// Where the text first nests deeper than `cap` by the dots of one key; nothing when it does not. Line and
/// column count from 1. Dots inside texts and comments are no nesting.
struct TomlSpot {
  int line = 1, column = 1;
};
std::optional<TomlSpot> too_many_dots(std::string_view text, int cap);

}  // namespace verzuim
