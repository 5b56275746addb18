// SPDX-License-Identifier: EUPL-1.2
// Sorts any number of absence rows in bounded memory: runs go to a nameless file beside the store and are
// merged.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "store_staged.hpp"

namespace verzuim {

class AbsenceSort {
 public:
  /// Requires: `beside` is the path of a file whose folder can be written.
  explicit AbsenceSort(std::string beside) : beside_(std::move(beside)) {}
  ~AbsenceSort();
  AbsenceSort(const AbsenceSort&) = delete;
  AbsenceSort& operator=(const AbsenceSort&) = delete;

  void add(const StagedAbsence& row) { rows_.push_back(row); }
  bool full() const { return rows_.size() >= most; }
  /// The rows that are held; their numbers may be changed before `spill` and `finish`.
  std::vector<StagedAbsence>& held() { return rows_; }
  /// Sorts what is held and writes it out.
  void spill();
  /// To be called once, after the last row.
  void finish();
  /// Begins again with the first row. Requires: `finish`.
  void restart();
  /// The next row by pupil, day, lesson, school and line; false at the end.
  bool next(StagedAbsence& row);

 private:
  static constexpr std::size_t most = 1'000'000, block = 4096;
  struct RunOnDisk {
    std::uint64_t start = 0, size = 0;  ///< bytes in the file, rows
    std::uint64_t at = 0, left = 0;     ///< of those, what is still to be read
    std::vector<StagedAbsence> rows;
    std::size_t used = 0;
  };
  void sort_held();
  bool refill(RunOnDisk& run);

  std::string beside_;
  std::vector<StagedAbsence> rows_;
  std::vector<RunOnDisk> runs_;
  std::vector<std::size_t> heap_;
  std::size_t used_ = 0;
  std::uint64_t written_ = 0;
  int file_ = -1;
};

}  // namespace verzuim
