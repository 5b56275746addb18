// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::chrono::year_month_day civil(Date date) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.day}}};
}

Date from_civil(const std::chrono::year_month_day& ymd) {
  return {static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

/// Two or four digits as a number; -1 where something else stands there.
int digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string dutch_date(Date date) {
  static constexpr std::array<std::string_view, 12> months = {
      "januari", "februari", "maart",     "april",   "mei",      "juni",
      "juli",    "augustus", "september", "oktober", "november", "december"};
  const auto ymd = civil(date);
  return fmt::format("{} {} {}", static_cast<unsigned>(ymd.day()),
                     months[static_cast<unsigned>(ymd.month()) - 1], static_cast<int>(ymd.year()));
}

Date make_date(int year, unsigned month, unsigned day) {
  return from_civil(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day});
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)),
            day = digits(text.substr(8, 2));
  // Years such as 0003 and 6209 occur in real exports; none of them is meant.
  if (year < 1900 || year > 2199 || month < 1 || day < 1) return std::nullopt;
  const auto ymd = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                   std::chrono::day{static_cast<unsigned>(day)};
  if (!ymd.ok()) return std::nullopt;
  return from_civil(ymd);
}

std::string to_string(Date date) {
  if (date >= open_end) return {};
  const auto ymd = civil(date);
  const int year = static_cast<int>(ymd.year());
  const auto month = static_cast<unsigned>(ymd.month()), day = static_cast<unsigned>(ymd.day());
  if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  // By hand: each signal prints five dates, and reading a format took longer than all the rest of its row.
  std::string text = "0000-00-00";
  const auto put = [&](std::size_t at, unsigned two) {
    text[at] = static_cast<char>('0' + two / 10);
    text[at + 1] = static_cast<char>('0' + two % 10);
  };
  put(0, static_cast<unsigned>(year) / 100);
  put(2, static_cast<unsigned>(year) % 100);
  put(5, month);
  put(8, day);
  return text;
}

std::string iso_week(Date date) {
  // The year of an ISO week is that of its Thursday.
  const Date thursday = monday_of(date) + 3;
  const int year = year_of(thursday);
  return fmt::format("{:04}-W{:02}", year, (thursday - make_date(year, 1, 1)) / 7 + 1);
}

int year_of(Date date) { return static_cast<int>(civil(date).year()); }
int month_of(Date date) { return static_cast<int>(static_cast<unsigned>(civil(date).month())); }

Date first_of_month(Date date) {
  const auto ymd = civil(date);
  return from_civil(ymd.year() / ymd.month() / std::chrono::day{1});
}

Date add_months(Date date, int months) {
  const auto moved = civil(date) + std::chrono::months{months};
  if (moved.ok()) return from_civil(moved);
  return add_months(first_of_month(date), months + 1);
}

Date birthday(Date born, int age) { return add_months(born, 12 * age); }

int age_on(Date born, Date on) {
  const int years = year_of(on) - year_of(born);
  return birthday(born, years) <= on ? years : years - 1;
}

int school_year(Date date) { return month_of(date) >= 8 ? year_of(date) : year_of(date) - 1; }
Date school_year_start(Date date) { return make_date(school_year(date), 8, 1); }

namespace {

/// How a date that is written in another way is to be read, so that the remedy fits.
std::string_view other_form(std::string_view text) {
  const auto digits = [](std::string_view part) { return parse_count(part).has_value(); };
  if (text.size() > 10 && parse_date(text.substr(0, 10))) return "has more than the day; leave out the rest";
  if (text.size() == 5 && digits(text))
    return "is the number of a day in a spreadsheet; give the column the form of a date and export it again";
  const auto first = text.find_first_of("-/."), second = text.find_first_of("-/.", first + 1);
  if (second != std::string_view::npos && digits(text.substr(0, first)) && first <= 2 &&
      digits(text.substr(first + 1, second - first - 1)) && digits(text.substr(second + 1)))
    return "does not begin with the year";
  const auto foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (std::any_of(text.begin(), text.end(), foreign)) return "holds other signs than digits and hyphens";
  return "is no date";
}

}  // namespace

std::string date_fault(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto year = shaped ? parse_count(text.substr(0, 4)) : std::nullopt;
  const auto month = shaped ? parse_count(text.substr(5, 2)) : std::nullopt;
  const auto day = shaped ? parse_count(text.substr(8, 2)) : std::nullopt;
  if (!year || !month || !day) return std::string(other_form(text));
  if (*month < 1 || *month > 12) return fmt::format("has no month {} to be in", *month);
  if (*year < 1900 || *year > 2199) return fmt::format("is in the year {:04}, which cannot be meant", *year);
  return fmt::format("is wrong: {} {} {} does not exist", *day, months[static_cast<std::size_t>(*month - 1)],
                     *year);
}

}  // namespace verzuim
