// SPDX-License-Identifier: EUPL-1.2
// Meldingen of earlier school years: of each year those of whoever was of the scope in that year.
#include <algorithm>

#include "report_tally.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

void count_year(YearMeldingen& year, const std::vector<CaseFacts>& cases, const Period& period) {
  std::array<std::int64_t, melding_kind_count> made{};
  std::int64_t all = 0;
  for (const CaseFacts& one : cases)
    for (const CaseMelding& melding : one.meldingen) {
      const auto kind = std::find(melding_names.begin(), melding_names.end(), melding.kind);
      const bool within = period.from <= melding.on && melding.on <= period.until;
      if (!within || melding.withdrawn() || kind == melding_names.end()) continue;
      ++made[static_cast<std::size_t>(kind - melding_names.begin())];
      ++all;
    }
  for (std::size_t k = 0; k < made.size(); ++k) year.by_kind[k].add(made[k]);
  year.all.add(all);
}

}  // namespace

std::vector<Period> school_years_before(const Period& period, int count) {
  std::vector<Period> years;
  // Other periods are compared with the year before only.
  if (school_year_start(period.from) != period.from || add_months(period.from, 12) <= period.until)
    return years;
  for (int ago = 1; ago <= count; ++ago) {
    const Date from = add_months(period.from, -12 * ago), until = add_months(from, 12) - 1;
    years.push_back({from, until, school_year_text(from)});
  }
  return years;
}

std::string school_year_text(Date from) {
  return std::to_string(year_of(from)) + "-" + std::to_string(year_of(from) + 1);
}

void Reports::Parts::count_years(const PupilFacts& facts, const PupilNotes& noted) {
  for (std::size_t n = 0; n < years.size(); ++n) {
    const Enrolment* main = main_enrolment(facts, years[n]);
    if (main == nullptr) continue;
    const int ago = static_cast<int>(n) + 1;
    if (head.scope != ReportScope::school) {
      const std::string code = code_of(*main, years[n].until);
      if (code.empty() || (!only.empty() && code != only)) continue;
      count_year(tallies[code][0].years[ago], noted.cases, years[n]);
      continue;
    }
    std::map<std::string, std::vector<CaseFacts>> schools;
    for (const Enrolment& e : facts.enrolments) {
      if (e.from > years[n].until || e.until < years[n].from) continue;
      if (only.empty())
        schools.try_emplace(std::string(brin_of(e.school)));
      else if (e.school.starts_with(only))
        schools.try_emplace(only);
    }
    for (auto& [school, cases] : schools) {
      for (const CaseFacts& one : noted.cases)
        if (brin_of(one.school) == brin_of(school)) cases.push_back(one);
      count_year(tallies[school][0].years[ago], cases, years[n]);
    }
  }
}

}  // namespace verzuim
