// SPDX-License-Identifier: EUPL-1.2
// One row of a small kind of facts as the cells of its table.
#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store_intake.hpp"

namespace verzuim {

/// A value of a column; monostate is NULL.
using FactCell = std::variant<std::monostate, std::int64_t, std::string>;
using FactCells = std::vector<FactCell>;

/// The table of a kind: the columns of its key and the others.
struct FactShape {
  std::string_view table;
  std::vector<std::string> key, values;
};
/// Requires: any kind but absences.
const FactShape& shape_of(FileKind kind);

/// One row in cells. The first key of a kind about pupils is the pupil: first its place in the file, then its
/// number.
struct Fact {
  FactCells key, values;
  int line = 0;
  std::int32_t last_day = 0;
};
Fact fact_of(const Row& row, Intake& in);

void bind_cell(SQLite::Statement& statement, int index, const FactCell& cell);
bool same_cell(SQLite::Column column, const FactCell& cell);
std::size_t hash_of(const FactCells& key);

}  // namespace verzuim
