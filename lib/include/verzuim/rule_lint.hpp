// SPDX-License-Identifier: EUPL-1.2
// What is wrong with a rule set although it can be read: a law without its source, a threshold nobody
// reaches, a number that no test sees. The codes stand in verzuim-rules(1).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "verzuim/profile.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {

struct LintFinding {
  Place place;
  bool fault = false;  ///< the rule cannot do what it says; else it is doubtful
  std::string code;    ///< a stable word, for example `no-basis`
  std::string text;    ///< what is wrong and what to do
};

/// A step of a ladder in use.
struct LintStep {
  std::string id;
  bool gemeente = false;  ///< in some ladder a gemeente takes it or hears of it
};

/// What the rules are held against.
struct LintSetting {
  Date on;                            ///< against which the age of a source is measured
  std::vector<LintStep> steps;        ///< of the ladders in use; none: steps are not looked at
  std::optional<ProfileYield> codes;  ///< what the import profiles in use can bring; nothing: not looked at
  const Rulebook* shipped = nullptr;  ///< the shipped rules, all books; null: not looked at
};

/// Looks over all rules, in order of id, and then over the tests and dated values.
VERZUIM_EXPORT std::vector<LintFinding> lint(const Rulebook& rulebook, const LintSetting& setting);

}  // namespace verzuim
