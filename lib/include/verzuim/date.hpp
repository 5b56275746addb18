// SPDX-License-Identifier: EUPL-1.2
// A calendar date, and the few things that the law and the rules ask of dates. No clock: a date is always
// given.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "verzuim/export.hpp"

namespace verzuim {

/// A day, counted from 1970-01-01. Units: days.
struct Date {
  std::int32_t day = 0;
  friend constexpr auto operator<=>(Date, Date) = default;
};

constexpr Date operator+(Date date, int days) { return {date.day + days}; }
constexpr Date operator-(Date date, int days) { return {date.day - days}; }
constexpr int operator-(Date later, Date earlier) { return later.day - earlier.day; }

/// The last date there is: an open end.
inline constexpr Date open_end{2932896};  // 9999-12-31

/// The date of year, month and day. Requires: a date that exists.
VERZUIM_EXPORT Date make_date(int year, unsigned month, unsigned day);
/// The date that `text` (`YYYY-MM-DD`, years 1900 to 2199) names, or nothing.
VERZUIM_EXPORT std::optional<Date> parse_date(std::string_view text);
/// What is wrong with a text that is no date, as it follows upon the name of what should hold one.
VERZUIM_EXPORT std::string date_fault(std::string_view text);
/// `YYYY-MM-DD`; an open end is empty.
VERZUIM_EXPORT std::string to_string(Date date);

/// `2 december 2025`: as Dutch texts write it.
VERZUIM_EXPORT std::string dutch_date(Date date);

/// 1 for Monday to 7 for Sunday.
constexpr int weekday(Date date) { return (date.day % 7 + 7 + 3) % 7 + 1; }
/// The Monday of the ISO week that holds `date`.
constexpr Date monday_of(Date date) { return date - (weekday(date) - 1); }
/// `2026-W47`.
VERZUIM_EXPORT std::string iso_week(Date date);

VERZUIM_EXPORT int year_of(Date date);
/// 1 to 12.
VERZUIM_EXPORT int month_of(Date date);
VERZUIM_EXPORT Date first_of_month(Date date);
/// The same day `months` later; the first of the next month where that day does not exist.
VERZUIM_EXPORT Date add_months(Date date, int months);
/// The day on which someone born on `born` turns `age`: a birthday on 29 February falls on 1 March in other
/// years.
VERZUIM_EXPORT Date birthday(Date born, int age);
/// Full years lived on `on`.
VERZUIM_EXPORT int age_on(Date born, Date on);

/// The year in which the school year of `date` starts: 1 August to 31 July. Basis: WEB art. 1.1.1
/// (studiejaar).
VERZUIM_EXPORT int school_year(Date date);
/// 1 August of the school year of `date`.
VERZUIM_EXPORT Date school_year_start(Date date);

}  // namespace verzuim
