// SPDX-License-Identifier: EUPL-1.2
#include "profile_values.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace verzuim {
namespace {

constexpr std::int64_t milli = 1000;
constexpr int last_lesson = 30;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits at the head of `rest`, taken off; nothing where none stand there.
std::optional<int> take_count(std::string_view& rest) {
  const auto digits =
      static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
  const auto value = parse_count(rest.substr(0, digits));
  if (value) rest.remove_prefix(digits);
  return value;
}

/// A number with at most three decimals behind a comma or a point. Units: thousandths.
std::optional<std::int64_t> take_number(std::string_view& rest) {
  const auto whole = take_count(rest);
  if (!whole) return std::nullopt;
  std::int64_t value = *whole * milli;
  if (rest.empty() || (rest.front() != ',' && rest.front() != '.')) return value;
  rest.remove_prefix(1);
  if (rest.empty() || !is_digit(rest.front())) return std::nullopt;
  for (std::int64_t worth = milli / 10; !rest.empty() && is_digit(rest.front()); worth /= 10) {
    value += (rest.front() - '0') * worth;
    rest.remove_prefix(1);
  }
  return value;
}

std::string take_word(std::string_view& rest) {
  const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return is_digit(c) || c == ' '; });
  const auto length = static_cast<std::size_t>(end - rest.begin());
  std::string word = lowered(rest.substr(0, length));
  rest = trim(rest.substr(length));
  return word;
}

/// The minutes of a unit by its name; 0 for an unknown one, or for days that cannot be told in minutes.
int minutes_of(std::string_view unit, const DurationSetting& setting) {
  static constexpr std::array<std::string_view, 5> minute = {"m", "min", "min.", "minuut", "minuten"};
  static constexpr std::array<std::string_view, 4> hour = {"u", "h", "uur", "uren"};
  static constexpr std::array<std::string_view, 3> day = {"d", "dag", "dagen"};
  const auto among = [&](const auto& names) {
    return std::find(names.begin(), names.end(), unit) != names.end();
  };
  return among(minute) ? 1 : among(hour) ? 60 : among(day) ? setting.day : 0;
}

/// `1:30` or `1:30:00`.
std::optional<int> clock_duration(std::string_view text) {
  const std::vector<std::string> parts = split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  const auto hours = parse_count(parts[0]), minutes = parse_count(parts[1]);
  if (!hours || !minutes || *hours > 9999 || *minutes > 59 || parts[1].size() != 2) return std::nullopt;
  if (parts.size() == 3 && (parts[2].size() != 2 || parse_count(parts[2]).value_or(60) > 59))
    return std::nullopt;
  return *hours * 60 + *minutes;
}

/// One letter of Latin-1 or Latin Extended-A in lower case. Units: code points.
unsigned lower_letter(unsigned c) {
  if (c >= 0xC0 && c <= 0xDE) return c == 0xD7 ? c : c + 0x20;
  if (c == 0x178) return 0xFF;
  const bool even_is_capital =
                 (c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x14A && c <= 0x177),
             odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  const bool capital = (even_is_capital && c % 2 == 0) || (odd_is_capital && c % 2 == 1);
  return capital ? c + 1 : c;
}

/// Takes the first of `words` that `text` begins with, in any case, off it.
template <std::size_t N>
bool take_any(std::string_view& text, const std::array<std::string_view, N>& words) {
  for (std::string_view word : words)
    if (lowered(text.substr(0, word.size())) == word) {
      text = trim(text.substr(word.size()));
      return true;
    }
  return false;
}

