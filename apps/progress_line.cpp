// SPDX-License-Identifier: EUPL-1.2
#include "progress_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "verzuim/text.hpp"

namespace {

/// The bytes of the letter at the start of `text`, at least one.
std::size_t letter_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && length < 4 && (static_cast<unsigned char>(text[length]) & 0xC0u) == 0x80u)
    ++length;
  return length;
}

/// Letters from U+1100 on may be two columns wide. Better too short a line than one that wraps.
std::size_t letter_columns(std::string_view letter) {
  return letter.size() == 4 || (letter.size() == 3 && letter >= "\xE1\x84\x80" &&
                                letter.substr(0, 2) != "\xE2\x96" && letter != "\xE2\x80\xA6")
             ? 2
             : 1;
}

/// The name with a question mark for each letter that cannot be shown, or that would steer the terminal.
std::string shown(std::string_view name, bool utf8) {
  std::string out;
  while (!name.empty()) {
    const std::string_view letter = name.substr(0, letter_length(name));
    const bool plain = letter.size() == 1 || utf8;
    out += plain && verzuim::unfit(letter).empty() ? std::string(letter) : "?";
    name.remove_prefix(letter.size());
  }
  return out;
}

/// At most `width` columns of the end of the name, which tells more than its folders.
std::string shortened(const std::string& name, std::size_t width, bool utf8) {
  if (columns_taken(name) <= width) return name;
  const std::string dots = utf8 ? "\xE2\x80\xA6" : "...";
  std::string_view rest = name;
  while (!rest.empty() && columns_taken(dots) + columns_taken(std::string(rest)) > width)
    rest.remove_prefix(letter_length(rest));
  return rest.empty() ? std::string() : dots + std::string(rest);
}

/// `1234567` as `1 234 567`.
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ' ');
  return text;
}

std::string time_left(double seconds) {
  const auto left = static_cast<std::int64_t>(std::min(seconds, 359999.0) + 0.5);
  if (left < 3600) return fmt::format("{}:{:02} left", left / 60, left % 60);
  return fmt::format("{}:{:02}:{:02} left", left / 3600, left / 60 % 60, left % 60);
}

std::string bar(double share, std::size_t width, bool utf8) {
  const auto full = static_cast<std::size_t>(share * static_cast<double>(width));
  std::string out = utf8 ? "" : "[";
  for (std::size_t i = 0; i < width; ++i)
    out += i < full ? (utf8 ? "\xE2\x96\x88" : "#") : (utf8 ? "\xE2\x96\x91" : ".");
  return utf8 ? out : out + "]";
}

}  // namespace

std::size_t columns_taken(const std::string& line) {
  std::size_t columns = 0;
  for (std::string_view rest = line; !rest.empty();) {
    const std::size_t length = letter_length(rest);
    columns += letter_columns(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return columns;
}

std::string progress_line(const Advance& advance, std::size_t width, bool utf8) {
  const double share =
      advance.size == 0
          ? 0
          : std::min(1.0, static_cast<double>(advance.bytes) / static_cast<double>(advance.size));
  // In order of worth; what does not fit is left out, and a shorter part behind it may still come in.
  std::vector<std::string> parts;
  if (advance.size > 0) parts.push_back(fmt::format("{:.0f} %", share * 100));
  parts.push_back(grouped(advance.rows) + " rows");
  if (share > 0 && advance.seconds > 0) parts.push_back(time_left(advance.seconds / share - advance.seconds));
  if (advance.seconds > 0)
    parts.push_back(fmt::format("{:.1f} MB/s", static_cast<double>(advance.bytes) / 1e6 / advance.seconds));
  std::string line;
  for (const std::string& part : parts) {
    const std::size_t gap = line.empty() ? 0 : 2;
    if (line.size() + gap + part.size() <= width) line += std::string(gap, ' ') + part;
  }
  constexpr std::size_t least_name = 8, most_name = 40, bar_width = 20, bar_room = bar_width + 2 + 2;
  const std::size_t left = width - line.size();
  if (left < least_name + 2) return line;
  const std::string name = shortened(shown(advance.file, utf8), std::min(left - 2, most_name), utf8);
  if (name.empty()) return line;
  line = name + "  " + line;
  if (advance.size > 0 && columns_taken(line) + bar_room <= width) line += "  " + bar(share, bar_width, utf8);
  return line;
}
