// SPDX-License-Identifier: EUPL-1.2
#include "document_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// Above these a table is set smaller, and smaller still. Measured: A4 between its margins holds so many
/// letters of the type that `document.css` has for each when it prints.
constexpr std::size_t widest_plain = 72, widest_wide = 96;
/// A table of this many rows is better kept together on paper.
constexpr std::size_t short_rows = 14;

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  for (const std::string& word : split(text, ' ')) longest = std::max(longest, letters_in(word));
  return longest;
}

std::string cell_html(std::string_view text, std::string_view withheld) {
  if (text != withheld_mark) return fmt::format("<td>{}</td>", escape_html(text));
  return fmt::format(
      "<td class=\"withheld\"><span aria-hidden=\"true\">{}</span><span class=\"aloud\">{}</span></td>",
      withheld_mark, escape_html(withheld));
}

std::string looks_of(const Grid& grid) {
  std::string looks = grid.texts ? "texts" : "";
  const auto add = [&](std::string_view look) { looks += (looks.empty() ? "" : " ") + std::string(look); };
  const std::size_t letters = letters_of(grid);
  if (letters > widest_plain) add(letters > widest_wide ? "wide wider" : "wide");
  if (grid.rows.size() <= short_rows) add("short");
  return looks.empty() ? looks : fmt::format(" class=\"{}\"", looks);
}

}  // namespace

std::size_t letters_of(const Grid& grid) {
  constexpr std::size_t space_between = 2;
  std::size_t letters = 0;
  for (std::size_t c = 0; c < grid.heads.size(); ++c) {
    std::size_t widest = longest_word(grid.heads[c]);
    for (const auto& row : grid.rows) widest = std::max(widest, longest_word(row.at(c)));
    letters += widest + space_between;
  }
  return letters;
}

Grid turned(const Grid& grid) {
  Grid other = grid;
  other.total_row = false;
  other.heads = {grid.heads.front()};
  other.rows.clear();
  for (const auto& row : grid.rows) other.heads.push_back(row.front());
  for (std::size_t c = 1; c < grid.heads.size(); ++c) {
    std::vector<std::string> row = {grid.heads[c]};
    for (const auto& of : grid.rows) row.push_back(of[c]);
    other.rows.push_back(std::move(row));
  }
  return other;
}

bool is_better_turned(const Grid& grid) {
  constexpr std::size_t many_columns = 14;
  return !grid.texts && !grid.rows.empty() && grid.rows.size() <= 2 && grid.heads.size() > many_columns;
}

std::string table_html(const Grid& given, std::string_view withheld) {
  const Grid grid = is_better_turned(given) ? turned(given) : given;
  std::string out = fmt::format("<table{}>\n<caption><span>{}</span></caption>\n<thead><tr>", looks_of(grid),
                                escape_html(grid.caption));
  for (const std::string& head : grid.heads)
    out += fmt::format("<th scope=\"col\">{}</th>", escape_html(head));
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t r = 0; r < grid.rows.size(); ++r) {
    const auto& row = grid.rows[r];
    out += grid.total_row && r + 1 == grid.rows.size() ? "<tr class=\"total\">" : "<tr>";
    out += fmt::format("<th scope=\"row\">{}</th>", escape_html(row.front()));
    for (std::size_t c = 1; c < row.size(); ++c) out += cell_html(row[c], withheld);
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

}  // namespace verzuim
