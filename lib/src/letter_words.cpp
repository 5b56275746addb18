// SPDX-License-Identifier: EUPL-1.2
#include "letter_words.hpp"

#include <algorithm>
#include <array>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

struct Word {
  std::string_view field, code;
  Said said;
};

constexpr std::array<Word, 104> words_of_fields = {{
    {"talk.cause", "school", {"iets op school", "something at school"}},
    {"talk.cause", "home", {"iets thuis", "something at home"}},
    {"talk.cause", "health", {"hoe de leerling zich voelt", "how the pupil feels"}},
    {"talk.cause", "study-choice", {"de keuze voor de opleiding", "the choice of study"}},
    {"talk.cause", "other", {"iets anders", "something else"}},
    {"talk.need", "attention", {"aandacht", "attention"}},
    {"talk.need", "timetable", {"een ander rooster", "another timetable"}},
    {"talk.need", "guidance", {"begeleiding", "guidance"}},
    {"talk.need", "care", {"hulp", "help"}},
    {"talk.need", "other-course", {"een andere opleiding", "another course"}},
    {"talk.need", "work", {"werk", "work"}},
    {"talk.need", "parents", {"steun van de ouders", "support from the parents"}},
    {"talk.need", "nothing", {"niets extra's", "nothing extra"}},
    {"talk.need", "other", {"iets anders", "something else"}},
    {"talk.study_choice", "yes", {"ja", "yes"}},
    {"talk.study_choice", "no", {"nee", "no"}},
    {"afspraak.what", "attendance", {"naar de les komen", "coming to lessons"}},
    {"afspraak.what", "help", {"hulp regelen", "arranging help"}},
    {"afspraak.what", "contact", {"contact houden", "keeping in touch"}},
    {"afspraak.what", "study", {"werken aan school", "working on school"}},
    {"afspraak.what", "care", {"begeleiding regelen", "arranging guidance"}},
    {"afspraak.what", "other", {"iets anders", "something else"}},
    {"afspraak.state", "open", {"loopt nog", "still open"}},
    {"afspraak.state", "kept", {"gelukt", "kept"}},
    {"afspraak.state", "broken", {"niet gelukt", "not kept"}},
    {"knooppunt.decision", "help", {"er komt hulp", "help will come"}},
    {"knooppunt.decision", "plan", {"er komt een plan", "there will be a plan"}},
    {"knooppunt.decision", "timetable", {"het rooster verandert", "the timetable changes"}},
    {"knooppunt.decision", "other-course", {"een andere opleiding", "another course"}},
    {"knooppunt.decision", "melding", {"de school doet een melding", "the school makes a melding"}},
    {"knooppunt.decision", "no-more", {"er is nu niets meer nodig", "nothing more is needed now"}},
    {"knooppunt.decision", "other", {"iets anders", "something else"}},
    {"knooppunt.pupil", "yes", {"ja", "yes"}},
    {"knooppunt.pupil", "no", {"nee", "no"}},
    {"knooppunt.parents", "yes", {"ja", "yes"}},
    {"knooppunt.parents", "no", {"nee", "no"}},
    {"contact.reached", "yes", {"gelukt", "reached"}},
    {"contact.reached", "no", {"niet gelukt", "not reached"}},
    {"contact.how", "phone", {"gebeld", "phone"}},
    {"contact.how", "mail", {"gemaild", "mail"}},
    {"contact.how", "letter", {"een brief gestuurd", "letter"}},
    {"contact.how", "message", {"een bericht gestuurd", "message"}},
    {"contact.how", "visit", {"langsgegaan", "visit"}},
    {"melding.kind",
     "16-uur",
     {"16 uur of meer gemist in vier lesweken", "16 hours or more missed in four school weeks"}},
    {"melding.kind", "lrv", {"vier weken of langer niet op school", "four weeks or longer not at school"}},
    {"melding.kind", "luxe", {"vakantie buiten de schoolvakanties", "holiday outside the school holidays"}},
    {"melding.kind", "overig", {"overig verzuim", "other absence"}},
    {"melding.kind",
     "18plus",
     {"verzuim van een student van 18 jaar of ouder", "absence of a student of 18 or over"}},
    {"melding.status", "registered", {"gemeld", "registered"}},
    {"melding.status", "in-progress", {"in behandeling bij de gemeente", "in progress at the gemeente"}},
    {"melding.status", "closed", {"afgesloten", "closed"}},
    {"melding.status", "withdrawn", {"ingetrokken", "withdrawn"}},
    {"melding.status", "noted", {"ter kennisgeving aangenomen", "noted"}},
    {"melding.reason", "unknown", {"niet bekend", "not known"}},
    {"melding.reason", "truancy", {"spijbelen", "truancy"}},
    {"melding.reason", "holiday", {"vakantie", "holiday"}},
    {"melding.reason", "late", {"te laat komen", "being late"}},
    {"melding.reason", "home", {"iets thuis", "something at home"}},
    {"melding.reason", "study-choice", {"de keuze voor de opleiding", "the choice of study"}},
    {"melding.reason", "motivation", {"weinig zin in school", "little motivation"}},
    {"melding.reason", "work", {"werk", "work"}},
    {"melding.reason", "other", {"iets anders", "something else"}},
    {"melding.all_lessons", "yes", {"ja", "yes"}},
    {"melding.all_lessons", "no", {"nee", "no"}},
    {"melding.done", "contact", {"contact gezocht", "sought contact"}},
    {"melding.done", "talk", {"een gesprek gehad", "held a talk"}},
    {"melding.done", "parents-told", {"de ouders geïnformeerd", "told the parents"}},
    {"melding.done", "letter", {"een brief gestuurd", "sent a letter"}},
    {"melding.done", "afspraken", {"afspraken gemaakt", "made afspraken"}},
    {"melding.done", "knooppunt", {"een knooppunt gehouden", "held a knooppunt"}},
    {"melding.done", "preventiegesprek", {"een preventief gesprek geregeld", "arranged a preventive talk"}},
    {"melding.done", "help", {"hulp geregeld", "arranged help"}},
    {"melding.done", "none", {"nog niets", "nothing yet"}},
    {"melding.wanted", "talk", {"een gesprek", "a talk"}},
    {"melding.wanted", "home-visit", {"een huisbezoek", "a home visit"}},
    {"melding.wanted", "letter", {"een brief", "a letter"}},
    {"melding.wanted", "help", {"hulp", "help"}},
    {"melding.wanted", "information", {"informatie", "information"}},
    {"melding.wanted", "none", {"niets", "nothing"}},
    {"melding.priority", "high", {"hoog", "high"}},
    {"melding.priority", "normal", {"gewoon", "normal"}},
    {"melding.priority", "low", {"laag", "low"}},
    {"handover.reason",
     "transition",
     {"de leerling gaat naar een volgende school", "the pupil goes on to a next school"}},
    {"handover.reason", "other", {"een andere reden", "another reason"}},
    {"handover.state", "refused", {"niet aangenomen", "refused"}},
    {"route.path", "back", {"terug naar de les", "back to lessons"}},
    {"route.path", "help", {"hulp", "help"}},
    {"route.path", "afspraken", {"nieuwe afspraken", "new afspraken"}},
    {"route.path", "other-course", {"een andere opleiding", "another course"}},
    {"route.path", "work", {"werk", "work"}},
    {"route.path", "exemption", {"een vrijstelling", "an exemption"}},
    {"route.path", "school", {"verder op school", "on at school"}},
    {"route.path", "halt", {"Halt", "Halt"}},
    {"route.path", "civil", {"de kinderrechter", "the juvenile court"}},
    {"route.path", "criminal", {"het Openbaar Ministerie", "the public prosecutor"}},
    {"route.path", "none", {"geen vervolg", "nothing further"}},
    {"handover.reason", "turns_18", {"de leerling wordt 18 jaar", "the pupil turns 18"}},
    {"handover.reason",
     "duty_changes",
     {"de leerplicht of kwalificatieplicht verandert", "the duty to attend changes"}},
    {"handover.reason", "moves_gemeente", {"de leerling verhuist", "the pupil moves house"}},
    {"handover.reason",
     "changes_school",
     {"de leerling gaat naar een andere school", "the pupil changes school"}},
    {"handover.reason", "person", {"iemand koos dit", "someone chose this"}},
    {"handover.state", "offered", {"aangeboden", "offered"}},
    {"handover.state", "accepted", {"aangenomen", "accepted"}},
    {"dossier.status", "open", {"loopt", "open"}},
}};

