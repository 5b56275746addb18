// SPDX-License-Identifier: EUPL-1.2
#include "report_schedule.hpp"

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// Days of enrolment `i` on which no later one at its school takes its place.
std::vector<std::pair<Date, Date>> own_days(const std::vector<const Enrolment*>& enrolments, std::size_t i,
                                            Date from, Date until) {
  std::vector<std::pair<Date, Date>> left = {
      {std::max(from, enrolments[i]->from), std::min(until, enrolments[i]->until)}};
  for (std::size_t later = i + 1; later < enrolments.size(); ++later) {
    std::vector<std::pair<Date, Date>> rest;
    for (const auto& [first, last] : left) {
      if (first < enrolments[later]->from)
        rest.emplace_back(first, std::min(last, enrolments[later]->from - 1));
      if (enrolments[later]->until < last)
        rest.emplace_back(std::max(first, enrolments[later]->until + 1), last);
    }
    left = std::move(rest);
  }
  return left;
}

}  // namespace

void Scheduled::add(const Scheduled& other) {
  fifths += other.fifths;
  days += other.days;
  known = known && other.known;
}

Scheduled Schedule::at_school(const PupilFacts& facts, std::string_view brin, Date from, Date until) {
  std::vector<const Enrolment*> enrolments;
  for (const Enrolment& e : facts.enrolments)
    if (brin_of(e.school) == brin) enrolments.push_back(&e);
  std::stable_sort(enrolments.begin(), enrolments.end(),
                   [](const auto* a, const auto* b) { return a->from < b->from; });
  Scheduled sum;
  for (std::size_t i = 0; i < enrolments.size(); ++i)
    for (const auto& [first, last] : own_days(enrolments, i, from, until))
      if (first <= last) sum.add(of(facts.pupil, *enrolments[i], first, last));
  return sum;
}

Scheduled Schedule::of(const std::string& pupil, const Enrolment& enrolment, Date from, Date until) {
  const SchoolDays* open = setting_.calendar->of(enrolment.school);
  if (open == nullptr) return {0, 0, false};
  const Timetable* group = setting_.timetables->of(enrolment.group);
  if (const Timetable* own = setting_.timetables->of(pupil); own != nullptr)
    return walk(own, group, enrolment, *open, from, until);
  const auto [at, fresh] = kept_.try_emplace({open, group, enrolment.weekly_minutes, from, until});
  if (fresh) at->second = walk(nullptr, group, enrolment, *open, from, until);
  return at->second;
}

Scheduled Schedule::walk(const Timetable* own, const Timetable* group, const Enrolment& enrolment,
                         const SchoolDays& open, Date from, Date until) const {
  Scheduled sum;
  for (Date date = from; date <= until; date = date + 1) {
    if (!open.known(date)) {
      sum.known = false;
      return sum;
    }
    if (!open.is_school_day(date)) continue;
    const Timetable* timetable = own != nullptr && own->covers(date) ? own : group;
    if (timetable != nullptr && !timetable->covers(date)) timetable = nullptr;
    if (timetable != nullptr && timetable->lessons(date).empty()) continue;
    ++sum.days;
    if (timetable != nullptr)
      sum.fifths += std::int64_t{5} * timetable->minutes(date);
    else if (enrolment.weekly_minutes > 0)
      sum.fifths += enrolment.weekly_minutes;
    else
      sum.known = false;
  }
  return sum;
}

}  // namespace verzuim
