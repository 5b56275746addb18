// SPDX-License-Identifier: EUPL-1.2
// What is to be done, for whom and why. Where a gemeente acts or is told, only what a gemeente may know is
// said.
#include "escalation_action.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "escalation_case.hpp"
#include "ladder_duty.hpp"
#include "verzuim/disclosure.hpp"

namespace verzuim {
namespace {

constexpr std::size_t most_bases = 3;

/// An action of this dossier, without what is to be done.
Action action_of(const DossierState& state) {
  Action action;
  action.dossier = state.id;
  action.pupil = state.pupil;
  action.school = state.school;
  action.gemeente = state.gemeente;
  return action;
}

}  // namespace

std::string DossierCase::label(const std::string& role) const {
  if (setting_.role_labels != nullptr)
    for (const auto& [name, text] : *setting_.role_labels)
      if (name == role) return text;
  return std::string(role_label(role));
}

std::string DossierCase::owner(const std::string& role) const {
  const Enrolment* row = enrolment(on_);
  return role == "mentor" && row != nullptr && !row->mentor.empty() ? row->mentor : label(role);
}

std::string DossierCase::contact(const std::string& role) const {
  if (setting_.directory == nullptr) return {};
  const Enrolment* row = enrolment(on_);
  const Contact* found = setting_.directory->find(
      role, state_.school, state_.gemeente, role == "mentor" && row != nullptr ? row->mentor : std::string());
  return found != nullptr ? contact_line(*found) : std::string();
}

std::vector<std::string> DossierCase::involved(const std::vector<Involved>& list) const {
  std::vector<std::string> roles;
  const Duty now = duty(on_);
  const auto born = birth_date();
  for (const Involved& one : list) {
    // Without a birth date nobody is taken for a minor: the act says to ask.
    const bool by_age = one.below_age == 0 || (born && age_on(*born, on_) < one.below_age);
    if (is_meant_for(one.duty, now) && by_age) add_once(roles, one.whom);
  }
  return roles;
}

std::vector<const DossierSignal*> DossierCase::shown_signals(const OpenStep& step,
                                                             bool open_to_gemeente) const {
  // What is to be reported now, and nothing that was reported already or waits for a melding of its own.
  if (step.statutory && !step.watching() && !step.recheck)
    if (auto together = bundle(step); !together.empty()) return together;
  std::vector<const DossierSignal*> own, all;
  for (const DossierSignal& signal : state_.signals) {
    if (signal.withdrawn || signal.reached_on > on_ ||
        (open_to_gemeente && !may_see(RoleHolder::gemeente, signal.kinds)))
      continue;
    all.push_back(&signal);
    if (signal.step == step.step) own.push_back(&signal);
  }
  return step.beside && !own.empty() ? own : all;
}

/// What called for this step; after a melding that is what it was made for.
bool DossierCase::is_reason(const DossierSignal& signal, const OpenStep& step) const {
  return signal.step == step.step || (step.by == "recorded" && signal.step == step.from);
}

/// The most relevant grounds: the law first, then those of this step, then what else was seen.
std::vector<std::string> DossierCase::bases(const OpenStep& step, bool open_to_gemeente) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  std::vector<std::string> law, own, others, list;
  for (const DossierSignal* signal : shown_signals(step, open_to_gemeente)) {
    const RuleNote* note = note_of(*setting_.rules, *signal);
    if (note == nullptr) continue;
    const bool reason = is_reason(*signal, step);
    add_once(reason && note->law ? law : reason ? own : others, note->basis);
  }
  for (const Basis& basis : ladder_step.basis.empty() ? ladder().basis : ladder_step.basis)
    add_once(law, basis.text);
  for (const auto* part : {&law, &own, &others})
    for (const std::string& text : *part) {
      // An article that was named with its paragraphs is not named again without.
      const bool named = std::any_of(list.begin(), list.end(),
                                     [&](const std::string& t) { return t.substr(0, text.size()) == text; });
      if (!named && list.size() < most_bases) list.push_back(text);
    }
  return list;
}

Action DossierCase::action_for(const OpenStep& step) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  const auto task = step.task();
  Action action = action_of(state_);
  action.step = step.step;
  action.role = step.task_role;
  action.owner = owner(step.task_role);
  action.due_on = &step == state_.leading() ? state_.due_on : step.due_on;
  action.act = step.act;
  const bool open_to_gemeente = ladder_step.gemeente || ladder().holder(action.role) == RoleHolder::gemeente;
  action.why = why(step, open_to_gemeente);
  for (const DossierSignal* signal : shown_signals(step, open_to_gemeente)) {
    action.signals.push_back(signal->id);
  }
  if (task && *task <= ladder_step.main && !step.choose && !step.recheck)
    action.invite = involved(ladder_step.invite);
  if (task && !step.choose) action.inform = involved(ladder_step.inform);
  if (&step == state_.leading()) {
    for (const Handover& offer : state_.handovers) {
      const std::string receiver = !offer.to.empty()         ? "de " + label(offer.to)
                                   : !offer.school.empty()   ? "school " + offer.school
                                   : !offer.gemeente.empty() ? "gemeente " + offer.gemeente
                                                             : "de nieuwe opleiding";
      action.act = fmt::format(
          "Draag het dossier over aan {}. Tot die het aanneemt, blijft u verantwoordelijk voor deze stap. {}",
          receiver, action.act);
      add_once(action.inform, offer.to);
    }
  }
  action.basis = bases(step, open_to_gemeente);
  action.contact = contact(action.role);
  return action;
}

Action DossierCase::action_for_orphan() const {
  Action action = action_of(state_);
  action.step = state_.step;
  action.role = "verzuimcoordinator";
  action.owner = owner(action.role);
  action.due_on = state_.moved_on;  // since then nobody looks after it, so it comes first
  action.why = "Dit dossier heeft geen eigenaar, geen volgende stap of geen einddatum.";
  action.act = "Wijs een stap, een eigenaar en een datum toe, of sluit het dossier af.";
  for (const Basis& basis : ladder().basis) add_once(action.basis, basis.text);
  action.contact = contact(action.role);
  return action;
}

Action DossierCase::action_for_restless() const {
  Action action = action_of(state_);
  action.step = state_.step;
  action.role = "verzuimcoordinator";
  action.owner = owner(action.role);
  action.due_on = on_;
  action.why = fmt::format(
      "Dossier {} komt niet tot rust: het schuift steeds door en is daarom gebleven waar het was.",
      state_.id);
  action.act = fmt::format(
      "Kijk dit dossier na ({}): klopt wat er is vastgelegd, en kloppen de stappen van deze ladder?",
      state_.id);
  for (const Basis& basis : ladder().basis) add_once(action.basis, basis.text);
  action.contact = contact(action.role);
  return action;
}

std::vector<Action> DossierCase::actions() const {
  std::vector<Action> list;
  if (!state_.open) return list;
  if (restless_) list.push_back(action_for_restless());
  if (state_.orphan()) {
    list.push_back(action_for_orphan());
    return list;
  }
  for (const OpenStep& step : state_.steps) {
    const auto due = &step == state_.leading() ? state_.due_on : step.due_on;
    // What is only being watched beside another step says nothing of its own.
    const bool listed = !step.watching() || &step == state_.leading();
    if (listed && (touched_.contains(step.step) || (due && *due <= on_))) list.push_back(action_for(step));
  }
  return list;
}

}  // namespace verzuim
