// SPDX-License-Identifier: EUPL-1.2
// Folding: events in the order in which things happened, to the state of one dossier.
#include "verzuim/dossier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "dossier_fold.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

template <class Names>
std::size_t index_of(const Names& names, std::string_view text) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), text) - names.begin());
}

Duty duty_of(std::string_view text) {
  const std::size_t at = index_of(duty_names, text);
  return at < duty_names.size() ? static_cast<Duty>(at) : Duty::not_known;
}

KindSet kinds_of_text(std::string_view text) {
  KindSet kinds = 0;
  for (const std::string& word : split(text, ','))
    if (const auto kind = parse_kind(word)) kinds |= bit(*kind);
  return kinds;
}

bool names_whom(const DossierEvent& event, const std::string& whom) {
  const auto named = split(event.field("whom"), ',');
  return whom.empty() || std::find(named.begin(), named.end(), whom) != named.end();
}

}  // namespace

const std::string& DossierEvent::field(std::string_view name) const {
  static const std::string nothing;
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return nothing;
}

std::optional<Date> DossierEvent::date(std::string_view name) const { return parse_date(field(name)); }

bool DossierSignal::for_gemeente() const {
  return kinds != 0 && (kinds & (bit(Kind::sick) | bit(Kind::authorised))) == 0;
}

std::optional<std::size_t> OpenStep::task() const {
  for (std::size_t task : tasks)
    if (!done.contains(task)) return task;
  return std::nullopt;
}

const OpenStep* DossierState::main() const {
  return !steps.empty() && !steps.front().beside ? &steps.front() : nullptr;
}

const OpenStep* DossierState::find(std::string_view wanted) const {
  const auto at = std::find_if(steps.begin(), steps.end(), [&](const OpenStep& s) { return s.step == wanted; });
  return at == steps.end() ? nullptr : &*at;
}

const OpenStep* DossierState::leading() const {
  const auto weight = [](const OpenStep& s) { return (s.watching() ? 4 : 0) + (s.statutory ? 0 : s.beside ? 2 : 1); };
  const auto at = std::min_element(steps.begin(), steps.end(), [&](const OpenStep& a, const OpenStep& b) { return weight(a) < weight(b); });
  return at == steps.end() ? nullptr : &*at;
}

bool DossierState::has_signal(std::string_view signal) const {
  return std::any_of(signals.begin(), signals.end(), [&](const DossierSignal& s) { return s.id == signal && !s.withdrawn; });
}

bool DossierState::melding_stands() const {
  return std::any_of(meldingen.begin(), meldingen.end(), [](const DossierMelding& m) { return m.stands(); });
}

Folding::Folding(const LadderSet& ladders) : ladders_(ladders) {}

const Ladder& Folding::ladder() const { return *ladder_; }

void Folding::choose_ladder(const std::string& id) {
  ladder_ = ladders_.find(id);
  // A ladder that was put aside for another one leaves its dossiers to its successor.
  if (ladder_ == nullptr) ladder_ = ladders_.of(state.sector);
  if (ladder_ == nullptr) throw Error(ErrorCode::config, fmt::format("dossier {} follows the ladder `{}`, which is not there; give its file with --ladder", state.id, id));
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
}

void Folding::open(const DossierEvent& event) {
  state.id = event.dossier;
  state.pupil = event.pupil;
  state.school = event.school;
  state.gemeente = event.field("gemeente");
  state.sector = parse_sector(event.field("sector")).value_or(Sector::vo);
  state.theme = event.field("theme");
  state.open = true;
  state.opened_on = state.moved_on = event.on;
  choose_ladder(event.field("ladder"));
}

void Folding::add_signal(const DossierEvent& event) {
  DossierSignal signal;
  signal.id = event.field("signal");
  signal.rule = event.field("rule");
  signal.step = event.field("step");
  signal.valid_from = event.field("valid_from");
  signal.melding = event.field("melding");
  signal.reached_on = event.date("reached_on").value_or(event.on);
  signal.kinds = kinds_of_text(event.field("kinds"));
  signal.held = event.field("held") == "true";
  const auto same = std::find_if(state.signals.begin(), state.signals.end(), [&](const DossierSignal& s) { return s.id == signal.id; });
  if (same != state.signals.end()) *same = signal;
  else state.signals.push_back(signal);
}

