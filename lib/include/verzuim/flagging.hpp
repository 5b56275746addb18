// SPDX-License-Identifier: EUPL-1.2
// Rules over many pupils, on as many threads as there are readers. What is found is told in the order of the
// pupils, so the number of threads does not show.
#pragma once
#include <functional>
#include <vector>

#include "verzuim/portion.hpp"

namespace verzuim {

/// What came of one portion.
struct Flagged {
  std::vector<Signal> signals;    ///< in the order of `before`
  std::vector<Signal> undecided;  ///< those that a whole school shares only the first time
  int strangers = 0;              ///< pupils with absence and without any enrolment: nothing of theirs counts
};

/// Evaluates `rules` as of `on` over the pupils of all readers and calls `each` with what came of them,
/// portion after portion in their order and in the calling thread. `setting.schools` is not used: each
/// portion has its own. Throws: what reading the first portion that failed, or `each`, threw; portions before
/// it were told.
VERZUIM_EXPORT void flag_pupils(const Rulebook& rules, const Setting& setting, const PupilReaders& readers,
                                Date on, const std::function<void(Flagged&)>& each);

}  // namespace verzuim
