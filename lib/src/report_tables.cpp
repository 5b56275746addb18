// SPDX-License-Identifier: EUPL-1.2
// The tables of a report, before they pass the gate.
#include <algorithm>

#include "report_tally.hpp"
#include "rule_title.hpp"

namespace verzuim {
namespace {

/// People, and what happened to them, counted side by side.
class PeopleCount {
 public:
  void add(const std::string& pupil) {
    pupils_.insert(pupil);
    ++all_;
  }
  CountRow row() const { return {static_cast<std::int64_t>(pupils_.size()), all_}; }

 private:
  std::set<std::string> pupils_;
  std::int64_t all_ = 0;
};

CountTable table_of(const CountRows& rows, std::size_t columns) {
  CountTable table(rows.size(), columns);
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < columns; ++c) table.at(r, c).value = rows[r][c];
  table.sum();
  return table;
}

void add_rule(ReportTable& table, const std::vector<Rule>& versions) {
  table.rows.push_back(versions.front().id);
  table.row_texts.push_back(shown_title(versions.back()));
}

}  // namespace

ReportTable sector_table(std::string id, std::vector<std::string> columns, const CountRows& rows) {
  ReportTable table{std::move(id),
                    {sector_names.begin(), sector_names.end()},
                    std::move(columns),
                    {},
                    table_of(rows, rows.front().size()),
                    true};
  // Every pupil stands in each of these tables once, so their totals per sector are the same.
  table.counts.group = "sector";
  return table;
}

ReportTable GemeenteReports::Parts::signals_table(const GemeenteTally& tally) const {
  ReportTable table;
  table.id = "signals";
  table.columns = {"pupils", "signals"};
  table.known = head.flagged_on.has_value();
  CountRows rows;
  for (const auto& versions : rules.rules()) {
    if (!may_see(RoleHolder::gemeente, versions)) continue;
    PeopleCount count;
    for (const auto& [key, noted] : tally.signals)
      if (noted.rule == versions.front().id) count.add(noted.pupil);
    add_rule(table, versions);
    rows.push_back(count.row());
  }
  table.counts = table_of(rows, 2);
  table.counts.row_totals = table.counts.column_totals = false;
  return table;
}

ReportTable GemeenteReports::Parts::timeliness_table(const GemeenteTally& tally) const {
  ReportTable table;
  table.id = "timeliness";
  table.columns = {timely_names.begin(), timely_names.end()};
  table.known = head.flagged_on.has_value() && head.has_dossiers;
  CountRows rows;
  for (const auto& versions : rules.rules()) {
    const auto& severity = versions.back().then.severity;
    const bool must = std::find(severity.begin(), severity.end(), Severity::must) != severity.end();
    if (!must || !may_see(RoleHolder::gemeente, versions)) continue;
    CountRow row(timely_names.size(), 0);
    for (const auto& [key, noted] : tally.signals)
      if (noted.rule == versions.front().id && noted.must) ++row[static_cast<std::size_t>(noted.timely)];
    add_rule(table, versions);
    rows.push_back(std::move(row));
  }
  table.counts = table_of(rows, timely_names.size());
  table.counts.column_totals = false;
  return table;
}

ReportTable GemeenteReports::Parts::dossiers_table(const GemeenteTally& tally) const {
  ReportTable table;
  table.id = "dossiers";
  table.columns = {"in_time", "overdue"};
  table.known = head.has_dossiers;
  CountRows rows;
  for (const auto& [key, counts] : tally.dossiers) {
    table.rows.push_back(key.first + "/" + key.second);
    rows.push_back({counts[0], counts[1]});
  }
  table.counts = table_of(rows, 2);
  return table;
}

ReportTable GemeenteReports::Parts::meldingen_table(const GemeenteTally& tally) const {
  ReportTable table;
  table.id = "meldingen";
  table.columns = {"pupils", "meldingen"};
  table.known = head.has_dossiers;
  table.rows = {melding_names.begin(), melding_names.end()};
  CountRows rows;
  for (const std::string& kind : table.rows) {
    PeopleCount count;
    for (const NotedMelding& m : tally.meldingen)
      if (m.kind == kind) count.add(m.pupil);
    rows.push_back(count.row());
  }
  table.counts = table_of(rows, 2);
  table.counts.row_totals = table.counts.column_totals = false;
  return table;
}

}  // namespace verzuim
