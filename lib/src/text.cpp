// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/text.hpp"

#include <algorithm>

namespace verzuim {
namespace {

/// Reads one code point at `at` and moves it on; -1 for invalid UTF-8.
int next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at++);
  if (lead < 0x80) return static_cast<int>(lead);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || at + static_cast<std::size_t>(more) > text.size()) return -1;
  int value = static_cast<int>(lead & (0x3Fu >> more));
  for (int i = 0; i < more; ++i) {
    const unsigned next = byte(at++);
    if ((next & 0xC0u) != 0x80u) return -1;
    value = value * 64 + static_cast<int>(next & 0x3Fu);
  }
  constexpr int smallest[] = {0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value < smallest[more] || value > 0x10FFFF || surrogate ? -1 : value;
}

bool is_bidirectional(int c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/// The plain letter under a Latin-1 or a frequent Latin Extended-A letter; 0 where there is none.
char plain_letter(int c) {
  // 0xC0 to 0xDF; the literal is taken with its zeros.
  constexpr std::string_view latin1{"aaaaaaaceeeeiiiidnooooo\0ouuuuy\0s", 32};
  if (c >= 0xC0 && c <= 0xDF) return latin1[static_cast<std::size_t>(c - 0xC0)];
  if (c >= 0xE0 && c <= 0xFE) return latin1[static_cast<std::size_t>(c - 0xE0)];
  return 0;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t keep = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({keep, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (std::size_t from = 0;;) {
    const auto to = text.find(separator, from);
    parts.emplace_back(text.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return parts;
    from = to + 1;
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

std::optional<int> parse_count(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_brin(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() != 4 && text.size() != 6) return false;
  const bool head = digit(text[0]) && digit(text[1]) && letter(text[2]) && letter(text[3]);
  return head && (text.size() == 4 || (digit(text[4]) && digit(text[5])));
}

std::string_view unfit(std::string_view text, std::size_t* where) {
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7F; };
  if (std::all_of(text.begin(), text.end(), plain)) return {};
  for (std::size_t at = 0; at < text.size();) {
    if (where != nullptr) *where = at;
    const int c = next_code_point(text, at);
    if (c < 0) return "bytes that are not UTF-8";
    if (c == 0) return "a NUL byte";
    if (c == '\n') return "a line end";
    if (c == '\r') return "a carriage return that ends no line";
    if (c == '\t') return "a tab";
    if (c == 0x1B) return "an escape, which works on terminals";
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return "a control character";
    if (is_bidirectional(c)) return "a bidirectional control character";
  }
  return {};
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const int c = next_code_point(text, at);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_bidirectional(c))
      out += '?';
    else
      out += text.substr(from, at - from);
  }
  return out;
}

bool has_unseen(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; })) return false;
  for (std::size_t at = 0; at < text.size();) {
    const int c = next_code_point(text, at);
    const bool space =
        c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F || c == 0x3000;
    const bool nothing = c == 0xAD || c == 0x34F || c == 0x180E || (c >= 0x200C && c <= 0x200F) ||
                         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
                         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
    if (space || nothing) return true;
  }
  return false;
}

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const int c = next_code_point(text, at);
    char letter = 0;
    if (c >= 'A' && c <= 'Z')
      letter = static_cast<char>(c - 'A' + 'a');
    else if (c == '-' || c == ' ')
      letter = ' ';
    else if (c > 0x20 && c < 0x7F && c != '\'')
      letter = static_cast<char>(c);
    else if (c >= 0x80)
      letter = plain_letter(c);
    if (letter == 0 || (letter == ' ' && (out.empty() || out.back() == ' '))) continue;
    out += letter;
  }
  return std::string(trim(out));
}

std::string decimal(std::int64_t numerator, std::int64_t denominator) {
  // Whole part first: then the product below stays far from the limits of the type.
  const std::int64_t hundredths =
      numerator / denominator * 100 + (numerator % denominator * 200 + denominator) / (denominator * 2);
  std::string text = std::to_string(hundredths / 100);
  const auto rest = static_cast<int>(hundredths % 100);
  if (rest == 0) return text;
  text += '.';
  text += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  return text;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t least = 3;
  for (const std::string& candidate : candidates) {
    // So much longer or shorter is at least so far away.
    if (std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size()) >= least) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace verzuim