struct EventWord {
  std::string_view type;
  Said said;
};

constexpr std::array<EventWord, 20> words_of_events = {{
    {"opened", {"Dossier geopend", "Dossier opened"}},
    {"signal", {"Een regel sloeg aan", "A rule was met"}},
    {"withdrawn", {"Een signaal verviel", "A signal fell away"}},
    {"contact", {"Contact gezocht", "Contact sought"}},
    {"invited", {"Uitgenodigd", "Invited"}},
    {"talk", {"Gesprek", "Talk"}},
    {"afspraak", {"Afspraak", "Afspraak"}},
    {"verslag", {"Verslag gestuurd", "Verslag sent"}},
    {"informed", {"Geïnformeerd", "Informed"}},
    {"consult", {"Contact met de jeugdarts", "Contact with the jeugdarts"}},
    {"consent", {"Toestemming", "Consent"}},
    {"knooppunt", {"Knooppunt", "Knooppunt"}},
    {"melding", {"Melding", "Melding"}},
    {"route", {"Vervolg gekozen", "What follows was chosen"}},
    {"handover", {"Overdracht", "Handover"}},
    {"assigned", {"Volgende stap", "Next step"}},
    {"closed", {"Dossier gesloten", "Dossier closed"}},
    {"reopened", {"Dossier heropend", "Dossier reopened"}},
    {"corrects", {"Iets verbeterd", "Something corrected"}},
    {"confirmed", {"Tekst bevestigd", "Text confirmed"}},
}};

}  // namespace

std::string enumeration(const std::vector<std::string>& texts, Language language) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += i + 1 < texts.size() ? ", " : language == Language::nl ? " en " : " and ";
    out += texts[i];
  }
  return out;
}

std::string words_text(std::string_view field, std::string_view words, Language language) {
  std::vector<std::string> texts;
  for (const std::string& code : split(words, ',')) {
    const auto at = std::find_if(words_of_fields.begin(), words_of_fields.end(),
                                 [&](const Word& w) { return w.field == field && w.code == code; });
    if (!code.empty()) texts.emplace_back(at == words_of_fields.end() ? code : at->said.in(language));
  }
  return enumeration(texts, language);
}

std::string event_text(std::string_view type, Language language) {
  const auto at = std::find_if(words_of_events.begin(), words_of_events.end(),
                               [&](const EventWord& w) { return w.type == type; });
  return std::string(at == words_of_events.end() ? type : at->said.in(language));
}

}  // namespace verzuim
