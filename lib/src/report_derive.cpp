// SPDX-License-Identifier: EUPL-1.2
// Numbers that follow from printed ones: shares, and changes since the year before. They are worked out after
// the gate, so they cannot tell more than the numbers they come from.
#include <cmath>

#include "report_maker.hpp"

namespace verzuim {
namespace {

using State = ReportCell::State;

/// In hundredths of a percent, rounded half up.
std::int64_t share(std::int64_t numerator, std::int64_t denominator) {
  return (2 * 10000 * numerator + denominator) / (2 * denominator);
}

ReportCell derived(const ReportColumn& column, const ReportCell& first, const ReportCell& second) {
  ReportCell cell;
  for (const ReportCell* from : {&first, &second}) {
    if (from->state == State::withheld) cell.state = State::withheld;
    if (from->state == State::unknown && cell.state == State::none) cell.state = State::unknown;
  }
  if (cell.state != State::none || first.state == State::none || second.state == State::none) return cell;
  if (column.type == ColumnType::rate) {
    if (second.value <= 0) return cell;
    cell.value = share(first.value, second.value);
  } else {
    cell.value = first.value - second.value;
  }
  cell.state = State::value;
  return cell;
}

/// The product-limit estimate: of those still there, the share that does not go, from row to row. The last
/// class has no end, so it has no share; neither has the total. One number that is not told ends it.
void derive_left(ReportTable& table, std::size_t c) {
  const auto [gone, here] = *table.columns[c].of;
  const std::size_t rows = table.rows.size() - (table.total_row ? 1 : 0);
  long double left = 1;
  State state = State::value;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const ReportCell &first = table.at(r, gone), &second = table.at(r, here);
    ReportCell& cell = table.at(r, c);
    cell = {};
    if (r + 1 >= rows) continue;
    for (const ReportCell* from : {&first, &second})
      if (state == State::value && from->state != State::value) state = from->state;
    if (state == State::value && second.value <= 0) state = State::none;
    cell.state = state;
    if (state != State::value) continue;
    left *= static_cast<long double>(second.value - first.value) / static_cast<long double>(second.value);
    // A hair above a half is a half that lost its last digit.
    cell.value = static_cast<std::int64_t>(std::floor(left * 10000 + 0.5L + 1e-9L));
  }
}

/// What is worked out from each pupil is told only beside numbers that are told.
void follow(ReportCell& cell, const ReportCell& first, const ReportCell& second) {
  for (const ReportCell* beside : {&first, &second})
    if (beside->state == State::withheld) cell = {State::withheld, 0, 0, {}, {}};
}

}  // namespace

void derive(ReportTable& table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].left) derive_left(table, c);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const ReportColumn& column = table.columns[c];
      if (column.of && column.type == ColumnType::expected)
        follow(table.at(r, c), table.at(r, column.of->first), table.at(r, column.of->second));
      else if (column.of && !column.left)
        table.at(r, c) = derived(column, table.at(r, column.of->first), table.at(r, column.of->second));
    }
}

}  // namespace verzuim
