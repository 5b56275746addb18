// SPDX-License-Identifier: EUPL-1.2
// Counting signals and dossiers, and whether what had to be done was done in time.
#include <algorithm>

#include "report_gate.hpp"
#include "report_tally.hpp"

namespace verzuim {

void GemeenteReports::add(const Signal& signal) {
  Parts& p = *parts_;
  GemeenteTally* tally = p.tally_of(signal.pupil);
  const std::vector<Rule>* versions = p.rules.find(signal.rule);
  if (tally == nullptr || versions == nullptr || !may_see(RoleHolder::gemeente, *versions)) return;
  if (signal.status == Status::withdrawn || signal.status == Status::undecided) return;
  if (!signal.reached_on || !p.in_period(*signal.reached_on)) return;
  tally->signals[signal.id] = {signal.rule,        signal.pupil,  signal.step,
                               *signal.reached_on, signal.due_on, signal.severity == Severity::must,
                               Timely::unknown};
}

Timely GemeenteReports::Parts::timely(const NotedSignal& noted, const DossierState& dossier) const {
  if (!noted.due_on) return Timely::unknown;
  std::optional<Date> acted;
  const auto consider = [&](Date date) {
    if (date >= noted.reached_on && (!acted || date < *acted)) acted = date;
  };
  if (noted.step == "melding") {
    for (const DossierMelding& m : dossier.meldingen)
      if (m.status != "withdrawn") consider(m.on);
  } else {
    for (const OpenStep& step : dossier.steps)
      if (step.step == noted.step && step.done_on) consider(*step.done_on);
    // A step that was left behind does not tell on which day it was done.
    if (!acted && dossier.passed.contains(noted.step)) return Timely::unknown;
  }
  if (acted && *acted <= head.on) return *acted <= *noted.due_on ? Timely::on_time : Timely::late;
  return *noted.due_on < head.on ? Timely::overdue : Timely::not_due;
}

void GemeenteReports::add(const DossierState& dossier) {
  Parts& p = *parts_;
  GemeenteTally* tally = p.tally_of(dossier.pupil);
  if (tally == nullptr) return;
  bool open_to_gemeente = holder_of(dossier.owner) == RoleHolder::gemeente;
  for (const DossierSignal& signal : dossier.signals) {
    if (!signal.withdrawn && may_see(RoleHolder::gemeente, signal.kinds)) open_to_gemeente = true;
    const auto noted = tally->signals.find(signal.id);
    if (noted == tally->signals.end()) continue;
    noted->second.timely = p.timely(noted->second, dossier);
    const bool covered = signal.held && noted->second.step == "melding" &&
                         std::any_of(dossier.meldingen.begin(), dossier.meldingen.end(),
                                     [](const DossierMelding& m) { return m.stands(); });
    if (covered && noted->second.timely != Timely::late) noted->second.timely = Timely::on_time;
  }
  for (const DossierMelding& m : dossier.meldingen)
    if (p.in_period(m.on) && m.status != "withdrawn") tally->meldingen.push_back({dossier.pupil, m.kind});
  const bool doctor = is_of_jeugdarts(dossier.step, dossier.owner);
  if (!dossier.open || dossier.opened_on > p.head.on || !open_to_gemeente || doctor) return;
  auto& counts = tally->dossiers[{dossier.step, dossier.owner}];
  ++counts[dossier.due_on && *dossier.due_on < p.head.on ? 1 : 0];
}

}  // namespace verzuim
