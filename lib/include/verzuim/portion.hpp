// SPDX-License-Identifier: EUPL-1.2
// Pupils by the handful, so that several threads can look at them: each thread has a reader of its own, and
// all readers of a source share its pupils. The number of a portion is its place, so that what comes of it
// can be put in order again.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "verzuim/signal.hpp"

namespace verzuim {

struct Portion {
  std::size_t number = 0;          ///< its place in the order of pupils, from 0 on
  std::vector<PupilFacts> pupils;  ///< the first `count`; what lies behind them is room for later
  std::size_t count = 0;
  std::vector<std::string> schools;  ///< the texts behind `Absence::school` of these pupils

  /// The next pupil to be filled in.
  PupilFacts& room() {
    if (count == pupils.size()) pupils.emplace_back();
    return pupils[count++];
  }
};

class VERZUIM_EXPORT PupilReader {
 public:
  virtual ~PupilReader();
  /// Fills `portion`, always the same one; false at the end. For one thread at a time; other readers of the
  /// same source may be at work meanwhile.
  virtual bool next(Portion& portion) = 0;
};
using PupilReaders = std::vector<std::unique_ptr<PupilReader>>;

}  // namespace verzuim
