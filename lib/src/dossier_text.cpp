// SPDX-License-Identifier: EUPL-1.2
// A dossier as TOML, for the eyes of those who hold a role in it.
#include <fmt/format.h>

#include <set>

#include "toml_writer.hpp"
#include "verzuim/dossier_view.hpp"

namespace verzuim {
namespace {

/// `inside`: for the house, where an event has its number and a corrected one stays readable. Outside only
/// what holds is told, without numbers: a gap in them would tell that there is more.
void write_event(std::string& out, const DossierEvent& event, bool inside = false, bool holds = true) {
  TomlWriter toml(out);
  toml.entry("event");
  if (inside && event.number > 0) toml.put("number", event.number);
  if (!holds) toml.flag("holds", false);
  toml.text("type", event.type);
  toml.date("on", event.on);
  toml.text("recorded_at", event.recorded_at);
  toml.text("role", event.role);
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
  TomlWriter toml(out);
  const auto opens = [&](std::string_view key) { return view.opens("dossier." + std::string(key)); };
  const auto shown = [&](std::string_view key, std::string_view value) {
    if (opens(key)) toml.text(key, value);
  };
  const auto shown_date = [&](std::string_view key, std::optional<Date> value) {
    if (opens(key)) toml.date(key, value);
  };
  shown("dossier", state.id);
  shown("pupil", state.pupil);
  shown("school", state.school);
  shown("gemeente", state.gemeente);
  shown("ladder", state.ladder);
  shown("status", state.open ? "open" : "closed");
  shown("outcome", state.outcome);
  shown_date("opened_on", view.opened_on());
  if (!state.open) shown_date("closed_on", state.closed_on);
  shown("step", state.step);
  shown("role", state.owner);
  shown("owner", owner);
  shown_date("due_on", state.due_on);
  shown("act", state.next_action);
  std::set<std::int64_t> standing;
  for (const DossierEvent& event : view.events()) standing.insert(event.number);
  // Outside only what holds is told, without numbers: a gap in them would tell that there is more.
  for (const DossierEvent& event : view.inside() ? view.log() : view.events())
    write_event(out, event, view.inside(), !view.inside() || standing.contains(event.number));
}

void write_left_out(std::string& out, const DossierView& view) {
  TomlWriter toml(out);
  for (const LeftOut& left : view.left_out()) {
    toml.entry("left_out");
    toml.text("group", left.group);
    toml.text("what", left.title.nl);
    toml.text("why", left.why.nl);
    if (left.partly) toml.flag("partly", true);
  }
}

}  // namespace verzuim
