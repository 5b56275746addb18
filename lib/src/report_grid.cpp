// SPDX-License-Identifier: EUPL-1.2
// A table of a report in words: its heads, its rows and the marks for what is withheld.
#include <fmt/format.h>

#include "report_chapter.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

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
  return fmt::format("{}: {}", label(id.substr(0, cut), options.language),
                     role.empty() ? std::string(nobody.in(options.language)) : role_text(role, options));
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

}  // namespace

std::string cell_text(const Cell& cell) {
  return cell.withheld ? std::string(withheld_mark) : std::to_string(cell.value);
}

Grid grid_of(const ReportTable& table, const Chapter& chapter, const ReportHead& head,
             const DocumentOptions& options) {
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
    std::vector<std::string> row = {r < counts.rows() ? row_text(table, r, options)
                                                      : std::string(chapter.total.in(language))};
    for (std::size_t c = 0; c < columns; ++c) row.push_back(cell_text(counts.at(r, c)));
    if (share) row.push_back(timely_share(counts, r));
    grid.rows.push_back(std::move(row));
  }
  grid.total_row = counts.column_totals;
  grid.notes.emplace_back(chapter.note.in(language));
  if (any_withheld(counts)) {
    const Said mark{
        "{} niet getoond: een aantal van 1 tot en met {}, of een aantal waaruit zo’n aantal te berekenen is.",
        "{} not shown: a number from 1 to {}, or a number from which such a number could be worked out."};
    grid.notes.push_back(fmt::format(fmt::runtime(mark.in(language)), withheld_mark, head.withhold));
  }
  return grid;
}

}  // namespace verzuim
