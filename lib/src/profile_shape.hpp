// SPDX-License-Identifier: EUPL-1.2
// Whether a file is one of a profile, by its header or, where it has none, by its shape.
#pragma once
#include <string>
#include <vector>

#include "profile_parts.hpp"

namespace verzuim {

/// True for a row of only empty cells.
bool is_blank(const CsvReader& csv);
/// What the reader of cells must know of the shape.
CsvLimits limits_of(const FileShape& shape);
/// How the table in a file begins.
struct Opening {
  char delimiter = ',';
  int rows = 0;  ///< above the table
};
/// By the line `sep=;` that Excel sets on top, else by the profile, else the delimiter that splits the first
/// line of the table most.
Opening opening_of(const FileShape& shape, const Source& source);
/// The names of the columns without the empty cell behind a last delimiter, of which `trailing` then tells.
std::vector<std::string> header_cells(const CsvReader& csv, bool& trailing);
/// What keeps a header from being that of the profile; empty when nothing does. Tells nothing of the file.
std::string lack_of(const ColumnMap& map);
/// The same, with the remedy, for one who named the profile: tells the names of columns, and no more.
std::string lack_of(const ColumnMap& map, const ProfileParts& parts, const std::vector<std::string>& header,
                    char delimiter);

std::string shown_delimiter(char delimiter);

/// How well the head of a file fits a profile.
struct Fit {
  bool fits = false;
  int found = 0;     ///< columns by their names
  int missing = 0;   ///< columns that it lacks
  std::string lack;  ///< as `lack_of`, or what is wrong with the shape
};
Fit fit_of(const ProfileParts& parts, const Source& source);

}  // namespace verzuim
