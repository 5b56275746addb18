// SPDX-License-Identifier: EUPL-1.2
// What the files of one coverage hold: all files that one `covers` speaks of, taken together.
#pragma once
#include <string>
#include <vector>

#include "store_sort.hpp"
#include "verzuim/date.hpp"

namespace verzuim {

class CoveredKeys {
 public:
  CoveredKeys(const std::string& beside, Date from, Date until)
      : from_(from.day), until_(until.day), keys_(beside) {}

  std::int32_t from() const { return from_; }
  std::int32_t until() const { return until_; }
  void add(const StagedAbsence& row) {
    mark_school(row);
    if (row.day < from_ || row.day > until_) return;
    if (keys_.full()) keys_.spill();
    keys_.add(row);
  }
  /// To be called once, after the last `add`.
  void finish() {
    keys_.finish();
    more_ = keys_.next(ahead_);
  }
  /// The keys of a pupil, in order. To be called for rising numbers.
  const std::vector<StagedAbsence>& of(std::int32_t pupil) {
    rows_.clear();
    for (; more_ && ahead_.pupil <= pupil; more_ = keys_.next(ahead_))
      if (ahead_.pupil == pupil) rows_.push_back(ahead_);
    return rows_;
  }
  /// True when the files speak for this day of this school, and in this way: reported or seen.
  bool speaks_for(const StagedAbsence& row) const {
    const auto school = static_cast<std::size_t>(row.school);
    return row.day >= from_ && row.day <= until_ && school < schools_.size() &&
           (schools_[school] & layer(row)) != 0;
  }

 private:
  static std::uint8_t layer(const StagedAbsence& row) { return row.lesson >= observed_lesson ? 2 : 1; }
  void mark_school(const StagedAbsence& row) {
    const auto school = static_cast<std::size_t>(row.school);
    if (school >= schools_.size()) schools_.resize(school + 1);
    schools_[school] |= layer(row);
  }

  std::int32_t from_, until_;
  AbsenceSort keys_;
  std::vector<std::uint8_t> schools_;  ///< by number of the school
  std::vector<StagedAbsence> rows_;
  StagedAbsence ahead_;
  bool more_ = false;
};

}  // namespace verzuim
