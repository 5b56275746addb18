// SPDX-License-Identifier: EUPL-1.2
// How a table lies on a page. Nothing of it may be cut off on A4, which does not scroll: a wide one is set
// smaller, and one of many columns and a row or two is turned on its side.
#pragma once
#include <string>
#include <string_view>

#include "document.hpp"

namespace verzuim {

/// How many letters a table is wide at the least, with the space between its columns.
std::size_t letters_of(const Grid& grid);
/// The table with its columns as rows, which is easier to read when it has far more of the one than of the
/// other.
Grid turned(const Grid& grid);
/// True for a table that is better turned.
bool is_better_turned(const Grid& grid);

/// The table as HTML, as wide as it fits. `withheld` is what a withheld number is called aloud.
std::string table_html(const Grid& grid, std::string_view withheld);

}  // namespace verzuim
