// SPDX-License-Identifier: EUPL-1.2
#include "profile_span.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace verzuim {
namespace {

constexpr int first_year = 2000;

Span read_span(SlotCells& cells, const ProfileParts& parts) {
  Span span;
  const AbsenceSlot first = cells.known(slot_from_date) ? slot_from_date : slot_date;
  const auto begin = cells.moment(first, parts.dates);
  if (!begin) {
    cells.refuse(first, "missing", "", "is empty; it must hold a date");
    return span;
  }
  span.first = span.last = *begin->date;
  span.from = begin->minute;
  if (year_of(span.first) < first_year)
    cells.refuse(first, "bad-date", cells[first],
                 fmt::format("is before {}, which cannot be meant", first_year));
  span.may_span_days = cells.in_file(slot_until_date);
  if (const auto end = cells.moment(slot_until_date, parts.dates)) {
    span.last = *end->date;
    span.until = end->minute;
  } else {
    span.ends = !span.may_span_days;
  }
  if (const auto time = cells.moment(slot_from_time, parts.times)) span.from = time->minute;
  if (const auto time = cells.moment(slot_until_time, parts.times))
    span.until = time->minute, span.ends = true;
  return span;
}

/// Midnight at the end is the end of the day before, a minute before midnight is no less than the whole day,
/// and from midnight to midnight of one day is no time but a date.
void round_off(Span& span) {
  if (span.until == 0 && span.last == span.first && span.from.value_or(0) == 0) span.until.reset();
  if (span.until == 0 && span.last > span.first) span.last = span.last - 1, span.until = minutes_a_day;
  if (span.until && *span.until >= minutes_a_day - 1) span.until.reset();
  if (span.from == 0) span.from.reset();
}

void check_span(SlotCells& cells, const Span& span) {
  const AbsenceSlot end = cells.in_file(slot_until_date) ? slot_until_date : slot_until_time;
  if (span.last < span.first)
    cells.refuse(end, "bad-period", cells[end], "is before the first day; mend one of the two");
  else if (span.last - span.first > longest_report)
    cells.refuse(end, "bad-period", cells[end],
                 "is more than a year after the first day; is the year right?");
  else if (span.first == span.last && span.from && span.until && *span.until <= *span.from)
    cells.refuse(cells.in_file(slot_until_time) ? slot_until_time : end, "bad-period", "",
                 "does not lie after the begin; mend one of the two times");
}

/// The lessons that the row names, or those of its part of the day; none for the whole day.
DayPart read_part(SlotCells& cells, const ProfileParts& parts) {
  static const std::string lesson_remedy =
      "is no lesson from 1 to 30; write such as 3, 2-8, 2 t/m 8 or 1,2,5";
  DayPart part;
  const auto numbers = [&](AbsenceSlot slot) {
    const std::vector<int> lessons = parse_lessons(cells[slot]);
    if (lessons.empty()) cells.refuse(slot, "bad-lesson", cells[slot], lesson_remedy);
    return lessons;
  };
  const bool begins = !cells[slot_from_lesson].empty(), ends = !cells[slot_until_lesson].empty();
  if (!cells[slot_lesson].empty()) {
    part.lessons = numbers(slot_lesson);
  } else if (begins != ends) {
    cells.refuse(begins ? slot_until_lesson : slot_from_lesson, "missing", "",
                 "is empty; the first lesson and the last go together");
  } else if (begins) {
    const auto from = numbers(slot_from_lesson), until = numbers(slot_until_lesson);
    if (from.empty() || until.empty()) return part;
    if (until.back() < from.front())
      cells.refuse(slot_until_lesson, "bad-period", cells[slot_until_lesson], "is before the first lesson");
    for (int lesson = from.front(); lesson <= until.back(); ++lesson) part.lessons.push_back(lesson);
  } else if (!cells[slot_part].empty()) {
    const DayPart* known = parts.parts.find(cells[slot_part]);
    if (known != nullptr) return *known;
    cells.refuse(slot_part, "bad-word", cells[slot_part],
                 fmt::format("is no part of the day that the profile knows ({}); name it under [parts]",
                             join(parts.parts.words(), ", ")));
  }
  return part;
}

/// Monday to Friday; all days where the span has none of those.
std::vector<Date> days_of(const Span& span) {
  std::vector<Date> all, weekdays;
  for (Date d = span.first; d <= span.last; d = d + 1) {
    all.push_back(d);
    if (weekday(d) <= 5) weekdays.push_back(d);
  }
  return weekdays.empty() ? all : weekdays;
}

/// The lessons of a day that overlap with the span, each with the minutes of the overlap where that is not
/// all of it. One occasion without a lesson when that is every lesson in full, or times say nothing.
std::vector<Occasion> lessons_held(const Span& span, Date day, const DayPart& part,
                                   const std::vector<LessonTime>& times) {
  const int from = day == span.first ? span.from.value_or(0) : 0,
            until = day == span.last ? span.until.value_or(minutes_a_day) : minutes_a_day;
  std::vector<Occasion> held;
  bool whole = true;
  for (const LessonTime& t : times) {
    const int missed = std::min(t.until, until) - std::max(t.from, from);
    const bool full = missed == t.until - t.from;
    whole = whole && full;
    if (missed > 0) held.push_back({day, t.lesson, full ? 0 : missed});
  }
  return whole ? std::vector<Occasion>{{day, 0, part.minutes}} : held;
}

std::vector<Occasion> over_days(const Span& span, const DayPart& part, const std::vector<LessonTime>& times) {
  // Without a table of lessons only the time itself tells how long it was.
  if (span.first == span.last && span.from && span.until && times.empty())
    return {{span.first, 0, *span.until - *span.from}};
  std::vector<Occasion> all;
  for (Date day : days_of(span)) {
    const auto held = lessons_held(span, day, part, times);
    all.insert(all.end(), held.begin(), held.end());
  }
  return all;
}

/// Gives the minutes of the row to its facts.
void share_minutes(SlotCells& cells, const ProfileParts& parts, std::vector<Occasion>& all) {
  const auto minutes = cells.duration(slot_minutes);
  const int count = static_cast<int>(all.size());
  if (!minutes || *minutes == 0 || count == 0) return;
  const bool of_each = parts.minutes.of_each_lesson;
  const int each = of_each ? *minutes : *minutes / count, over = of_each ? 0 : *minutes % count;
  if (each == 0 || each > minutes_a_day) {
    cells.refuse(slot_minutes, "bad-number", cells[slot_minutes],
                 fmt::format("cannot be the time of {} record{}; is its unit right, under [minutes]?", count,
                             count == 1 ? "" : "s"));
    return;
  }
  for (int i = 0; i < count; ++i) all[static_cast<std::size_t>(i)].minutes = each + (i < over ? 1 : 0);
}

/// A whole day of no time at all is a contradiction; beside lessons or times a zero only says nothing.
void check_zero(SlotCells& cells, const Span& span) {
  if (!span.from && !span.until && cells[slot_part].empty() && cells.duration(slot_minutes) == 0)
    cells.refuse(slot_minutes, "bad-number", cells[slot_minutes],
                 "says zero, which is no absence; leave it empty for a whole day");
}

/// What tells one absence of a day from another where neither has a lesson.
void note_begin(const Span& span, std::vector<Occasion>& all) {
  if (all.size() == 1 && span.first == span.last && span.from && all[0].lesson == 0 && all[0].minutes > 0)
    all[0].begin = *span.from;
}

}  // namespace

Occasions read_occasions(SlotCells& cells, const ProfileParts& parts, bool can_go_on) {
  Occasions occasions;
  Span span = read_span(cells, parts);
  const DayPart part = read_part(cells, parts);
  if (cells.fault()) return occasions;
  if (!part.lessons.empty()) {
    if (span.last != span.first)
      cells.refuse(cells.in_file(slot_until_date) ? slot_until_date : slot_from_date, "bad-period", "",
                   "is another day than the first, which cannot be with lessons; send a row for each day");
    for (int lesson : part.lessons) occasions.all.push_back({span.first, lesson, part.minutes});
  } else {
    check_zero(cells, span);
    round_off(span);
    check_span(cells, span);
    if (cells.fault()) return occasions;
    if (span.may_span_days) occasions.since = span.first;
    occasions.open = !span.ends && can_go_on;
    occasions.all = occasions.open ? std::vector<Occasion>{{span.first, 0, part.minutes}}
                                   : over_days(span, part, parts.lesson_times);
  }
  share_minutes(cells, parts, occasions.all);
  if (parts.lesson_times.empty() && !occasions.open) note_begin(span, occasions.all);
  return occasions;
}

}  // namespace verzuim
