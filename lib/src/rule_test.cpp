// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_test.hpp"

#include <fmt/format.h>

#include "rule_scene.hpp"

namespace verzuim {
namespace {

RuleTestOutcome run(const Rulebook& rulebook, const RuleTest& test, SceneCalendars& calendars) {
  const std::vector<Rule>* versions = rulebook.find(test.rule);
  if (versions == nullptr)
    throw Error(ErrorCode::config,
                fmt::format("test \"{}\" is of the rule `{}`, which is not in this set; mend the name",
                            test.name, test.rule),
                test.place);
  // Rules do not see each other, so a test needs its own only.
  return {&test, RuleScene(test, calendars).judge(Rulebook::of({*versions}))};
}

}  // namespace

RuleTestOutcome run_rule_test(const Rulebook& rulebook, const RuleTest& test) {
  SceneCalendars calendars;
  return run(rulebook, test, calendars);
}

std::vector<RuleTestOutcome> run_rule_tests(const Rulebook& rulebook) {
  SceneCalendars calendars;
  std::vector<RuleTestOutcome> outcomes;
  for (const RuleTest& test : rulebook.tests()) outcomes.push_back(run(rulebook, test, calendars));
  return outcomes;
}

}  // namespace verzuim
