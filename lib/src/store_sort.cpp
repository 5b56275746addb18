// SPDX-License-Identifier: EUPL-1.2
#include "store_sort.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "verzuim/error.hpp"

namespace verzuim {
namespace {

using Key = std::pair<std::uint64_t, std::uint64_t>;

/// The sort order as two numbers, which compare faster than five fields.
Key key_of(const StagedAbsence& r) {
  const auto wide = [](auto value) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(value)); };
  return {wide(r.pupil) << 32 | wide(r.day) << 8 | wide(r.lesson), wide(r.school) << 32 | wide(r.line)};
}

bool earlier(const StagedAbsence& a, const StagedAbsence& b) { return key_of(a) < key_of(b); }

[[noreturn]] void cannot(const char* what) {
  throw Error(ErrorCode::io, std::string("a temporary file beside the store cannot be ") + what +
                                 "; is there room on the disk?");
}

}  // namespace

AbsenceSort::~AbsenceSort() {
  if (file_ >= 0) close(file_);
}

void AbsenceSort::sort_held() { std::sort(rows_.begin(), rows_.end(), earlier); }

void AbsenceSort::spill() {
  if (file_ < 0) {
    std::string name = beside_ + ".sort-XXXXXX";
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) cannot("made");
    unlink(name.c_str());  // it vanishes with us, however we end
  }
  sort_held();
  RunOnDisk run;
  run.at = written_;
  run.left = rows_.size();
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
  for (std::size_t i = 0; i < runs_.size(); ++i)
    if (refill(runs_[i])) heap_.push_back(i);
  const auto later = [&](std::size_t a, std::size_t b) {
    return earlier(runs_[b].rows[runs_[b].used], runs_[a].rows[runs_[a].used]);
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
    return earlier(runs_[b].rows[runs_[b].used], runs_[a].rows[runs_[a].used]);
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
