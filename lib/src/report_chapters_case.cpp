// SPDX-License-Identifier: EUPL-1.2
// What stands above and below each table about signals, dossiers and what followed.
#include "report_chapters.hpp"

namespace verzuim {
namespace {

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
constexpr Said people_note{
    "Jongeren zijn verschillende personen; het andere getal telt elke keer. Een jongere kan in meer rijen "
    "staan: tel de jongeren niet op.",
    "Young people are different persons; the other number counts every time. One person may stand in several "
    "rows: do not add up the young people."};

constexpr TableWords words[] = {
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
    {"meldingen_years",
     meldingen,
     {"Meldingen per soort en schooljaar", "Meldingen by kind and school year"},
     kind,
     {"Van elk schooljaar de jongeren van dat jaar. Onbekend: in dat jaar waren er nog geen dossiers of geen "
      "inschrijvingen. Het laatste jaar loopt tot de peildatum; wie na de bewaartermijn is gewist, telt niet "
      "meer mee.",
      "Of each school year the young people of that year. Unknown: there were no dossiers or no enrolments "
      "yet in that "
      "year. The last year runs until the as-of date; who was erased after the retention term no longer "
      "counts."}},
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
    {"verslagen",
     together,
     {"Verslagen van preventieve gesprekken, naar woongemeente",
      "Verslagen of preventive talks, by woongemeente"},
     {"Gemeente", "Gemeente"},
     people_note},
    {"parties",
     together,
     {"Wie er aan tafel zat bij knooppunten", "Who was at the table at knooppunten"},
     {"Rol", "Role"},
     {"Per rol hoe vaak die erbij was; aan een tafel zitten er meer. Een jeugdarts staat er alleen waar "
      "ziekte ook als "
      "totaal staat.",
      "For each role how often it was there; a table has several. A jeugdarts stands here only where "
      "sickness stands as a "
      "total too."}},
    {"knooppunten", together, {"Knooppunten en afspraken", "Knooppunten and agreements"}, what, people_note},
    {"handovers", together, {"Overdrachten", "Handovers"}, what, people_note},
    {"prevention",
     prevention,
     {"In één oogopslag", "At a glance"},
     what,
     {"Elk getal staat hieronder of hierboven in een eigen tabel. Dossiers van nu hadden minder tijd om "
      "opgelost te "
      "worden dan die van een jaar eerder; beide staan zoals ze nu zijn.",
      "Each number stands in a table of its own below or above. Dossiers of now had less time to be solved "
      "than those "
      "of a year before; both are as they stand today."}},
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

std::span<const TableWords> case_words() { return words; }

}  // namespace verzuim
