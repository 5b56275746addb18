// SPDX-License-Identifier: EUPL-1.2
// What a later delivery changed in the facts about one pupil.
#pragma once
#include <vector>

#include "verzuim/explanation.hpp"

namespace verzuim {

/// The facts that differ, absences first by date. Facts dated after the ground's as-of date are unseen.
std::vector<ExplainedChange> changes_between(const EarlierFacts& earlier, const ExplanationGround& ground);

}  // namespace verzuim
