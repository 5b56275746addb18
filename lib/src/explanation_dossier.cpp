// SPDX-License-Identifier: EUPL-1.2
// How a dossier came where it is.
#include <algorithm>

#include "verzuim/disclosure.hpp"
#include "verzuim/explanation.hpp"

namespace verzuim {
namespace {

/// In the order in which things happened; the opening comes first.
std::vector<DossierEvent> in_order(std::vector<DossierEvent> events) {
  std::stable_sort(events.begin(), events.end(), [](const DossierEvent& a, const DossierEvent& b) {
    return std::pair(a.type != "opened", a.on) < std::pair(b.type != "opened", b.on);
  });
  return events;
}

std::size_t fields_in(const std::vector<DossierEvent>& events) {
  std::size_t fields = 0;
  for (const DossierEvent& event : events) fields += event.fields.size();
  return fields;
}

/// Why the signal of `event` moved nothing: its step was open, or done, or lay behind the one the dossier was
/// on.
std::string why_held(const std::vector<DossierEvent>& before, const DossierEvent& event,
                     const LadderSet& ladders) {
  if (event.field("held") != "true") return {};
  const DossierState then = fold(before, ladders);
  if (then.find(event.field("step")) != nullptr) return "open";
  return then.passed.contains(event.field("step")) ? "passed" : "behind";
}

SignalLine line_of(const DossierEvent& event, const Rulebook& rules, const std::vector<Signal>& kept,
                   const DossierState& state) {
  SignalLine line;
  line.id = event.field("signal");
  line.rule = line.title = event.field("rule");
  line.reached_on = event.date("reached_on").value_or(event.on);
  line.step = event.field("step");
  if (const auto* versions = rules.find(line.rule)) {
    line.title = versions->back().title;
    line.level = versions->back().level;
  }
  for (const Signal& signal : kept)
    if (signal.id == line.id) {
      line.count = signal.count;
      line.threshold = signal.threshold;
      line.unit = signal.unit;
    }
  for (const DossierSignal& signal : state.signals)
    if (signal.id == line.id) line.withdrawn = signal.withdrawn;
  return line;
}

}  // namespace

DossierExplanation explain_dossier(const std::vector<DossierEvent>& all, const LadderSet& ladders,
                                   const Rulebook& rules, const std::vector<Signal>& kept,
                                   const DossierReader& reader) {
  DossierExplanation made;
  made.state = fold(all, ladders);
  const Ladder& ladder = *ladders.find(made.state.ladder);
  made.ladder = ladder.title;
  const DossierView view(made.state, all, ladder, reader);
  // What was corrected moved nothing; `dossier show` keeps it readable.
  const std::vector<DossierEvent> events = in_order(settled(all)), seen = in_order(view.events());
  made.withheld = seen.size() < events.size() || fields_in(seen) < fields_in(events);
  made.shows_step = view.opens("dossier.step");
  made.since =
      view.inside() && view.refusal() == nullptr ? std::optional(made.state.opened_on) : std::nullopt;
  for (const DossierEvent& event : seen) {
    if (!made.since) made.since = event.on;
    const LadderStep* step = ladder.find(event.field("step"));
    std::string title = step != nullptr ? step->title : std::string();
    if (event.type == "signal") {
      SignalLine line = line_of(event, rules, kept, made.state);
      const auto at = std::find_if(events.begin(), events.end(),
                                   [&](const DossierEvent& e) { return e.number == event.number; });
      line.held = why_held({events.begin(), at}, event, ladders);
      title = line.title;
      made.signals.push_back(std::move(line));
      if (event.field("held") == "true") continue;
    }
    for (const SignalLine& line : made.signals)
      if (event.type == "withdrawn" && line.id == event.field("signal")) title = line.title;
    made.events.push_back(event);
    made.titles.push_back(std::move(title));
  }
  return made;
}

}  // namespace verzuim
