// SPDX-License-Identifier: EUPL-1.2
// Texts as numbers. A Dictionary numbers texts in the order in which they come; LocalNames and PupilNumbers
// tie those to the tables of the store, once the file has been read and the store may be written to.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store_database.hpp"

namespace verzuim {

/// Distinct texts, numbered from 0, in one block of memory: some tens of bytes a text.
class Dictionary {
 public:
  /// The number of `text`, given where it has none.
  std::uint32_t number(std::string_view text);
  std::string_view operator[](std::uint32_t number) const {
    return std::string_view(letters_).substr(start_[number], start_[number + 1] - start_[number]);
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(start_.size() - 1); }

 private:
  void grow();

  std::string letters_;
  std::vector<std::uint64_t> start_{0};
  std::vector<std::uint32_t> slots_;  ///< number + 1; 0 is free
};

/// The pupils of one file. They get their numbers late and in the order of their ids, so that a store that is
/// filled by one file holds its pupils in the order in which they are read.
class PupilNumbers {
 public:
  /// The place of `pupil` in this file. One of whom nothing may be `kept` gets no number of its own.
  std::uint32_t local(std::string_view pupil, bool kept = true) {
    const std::uint32_t at = dictionary_.number(pupil);
    if (at >= kept_.size()) kept_.resize(at + 1);
    if (kept) kept_[at] = true;
    return at;
  }
  /// Gives every pupil that has come so far and is kept its number in the store. Requires: a transaction that
  /// writes, the same for every call.
  void resolve(SQLite::Database& db);
  /// 0 for one that the store does not know and may not keep. Requires: `resolve` since `local` gave it out.
  std::int32_t number(std::uint32_t local) const { return numbers_[local]; }
  /// True when the store did not know this number before this file.
  bool fresh(std::int32_t number) const { return number > last_before_; }
  std::int32_t last_before() const { return last_before_; }

 private:
  Dictionary dictionary_;
  std::vector<std::int32_t> numbers_;
  std::vector<bool> kept_;
  std::int32_t last_before_ = -1, last_ = 0;
};

/// The schools, subjects or codes of one file: numbered as they come, and by the store's table when it is
/// time.
class LocalNames {
 public:
  std::int32_t local(std::string_view text) {
    if (text != last_) last_ = text, last_number_ = static_cast<std::int32_t>(dictionary_.number(text));
    return last_number_;
  }
  /// Gives all that have come so far their number in `table`. Requires: as PupilNumbers::resolve.
  void resolve(SQLite::Database& db, const std::string& table);
  std::int32_t number(std::int32_t local) const { return numbers_[static_cast<std::size_t>(local)]; }
  std::size_t size() const { return numbers_.size(); }

 private:
  Dictionary dictionary_;
  std::vector<std::int32_t> numbers_;
  std::string last_;
  std::int32_t last_number_ = static_cast<std::int32_t>(dictionary_.number(""));
};

}  // namespace verzuim
