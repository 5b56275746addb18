// SPDX-License-Identifier: EUPL-1.2
// The explanation of a dossier: whose turn it is first, then how it came there, then its signals.
#include <fmt/format.h>

#include <algorithm>

#include "explanation_toml.hpp"
#include "explanation_words.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::string_view held_text(const std::string& held, bool nl) {
  if (held == "open") return nl ? "vastgehouden: de stap liep al" : "held: the step was open already";
  if (held == "passed") return nl ? "vastgehouden: de stap was al gedaan" : "held: the step was done already";
  return nl ? "vastgehouden: het dossier was al verder" : "held: the dossier was further already";
}

void write_head(Page& page, const DossierExplanation& made, const DocumentOptions& options) {
  const DossierState& s = made.state;
  const Language language = options.language;
  const bool nl = language == Language::nl;
  page.title(nl ? "Dossier" : "Dossier");
  page.fact(nl ? "Dossier" : "Dossier", s.id);
  page.fact(nl ? "Leerling" : "Pupil",
            fmt::format("{}, school {}{}", s.pupil, s.school,
                        s.gemeente.empty() ? ""
                                           : fmt::format(", {} {}", nl ? "woont in" : "lives in",
                                                         gemeente_text(s.gemeente, options))));
  std::string status = s.open ? (nl ? "open" : "open") : (nl ? "gesloten" : "closed");
  if (made.since) status += fmt::format(", {} {}", nl ? "vanaf" : "from", date_text(*made.since, language));
  if (!s.open) status += fmt::format(" {} {}", nl ? "tot en met" : "to", date_text(s.closed_on, language));
  page.fact(nl ? "Status" : "Status", status);
  page.fact(nl ? "Ladder" : "Ladder", made.ladder);
  if (!made.shows_step || !s.open) return;
  page.fact(nl ? "Aan zet" : "Whose turn",
            s.owner.empty() ? (nl ? "niemand: kies een eigenaar" : "nobody: choose an owner")
                            : role_text(s.owner, options));
  page.fact(nl ? "Te doen" : "To do", s.next_action);
  if (s.due_on) page.fact(nl ? "Uiterlijk" : "Due", long_day_text(*s.due_on, language));
}

void write_signals(Page& page, const DossierExplanation& made, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  if (made.signals.empty()) return;
  page.heading(fmt::format("{}: {}", nl ? "Signalen" : "Signals", made.signals.size()));
  std::vector<std::vector<std::string>> rows;
  for (const SignalLine& line : made.signals) {
    std::string text = line.title;
    if (!line.count.empty())
      text += fmt::format(": {} ({} {})", amount_text(line.count, line.unit, options.language),
                          nl ? "drempel" : "threshold", number_text(line.threshold, options.language));
    if (line.level == Level::proposed) text += nl ? "; een voorstel" : "; a proposal";
    if (line.withdrawn)
      text += nl ? "; ingetrokken" : "; withdrawn";
    else if (!line.held.empty())
      text += fmt::format("; {}", held_text(line.held, nl));
    rows.push_back({day_text(line.reached_on, options.language), line.id, text});
  }
  page.table(rows);
  if (!made.signals.front().id.empty())
    page.line(nl ? "Vraag verder met: verzuim explain ID" : "Ask further with: verzuim explain ID");
}

}  // namespace

void write_text(std::string& out, const DossierExplanation& made, const DocumentOptions& options) {
  Page page(out);
  const bool nl = options.language == Language::nl;
  write_head(page, made, options);
  page.heading(nl ? "Hoe het zo kwam" : "How it came here");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < made.events.size(); ++i) {
    const DossierEvent& event = made.events[i];
    std::string what = event_text(event, made.titles[i], options);
    if (event.type == "signal" || event.type == "withdrawn") {
      const std::string& id = event.field("signal");
      what = made.titles[i] + (id.empty() ? "" : " (" + id + ")");
    }
    if (!event.role.empty())
      what += fmt::format("{}{} {}", what.empty() ? "" : "; ", nl ? "vastgelegd door" : "recorded by",
                          role_text(event.role, options));
    rows.push_back(
        {day_text(event.on, options.language), event_type_text(event.type, options.language), what});
  }
  page.table(rows);
  write_signals(page, made, options);
  if (!made.withheld) return;
  page.gap();
  page.line(nl ? "Er is iets weggelaten dat deze lezer niet mag zien."
               : "Something was left out that this reader may not see.");
}

void write_toml(std::string& out, const DossierExplanation& made) {
  TomlWriter toml(out);
  const DossierState& s = made.state;
  toml.text("explains", "dossier");
  toml.text("dossier", s.id);
  toml.text("pupil", s.pupil);
  toml.text("school", s.school);
  toml.text("gemeente", s.gemeente);
  toml.text("ladder", s.ladder);
  toml.text("ladder_title", made.ladder);
  toml.text("status", s.open ? "open" : "closed");
  toml.date("since", made.since);
  if (!s.open) toml.date("closed_on", s.closed_on);
  if (made.shows_step && s.open) {
    toml.text("step", s.step);
    toml.text("role", s.owner);
    toml.text("act", s.next_action);
    toml.date("due_on", s.due_on);
  }
  toml.flag("withheld", made.withheld);
  for (std::size_t i = 0; i < made.events.size(); ++i) {
    const DossierEvent& event = made.events[i];
    toml.entry("event");
    toml.text("type", event.type);
    toml.date("on", event.on);
    toml.text("role", event.role);
    toml.text("title", made.titles[i]);
    if (event.fields.empty()) continue;
    out += "fields = {";
    for (std::size_t f = 0; f < event.fields.size(); ++f) {
      out += fmt::format("{} {} = ", f == 0 ? "" : ",", event.fields[f].first);
      write_toml_text(out, event.fields[f].second);
    }
    out += " }\n";
  }
  for (const SignalLine& line : made.signals) {
    toml.entry("signal");
    toml.text("signal", line.id);
    toml.text("rule", line.rule);
    toml.text("title", line.title);
    toml.flag("proposal", line.level == Level::proposed);
    toml.date("reached_on", line.reached_on);
    toml.text("count", line.count);
    toml.text("threshold", line.threshold);
    toml.text("unit", line.unit);
    toml.text("step", line.step);
    toml.flag("withdrawn", line.withdrawn);
    toml.text("held", line.held);
  }
}

}  // namespace verzuim
