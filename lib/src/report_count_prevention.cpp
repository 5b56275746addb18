// SPDX-License-Identifier: EUPL-1.2
// Where prevention works: how dossiers that were opened in the period ended, and the absence of the same
// pupils before and after the first talk.
#include <algorithm>

#include "report_tally.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

bool within(const Period& period, Date date) { return period.from <= date && date <= period.until; }

std::size_t solved_class(const CaseFacts& one) {
  if (one.solved() && one.at_mentor()) return 0;
  if (one.reached_gemeente()) return 2;
  if (one.solved()) return 1;
  return one.open ? 4 : 3;
}

/// The last day of `weeks` school weeks that begin after `day`, or their first day before it. Nothing where
/// the calendar does not reach that far.
std::optional<Date> school_weeks(const SchoolDays& calendar, Date day, int weeks, int step) {
  int left = 7 * weeks;
  Date at = day;
  while (left > 0) {
    at = at + step;
    if (!calendar.known(at)) return std::nullopt;
    if (calendar.in_school_week(at)) --left;
  }
  return at;
}

/// The absence of the pupil in the school weeks before and after a talk; only where all of them have passed.
void count_around(Reports::Parts& parts, Solved& solved, const Counted& pupil, const CaseFacts& one) {
  const SchoolDays* calendar = parts.setting.calendar->of(one.school);
  const int weeks = report_classes().talk_weeks;
  if (calendar == nullptr) return;
  const auto from = school_weeks(*calendar, *one.talk_on, weeks, -1);
  const auto until = school_weeks(*calendar, *one.talk_on, weeks, 1);
  if (!from || !until || *until > parts.head.on) return;
  const std::string_view school = brin_of(one.school);
  const Date before = *one.talk_on - 1, after = *one.talk_on + 1;
  const Scheduled first = parts.schedule.at_school(pupil.facts, school, *from, before);
  const Scheduled second = parts.schedule.at_school(pupil.facts, school, after, *until);
  if (!first.known || !second.known || first.fifths <= 0 || second.fifths <= 0) return;
  const auto missed = [&](Date a, Date b) {
    return missed_between(parts.setting, pupil.facts, school, a, b, parts.kinds());
  };
  solved.talked.add(1);
  solved.before_possible.add(first.fifths);
  solved.before_missed.add(missed(*from, before));
  solved.after_possible.add(second.fifths);
  solved.after_missed.add(missed(after, *until));
}

}  // namespace

void count_prevention(Reports::Parts& parts, ScopeTally& tally, const Counted& pupil) {
  const bool school = parts.head.scope == ReportScope::school;
  Solved& solved = tally.solved[pupil.sector];
  std::array<std::int64_t, 5> by{};
  std::array<std::int64_t, 3> sixteen{};
  const CaseFacts* first = nullptr;
  for (const CaseFacts& one : pupil.notes.cases) {
    if (!school && !one.for_gemeente) continue;
    if (one.talk_on && within(pupil.period, *one.talk_on) &&
        (first == nullptr || *one.talk_on < *first->talk_on))
      first = &one;
    if (!within(pupil.period, one.opened_on)) continue;
    ++by[solved_class(one)];
    if (one.below_sixteen) ++sixteen[one.sixteen_on ? 2 : one.solved() ? 0 : 1];
  }
  for (std::size_t i = 0; i < by.size(); ++i) solved.by[i].add(by[i]);
  for (std::size_t i = 0; i < sixteen.size(); ++i) solved.sixteen[i].add(sixteen[i]);
  if (first != nullptr && pupil.when == 0) count_around(parts, solved, pupil, *first);
}

}  // namespace verzuim
