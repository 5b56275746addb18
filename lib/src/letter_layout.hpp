// SPDX-License-Identifier: EUPL-1.2
// From the lines of a filled-in template to the blocks of a letter, and from there to text or HTML. What the
// template says may be markup; what was filled in never is.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "template.hpp"

namespace verzuim {

/// Stands in a text where someone is to write something by hand.
inline constexpr char blank_mark = '\x1f';

struct LetterBlock {
  enum class Kind {
    heading,    ///< `## …`
    paragraph,  ///< lines that follow each other
    item,       ///< `- …`
    fact,       ///< `Name :: value`
    room        ///< `___`: lines to write on
  } kind = Kind::paragraph;
  std::string text;
  std::string name = {};  ///< of a fact
};

/// A letter as it is written, in whatever format.
struct LetterText {
  std::string language = "nl";
  std::string title;  ///< `# …`, the first line
  std::vector<LetterBlock> blocks;
  std::string left_out_title, left_out_intro;
  std::vector<std::pair<std::string, std::string>> left_out;  ///< what and why
  std::string foot;
  std::string blank_text;  ///< what a blank is called aloud
};

/// Fills `title` and `blocks`.
void lay_out(const std::vector<TemplateLine>& lines, LetterText& letter);
/// One file for print on A4: no script, no outside link.
std::string letter_html(const LetterText& letter);
/// Plain text with lines of at most 78 characters.
std::string letter_text(const LetterText& letter);

}  // namespace verzuim
