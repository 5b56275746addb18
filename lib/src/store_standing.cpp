// SPDX-License-Identifier: EUPL-1.2
#include "store_standing.hpp"

#include <algorithm>

#include "store_runs.hpp"

namespace verzuim {
namespace {

/// A first run has nothing to compare with, so it need not ask for each pupil.
bool any_kept(SQLite::Database& db) {
  return db.execAndGet("SELECT EXISTS(SELECT 1 FROM signal)").getInt() != 0;
}

bool by_id(const Signal* a, const Signal* b) { return a->id < b->id; }

}  // namespace

// The pupils come out of their index and each one's signals lie together, so nothing is sorted: CROSS JOIN
// keeps them in that order.
KeptSignals::KeptSignals(StoreParts& parts, const std::vector<std::string>* only)
    : rows_(parts.db, "SELECT signal.id, " + std::string(signal_columns) +
                          ", withdrawn, pupil.no FROM pupil CROSS JOIN signal ON signal.pupil = pupil.no " +
                          (only != nullptr ? "WHERE pupil.id = ?" : "ORDER BY pupil.id")),
      only_(only) {
  more_ = any_kept(parts.db);
  if (more_) step();
}

/// Reads the next row, of whatever pupil.
void KeptSignals::step() {
  more_ = (only_ == nullptr || named_ > 0) && rows_.executeStep();
  while (!more_ && only_ != nullptr && named_ < only_->size()) {
    rows_.reset();
    rows_.bindNoCopy(1, (*only_)[named_++]);
    more_ = rows_.executeStep();
  }
  if (!more_) return;
  first_ = signal_in(rows_);
  number_ = rows_.getColumn(19).getInt64();
}

std::int64_t KeptSignals::take(std::vector<Signal>& signals) {
  const std::int64_t number = number_;
  signals.clear();
  do {
    signals.push_back(std::move(first_));
    step();
  } while (more_ && number_ == number);
  std::sort(signals.begin(), signals.end(), [](const Signal& a, const Signal& b) { return a.id < b.id; });
  return number;
}

SignalSettler::SignalSettler(StoreParts& parts, const Run& run, const std::vector<std::string>* pupils,
                             bool every, const std::string& at, const SettledSignal& each)
    : parts_(parts),
      on_(run.on),
      pupils_(pupils),
      each_(each),
      kept_(parts, every ? nullptr : pupils),
      writer_(parts, at, run.number) {}

void SignalSettler::take(std::vector<Signal>& found) {
  Signal *first = found.data(), *end = first + found.size();
  while (first != end) {
    Signal* last = std::find_if(first, end, [&](const Signal& s) { return s.pupil != first->pupil; });
    settle_before(&first->pupil);
    settle(first->pupil, first, last);
    first = last;
  }
}

/// Those of whom nothing was found, up to `pupil` or to the end.
void SignalSettler::settle_before(const std::string* pupil) {
  while (kept_.next() != nullptr && (pupil == nullptr || *kept_.next() < *pupil))
    settle(std::string(*kept_.next()), nullptr, nullptr);
}

void SignalSettler::settle(const std::string& pupil, Signal* first, Signal* last) {
  standing_.clear();
  told_.clear();
  const bool any = kept_.next() != nullptr && *kept_.next() == pupil;
  const std::int64_t number = any ? kept_.take(standing_) : parts_.pupil_number(pupil);
  keep_found(number, first, last);
  withdraw_rest(number, pupils_ == nullptr || std::binary_search(pupils_->begin(), pupils_->end(), pupil));
  std::stable_sort(told_.begin(), told_.end(),
                   [](const Told& a, const Told& b) { return before(*a.signal, *b.signal); });
  for (const Told& told : told_) each_(*told.signal, told.changed);
}

void SignalSettler::keep_found(std::int64_t number, Signal* first, Signal* last) {
  found_.clear();
  for (Signal* signal = first; signal != last; ++signal) {
    found_.push_back(signal);
    told_.push_back({signal, false});
  }
  std::stable_sort(found_.begin(), found_.end(), by_id);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const auto at = std::lower_bound(standing_.begin(), standing_.end(), found_[i]->id,
                                     [](const Signal& s, const std::string& id) { return s.id < id; });
    const Signal* kept = at != standing_.end() && at->id == found_[i]->id ? &*at : nullptr;
    // One that was found twice stands the second time.
    if (i > 0 && found_[i - 1]->id == found_[i]->id) kept = found_[i - 1];
    writer_.keep(*found_[i], number, kept);
  }
  for (Told& told : told_) told.changed = told.signal->status == Status::new_;
}

/// What was not found again, of a pupil who was looked at, follows no more.
void SignalSettler::withdraw_rest(std::int64_t number, bool looked_at) {
  for (Signal& signal : standing_) {
    if (std::binary_search(found_.begin(), found_.end(), &signal, by_id)) continue;
    const bool goes = signal.status != Status::withdrawn && looked_at && *signal.reached_on <= on_;
    if (goes) writer_.withdraw(signal, number);
    if (signal.status == Status::withdrawn) told_.push_back({&signal, goes});
  }
}

}  // namespace verzuim
