// SPDX-License-Identifier: EUPL-1.2
#include "letter_layout.hpp"

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using Kind = LetterBlock::Kind;

std::string joined(const TemplateLine& line, std::size_t from = 0) {
  std::string text;
  for (std::size_t i = from; i < line.size(); ++i) text += line[i].text;
  return text;
}

bool is_empty(const TemplateLine& line) {
  return std::all_of(line.begin(), line.end(), [](const TemplatePiece& p) { return trim(p.text).empty(); });
}

/// Cuts `mark` off the front when the template itself says it there.
bool take_mark(TemplateLine& line, std::string_view mark) {
  if (line.empty() || line.front().filled || !line.front().text.starts_with(mark)) return false;
  line.front().text.erase(0, mark.size());
  return true;
}

/// Cuts a line in two at ` :: `, where the template itself says so.
bool take_fact(const TemplateLine& line, LetterBlock& block) {
  constexpr std::string_view mark = " ::";
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto at = line[i].filled ? std::string::npos : line[i].text.find(mark);
    if (at == std::string::npos) continue;
    TemplateLine name(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(i));
    name.push_back({line[i].text.substr(0, at)});
    block.kind = Kind::fact;
    block.name = trim(joined(name));
    block.text = trim(line[i].text.substr(at + mark.size()) + joined(line, i + 1));
    return true;
  }
  return false;
}

/// Free text has paragraphs of its own.
void add_paragraphs(const std::string& text, std::vector<LetterBlock>& blocks) {
  for (const std::string& part : split(text, '\n'))
    if (!trim(part).empty()) blocks.push_back({Kind::paragraph, std::string(trim(part))});
}

}  // namespace

void lay_out(const std::vector<TemplateLine>& lines, LetterText& letter) {
  std::string running;
  const auto flush = [&] {
    add_paragraphs(running, letter.blocks);
    running.clear();
  };
  for (TemplateLine line : lines) {
    LetterBlock block;
    if (is_empty(line)) {
      flush();
    } else if (take_mark(line, "## ")) {
      flush();
      letter.blocks.push_back({Kind::heading, joined(line)});
    } else if (take_mark(line, "# ")) {
      flush();
      letter.title = joined(line);
    } else if (take_mark(line, "- ")) {
      flush();
      letter.blocks.push_back({Kind::item, joined(line)});
    } else if (line.size() == 1 && !line.front().filled && trim(line.front().text) == "___") {
      flush();
      letter.blocks.push_back({Kind::room, {}});
    } else if (take_fact(line, block)) {
      flush();
      letter.blocks.push_back(std::move(block));
    } else {
      running += (running.empty() ? "" : " ") + joined(line);
    }
  }
  flush();
  // What is no free text stands on one line, whatever was filled in.
  for (LetterBlock& block : letter.blocks) std::replace(block.text.begin(), block.text.end(), '\n', ' ');
}

}  // namespace verzuim
