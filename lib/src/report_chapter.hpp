// SPDX-License-Identifier: EUPL-1.2
// The chapters of a report: each a table under its heading, with what a reader must know of it.
#pragma once
#include <string>
#include <string_view>

#include "document.hpp"
#include "report_text.hpp"

namespace verzuim {

/// What stands above and below one table.
struct Chapter {
  std::string_view table;
  Said heading, caption, row_head, total, note;
};

std::string cell_text(const Cell& cell);
/// The table of a chapter in words, with its notes.
Grid grid_of(const ReportTable& table, const Chapter& chapter, const ReportHead& head,
             const DocumentOptions& options);

void add_chapters(Document& document, const GemeenteReport& report, const DocumentOptions& options);

}  // namespace verzuim
