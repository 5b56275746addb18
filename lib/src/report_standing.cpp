// SPDX-License-Identifier: EUPL-1.2
// What is to be done in dossiers that stand in the store, whether or not anything changed today.
#include <map>

#include "escalation_case.hpp"
#include "verzuim/worklist.hpp"

namespace verzuim {

std::vector<Action> standing_actions(const EscalationSetting& setting, Date on, const PupilFacts& facts,
                                     const std::vector<DossierEvent>& history) {
  std::map<std::string, DossierCase> cases;
  // Applied as if they were new, every step they brought counts as touched, and so every open one is told.
  for (const DossierEvent& event : history)
    if (event.on <= on) cases.try_emplace(event.dossier, setting, facts, on).first->second.apply(event);
  std::vector<Action> actions;
  for (const auto& [id, one] : cases)
    for (Action& action : one.actions()) actions.push_back(std::move(action));
  return actions;
}

}  // namespace verzuim
