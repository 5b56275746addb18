// SPDX-License-Identifier: EUPL-1.2
// What is wrong with a rule set although it can be read: a law without its source, a threshold nobody
// reaches.
#pragma once
#include <string>
#include <vector>

#include "verzuim/rulebook.hpp"

namespace verzuim {

struct LintFinding {
  Place place;
  std::string code;  ///< a stable word, for example `no-basis`
  std::string text;  ///< what is wrong and what to do
};

/// Looks over all rules as of `on`. `steps` are the step ids of the ladders in use; none means: do not look
/// at steps.
VERZUIM_EXPORT std::vector<LintFinding> lint(const Rulebook& rulebook, Date on,
                                             const std::vector<std::string>& steps);

}  // namespace verzuim
