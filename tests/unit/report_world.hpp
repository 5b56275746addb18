// SPDX-License-Identifier: EUPL-1.2
// A small invented world for tests of reports: schools, rules, pupils, signals and dossiers.
#pragma once
#include <string>
#include <vector>

#include "verzuim/report_count.hpp"
#include "verzuim/report_writing.hpp"

namespace verzuim {

inline Date day(const char* text) { return *parse_date(text); }

inline constexpr const char* world_rules = R"(
[[rule]]
id = "lpw16"
title = "16 uur in vier lesweken"
level = "law"
basis = { text = "t", url = "https://example.org", checked = 2026-11-22, says = "s" }
valid_from = 2020-08-01
count = { of = "hours", kind = ["unauthorised"] }
window = { school_weeks = 4 }
when = { at_least = 16 }
then = { severity = "must", step = "melding", melding = "16-uur", within = { working_days = 5 } }
[[rule]]
id = "canary-sick"
title = "KANARIE vaak ziek"
level = "national"
basis = { text = "t", url = "https://example.org", checked = 2026-11-22, says = "s" }
valid_from = 2020-08-01
count = { of = "spells", kind = ["sick"] }
window = { school_year = true }
when = { at_least = 2 }
then = { severity = "should", step = "jeugdarts" }
)";

/// Two schools, and rules of which one is about sickness.
struct ReportWorld {
  std::vector<std::string> schools = {"99XA", "99XB00"};
  Calendar calendar{
      Reference::shipped(), {{"99XA", "", "", "Noord", ""}, {"99XB00", "", "", "Noord", ""}}, {}};
  Timetables timetables;
  Setting setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &schools};
  Rulebook rules;
  ReportHead head;

  ReportWorld() {
    rules.add(world_rules, "test.toml");
    rules.finish();
    head.on = day("2025-11-24");
    head.period = read_period("", head.on);
    head.rules = rules.hash();
    head.program = "verzuim test";
    head.made_at = "2025-11-24T06:30:00Z";
    head.flagged_on = head.on;
  }
};

inline PupilFacts pupil(const std::string& id, const std::string& gemeente = "0014",
                        const char* born = "2011-05-01", int school = 0) {
  PupilFacts facts;
  facts.pupil = id;
  Enrolment e;
  e.school = school == 0 ? "99XA" : "99XB00";
  e.from = day("2025-08-01");
  e.weekly_minutes = 1600;
  e.gemeente = gemeente;
  if (born != nullptr) e.birth_date = day(born);
  facts.enrolments = {e};
  return facts;
}

inline Absence record(const char* date, Kind kind, int lesson = 0, int minutes = -1) {
  Absence a;
  a.date = day(date);
  a.kind = kind;
  a.lesson = static_cast<std::int16_t>(lesson);
  a.minutes = static_cast<std::int16_t>(minutes);
  return a;
}

inline Signal signal(const std::string& rule, const std::string& who, const char* reached, const char* due) {
  Signal s;
  s.id = rule + "-" + who + "-" + reached;
  s.rule = rule;
  s.pupil = who;
  s.school = "99XA";
  s.severity = rule == "lpw16" ? Severity::must : Severity::should;
  s.step = rule == "lpw16" ? "melding" : "jeugdarts";
  s.reached_on = day(reached);
  s.due_on = day(due);
  return s;
}

/// A dossier with its events, as `Reports` takes it.
struct WorldDossier {
  DossierState state;
  std::vector<DossierEvent> events;

  WorldDossier& event(const char* type, const char* on, const std::string& role = {},
                      std::vector<std::pair<std::string, std::string>> fields = {}) {
    DossierEvent e;
    e.dossier = state.id;
    e.pupil = state.pupil;
    e.school = state.school;
    e.type = type;
    e.on = day(on);
    e.role = role;
    e.fields = std::move(fields);
    events.push_back(std::move(e));
    return *this;
  }
  WorldDossier& close(const char* on, const char* outcome) {
    state.open = false;
    state.closed_on = day(on);
    state.outcome = outcome;
    return event("closed", on, {}, {{"outcome", outcome}});
  }
};

inline WorldDossier dossier(const Signal& cause, KindSet kinds, const char* melded = nullptr) {
  WorldDossier d;
  d.state.id = "D-" + cause.pupil + cause.rule;
  d.state.pupil = cause.pupil;
  d.state.school = "99XA";
  d.state.open = true;
  d.state.opened_on = *cause.reached_on;
  d.state.step = cause.step;
  d.state.owner = cause.step == "jeugdarts" ? "jeugdarts" : "verzuimcoordinator";
  d.state.next_action = "Doen.";
  d.state.due_on = cause.due_on;
  DossierSignal known;
  known.id = cause.id;
  known.rule = cause.rule;
  known.step = cause.step;
  known.melding = cause.step == "melding" ? "16-uur" : "";
  known.reached_on = *cause.reached_on;
  known.kinds = kinds;
  d.state.signals = {known};
  if (melded != nullptr) {
    d.state.meldingen.push_back({day(melded), "16-uur", "registered"});
    d.event("melding", melded, "verzuimcoordinator",
            {{"kind", "16-uur"}, {"begin", melded}, {"end", melded}});
  }
  return d;
}

inline const ReportCell& cell(const Report& report, const char* table, const char* row, const char* column) {
  static const ReportCell nothing;
  const ReportTable* found = report.table(table);
  const ReportCell* at = found == nullptr ? nullptr : found->find(row, column);
  return at == nullptr ? nothing : *at;
}

inline std::int64_t value(const Report& report, const char* table, const char* row, const char* column) {
  return cell(report, table, row, column).value;
}

inline bool withheld(const Report& report, const char* table, const char* row, const char* column) {
  return cell(report, table, row, column).state == ReportCell::State::withheld;
}

/// All that is written of a report in the formats that are text.
inline std::string whole(const Report& report, Language language) {
  DocumentOptions options;
  options.language = language;
  std::string text;
  for (ReportFormat format : {ReportFormat::html, ReportFormat::md, ReportFormat::csv, ReportFormat::json})
    for (const ReportFile& file : write_report(report, format, options)) text += file.name + "\n" + file.text;
  return text;
}

inline Report gated(Report report) {
  pass_gate(report);
  return report;
}

}  // namespace verzuim
