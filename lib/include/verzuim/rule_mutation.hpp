// SPDX-License-Identifier: EUPL-1.2
// Do the tests of a rule see every number in it? Each number, window, filter and option of a rule is changed
// by one step, and the tests that stand beside it must notice. A mutant that no test kills is a number that
// could be wrong without anyone knowing.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "verzuim/rulebook.hpp"

namespace verzuim {

/// A rule with one thing changed.
struct RuleMutant {
  std::vector<Rule> versions;  ///< all of the rule
  std::size_t which = 0;       ///< the version that was changed
  std::string slot;            ///< for example `when.at_least`
  std::string was, becomes;
  int direction = 0;  ///< of a number: 1 for a higher one, -1 for a lower one
};

/// Calls `each` for every mutant of every version. Only rules that the language allows are made, and none of
/// which it is certain that they say the same. Requires: versions of one id, by start.
VERZUIM_EXPORT void each_mutant(const std::vector<Rule>& versions,
                                const std::function<void(const RuleMutant&)>& each);

/// A mutant that passed all tests of its rule.
struct SurvivingMutant {
  Place place;  ///< of the version
  std::string rule, slot, was, becomes;
};

struct MutationReport {
  std::size_t made = 0, killed = 0;
  std::size_t equivalent = 0;              ///< declared to make no difference; not among those made
  std::vector<SurvivingMutant> survivors;  ///< by rule, version and slot
  std::vector<EquivalentMutant> idle;      ///< declarations of what is no surviving mutant
};

/// Shows every mutant to the tests of its rule. Throws: Error (config) with the place of a test that cannot
/// be read, or that the rule itself does not pass: then no mutant proves anything.
VERZUIM_EXPORT MutationReport mutate_rules(const Rulebook& rulebook);

}  // namespace verzuim
