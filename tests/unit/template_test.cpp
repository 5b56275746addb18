// SPDX-License-Identifier: EUPL-1.2
// The little language of letters: what is filled in is never read as markup, and a slip is refused.
#include "template.hpp"

#include <doctest/doctest.h>

#include "letter_layout.hpp"
#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

const TemplateNames names = {{"pupil", {}}, {"adult", {}}, {"list", {"what", "due"}}};

std::string filled(std::string_view text, const TemplateData& data) {
  std::string out;
  for (const TemplateLine& line : Template(text, "t.txt", names).fill(data)) {
    for (const TemplatePiece& piece : line) out += piece.filled ? "<" + piece.text + ">" : piece.text;
    out += '\n';
  }
  return out;
}

std::string refusal(std::string_view text) {
  try {
    const Template made(text, "t.txt", names);
    return {};
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::config);
    return error.text();
  }
}

LetterText laid_out(std::string_view text, const TemplateData& data) {
  LetterText letter;
  lay_out(Template(text, "t.txt", names).fill(data), letter);
  return letter;
}

TemplateValue value(const char* text) { return {text, {}}; }

}  // namespace

TEST_CASE("names are filled in and sections follow what is given") {
  TemplateData data = {{"pupil", value("P9001")}};
  CHECK(filled("a {{pupil}} b", data) == "a <P9001> b\n");
  CHECK(filled("{{#adult}}x{{/adult}}{{^adult}}y{{/adult}}", data) == "y\n");
  data["adult"] = value("yes");
  CHECK(filled("{{#adult}}x{{/adult}}{{^adult}}y{{/adult}}", data) == "x\n");
  CHECK(filled("a{{! a remark }}b", data) == "ab\n");
  CHECK(filled("no tags } { at all", data) == "no tags } { at all\n");
}

TEST_CASE("a list is written item by item and a tag alone on its line takes the line with it") {
  TemplateData data = {{"pupil", value("P9001")}};
  data["list"].items = {{{"what", "a"}, {"due", ""}}, {{"what", "b"}, {"due", "d"}}};
  CHECK(filled("x\n{{#list}}\n- {{what}}{{#due}}, {{due}}{{/due}} {{pupil}}\n{{/list}}\ny", data) ==
        "x\n- <a> <P9001>\n- <b>, <d> <P9001>\ny\n");
  CHECK(filled("{{^list}}none{{/list}}", data) == "\n");
  CHECK(filled("{{^list}}none{{/list}}", {}) == "none\n");
}

TEST_CASE("a name that is not there is refused with its place and the nearest one") {
  CHECK(refusal("a\nb {{pupli}}") == "t.txt:2:3: there is no `pupli` to fill in here; did you mean `pupil`?");
  CHECK(refusal("{{#list}}{{wat}}{{/list}}").find("t.txt:1:10: there is no `wat` to fill in in this list") ==
        0);
  CHECK(refusal("{{what}}").find("t.txt:1:1: there is no `what`") == 0);
  CHECK(refusal("{{list}}").find("`list` is a list") != std::string::npos);
  CHECK(refusal("{{#list}}{{#list}}{{/list}}{{/list}}").find("no `list`") != std::string::npos);
}

TEST_CASE("what is not closed is refused where it begins") {
  CHECK(refusal("a\n {{#adult}}x") == "t.txt:2:2: the section `adult` is not closed; end it with {{/adult}}");
  CHECK(refusal("{{/adult}}").find("was not opened") != std::string::npos);
  CHECK(refusal("{{#adult}}{{/pupil}}").find("but `adult` is open") != std::string::npos);
  CHECK(refusal("{{pupil\n}}").find("t.txt:1:1: this tag is not closed") == 0);
  CHECK(refusal("{{ }}").find("has no name") != std::string::npos);
  CHECK(refusal("{{{pupil}}}").find("there is no `{pupil`") != std::string::npos);
}

TEST_CASE("what is filled in is never markup") {
  for (const char* hostile : {"# kop", "## kop", "- punt", "a :: b", "___", "{{pupil}}", "{{#adult}}"}) {
    const LetterText letter = laid_out("# Titel\n\n{{pupil}}", {{"pupil", value(hostile)}});
    CAPTURE(hostile);
    CHECK(letter.title == "Titel");
    REQUIRE(letter.blocks.size() == 1);
    CHECK(letter.blocks[0].kind == LetterBlock::Kind::paragraph);
    CHECK(letter.blocks[0].text == hostile);
  }
  const LetterText fact = laid_out("Naam :: {{pupil}}", {{"pupil", value("a :: b\nc")}});
  REQUIRE(fact.blocks.size() == 1);
  CHECK(fact.blocks[0].name == "Naam");
  CHECK(fact.blocks[0].text == "a :: b c");
}

TEST_CASE("markup of the template becomes blocks, and free text keeps its paragraphs") {
  const LetterText letter =
      laid_out("# T\n\nA :: b\nC :: {{pupil}}\n\n## H\n\none\ntwo\n\n- i\n___\n{{adult}}",
               {{"pupil", value("x")}, {"adult", value("p\nq")}});
  std::vector<LetterBlock::Kind> kinds;
  for (const LetterBlock& block : letter.blocks) kinds.push_back(block.kind);
  using Kind = LetterBlock::Kind;
  CHECK(kinds == std::vector<Kind>{Kind::fact, Kind::fact, Kind::heading, Kind::paragraph, Kind::item,
                                   Kind::room, Kind::paragraph, Kind::paragraph});
  CHECK(letter.blocks[3].text == "one two");
  CHECK(letter.blocks[7].text == "q");
}

TEST_CASE("HTML of a letter holds no markup of a value, and a blank is told aloud") {
  LetterText letter = laid_out("# {{pupil}}\n\n{{pupil}}\n\nN :: {{adult}}",
                               {{"pupil", value("<script>&\"'")}, {"adult", value("\x1f")}});
  letter.blank_text = "hier zelf invullen";
  const std::string html = letter_html(letter);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("&lt;script&gt;&amp;&quot;&#39;") != std::string::npos);
  CHECK(html.find("<span class=\"aloud\">hier zelf invullen</span>") != std::string::npos);
  CHECK(html.find('\x1f') == std::string::npos);
  CHECK(html.find("<html lang=\"nl\">") != std::string::npos);
  const std::string text = letter_text(letter);
  CHECK(text.find("____") != std::string::npos);
  CHECK(text.find('\x1f') == std::string::npos);
}
