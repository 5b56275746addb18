// SPDX-License-Identifier: EUPL-1.2
// Folding what people recorded: contacts, talks, afspraken and meldingen, and which task each of them
// completes.
#include <algorithm>

#include "dossier_fold.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

bool names_whom(const DossierEvent& event, const std::string& whom) {
  const auto named = split(event.field("whom"), ',');
  return whom.empty() || std::find(named.begin(), named.end(), whom) != named.end();
}

}  // namespace

void Folding::agree(const DossierEvent& event) {
  if (event.field("number").empty()) {
    Afspraak fresh;
    // Given when it was recorded, so that one of an earlier day, or a corrected one, moves no other.
    fresh.number =
        parse_count(event.field("afspraak")).value_or(static_cast<int>(state.afspraken.size()) + 1);
    fresh.what = event.field("what");
    fresh.who = event.field("who");
    fresh.due = event.date("due");
    state.afspraken.push_back(std::move(fresh));
    return;
  }
  for (Afspraak& afspraak : state.afspraken) {
    if (std::to_string(afspraak.number) != event.field("number")) continue;
    afspraak.state = event.field("kept") == "yes" ? "kept" : "broken";
    afspraak.state_on = event.on;
  }
}

void Folding::note(const DossierEvent& event) {
  if (event.type == "contact") {
    if (event.field("reached") == "yes")
      state.attempts.clear();
    else
      state.attempts.push_back(event.on);
  }
  if (event.type == "talk") {
    state.attempts.clear();
    state.talks.push_back({event.on, event.role, split(event.field("present"), ','),
                           split(event.field("cause"), ','), split(event.field("need"), ',')});
  }
  if (event.type == "verslag") {
    state.verslag = true;
    if (!state.verslag_on) state.verslag_on = event.on;
  }
  if (event.type != "melding") return;
  const std::string status = event.field("status").empty() ? "registered" : event.field("status");
  if (!event.field("kind").empty())
    state.meldingen.push_back({event.on, event.field("kind"), status});
  else if (!state.meldingen.empty())
    state.meldingen.back().status = status;
}

bool Folding::completes(const LadderTask& task, const OpenStep& step, const DossierEvent& event) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  const bool own = &task == &ladder_step.tasks[ladder_step.main];
  const auto& types =
      own && step.fallback && ladder_step.fallback ? ladder_step.fallback->record : task.record;
  if (std::find(types.begin(), types.end(), event.type) == types.end()) return false;
  if (event.type == "contact") return event.field("reached") == "yes";
  if (event.type == "consult") return event.field("state") != "asked";
  if (event.type == "handover") return event.field("state") == "accepted";
  if (event.type == "melding") return !event.field("kind").empty();
  if (event.type == "afspraak") return event.field("number").empty();
  if (event.type == "informed" || event.type == "invited") return names_whom(event, task.whom);
  // A talk of the school is not the talk that the gemeente is to have, and the other way round.
  if (event.type == "talk" && !event.role.empty())
    return ladder().holder(event.role) == ladder().holder(step.role);
  return true;
}

void Folding::involve(const DossierEvent& event) {
  if (!event.role.empty()) state.owners.insert(event.role);
  for (const OpenStep& step : state.steps)
    if (!step.choose) state.owners.insert(step.role);
  if (event.type == "consent") return;  // to let someone know is not yet to have told
  for (const std::string_view name : {"present", "parties", "whom", "to"})
    for (const std::string& role : split(event.field(name), ',')) state.parties.insert(role);
  if (event.type == "route" && !event.field("role").empty()) state.parties.insert(event.field("role"));
  if (event.type == "consult") state.parties.insert("jeugdarts");
}

void Folding::record(const DossierEvent& event) {
  std::vector<OpenStep*> order;
  for (OpenStep& step : state.steps) order.push_back(&step);
  std::stable_sort(order.begin(), order.end(),
                   [](const OpenStep* a, const OpenStep* b) { return a->statutory > b->statutory; });
  for (OpenStep* step : order) {
    if (step->recheck && event.type == "melding") {
      step->recheck = false;
      step->done = step->tasks;
      step->done_on = event.on;
      step->due_on = event.date("next_due");
      return;
    }
    const LadderStep& ladder_step = *ladder().find(step->step);
    for (std::size_t i : step->tasks) {
      if (step->done.contains(i) || step->choose || !completes(ladder_step.tasks[i], *step, event)) continue;
      const auto before = step->task();
      step->done.insert(i);
      if (i == ladder_step.main) step->done_on = event.on;
      if (step->task() != before) step->due_on = event.date("next_due");
      return;
    }
  }
}

}  // namespace verzuim
