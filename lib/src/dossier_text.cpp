// SPDX-License-Identifier: EUPL-1.2
// A dossier as TOML, for the eyes of those who hold a role in it.
#include <fmt/format.h>

#include <algorithm>

#include "toml_reader.hpp"
#include "verzuim/dossier.hpp"

namespace verzuim {
namespace {

void line(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out += fmt::format("{} = ", key);
  write_toml_text(out, value);
  out += '\n';
}

void line(std::string& out, std::string_view key, std::optional<Date> date) {
  if (date) out += fmt::format("{} = {}\n", key, to_string(*date));
}

/// `inside`: for the house, where an event has its number and a corrected one stays readable.
void write_event(std::string& out, const DossierEvent& event, bool inside = false, bool holds = true) {
  out += "\n[[event]]\n";
  if (inside && event.number > 0) out += fmt::format("number = {}\n", event.number);
  if (!holds) out += "holds = false\n";
  line(out, "type", event.type);
  line(out, "on", std::optional(event.on));
  line(out, "recorded_at", event.recorded_at);
  line(out, "role", event.role);
  // What a field is called in the log and what the event itself has must not meet in one table.
  out += "fields = {";
  for (std::size_t i = 0; i < event.fields.size(); ++i) {
    const auto& [key, value] = event.fields[i];
    out += fmt::format("{} {} = ", i == 0 ? "" : ",", key);
    write_toml_text(out, value);
  }
  out += event.fields.empty() ? "}\n" : " }\n";
}

/// From when a gemeente may know of the dossier: its first signal that is for a gemeente, or the first step
/// of a gemeente. What happened before that would tell that there was absence of another kind.
std::optional<Date> gemeente_since(const DossierState& state, const Ladder& ladder) {
  std::optional<Date> since;
  const auto earlier = [&](Date date) {
    if (!since || date < *since) since = date;
  };
  for (const DossierSignal& signal : state.signals)
    if (signal.for_gemeente() && !signal.withdrawn) earlier(signal.reached_on);
  for (const DossierMelding& melding : state.meldingen) earlier(melding.on);
  if (state.verslag_on) earlier(*state.verslag_on);
  for (const OpenStep& step : state.steps)
    if (const LadderStep* of = ladder.find(step.step); of != nullptr && of->gemeente)
      earlier(step.entered_on);
  return since;
}

}  // namespace

bool gemeente_has_part(const DossierState& state, const Ladder& ladder) {
  const auto held = [&](const std::string& role) {
    return role != "team-jeugd" && ladder.holder(role) == RoleHolder::gemeente;
  };
  return state.verslag || !state.meldingen.empty() ||
         std::any_of(state.owners.begin(), state.owners.end(), held);
}

bool has_part(const std::string& role, const DossierState& state, const Ladder& ladder) {
  const RoleHolder holder = ladder.holder(role);
  if (holder == RoleHolder::school) return true;
  // A team-jeugd gives care: that the gemeente which pays it knows of the dossier does not bring it in.
  if (holder == RoleHolder::gemeente && role != "team-jeugd") return gemeente_has_part(state, ladder);
  return state.owners.contains(role) || state.parties.contains(role);
}

void write_dossier(std::string& out, const DossierState& state, const std::vector<DossierEvent>& events,
                   const Ladder& ladder, RoleHolder holder, const std::string& owner,
                   std::string_view viewer) {
  const bool outside = holder == RoleHolder::gemeente || holder == RoleHolder::other;
  line(out, "dossier", state.id);
  line(out, "pupil", state.pupil);
  line(out, "school", state.school);
  line(out, "gemeente", state.gemeente);
  line(out, "ladder", state.ladder);
  line(out, "status", state.open ? "open" : "closed");
  line(out, "outcome", state.outcome);
  const auto since = gemeente_since(state, ladder);
  line(out, "opened_on", outside ? since : std::optional(state.opened_on));
  if (!state.open) line(out, "closed_on", std::optional(state.closed_on));
  const LadderStep* leading = ladder.find(state.step);
  if (!outside || (leading != nullptr && leading->gemeente)) {
    line(out, "step", state.step);
    line(out, "role", state.owner);
    line(out, "owner", owner);
    line(out, "due_on", state.due_on);
    line(out, "act", state.next_action);
  }
  std::set<std::int64_t> standing;
  const std::vector<DossierEvent> holding = settled(events);
  for (const DossierEvent& event : holding) standing.insert(event.number);
  // Outside only what holds is told, without numbers: a gap in them would tell that there is more.
  for (const DossierEvent& event : outside ? holding : events) {
    if (!outside)
      write_event(out, event, true, standing.contains(event.number));
    else if ((!since || event.on < *since) && (viewer.empty() || event.role != viewer))
      continue;
    else if (const auto open = for_gemeente(event, state, ladder, viewer))
      write_event(out, *open);
  }
}

}  // namespace verzuim
