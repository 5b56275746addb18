// SPDX-License-Identifier: EUPL-1.2
// Whether a file is one of a profile, by its header or, where it has none, by its shape.
#pragma once
#include <string>
#include <vector>

#include "profile_parts.hpp"

namespace verzuim {

/// What the reader of cells must know of the shape.
CsvLimits limits_of(const FileShape& shape);
/// The delimiter of the profile, or the one that splits the first line of the table most.
char delimiter_of(const FileShape& shape, const Source& source);
/// The names of the columns without the empty cell behind a last delimiter, of which `trailing` then tells.
std::vector<std::string> header_cells(const CsvReader& csv, bool& trailing);
/// What keeps a header from being that of the profile, with the remedy; empty when nothing does.
std::string lack_of(const ColumnMap& map);

/// How well the head of a file fits a profile.
struct Fit {
  bool fits = false;
  int found = 0;     ///< columns by their names
  int missing = 0;   ///< columns that it lacks
  std::string lack;  ///< as `lack_of`, or what is wrong with the shape
};
Fit fit_of(const ProfileParts& parts, const Source& source);

}  // namespace verzuim
