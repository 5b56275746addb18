// SPDX-License-Identifier: EUPL-1.2
#include "profile_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

Date last_sunday(Date last_of_month) { return last_of_month - weekday(last_of_month) % 7; }

/// The number of a month by the first three letters of its Dutch or English name; 0 for none.
int month_named(std::string_view name) {
  static constexpr std::array<std::string_view, 12> names = {
      "jan", "feb", "mrt maa mar", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"};
  const std::string head = folded(name.substr(0, 3));
  if (head.size() < 3) return 0;
  const auto at = std::find_if(names.begin(), names.end(),
                               [&](auto n) { return n.find(head) != std::string_view::npos; });
  return at == names.end() ? 0 : static_cast<int>(at - names.begin()) + 1;
}

std::string_view take_letters(std::string_view& rest) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), is_letter);
  const auto length = static_cast<std::size_t>(end - rest.begin());
  const std::string_view word = rest.substr(0, length);
  rest.remove_prefix(length);
  return word;
}

/// The offset at the head of `rest` (`Z`, `+02:00`, `+0200`, `+02`). Units: minutes.
std::optional<int> take_offset(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  const char sign = rest.front();
  rest.remove_prefix(1);
  if (sign == 'Z') return 0;
  const auto hours = parse_count(rest.substr(0, 2));
  if ((sign != '+' && sign != '-') || rest.size() < 2 || !hours) return std::nullopt;
  rest.remove_prefix(2);
  if (rest.starts_with(':')) rest.remove_prefix(1);
  int minutes = 0;
  if (!rest.empty() && is_digit(rest.front())) {
    const auto more = parse_count(rest.substr(0, 2));
    if (rest.size() < 2 || !more) return std::nullopt;
    minutes = *more;
    rest.remove_prefix(2);
  }
  return (sign == '-' ? -1 : 1) * (*hours * 60 + minutes);
}

}  // namespace

struct DatePattern::Values {
  int year = -1, month = -1, day = -1, hour = -1, minute = 0, second = 0;
  std::optional<int> offset;
};

Moment dutch_clock(std::int64_t utc) {
  const auto day_of = [](std::int64_t minutes) {
    const std::int64_t day = minutes / minutes_a_day - (minutes % minutes_a_day < 0 ? 1 : 0);
    return Date{static_cast<std::int32_t>(day)};
  };
  const int year = year_of(day_of(utc));
  const auto change = [&](unsigned month) {
    return std::int64_t{last_sunday(make_date(year, month, 31)).day} * minutes_a_day + 60;
  };
  const std::int64_t local = utc + (utc >= change(3) && utc < change(10) ? 120 : 60);
  const Date date = day_of(local);
  return {date, static_cast<int>(local - std::int64_t{date.day} * minutes_a_day)};
}

DatePattern::DatePattern(const std::string& pattern) : text_(pattern) {
  for (std::string_view rest = pattern; !rest.empty();) {
    if (rest.front() == '\'') {
      const auto end = rest.find('\'', 1);
      if (end == std::string_view::npos)
        throw Error(ErrorCode::config, fmt::format("a quote is opened in `{}` and not closed", pattern));
      for (char c : rest.substr(1, end - 1)) add_literal(c);
      rest.remove_prefix(end + 1);
    } else if (is_letter(rest.front())) {
      const auto length = std::min(rest.find_first_not_of(rest.front()), rest.size());
      add_letters(rest.substr(0, length));
      rest.remove_prefix(length);
    } else {
      add_literal(rest.front());
      rest.remove_prefix(1);
    }
  }
  count_behind();
}

