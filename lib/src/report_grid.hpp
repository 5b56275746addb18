// SPDX-License-Identifier: EUPL-1.2
// A table of a report in words, and its numbers as text.
#pragma once
#include <string>

#include "document.hpp"
#include "report_text.hpp"

namespace verzuim {

/// How numbers are written: for reading in a language, or plain for programs.
enum class NumberStyle : std::uint8_t { reading, plain };

/// The number of a cell: `12`, `3.5`, `33.33`; empty where there is none to tell.
std::string number_text(ColumnType type, const ReportCell& cell);
/// The cell as people or spreadsheets read it.
std::string cell_text(ColumnType type, const ReportCell& cell, NumberStyle style, Language language);
/// What a column is called, with its unit where a program reads it.
std::string head_text(const ReportTable& table, std::size_t column, NumberStyle style, Language language);
/// The table with heads, rows and notes.
Grid grid_of(const ReportTable& table, const ReportHead& head, NumberStyle style,
             const DocumentOptions& options);

}  // namespace verzuim
