// SPDX-License-Identifier: EUPL-1.2
// What stands above and below each table.
#include <algorithm>

#include "report_text.hpp"

namespace verzuim {
namespace {

constexpr Said young{"Jongeren", "Young people"};
constexpr Said absence{"Verzuim", "Absence"};
constexpr Said signals{"Signalen", "Signals"};
constexpr Said meldingen{"Meldingen en wat volgde", "Meldingen and what followed"};
constexpr Said in_time{"Op tijd", "In time"};
constexpr Said together{"Samen optrekken", "Acting together"};
constexpr Said prevention{"Waar werkt er vroeg bij zijn?", "Where does being early work?"};
constexpr Said statement{"Leerplichttelling", "Yearly statement"};

constexpr Said sector{"Onderwijssoort", "Sector"};
constexpr Said age{"Leeftijd", "Age"};
constexpr Said place{"School of groep", "School or group"};
constexpr Said what{"Wat", "What"};
constexpr Said rule{"Regel", "Rule"};
constexpr Said kind{"Soort", "Kind"};

constexpr Said classes_note{
    "In po en so tellen klokuren; elders telt een les van hoogstens 60 minuten als een uur. De klassen zijn "
    "geen normen. Wel: de som van alle klassen boven nul.",
    "In po and so clock hours count; elsewhere a lesson of at most 60 minutes counts as an hour. The classes "
    "are no norms. Any: the sum of all classes above nothing."};
constexpr Said people_note{
    "Jongeren zijn verschillende personen; het andere getal telt elke keer. Een jongere kan in meer rijen "
    "staan: tel de jongeren niet op.",
    "Young people are different persons; the other number counts every time. One person may stand in several "
    "rows: do not add up the young people."};
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
    {"signals", signals, {"Signalen per regel", "Signals by rule"}, rule, people_note},
    {"patterns",
     signals,
     {"Patronen", "Patterns"},
     rule,
     {"Een patroon is een reden om te vragen, geen verwijt. 10% of meer: wie ook veel tijd miste.",
      "A pattern is a reason to ask, not a reproach. 10% or more: who missed much time as well."}},
    {"sickness",
     signals,
     {"Vaak of lang ziek, en wat er volgde", "Often or long ill, and what followed"},
     rule,
     {"Alleen aantallen. Wat iemand had, staat nergens.", "Numbers only. What anyone had stands nowhere."}},
    {"meldingen",
     meldingen,
     {"Meldingen naar soort", "Meldingen by kind"},
     kind,
     {"Ingetrokken meldingen tellen niet mee. Een jongere kan bij meer soorten staan: tel de jongeren niet "
      "op.",
      "Withdrawn meldingen are left out. One person may stand with several kinds: do not add up the young "
      "people."}},
    {"meldingen_sectors",
     meldingen,
     {"Meldingen per onderwijssoort", "Meldingen by sector"},
     sector,
     people_note},
    {"meldingen_ages", meldingen, {"Meldingen per leeftijd", "Meldingen by age"}, age, people_note},
    {"meldingen_places",
     meldingen,
     {"Meldingen per school of groep", "Meldingen by school or group"},
     place,
     people_note},
    {"lasting",
     meldingen,
     {"Langdurig relatief verzuim: wat er al was, wat erbij kwam en hoe het afliep",
      "Long relative absence: what there was, what came and how it ended"},
     {"Stand aan het einde", "State at the end"},
     {"Geteld zijn meldingen. Ziekte telt hier niet mee.",
      "Meldingen are counted. Sickness does not count here."}},
    {"routes", meldingen, {"Gekozen routes", "Routes chosen"}, {"Route", "Route"}, people_note},
    {"outcomes",
     meldingen,
     {"Hoe het afliep, per soort melding", "How it ended, by kind of melding"},
     kind,
     {"De uitkomst is die van het dossier, zoals het nu staat.",
      "The outcome is that of the dossier, as it stands."}},
    {"timeliness",
     in_time,
     {"Signalen waarop iets moet volgen", "Signals that must be acted on"},
     rule,
     {"Op tijd: op of voor de uiterste datum. Onbekend: uit de dossiers blijkt niet wat er gebeurde.",
      "In time: on or before the due date. Unknown: the dossiers do not tell what was done."}},
    {"waiting",
     in_time,
     {"Hoe lang het duurde vanaf het signaal", "How long it took from the signal"},
     what,
     {"In werkdagen; de dag na het signaal is dag 1. Mediaan: in de helft ging het zo snel of sneller.",
      "In working days; the day after the signal is day 1. Median: in half of them it took so long or "
      "less."}},
    {"waiting_days",
     in_time,
     {"Van signaal tot eerste contact, naar schooldag", "From signal to first contact, by school day"},
     {"Schooldagen na het signaal", "School days after the signal"},
     {"Wie nog geen contact had op de peildatum, of van wie het dossier eerder dichtging, is niet verder "
      "gevolgd en "
      "telt alleen mee zolang dat wel kon. Het aandeel is een schatting (Kaplan-Meier): per rij het deel dat "
      "nog "
      "zonder contact bleef, vermenigvuldigd met dat van de rijen erboven. Dezelfde dossiers als bij eerste "
      "contact hierboven.",
      "Who had no contact on the as-of date, or whose dossier closed before, was not followed further and "
      "counts "
      "only as long as that was possible. The share is an estimate (Kaplan-Meier): in each row the part that "
      "stayed without contact, times that of the rows above. The same dossiers as for first contact above."}},
    {"dossiers",
     in_time,
     {"Lopende dossiers naar stap en wie aan zet is", "Open dossiers by step and by whose turn it is"},
     {"Stap en rol", "Step and role"},
     {"Een stap zonder dossiers staat er niet.", "A step without dossiers is not listed."}},
    {"ownerless",
     in_time,
     {"Dossiers zonder eigenaar", "Dossiers without an owner"},
     what,
     {"Elk lopend dossier hoort een eigenaar, een volgende stap en een datum te hebben.",
      "Every open dossier should have an owner, a next step and a date."}},
    {"prevention_mbo",
     together,
     {"Preventieve gesprekken (Doorstroompunt)", "Preventive talks (Doorstroompunt)"},
     what,
     people_note},
    {"knooppunten", together, {"Knooppunten en afspraken", "Knooppunten and agreements"}, what, people_note},
    {"handovers", together, {"Overdrachten", "Handovers"}, what, people_note},
    {"solved",
     prevention,
     {"Dossiers uit de periode: waar het werd opgelost", "Dossiers of the period: where it was solved"},
     sector,
     {"Opgelost: gesloten omdat de jongere er weer is.", "Solved: closed since the young person is back."}},
    {"before_sixteen",
     prevention,
     {"Dossiers met ongeoorloofd verzuim: opgelost voor het zestiende uur",
      "Dossiers with unauthorised absence: solved before the sixteenth hour"},
     sector,
     {"Zestien uur: er kwam een signaal dat om een melding van 16 uur vraagt.",
      "Sixteen hours: there came a signal that asks for a 16-hour melding."}},
    {"around_talk",
     prevention,
     {"Verzuim in vier lesweken voor en na het eerste gesprek",
      "Absence in four school weeks before and after the first talk"},
     sector,
     {"Steeds dezelfde jongeren, en alleen wie beide keren vier hele lesweken had. Ook zonder gesprek daalt "
      "verzuim dat net hoog was vaak vanzelf.",
      "The same young people on both sides, and only those with four whole school weeks each time. Absence "
      "that was high just now often falls by itself, also without a talk."}},
    {"steps_met",
     prevention,
     {"Gevraagd en gelukt", "Asked and met"},
     what,
     {"Aantallen keren, geen jongeren.", "Numbers of times, not of young people."}},
    {"funnel",
     prevention,
     {"Van signaal tot gemeente", "From signal to gemeente"},
     {"Stap", "Step"},
     {"Verschillende jongeren per stap, ook wie een stap oversloeg.",
      "Different young people by step, also who passed over a step."}},
    {"telling",
     statement,
     {"Personen naar onderwijssoort", "Persons by sector"},
     {"Onderdeel", "Item"},
     {"Personen, geen meldingen. Overig verzuim hoort niet in deze telling. Absoluut verzuim is onbekend: "
      "daarvoor is de bevolkingsregistratie nodig.",
      "Persons, not meldingen. Other absence is not part of this statement. Absolute absence is unknown: it "
      "takes the population register."}},
};

}  // namespace

const TableWords& words_of(const ReportTable& table) {
  const auto found = std::find_if(std::begin(words), std::end(words),
                                  [&](const TableWords& w) { return w.table == table.id; });
  static constexpr TableWords bare{"", {"", ""}, {"", ""}, {"", ""}, {"", ""}};
  return found == std::end(words) ? bare : *found;
}

}  // namespace verzuim
