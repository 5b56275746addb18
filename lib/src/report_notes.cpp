// SPDX-License-Identifier: EUPL-1.2
#include "report_notes.hpp"

#include <fmt/format.h>

#include "report_grid.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

namespace {

/// Whose numbers these are.
std::string_view whose(const Report& report, bool nl) {
  switch (report.head.scope) {
    case ReportScope::school:
      return nl ? "Dit rapport gaat over leerlingen die in de periode op deze school stonden ingeschreven. "
                  "Het "
                  "telt alleen wat op deze school gebeurde."
                : "This report is about pupils who were enrolled at this school in the period. It counts "
                  "only "
                  "what happened at this school.";
    case ReportScope::region:
      return nl ? "Dit rapport gaat over jongeren die in de periode bij een school stonden ingeschreven en "
                  "die "
                  "op de laatste dag ervan in een gemeente van deze regio wonen."
                : "This report is about young people who were enrolled at a school in the period and who "
                  "live "
                  "in a gemeente of this region on its last day.";
    default:
      return nl ? "Dit rapport gaat over jongeren die in de periode bij een school stonden ingeschreven en "
                  "die "
                  "op de laatste dag ervan in deze gemeente wonen. Wie verhuisde, telt alleen mee in de "
                  "gemeente waar hij of zij toen woonde, met alles uit de hele periode."
                : "This report is about young people who were enrolled at a school in the period and who "
                  "live "
                  "in this gemeente on its last day. Who moved counts only in the gemeente of that day, with "
                  "everything of the whole period.";
  }
}

std::string_view on_sickness(const ReportHead& head, bool nl) {
  if (head.scope == ReportScope::school)
    return nl ? "Ziekte staat hier alleen als aantal. Geef dit rapport niet door aan een gemeente."
              : "Sickness stands here as numbers only. Do not pass this report on to a gemeente.";
  if (head.sickness_totals)
    return nl ? "Ziekte en ander geoorloofd verzuim staan hier alleen als totaal, nooit over een jongere."
              : "Sickness and other authorised absence stand here as totals only, never about a person.";
  return nl ? "Ziekte en ander geoorloofd verzuim staan niet in dit rapport. Die blijven bij de school en de "
              "jeugdarts."
            : "Sickness and other authorised absence are not in this report. They stay with the school and "
              "the "
              "jeugdarts.";
}

std::string on_small(const ReportHead& head, bool nl) {
  if (head.round > 0)
    return fmt::format(
        fmt::runtime(nl ? "Aantallen zijn afgerond op {}, zodat niemand te herkennen is. "
                          "Totalen zijn zelf afgerond en kunnen afwijken van de som."
                        : "Numbers are rounded to {}, so that nobody can be recognised. Totals "
                          "are rounded themselves and may differ from the sum."),
        head.round);
  return fmt::format(
      fmt::runtime(
          nl ? "Kleine aantallen (1 tot en met {}) worden niet getoond, zodat niemand te herkennen is. "
               "Een 0 wordt wel getoond."
             : "Small numbers (1 to {}) are not shown, so that nobody can be recognised. A 0 is shown."),
      head.withhold);
}

}  // namespace

Bullets reading_notes(const Report& report, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Bullets notes;
  notes.items.emplace_back(whose(report, nl));
  notes.items.emplace_back(on_sickness(report.head, nl));
  if (report.head.withhold > 0 || report.head.round > 0) notes.items.push_back(on_small(report.head, nl));
  return notes;
}

Bullets missing(const Report& report, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Bullets list;
  const auto say = [&](std::string_view dutch, std::string_view english, const std::string& value = {}) {
    list.items.push_back(fmt::format(fmt::runtime(nl ? dutch : english), value));
  };
  if (report.head.sources.empty()) say("Er is nog niets aangeleverd.", "Nothing has been delivered yet.");
  if (!report.head.flagged_on)
    say("De regels zijn nog niet toegepast; daarom zijn er geen signalen bekend.",
        "The rules have not been applied yet, so no signals are known.");
  else if (*report.head.flagged_on < report.head.period.until)
    say("Signalen zijn bekend tot en met {}.", "Signals are known up to {}.",
        date_text(*report.head.flagged_on, options.language));
  if (!report.head.has_dossiers)
    say("Er zijn nog geen dossiers; daarom zijn ook meldingen niet bekend.",
        "There are no dossiers yet, so meldingen are not known either.");
  if (const ReportTable* subjects = report.table("subjects"); subjects != nullptr && !subjects->known)
    say("Er is geen rooster met vakken; daarom is niet te zeggen welke vakken meer gemist worden.",
        "There is no timetable with subjects, so which subjects are missed more cannot be told.");
  if (!report.silent_schools.empty())
    say("Deze scholen leverden de laatste vier lesweken van de periode niets aan: {}.",
        "These schools delivered nothing in the last four school weeks of the period: {}.",
        join(report.silent_schools, ", "));
  if (!report.schools_no_region.empty())
    say("Van deze scholen is de vakantieregio niet bekend, zodat hun verzuim niet te tellen is: {}.",
        "Of these schools the holiday region is not known, so their absence cannot be counted: {}.",
        join(report.schools_no_region, ", "));
  if (report.without_gemeente.state == ReportCell::State::withheld || report.without_gemeente.value > 0)
    say("Jongeren zonder bekende woongemeente, in alle bestanden samen: {}. Zij staan in geen enkel rapport.",
        "Young people without a known woongemeente, in all files together: {}. They are in no report.",
        cell_text(ColumnType::persons, report.without_gemeente, NumberStyle::plain, options.language));
  say("Hiervoor zijn geen gegevens: absoluut verzuim, verzuim per wijk en voortijdig schoolverlaten.",
      "There are no facts for: absolute absence, absence by neighbourhood and early leaving.");
  return list;
}

}  // namespace verzuim
