// SPDX-License-Identifier: EUPL-1.2
// Whether the tests of a rule are the three that it needs: judged by what they see, not by their number.
#pragma once
#include <string>
#include <vector>

#include "rule_scene.hpp"

namespace verzuim {

class TestContent {
 public:
  /// What the tests of these versions lack, as a sentence; empty when they have all three kinds, or when one
  /// of them fails or cannot be read: `run_rule_tests` tells that.
  std::string lack(const Rulebook& rulebook, const std::vector<Rule>& versions);

 private:
  SceneCalendars calendars_;
};

}  // namespace verzuim
