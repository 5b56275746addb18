// SPDX-License-Identifier: EUPL-1.2
// The explanation of a pupil: how far the rules are, then the timeline, then the rows that count nowhere.
#include <fmt/format.h>

#include "explanation_toml.hpp"
#include "explanation_words.hpp"
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
  std::vector<std::string> row(const TimelineLine& line) const;
  void standings();
  void nowhere();

  Page page_;
  const PupilExplanation& made_;
  const DocumentOptions& options_;
  Language lang_;
  bool nl_;
};

std::string duty_word(const std::string& code, Language language) {
  for (std::size_t i = 0; i < duty_names.size(); ++i)
    if (duty_names[i] == code) return std::string(duty_text(static_cast<Duty>(i), language));
  return code;
}

std::vector<std::string> PupilPage::row(const TimelineLine& line) const {
  std::string what, text;
  const std::string until =
      line.until ? fmt::format(" {} {}", say("tot en met", "to"), date_text(*line.until, lang_)) : "";
  if (line.what == "enrolment") {
    what = say("ingeschreven", "enrolled");
    text = fmt::format("{} ({}){}{}{}", line.school, line.code, line.detail.empty() ? "" : ", " + line.detail,
                       line.gemeente.empty() ? ""
                                             : fmt::format(", {} {}", say("woont in", "lives in"),
                                                           gemeente_text(line.gemeente, options_)),
                       until);
  } else if (line.what == "duty") {
    what = say("plicht", "duty");
    text = duty_word(line.code, lang_);
  } else if (line.what == "absence") {
    what = say("verzuim", "absence");
    for (const auto& [kind, n] : line.records)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, kind_text(kind, lang_));
    text += fmt::format(" ({} {})", say("week", "week"), line.code.substr(6));
  } else if (line.what == "concern") {
    what = say("zorg", "worry");
    text = fmt::format("{} {} {}", line.code, say("door", "by"), role_text(line.detail, options_));
  } else if (line.what == "signal" || line.what == "signal_withdrawn") {
    what = say("signaal", "signal");
    text = fmt::format("{} ({}){}", line.detail, line.id,
                       line.what == "signal" ? "" : say(", ingetrokken", ", withdrawn"));
  } else if (line.what == "dossier") {
    what = say("dossier", "dossier");
    text = event_type_text(line.code, lang_);
    if (!line.detail.empty()) text += ": " + line.detail;
    text += " (" + line.id + ")";
  } else {
    what = line.what == "diploma" ? say("diploma", "diploma")
                                  : say("vrijstelling of verlof", "exemption or leave");
    text = (line.what == "diploma" ? "" : say("art. ", "art. ")) + line.code + until;
  }
  return {day_text(line.on, lang_), what, text};
}

void PupilPage::standings() {
  page_.heading(say("Hoe ver de regels zijn", "How far the rules are"));
  if (made_.standings.empty())
    page_.line(say("Geen regel telde dit schooljaar iets.", "No rule counted anything this school year."));
  for (const Standing& standing : made_.standings) {
    std::string title = fmt::format("{} ({}", standing.rule.title, standing.rule.id);
    if (standing.rule.level == Level::proposed) title += say(", voorstel", ", a proposal");
    if (!standing.school.empty()) title += ", " + standing.school;
    page_.line(title + ")");
    const auto detail = [&](const std::string& text) { page_.fact("", text); };
    if (!standing.signals.empty())
      detail(say("Signalen dit schooljaar: ", "Signals this school year: ") + join(standing.signals, ", "));
    for (const std::string& reason : standing.undecided)
      detail(say("Onbeslist. ", "Undecided. ") + undecided_text(reason, lang_));
    if (standing.outlook) {
      detail(join(outlook_text(*standing.outlook, standing.rule, lang_, true), " "));
    } else if (standing.undecided.empty()) {
      detail(say("Geldt nu niet voor deze leerling.", "Does not hold for this pupil now."));
    }
  }
}

void PupilPage::nowhere() {
  if (made_.nowhere.empty()) return;
  page_.heading(fmt::format("{}: {}", say("Telt nergens", "Counts nowhere"), made_.nowhere.size()));
  std::vector<std::vector<std::string>> rows;
  const SignalExplanation none;
  for (const ExplainedRecord& record : made_.nowhere)
    rows.push_back(
        {day_text(record.date, lang_), lessons_text({record.lesson}, lang_), kind_text(record.kind, lang_),
         fmt::format("{}:{}", record.source.file, record.source.line), why_text(record, none, lang_)});
  page_.table(rows);
}

void PupilPage::write() {
  page_.title(fmt::format("{} {}", say("Leerling", "Pupil"), made_.pupil));
  page_.fact(say("Op", "On"), long_day_text(made_.on, lang_));
  page_.fact(say("Plicht", "Duty"), std::string(duty_text(made_.duty, lang_)));
  standings();
  page_.heading(say("Tijdlijn", "Timeline"));
  std::vector<std::vector<std::string>> rows;
  for (const TimelineLine& line : made_.timeline) rows.push_back(row(line));
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
  for (const ExplainedRecord& record : made.nowhere) {
    toml.entry("nowhere");
    write_record(toml, record);
  }
}

}  // namespace verzuim
