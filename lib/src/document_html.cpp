// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "document_table.hpp"
#include "embedded.hpp"

namespace verzuim {
namespace {

/// How many chapters make a list of contents worth while.
constexpr std::size_t chapters_for_contents = 4;

/// Writes the blocks one after another.
struct HtmlWriter {
  const Document& document;
  std::string out = {};
  std::vector<std::string> chapters = {};
  std::size_t before_chapters = 0;  ///< where the first of them begins

  void operator()(const Heading& block) {
    if (block.level == 2 && chapters.empty()) before_chapters = out.size();
    if (block.level == 2) chapters.push_back(block.text);
    const std::string id = block.level == 2 ? fmt::format(" id=\"part-{}\"", chapters.size()) : "";
    out += fmt::format("<h{0}{2}>{1}</h{0}>\n", block.level, escape_html(block.text), id);
  }

  /// Links to the chapters, for a page that is too long to leaf through.
  std::string contents() const {
    if (document.contents_text.empty() || chapters.size() < chapters_for_contents) return {};
    std::string list = fmt::format("<nav aria-label=\"{}\">\n<ul>\n", escape_html(document.contents_text));
    for (std::size_t n = 0; n < chapters.size(); ++n)
      list += fmt::format("<li><a href=\"#part-{}\">{}</a></li>\n", n + 1, escape_html(chapters[n]));
    return list + "</ul>\n</nav>\n";
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
    out += table_html(block, document.withheld_text) + "</div>\n";
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
  writer.out.insert(writer.before_chapters, writer.contents());
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
