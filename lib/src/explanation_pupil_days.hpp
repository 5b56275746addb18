// SPDX-License-Identifier: EUPL-1.2
// The days of a pupil in a school year.
#pragma once
#include <vector>

#include "verzuim/explanation.hpp"

namespace verzuim {

/// Monday to Friday from the first day of the school year of `on` up to `on`, with `seen`: the records that
/// the reader may see.
std::vector<PupilDay> pupil_days(const Setting& setting, const PupilFacts& facts, Date on,
                                 const std::vector<const Absence*>& seen);

}  // namespace verzuim
