// SPDX-License-Identifier: EUPL-1.2
// The report of a gemeente as a document.
#include <fmt/format.h>

#include <algorithm>

#include "document.hpp"
#include "report_text.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What stands above and below one table.
struct Chapter {
  std::string_view table;
  Said heading, caption, row_head, total, note;
};

constexpr Said total{"Totaal", "Total"};
constexpr Said sector_head{"Onderwijssoort", "Sector"};
constexpr Said rule_head{"Regel", "Rule"};

constexpr Chapter chapters[] = {
    {"population", {"Jongeren", "Young people"}, {"Jongeren naar plicht en onderwijssoort", "Young people by duty and sector"}, sector_head, total,
     {"De plicht is die op de laatste dag van de periode. Doorstroompunt: geen plicht meer, jonger dan de leeftijdsgrens en zonder startkwalificatie. Onbekend: de geboortedatum ontbreekt.",
      "The duty is that of the last day of the period. Leerplichtig: compulsory school age. Kwalificatieplichtig: below 18 without startkwalificatie. Doorstroompunt: no duty any more, below the age limit and without startkwalificatie. Unknown: the birth date is missing."}},
    {"unauthorised", {"Ongeoorloofd verzuim", "Unauthorised absence"}, {"Jongeren naar uren ongeoorloofd verzuim in de periode", "Young people by hours of unauthorised absence in the period"}, sector_head, total,
     {"In po en so tellen klokuren; elders telt een les van hoogstens 60 minuten als een uur. De klassen zijn geen normen.",
      "In po and so clock hours count; elsewhere a lesson of at most 60 minutes counts as an hour. The classes are no norms."}},
    {"late", {"Te laat komen", "Being late"}, {"Jongeren naar aantal keren te laat in de periode", "Young people by times late in the period"}, sector_head, total,
     {"Alleen wat de school als te laat doorgeeft.", "Only what the school delivers as late."}},
    {"unexplained", {"Nog niet verklaard verzuim", "Absence not explained yet"}, {"Jongeren met verzuim waarvan de reden nog niet bekend is", "Young people with absence of which the reason is not known yet"}, sector_head, total,
     {"Dit telt niet als ongeoorloofd. Het kan dat nog worden.", "It does not count as unauthorised. It may become so."}},
    {"signals", {"Signalen", "Signals"}, {"Signalen per regel: jongeren en signalen", "Signals by rule: young people and signals"}, rule_head, total,
     {"Alleen regels over ongeoorloofd verzuim, te laat komen, uit de les gestuurd zijn en onverklaard verzuim. Een jongere kan bij meer regels staan: tel de rijen niet op.",
      "Only rules about unauthorised absence, being late, being sent out and unexplained absence. One person may stand with several rules: do not add up the rows."}},
    {"timeliness", {"Op tijd gedaan", "Done in time"}, {"Signalen waarop iets moet volgen, naar wat er gebeurde", "Signals that must be acted on, by what was done"}, rule_head, total,
     {"Op tijd: op of voor de uiterste datum. Onbekend: uit de dossiers blijkt niet wat er gebeurde. Het aandeel telt alleen wat gedaan is of gedaan had moeten zijn, en ontbreekt waar een getal niet getoond wordt.",
      "In time: on or before the due date. Unknown: the dossiers do not tell what was done. The share counts only what was done or should have been, and is missing where a number is not shown."}},
    {"dossiers", {"Lopende dossiers", "Open dossiers"}, {"Lopende dossiers op de peildatum, naar stap en wie aan zet is", "Open dossiers on the as-of date, by step and by whose turn it is"}, {"Stap en rol", "Step and role"}, total,
     {"Alleen dossiers met een signaal dat de gemeente mag kennen. Een stap zonder dossiers staat er niet.",
      "Only dossiers with a signal that the gemeente may know. A step without dossiers is not listed."}},
    {"meldingen", {"Meldingen", "Meldingen"}, {"Meldingen in de periode naar soort: jongeren en meldingen", "Meldingen in the period by kind: young people and meldingen"}, {"Soort", "Kind"}, total,
     {"Ingetrokken meldingen tellen niet mee. Een jongere kan bij meer soorten staan: tel de rijen niet op.",
      "Withdrawn meldingen are left out. One person may stand with several kinds: do not add up the rows."}},
};

std::string cell_text(const Cell& cell) { return cell.withheld ? std::string(withheld_mark) : std::to_string(cell.value); }

