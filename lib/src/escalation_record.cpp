// SPDX-License-Identifier: EUPL-1.2
// What follows from an event that a person records: the due date of the next task and, for an assignment, the
// role.
#include <fmt/format.h>

#include <algorithm>

#include "dossier_fold.hpp"
#include "escalation_opening.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// Fills in what a person left out of an assignment. Sickness alone is no ground for a step of a gemeente,
/// also by hand.
void complete_assignment(const DossierCase& c, DossierEvent& event) {
  const LadderStep* step = c.ladder().find(event.field("step"));
  if (step == nullptr) {
    std::vector<std::string> ids;
    for (const LadderStep& s : c.ladder().steps) ids.push_back(s.id);
    throw Error(ErrorCode::data, fmt::format("the ladder `{}` has no step `{}`; it has {}", c.ladder().id,
                                             event.field("step"), join(ids, ", ")));
  }
  const std::string& given = event.field("role");
  const bool to_gemeente = step->gemeente || c.ladder().holder(given) == RoleHolder::gemeente;
  if (to_gemeente && !c.evidence_for_gemeente())
    throw Error(ErrorCode::not_permitted,
                "this dossier rests on sickness, leave or a worry only, and those never lead to a step of a "
                "gemeente; keep it with the school or the jeugdarts");
  const OpenStep* main = c.state().main();
  const DossierEvent proposed = c.assigned(*step, "person", event.on, main != nullptr ? main->step : "");
  for (const auto& [key, value] : proposed.fields) {
    const bool chosen = key == "choose" && !given.empty();
    if (event.field(key).empty() && !chosen) event.fields.emplace_back(key, value);
  }
}

/// At the receiving school the dossier starts with the talk of its mentor, on the ladder of its sector.
void complete_acceptance(const EscalationSetting& setting, const PupilFacts& facts, const DossierCase& c,
                         DossierEvent& event) {
  for (const Handover& offer : c.state().handovers) {
    if (offer.school.empty()) continue;
    const Enrolment* row = enrolment_at(facts, offer.school, event.on);
    const Sector sector = row != nullptr ? row->sector : c.state().sector;
    const Ladder* ladder = setting.ladders->of(sector);
    if (ladder == nullptr) ladder = &c.ladder();
    const LadderStep& step = *ladder->find(ladder->start("default"));
    const auto tasks = tasks_for(step, c.duty(event.on), c.state().passed);
    const LadderTerm& within = tasks.empty() ? step.follow : step.tasks[*tasks.begin()].within;
    event.fields.insert(event.fields.end(),
                        {{"ladder", ladder->id},
                         {"sector", std::string(sector_names[static_cast<std::size_t>(sector)])},
                         {"step", step.id},
                         {"by", "changes_school"},
                         {"role", step.role.fixed.empty() ? ladder->chooser : step.role.fixed},
                         {"due_on", to_string(due_date(within, event.on, *setting.calendar, offer.school))},
                         {"duty", std::string(duty_names[static_cast<std::size_t>(c.duty(event.on))])}});
    return;
  }
}

/// Who confirmed that nothing medical stands in the text, and when.
void complete_confirmation(const EscalationSetting& setting, DossierEvent& event) {
  const auto at = std::find_if(event.fields.begin(), event.fields.end(),
                               [](const auto& f) { return f.first == "nothing_medical"; });
  if (at == event.fields.end()) return;
  if (at->second != "yes") {
    event.fields.erase(at);
    return;
  }
  at->second = event.role;
  event.fields.emplace_back("nothing_medical_at", setting.at);
}

/// The number by which a new afspraak is called from now on.
void complete_afspraak(const std::vector<DossierEvent>& history, DossierEvent& event) {
  if (event.type != "afspraak" || !event.field("number").empty()) return;
  const auto made = std::count_if(history.begin(), history.end(), [](const DossierEvent& e) {
    return e.type == "afspraak" && e.field("number").empty();
  });
  event.fields.emplace_back("afspraak", std::to_string(made + 1));
}

}  // namespace

DossierEvent complete_event(const EscalationSetting& setting, const PupilFacts& facts,
                            const std::vector<DossierEvent>& history, DossierEvent event) {
  DossierCase before(setting, facts, event.on);
  for (const DossierEvent& e : history) before.remember(e);
  before.refold();
  complete_confirmation(setting, event);
  complete_afspraak(history, event);
  if (event.type == "assigned") complete_assignment(before, event);
  if (event.type == "handover" && event.field("state") == "accepted")
    complete_acceptance(setting, facts, before, event);
  DossierCase after = before;
  after.apply(event);
  for (const OpenStep& step : after.state().steps) {
    const OpenStep* old = before.state().find(step.step);
    const bool same = old != nullptr && old->task() == step.task() && old->recheck == step.recheck;
    // What takes the place of another event does again what that one did.
    if (old == nullptr || step.due_on || (same && event.field("corrects").empty())) continue;
    const LadderStep& ladder_step = *after.ladder().find(step.step);
    const auto task = step.task();
    event.fields.emplace_back(
        "next_due", to_string(due_date(task ? ladder_step.tasks[*task].within : ladder_step.follow, event.on,
                                       *setting.calendar, after.state().school)));
    break;
  }
  return event;
}

}  // namespace verzuim
