// SPDX-License-Identifier: EUPL-1.2
// The head of a report and the files that it rests on.
#include <fmt/format.h>

#include <algorithm>

#include "report_grid.hpp"
#include "report_notes.hpp"

namespace verzuim {

FactList head_facts(const Report& report, const DocumentOptions& options) {
  const Language language = options.language;
  const bool nl = language == Language::nl;
  const ReportHead& head = report.head;
  const auto span = [&](const Period& p) {
    return fmt::format("{} {} {}", date_text(p.from, language), nl ? "tot en met" : "to",
                       date_text(p.until, language));
  };
  std::int64_t rejected = 0;
  for (const ReportSource& source : head.sources) rejected += std::max<std::int64_t>(source.rejected, 0);
  FactList list{"head", {}};
  const auto fact = [&](std::string_view dutch, std::string_view english, std::string value) {
    list.facts.emplace_back(nl ? dutch : english, std::move(value));
  };
  const auto number = [&](const ReportCell& cell) {
    return cell_text(ColumnType::persons, cell, NumberStyle::plain, language);
  };
  const Said scopes[] = {{"Gemeente", "Gemeente"}, {"School", "School"}, {"Doorstroompuntregio", "Region"}};
  const Said& scope = scopes[static_cast<std::size_t>(head.scope)];
  fact(scope.nl, scope.en, fmt::format("{} ({})", report.name, report.code));
  fact("Periode", "Period", fmt::format("{} ({})", span(head.period), head.period.name));
  if (head.before) fact("Vergeleken met", "Compared with", span(*head.before));
  fact("Peildatum", "As-of date", date_text(head.on, language));
  if (report.kind != "telling") fact("Jongeren", "Young people", number(report.pupils()));
  fact("Niet te beslissen", "Undecided",
       fmt::format("{} {}", number(report.undecided),
                   nl ? "jongeren van wie de geboortedatum, de lestijd of de kalender ontbreekt"
                      : "young people whose birth date, school time or calendar is missing"));
  fact("Regels", "Rules",
       head.flagged_on
           ? fmt::format("{}, {} {}", head.rules.substr(0, 12),
                         nl ? "laatst toegepast met peildatum" : "last applied as of",
                         date_text(*head.flagged_on, language))
           : fmt::format("{}, {}", head.rules.substr(0, 12), nl ? "nog niet toegepast" : "not applied yet"));
  fact("Bronbestanden", "Source files",
       fmt::format("{} ({}: {})", head.sources.size(), nl ? "geweigerde rijen" : "rejected rows", rejected));
  fact("Programma", "Program", head.program);
  fact("Gemaakt", "Made", head.made_at);
  return list;
}

Grid sources_grid(const ReportHead& head, Language language) {
  const bool nl = language == Language::nl;
  Grid grid;
  grid.id = "sources";
  grid.texts = true;
  grid.caption = nl ? "Bestanden waarop dit rapport rust" : "Files that this report rests on";
  if (nl)
    grid.heads = {"Bestand", "Vingerafdruk (SHA-256)", "Soort", "Rijen", "Geweigerd"};
  else
    grid.heads = {"File", "Fingerprint (SHA-256)", "Kind", "Rows", "Rejected"};
  for (const ReportSource& s : head.sources)
    grid.rows.push_back({s.file, s.sha256.substr(0, 12),
                         s.kind == "pupils" ? label("pupils-file", language) : label(s.kind, language),
                         std::to_string(s.rows), s.rejected < 0 ? "–" : std::to_string(s.rejected)});
  return grid;
}

}  // namespace verzuim
