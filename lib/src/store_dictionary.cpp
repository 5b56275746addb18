// SPDX-License-Identifier: EUPL-1.2
#include "store_dictionary.hpp"

#include <algorithm>
#include <functional>

namespace verzuim {

std::uint32_t Dictionary::number(std::string_view text) {
  if (2 * start_.size() > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = std::hash<std::string_view>{}(text)&mask;; at = (at + 1) & mask) {
    if (slots_[at] == 0) {
      letters_ += text;
      start_.push_back(letters_.size());
      slots_[at] = size();
      return size() - 1;
    }
    if ((*this)[slots_[at] - 1] == text) return slots_[at] - 1;
  }
}

void Dictionary::grow() {
  slots_.assign(std::max<std::size_t>(64, 4 * start_.size()), 0);
  std::size_t power = 64;
  while (power < slots_.size()) power *= 2;
  slots_.assign(power, 0);
  for (std::uint32_t i = 0; i < size(); ++i) {
    std::size_t at = std::hash<std::string_view>{}((*this)[i]) & (power - 1);
    while (slots_[at] != 0) at = (at + 1) & (power - 1);
    slots_[at] = i + 1;
  }
}

Names::Names(SQLite::Database& db, const std::string& table)
    : insert_(db, "INSERT INTO " + table + "(no, name) VALUES(?, ?)") {
  dictionary_.number("");
  // Numbers run on without gaps, since nothing is ever taken out.
  SQLite::Statement rows(db, "SELECT name FROM " + table + " ORDER BY no");
  while (rows.executeStep()) dictionary_.number(rows.getColumn(0).getString());
}

std::int32_t Names::number(std::string_view text) {
  if (text == last_) return last_number_;
  const std::uint32_t before = dictionary_.size();
  const auto number = static_cast<std::int32_t>(dictionary_.number(text));
  last_ = text;
  last_number_ = number;
  if (dictionary_.size() == before) return number;
  insert_.bind(1, number);
  insert_.bind(2, last_);
  insert_.exec();
  insert_.reset();
  return number;
}

PupilNumbers::PupilNumbers(SQLite::Database& db)
    : find_(db, "SELECT no FROM pupil WHERE id = ?"), insert_(db, "INSERT INTO pupil(no, id) VALUES(?, ?)") {
  last_ = last_before_ = db.execAndGet("SELECT coalesce(max(no), 0) FROM pupil").getInt();
}

void PupilNumbers::resolve() {
  numbers_.resize(dictionary_.size());
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t local = 0; local < numbers_.size(); ++local)
    if (numbers_[local] == 0) waiting.push_back(local);
  std::sort(waiting.begin(), waiting.end(), [&](auto a, auto b) { return dictionary_[a] < dictionary_[b]; });
  for (std::uint32_t local : waiting) {
    const std::string id(dictionary_[local]);
    std::int32_t& number = numbers_[local];
    if (last_before_ > 0) {
      find_.bindNoCopy(1, id);
      if (find_.executeStep()) number = find_.getColumn(0).getInt();
      find_.reset();
    }
    if (number != 0 || !kept_[local]) continue;
    number = ++last_;
    insert_.bind(1, number);
    insert_.bindNoCopy(2, id);
    insert_.exec();
    insert_.reset();
  }
}

}  // namespace verzuim
