// SPDX-License-Identifier: EUPL-1.2
// The page that leads to the reports of all gemeenten.
#include <fmt/format.h>

#include <algorithm>

#include "report_frame.hpp"

namespace verzuim {
namespace {

/// The name of the files of a report, without what tells their format.
std::string stem_of(const ReportEntry& entry, const ReportHead& head) {
  Report report;
  report.code = entry.code;
  report.kind = entry.kind;
  report.head.scope = head.scope;
  return report_stem(report);
}

/// The index for programs: which files there are of what.
ReportFile index_csv(const std::vector<ReportEntry>& reports, const ReportHead& head, ReportFormat format,
                     Document document, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Grid grid;
  grid.id = "index";
  grid.heads = {"code", nl ? "naam" : "name", nl ? "bestanden" : "files"};
  for (const ReportEntry& report : reports)
    grid.rows.push_back(
        {report.code, report.name,
         stem_of(report, head) +
             (format == ReportFormat::csv ? "-*.csv" : fmt::format(".{}", extension(format)))});
  document.blocks.emplace_back(std::move(grid));
  return {"index.csv", write_csv_tables(document, options.raw).front().second};
}

std::string index_foot(const ReportHead& head, bool nl) {
  return fmt::format("{} · {} {} · {} {}", head.program, nl ? "periode" : "period", head.period.name,
                     nl ? "peildatum" : "as of", to_string(head.on));
}

Said index_title(const ReportHead& head) {
  if (head.scope == ReportScope::school) return {"Schoolverzuim per school", "School absence by school"};
  if (head.scope == ReportScope::region)
    return {"Schoolverzuim per Doorstroompuntregio", "School absence by Doorstroompunt region"};
  return {"Schoolverzuim per gemeente", "School absence by gemeente"};
}

}  // namespace

ReportFile write_report_index(const std::vector<ReportEntry>& reports, const ReportHead& head,
                              ReportFormat format, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Document document =
      framed(std::string(index_title(head).in(options.language)), index_foot(head, nl), options);
  if (format != ReportFormat::html && format != ReportFormat::md)
    return index_csv(reports, head, format, std::move(document), options);
  constexpr Said own[] = {
      {"Elk rapport gaat alleen over de jongeren die in die gemeente wonen. Geef een gemeente alleen haar "
       "eigen "
       "rapport.",
       "Each report is only about the young people who live in that gemeente. Give a gemeente its own report "
       "only."},
      {"Elk rapport gaat over de leerlingen van één school. Geef een school alleen haar eigen rapport.",
       "Each report is about the pupils of one school. Give a school its own report only."},
      {"Elk rapport gaat over de jongeren die in die regio wonen.",
       "Each report is about the young people who live in that region."}};
  document.blocks.emplace_back(
      Paragraph{std::string(own[static_cast<std::size_t>(head.scope)].in(options.language))});
  Links links;
  for (const ReportEntry& report : reports)
    links.links.emplace_back(fmt::format("{} ({})", report.name, report.code),
                             fmt::format("{}.{}", stem_of(report, head), extension(format)));
  std::sort(links.links.begin(), links.links.end());
  if (links.links.empty())
    document.blocks.emplace_back(Paragraph{nl ? "Er zijn geen jongeren in deze periode."
                                              : "There are no young people in this period."});
  else
    document.blocks.emplace_back(std::move(links));
  return written(document, "index", format);
}

}  // namespace verzuim
