// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "document.hpp"
#include "embedded.hpp"

namespace verzuim {
namespace {

std::string cell_html(const Document& document, std::string_view text) {
  if (text != withheld_mark) return fmt::format("<td>{}</td>", escape_html(text));
  return fmt::format(
      "<td class=\"withheld\"><span aria-hidden=\"true\">{}</span><span class=\"aloud\">{}</span></td>",
      withheld_mark, escape_html(document.withheld_text));
}

/// Writes the blocks one after another.
struct HtmlWriter {
  const Document& document;
  std::string out = {};

  void operator()(const Heading& block) {
    out += fmt::format("<h{0}>{1}</h{0}>\n", block.level, escape_html(block.text));
  }

  void operator()(const Paragraph& block) { out += fmt::format("<p>{}</p>\n", escape_html(block.text)); }

  void operator()(const FactList& block) { facts(block.facts); }

  void facts(const std::vector<std::pair<std::string, std::string>>& list) {
    out += "<dl>\n";
    for (const auto& [name, value] : list)
      out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape_html(name), escape_html(value));
    out += "</dl>\n";
  }

  /// What may be wider than a phone scrolls in its own box, which the keyboard can reach.
  void open_scroll(std::string_view label) {
    out += fmt::format("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n",
                       escape_html(label));
  }

  void operator()(const Grid& block) {
    if (!block.fold.empty())
      out += fmt::format("<details>\n<summary>{}</summary>\n", escape_html(block.fold));
    open_scroll(block.caption);
    out += fmt::format("<table{}>\n<caption><span>{}</span></caption>\n<thead><tr>",
                       block.texts ? " class=\"texts\"" : "", escape_html(block.caption));
    for (const std::string& head : block.heads)
      out += fmt::format("<th scope=\"col\">{}</th>", escape_html(head));
    out += "</tr></thead>\n<tbody>\n";
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      const auto& row = block.rows[r];
      out += block.total_row && r + 1 == block.rows.size() ? "<tr class=\"total\">" : "<tr>";
      out += fmt::format("<th scope=\"row\">{}</th>", escape_html(row.front()));
      for (std::size_t c = 1; c < row.size(); ++c) out += cell_html(document, row[c]);
      out += "</tr>\n";
    }
    out += "</tbody>\n</table>\n</div>\n";
    if (!block.fold.empty()) out += "</details>\n";
    if (block.notes.empty()) return;
    out += "<ul class=\"notes\">\n";
    for (const std::string& note : block.notes) out += fmt::format("<li>{}</li>\n", escape_html(note));
    out += "</ul>\n";
  }

  void operator()(const Figure& block) {
    out += fmt::format("<figure>\n<figcaption><strong>{}.</strong> {}</figcaption>\n",
                       escape_html(block.title), escape_html(block.message));
    open_scroll(block.title);
    out += block.svg + "</div>\n</figure>\n";
  }

  void operator()(const Card& block) {
    out += fmt::format("<article{}>\n<h3>{}</h3>\n", block.urgent ? " class=\"urgent\"" : "",
                       escape_html(block.title));
    facts(block.facts);
    out += "</article>\n";
  }

  void operator()(const Bullets& block) {
    out += "<ul>\n";
    for (const std::string& item : block.items) out += fmt::format("<li>{}</li>\n", escape_html(item));
    out += "</ul>\n";
  }

  void operator()(const Links& block) {
    out += "<ul class=\"links\">\n";
    for (const auto& [text, file] : block.links)
      out += fmt::format("<li><a href=\"{}\">{}</a></li>\n", escape_html(file), escape_html(text));
    out += "</ul>\n";
  }
};

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string write_html(const Document& document) {
  HtmlWriter writer{document};
  for (const Block& block : document.blocks) std::visit(writer, block);
  const std::string title = escape_html(document.title);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n"
      "<meta name=\"referrer\" "
      "content=\"no-referrer\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#content\">{}</a>\n<main "
      "id=\"content\">\n<h1>{}</h1>\n{}</main>\n<footer>{}</footer>\n</body>\n</html>\n",
      escape_html(document.language), title, embedded("templates/document.css"),
      escape_html(document.skip_text), title, writer.out, escape_html(document.foot));
}

}  // namespace verzuim
