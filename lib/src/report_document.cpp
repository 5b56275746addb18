// SPDX-License-Identifier: EUPL-1.2
// A report as a document for people, or as tables for programs.
#include <fmt/format.h>

#include "report_frame.hpp"
#include "report_grid.hpp"
#include "report_notes.hpp"
#include "report_plots.hpp"
#include "report_records.hpp"

namespace verzuim {
namespace {

std::string title_of(const Report& report, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  if (report.kind == "telling")
    return fmt::format("{} {}", nl ? "Leerplichttelling" : "Yearly statement of absence,", report.name);
  if (report.head.scope == ReportScope::school)
    return fmt::format("{} {}", nl ? "Schoolverzuim op" : "School absence at", report.name);
  if (report.head.scope == ReportScope::region)
    return fmt::format(
        "{} {}", nl ? "Schoolverzuim in Doorstroompuntregio" : "School absence in Doorstroompunt region",
        report.name);
  return fmt::format("{} {}", nl ? "Schoolverzuim in" : "School absence in", report.name);
}

void add_tables(Document& document, const Report& report, NumberStyle style, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  std::string_view section;
  for (const ReportTable& table : report.tables) {
    const TableWords& words = words_of(table);
    const std::string_view heading = words.heading.in(options.language);
    if (heading != section) document.blocks.emplace_back(Heading{2, std::string(heading)});
    section = heading;
    const std::string caption = grid_of(table, report.head, style, options).caption;
    if (!table.known) {
      document.blocks.emplace_back(Paragraph{fmt::format(
          "{}: {}", caption, nl ? "onbekend; zie ‘Wat ontbreekt’." : "unknown; see ‘What is missing’.")});
    } else if (table.rows.size() <= (table.total_row ? 1u : 0u)) {
      document.blocks.emplace_back(Paragraph{fmt::format("{}: {}", caption, nl ? "geen." : "none.")});
    } else {
      if (auto figure = figure_of(table, options)) document.blocks.emplace_back(std::move(*figure));
      Grid grid = grid_of(table, report.head, style, options);
      // As long as a page or more: the picture tells it, who wants the numbers opens them.
      if (grid.rows.size() > 45)
        grid.fold = fmt::format("{} ({} {})", caption, grid.rows.size(), nl ? "rijen" : "rows");
      document.blocks.emplace_back(std::move(grid));
    }
  }
}

Document document_of(const Report& report, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  const std::string foot =
      fmt::format("{} · {} {} · {} {}", report.head.program, nl ? "regels" : "rules",
                  report.head.rules.substr(0, 12), nl ? "peildatum" : "as of", to_string(report.head.on));
  Document document = framed(title_of(report, options), foot, options);
  document.blocks.emplace_back(head_facts(report, options));
  document.blocks.emplace_back(Heading{2, nl ? "Zo leest u dit rapport" : "How to read this report"});
  document.blocks.emplace_back(reading_notes(report, options));
  add_tables(document, report, NumberStyle::reading, options);
  document.blocks.emplace_back(Heading{2, nl ? "Wat ontbreekt" : "What is missing"});
  document.blocks.emplace_back(missing(report, options));
  if (!report.head.sources.empty()) {
    document.blocks.emplace_back(Heading{2, nl ? "Bronbestanden" : "Source files"});
    document.blocks.emplace_back(sources_grid(report.head, options.language));
  }
  return document;
}

/// One CSV for each table, with plain numbers; tables of which nothing is known are left out.
std::vector<ReportFile> csv_files(const Report& report, const DocumentOptions& options) {
  Document document = framed(title_of(report, options), {}, options);
  document.blocks.emplace_back(head_facts(report, options));
  for (const ReportTable& table : report.tables)
    if (table.known) document.blocks.emplace_back(grid_of(table, report.head, NumberStyle::plain, options));
  Grid lacking;
  lacking.id = "missing";
  lacking.texts = true;
  lacking.heads = {label("missing", options.language)};
  for (const std::string& item : missing(report, options).items) lacking.rows.push_back({item});
  document.blocks.emplace_back(std::move(lacking));
  document.blocks.emplace_back(sources_grid(report.head, options.language));
  std::vector<ReportFile> files;
  for (auto& [id, text] : write_csv_tables(document, options.raw))
    files.push_back({fmt::format("{}-{}.csv", report_stem(report), id), std::move(text)});
  return files;
}

}  // namespace

std::string report_stem(const Report& report) {
  constexpr std::string_view scopes[] = {"gemeente", "school", "region"};
  const std::string_view scope = scopes[static_cast<std::size_t>(report.head.scope)];
  if (report.kind == "telling") return fmt::format("telling-{}", report.code);
  return fmt::format("{}-{}", scope, report.code);
}

std::vector<ReportFile> write_report(const Report& report, ReportFormat format,
                                     const DocumentOptions& options) {
  const std::string name = fmt::format("{}.{}", report_stem(report), extension(format));
  if (format == ReportFormat::csv) return csv_files(report, options);
  if (format == ReportFormat::json) return {{name, write_json(report, options)}};
  if (format == ReportFormat::xlsx) return {{name, write_xlsx(report, options)}};
  return {written(document_of(report, options), report_stem(report), format)};
}

}  // namespace verzuim
