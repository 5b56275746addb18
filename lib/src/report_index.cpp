// SPDX-License-Identifier: EUPL-1.2
// The page that leads to the reports of all gemeenten.
#include <fmt/format.h>

#include <algorithm>

#include "report_frame.hpp"

namespace verzuim {
namespace {

/// The index for those who go on with CSV: which files there are of which gemeente.
ReportFile index_csv(const std::vector<GemeenteReport>& reports, Document document,
                     const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Grid grid;
  grid.id = "index";
  grid.heads = {"gemeente", nl ? "naam" : "name", nl ? "bestanden" : "files"};
  for (const GemeenteReport& report : reports)
    grid.rows.push_back({report.code, report.name, report_stem(report) + "-*.csv"});
  document.blocks.emplace_back(std::move(grid));
  return {"index.csv", write_csv_tables(document, options.raw).front().second};
}

std::string index_foot(const std::vector<GemeenteReport>& reports, bool nl) {
  if (reports.empty()) return {};
  const ReportHead& head = reports.front().head;
  return fmt::format("{} · {} {} · {} {}", head.program, nl ? "periode" : "period", head.period.name,
                     nl ? "peildatum" : "as of", to_string(head.on));
}

}  // namespace

ReportFile write_report_index(const std::vector<GemeenteReport>& reports, ReportFormat format,
                              const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Document document = framed(nl ? "Schoolverzuim per gemeente" : "School absence by gemeente",
                             index_foot(reports, nl), options);
  if (format == ReportFormat::csv) return index_csv(reports, std::move(document), options);
  document.blocks.emplace_back(Paragraph{nl ? "Elk rapport gaat alleen over de jongeren die in die gemeente "
                                              "wonen. Geef een gemeente alleen haar eigen rapport."
                                            : "Each report is only about the young people who live in that "
                                              "gemeente. Give a gemeente its own report only."});
  Links links;
  for (const GemeenteReport& report : reports)
    links.links.emplace_back(fmt::format("{} ({})", report.name, report.code),
                             fmt::format("{}.{}", report_stem(report), extension(format)));
  std::sort(links.links.begin(), links.links.end());
  if (links.links.empty())
    document.blocks.emplace_back(Paragraph{nl ? "Er zijn geen gemeenten met jongeren in deze periode."
                                              : "There is no gemeente with young people in this period."});
  else
    document.blocks.emplace_back(std::move(links));
  return written(document, "index", format);
}

}  // namespace verzuim
