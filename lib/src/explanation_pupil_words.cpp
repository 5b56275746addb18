// SPDX-License-Identifier: EUPL-1.2
#include "explanation_pupil_words.hpp"

#include <fmt/format.h>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::string duty_word(const std::string& code, Language language) {
  for (std::size_t i = 0; i < duty_names.size(); ++i)
    if (duty_names[i] == code) return std::string(duty_text(static_cast<Duty>(i), language));
  return code;
}

}  // namespace

std::vector<std::string> timeline_row(const TimelineLine& line, const DocumentOptions& options) {
  const Language lang = options.language;
  const auto say = [&](std::string_view nl, std::string_view en) {
    return std::string(lang == Language::nl ? nl : en);
  };
  std::string what, text;
  const std::string until =
      line.until ? fmt::format(" {} {}", say("tot en met", "to"), date_text(*line.until, lang)) : "";
  if (line.what == "enrolment") {
    what = say("ingeschreven", "enrolled");
    text = fmt::format("{} ({}){}{}{}", line.school, line.code, line.detail.empty() ? "" : ", " + line.detail,
                       line.gemeente.empty() ? ""
                                             : fmt::format(", {} {}", say("woont in", "lives in"),
                                                           gemeente_text(line.gemeente, options)),
                       until);
  } else if (line.what == "duty") {
    what = say("plicht", "duty");
    text = duty_word(line.code, lang);
  } else if (line.what == "absence") {
    what = say("verzuim", "absence");
    for (const auto& [kind, n] : line.records)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, kind_text(kind, lang));
    text += fmt::format(" ({} {})", say("week", "week"), line.code.substr(6));
  } else if (line.what == "concern") {
    what = say("zorg", "worry");
    text = fmt::format("{} {} {}", line.code, say("door", "by"), role_text(line.detail, options));
  } else if (line.what == "signal" || line.what == "signal_withdrawn") {
    what = say("signaal", "signal");
    text = fmt::format("{} ({}){}", line.detail, line.id,
                       line.what == "signal" ? "" : say(", ingetrokken", ", withdrawn"));
  } else if (line.what == "dossier") {
    what = say("dossier", "dossier");
    text = event_type_text(line.code, lang);
    if (!line.detail.empty()) text += ": " + line.detail;
    text += " (" + line.id + ")";
  } else {
    what = line.what == "diploma" ? say("diploma", "diploma")
                                  : say("vrijstelling of verlof", "exemption or leave");
    text = (line.what == "diploma" ? "" : say("art. ", "art. ")) + line.code + until;
  }
  return {day_text(line.on, lang), what, text};
}

std::string standing_title(const Standing& standing, Language language) {
  const bool nl = language == Language::nl;
  std::string title = fmt::format("{} ({}", standing.rule.title, standing.rule.id);
  if (standing.rule.level == Level::proposed) title += nl ? ", voorstel" : ", a proposal";
  if (!standing.school.empty()) title += ", " + standing.school;
  return title + ")";
}

std::vector<std::string> standing_details(const Standing& standing, Language language) {
  const bool nl = language == Language::nl;
  std::vector<std::string> details;
  if (!standing.signals.empty())
    details.push_back((nl ? "Signalen dit schooljaar: " : "Signals this school year: ") +
                      join(standing.signals, ", "));
  for (const std::string& reason : standing.undecided)
    details.push_back((nl ? "Onbeslist. " : "Undecided. ") + undecided_text(reason, language));
  if (standing.outlook)
    details.push_back(join(outlook_text(*standing.outlook, standing.rule, language, true), " "));
  else if (standing.undecided.empty())
    details.emplace_back(nl ? "Geldt nu niet voor deze leerling." : "Does not hold for this pupil now.");
  return details;
}

std::vector<std::string> nowhere_row(const ExplainedRecord& record, Language language) {
  static const SignalExplanation none;
  return {day_text(record.date, language), lessons_text({record.lesson}, language),
          kind_text(record.kind, language), fmt::format("{}:{}", record.source.file, record.source.line),
          why_text(record, none, language)};
}

}  // namespace verzuim
