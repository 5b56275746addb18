// SPDX-License-Identifier: EUPL-1.2
#include "report_subjects.hpp"

#include <algorithm>

namespace verzuim {
namespace {

/// The lessons of a day in a stay; empty where no timetable tells them.
const std::vector<Lesson>& lessons_on(const Stay& stay, Date date) {
  static const std::vector<Lesson> none;
  if (stay.open == nullptr || !stay.open->is_school_day(date)) return none;
  const Timetable* timetable = stay.own != nullptr && stay.own->covers(date) ? stay.own : stay.group;
  return timetable == nullptr ? none : timetable->lessons(date);
}

bool was_away(Kind kind) { return kind != Kind::late && kind != Kind::removed; }

/// By day: the lessons that were missed; 0 stands for the whole day.
std::map<Date, std::set<int>> missed_lessons(const std::vector<DayMissed>& records) {
  std::map<Date, std::set<int>> days;
  for (const DayMissed& record : records)
    if (was_away(record.kind)) days[record.date].insert(record.lesson);
  return days;
}

}  // namespace

const SubjectCounts::Lessons& SubjectCounts::scheduled(const Stay& stay) {
  const auto [at, fresh] = kept_.try_emplace({stay.open, stay.own, stay.group, stay.from, stay.until});
  if (fresh)
    for (Date date = stay.from; date <= stay.until; date = date + 1)
      for (const Lesson& lesson : lessons_on(stay, date))
        if (!lesson.subject.empty()) ++at->second[lesson.subject];
  return at->second;
}

void SubjectCounts::add(const std::vector<Stay>& stays, const std::vector<DayMissed>& records) {
  Lessons here, missed;
  const auto days = missed_lessons(records);
  for (const Stay& stay : stays) {
    for (const auto& [subject, count] : scheduled(stay)) here[subject] += count;
    for (auto day = days.lower_bound(stay.from); day != days.end() && day->first <= stay.until; ++day) {
      const std::set<int>& gone = day->second;
      const auto& lessons = lessons_on(stay, day->first);
      const bool wholly =
          gone.contains(0) || std::all_of(lessons.begin(), lessons.end(),
                                          [&](const Lesson& lesson) { return gone.contains(lesson.lesson); });
      for (const Lesson& lesson : lessons) {
        if (lesson.subject.empty()) continue;
        if (wholly)
          --here[lesson.subject];
        else if (gone.contains(lesson.lesson))
          ++missed[lesson.subject];
      }
    }
  }
  int all = 0, all_missed = 0;
  for (const auto& [subject, count] : here) all += count;
  for (const auto& [subject, count] : missed) all_missed += count;
  for (const auto& [name, count] : here) {
    Subject& subject = subjects_[name];
    const int gone = missed[name], rest = all - count, rest_gone = all_missed - gone;
    subject.lessons.add(count);
    subject.missed.add(gone);
    if (rest_gone == 0) continue;
    subject.expected += static_cast<double>(count) * rest_gone / rest;
    ++subject.expecting;
  }
}

}  // namespace verzuim
