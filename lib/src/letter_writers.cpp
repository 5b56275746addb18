// SPDX-License-Identifier: EUPL-1.2
// A letter as HTML for print, and as plain text.
#include <fmt/format.h>

#include <algorithm>

#include "document.hpp"
#include "embedded.hpp"
#include "letter_layout.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using Kind = LetterBlock::Kind;
constexpr std::size_t width = 78;
constexpr std::string_view underscores = "____________________";

/// The text with its blanks, safe for HTML.
std::string html(const LetterText& letter, const std::string& text) {
  std::string out = escape_html(text);
  const std::string blank = fmt::format("<span class=\"blank\"><span class=\"aloud\">{}</span></span>",
                                        escape_html(letter.blank_text));
  for (auto at = out.find(blank_mark); at != std::string::npos; at = out.find(blank_mark, at + blank.size()))
    out.replace(at, 1, blank);
  return out;
}

/// Opens and closes the list that blocks of one kind share.
class Lists {
 public:
  explicit Lists(std::string& out) : out_(out) {}
  void at(Kind kind) {
    if (kind == open_) return;
    close();
    if (kind == Kind::item) out_ += "<ul>\n";
    if (kind == Kind::fact) out_ += "<dl>\n";
    open_ = kind;
  }
  void close() {
    if (open_ == Kind::item) out_ += "</ul>\n";
    if (open_ == Kind::fact) out_ += "</dl>\n";
    open_ = Kind::paragraph;
  }

 private:
  std::string& out_;
  Kind open_ = Kind::paragraph;
};

std::string blocks_html(const LetterText& letter) {
  std::string out;
  Lists lists(out);
  for (const LetterBlock& block : letter.blocks) {
    lists.at(block.kind);
    const std::string text = html(letter, block.text);
    switch (block.kind) {
      case Kind::heading:
        out += fmt::format("<h2>{}</h2>\n", text);
        break;
      case Kind::paragraph:
        out += fmt::format("<p>{}</p>\n", text);
        break;
      case Kind::item:
        out += fmt::format("<li>{}</li>\n", text);
        break;
      case Kind::fact:
        out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html(letter, block.name), text);
        break;
      case Kind::room:
        out += fmt::format("<div class=\"room\"><span class=\"aloud\">{}</span></div>\n",
                           escape_html(letter.blank_text));
        break;
    }
  }
  lists.close();
  return out;
}

std::string left_out_html(const LetterText& letter) {
  std::string out =
      fmt::format("<aside aria-labelledby=\"left-out\">\n<h2 id=\"left-out\">{}</h2>\n<p>{}</p>\n",
                  escape_html(letter.left_out_title), escape_html(letter.left_out_intro));
  if (!letter.left_out.empty()) {
    out += "<dl>\n";
    for (const auto& [what, why] : letter.left_out)
      out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape_html(what), escape_html(why));
    out += "</dl>\n";
  }
  return out + "</aside>\n";
}

/// Characters, not bytes: a Dutch trema takes one place.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Adds `text` with a first and a following indent, broken between words.
void wrap(std::string& out, std::string_view first, std::string_view next, const std::string& text) {
  std::string line(first);
  bool fresh = true;
  for (std::string word : split(text, ' ')) {
    if (word.empty()) continue;
    if (!fresh && length(line) + 1 + length(word) > width) {
      out += line + '\n';
      line = next;
      fresh = true;
    }
    line += (fresh ? "" : " ") + word;
    fresh = false;
  }
  out += line + '\n';
}

std::string with_blanks(std::string text) {
  for (auto at = text.find(blank_mark); at != std::string::npos; at = text.find(blank_mark))
    text.replace(at, 1, underscores);
  return text;
}

}  // namespace

std::string letter_html(const LetterText& letter) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n"
      "<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n{}{}</main>\n<footer>{}</footer>\n</body>\n"
      "</html>\n",
      escape_html(letter.language), escape_html(with_blanks(letter.title)), embedded("templates/letter.css"),
      html(letter, letter.title), blocks_html(letter), left_out_html(letter), escape_html(letter.foot));
}

std::string letter_text(const LetterText& letter) {
  const std::string title = with_blanks(letter.title);
  std::string out = title + '\n' + std::string(length(title), '=') + "\n";
  std::size_t column = 0;
  for (const LetterBlock& block : letter.blocks) column = std::max(column, length(block.name));
  Kind before = Kind::heading;
  for (const LetterBlock& block : letter.blocks) {
    const std::string text = with_blanks(block.text);
    if (block.kind != before || block.kind == Kind::paragraph) out += '\n';
    if (block.kind == Kind::heading) out += text + '\n' + std::string(length(text), '-') + '\n';
    if (block.kind == Kind::paragraph) wrap(out, "", "", text);
    if (block.kind == Kind::item) wrap(out, "- ", "  ", text);
    if (block.kind == Kind::fact)
      wrap(out, block.name + ":" + std::string(column + 1 - length(block.name), ' '),
           std::string(column + 2, ' '), text);
    if (block.kind == Kind::room)
      for (int n = 0; n < 4; ++n) out += std::string(width, '_') + "\n" + (n < 3 ? "\n" : "");
    before = block.kind;
  }
  out += fmt::format("\n{}\n{}\n\n", letter.left_out_title, std::string(length(letter.left_out_title), '-'));
  wrap(out, "", "", letter.left_out_intro);
  if (!letter.left_out.empty()) out += '\n';
  for (const auto& [what, why] : letter.left_out) wrap(out, "- ", "  ", fmt::format("{}: {}", what, why));
  if (!letter.foot.empty()) {
    out += '\n';
    wrap(out, "", "", letter.foot);
  }
  return out;
}

}  // namespace verzuim
