// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "explanation_words.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::size_t page_width = 100, label_width = 15, margin = 2;

/// Characters, not bytes.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t now = width_of(text);
  if (now < width) out.append(width - now, ' ');
  return out;
}

}  // namespace

void Page::gap() {
  if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
}

void Page::title(const std::string& text) { out_ += text + "\n"; }

void Page::heading(const std::string& text) {
  gap();
  out_ += text + "\n";
}

void Page::wrapped(std::string head, const std::string& text, std::size_t indent) {
  std::string line = std::move(head);
  bool fresh = true;
  for (const std::string& word : split(text, ' ')) {
    if (!fresh && width_of(line) + 1 + width_of(word) > page_width) {
      out_ += line + "\n";
      line = std::string(indent, ' ');
      fresh = true;
    }
    if (!fresh) line += ' ';
    line += word;
    fresh = false;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out_ += line + "\n";
}

void Page::fact(std::string_view label, const std::string& text) {
  if (text.empty()) return;
  wrapped(std::string(margin, ' ') + padded(label, label_width), text, margin + label_width);
}

void Page::line(const std::string& text) {
  if (!text.empty()) wrapped(std::string(margin, ' '), text, margin);
}

void Page::table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (widths.size() <= c) widths.push_back(0);
      widths[c] = std::max(widths[c], width_of(row[c]));
    }
  for (const auto& row : rows) {
    std::string head(margin, ' ');
    for (std::size_t c = 0; c + 1 < row.size(); ++c)
      if (widths[c] > 0) head += padded(row[c], widths[c] + 2);
    if (row.empty()) continue;
    const std::size_t indent = width_of(head);
    wrapped(std::move(head), row.back(), indent);
  }
}

}  // namespace verzuim