/// A class such as `6<16` in words. Whole numbers (times) are named from and to, hours as a stretch.
std::string class_text(std::string_view id, bool times, Language language) {
  const bool nl = language == Language::nl;
  if (id == "0") return std::string(nl ? "Geen" : "None");
  if (id == "unknown") return std::string(nl ? "Niet te tellen" : "Cannot be counted");
  if (id.front() == '>') return fmt::format("{} {}", id.substr(1), nl ? "of meer" : "or more");
  const auto cut = id.find('<');
  const int high = parse_count(id.substr(cut + 1)).value_or(0);
  if (times) return fmt::format("{}–{}", cut == 0 ? "1" : std::string(id.substr(0, cut)), high - 1);
  if (cut == 0) return fmt::format("{} {}", nl ? "Minder dan" : "Below", high);
  return fmt::format("{} {} {}", id.substr(0, cut), nl ? "tot" : "to", high);
}

std::string column_text(const ReportTable& table, const std::string& id, Language language) {
  if (table.id == "unauthorised" || table.id == "late") return class_text(id, table.id == "late", language);
  if (table.id == "unexplained" && id == "unknown") return class_text(id, true, language);
  if (table.id == "population" && id == "none") return language == Language::nl ? "Geen plicht" : "No duty";
  return label(id, language);
}

std::string row_text(const ReportTable& table, std::size_t row, const DocumentOptions& options) {
  if (!table.row_texts.empty()) return fmt::format("{} ({})", table.row_texts[row], table.rows[row]);
  if (table.id != "dossiers") return label(table.rows[row], options.language);
  const std::string& id = table.rows[row];
  const auto cut = id.find('/');
  const std::string role = id.substr(cut + 1);
  const Said nobody{"niemand aangewezen", "nobody appointed"};
  return fmt::format("{}: {}", label(id.substr(0, cut), options.language), role.empty() ? std::string(nobody.in(options.language)) : role_text(role, options));
}

bool any_withheld(const CountTable& table) {
  for (std::size_t r = 0; r <= table.rows(); ++r)
    for (std::size_t c = 0; c <= table.columns(); ++c)
      if (table.at(r, c).withheld) return true;
  return false;
}

/// The share that was done in time, from printed numbers only.
std::string timely_share(const CountTable& counts, std::size_t row) {
  const Cell &on_time = counts.at(row, 0), &late = counts.at(row, 1), &overdue = counts.at(row, 3);
  if (on_time.withheld || late.withheld || overdue.withheld) return std::string(withheld_mark);
  const std::int64_t due = on_time.value + late.value + overdue.value;
  return due == 0 ? std::string() : decimal(on_time.value * 100, due) + " %";
}

Grid grid_of(const ReportTable& table, const Chapter& chapter, const ReportHead& head, const DocumentOptions& options) {
  const Language language = options.language;
  const CountTable& counts = table.counts;
  Grid grid;
  grid.id = table.id;
  grid.caption = chapter.caption.in(language);
  grid.heads.emplace_back(chapter.row_head.in(language));
  for (const std::string& column : table.columns) grid.heads.push_back(column_text(table, column, language));
  if (counts.row_totals) grid.heads.emplace_back(chapter.total.in(language));
  const bool share = table.id == "timeliness";
  if (share) grid.heads.emplace_back(language == Language::nl ? "Aandeel op tijd" : "Share in time");
  const std::size_t columns = counts.columns() + (counts.row_totals ? 1 : 0);
  for (std::size_t r = 0; r < counts.rows() + (counts.column_totals ? 1 : 0); ++r) {
    std::vector<std::string> row = {r < counts.rows() ? row_text(table, r, options) : std::string(chapter.total.in(language))};
    for (std::size_t c = 0; c < columns; ++c) row.push_back(cell_text(counts.at(r, c)));
    if (share) row.push_back(timely_share(counts, r));
    grid.rows.push_back(std::move(row));
  }
  grid.total_row = counts.column_totals;
  grid.notes.emplace_back(chapter.note.in(language));
  if (any_withheld(counts)) {
    const Said mark{"{} niet getoond: een aantal van 1 tot en met {}, of een aantal waaruit zo’n aantal te berekenen is.",
                    "{} not shown: a number from 1 to {}, or a number from which such a number could be worked out."};
    grid.notes.push_back(fmt::format(fmt::runtime(mark.in(language)), withheld_mark, head.withhold));
  }
  return grid;
}

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

