// SPDX-License-Identifier: EUPL-1.2
// The absence of one pupil in a period, counted as the rules count it.
#include <set>

#include "schooling.hpp"
#include "verzuim/report.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

PeriodAbsence counted_absence(const Setting& setting, const PupilFacts& facts, const Period& period) {
  PeriodAbsence sum;
  PupilFacts inside{facts.pupil, facts.enrolments, facts.diplomas, facts.exemptions, {}, {}};
  for (const Absence& a : facts.absences)
    if (period.from <= a.date && a.date <= period.until) inside.absences.push_back(a);
  if (inside.absences.empty()) return sum;
  std::set<std::string> brins;
  for (const Enrolment& e : facts.enrolments) brins.emplace(brin_of(e.school));
  for (const std::string& brin : brins) {
    const Schooling schooling(setting, inside, brin, period.until, 0);
    for (const Item& item : schooling.items()) {
      const bool told =
          item.kind == Kind::unauthorised || item.kind == Kind::late || item.kind == Kind::unknown;
      if (told && item.fate == Fate::not_known) sum.countable = false;
      if (item.fate != Fate::counts) continue;
      if (item.kind == Kind::unauthorised) sum.unauthorised_minutes += item.minutes;
      if (item.kind == Kind::unauthorised && item.minutes_missing) sum.countable = false;
      if (item.kind == Kind::late) ++sum.late;
      if (item.kind == Kind::unknown) ++sum.unexplained;
    }
  }
  return sum;
}

}  // namespace verzuim
