// SPDX-License-Identifier: EUPL-1.2
// A dossier as TOML, for the eyes of those who hold a role in it.
#include <fmt/format.h>

#include <set>

#include "toml_reader.hpp"
#include "verzuim/dossier_view.hpp"

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

/// `inside`: for the house, where an event has its number and a corrected one stays readable. Outside only
/// what holds is told, without numbers: a gap in them would tell that there is more.
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

}  // namespace

void write_dossier(std::string& out, const DossierView& view, const std::string& owner) {
  const DossierState& state = view.state();
  const auto shown = [&](std::string_view key, const auto& value) {
    if (view.opens("dossier." + std::string(key))) line(out, key, value);
  };
  shown("dossier", state.id);
  shown("pupil", state.pupil);
  shown("school", state.school);
  shown("gemeente", state.gemeente);
  shown("ladder", state.ladder);
  shown("status", std::string_view(state.open ? "open" : "closed"));
  shown("outcome", state.outcome);
  shown("opened_on", view.opened_on());
  if (!state.open) shown("closed_on", std::optional(state.closed_on));
  shown("step", state.step);
  shown("role", state.owner);
  shown("owner", owner);
  shown("due_on", state.due_on);
  shown("act", state.next_action);
  std::set<std::int64_t> standing;
  for (const DossierEvent& event : view.events()) standing.insert(event.number);
  // Outside only what holds is told, without numbers: a gap in them would tell that there is more.
  for (const DossierEvent& event : view.inside() ? view.log() : view.events())
    write_event(out, event, view.inside(), !view.inside() || standing.contains(event.number));
}

void write_left_out(std::string& out, const DossierView& view) {
  for (const LeftOut& left : view.left_out()) {
    out += "\n[[left_out]]\n";
    line(out, "group", left.group);
    line(out, "what", left.title.nl);
    line(out, "why", left.why.nl);
    if (left.partly) out += "partly = true\n";
  }
}

}  // namespace verzuim
