// SPDX-License-Identifier: EUPL-1.2
// Found signals on their way into the store: one that is as it was kept is not written again.
#pragma once
#include "store_parts.hpp"

namespace verzuim {

/// Writes found signals over what was kept of them. Fastest in the order of their pupils, in which they lie.
class SignalWriter {
 public:
  /// `at` and `run`: of the run that found them. Requires: `at` outlives the writer.
  SignalWriter(StoreParts& parts, const std::string& at, int run);

  /// Keeps `signal`, which is of the pupil of that number, and sets its status. `kept`: what the store has of
  /// it, null where it has nothing.
  void keep(Signal& signal, std::int64_t pupil, const Signal* kept);
  /// Withdraws what is kept as `signal`, and sets its status.
  void withdraw(Signal& signal, std::int64_t pupil);

 private:
  void insert(const Signal& signal, std::int64_t pupil);
  void replace(const Signal& signal, std::int64_t pupil);
  void put_aside(const Signal& signal, std::int64_t pupil);

  const std::string& at_;
  int run_;
  HotStatement insert_, replace_, put_aside_, withdraw_;
};

}  // namespace verzuim