void Folding::withdraw(const DossierEvent& event) {
  for (DossierSignal& signal : state.signals)
    if (signal.id == event.field("signal")) signal.withdrawn = true;
  // A duty that nobody carried out yet falls away with the last signal that called for it.
  const auto baseless = [&](const OpenStep& step) {
    if (!step.beside || step.by != "signal" || step.done_on) return false;
    return std::none_of(state.signals.begin(), state.signals.end(), [&](const DossierSignal& s) { return s.step == step.step && !s.withdrawn; });
  };
  state.steps.erase(std::remove_if(state.steps.begin(), state.steps.end(), baseless), state.steps.end());
}

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

  OpenStep step;
  step.step = ladder_step->id;
  step.role = event.field("role");
  step.by = event.field("by");
  step.from = from;
  step.entered_on = event.on;
  step.cause_on = event.date("cause_on").value_or(event.on);
  step.due_on = event.date("due_on");
  step.duty = duty_of(event.field("duty"));
  step.choose = event.field("choose") == "true";
  step.fallback = event.field("fallback") == "true";
  step.by_person = step.by == "person";
  step.recheck = step.by == "evidence_withdrawn";
  step.beside = beside;
  step.statutory = ladder_step->statutory;
  for (std::size_t i = 0; i < ladder_step->tasks.size(); ++i) {
    const LadderTask& task = ladder_step->tasks[i];
    const bool duty = task.duty.empty() || std::find(task.duty.begin(), task.duty.end(), step.duty) != task.duty.end();
    if (duty && (task.if_passed.empty() || state.passed.contains(task.if_passed))) step.tasks.insert(i);
  }
  state.steps.insert(beside ? state.steps.end() : state.steps.begin(), std::move(step));
  state.moved_on = std::max(state.moved_on, event.on);
  if (event.field("by") == "no_contact") state.attempts.clear();
  for (Afspraak& afspraak : state.afspraken)
    if (event.field("by") == "afspraak_broken" && afspraak.state == "broken") afspraak.acted_on = true;
}

void Folding::hand_over(const DossierEvent& event) {
  if (event.field("state") == "offered") {
    Handover offer;
    offer.on = event.on;
    offer.reason = event.field("reason");
    offer.step = event.field("step");
    offer.from = event.field("from");
    offer.to = event.field("to");
    offer.gemeente = event.field("gemeente");
    offer.school = event.field("school");
    offer.duty = duty_of(event.field("duty"));
    if (offer.reason.empty()) offer.reason = "person";
    state.handovers.push_back(std::move(offer));
  } else if (event.field("reason") == "moves_gemeente" && event.role.empty()) {
    state.gemeente = event.field("gemeente");  // nothing had reached the old gemeente, so there was nothing to accept
  } else {
    const std::vector<Handover> offers = std::move(state.handovers);
    state.handovers.clear();
    for (const Handover& offer : offers) accept(offer, event);
  }
}

void Folding::accept(const Handover& offer, const DossierEvent& event) {
  if (!offer.gemeente.empty()) state.gemeente = offer.gemeente;
  if (!offer.school.empty()) {
    state.school = offer.school;
    if (const auto sector = parse_sector(event.field("sector"))) state.sector = *sector;
    // The receiving school starts with its own talk; its ladder may be another one.
    state.steps.clear();
    choose_ladder(event.field("ladder"));
    assign(event);
    return;
  }
  for (OpenStep& step : state.steps) {
    const bool whole = offer.step.empty() && !offer.from.empty() && step.role == offer.from;
    if (offer.to.empty() || (step.step != offer.step && !whole)) continue;
    step.role = offer.to;
    step.choose = ladder().chooser == offer.to && offer.duty == Duty::none;
    if (offer.duty != Duty::not_known) step.duty = offer.duty;
  }
}

void Folding::route(const DossierEvent& event) {
  if (event.field("role").empty()) return;
  for (OpenStep& step : state.steps) {
    if (!step.choose) continue;
    step.role = event.field("role");
    step.choose = false;
    step.by_person = true;
    return;
  }
}

