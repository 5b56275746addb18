// SPDX-License-Identifier: EUPL-1.2
#include "store_sort.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <numeric>

#include "verzuim/error.hpp"

namespace verzuim {
namespace {

/// The order within a pupil as two numbers, which compare faster than four fields.
bool earlier(const StagedAbsence& a, const StagedAbsence& b) {
  const auto wide = [](auto value) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(value)); };
  const auto when = [&](const StagedAbsence& r) { return wide(r.day) << 16 | wide(r.lesson); };
  const auto where = [&](const StagedAbsence& r) { return wide(r.school) << 32 | wide(r.line); };
  return when(a) != when(b) ? when(a) < when(b) : where(a) < where(b);
}

bool earlier_of_all(const StagedAbsence& a, const StagedAbsence& b) {
  return a.pupil != b.pupil ? a.pupil < b.pupil : earlier(a, b);
}

[[noreturn]] void cannot(const char* what) {
  throw Error(ErrorCode::io, std::string("a temporary file beside the store cannot be ") + what +
                                 "; is there room on the disk?");
}

}  // namespace

AbsenceSort::~AbsenceSort() {
  if (file_ >= 0) close(file_);
}

/// Deals the rows out to their pupils, in the order in which they came. Mostly that is the order of their
/// days, and then a pupil's rows need no further sorting.
void AbsenceSort::sort_held() {
  const auto by_pupil = [](const StagedAbsence& a, const StagedAbsence& b) { return a.pupil < b.pupil; };
  if (rows_.empty()) return;
  const auto [least, most_of_all] = std::minmax_element(rows_.begin(), rows_.end(), by_pupil);
  const std::int32_t low = least->pupil;
  std::vector<std::uint32_t> next(static_cast<std::size_t>(most_of_all->pupil - low) + 2);
  const auto slot = [low](const StagedAbsence& row) { return static_cast<std::size_t>(row.pupil - low); };
  for (const StagedAbsence& row : rows_) ++next[slot(row) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<StagedAbsence> dealt(rows_.size());
  for (const StagedAbsence& row : rows_) dealt[next[slot(row)]++] = row;
  for (auto first = dealt.begin(), last = first; first != dealt.end(); first = last) {
    last = dealt.begin() + next[slot(*first)];  // where the next pupil begins, now that all are dealt
    if (!std::is_sorted(first, last, earlier)) std::sort(first, last, earlier);
  }
  rows_.swap(dealt);
}

void AbsenceSort::spill() {
  if (file_ < 0) {
    std::string name = beside_ + ".sort-XXXXXX";
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) cannot("made");
    unlink(name.c_str());  // it vanishes with us, however we end
  }
  sort_held();
  RunOnDisk run;
  run.start = written_;
  run.size = rows_.size();
  const char* bytes = reinterpret_cast<const char*>(rows_.data());
  for (std::size_t left = rows_.size() * sizeof(StagedAbsence); left > 0;) {
    const ssize_t done = write(file_, bytes, left);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) cannot("written");
    bytes += done;
    left -= static_cast<std::size_t>(done);
    written_ += static_cast<std::uint64_t>(done);
  }
  runs_.push_back(std::move(run));
  rows_.clear();
}

bool AbsenceSort::refill(RunOnDisk& run) {
  run.used = 0;
  run.rows.resize(std::min<std::uint64_t>(run.left, block));
  char* bytes = reinterpret_cast<char*>(run.rows.data());
  for (std::size_t left = run.rows.size() * sizeof(StagedAbsence); left > 0;) {
    const ssize_t done = pread(file_, bytes, left, static_cast<off_t>(run.at));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) cannot("read");
    bytes += done;
    left -= static_cast<std::size_t>(done);
    run.at += static_cast<std::uint64_t>(done);
  }
  run.left -= run.rows.size();
  return !run.rows.empty();
}

void AbsenceSort::finish() {
  if (runs_.empty()) return sort_held();
  if (!rows_.empty()) spill();
  rows_ = {};
  restart();
}

void AbsenceSort::restart() {
  used_ = 0;
  heap_.clear();
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    runs_[i].at = runs_[i].start;
    runs_[i].left = runs_[i].size;
    if (refill(runs_[i])) heap_.push_back(i);
  }
  const auto later = [&](std::size_t a, std::size_t b) {
    return earlier_of_all(runs_[b].rows[runs_[b].used], runs_[a].rows[runs_[a].used]);
  };
  std::make_heap(heap_.begin(), heap_.end(), later);
}

bool AbsenceSort::next(StagedAbsence& row) {
  if (runs_.empty()) {
    if (used_ == rows_.size()) return false;
    row = rows_[used_++];
    return true;
  }
  if (heap_.empty()) return false;
  const auto later = [&](std::size_t a, std::size_t b) {
    return earlier_of_all(runs_[b].rows[runs_[b].used], runs_[a].rows[runs_[a].used]);
  };
  std::pop_heap(heap_.begin(), heap_.end(), later);
  RunOnDisk& run = runs_[heap_.back()];
  row = run.rows[run.used++];
  if (run.used == run.rows.size() && !refill(run))
    heap_.pop_back();
  else
    std::push_heap(heap_.begin(), heap_.end(), later);
  return true;
}

}  // namespace verzuim
