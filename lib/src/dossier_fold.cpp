// SPDX-License-Identifier: EUPL-1.2
// Folding: events in the order in which things happened, to the state of one dossier.
#include "dossier_fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "verzuim/error.hpp"

namespace verzuim {

Folding::Folding(const LadderSet& ladders) : ladders_(ladders) {}

const Ladder& Folding::ladder() const { return *ladder_; }

void Folding::choose_ladder(const std::string& id) {
  ladder_ = ladders_.find(id);
  // A ladder that was put aside for another one leaves its dossiers to its successor.
  if (ladder_ == nullptr) ladder_ = ladders_.of(state.sector);
  if (ladder_ == nullptr)
    throw Error(
        ErrorCode::config,
        fmt::format("dossier {} follows the ladder `{}`, which is not there; give its file with --ladder",
                    state.id, id));
  state.ladder = ladder_->id;
}

void Folding::apply(const DossierEvent& event) {
  if (event.type == "opened") open(event);
  if (ladder_ == nullptr) return;
  if (event.type == "signal") add_signal(event);
  if (event.type == "withdrawn") withdraw(event);
  if (event.type == "assigned") assign(event);
  if (event.type == "handover") hand_over(event);
  if (event.type == "route") route(event);
  if (event.type == "afspraak") agree(event);
  if (event.type == "closed") {
    state.open = false;
    state.closed_on = event.on;
    state.outcome = event.field("outcome");
  }
  if (event.type == "reopened") {
    state.open = true;
    state.outcome.clear();
  }
  note(event);
  record(event);
  involve(event);
}

void Folding::open(const DossierEvent& event) {
  state.id = event.dossier;
  state.pupil = event.pupil;
  state.school = event.school;
  state.gemeente = state.enrolled = event.field("gemeente");
  state.sector = parse_sector(event.field("sector")).value_or(Sector::vo);
  state.theme = event.field("theme");
  state.open = true;
  state.opened_on = state.moved_on = event.on;
  choose_ladder(event.field("ladder"));
}

std::string Folding::act_of(const OpenStep& step) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  if (step.recheck) return ladder_step.withdrawn_act;
  if (step.choose) return ladder().choose_act;
  const auto task = step.task();
  if (!task) return ladder_step.follow_act;
  if (step.fallback && ladder_step.fallback && *task == ladder_step.main) return ladder_step.fallback->act;
  return ladder_step.tasks[*task].act;
}

bool Folding::follows(const Move& move, const OpenStep& step) const {
  if (move.by != Mover::recorded || !step.done_on || step.recheck || step.choose) return false;
  return leads_on(move, step, state, ladder()) && (!step.statutory || state.melding_stands());
}

DossierState Folding::finish() {
  for (OpenStep& step : state.steps) {
    const LadderStep& ladder_step = *ladder().find(step.step);
    step.task_role = step.role;
    if (const auto task = step.task(); task && !step.choose && ladder_step.tasks[*task].role)
      step.task_role = ladder_step.tasks[*task].role->of(step.duty);
    step.act = act_of(step);
    for (const Move& move : ladder_step.moves) {
      if (!follows(move, step)) continue;
      step.moves_on = true;
      step.act = fmt::format("Wacht op het volgende escalate. Dan begint de stap '{}'.",
                             ladder().find(move.to)->title);
    }
  }
  if (const OpenStep* leading = state.leading(); leading != nullptr && state.open) {
    state.step = leading->step;
    state.owner = leading->task_role;
    state.next_action = leading->act;
    state.due_on = leading->moves_on && !leading->due_on ? leading->done_on : leading->due_on;
    // What was agreed is looked at when it was to be done, if that is earlier.
    if (leading->watching())
      for (const Afspraak& afspraak : state.afspraken)
        if (afspraak.state == "open" && afspraak.due && (!state.due_on || *afspraak.due < *state.due_on))
          state.due_on = afspraak.due;
  }
  return std::move(state);
}

DossierState fold(const std::vector<DossierEvent>& events, const LadderSet& ladders) {
  // Most dossiers have nothing to mend, and a fold is done often.
  const bool mended = std::any_of(events.begin(), events.end(), [](const DossierEvent& e) {
    return e.type == "corrects" || !e.field("corrects").empty();
  });
  const std::vector<DossierEvent> holds = mended ? settled(events) : std::vector<DossierEvent>();
  std::vector<const DossierEvent*> order;
  for (const DossierEvent& event : mended ? holds : events) order.push_back(&event);
  // By the day on which it happened, so that it does not matter when it was recorded; the opening comes
  // first.
  std::stable_sort(order.begin(), order.end(), [](const DossierEvent* a, const DossierEvent* b) {
    return std::pair(a->type != "opened", a->on) < std::pair(b->type != "opened", b->on);
  });
  if (order.empty() || order.front()->type != "opened")
    throw Error(ErrorCode::data,
                fmt::format("dossier {} has events but none that opens it; restore the store from a backup",
                            events.empty() ? "" : events.front().dossier));
  Folding folding(ladders);
  for (const DossierEvent* event : order) folding.apply(*event);
  return folding.finish();
}

std::vector<DossierState> fold_all(const std::vector<DossierEvent>& events, const LadderSet& ladders) {
  std::map<std::string, std::vector<DossierEvent>> by_dossier;
  for (const DossierEvent& event : events) by_dossier[event.dossier].push_back(event);
  std::vector<DossierState> states;
  for (const auto& [id, own] : by_dossier) states.push_back(fold(own, ladders));
  return states;
}

}  // namespace verzuim
