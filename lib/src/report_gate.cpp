// SPDX-License-Identifier: EUPL-1.2
// How a report passes the gate for small counts.
#include "report_maker.hpp"
#include "report_numbers.hpp"

namespace verzuim {
namespace {

using State = ReportCell::State;

void wipe(ReportCell& cell) { cell = {State::withheld, 0, 0, {}, {}}; }

/// A share or a median of few people, and what is told beside the tables.
void withhold_rest(Report& report) {
  const int largest = report.head.withhold;
  const auto few = [&](std::int64_t n) { return n >= 1 && n <= largest; };
  for (ReportTable& table : report.tables)
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        if ((table.columns[c].type == ColumnType::days || table.columns[c].type == ColumnType::expected) &&
            few(table.at(r, c).people))
          wipe(table.at(r, c));
  for (ReportCell* cell : {&report.without_gemeente, &report.undecided})
    if (few(cell->value)) wipe(*cell);
}

void round_counts(Report& report) {
  for (ReportTable& table : report.tables)
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        ReportCell& cell = table.at(r, c);
        if (cell.state != State::value || !is_count(table.columns[c].type)) continue;
        const bool few = cell.people >= 1 && cell.people <= report.head.withhold;
        if (table.columns[c].type == ColumnType::hours && few) wipe(cell);
        if (table.columns[c].type != ColumnType::hours)
          cell.value = rounded_to(cell.value, report.head.round);
      }
  for (ReportCell* cell : {&report.without_gemeente, &report.undecided})
    cell->value = rounded_to(cell->value, report.head.round);
}

void finish(Report& report) {
  for (ReportTable& table : report.tables) {
    derive(table);
    for (ReportCell& cell : table.cells) {
      cell.people = 0;
      cell.key.clear();
    }
  }
  report.without_gemeente.people = report.undecided.people = 0;
  report.sums.clear();
}

}  // namespace

std::string pass_gate(Report& report, const std::vector<std::string>& earlier) {
  if (report.head.withhold <= 0 && report.head.round <= 0) {
    finish(report);
    return {};
  }
  withhold_rest(report);
  if (report.head.round > 0) {
    round_counts(report);
    finish(report);
    return {};
  }
  ReportNumbers side(report.head);
  side.add(report);
  side.add_sums(report);
  for (const std::string& one : earlier) side.add_earlier(one);
  side.run();
  for (ReportTable& table : report.tables)
    for (std::size_t r = 0; table.known && r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        ReportCell& cell = table.at(r, c);
        if (is_count(table.columns[c].type) && cell.state == State::value &&
            side.withheld(number_name(table, r, c)))
          wipe(cell);
      }
  std::string remembered = side.remembered();
  finish(report);
  return remembered;
}

}  // namespace verzuim
