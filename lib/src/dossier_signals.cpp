// SPDX-License-Identifier: EUPL-1.2
// Folding what signals do: they join a dossier, and may be withdrawn.
#include <algorithm>

#include "dossier_fold.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

KindSet kinds_of_text(std::string_view text) {
  KindSet kinds = 0;
  for (const std::string& word : split(text, ','))
    if (const auto kind = parse_kind(word)) kinds |= bit(*kind);
  return kinds;
}

}  // namespace

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
  signal.due_on = event.date("due_on");
  signal.window_from = event.date("window_from");
  const LadderStep* step = ladder().find(signal.step);
  signal.reported =
      step != nullptr && step->statutory && state.is_reported(signal.melding, signal.reached_on);
  const auto same = std::find_if(state.signals.begin(), state.signals.end(),
                                 [&](const DossierSignal& s) { return s.id == signal.id; });
  if (same != state.signals.end())
    *same = signal;
  else
    state.signals.push_back(signal);
}

void Folding::withdraw(const DossierEvent& event) {
  for (DossierSignal& signal : state.signals)
    if (signal.id == event.field("signal")) signal.withdrawn = true;
  // A duty that nobody carried out yet falls away with the last signal that called for it.
  const auto baseless = [&](const OpenStep& step) {
    if (!step.beside || step.by != "signal" || step.done_on) return false;
    return std::none_of(state.signals.begin(), state.signals.end(),
                        [&](const DossierSignal& s) { return s.step == step.step && !s.withdrawn; });
  };
  state.steps.erase(std::remove_if(state.steps.begin(), state.steps.end(), baseless), state.steps.end());
}

}  // namespace verzuim