void DatePattern::add_letters(std::string_view run) {
  struct Known {
    std::string_view letters;
    Piece piece;
  };
  static constexpr std::array<Known, 18> known = {{{"yyyy", {Part::year, 4, 4}},
                                                   {"yy", {Part::short_year, 2, 2}},
                                                   {"MMMM", {Part::month_name}},
                                                   {"MMM", {Part::month_name}},
                                                   {"MM", {Part::month, 2, 2}},
                                                   {"M", {Part::month, 1, 2}},
                                                   {"dd", {Part::day, 2, 2}},
                                                   {"d", {Part::day, 1, 2}},
                                                   {"EEEE", {Part::weekday_name}},
                                                   {"EEE", {Part::weekday_name}},
                                                   {"HH", {Part::hour, 2, 2}},
                                                   {"H", {Part::hour, 1, 2}},
                                                   {"mm", {Part::minute, 2, 2}},
                                                   {"ss", {Part::second, 2, 2}},
                                                   {"SSS", {Part::second, 1, 9}},
                                                   {"XXX", {Part::offset}},
                                                   {"X", {Part::offset}},
                                                   {"T", {Part::literal, 0, 0, 0, 'T'}}}};
  const auto at = std::find_if(known.begin(), known.end(), [&](const Known& k) { return k.letters == run; });
  if (at == known.end())
    throw Error(ErrorCode::config,
                fmt::format("`{}` in `{}` is no part of a date or a time; the parts are yyyy yy, MM M MMM "
                            "(month), dd d, EEE (weekday), HH H, mm (minutes), ss, SSS and XXX (offset), and "
                            "other letters stand in 'single quotes'",
                            run, text_));
  pieces_.push_back(at->piece);
  const Part part = at->piece.part;
  year_ = year_ || part == Part::year || part == Part::short_year;
  month_ = month_ || part == Part::month || part == Part::month_name;
  day_ = day_ || part == Part::day;
  hour_ = hour_ || part == Part::hour;
}

void DatePattern::add_literal(char letter) { pieces_.push_back({Part::literal, 0, 0, 0, letter}); }

/// A spreadsheet drops leading zeros, so `dMMyyyy` must know how many digits are left for what comes behind.
void DatePattern::count_behind() {
  for (std::size_t i = pieces_.size(); i-- > 1;) {
    const Piece& next = pieces_[i];
    if (next.most == 0) continue;
    if (next.least != next.most && pieces_[i - 1].least != pieces_[i - 1].most)
      throw Error(
          ErrorCode::config,
          fmt::format("in `{}` it cannot be told where one number ends and the next begins; write the "
                      "parts with their zeros (ddMMyyyy)",
                      text_));
    pieces_[i - 1].behind = next.behind + next.least;
  }
}

bool DatePattern::take(const Piece& piece, std::string_view& rest, Values& values) {
  switch (piece.part) {
    case Part::literal:
      if (!rest.starts_with(piece.letter)) return false;
      rest.remove_prefix(1);
      return true;
    case Part::month_name:
      values.month = month_named(take_letters(rest));
      if (rest.starts_with('.')) rest.remove_prefix(1);
      return values.month > 0;
    case Part::weekday_name:
      return !take_letters(rest).empty();
    case Part::offset:
      values.offset = take_offset(rest);
      return values.offset.has_value();
    default:
      break;
  }
  const auto run = static_cast<int>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
  const int width = piece.least == piece.most ? piece.most : std::min(piece.most, run - piece.behind);
  if (width < piece.least || run < width) return false;
  const int number = *parse_count(rest.substr(0, static_cast<std::size_t>(width)));
  rest.remove_prefix(static_cast<std::size_t>(width));
  if (piece.part == Part::year) values.year = number;
  if (piece.part == Part::short_year) values.year = 2000 + number;
  if (piece.part == Part::month) values.month = number;
  if (piece.part == Part::day) values.day = number;
  if (piece.part == Part::hour) values.hour = number;
  if (piece.part == Part::minute) values.minute = number;
  if (piece.part == Part::second && piece.least == 2) values.second = number;
  return true;
}

std::optional<Moment> DatePattern::read(std::string_view text) const {
  Values v;
  for (const Piece& piece : pieces_)
    if (!take(piece, text, v)) return std::nullopt;
  if (!text.empty() || v.minute > 59 || v.second > 59) return std::nullopt;
  Moment moment;
  if (hour_) moment.minute = v.hour * 60 + v.minute;
  if (moment.minute && *moment.minute > minutes_a_day) return std::nullopt;
  if (!has_date()) return moment;
  moment.date = parse_date(fmt::format("{:04}-{:02}-{:02}", v.year, v.month, v.day));
  if (!moment.date) return std::nullopt;
  if (v.offset && moment.minute)
    return dutch_clock(std::int64_t{moment.date->day} * minutes_a_day + *moment.minute - *v.offset);
  return moment;
}

std::optional<Moment> read_moment(const std::vector<DatePattern>& patterns, std::string_view text) {
  for (const DatePattern& pattern : patterns)
    if (const auto moment = pattern.read(text)) return moment;
  return std::nullopt;
}

}  // namespace verzuim