/// A lesson such as `3`, `3e`, `3e uur`, `uur 3` or `L3`, taken off.
std::optional<int> take_lesson(std::string_view& rest) {
  static constexpr std::array<std::string_view, 4> before = {"lesuur", "les", "uur", "l"},
                                                   behind = {"lesuur", "lesuren", "uur", "uren"};
  static constexpr std::array<std::string_view, 3> ordinal = {"ste", "de", "e"};
  std::string_view left = rest;
  take_any(left, before);
  const auto lesson = take_count(left);
  if (!lesson) return std::nullopt;
  rest = left;
  std::string_view word = left;
  if (!left.starts_with("en") && take_any(left, ordinal)) {
    rest = left;
    word = left;
    if (take_any(word, behind)) rest = word;
  }
  return lesson;
}

enum class Between { unknown, range, list };

/// What stands between two lessons, taken off.
Between take_between(std::string_view& rest) {
  static constexpr std::array<std::pair<std::string_view, Between>, 10> known = {{{"-", Between::range},
                                                                                  {"\u2013", Between::range},
                                                                                  {"\u2014", Between::range},
                                                                                  {"..", Between::range},
                                                                                  {"t/m", Between::range},
                                                                                  {",", Between::list},
                                                                                  {"+", Between::list},
                                                                                  {"&", Between::list},
                                                                                  {"/", Between::list},
                                                                                  {"en ", Between::list}}};
  for (const auto& [sign, between] : known)
    if (rest.starts_with(sign)) {
      rest = trim(rest.substr(sign.size()));
      return between;
    }
  return Between::unknown;
}

}  // namespace

std::string lowered(std::string_view text) {
  std::string out(trim(text));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte - 'A' + 'a');
    if (byte < 0xC3 || byte > 0xC5 || i + 1 == out.size()) continue;
    const auto next = static_cast<unsigned char>(out[i + 1]);
    if ((next & 0xC0u) != 0x80u) continue;
    const unsigned letter = lower_letter((byte & 0x1Fu) << 6 | (next & 0x3Fu));
    out[i++] = static_cast<char>(0xC0u | letter >> 6);
    out[i] = static_cast<char>(0x80u | (letter & 0x3Fu));
  }
  return out;
}

std::optional<int> parse_duration(std::string_view text, const DurationSetting& setting) {
  std::string_view rest = trim(text);
  if (rest.find(':') != std::string_view::npos) return clock_duration(rest);
  if (rest.empty()) return std::nullopt;
  std::int64_t total = 0;
  int unit_before = 0;
  while (!rest.empty()) {
    const auto number = take_number(rest);
    if (!number) return std::nullopt;
    rest = trim(rest);
    const std::string word = take_word(rest);
    // In `1u30` the number behind the hours is minutes.
    const int unit = !word.empty() ? minutes_of(word, setting) : unit_before == 0 ? setting.unit : 1;
    if (unit == 0 || (unit_before != 0 && unit >= unit_before)) return std::nullopt;
    if (word.empty() && setting.whole_days && unit_before == 0 && *number % milli == 0)
      return *number == 0 ? 0 : whole_days;
    total += *number * unit;
    unit_before = unit;
  }
  const std::int64_t minutes = (total + milli / 2) / milli;
  return minutes <= 1000000 ? std::optional(static_cast<int>(minutes)) : std::nullopt;
}

std::vector<int> parse_lessons(std::string_view text) {
  // Mostly it is one number.
  if (const auto one = parse_count(text); one && *one >= 1 && *one <= last_lesson) return {*one};
  std::vector<int> lessons;
  std::string_view rest = trim(text);
  Between before = Between::list;
  for (;;) {
    const auto lesson = take_lesson(rest);
    if (!lesson || *lesson < 1 || *lesson > last_lesson) return {};
    if (before == Between::range && *lesson < lessons.back()) return {};
    for (int l = before == Between::range ? lessons.back() + 1 : *lesson; l <= *lesson; ++l)
      lessons.push_back(l);
    rest = trim(rest);
    if (rest.empty()) break;
    before = take_between(rest);
    if (before == Between::unknown) return {};
  }
  std::sort(lessons.begin(), lessons.end());
  lessons.erase(std::unique(lessons.begin(), lessons.end()), lessons.end());
  return lessons;
}

}  // namespace verzuim
