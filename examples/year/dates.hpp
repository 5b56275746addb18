// SPDX-License-Identifier: EUPL-1.2
// Days of the school year 2025-2026: civil dates, ISO weeks, holidays of the two regions in this example.
#pragma once

#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

/// Days since 1970-01-01. A plain number, since the stories count in days.
using Day = int;

inline Day day(int year, unsigned month, unsigned dom) {
  using namespace std::chrono;
  const sys_days point{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{dom}};
  return static_cast<Day>(point.time_since_epoch().count());
}

/// Reads `2025-09-16`; the stories are written that way because people check them against a calendar.
inline Day day(std::string_view iso) {
  auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (char digit : iso.substr(at, length)) value = value * 10 + (digit - '0');
    return value;
  };
  return day(number(0, 4), static_cast<unsigned>(number(5, 2)), static_cast<unsigned>(number(8, 2)));
}

inline std::chrono::year_month_day civil(Day d) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{d}}};
}

inline std::string iso(Day d) {
  const auto date = civil(d);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

/// 1 is Monday, 7 is Sunday. 1970-01-01 was a Thursday.
inline int weekday(Day d) { return (d + 3) % 7 + 1; }

inline Day monday_of(Day d) { return d - weekday(d) + 1; }

/// `2025-W47`: the ISO year is that of the week's Thursday.
inline std::string iso_week(Day d) {
  const Day thursday = monday_of(d) + 3;
  const int year = static_cast<int>(civil(thursday).year());
  char text[32];
  std::snprintf(text, sizeof text, "%04d-W%02d", year, (thursday - day(year, 1, 1)) / 7 + 1);
  return text;
}

inline const Day year_begin = day(2025, 8, 1);
inline const Day year_end = day(2026, 7, 31);

struct Period {
  std::string_view who;  ///< holiday region, school (4 or 6 characters) or `*`
  std::string_view from;
  std::string_view until;  ///< inclusive
  std::string_view name;
};

/// School holidays and public days off: known to the program, so not written to calendar.csv.
inline constexpr std::array<Period, 15> holidays{{
    {"Noord", "2025-07-12", "2025-08-24", "Zomervakantie"},
    {"Noord", "2025-10-18", "2025-10-26", "Herfstvakantie"},
    {"Noord", "2026-02-21", "2026-03-01", "Voorjaarsvakantie"},
    {"Noord", "2026-07-04", "2026-08-16", "Zomervakantie"},
    {"Zuid", "2025-07-05", "2025-08-17", "Zomervakantie"},
    {"Zuid", "2025-10-11", "2025-10-19", "Herfstvakantie"},
    {"Zuid", "2026-02-14", "2026-02-22", "Voorjaarsvakantie"},
    {"Zuid", "2026-07-11", "2026-08-23", "Zomervakantie"},
    {"*", "2025-12-20", "2026-01-04", "Kerstvakantie"},
    {"*", "2026-04-25", "2026-05-03", "Meivakantie"},
    {"*", "2026-04-06", "2026-04-06", "Tweede Paasdag"},
    {"*", "2026-05-14", "2026-05-14", "Hemelvaartsdag"},
    {"*", "2026-05-25", "2026-05-25", "Tweede Pinksterdag"},
    {"*", "2025-12-25", "2025-12-26", "Kerstmis"},
    {"*", "2026-01-01", "2026-01-01", "Nieuwjaarsdag"},
}};

/// What the schools closed for themselves: this is calendar.csv.
inline constexpr std::array<Period, 17> own_days{{
    {"*", "2026-04-03", "2026-04-03", "Goede Vrijdag"},
    {"*", "2026-05-15", "2026-05-15", "Dag na Hemelvaart"},
    {"99PA", "2025-09-24", "2025-09-24", "Studiedag"},
    {"99PA", "2026-03-23", "2026-03-23", "Studiedag"},
    {"99PA", "2026-05-04", "2026-05-08", "Tweede week meivakantie"},
    {"99PB", "2025-10-27", "2025-10-27", "Studiedag"},
    {"99PB", "2026-05-04", "2026-05-08", "Tweede week meivakantie"},
    {"99PB01", "2026-06-08", "2026-06-08", "Studiedag van de vestiging"},
    {"99VA", "2025-11-26", "2025-11-26", "Studiedag"},
    {"99VA", "2026-02-04", "2026-02-04", "Rapportvergadering"},
    {"99VA", "2026-05-04", "2026-05-08", "Tweede week meivakantie"},
    {"99VB", "2025-11-19", "2025-11-19", "Studiedag"},
    {"99VB", "2026-05-04", "2026-05-08", "Tweede week meivakantie"},
    {"99SA", "2025-10-16", "2025-10-16", "Studiedag"},
    {"99SA", "2026-05-04", "2026-05-08", "Tweede week meivakantie"},
    {"99MA00", "2025-10-01", "2025-10-01", "Studiedag"},
    {"99MA00", "2026-06-19", "2026-06-19", "Studiedag"},
}};

inline bool covers(const Period& period, Day d) { return day(period.from) <= d && d <= day(period.until); }

/// A school day as the rules mean it. A calendar row of four characters holds for every vestiging.
inline bool is_school_day(std::string_view school, std::string_view region, Day d) {
  if (weekday(d) > 5) return false;
  for (const Period& period : holidays)
    if ((period.who == "*" || period.who == region) && covers(period, d)) return false;
  for (const Period& period : own_days)
    if ((period.who == "*" || period.who == school || period.who == school.substr(0, 4)) && covers(period, d))
      return false;
  return true;
}
