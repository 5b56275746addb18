// SPDX-License-Identifier: EUPL-1.2
#include "report_case.hpp"

#include <algorithm>

#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

void earliest(std::optional<Date>& kept, Date date) {
  if (!kept || date < *kept) kept = date;
}

bool names(const DossierEvent& event, std::string_view field, std::string_view word) {
  const auto words = split(event.field(field), ',');
  return std::find(words.begin(), words.end(), word) != words.end();
}

void take_melding(CaseFacts& facts, const DossierEvent& event) {
  const std::string& status = event.field("status");
  if (!event.field("kind").empty()) {
    CaseMelding melding{event.on, event.field("kind"), status.empty() ? "registered" : status,
                        event.date("begin").value_or(event.on), std::nullopt};
    facts.meldingen.push_back(std::move(melding));
  } else if (!facts.meldingen.empty() && !status.empty()) {
    facts.meldingen.back().status = status;
  }
  if (facts.meldingen.empty()) return;
  CaseMelding& last = facts.meldingen.back();
  const bool stands = last.status == "registered" || last.status == "in-progress";
  if (stands)
    last.ended_on.reset();
  else if (!last.ended_on)
    last.ended_on = event.on;
}

void take_handover(CaseFacts& facts, const DossierEvent& event) {
  if (event.field("state") == "offered") {
    CaseHandover offer;
    offer.on = event.on;
    offer.school = event.school;
    offer.away = !event.field("school").empty() || !event.field("gemeente").empty();
    offer.a4 = event.date("a4_on").has_value();
    offer.with_pupil = offer.a4 && event.field("a4_with_pupil") == "yes";
    offer.story = !event.field("text").empty();
    facts.handovers.push_back(offer);
    return;
  }
  // The answer is to all that was offered until then.
  for (CaseHandover& offer : facts.handovers) {
    if (offer.accepted_on || offer.refused) continue;
    if (event.field("state") == "accepted")
      offer.accepted_on = event.on;
    else
      offer.refused = true;
  }
}

void take_consult(CaseFacts& facts, const DossierEvent& event) {
  const std::string& state = event.field("state");
  if (state == "asked") facts.consults_asked.push_back(event.on);
  if (state == "held") facts.consults_held.push_back(event.on);
  if (state == "advice") facts.advices.push_back(event.on);
}

void take_talk(CaseFacts& facts, const DossierEvent& event) {
  earliest(facts.talk_on, event.on);
  earliest(facts.contact_on, event.on);
  facts.talks.push_back(event.on);
  for (CaseHandover& handover : facts.handovers)
    if (handover.accepted_on && names(event, "about", "handover")) handover.talked = true;
  if (event.role == "preventiemedewerker")
    facts.prevention_talks.push_back(event.on);
  else if (holder_of(event.role) == RoleHolder::gemeente)
    facts.gemeente_talks.push_back(event.on);
}

void take(CaseFacts& facts, const DossierEvent& event) {
  const std::string& type = event.type;
  if (type == "contact" && event.field("reached") == "yes") earliest(facts.contact_on, event.on);
  if (type == "talk") take_talk(facts, event);
  if (type == "assigned") facts.held_by.insert(event.field("role"));
  if (type == "melding") take_melding(facts, event);
  if (type == "knooppunt")
    facts.knooppunten.push_back({event.on, event.field("pupil") == "yes", event.field("parents") == "yes",
                                 split(event.field("parties"), ',')});
  if (type == "handover") take_handover(facts, event);
  if (type == "consult") take_consult(facts, event);
  if (type == "verslag")
    facts.verslagen.push_back({event.date("sent_on").value_or(event.on), event.field("gemeente")});
  if (type == "informed" && names(event, "whom", "parents")) facts.parents_informed.push_back(event.on);
  if (type == "informed" && names(event, "whom", "leerplichtambtenaar"))
    facts.leerplicht_informed.push_back(event.on);
  if (type == "route" && !event.field("path").empty())
    facts.routes.push_back({event.on, event.field("path")});
}

void take_signals(CaseFacts& facts, const DossierState& state) {
  facts.for_gemeente = holder_of(state.owner) == RoleHolder::gemeente;
  for (const DossierSignal& signal : state.signals) {
    if (signal.withdrawn) continue;
    const bool open = may_see(RoleHolder::gemeente, signal.kinds);
    earliest(facts.signal_on, signal.reached_on);
    if (open) {
      facts.for_gemeente = true;
      earliest(facts.open_signal_on, signal.reached_on);
    }
    if (open && (signal.kinds & bit(Kind::unauthorised)) != 0) facts.below_sixteen = true;
    if (signal.melding == "16-uur") earliest(facts.sixteen_on, signal.reached_on);
  }
  if (!facts.signal_on) facts.signal_on = state.opened_on;
}

}  // namespace

bool is_of_jeugdarts(std::string_view step, std::string_view role) {
  return step == "jeugdarts" || holder_of(role) == RoleHolder::jgz;
}

bool CaseFacts::at_mentor() const {
  return std::all_of(held_by.begin(), held_by.end(), [](const auto& role) { return role == "mentor"; });
}

bool CaseFacts::reached_gemeente() const {
  return std::any_of(meldingen.begin(), meldingen.end(), [](const auto& m) { return !m.withdrawn(); }) ||
         std::any_of(held_by.begin(), held_by.end(),
                     [](const auto& role) { return holder_of(role) == RoleHolder::gemeente; });
}

CaseFacts case_facts(const DossierState& state, const std::vector<DossierEvent>& events, Date on) {
  CaseFacts facts;
  facts.id = state.id;
  facts.school = state.school;
  facts.step = state.step;
  facts.owner = state.owner;
  facts.outcome = state.outcome;
  facts.sector = state.sector;
  facts.opened_on = state.opened_on;
  facts.open = state.open;
  facts.orphan = state.orphan();
  if (!state.open) facts.closed_on = state.closed_on;
  facts.due_on = state.due_on;
  facts.of_jeugdarts = is_of_jeugdarts(state.step, state.owner);
  // A step is entered by an `assigned` event; the one it is on may have come otherwise.
  for (const OpenStep& step : state.steps) facts.held_by.insert(step.role);
  std::vector<const DossierEvent*> order;
  for (const DossierEvent& event : events)
    if (event.on <= on) order.push_back(&event);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->on < b->on; });
  for (const DossierEvent* event : order) take(facts, *event);
  take_signals(facts, state);
  for (const Afspraak& afspraak : state.afspraken) {
    ++facts.afspraken;
    facts.kept += afspraak.state == "kept" ? 1 : 0;
    facts.broken += afspraak.state == "broken" ? 1 : 0;
    facts.overdue += afspraak.state == "open" && afspraak.due && *afspraak.due < on ? 1 : 0;
  }
  return facts;
}

}  // namespace verzuim
