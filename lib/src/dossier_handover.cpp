// SPDX-License-Identifier: EUPL-1.2
// Folding what goes from one to another: a handover that is offered and accepted, and the choice of who takes
// a step.
#include <algorithm>
#include <vector>

#include "dossier_fold.hpp"
#include "dossier_words.hpp"

namespace verzuim {
namespace {

Handover offered(const DossierEvent& event) {
  Handover offer;
  offer.on = event.on;
  offer.reason = event.field("reason");
  offer.step = event.field("step");
  offer.from = event.field("from");
  offer.to = event.field("to");
  offer.gemeente = event.field("gemeente");
  offer.school = event.field("school");
  offer.transition = event.field("transition");
  offer.duty = duty_of(event.field("duty"));
  if (offer.reason.empty()) offer.reason = "person";
  return offer;
}

}  // namespace

void Folding::hand_over(const DossierEvent& event) {
  state.handed_on = event.on;
  // What a person chose stands until the enrolment itself says something else than it said before.
  const std::string& reason = event.field("reason");
  const bool enrolment = event.role.empty() && (reason == "moves_gemeente" || reason == "changes_school");
  if (enrolment && !event.field("gemeente").empty()) state.enrolled = event.field("gemeente");
  if (event.field("state") == "offered") {
    state.handovers.push_back(offered(event));
  } else if (enrolment) {
    state.gemeente =
        event.field("gemeente");  // nothing had reached the old gemeente, so there was nothing to accept
    const auto same = [](const Handover& h) { return h.reason == "moves_gemeente"; };
    state.handovers.erase(std::remove_if(state.handovers.begin(), state.handovers.end(), same),
                          state.handovers.end());
  } else if (event.field("state") == "refused") {
    // The sender keeps everything; where the law names the receiver, the next run offers it again.
    state.refused_why = event.field("refused_why");
    state.handovers.clear();
  } else {
    state.refused_why.clear();
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
    // What people agreed among themselves is not undone by the table of duties.
    if (offer.reason == "person" || offer.reason == "other") step.by_person = true;
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

}  // namespace verzuim
