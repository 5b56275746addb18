// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/report.hpp"

#include <algorithm>

#include "report_gate.hpp"
#include "report_tally.hpp"

namespace verzuim {

const ReportTable* GemeenteReport::table(std::string_view id) const {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const ReportTable& t) { return t.id == id; });
  return found == tables.end() ? nullptr : &*found;
}

GemeenteReports::GemeenteReports(const Setting& setting, const Rulebook& rules, ReportHead head)
    : parts_(new Parts{setting, rules, std::move(head), {}, {}, {}, 0}) {}
GemeenteReports::~GemeenteReports() = default;

std::vector<std::string> GemeenteReports::gemeenten() const {
  std::vector<std::string> codes;
  for (const auto& [code, tally] : parts_->tallies) codes.push_back(code);
  return codes;
}

GemeenteReport GemeenteReports::report(std::string_view code) const {
  const Parts& p = *parts_;
  static const GemeenteTally nobody;
  const auto found = p.tallies.find(code);
  const GemeenteTally& tally = found == p.tallies.end() ? nobody : found->second;
  const Gemeente* gemeente = p.setting.reference->gemeente(code);
  GemeenteReport report;
  report.code = std::string(code);
  report.name = gemeente != nullptr ? gemeente->name : report.code;
  report.head = p.head;
  report.tables = {sector_table("population", {duty_names.begin(), duty_names.end()}, tally.duty),
                   sector_table("unauthorised", class_ids(report_classes().hours), tally.hours),
                   sector_table("late", class_ids(report_classes().times), tally.late),
                   sector_table("unexplained", {"none", "some", std::string(unknown_id)}, tally.unexplained),
                   p.signals_table(tally),
                   p.timeliness_table(tally),
                   p.dossiers_table(tally),
                   p.meldingen_table(tally)};
  withhold_tables(report);
  const int largest = p.head.withhold;
  report.pupils = report.tables.front().counts.at(sector_names.size(), duty_names.size());
  report.enrolments = beside(tally.enrolments, report.pupils, largest);
  report.without_gemeente = {p.without_gemeente, p.without_gemeente >= 1 && p.without_gemeente <= largest};
  for (const std::string& school : tally.schools) {
    if (p.silent(school)) report.silent_schools.push_back(school);
    if (p.setting.calendar->of(school) == nullptr) report.schools_no_region.push_back(school);
  }
  return report;
}

}  // namespace verzuim
