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

std::vector<Stay> Schedule::stays(const PupilFacts& facts, std::string_view brin, Date from,
                                  Date until) const {
  std::vector<const Enrolment*> enrolments;
  for (const Enrolment& e : facts.enrolments)
    if (brin_of(e.school) == brin) enrolments.push_back(&e);
  std::stable_sort(enrolments.begin(), enrolments.end(),
                   [](const auto* a, const auto* b) { return a->from < b->from; });
  const Timetable* own = setting_.timetables->of(facts.pupil);
  std::vector<Stay> all;
  for (std::size_t i = 0; i < enrolments.size(); ++i)
    for (const auto& [first, last] : own_days(enrolments, i, from, until))
      if (first <= last)
        all.push_back({setting_.calendar->of(enrolments[i]->school), own,
                       setting_.timetables->of(enrolments[i]->group), enrolments[i]->weekly_minutes, first,
                       last});
  return all;
}

Scheduled Schedule::at_school(const PupilFacts& facts, std::string_view brin, Date from, Date until) {
  Scheduled sum;
  for (const Stay& stay : stays(facts, brin, from, until)) sum.add(of(stay));
  return sum;
}

Scheduled Schedule::of(const Stay& stay) {
  // A timetable of one's own is shared with nobody.
  if (stay.open == nullptr || stay.own != nullptr) return walk(stay);
  const auto [at, fresh] =
      kept_.try_emplace({stay.open, stay.group, stay.weekly_minutes, stay.from, stay.until});
  if (fresh) at->second = walk(stay);
  return at->second;
}

Scheduled Schedule::walk(const Stay& stay) {
  if (stay.open == nullptr) return {0, 0, false};
  Scheduled sum;
  for (Date date = stay.from; date <= stay.until; date = date + 1) {
    if (!stay.open->known(date)) {
      sum.known = false;
      return sum;
    }
    if (!stay.open->is_school_day(date)) continue;
    const Timetable* timetable = stay.own != nullptr && stay.own->covers(date) ? stay.own : stay.group;
    if (timetable != nullptr && !timetable->covers(date)) timetable = nullptr;
    if (timetable != nullptr && timetable->lessons(date).empty()) continue;
    ++sum.days;
    if (timetable != nullptr)
      sum.fifths += std::int64_t{5} * timetable->minutes(date);
    else if (stay.weekly_minutes > 0)
      sum.fifths += stay.weekly_minutes;
    else
      sum.known = false;
  }
  return sum;
}

}  // namespace verzuim
