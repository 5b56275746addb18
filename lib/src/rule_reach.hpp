// SPDX-License-Identifier: EUPL-1.2
// Whether the threshold of a rule can be reached at all.
#pragma once
#include <string>

#include "verzuim/rulebook.hpp"

namespace verzuim {

/// Why no pupil can ever reach it; empty when one can.
std::string out_of_reach(const Rule& rule);

}  // namespace verzuim