FactList head_facts(const GemeenteReport& report, const DocumentOptions& options) {
  const Language language = options.language;
  const bool nl = language == Language::nl;
  const ReportHead& head = report.head;
  const auto span = [&](const Period& p) { return fmt::format("{} {} {}", date_text(p.from, language), nl ? "tot en met" : "to", date_text(p.until, language)); };
  std::int64_t rejected = 0;
  for (const ReportSource& source : head.sources) rejected += source.rejected;
  FactList list{"head", {}};
  const auto fact = [&](std::string_view dutch, std::string_view english, std::string value) { list.facts.emplace_back(nl ? dutch : english, std::move(value)); };
  fact("Gemeente", "Gemeente", fmt::format("{} ({})", report.name, report.code));
  fact("Periode", "Period", fmt::format("{} ({})", span(head.period), head.period.name));
  fact("Peildatum", "As-of date", date_text(head.on, language));
  fact("Jongeren", "Young people", cell_text(report.pupils));
  fact("Inschrijvingen", "Enrolments", cell_text(report.enrolments));
  fact("Regels", "Rules", head.flagged_on ? fmt::format("{}, {} {}", head.rules.substr(0, 12), nl ? "laatst toegepast met peildatum" : "last applied as of", date_text(*head.flagged_on, language))
                                          : fmt::format("{}, {}", head.rules.substr(0, 12), nl ? "nog niet toegepast" : "not applied yet"));
  fact("Bronbestanden", "Source files", fmt::format("{} ({}: {})", head.sources.size(), nl ? "geweigerde rijen" : "rejected rows", rejected));
  fact("Programma", "Program", head.program);
  fact("Gemaakt", "Made", head.made_at);
  return list;
}

Bullets reading_notes(const DocumentOptions& options, const ReportHead& head) {
  const bool nl = options.language == Language::nl;
  Bullets notes;
  notes.items.emplace_back(nl ? "Dit rapport gaat over jongeren die in de periode bij een school stonden ingeschreven en die op de laatste dag ervan in deze gemeente wonen. Wie verhuisde, telt alleen mee in de gemeente waar hij of zij toen woonde, met alles uit de hele periode."
                              : "This report is about young people who were enrolled at a school in the period and who live in this gemeente on its last day. Who moved counts only in the gemeente of that day, with everything of the whole period.");
  notes.items.emplace_back(nl ? "Ziekte en ander geoorloofd verzuim staan niet in dit rapport. Die blijven bij de school en de jeugdarts."
                              : "Sickness and other authorised absence are not in this report. They stay with the school and the jeugdarts.");
  if (head.withhold > 0)
    notes.items.push_back(fmt::format(fmt::runtime(nl ? "Kleine aantallen (1 tot en met {}) worden niet getoond, zodat niemand te herkennen is. Een 0 wordt wel getoond."
                                                      : "Small numbers (1 to {}) are not shown, so that nobody can be recognised. A 0 is shown."), head.withhold));
  return notes;
}

Bullets missing(const GemeenteReport& report, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Bullets list;
  const auto say = [&](std::string_view dutch, std::string_view english, const std::string& value = {}) {
    list.items.push_back(fmt::format(fmt::runtime(nl ? dutch : english), value));
  };
  if (report.head.sources.empty()) say("Er is nog niets aangeleverd.", "Nothing has been delivered yet.");
  if (!report.head.flagged_on) say("De regels zijn nog niet toegepast; daarom zijn er geen signalen bekend.", "The rules have not been applied yet, so no signals are known.");
  else if (*report.head.flagged_on < report.head.period.until)
    say("Signalen zijn bekend tot en met {}.", "Signals are known up to {}.", date_text(*report.head.flagged_on, options.language));
  if (!report.head.has_dossiers) say("Er zijn nog geen dossiers; daarom zijn ook meldingen niet bekend.", "There are no dossiers yet, so meldingen are not known either.");
  if (!report.silent_schools.empty())
    say("Deze scholen leverden de laatste vier lesweken van de periode niets aan: {}.", "These schools delivered nothing in the last four school weeks of the period: {}.", join(report.silent_schools, ", "));
  if (!report.schools_no_region.empty())
    say("Van deze scholen is de vakantieregio niet bekend, zodat hun verzuim niet te tellen is: {}.", "Of these schools the holiday region is not known, so their absence cannot be counted: {}.", join(report.schools_no_region, ", "));
  if (report.without_gemeente.value > 0)
    say("Jongeren zonder bekende woongemeente, in alle bestanden samen: {}. Zij staan in geen enkel rapport.", "Young people without a known woongemeente, in all files together: {}. They are in no report.", cell_text(report.without_gemeente));
  say("Nog niet in dit rapport: percentages verzuim, absoluut verzuim, langdurig relatief verzuim naar duur, vrijstellingen, uitkomsten, overdrachten, voortijdig schoolverlaten en de telling voor het ministerie.",
      "Not in this report yet: rates of absence, absolute absence, long relative absence by duration, exemptions, outcomes, handovers, early leaving and the count for the ministry.");
  return list;
}

Grid sources_grid(const ReportHead& head, Language language) {
  const bool nl = language == Language::nl;
  Grid grid;
  grid.id = "sources";
  grid.texts = true;
  grid.caption = nl ? "Bestanden waarop dit rapport rust" : "Files that this report rests on";
  if (nl) grid.heads = {"Bestand", "Vingerafdruk (SHA-256)", "Soort", "Rijen", "Geweigerd"};
  else grid.heads = {"File", "Fingerprint (SHA-256)", "Kind", "Rows", "Rejected"};
  for (const ReportSource& s : head.sources)
    grid.rows.push_back({s.file, s.sha256.substr(0, 12), s.kind == "pupils" ? label("pupils-file", language) : label(s.kind, language), std::to_string(s.rows), std::to_string(s.rejected)});
  return grid;
}

