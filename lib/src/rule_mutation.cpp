// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_mutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "rule_mutants.hpp"
#include "rule_scene.hpp"

namespace verzuim {
namespace {

/// The tests of one rule, laid once.
class Jury {
 public:
  Jury(const Rulebook& rulebook, const std::vector<Rule>& versions, SceneCalendars& calendars) {
    for (const RuleTest& test : rulebook.tests())
      if (test.rule == versions.front().id) scenes_.push_back(std::make_unique<RuleScene>(test, calendars));
    const Rulebook itself = Rulebook::of({versions});
    for (const auto& scene : scenes_)
      if (const std::string fault = scene->judge(itself); !fault.empty())
        throw Error(ErrorCode::config,
                    fmt::format("test \"{}\" of `{}` fails before anything is changed: {}; mend it first",
                                scene->test().name, scene->test().rule, fault),
                    scene->test().place);
  }

  bool kills(const Rulebook& mutant) {
    const auto killer = std::find_if(scenes_.begin(), scenes_.end(),
                                     [&](const auto& scene) { return !scene->judge(mutant).empty(); });
    if (killer == scenes_.end()) return false;
    // Neighbouring mutants mostly fall to the same test.
    std::rotate(scenes_.begin(), killer, killer + 1);
    return true;
  }

 private:
  std::vector<std::unique_ptr<RuleScene>> scenes_;
};

}  // namespace

void each_mutant(const std::vector<Rule>& versions, const std::function<void(const RuleMutant&)>& each) {
  const TriggerDays days;
  for (std::size_t which = 0; which < versions.size(); ++which) {
    const MutantMaker maker(versions, which, days, each);
    maker.in_force();
    maker.who();
    maker.count();
    maker.window();
    maker.when();
    maker.again();
    maker.then();
  }
}

MutationReport mutate_rules(const Rulebook& rulebook) {
  SceneCalendars calendars;
  MutationReport report;
  report.idle = rulebook.equivalents();
  for (const std::vector<Rule>& versions : rulebook.rules()) {
    Jury jury(rulebook, versions, calendars);
    each_mutant(versions, [&](const RuleMutant& mutant) {
      const Rule& rule = versions[mutant.which];
      if (jury.kills(Rulebook::of({mutant.versions}))) {
        ++report.made;
        ++report.killed;
        return;
      }
      const auto same = [&](const EquivalentMutant& e) {
        return e.rule == rule.id && e.slot == mutant.slot && e.was == mutant.was &&
               e.becomes == mutant.becomes;
      };
      const auto& declared = rulebook.equivalents();
      if (std::any_of(declared.begin(), declared.end(), same)) {
        ++report.equivalent;
        report.idle.erase(std::remove_if(report.idle.begin(), report.idle.end(), same), report.idle.end());
        return;
      }
      ++report.made;
      report.survivors.push_back({rule.place, rule.id, mutant.slot, mutant.was, mutant.becomes});
    });
  }
  return report;
}

}  // namespace verzuim
