// SPDX-License-Identifier: EUPL-1.2
// A rule as a few plain sentences, in Dutch or English, that a school can put in its protocol: when it holds,
// what is then done by whom and in what time, when it happens again, for whom it is, and whose norm it is.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "verzuim/rulebook.hpp"

namespace verzuim {

enum class Tongue : std::uint8_t { nl, en };

/// A step of the ladders in use, as a sentence calls it.
struct StepName {
  std::string id, title;
  std::string role;   ///< the id of the role that takes it; empty when it varies
  std::string label;  ///< what that role is called here, in Dutch
};

/// The sentences for one version. A step that is not among `steps` is called by its id.
VERZUIM_EXPORT std::string rule_sentence(const Rule& rule, Tongue tongue, const std::vector<StepName>& steps);

}  // namespace verzuim
