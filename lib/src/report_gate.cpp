// SPDX-License-Identifier: EUPL-1.2
#include "report_gate.hpp"

#include <algorithm>

namespace verzuim {
namespace {

/// Counts of people and of what happened to them, side by side. Where the people are few, neither is shown.
void withhold_pairs(CountTable& table, int largest) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::int64_t people = table.at(r, 0).value;
    if (people >= 1 && people <= largest) table.at(r, 0).withheld = table.at(r, 1).withheld = true;
  }
}

/// The row totals of the timeliness table are the signals of those rules, which the signals table prints as
/// well. So they go through the gate as one: a table of totals only stands in for that column.
void withhold_signals(ReportTable& signals, ReportTable& timeliness, int largest) {
  withhold_pairs(signals.counts, largest);
  CountTable& split = timeliness.counts;
  split.group = "rule";
  const auto row_of = [&](std::size_t r) {
    const auto found = std::find(signals.rows.begin(), signals.rows.end(), timeliness.rows[r]);
    return static_cast<std::size_t>(found - signals.rows.begin());
  };
  for (std::size_t r = 0; r < split.rows(); ++r)
    split.at(r, split.columns()).withheld = signals.counts.at(row_of(r), 1).withheld;
  withhold_small({&signals.counts}, largest);
  for (std::size_t r = 0; r < split.rows(); ++r)
    if (signals.counts.at(row_of(r), 1).withheld) split.at(r, split.columns()).withheld = true;
  withhold_small({&split}, largest);
  for (std::size_t r = 0; r < split.rows(); ++r)
    if (split.at(r, split.columns()).withheld) signals.counts.at(row_of(r), 1).withheld = true;
}

}  // namespace

bool is_of_jeugdarts(std::string_view step, std::string_view role) {
  return step == "jeugdarts" || holder_of(role) == RoleHolder::jgz;
}

void withhold_tables(GemeenteReport& report) {
  auto& t = report.tables;
  const int largest = report.head.withhold;
  withhold_small({&t[0].counts, &t[1].counts, &t[2].counts, &t[3].counts}, largest);
  withhold_signals(t[4], t[5], largest);
  withhold_small({&t[6].counts}, largest);
  withhold_pairs(t[7].counts, largest);
  withhold_small({&t[7].counts}, largest);
}

Cell beside(std::int64_t value, const Cell& other, int largest) {
  const std::int64_t difference = value - other.value;
  return {value,
          other.withheld || (value >= 1 && value <= largest) || (difference >= 1 && difference <= largest)};
}

}  // namespace verzuim
