// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "verzuim/error.hpp"
#include "verzuim/report.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::optional<std::pair<Date, Date>> school_year_in(std::string_view text) {
  if (text.size() != 9 || text[4] != '-') return std::nullopt;
  const auto first = parse_count(text.substr(0, 4)), second = parse_count(text.substr(5));
  if (!first || !second || *second != *first + 1 || *first < 1900 || *first > 2198) return std::nullopt;
  // The border of the school year is that of date.hpp: found, not written down a second time.
  const Date start = school_year_start(make_date(*second, 1, 1));
  return std::pair(start, add_months(start, 12) - 1);
}

std::optional<std::pair<Date, Date>> month_in(std::string_view text) {
  const auto first = text.size() == 7 ? parse_date(std::string(text) + "-01") : std::nullopt;
  if (!first) return std::nullopt;
  return std::pair(*first, add_months(*first, 1) - 1);
}

std::optional<std::pair<Date, Date>> week_in(std::string_view text) {
  if (text.size() != 8 || text.substr(4, 2) != "-W") return std::nullopt;
  const auto year = parse_count(text.substr(0, 4));
  const auto week = parse_count(text.substr(6));
  if (!year || !week || *year < 1900 || *year > 2199) return std::nullopt;
  // The week with 4 January is the first.
  const Date monday = monday_of(make_date(*year, 1, 4)) + 7 * (*week - 1);
  if (*week < 1 || iso_week(monday) != text) return std::nullopt;
  return std::pair(monday, monday + 6);
}

std::optional<std::pair<Date, Date>> range_in(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const auto from = parse_date(text.substr(0, dots)), until = parse_date(text.substr(dots + 2));
  if (!from || !until || *until < *from) return std::nullopt;
  return std::pair(*from, *until);
}

}  // namespace

Period read_period(std::string_view text, Date on) {
  if (text.empty()) {
    const Date from = school_year_start(on);
    return {from, on, fmt::format("{}-{}", year_of(from), year_of(from) + 1)};
  }
  for (const auto& read : {school_year_in, month_in, week_in, range_in}) {
    const auto days = read(text);
    if (!days) continue;
    if (days->first > on)
      throw Error(
          ErrorCode::usage,
          fmt::format(
              "the period {} begins after the as-of date {}; choose an earlier period or a later --on", text,
              to_string(on)));
    return {days->first, std::min(days->second, on), std::string(text)};
  }
  throw Error(
      ErrorCode::usage,
      fmt::format("`{}` is no period; write 2025-2026, 2026-02, 2026-W08 or 2026-01-01..2026-03-31", text));
}

Period year_before(const Period& period) {
  if (week_in(period.name)) {
    // 52 weeks: the same weekdays, and the same week except after a year of 53.
    return {period.from - 364, period.until - 364, iso_week(period.from - 364)};
  }
  // A last day that does not exist a year before is the last of its month.
  Date until = add_months(period.until + 1, -12) - 1;
  const Date from = add_months(period.from, -12);
  return {from, std::max(from, until), fmt::format("{}..{}", to_string(from), to_string(until))};
}

}  // namespace verzuim
