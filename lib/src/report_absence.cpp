// SPDX-License-Identifier: EUPL-1.2
#include "report_absence.hpp"

#include <algorithm>
#include <set>

#include "schooling.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// Which month of the period `date` lies in; past the last one that is kept where there are too many.
std::size_t month_place(const Period& period, Date date) {
  const int months = (year_of(date) - year_of(period.from)) * 12 + month_of(date) - month_of(period.from);
  return static_cast<std::size_t>(months);
}

/// The facts with only the records between two dates.
PupilFacts within(const PupilFacts& facts, Date from, Date until) {
  PupilFacts inside{facts.pupil, facts.enrolments, facts.diplomas, facts.exemptions, {}, {}};
  for (const Absence& a : facts.absences)
    if (from <= a.date && a.date <= until) inside.absences.push_back(a);
  return inside;
}

void take(SchoolAbsence& sum, const Period& period, const Item& item) {
  const bool told = (gemeente_kinds() & bit(item.kind)) != 0;
  if (told && item.fate == Fate::not_known) sum.countable = false;
  if (item.fate != Fate::counts) return;
  const auto kind = static_cast<std::size_t>(item.kind);
  sum.missed[kind] += item.fifths;
  if (const std::size_t month = month_place(period, item.date); month < month_count)
    sum.by_month[month][kind] += item.fifths;
  if (const int day = weekday(item.date); day <= static_cast<int>(weekday_count)) {
    const auto lesson =
        std::min<std::size_t>(static_cast<std::size_t>(item.source->lesson), lesson_count - 1);
    if (told) ++sum.grid[0][static_cast<std::size_t>(day - 1)][lesson];
    ++sum.grid[1][static_cast<std::size_t>(day - 1)][lesson];
  }
  if (item.kind == Kind::unauthorised) sum.unauthorised_minutes += item.minutes;
  if (told && item.minutes_missing) sum.countable = false;
  if (item.kind == Kind::late) ++sum.late;
  if (item.kind == Kind::unknown) ++sum.unexplained;
}

void add_months(SchoolAbsence& sum, Schedule& schedule, const PupilFacts& facts, const Period& period) {
  Date first = first_of_month(period.from);
  for (std::size_t n = 0; n < month_count && first <= period.until; ++n) {
    const Date next = verzuim::add_months(first, 1);
    sum.possible_by_month[n] =
        schedule.at_school(facts, sum.school, std::max(first, period.from), std::min(next - 1, period.until));
    first = next;
  }
}

}  // namespace

std::int64_t SchoolAbsence::missed_of(KindSet kinds) const {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < kind_count; ++k)
    if ((kinds & bit(static_cast<Kind>(k))) != 0) sum += missed[k];
  return sum;
}

std::vector<SchoolAbsence> absence_of(const Setting& setting, Schedule& schedule, const PupilFacts& facts,
                                      const Period& period, bool months) {
  std::set<std::string> brins;
  for (const Enrolment& e : facts.enrolments)
    if (e.from <= period.until && period.from <= e.until) brins.emplace(brin_of(e.school));
  const PupilFacts inside = within(facts, period.from, period.until);
  std::vector<SchoolAbsence> all;
  for (const std::string& brin : brins) {
    SchoolAbsence sum;
    sum.school = brin;
    sum.possible = schedule.at_school(facts, brin, period.from, period.until);
    if (months) add_months(sum, schedule, facts, period);
    if (!inside.absences.empty()) {
      const Schooling schooling(setting, inside, brin, period.until, 0, Date{}, &schedule.almanac());
      for (const Item& item : schooling.items()) {
        take(sum, period, item);
        if (months && item.fate == Fate::counts)
          sum.by_day.push_back({item.date, item.kind, item.fifths, item.source->lesson});
      }
    }
    all.push_back(std::move(sum));
  }
  return all;
}

std::int64_t missed_between(const Setting& setting, const PupilFacts& facts, std::string_view school,
                            Date from, Date until, KindSet kinds) {
  const PupilFacts inside = within(facts, from, until);
  if (inside.absences.empty()) return 0;
  std::int64_t sum = 0;
  const Schooling schooling(setting, inside, school, until, 0);
  for (const Item& item : schooling.items())
    if (item.fate == Fate::counts && (kinds & bit(item.kind)) != 0) sum += item.fifths;
  return sum;
}

}  // namespace verzuim
