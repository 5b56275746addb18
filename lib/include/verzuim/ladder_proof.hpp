// SPDX-License-Identifier: EUPL-1.2
// What is wrong with ladders although they can be read: a step that nothing leads to, one that leads nowhere,
// a duty for which nobody acts. The codes stand in verzuim-rules(1).
#pragma once
#include <string>
#include <vector>

#include "verzuim/ladder.hpp"
#include "verzuim/rule_lint.hpp"

namespace verzuim {

/// Looks over all ladders, step by step. `asked` are the steps that the rules in use ask for.
VERZUIM_EXPORT std::vector<LintFinding> lint_ladders(const LadderSet& ladders,
                                                     const std::vector<std::string>& asked);

/// Who takes a step of a ladder: one line of the table of sector, duty and step.
struct WhoActs {
  Sector sector = Sector::vo;
  Duty duty = Duty::not_known;
  std::string step, role;  ///< role: of the chooser when `chosen`
  bool chosen = false;     ///< duty gives no role: a person chooses
};
/// The whole table. Age stands in it as duty, which follows from age, diplomas and exemptions.
VERZUIM_EXPORT std::vector<WhoActs> who_acts(const LadderSet& ladders);

}  // namespace verzuim
