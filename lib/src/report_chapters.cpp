// SPDX-License-Identifier: EUPL-1.2
// What stands above and below each table about young people and their absence.
#include "report_chapters.hpp"

#include <algorithm>

namespace verzuim {
namespace {

constexpr Said young{"Jongeren", "Young people"};
constexpr Said absence{"Verzuim", "Absence"};
constexpr Said sector{"Onderwijssoort", "Sector"};
constexpr Said age{"Leeftijd", "Age"};
constexpr Said place{"School of groep", "School or group"};
constexpr Said what{"Wat", "What"};
constexpr Said classes_note{
    "In po en so tellen klokuren; elders telt een les van hoogstens 60 minuten als een uur. De klassen zijn "
    "geen normen. Wel: de som van alle klassen boven nul.",
    "In po and so clock hours count; elsewhere a lesson of at most 60 minutes counts as an hour. The classes "
    "are no norms. Any: the sum of all classes above nothing."};
constexpr Said time_note{
    "Uren zijn klokuren. Lestijd: wat volgens rooster of weekuren op school had moeten gebeuren. Gemist: de "
    "soorten verzuim die in deze tabel staan.",
    "Hours are clock hours. School time: what timetable or weekly hours scheduled. Missed: the kinds of "
    "absence "
    "that stand in this table."};

constexpr TableWords words[] = {
    {"population",
     young,
     {"Jongeren naar plicht en onderwijssoort", "Young people by duty and sector"},
     sector,
     {"De plicht is die op de laatste dag van de periode. Doorstroompunt: geen plicht meer, jonger dan de "
      "leeftijdsgrens en zonder startkwalificatie. Onbekend: de geboortedatum ontbreekt.",
      "The duty is that of the last day of the period. Leerplichtig: compulsory school age. "
      "Kwalificatieplichtig: below 18 without startkwalificatie. Doorstroompunt: no duty any more, below the "
      "age "
      "limit and without startkwalificatie. Unknown: the birth date is missing."}},
    {"compared_counts",
     young,
     {"Jongeren, nu en een jaar eerder", "Young people, now and a year before"},
     what,
     {"Een jaar eerder: dezelfde dagen in het vorige jaar.",
      "A year before: the same days of the year before."}},
    {"compared_rates",
     young,
     {"Gemiste tijd, nu en een jaar eerder", "Time missed, now and a year before"},
     what,
     time_note},
    {"compared_bands",
     young,
     {"Jongeren naar aandeel gemiste tijd, nu en een jaar eerder",
      "Young people by share of time missed, now and a year before"},
     {"Aandeel gemist", "Share missed"},
     {"Alleen de soorten verzuim die dit rapport mag tellen. Een jaar eerder: dezelfde dagen in het vorige "
      "jaar.",
      "Only the kinds of absence that this report may count. A year before: the same days of the year "
      "before."}},
    {"attendance",
     absence,
     {"Lestijd en gemiste tijd per onderwijssoort", "School time and time missed by sector"},
     sector,
     time_note},
    {"attendance_places",
     absence,
     {"Lestijd en gemiste tijd per school of groep", "School time and time missed by school or group"},
     place,
     {"Een jongere telt bij de school van de laatste inschrijving in de periode, met alles uit de hele "
      "periode.",
      "A young person counts at the school of the last enrolment in the period, with everything of the whole "
      "period."}},
    {"months",
     absence,
     {"Lestijd en gemiste tijd per maand", "School time and time missed by month"},
     {"Maand", "Month"},
     time_note},
    {"days",
     absence,
     {"Lestijd en gemiste tijd per dag", "School time and time missed by day"},
     {"Dag", "Day"},
     {"Maandag tot en met vrijdag. Op een dag zonder lestijd staat waarom: een vakantie, feestdag of vrije "
      "dag van "
      "alle scholen in dit rapport. De dagen van een maand zijn samen die maand.",
      "Monday to Friday. A day without school time says why: a holiday or day off of all schools in this "
      "report. "
      "The days of a month add up to that month."}},
    {"weekdays",
     absence,
     {"Geregistreerd verzuim naar dag en les", "Records of absence by day and lesson"},
     {"Dag", "Day"},
     {"Elke registratie telt een keer; een hele dag ook.", "Each record counts once; a whole day too."}},
    {"subjects",
     absence,
     {"Gemiste lessen per vak", "Lessons missed by subject"},
     {"Vak", "Subject"},
     {"Alleen lessen die volgens het rooster een vak hebben. Dagen die iemand helemaal miste tellen niet "
      "mee: die zeggen "
      "niets over een vak. Wie te laat kwam of uit de les ging, was er wel. Verwacht: wat elke leerling van "
      "dit vak zou "
      "missen als het aandeel gelijk was aan dat in de andere vakken van die leerling. Meer dan verwacht is "
      "een reden om "
      "te vragen, geen verwijt aan leerling of docent.",
      "Only lessons of which the timetable tells the subject. Days that were missed wholly are left out: "
      "they tell "
      "nothing of a subject. Who came late or was sent out was there. Expected: what each pupil would miss "
      "of the subject "
      "at the share of that pupil's other subjects. More than expected is a reason to ask, not a reproach to "
      "pupil or "
      "teacher."}},
    {"bands",
     absence,
     {"Jongeren naar aandeel gemiste tijd", "Young people by share of time missed"},
     sector,
     {"Alleen de soorten verzuim die dit rapport mag tellen. Te kort: minder dan twintig schooldagen in de "
      "periode, te weinig voor een aandeel.",
      "Only the kinds of absence that this report may count. Too short: fewer than twenty school days in the "
      "period, too few for a share."}},
    {"histogram",
     absence,
     {"Jongeren naar aandeel gemiste tijd, fijn", "Young people by share of time missed, finely"},
     what,
     {"Dezelfde jongeren als hierboven, in kleinere stappen.", "The same young people, in smaller steps."}},
    {"unauthorised",
     absence,
     {"Jongeren naar uren ongeoorloofd verzuim", "Young people by hours of unauthorised absence"},
     sector,
     classes_note},
    {"unauthorised_ages",
     absence,
     {"Jongeren naar uren ongeoorloofd verzuim en leeftijd",
      "Young people by hours of unauthorised absence and age"},
     age,
     classes_note},
    {"unauthorised_places",
     absence,
     {"Jongeren naar uren ongeoorloofd verzuim per school of groep",
      "Young people by hours of unauthorised absence by school or group"},
     place,
     classes_note},
    {"late",
     absence,
     {"Jongeren naar aantal keren te laat", "Young people by times late"},
     sector,
     {"Alleen wat de school als te laat doorgeeft.", "Only what the school delivers as late."}},
    {"unexplained",
     absence,
     {"Jongeren met verzuim waarvan de reden nog niet bekend is",
      "Young people with absence of which the reason is not known yet"},
     sector,
     {"Dit telt niet als ongeoorloofd. Het kan dat nog worden.",
      "It does not count as unauthorised. It may become so."}},
    {"exemptions",
     young,
     {"Jongeren met vrijstelling of verlof", "Young people with an exemption or leave"},
     {"Artikel", "Article"},
     {"Een jongere kan bij meer artikelen staan: tel de rijen niet op.",
      "One person may stand with several articles: do not add up the rows."}},
};

}  // namespace

const TableWords& words_of(const ReportTable& table) {
  for (const std::span<const TableWords> all : {std::span<const TableWords>(words), case_words()}) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const TableWords& w) { return w.table == table.id; });
    if (found != all.end()) return *found;
  }
  static constexpr TableWords bare{"", {"", ""}, {"", ""}, {"", ""}, {"", ""}};
  return bare;
}

}  // namespace verzuim
