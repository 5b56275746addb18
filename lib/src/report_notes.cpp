// SPDX-License-Identifier: EUPL-1.2
#include "report_notes.hpp"

#include <fmt/format.h>

#include "report_chapter.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

Bullets reading_notes(const DocumentOptions& options, const ReportHead& head) {
  const bool nl = options.language == Language::nl;
  Bullets notes;
  notes.items.emplace_back(
      nl ? "Dit rapport gaat over jongeren die in de periode bij een school stonden ingeschreven en die op "
           "de laatste dag ervan in deze gemeente wonen. Wie verhuisde, telt alleen mee in de gemeente waar "
           "hij of zij toen woonde, met alles uit de hele periode."
         : "This report is about young people who were enrolled at a school in the period and who live in "
           "this gemeente on its last day. Who moved counts only in the gemeente of that day, with "
           "everything of the whole period.");
  notes.items.emplace_back(nl ? "Ziekte en ander geoorloofd verzuim staan niet in dit rapport. Die blijven "
                                "bij de school en de jeugdarts."
                              : "Sickness and other authorised absence are not in this report. They stay "
                                "with the school and the jeugdarts.");
  if (head.withhold > 0)
    notes.items.push_back(fmt::format(
        fmt::runtime(
            nl ? "Kleine aantallen (1 tot en met {}) worden niet getoond, zodat niemand te herkennen is. Een "
                 "0 wordt wel getoond."
               : "Small numbers (1 to {}) are not shown, so that nobody can be recognised. A 0 is shown."),
        head.withhold));
  return notes;
}

Bullets missing(const GemeenteReport& report, const DocumentOptions& options) {
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
  if (!report.silent_schools.empty())
    say("Deze scholen leverden de laatste vier lesweken van de periode niets aan: {}.",
        "These schools delivered nothing in the last four school weeks of the period: {}.",
        join(report.silent_schools, ", "));
  if (!report.schools_no_region.empty())
    say("Van deze scholen is de vakantieregio niet bekend, zodat hun verzuim niet te tellen is: {}.",
        "Of these schools the holiday region is not known, so their absence cannot be counted: {}.",
        join(report.schools_no_region, ", "));
  if (report.without_gemeente.value > 0)
    say("Jongeren zonder bekende woongemeente, in alle bestanden samen: {}. Zij staan in geen enkel rapport.",
        "Young people without a known woongemeente, in all files together: {}. They are in no report.",
        cell_text(report.without_gemeente));
  say("Nog niet in dit rapport: percentages verzuim, absoluut verzuim, langdurig relatief verzuim naar duur, "
      "vrijstellingen, uitkomsten, overdrachten, voortijdig schoolverlaten en de telling voor het "
      "ministerie.",
      "Not in this report yet: rates of absence, absolute absence, long relative absence by duration, "
      "exemptions, outcomes, handovers, early leaving and the count for the ministry.");
  return list;
}

}  // namespace verzuim
