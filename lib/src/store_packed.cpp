// SPDX-License-Identifier: EUPL-1.2
#include "store_packed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {

std::string packed_counts(const std::map<std::string, std::int64_t>& counts) {
  std::vector<std::string> words;
  for (const auto& [reason, count] : counts) words.push_back(fmt::format("{} {}", reason, count));
  return join(words, ";");
}

std::map<std::string, std::int64_t> unpacked_counts(std::string_view text) {
  std::map<std::string, std::int64_t> counts;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(';'));
    const auto space = word.rfind(' ');
    counts[std::string(word.substr(0, space))] = std::stoll(std::string(word.substr(space + 1)));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return counts;
}

std::string packed_numbers(const std::vector<std::int64_t>& numbers) {
  std::string bytes;
  std::int64_t last = 0;
  for (const std::int64_t number : numbers) {
    for (std::int64_t step = number - last;; step >>= 7) {
      bytes += static_cast<char>((step & 0x7F) | (step > 0x7F ? 0x80 : 0));
      if (step <= 0x7F) break;
    }
    last = number;
  }
  return bytes;
}

std::vector<std::int64_t> unpacked_numbers(std::string_view bytes) {
  std::vector<std::int64_t> numbers;
  std::int64_t number = 0, step = 0;
  unsigned shift = 0;
  for (const char byte : bytes) {
    step |= static_cast<std::int64_t>(byte & 0x7F) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    number += step;
    step = 0;
    shift = 0;
    numbers.push_back(number);
  }
  return numbers;
}

std::string packed_pupils(SQLite::Database& db, const std::vector<std::string>& ids) {
  std::vector<std::int64_t> numbers;
  SQLite::Statement find(db, "SELECT no FROM pupil WHERE id = ?");
  for (const std::string& id : ids) {
    find.bind(1, id);
    // A key that no file has brought yet has no facts either, then or ever in that run.
    if (find.executeStep()) numbers.push_back(find.getColumn(0).getInt64());
    find.reset();
  }
  std::sort(numbers.begin(), numbers.end());
  return packed_numbers(numbers);
}

std::vector<std::string> unpacked_pupils(SQLite::Database& db, std::string_view bytes) {
  std::vector<std::string> ids;
  SQLite::Statement find(db, "SELECT id FROM pupil WHERE no = ?");
  for (const std::int64_t number : unpacked_numbers(bytes)) {
    find.bind(1, number);
    if (find.executeStep()) ids.push_back(find.getColumn(0).getString());
    find.reset();
  }
  return ids;
}

}  // namespace verzuim
