// SPDX-License-Identifier: EUPL-1.2
// Documents as plain text: Markdown for reading and CSV for spreadsheets.
#include <fmt/format.h>

#include <algorithm>

#include "document.hpp"
#include "verzuim/csv.hpp"

namespace verzuim {
namespace {

struct MarkdownWriter {
  std::string out = {};

  void operator()(const Heading& block) {
    out += fmt::format("{} {}\n\n", std::string(static_cast<std::size_t>(block.level), '#'),
                       escape_markdown(block.text));
  }
  void operator()(const Paragraph& block) { out += escape_markdown(block.text) + "\n\n"; }
  void operator()(const FactList& block) { facts(block.facts); }

  void facts(const std::vector<std::pair<std::string, std::string>>& list) {
    for (const auto& [name, value] : list)
      out += fmt::format("- **{}:** {}\n", escape_markdown(name), escape_markdown(value));
    out += '\n';
  }

  void row(const std::vector<std::string>& cells, std::string_view mark = {}) {
    out += '|';
    for (const std::string& cell : cells)
      out += fmt::format(" {0}{1}{0} |", cell.empty() ? "" : mark, escape_markdown(cell));
    out += '\n';
  }

  void operator()(const Grid& block) {
    out += fmt::format("**{}**\n\n", escape_markdown(block.caption));
    row(block.heads);
    for (std::size_t c = 0; c < block.heads.size(); ++c)
      out += c == 0 ? "|---|" : block.texts ? "---|" : "---:|";
    out += '\n';
    for (std::size_t r = 0; r < block.rows.size(); ++r)
      row(block.rows[r], block.total_row && r + 1 == block.rows.size() ? "**" : "");
    out += '\n';
    for (const std::string& note : block.notes) out += fmt::format("- {}\n", escape_markdown(note));
    if (!block.notes.empty()) out += '\n';
  }

  void operator()(const Figure&) {}  // its numbers stand in the table after it

  void operator()(const Card& block) {
    out += fmt::format("### {}\n\n", escape_markdown(block.title));
    facts(block.facts);
  }

  void operator()(const Bullets& block) {
    for (const std::string& item : block.items) out += fmt::format("- {}\n", escape_markdown(item));
    out += '\n';
  }

  void operator()(const Links& block) {
    for (const auto& [text, file] : block.links)
      out += fmt::format("- [{}]({})\n", escape_markdown(text), file);
    out += '\n';
  }
};

std::string csv_row(const std::vector<std::string>& cells, bool raw) {
  std::vector<std::string> safe;
  for (const std::string& cell : cells) safe.push_back(raw ? cell : guard_cell(cell));
  std::string out;
  write_csv_row(out, {safe.begin(), safe.end()});
  return out;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]|<>#&";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    // At the start of a line these would begin a list.
    const bool list = i == 0 && (c == '-' || c == '+' || c == '~');
    if (list || special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string guard_cell(std::string_view text) {
  constexpr std::string_view formula = "=+-@\t\r";
  const bool risky = !text.empty() && formula.find(text.front()) != std::string_view::npos;
  return (risky ? "'" : "") + std::string(text);
}

std::string write_markdown(const Document& document) {
  MarkdownWriter writer;
  writer.out = fmt::format("# {}\n\n", escape_markdown(document.title));
  for (const Block& block : document.blocks) std::visit(writer, block);
  if (!document.foot.empty()) writer.out += fmt::format("---\n\n{}\n", escape_markdown(document.foot));
  return writer.out;
}

std::vector<std::pair<std::string, std::string>> write_csv_tables(const Document& document, bool raw) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const Block& block : document.blocks) {
    if (const auto* list = std::get_if<FactList>(&block)) {
      std::string text = csv_row({"name", "value"}, raw);
      for (const auto& [name, value] : list->facts) text += csv_row({name, value}, raw);
      files.emplace_back(list->id, std::move(text));
    } else if (const auto* grid = std::get_if<Grid>(&block)) {
      std::string text = csv_row(grid->heads, raw);
      for (const auto& row : grid->rows) text += csv_row(row, raw);
      files.emplace_back(grid->id, std::move(text));
    }
  }
  return files;
}

}  // namespace verzuim
