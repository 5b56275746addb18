// SPDX-License-Identifier: EUPL-1.2
// Dates and times as exports write them, by patterns such as `d-M-yyyy` and `HHmm`. A time with an offset is
// a moment; its date and time are those on the clocks of the Netherlands.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/date.hpp"

namespace verzuim {

inline constexpr int minutes_a_day = 24 * 60;

/// What a cell says of when. A time without a date has no day, a date without a time no minute.
struct Moment {
  std::optional<Date> date;
  std::optional<int> minute;  ///< since midnight; 1440 for the end of the day
};

/// The date and the time on the clocks of the Netherlands. Units: minutes since 1970-01-01 in UTC.
/// Basis: Richtlijn 2000/84/EG (summer time from the last Sunday of March to that of October, at 01:00 UTC).
Moment dutch_clock(std::int64_t utc);

class DatePattern {
 public:
  /// Throws: Error (config) without a place, when `pattern` cannot be meant.
  explicit DatePattern(const std::string& pattern);
  /// What `text` says, where all of it is as the pattern asks and the date exists.
  std::optional<Moment> read(std::string_view text) const;
  const std::string& text() const { return text_; }
  bool has_date() const { return year_ && month_ && day_; }
  bool has_time() const { return hour_; }

 private:
  enum class Part {
    year,
    short_year,
    month,
    month_name,
    day,
    weekday_name,
    hour,
    minute,
    second,
    offset,
    literal
  };
  struct Piece {
    Part part = Part::literal;
    int least = 0, most = 0;  ///< digits
    int behind = 0;           ///< digits that the pieces right behind this one need
    char letter = 0;          ///< of a literal
  };
  struct Values;

  void add_letters(std::string_view run);
  void add_literal(char letter);
  void count_behind();
  static bool take(const Piece& piece, std::string_view& rest, Values& values);

  std::string text_;
  std::vector<Piece> pieces_;
  bool year_ = false, month_ = false, day_ = false, hour_ = false;
};

/// By the first pattern that fits.
std::optional<Moment> read_moment(const std::vector<DatePattern>& patterns, std::string_view text);

}  // namespace verzuim
