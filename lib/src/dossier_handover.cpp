// SPDX-License-Identifier: EUPL-1.2
// Folding what goes from one to another: a handover that is offered and accepted, and the choice of who takes a step.
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
  offer.duty = duty_of(event.field("duty"));
  if (offer.reason.empty()) offer.reason = "person";
  return offer;
}

}  // namespace

void Folding::hand_over(const DossierEvent& event) {
  if (event.field("state") == "offered") {
    state.handovers.push_back(offered(event));
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

}  // namespace verzuim
