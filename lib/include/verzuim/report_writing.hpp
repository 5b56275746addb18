// SPDX-License-Identifier: EUPL-1.2
// Reports and work lists as files: HTML, Markdown, CSV, JSON and XLSX, in Dutch or English. All of them print
// the same numbers of the same value.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/reference.hpp"
#include "verzuim/report.hpp"
#include "verzuim/worklist.hpp"

namespace verzuim {

enum class Language : std::uint8_t { nl, en };
enum class ReportFormat : std::uint8_t { html, md, csv, json, xlsx };
VERZUIM_EXPORT std::optional<Language> parse_language(std::string_view text);
VERZUIM_EXPORT std::optional<ReportFormat> parse_report_format(std::string_view text);

/// How documents are written.
struct DocumentOptions {
  Language language = Language::nl;
  bool raw = false;  ///< CSV without the spreadsheet guard
  std::vector<std::pair<std::string, std::string>> role_labels;
  const Reference* reference = nullptr;  ///< for names of gemeenten; may be null
};

/// A file of a report: a name without folder, and its bytes.
struct ReportFile {
  std::string name, text;
};

/// CSV is one file for the head and one for each table; every other format is one file.
/// Requires: the report has passed the gate. Throws: Error (internal) when a workbook cannot be made.
VERZUIM_EXPORT std::vector<ReportFile> write_report(const Report& report, ReportFormat format,
                                                    const DocumentOptions& options);

/// A report as the index names it.
struct ReportEntry {
  std::string code, name;
  std::string kind = "report";  ///< or telling
};
/// The page that leads to the reports of one run. `head` is that of any of them.
VERZUIM_EXPORT ReportFile write_report_index(const std::vector<ReportEntry>& reports, const ReportHead& head,
                                             ReportFormat format, const DocumentOptions& options);
/// All work lists as one text (`apart` false), or one file for each. The as-of date stands in the foot.
/// Requires: HTML, Markdown or CSV.
VERZUIM_EXPORT std::vector<ReportFile> write_work_lists(const std::vector<WorkList>& lists, Date on,
                                                        ReportFormat format, bool apart,
                                                        const DocumentOptions& options);

}  // namespace verzuim
