// SPDX-License-Identifier: EUPL-1.2
#include "report_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace verzuim {
namespace {

using State = ReportCell::State;

/// `value / scale` with a fixed number of decimals, rounded half away from zero.
std::string decimals(std::int64_t value, std::int64_t scale, int places) {
  std::int64_t ten = 1;
  for (int i = 0; i < places; ++i) ten *= 10;
  const std::int64_t whole = (std::abs(value) * ten * 2 + scale) / (2 * scale);
  const std::string sign = value < 0 && whole != 0 ? "-" : "";
  return fmt::format("{}{}.{:0{}}", sign, whole / ten, whole % ten, places);
}

/// A mark between every three digits before the decimals, so that large numbers are read at a glance.
std::string grouped(std::string text, char mark) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(text.find_first_of(".,"), text.size()); at > first + 3;) {
    at -= 3;
    text.insert(at, 1, mark);
  }
  return text;
}

constexpr std::int64_t fifths_an_hour = 300;

bool any_withheld(const ReportTable& table) {
  return std::any_of(table.cells.begin(), table.cells.end(),
                     [](const ReportCell& cell) { return cell.state == State::withheld; });
}

bool all_nothing(const ReportTable& table) {
  return std::all_of(table.cells.begin(), table.cells.end(), [](const ReportCell& cell) {
    return cell.state == State::none || (cell.state == State::value && cell.value == 0);
  });
}

}  // namespace

std::string number_text(ColumnType type, const ReportCell& cell) {
  if (cell.state != State::value) return {};
  switch (type) {
    case ColumnType::hours:
      return decimals(cell.value, fifths_an_hour, 1);
    case ColumnType::expected:
      return decimals(cell.value, 10, 1);
    case ColumnType::rate:
    case ColumnType::points:
      return decimals(cell.value, 100, 2);
    default:
      return std::to_string(cell.value);
  }
}

std::string cell_text(ColumnType type, const ReportCell& cell, NumberStyle style, Language language) {
  if (cell.state == State::withheld) return std::string(withheld_mark);
  if (cell.state == State::unknown) return language == Language::nl ? "onbekend" : "unknown";
  if (cell.state == State::none) return {};
  if (type == ColumnType::text) return cell.text;
  std::string text = number_text(type, cell);
  if (style == NumberStyle::plain) return text;
  const bool nl = language == Language::nl;
  if (nl) std::replace(text.begin(), text.end(), '.', ',');
  text = grouped(std::move(text), nl ? '.' : ',');
  const bool signed_number = type == ColumnType::change || type == ColumnType::points;
  if (signed_number && cell.value > 0) text = "+" + text;
  return type == ColumnType::rate ? text + "%" : text;
}

std::string head_text(const ReportTable& table, std::size_t column, NumberStyle style, Language language) {
  std::string text = column_text(table, column, language);
  if (style == NumberStyle::plain && table.columns[column].type == ColumnType::rate) text += " (%)";
  return text;
}

Grid grid_of(const ReportTable& table, const ReportHead& head, NumberStyle style,
             const DocumentOptions& options) {
  const Language language = options.language;
  const TableWords& words = words_of(table);
  Grid grid;
  grid.id = table.id;
  grid.caption = words.caption.in(language);
  if (table.number.starts_with('T')) grid.caption = table.number + ". " + grid.caption;
  grid.heads.emplace_back(words.row_head.in(language));
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    grid.heads.push_back(head_text(table, c, style, language));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<std::string> row = {row_text(table, r, options)};
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      row.push_back(cell_text(table.columns[c].type, table.at(r, c), style, language));
    grid.rows.push_back(std::move(row));
  }
  grid.total_row = table.total_row;
  if (!words.note.in(language).empty()) grid.notes.emplace_back(words.note.in(language));
  if (any_withheld(table) && !all_nothing(table)) {
    constexpr Said mark{
        "{} niet getoond: een aantal van 1 tot en met {}, of een getal waaruit zo’n aantal te berekenen is.",
        "{} not shown: a number from 1 to {}, or a number from which such a number could be worked out."};
    grid.notes.push_back(fmt::format(fmt::runtime(mark.in(language)), withheld_mark, head.withhold));
  }
  return grid;
}

}  // namespace verzuim