void Folding::agree(const DossierEvent& event) {
  if (event.field("number").empty()) {
    Afspraak fresh;
    fresh.number = static_cast<int>(state.afspraken.size()) + 1;
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
    if (event.field("reached") == "yes") state.attempts.clear();
    else state.attempts.push_back(event.on);
  }
  if (event.type == "talk") {
    state.attempts.clear();
    state.talks.push_back({event.on, event.role, split(event.field("present"), ','), split(event.field("cause"), ','), split(event.field("need"), ',')});
  }
  if (event.type == "verslag") state.verslag = true;
  if (event.type != "melding") return;
  const std::string status = event.field("status").empty() ? "registered" : event.field("status");
  if (!event.field("kind").empty()) state.meldingen.push_back({event.on, event.field("kind"), status});
  else if (!state.meldingen.empty()) state.meldingen.back().status = status;
}

bool Folding::completes(const LadderTask& task, const OpenStep& step, const DossierEvent& event) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  const bool own = &task == &ladder_step.tasks[ladder_step.main];
  const auto& types = own && step.fallback && ladder_step.fallback ? ladder_step.fallback->record : task.record;
  if (std::find(types.begin(), types.end(), event.type) == types.end()) return false;
  if (event.type == "contact") return event.field("reached") == "yes";
  if (event.type == "consult") return event.field("state") != "asked";
  if (event.type == "handover") return event.field("state") == "accepted";
  if (event.type == "melding") return !event.field("kind").empty();
  if (event.type == "afspraak") return event.field("number").empty();
  if (event.type == "informed" || event.type == "invited") return names_whom(event, task.whom);
  // A talk of the school is not the talk that the gemeente is to have, and the other way round.
  if (event.type == "talk" && !event.role.empty()) return ladder().holder(event.role) == ladder().holder(step.role);
  return true;
}

void Folding::record(const DossierEvent& event) {
  std::vector<OpenStep*> order;
  for (OpenStep& step : state.steps) order.push_back(&step);
  std::stable_sort(order.begin(), order.end(), [](const OpenStep* a, const OpenStep* b) { return a->statutory > b->statutory; });
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

std::string Folding::act_of(const OpenStep& step) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  if (step.recheck) return ladder_step.withdrawn_act;
  if (step.choose) return ladder().choose_act;
  const auto task = step.task();
  if (!task) return ladder_step.follow_act;
  if (step.fallback && ladder_step.fallback && *task == ladder_step.main) return ladder_step.fallback->act;
  return ladder_step.tasks[*task].act;
}

DossierState Folding::finish() {
  for (OpenStep& step : state.steps) {
    const LadderStep& ladder_step = *ladder().find(step.step);
    step.task_role = step.role;
    if (const auto task = step.task(); task && !step.choose && ladder_step.tasks[*task].role) step.task_role = ladder_step.tasks[*task].role->of(step.duty);
    step.act = act_of(step);
  }
  if (const OpenStep* leading = state.leading(); leading != nullptr && state.open) {
    state.step = leading->step;
    state.owner = leading->task_role;
    state.next_action = leading->act;
    state.due_on = leading->due_on;
    // What was agreed is looked at when it was to be done, if that is earlier.
    if (leading->watching())
      for (const Afspraak& afspraak : state.afspraken)
        if (afspraak.state == "open" && afspraak.due && (!state.due_on || *afspraak.due < *state.due_on)) state.due_on = afspraak.due;
  }
  return std::move(state);
}

DossierState fold(const std::vector<DossierEvent>& events, const LadderSet& ladders) {
  std::vector<const DossierEvent*> order;
  for (const DossierEvent& event : events) order.push_back(&event);
  // By the day on which it happened, so that it does not matter when it was recorded; the opening comes first.
  std::stable_sort(order.begin(), order.end(), [](const DossierEvent* a, const DossierEvent* b) {
    return std::pair(a->type != "opened", a->on) < std::pair(b->type != "opened", b->on);
  });
  if (order.empty() || order.front()->type != "opened")
    throw Error(ErrorCode::data, fmt::format("dossier {} has events but none that opens it; restore the store from a backup", events.empty() ? "" : events.front().dossier));
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
