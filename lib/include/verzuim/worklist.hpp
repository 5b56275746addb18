// SPDX-License-Identifier: EUPL-1.2
// Work lists: what each role has to do, about whom, why and by when. A list for a role that a gemeente holds
// is about one gemeente, and tells nothing of sickness.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "verzuim/dossier.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

/// What a role has to do. For a role that a gemeente holds: one gemeente only.
struct WorkList {
  std::string role;
  std::string gemeente;  ///< CBS code, for a role held by a gemeente; empty when it is not known
  bool for_gemeente = false;
  std::string school;           ///< BRIN, for a role at a school: no school is handed another's list
  std::string owner;            ///< of a mentor's list, the mentor's code
  std::vector<Action> actions;  ///< overdue first, then by due date
};

/// What is to be done on `on` in the open dossiers of one pupil, also where nothing changed. `history` are
/// the events of these dossiers in order of recording. Throws: as `fold`.
VERZUIM_EXPORT std::vector<Action> standing_actions(const EscalationSetting& setting, Date on,
                                                    const PupilFacts& facts,
                                                    const std::vector<DossierEvent>& history);

/// Sorts actions into work lists by role. From lists for a gemeente is left out what `hidden_signal` says a
/// gemeente may not see, and whole actions that rest on nothing else; `held_back` counts those.
VERZUIM_EXPORT std::vector<WorkList> work_lists(
    std::vector<Action> actions, const std::function<bool(const std::string&)>& hidden_signal = {},
    int* held_back = nullptr);

}  // namespace verzuim
