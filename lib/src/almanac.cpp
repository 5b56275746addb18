// SPDX-License-Identifier: EUPL-1.2
#include "almanac.hpp"

#include <algorithm>

namespace verzuim {
namespace {

/// How many sheets are kept: about four megabytes.
constexpr std::size_t kept_sheets = 256;

/// Cuts off what lies outside the days, so that pupils who came in different years share a sheet. What comes
/// after them says nothing about them, and of what came before only the last one, until the next begins; but
/// the first one speaks for all days before it.
void trim(std::vector<Attendance>& attendance, Date from, Date until) {
  while (attendance.size() > 1 && attendance.back().from > until) attendance.pop_back();
  while (attendance.size() > 1 && attendance.front().until < from && attendance[1].from <= from)
    attendance.erase(attendance.begin());
  for (Attendance& a : attendance) {
    a.from = std::clamp(a.from, from - 1, until + 1);
    a.until = std::clamp(a.until, from - 1, until + 1);
  }
}

std::size_t hash_of(const std::vector<Attendance>& attendance, Date from, Date until) {
  std::size_t hash = 0;
  const auto mix = [&hash](std::size_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
  };
  mix(static_cast<std::size_t>(from.day));
  mix(static_cast<std::size_t>(until.day));
  for (const Attendance& a : attendance) {
    mix(static_cast<std::size_t>(a.from.day));
    mix(static_cast<std::size_t>(a.until.day));
    mix(static_cast<std::size_t>(a.weekly_minutes));
    mix(static_cast<std::size_t>(a.school));
    for (const void* part : {static_cast<const void*>(a.calendar), static_cast<const void*>(a.own),
                             static_cast<const void*>(a.group)})
      mix(reinterpret_cast<std::size_t>(part));
  }
  return hash;
}

/// Which unbroken stay each enrolment belongs to: those that touch or overlap are one.
std::vector<int> stays_of(const std::vector<Attendance>& attendance) {
  std::vector<int> stays(attendance.size(), 0);
  Date reached = attendance.front().until;
  for (std::size_t i = 1; i < attendance.size(); ++i) {
    stays[i] = stays[i - 1] + (attendance[i].from > reached + 1 ? 1 : 0);
    reached = std::max(reached, attendance[i].until);
  }
  return stays;
}

/// A later enrolment at the same school takes the place of this one on `date`.
bool replaced(const std::vector<Attendance>& attendance, std::size_t i, Date date) {
  for (std::size_t later = i + 1; later < attendance.size(); ++later)
    if (attendance[later].school == attendance[i].school && attendance[later].covers(date)) return true;
  return false;
}

/// Adds what one enrolment makes of the day; pooled schools can both be open.
void add_session(Day& day, const Attendance& attendance, Date date) {
  day.timetable = attendance.timetable_on(date);
  if (!attendance.calendar->known(date)) return;
  day.known = true;
  if (!attendance.calendar->is_school_day(date)) return;
  day.open = true;
  if (day.timetable != nullptr && day.timetable->lessons(date).empty()) return;
  day.school_day = true;
  day.fifths +=
      day.timetable != nullptr ? std::int64_t{5} * day.timetable->minutes(date) : attendance.weekly_minutes;
}

/// Adds one day, which begins with the running totals of the one before.
void lay_day(Day& day, const std::vector<Attendance>& attendance, const std::vector<int>& stays, Date date) {
  day.enrolled = day.school_day = day.open = day.known = false;
  day.stay = -1;
  std::size_t begun = 0;
  for (std::size_t i = 0; i < attendance.size() && attendance[i].from <= date; ++i) {
    begun = i;
    if (!attendance[i].covers(date) || replaced(attendance, i, date)) continue;
    day.enrolled = true;
    day.stay = stays[i];
    add_session(day, attendance[i], date);
  }
  if (!day.enrolled) {
    // In a gap the last one begun still says when the school is open.
    const SchoolDays& calendar = *attendance[begun].calendar;
    day.known = calendar.known(date);
    day.school_day = day.open = day.known && calendar.is_school_day(date);
  }
  if (!day.school_day) return;
  ++day.number;
  if (!day.enrolled) return;
  ++day.enrolled_days;
  day.untimed += day.timetable == nullptr ? 1 : 0;
}

/// Gives the seven days of each school week their index. Counted here and not taken from the school's
/// calendar, since a pupil can move between calendars.
void number_weeks(LaidDays& laid) {
  auto& days = laid.days;
  int index = -1;
  for (std::size_t monday = 0; monday < days.size(); monday += 7) {
    bool school_week = false;
    for (std::size_t n = monday; n < monday + 7; ++n) school_week = school_week || days[n].open;
    for (std::size_t n = monday; n < monday + 7; ++n) {
      days[n].indexed = school_week;
      days[n].index = school_week ? ++index : index;
      if (school_week) laid.indexed.push_back(static_cast<int>(n));
    }
  }
}

LaidDays lay(const std::vector<Attendance>& attendance, Date from, Date until) {
  LaidDays laid;
  laid.first = from;
  laid.days.resize(static_cast<std::size_t>(until - from + 1));
  const std::vector<int> stays = stays_of(attendance);
  Day total;
  for (std::size_t n = 0; n < laid.days.size(); ++n) {
    Day& day = laid.days[n];
    day = total;
    lay_day(day, attendance, stays, from + static_cast<int>(n));
    total = day;
  }
  number_weeks(laid);
  for (int year = school_year(from); year <= school_year(until); ++year)
    laid.years.emplace_back(std::max(0, make_date(year, 8, 1) - from), year);
  return laid;
}

}  // namespace

const Timetable* Attendance::timetable_on(Date date) const {
  if (own != nullptr && own->covers(date)) return own;
  return group != nullptr && group->covers(date) ? group : nullptr;
}

const std::pair<int, int>& LaidDays::year(int day) const {
  std::size_t at = years.size() - 1;
  while (at > 0 && years[at].first > day) --at;
  return years[at];
}

std::shared_ptr<const LaidDays> Almanac::laid(std::vector<Attendance> attendance, Date from, Date until) {
  // Whole weeks, since a week is a school week or not as a whole; whole school years, so that many share
  // them.
  from = monday_of(school_year_start(from));
  until = monday_of(make_date(school_year(until) + 1, 7, 31)) + 6;
  trim(attendance, from, until);
  auto& sheets = sheets_[hash_of(attendance, from, until)];
  for (const Sheet& sheet : sheets)
    if (sheet.from == from && sheet.until == until && sheet.attendance == attendance) return sheet.days;
  auto days = std::make_shared<const LaidDays>(lay(attendance, from, until));
  if (kept_ == kept_sheets) {
    sheets_.clear();
    kept_ = 0;
  }
  ++kept_;
  sheets_[hash_of(attendance, from, until)].push_back({from, until, std::move(attendance), days});
  return days;
}

}  // namespace verzuim
