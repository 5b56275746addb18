// SPDX-License-Identifier: EUPL-1.2
// The explanation of a pupil: how far the rules are, then the timeline, then the rows that count nowhere.
#include <fmt/format.h>

#include "explanation_pupil_words.hpp"
#include "explanation_toml.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

class PupilPage {
 public:
  PupilPage(std::string& out, const PupilExplanation& made, const DocumentOptions& options)
      : page_(out), made_(made), options_(options), lang_(options.language), nl_(lang_ == Language::nl) {}
  void write();

 private:
  std::string say(std::string_view nl, std::string_view en) const { return std::string(nl_ ? nl : en); }
  void standings();
  void nowhere();

  Page page_;
  const PupilExplanation& made_;
  const DocumentOptions& options_;
  Language lang_;
  bool nl_;
};

void PupilPage::standings() {
  page_.heading(say("Hoe ver de regels zijn", "How far the rules are"));
  if (made_.standings.empty())
    page_.line(say("Geen regel telde dit schooljaar iets.", "No rule counted anything this school year."));
  for (const Standing& standing : made_.standings) {
    page_.line(standing_title(standing, lang_));
    for (const std::string& detail : standing_details(standing, lang_)) page_.fact("", detail);
  }
}

void PupilPage::nowhere() {
  if (made_.nowhere.empty()) return;
  page_.heading(fmt::format("{}: {}", say("Telt nergens", "Counts nowhere"), made_.nowhere.size()));
  std::vector<std::vector<std::string>> rows;
  for (const ExplainedRecord& record : made_.nowhere) rows.push_back(nowhere_row(record, lang_));
  page_.table(rows);
}

void PupilPage::write() {
  page_.title(fmt::format("{} {}", say("Leerling", "Pupil"), made_.pupil));
  page_.fact(say("Op", "On"), long_day_text(made_.on, lang_));
  page_.fact(say("Plicht", "Duty"), std::string(duty_text(made_.duty, lang_)));
  standings();
  page_.heading(say("Tijdlijn", "Timeline"));
  std::vector<std::vector<std::string>> rows;
  for (const TimelineLine& line : made_.timeline) rows.push_back(timeline_row(line, options_));
  page_.table(rows);
  nowhere();
  if (!made_.withheld) return;
  page_.gap();
  page_.line(say("Er is iets weggelaten dat deze lezer niet mag zien.",
                 "Something was left out that this reader may not see."));
}

void write_standing(TomlWriter& toml, const Standing& standing) {
  toml.entry("standing");
  toml.text("rule", standing.rule.id);
  toml.text("title", standing.rule.title);
  toml.text("level", level_names[static_cast<std::size_t>(standing.rule.level)]);
  toml.flag("proposal", standing.rule.level == Level::proposed);
  toml.text("school", standing.school);
  toml.texts("signals", standing.signals);
  toml.texts("undecided", standing.undecided);
  toml.flag("holds", standing.outlook.has_value());
  if (standing.outlook) write_outlook(toml, *standing.outlook);
}

}  // namespace

void write_text(std::string& out, const PupilExplanation& made, const DocumentOptions& options) {
  PupilPage(out, made, options).write();
}

void write_toml(std::string& out, const PupilExplanation& made) {
  TomlWriter toml(out);
  toml.text("explains", "pupil");
  toml.text("pupil", made.pupil);
  toml.date("on", made.on);
  toml.text("duty", duty_names[static_cast<std::size_t>(made.duty)]);
  toml.flag("withheld", made.withheld);
  for (const Standing& standing : made.standings) write_standing(toml, standing);
  for (const TimelineLine& line : made.timeline) {
    toml.entry("timeline");
    toml.date("on", line.on);
    toml.date("until", line.until);
    toml.text("what", line.what);
    toml.text("code", line.code);
    toml.text("id", line.id);
    toml.text("school", line.school);
    toml.text("gemeente", line.gemeente);
    toml.text("detail", line.detail);
    for (const auto& [kind, n] : line.records) toml.put(kind_names[static_cast<std::size_t>(kind)], n);
  }
  for (const PupilDay& day : made.days) {
    if (day.records.empty()) continue;
    toml.entry("day");
    toml.date("on", day.on);
    toml.flag("whole", day.whole);
    toml.flag("closed", day.closed);
    for (const auto& [kind, n] : day.records) toml.put(kind_names[static_cast<std::size_t>(kind)], n);
  }
  for (const ExplainedRecord& record : made.nowhere) {
    toml.entry("nowhere");
    write_record(toml, record);
  }
}

}  // namespace verzuim
