// SPDX-License-Identifier: EUPL-1.2
// Whom a part of a ladder is meant for.
#pragma once
#include <algorithm>
#include <vector>

#include "verzuim/pupil.hpp"

namespace verzuim {

/// True when something is meant for who has this duty. No duties: it is for all.
inline bool is_meant_for(const std::vector<Duty>& duties, Duty duty) {
  return duties.empty() || std::find(duties.begin(), duties.end(), duty) != duties.end();
}

}  // namespace verzuim