void add_chapter(Document& document, const GemeenteReport& report, const Chapter& chapter, const DocumentOptions& options) {
  const ReportTable* table = report.table(chapter.table);
  document.blocks.emplace_back(Heading{2, std::string(chapter.heading.in(options.language))});
  if (table == nullptr || !table->known) {
    document.blocks.emplace_back(Paragraph{options.language == Language::nl ? "Onbekend; zie ‘Wat ontbreekt’." : "Unknown; see ‘What is missing’."});
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

Document framed(std::string title, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Document document;
  document.language = nl ? "nl" : "en";
  document.title = std::move(title);
  document.skip_text = nl ? "Naar de inhoud" : "Skip to the content";
  document.withheld_text = nl ? "niet getoond" : "not shown";
  return document;
}

Document document_of(const GemeenteReport& report, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Document document = framed(fmt::format("{} {}", nl ? "Schoolverzuim in" : "School absence in", report.name), options);
  document.blocks.emplace_back(head_facts(report, options));
  document.blocks.emplace_back(Heading{2, nl ? "Zo leest u dit rapport" : "How to read this report"});
  document.blocks.emplace_back(reading_notes(options, report.head));
  for (const Chapter& chapter : chapters) add_chapter(document, report, chapter, options);
  document.blocks.emplace_back(Heading{2, nl ? "Wat ontbreekt" : "What is missing"});
  document.blocks.emplace_back(missing(report, options));
  if (!report.head.sources.empty()) {
    document.blocks.emplace_back(Heading{2, nl ? "Bronbestanden" : "Source files"});
    document.blocks.emplace_back(sources_grid(report.head, options.language));
  }
  document.foot = fmt::format("{} · {} {} · {} {}", report.head.program, nl ? "regels" : "rules", report.head.rules.substr(0, 12), nl ? "peildatum" : "as of", to_string(report.head.on));
  return document;
}

std::string file_stem(const GemeenteReport& report) { return "gemeente-" + report.code; }

}  // namespace

std::vector<ReportFile> write_report(const GemeenteReport& report, ReportFormat format, const DocumentOptions& options) {
  const Document document = document_of(report, options);
  const std::string stem = file_stem(report);
  if (format == ReportFormat::html) return {{stem + ".html", write_html(document)}};
  if (format == ReportFormat::md) return {{stem + ".md", write_markdown(document)}};
  std::vector<ReportFile> files;
  for (auto& [id, text] : write_csv_tables(document, options.raw)) files.push_back({fmt::format("{}-{}.csv", stem, id), std::move(text)});
  return files;
}

ReportFile write_report_index(const std::vector<GemeenteReport>& reports, ReportFormat format, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Document document = framed(nl ? "Schoolverzuim per gemeente" : "School absence by gemeente", options);
  if (!reports.empty()) {
    const ReportHead& head = reports.front().head;
    document.foot = fmt::format("{} · {} {} · {} {}", head.program, nl ? "periode" : "period", head.period.name, nl ? "peildatum" : "as of", to_string(head.on));
  }
  if (format == ReportFormat::csv) {
    Grid grid;
    grid.id = "index";
    grid.heads = {"gemeente", nl ? "naam" : "name", nl ? "bestanden" : "files"};
    for (const GemeenteReport& report : reports) grid.rows.push_back({report.code, report.name, file_stem(report) + "-*.csv"});
    document.blocks.emplace_back(std::move(grid));
    return {"index.csv", write_csv_tables(document, options.raw).front().second};
  }
  document.blocks.emplace_back(Paragraph{nl ? "Elk rapport gaat alleen over de jongeren die in die gemeente wonen. Geef een gemeente alleen haar eigen rapport."
                                            : "Each report is only about the young people who live in that gemeente. Give a gemeente its own report only."});
  Links links;
  for (const GemeenteReport& report : reports)
    links.links.emplace_back(fmt::format("{} ({})", report.name, report.code), fmt::format("{}.{}", file_stem(report), extension(format)));
  std::sort(links.links.begin(), links.links.end());
  if (links.links.empty()) document.blocks.emplace_back(Paragraph{nl ? "Er zijn geen gemeenten met jongeren in deze periode." : "There is no gemeente with young people in this period."});
  else document.blocks.emplace_back(std::move(links));
  if (format == ReportFormat::html) return {"index.html", write_html(document)};
  return {"index.md", write_markdown(document)};
}

}  // namespace verzuim
