// SPDX-License-Identifier: EUPL-1.2
// Numbers that follow from printed ones: shares, and changes since the year before. They are worked out after
// the gate, so they cannot tell more than the numbers they come from.
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

}  // namespace

void derive(ReportTable& table) {
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const ReportColumn& column = table.columns[c];
      if (column.of)
        table.at(r, c) = derived(column, table.at(r, column.of->first), table.at(r, column.of->second));
    }
}

}  // namespace verzuim
