// SPDX-License-Identifier: EUPL-1.2
// What happened in a dossier, in words. Codes that are not known here are shown as they are.
#include <fmt/format.h>

#include <algorithm>

#include "explanation_words.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

struct Word {
  std::string_view id;
  Said said;
};

constexpr std::array<Word, 17> types = {{
    {"opened", {"dossier geopend", "dossier opened"}},
    {"signal", {"signaal", "signal"}},
    {"assigned", {"stap", "step"}},
    {"contact", {"contact gezocht", "contact sought"}},
    {"invited", {"uitgenodigd", "invited"}},
    {"talk", {"gesprek", "talk"}},
    {"afspraak", {"afspraak", "afspraak"}},
    {"verslag", {"verslag", "verslag"}},
    {"informed", {"geïnformeerd", "informed"}},
    {"consult", {"vraag aan de jeugdarts", "asked the jeugdarts"}},
    {"knooppunt", {"knooppunt", "knooppunt"}},
    {"melding", {"melding", "melding"}},
    {"route", {"besluit", "decision"}},
    {"handover", {"overdracht", "handover"}},
    {"withdrawn", {"signaal ingetrokken", "signal withdrawn"}},
    {"closed", {"dossier gesloten", "dossier closed"}},
    {"reopened", {"dossier heropend", "dossier reopened"}},
}};

/// What brought a dossier to a step.
constexpr std::array<Word, 13> movers = {{
    {"signal", {"door een signaal", "by a signal"}},
    {"no_contact", {"omdat contact niet lukt", "because no contact was made"}},
    {"absent_again", {"opnieuw afwezig", "absent again"}},
    {"afspraak_broken", {"een afspraak is niet nagekomen", "an afspraak was broken"}},
    {"overdue", {"de vorige stap was niet op tijd af", "the step before was not done in time"}},
    {"recorded", {"de vorige stap is vastgelegd", "the step before was recorded"}},
    {"improved", {"het gaat beter", "it improved"}},
    {"evidence_withdrawn", {"een signaal klopt niet meer", "a signal does not hold any more"}},
    {"turns_18", {"18 jaar geworden", "turned 18"}},
    {"duty_changes", {"de plicht is veranderd", "the duty changed"}},
    {"moves_gemeente", {"verhuisd naar een andere gemeente", "moved to another gemeente"}},
    {"changes_school", {"van school veranderd", "changed school"}},
    {"person", {"door een mens gekozen", "chosen by a person"}},
}};

constexpr std::array<Word, 25> keys = {{
    {"by", {"door", "by"}},
    {"present", {"aanwezig", "present"}},
    {"cause", {"oorzaak", "cause"}},
    {"need", {"nodig", "needed"}},
    {"whom", {"wie", "whom"}},
    {"who", {"wie", "who"}},
    {"what", {"wat", "what"}},
    {"why", {"waarom", "why"}},
    {"due", {"voor", "due"}},
    {"due_on", {"uiterlijk", "due"}},
    {"kept", {"nagekomen", "kept"}},
    {"reached", {"gelukt", "reached"}},
    {"gemeente", {"gemeente", "gemeente"}},
    {"sent_on", {"verstuurd", "sent"}},
    {"parties", {"aan tafel", "at the table"}},
    {"pupil", {"leerling erbij", "pupil present"}},
    {"parents", {"ouders erbij", "parents present"}},
    {"decision", {"besluit", "decision"}},
    {"kind", {"soort", "kind"}},
    {"begin", {"begin", "begin"}},
    {"end", {"eind", "end"}},
    {"hours", {"uren", "hours"}},
    {"status", {"stand", "status"}},
    {"outcome", {"uitkomst", "outcome"}},
    {"state", {"stand", "state"}},
}};

constexpr std::array<Word, 34> values = {{
    {"yes", {"ja", "yes"}},
    {"no", {"nee", "no"}},
    {"school", {"school", "school"}},
    {"home", {"thuis", "home"}},
    {"health", {"gezondheid", "health"}},
    {"study-choice", {"studiekeuze", "choice of study"}},
    {"other", {"anders", "other"}},
    {"attention", {"aandacht", "attention"}},
    {"timetable", {"ander rooster", "timetable"}},
    {"guidance", {"begeleiding", "guidance"}},
    {"care", {"zorg", "care"}},
    {"other-course", {"andere opleiding", "other course"}},
    {"work", {"werk", "work"}},
    {"nothing", {"niets", "nothing"}},
    {"back-full", {"weer volledig op school", "back at school in full"}},
    {"back-part", {"weer deels op school", "back at school in part"}},
    {"exemption", {"vrijstelling", "exemption"}},
    {"moved", {"verhuisd", "moved"}},
    {"vsv", {"zonder diploma gestopt", "left without a diploma"}},
    {"unknown", {"onbekend", "unknown"}},
    {"offered", {"aangeboden", "offered"}},
    {"accepted", {"aangenomen", "accepted"}},
    {"asked", {"gevraagd", "asked"}},
    {"held", {"gehouden", "held"}},
    {"advice", {"advies ontvangen", "advice received"}},
    {"registered", {"geregistreerd", "registered"}},
    {"in-progress", {"in behandeling", "in progress"}},
    {"closed", {"afgesloten", "closed"}},
    {"withdrawn", {"ingetrokken", "withdrawn"}},
    {"noted", {"voor kennisgeving", "noted"}},
    {"help", {"hulp", "help"}},
    {"plan", {"plan", "plan"}},
    {"declined", {"wilde niet", "declined"}},
    {"not-reached", {"niet bereikt", "not reached"}},
}};

template <std::size_t N>
std::string find_word(const std::array<Word, N>& words, std::string_view id, Language language) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.id == id; });
  return std::string(found == words.end() ? id : found->said.in(language));
}

std::string value_text(std::string_view key, const std::string& value, const DocumentOptions& options) {
  if (key == "gemeente") return gemeente_text(value, options);
  if (const auto date = parse_date(value)) return date_text(*date, options.language);
  std::vector<std::string> texts;
  for (const std::string& word : split(value, ','))
    texts.push_back(is_role(word) ? role_text(word, options) : find_word(values, word, options.language));
  return join(texts, ", ");
}

}  // namespace

std::string event_type_text(std::string_view type, Language language) {
  return find_word(types, type, language);
}

std::string event_text(const DossierEvent& event, const std::string& step, const DocumentOptions& options) {
  const Language language = options.language;
  std::vector<std::string> parts;
  if (!step.empty()) parts.push_back(step);
  if (event.type == "assigned" || event.type == "opened") {
    if (const std::string& by = event.field("by"); !by.empty())
      parts.push_back(find_word(movers, by, language));
    if (const std::string& theme = event.field("theme"); !theme.empty()) parts.push_back(theme);
    if (const std::string& role = event.field("role"); !role.empty())
      parts.push_back((language == Language::nl ? "voor de " : "for the ") + role_text(role, options));
    if (const auto due = event.date("due_on"))
      parts.push_back(fmt::format("{} {}", find_word(keys, "due_on", language), date_text(*due, language)));
    return join(parts, "; ");
  }
  for (const auto& [key, value] : event.fields) {
    const bool known =
        std::any_of(keys.begin(), keys.end(), [&, wanted = &key](const Word& w) { return w.id == *wanted; });
    if (known)
      parts.push_back(fmt::format("{}: {}", find_word(keys, key, language), value_text(key, value, options)));
  }
  return join(parts, "; ");
}

}  // namespace verzuim
