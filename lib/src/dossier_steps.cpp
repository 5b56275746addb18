// SPDX-License-Identifier: EUPL-1.2
// Folding a move: the dossier leaves one step and enters another.
#include <algorithm>

#include "dossier_fold.hpp"
#include "dossier_words.hpp"
#include "ladder_duty.hpp"

namespace verzuim {
namespace {

/// The step that an event brings, as it stands before anything was done there.
OpenStep entered(const DossierEvent& event, const LadderStep& ladder_step,
                 const std::set<std::string>& passed) {
  OpenStep step;
  step.step = ladder_step.id;
  step.role = event.field("role");
  step.by = event.field("by");
  step.from = event.field("from");
  step.entered_on = event.on;
  step.cause_on = event.date("cause_on").value_or(event.on);
  step.due_on = event.date("due_on");
  step.duty = duty_of(event.field("duty"));
  step.choose = event.field("choose") == "true";
  step.fallback = event.field("fallback") == "true";
  step.by_person = step.by == "person";
  step.recheck = step.by == "evidence_withdrawn";
  step.beside = ladder_step.beside;
  step.statutory = ladder_step.statutory;
  step.tasks = tasks_for(ladder_step, step.duty, passed);
  return step;
}

}  // namespace

std::set<std::size_t> tasks_for(const LadderStep& step, Duty duty, const std::set<std::string>& passed) {
  std::set<std::size_t> tasks;
  for (std::size_t i = 0; i < step.tasks.size(); ++i) {
    const LadderTask& task = step.tasks[i];
    if (is_meant_for(task.duty, duty) && (task.if_passed.empty() || passed.contains(task.if_passed)))
      tasks.insert(i);
  }
  return tasks;
}

std::set<std::string> left_by(const DossierState& state, const Ladder& ladder, const LadderStep& to,
                              const std::string& from) {
  std::set<std::string> left;
  // Leaving is what the move says, except that there is one main step: a new one takes the place of the old.
  const LadderStep* source = ladder.find(from);
  if (source != nullptr && source->beside && state.find(from) != nullptr) left.insert(from);
  if (const OpenStep* main = state.main(); main != nullptr && !to.beside) left.insert(main->step);
  if (state.find(to.id) != nullptr) left.insert(to.id);
  return left;
}

bool leads_on(const Move& move, const OpenStep& step, const DossierState& state, const Ladder& ladder) {
  const LadderStep& target = *ladder.find(move.to);
  const OpenStep* main = state.main();
  if (target.beside) return state.find(target.id) == nullptr;
  if (main == nullptr) return true;
  const int here = ladder.rank(main->step), there = ladder.rank(target.id);
  if (there != here) return there > here;
  // A further melding asks for a further talk; one that was talked about already does not.
  return move.by == Mover::recorded ? main->done_on && *main->done_on < *step.done_on : &step == main;
}

void Folding::leave(const std::string& id) {
  const auto at =
      std::find_if(state.steps.begin(), state.steps.end(), [&](const OpenStep& s) { return s.step == id; });
  if (at == state.steps.end()) return;
  state.passed.insert(id);
  state.steps.erase(at);
}

void Folding::assign(const DossierEvent& event) {
  const LadderStep* ladder_step = ladder().find(event.field("step"));
  if (ladder_step == nullptr)
    return;  // of another ladder; the dossier then shows up as one without a next action
  const bool beside = ladder_step->beside;
  for (const std::string& id : left_by(state, ladder(), *ladder_step, event.field("from"))) leave(id);
  state.steps.insert(beside ? state.steps.end() : state.steps.begin(),
                     entered(event, *ladder_step, state.passed));
  state.moved_on = std::max(state.moved_on, event.on);
  if (event.field("by") == "no_contact") state.attempts.clear();
  for (Afspraak& afspraak : state.afspraken)
    if (event.field("by") == "afspraak_broken" && afspraak.state == "broken") afspraak.acted_on = true;
}

}  // namespace verzuim
