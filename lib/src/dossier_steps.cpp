// SPDX-License-Identifier: EUPL-1.2
// Folding a move: the dossier leaves one step and enters another.
#include <algorithm>

#include "dossier_fold.hpp"
#include "dossier_words.hpp"
#include "ladder_duty.hpp"

namespace verzuim {
namespace {

/// The step that an event brings, as it stands before anything was done there.
OpenStep entered(const DossierEvent& event, const LadderStep& ladder_step, const std::set<std::string>& passed) {
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
  for (std::size_t i = 0; i < ladder_step.tasks.size(); ++i) {
    const LadderTask& task = ladder_step.tasks[i];
    if (is_meant_for(task.duty, step.duty) && (task.if_passed.empty() || passed.contains(task.if_passed))) step.tasks.insert(i);
  }
  return step;
}

}  // namespace

void Folding::leave(const std::string& id) {
  const auto at = std::find_if(state.steps.begin(), state.steps.end(), [&](const OpenStep& s) { return s.step == id; });
  if (at == state.steps.end()) return;
  state.passed.insert(id);
  state.steps.erase(at);
}

void Folding::assign(const DossierEvent& event) {
  const LadderStep* ladder_step = ladder().find(event.field("step"));
  if (ladder_step == nullptr) return;  // of another ladder; the dossier then shows up as one without a next action
  const std::string from = event.field("from");
  const bool beside = ladder_step->beside;
  // Leaving is what the move says, except that there is one main step: a new one takes the place of the old.
  if (const LadderStep* left = ladder().find(from); left != nullptr && left->beside && from != ladder_step->id) leave(from);
  const OpenStep* main = state.main();
  if (!beside && main != nullptr && main->step != ladder_step->id) leave(std::string(main->step));
  if (beside ? state.find(ladder_step->id) != nullptr : state.main() != nullptr) leave(ladder_step->id);
  state.steps.insert(beside ? state.steps.end() : state.steps.begin(), entered(event, *ladder_step, state.passed));
  state.moved_on = std::max(state.moved_on, event.on);
  if (event.field("by") == "no_contact") state.attempts.clear();
  for (Afspraak& afspraak : state.afspraken)
    if (event.field("by") == "afspraak_broken" && afspraak.state == "broken") afspraak.acted_on = true;
}

}  // namespace verzuim
