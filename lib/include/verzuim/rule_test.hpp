// SPDX-License-Identifier: EUPL-1.2
// The tests that stand inside rule files: an invented pupil, some days, and when the rule must say something.
#pragma once
#include <string>
#include <vector>

#include "verzuim/rulebook.hpp"

namespace verzuim {

/// What came of one test. It passed when `message` is empty.
struct RuleTestOutcome {
  const RuleTest* test = nullptr;
  std::string message;  ///< what was expected and what was found
};

/// Runs one test against the rules of `rulebook`. Throws: Error (config) with the place when the test cannot
/// be read.
VERZUIM_EXPORT RuleTestOutcome run_rule_test(const Rulebook& rulebook, const RuleTest& test);
/// Runs all tests of the rulebook, in order.
VERZUIM_EXPORT std::vector<RuleTestOutcome> run_rule_tests(const Rulebook& rulebook);

}  // namespace verzuim
