// SPDX-License-Identifier: EUPL-1.2
// The words of events, read back.
#pragma once
#include <algorithm>
#include <string_view>

#include "verzuim/pupil.hpp"

namespace verzuim {

/// The duty that a field names; `not_known` for any other word.
inline Duty duty_of(std::string_view text) {
  const auto found = std::find(duty_names.begin(), duty_names.end(), text);
  return found == duty_names.end() ? Duty::not_known : static_cast<Duty>(found - duty_names.begin());
}

}  // namespace verzuim
