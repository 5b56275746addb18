// SPDX-License-Identifier: EUPL-1.2
#include "store_dictionary.hpp"

#include <algorithm>
#include <functional>

#include "store_purge.hpp"

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

void PupilNumbers::resolve(SQLite::Database& db) {
  if (last_before_ < 0) last_ = last_before_ = db.execAndGet(highest_pupil).getInt();
  HotStatement find(db, "SELECT no FROM pupil WHERE id = ?"),
      insert(db, "INSERT INTO pupil(no, id) VALUES(?, ?)");
  numbers_.resize(dictionary_.size());
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t local = 0; local < numbers_.size(); ++local)
    if (numbers_[local] == 0) waiting.push_back(local);
  std::sort(waiting.begin(), waiting.end(), [&](auto a, auto b) { return dictionary_[a] < dictionary_[b]; });
  for (std::uint32_t local : waiting) {
    std::int32_t& number = numbers_[local];
    if (last_before_ > 0) {
      find.bind(1, dictionary_[local]);
      if (find.step()) number = find.integer(0);
      find.reset();
    }
    if (number != 0 || !kept_[local]) continue;
    number = ++last_;
    insert.bind(1, number);
    insert.bind(2, dictionary_[local]);
    insert.step();
  }
}

void LocalNames::resolve(SQLite::Database& db, const std::string& table) {
  HotStatement find(db, "SELECT no FROM " + table + " WHERE name = ?"),
      insert(db, "INSERT INTO " + table + "(no, name) SELECT coalesce(max(no), 0) + 1, ? FROM " + table +
                     " RETURNING no");
  for (auto local = static_cast<std::uint32_t>(numbers_.size()); local < dictionary_.size(); ++local) {
    std::int32_t number = 0;  // that of the empty text, which stands in no table
    if (local > 0) {
      find.bind(1, dictionary_[local]);
      HotStatement& known = find.step() ? find : insert;
      if (&known == &insert) {
        insert.bind(1, dictionary_[local]);
        insert.step();
      }
      number = known.integer(0);
      known.reset();
    }
    numbers_.push_back(number);
  }
}

}  // namespace verzuim
