// SPDX-License-Identifier: EUPL-1.2
// The words of reports and work lists, Dutch and English side by side. Plain words: the reader is a clerk
// with little time. Whole texts stand where they are used; here is what several places share.
#pragma once
#include <string>
#include <string_view>

#include "verzuim/report_writing.hpp"

namespace verzuim {

/// One text in both languages.
struct Said {
  std::string_view nl, en;
  constexpr std::string_view in(Language language) const { return language == Language::nl ? nl : en; }
};

/// What an id of a row or column is called: a sector, a duty, a step, a kind of melding. The id itself when
/// unknown.
std::string label(std::string_view id, Language language);
/// What a column of a table is called, and a row.
std::string column_text(const ReportTable& table, std::size_t column, Language language);
std::string row_text(const ReportTable& table, std::size_t row, const DocumentOptions& options);
/// What a table is called; what stands above it as a heading, and what a reader must know of it.
struct TableWords {
  std::string_view table;
  Said heading, caption, row_head, note;
};
const TableWords& words_of(const ReportTable& table);
/// What a role is called: as the configuration says, else the usual name.
std::string role_text(std::string_view role, const DocumentOptions& options);
std::string roles_text(const std::vector<std::string>& roles, const DocumentOptions& options);
/// `24 november 2025`.
std::string date_text(Date date, Language language);
/// `november 2025`.
std::string month_text(Date date, Language language);
/// The name of a gemeente with its code; the code alone when it is not known.
std::string gemeente_text(const std::string& code, const DocumentOptions& options);
std::string_view extension(ReportFormat format);

}  // namespace verzuim
