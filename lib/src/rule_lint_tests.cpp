// SPDX-License-Identifier: EUPL-1.2
#include "rule_lint_tests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "verzuim/error.hpp"
#include "verzuim/rule_mutation.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr int least_tests = 3;  // fires, just below, edge

using Scenes = std::vector<std::unique_ptr<RuleScene>>;

/// Which thresholds could be lower or higher without a test that notices.
struct Thresholds {
  bool lower_made = false, lower_seen = false, higher_made = false, higher_seen = false;

  Thresholds(const std::vector<Rule>& versions, const Scenes& scenes) {
    each_mutant(versions, [&](const RuleMutant& mutant) {
      const bool threshold = mutant.slot.starts_with("when.") && mutant.slot.ends_with("at_least");
      if (!threshold || mutant.direction == 0) return;
      const Rulebook book = Rulebook::of({mutant.versions});
      const bool seen = std::any_of(scenes.begin(), scenes.end(),
                                    [&](const auto& scene) { return !scene->judge(book).empty(); });
      (mutant.direction < 0 ? lower_made : higher_made) = true;
      if (seen) (mutant.direction < 0 ? lower_seen : higher_seen) = true;
    });
  }
};

}  // namespace

std::string TestContent::lack(const Rulebook& rulebook, const std::vector<Rule>& versions) {
  const std::string& id = versions.front().id;
  Scenes scenes;
  bool fires = false, silent = false;
  try {
    const Rulebook itself = Rulebook::of({versions});
    for (const RuleTest& test : rulebook.tests()) {
      if (test.rule != id) continue;
      scenes.push_back(std::make_unique<RuleScene>(test, calendars_));
      if (!scenes.back()->judge(itself).empty()) return {};
      (test.fires.empty() ? silent : fires) = true;
    }
  } catch (const Error&) {
    return {};
  }
  const Thresholds thresholds(versions, scenes);
  std::vector<std::string> lacks;
  if (!fires) lacks.emplace_back("one that fires");
  // Below one there is nothing to count.
  if (thresholds.lower_made ? !thresholds.lower_seen : !silent) lacks.emplace_back("one just below");
  if (thresholds.higher_made && !thresholds.higher_seen) lacks.emplace_back("one at the edge");
  if (lacks.empty() && scenes.size() >= least_tests) return {};
  const std::string has = fmt::format("`{}` has {} test{}", id, scenes.size(), scenes.size() == 1 ? "" : "s");
  if (lacks.empty()) return has + "; write at least three: fires, just below, edge";
  return fmt::format("{} and lacks {}; without it the threshold could be one off", has, join(lacks, ", "));
}

}  // namespace verzuim
