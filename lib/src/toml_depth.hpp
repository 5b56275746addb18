// SPDX-License-Identifier: EUPL-1.2
// How deep a TOML text nests, looked at before it is parsed: the library behind the reader builds a table for
// every dot of a key and takes them down again by recursion, so a key of a hundred thousand dots would end
// the program. Brackets it counts itself, up to a bound of its own that is told in words of its own.
#pragma once
#include <optional>
#include <string_view>

namespace verzuim {

/// Line and column, which count from 1.
struct TomlSpot {
  int line = 1, column = 1;
};
TomlSpot toml_spot(std::string_view text, std::size_t at);
/// Where the text first nests deeper than `cap`, by the dots of one key or by brackets; nothing when it does
/// not. What stands in texts and comments is no nesting.
std::optional<TomlSpot> too_deep(std::string_view text, int cap);

}  // namespace verzuim
