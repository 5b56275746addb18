// SPDX-License-Identifier: EUPL-1.2
#include "report_chapter.hpp"

#include <fmt/format.h>

namespace verzuim {
namespace {

constexpr Said total{"Totaal", "Total"};
constexpr Said sector_head{"Onderwijssoort", "Sector"};
constexpr Said rule_head{"Regel", "Rule"};

constexpr Chapter chapters[] = {
    {"population",
     {"Jongeren", "Young people"},
     {"Jongeren naar plicht en onderwijssoort", "Young people by duty and sector"},
     sector_head,
     total,
     {"De plicht is die op de laatste dag van de periode. Doorstroompunt: geen plicht meer, jonger dan de "
      "leeftijdsgrens en zonder startkwalificatie. Onbekend: de geboortedatum ontbreekt.",
      "The duty is that of the last day of the period. Leerplichtig: compulsory school age. "
      "Kwalificatieplichtig: below 18 without startkwalificatie. Doorstroompunt: no duty any more, below the "
      "age limit and without startkwalificatie. Unknown: the birth date is missing."}},
    {"unauthorised",
     {"Ongeoorloofd verzuim", "Unauthorised absence"},
     {"Jongeren naar uren ongeoorloofd verzuim in de periode",
      "Young people by hours of unauthorised absence in the period"},
     sector_head,
     total,
     {"In po en so tellen klokuren; elders telt een les van hoogstens 60 minuten als een uur. De klassen "
      "zijn geen normen.",
      "In po and so clock hours count; elsewhere a lesson of at most 60 minutes counts as an hour. The "
      "classes are no norms."}},
    {"late",
     {"Te laat komen", "Being late"},
     {"Jongeren naar aantal keren te laat in de periode", "Young people by times late in the period"},
     sector_head,
     total,
     {"Alleen wat de school als te laat doorgeeft.", "Only what the school delivers as late."}},
    {"unexplained",
     {"Nog niet verklaard verzuim", "Absence not explained yet"},
     {"Jongeren met verzuim waarvan de reden nog niet bekend is",
      "Young people with absence of which the reason is not known yet"},
     sector_head,
     total,
     {"Dit telt niet als ongeoorloofd. Het kan dat nog worden.",
      "It does not count as unauthorised. It may become so."}},
    {"signals",
     {"Signalen", "Signals"},
     {"Signalen per regel: jongeren en signalen", "Signals by rule: young people and signals"},
     rule_head,
     total,
     {"Alleen regels over ongeoorloofd verzuim, te laat komen, uit de les gestuurd zijn en onverklaard "
      "verzuim. Een jongere kan bij meer regels staan: tel de rijen niet op.",
      "Only rules about unauthorised absence, being late, being sent out and unexplained absence. One person "
      "may stand with several rules: do not add up the rows."}},
    {"timeliness",
     {"Op tijd gedaan", "Done in time"},
     {"Signalen waarop iets moet volgen, naar wat er gebeurde",
      "Signals that must be acted on, by what was done"},
     rule_head,
     total,
     {"Op tijd: op of voor de uiterste datum. Onbekend: uit de dossiers blijkt niet wat er gebeurde. Het "
      "aandeel telt alleen wat gedaan is of gedaan had moeten zijn, en ontbreekt waar een getal niet getoond "
      "wordt.",
      "In time: on or before the due date. Unknown: the dossiers do not tell what was done. The share counts "
      "only what was done or should have been, and is missing where a number is not shown."}},
    {"dossiers",
     {"Lopende dossiers", "Open dossiers"},
     {"Lopende dossiers op de peildatum, naar stap en wie aan zet is",
      "Open dossiers on the as-of date, by step and by whose turn it is"},
     {"Stap en rol", "Step and role"},
     total,
     {"Alleen dossiers met een signaal dat de gemeente mag kennen. Een stap zonder dossiers staat er niet.",
      "Only dossiers with a signal that the gemeente may know. A step without dossiers is not listed."}},
    {"meldingen",
     {"Meldingen", "Meldingen"},
     {"Meldingen in de periode naar soort: jongeren en meldingen",
      "Meldingen in the period by kind: young people and meldingen"},
     {"Soort", "Kind"},
     total,
     {"Ingetrokken meldingen tellen niet mee. Een jongere kan bij meer soorten staan: tel de rijen niet op.",
      "Withdrawn meldingen are left out. One person may stand with several kinds: do not add up the rows."}},
};

Bars bars_of(const ReportTable& table, const Grid& grid) {
  Bars bars;
  bars.title = grid.caption;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Cell& cell = table.counts.at(table.counts.rows(), c);
    bars.bars.emplace_back(grid.heads[c + 1], cell.withheld ? std::nullopt : std::optional(cell.value));
    bars.description += fmt::format("{}{}: {}", c == 0 ? "" : "; ", grid.heads[c + 1], cell_text(cell));
  }
  return bars;
}

void add_chapter(Document& document, const GemeenteReport& report, const Chapter& chapter,
                 const DocumentOptions& options) {
  const ReportTable* table = report.table(chapter.table);
  document.blocks.emplace_back(Heading{2, std::string(chapter.heading.in(options.language))});
  if (table == nullptr || !table->known) {
    document.blocks.emplace_back(Paragraph{options.language == Language::nl
                                               ? "Onbekend; zie ‘Wat ontbreekt’."
                                               : "Unknown; see ‘What is missing’."});
    return;
  }
  if (table->rows.empty()) {
    document.blocks.emplace_back(Paragraph{options.language == Language::nl ? "Geen." : "None."});
    return;
  }
  Grid grid = grid_of(*table, chapter, report.head, options);
  if (table->id == "unauthorised") document.blocks.emplace_back(bars_of(*table, grid));
  document.blocks.emplace_back(std::move(grid));
}

}  // namespace

void add_chapters(Document& document, const GemeenteReport& report, const DocumentOptions& options) {
  for (const Chapter& chapter : chapters) add_chapter(document, report, chapter, options);
}

}  // namespace verzuim
