// SPDX-License-Identifier: EUPL-1.2
// What a run finds against what stands, pupil after pupil, so that neither is ever held whole.
#pragma once
#include <vector>

#include "store_signal_writer.hpp"

namespace verzuim {

/// The signals that are kept, by the pupils' keys.
class KeptSignals {
 public:
  /// Those of `only`, in order and each once, or of all when null. Requires: `only` outlives this.
  KeptSignals(StoreParts& parts, const std::vector<std::string>* only);

  /// The key of the next pupil of whom signals are kept; null at the end.
  const std::string* next() const { return more_ ? &first_.pupil : nullptr; }
  /// Gives the signals of that pupil, by id, and the pupil's number.
  std::int64_t take(std::vector<Signal>& signals);

 private:
  void step();

  SQLite::Statement rows_;
  const std::vector<std::string>* only_;
  std::size_t named_ = 0;  ///< how many of `only` were asked for
  bool more_ = true;
  Signal first_;  ///< of the next pupil
  std::int64_t number_ = 0;
};

class SignalSettler {
 public:
  /// `pupils`: who is looked at, in order and each once; null for all. `every`: also the withdrawn signals of
  /// the others are told. Requires: all outlives this; no other writes signals meanwhile.
  SignalSettler(StoreParts& parts, const Run& run, const std::vector<std::string>* pupils, bool every,
                const std::string& at, const SettledSignal& each);

  /// Settles what was found of the next pupils, all of each, in the order of `before`.
  void take(std::vector<Signal>& found);
  /// Settles the pupils of whom nothing was found any more.
  void finish() { settle_before(nullptr); }

 private:
  /// A signal of the pupil at hand, as it is told.
  struct Told {
    const Signal* signal;
    bool changed;
  };
  void settle_before(const std::string* pupil);
  void settle(const std::string& pupil, Signal* first, Signal* last);
  void keep_found(std::int64_t number, Signal* first, Signal* last);
  void withdraw_rest(std::int64_t number, bool looked_at);

  StoreParts& parts_;
  Date on_;
  const std::vector<std::string>* pupils_;
  const SettledSignal& each_;
  KeptSignals kept_;
  SignalWriter writer_;
  // Of the pupil at hand, whose room is used again.
  std::vector<Signal> standing_;
  std::vector<Signal*> found_;
  std::vector<Told> told_;
};

}  // namespace verzuim
