// SPDX-License-Identifier: EUPL-1.2
// From what was counted to a report: which tables it holds, and in which order.
#include "verzuim/report.hpp"

#include <algorithm>

#include "report_maker.hpp"

namespace verzuim {
namespace {

bool months_fit(const Period& period) {
  return add_months(first_of_month(period.from), month_count) > period.until;
}

void add_absence(std::vector<ReportTable>& tables, const Sheet& sheet) {
  tables.push_back(population_table(sheet));
  if (sheet.before != nullptr) {
    tables.push_back(compared_counts(sheet));
    tables.push_back(compared_rates(sheet));
    tables.push_back(compared_bands(sheet));
  }
  tables.push_back(exemptions_table(sheet));
  tables.push_back(attendance_table(sheet, "attendance", sheet.sector_rows()));
  tables.push_back(attendance_table(sheet, "attendance_places", sheet.place_rows()));
  if (months_fit(sheet.head().period)) {
    tables.push_back(months_table(sheet));
    tables.push_back(days_table(sheet));
  }
  tables.push_back(weekdays_table(sheet));
  if (sheet.head().scope == ReportScope::school && months_fit(sheet.head().period))
    tables.push_back(subjects_table(sheet));
  tables.push_back(bands_table(sheet));
  tables.push_back(histogram_table(sheet));
  tables.push_back(hours_table(sheet, "unauthorised", "T3", sheet.sector_rows()));
  tables.push_back(hours_table(sheet, "unauthorised_ages", "T6", sheet.age_rows()));
  tables.push_back(hours_table(sheet, "unauthorised_places", "T8", sheet.place_rows()));
  tables.push_back(late_table(sheet));
  tables.push_back(unexplained_table(sheet));
}

void add_cases(std::vector<ReportTable>& tables, const Sheet& sheet) {
  tables.push_back(signals_table(sheet));
  tables.push_back(patterns_table(sheet));
  if (sheet.head().all_kinds()) tables.push_back(sickness_table(sheet));
  tables.push_back(meldingen_table(sheet));
  if (!sheet.parts.years.empty()) tables.push_back(years_table(sheet));
  tables.push_back(meldingen_by(sheet, "meldingen_sectors", "T5", sheet.sector_rows()));
  tables.push_back(meldingen_by(sheet, "meldingen_ages", "T6", sheet.age_rows()));
  tables.push_back(meldingen_by(sheet, "meldingen_places", "T8", sheet.place_rows()));
  tables.push_back(lasting_table(sheet));
  tables.push_back(routes_table(sheet));
  tables.push_back(outcomes_table(sheet));
  tables.push_back(timeliness_table(sheet));
  tables.push_back(waiting_table(sheet));
  tables.push_back(waiting_days_table(sheet));
  tables.push_back(dossiers_table(sheet));
  tables.push_back(ownerless_table(sheet));
  tables.push_back(measures_table(
      sheet, "prevention_mbo", "T16",
      {"prevention_talk", "verslag", "parents_informed", "leerplicht_informed", "reported_after"}));
  tables.push_back(measures_table(sheet, "verslagen", "T16", measures_of(sheet, "verslag:")));
  tables.push_back(measures_table(sheet, "knooppunten", "T17",
                                  {"knooppunt", "knooppunt_pupil", "knooppunt_parents", "knooppunt_both",
                                   "afspraak", "afspraak_kept", "afspraak_broken", "afspraak_overdue"}));
  tables.push_back(measures_table(sheet, "parties", "T17", measures_of(sheet, "party:")));
  tables.push_back(measures_table(sheet, "handovers", "T18",
                                  {"handover", "handover_accepted", "handover_away", "handover_story",
                                   "handover_a4", "handover_a4_pupil", "handover_arrived", "handover_talk"}));
}

void add_prevention(std::vector<ReportTable>& tables, const Sheet& sheet) {
  tables.push_back(prevention_table(sheet));
  tables.push_back(solved_table(sheet));
  tables.push_back(sixteen_table(sheet));
  tables.push_back(talk_table(sheet));
  tables.push_back(met_table(sheet));
  tables.push_back(funnel_table(sheet));
}

std::string name_of(const Reports::Parts& parts, const std::string& code) {
  const Reference& reference = *parts.setting.reference;
  if (parts.head.scope == ReportScope::gemeente) {
    const Gemeente* gemeente = reference.gemeente(code);
    return gemeente == nullptr ? code : gemeente->name;
  }
  if (parts.head.scope == ReportScope::school) {
    const School* school = parts.setting.calendar->school(code);
    return school == nullptr || school->name.empty() ? code : school->name;
  }
  for (const Gemeente& gemeente : reference.gemeenten())
    if (gemeente.doorstroompunt_region == code) return gemeente.doorstroompunt_region_name;
  return code;
}

const std::array<ScopeTally, 2>& tallies_of(const Reports::Parts& parts, std::string_view code) {
  static const std::array<ScopeTally, 2> nobody;
  const auto found = parts.tallies.find(code);
  return found == parts.tallies.end() ? nobody : found->second;
}

ReportCell cell_of(const Amount& amount) {
  return {ReportCell::State::value, amount.value, amount.people, {}, {}};
}

Report framed_report(const Reports::Parts& parts, std::string_view code, const ScopeTally& tally) {
  Report report;
  report.code = std::string(code);
  report.name = name_of(parts, report.code);
  report.head = parts.head;
  report.without_gemeente = cell_of({parts.without_gemeente, parts.without_gemeente});
  report.undecided = cell_of(tally.undecided);
  for (const std::string& school : tally.schools) {
    if (parts.silent(school)) report.silent_schools.push_back(school);
    if (parts.setting.calendar->of(school) == nullptr) report.schools_no_region.push_back(school);
  }
  return report;
}

}  // namespace

const ReportCell* ReportTable::find(std::string_view row, std::string_view column) const {
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (rows[r].id == row && columns[c].id == column) return &at(r, c);
  return nullptr;
}

const ReportTable* Report::table(std::string_view id) const {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const ReportTable& t) { return t.id == id; });
  return found == tables.end() ? nullptr : &*found;
}

const ReportCell& Report::pupils() const {
  static const ReportCell nothing;
  const ReportTable* population = table("population");
  const ReportCell* cell = population == nullptr ? nullptr : population->find("total", "total");
  return cell == nullptr ? nothing : *cell;
}

Report Reports::report(std::string_view code) const {
  const auto& [now, before] = tallies_of(*parts_, code);
  Report report = framed_report(*parts_, code, now);
  // With a year of which nothing came in there is nothing to compare.
  const bool known = report.head.before && !before.places.empty();
  if (!known) report.head.before.reset();
  const Sheet sheet{*parts_, now, known ? &before : nullptr};
  add_absence(report.tables, sheet);
  add_cases(report.tables, sheet);
  add_prevention(report.tables, sheet);
  for (ReportTable& table : report.tables) derive(table);
  report.sums = sums_between(sheet);
  return report;
}

Report Reports::telling(std::string_view code) const {
  const ScopeTally& now = tallies_of(*parts_, code)[0];
  Report report = framed_report(*parts_, code, now);
  report.kind = "telling";
  report.head.before.reset();
  const Sheet sheet{*parts_, now, nullptr};
  report.tables.push_back(telling_table(sheet));
  return report;
}

}  // namespace verzuim
