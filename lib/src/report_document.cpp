// SPDX-License-Identifier: EUPL-1.2
// The report of a gemeente as a document.
#include <fmt/format.h>

#include "report_chapter.hpp"
#include "report_frame.hpp"
#include "report_notes.hpp"

namespace verzuim {
namespace {

Document document_of(const GemeenteReport& report, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  const std::string foot =
      fmt::format("{} · {} {} · {} {}", report.head.program, nl ? "regels" : "rules",
                  report.head.rules.substr(0, 12), nl ? "peildatum" : "as of", to_string(report.head.on));
  Document document =
      framed(fmt::format("{} {}", nl ? "Schoolverzuim in" : "School absence in", report.name), foot, options);
  document.blocks.emplace_back(head_facts(report, options));
  document.blocks.emplace_back(Heading{2, nl ? "Zo leest u dit rapport" : "How to read this report"});
  document.blocks.emplace_back(reading_notes(options, report.head));
  add_chapters(document, report, options);
  document.blocks.emplace_back(Heading{2, nl ? "Wat ontbreekt" : "What is missing"});
  document.blocks.emplace_back(missing(report, options));
  if (!report.head.sources.empty()) {
    document.blocks.emplace_back(Heading{2, nl ? "Bronbestanden" : "Source files"});
    document.blocks.emplace_back(sources_grid(report.head, options.language));
  }
  return document;
}

}  // namespace

std::vector<ReportFile> write_report(const GemeenteReport& report, ReportFormat format,
                                     const DocumentOptions& options) {
  const Document document = document_of(report, options);
  const std::string stem = report_stem(report);
  if (format != ReportFormat::csv) return {written(document, stem, format)};
  std::vector<ReportFile> files;
  for (auto& [id, text] : write_csv_tables(document, options.raw))
    files.push_back({fmt::format("{}-{}.csv", stem, id), std::move(text)});
  return files;
}

}  // namespace verzuim
