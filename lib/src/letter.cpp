// SPDX-License-Identifier: EUPL-1.2
// From a view of a dossier and a template to one letter.
#include "verzuim/letter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded.hpp"
#include "letter_data.hpp"
#include "letter_words.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What a letter is about, so that without it there is no letter.
struct Need {
  std::string_view kind, name, lacking;
};

constexpr std::array<Need, 5> needs = {{
    {"te-laat", "late_count", "the pupil was not late in this school year; there is nothing to write about"},
    {"verslag", "talk",
     "no talk with the gemeente is recorded; record it first: `dossier record ID talk … "
     "by=preventiemedewerker`"},
    {"knooppunt-besluiten", "knooppunt",
     "no knooppunt is recorded; record it first: `dossier record ID knooppunt …`"},
    {"melding", "melding", "no melding is recorded; record it first: `dossier record ID melding …`"},
    {"overdracht-gemeente", "handover",
     "no handover is offered; record it first: `dossier record ID handover state=offered …`"},
}};

void expect_content(const DisclosureLetter& kind, const TemplateData& data, const std::string& dossier) {
  for (const Need& need : needs) {
    if (need.kind != kind.id) continue;
    const auto at = data.find(need.name);
    if (at == data.end() || !at->second.given())
      throw Error(ErrorCode::data, fmt::format("dossier {}: {}", dossier, need.lacking));
  }
}

/// What the reader does not get stands in every letter, and no template can take it out.
void add_left_out(LetterText& letter, const DossierView& view, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  const std::string role = role_text(view.reader().role, options);
  letter.left_out_title = nl ? "Wat hier niet in staat" : "What is not in here";
  letter.left_out_intro =
      nl ? fmt::format(
               "Dit is gemaakt voor: {}. Niet iedereen mag alles zien. Hieronder staat wat is "
               "weggelaten en waarom. Dat staat er ook als er niets was om weg te laten.",
               role)
         : fmt::format(
               "This was made for: {}. Not everyone may see everything. Below stands what was left "
               "out and why. It stands there too when there was nothing to leave out.",
               role);
  for (const LeftOut& left : view.left_out()) {
    std::string what = nl ? left.title.nl : left.title.en;
    if (!what.empty() && what.front() >= 'a' && what.front() <= 'z')
      what.front() = static_cast<char>(what.front() - 'a' + 'A');
    if (left.partly) what += nl ? " (voor een deel)" : " (in part)";
    letter.left_out.emplace_back(std::move(what), nl ? left.why.nl : left.why.en);
  }
}

/// A file name that says what it is and about which dossier; a dossier's id is plain by itself.
std::string file_name(const DisclosureLetter& kind, const DossierView& view, LetterFormat format) {
  return fmt::format("{}-{}-{}.{}", kind.id, view.state().id, view.reader().role,
                     format == LetterFormat::html ? "html" : "txt");
}

}  // namespace

std::optional<LetterFormat> parse_letter_format(std::string_view text) {
  if (text == "text") return LetterFormat::text;
  if (text == "html") return LetterFormat::html;
  return std::nullopt;
}

std::vector<std::string> letter_kinds() {
  std::vector<std::string> kinds;
  for (const DisclosureLetter& letter : DisclosureTable::shipped().letters()) kinds.push_back(letter.id);
  return kinds;
}

const DisclosureLetter& letter_kind(std::string_view kind) {
  for (const DisclosureLetter& letter : DisclosureTable::shipped().letters())
    if (letter.id == kind) return letter;
  const std::string near = nearest(kind, letter_kinds());
  throw Error(ErrorCode::usage, fmt::format("there is no letter `{}`; {}", kind,
                                            near.empty() ? "there are " + join(letter_kinds(), ", ")
                                                         : "did you mean `" + near + "`?"));
}

const std::string& usual_reader(const DisclosureLetter& kind, Duty duty) {
  const bool second = kind.by_duty && duty == Duty::doorstroom;
  return kind.roles[second ? 1 : 0];
}

std::string letter_sender(const DisclosureLetter& kind, const DossierView& view) {
  if (kind.id == "verslag") return "preventiemedewerker";
  if (kind.id == "overdracht-gemeente") return usual_reader(kind, view.reader().duty);
  if (kind.id == "knooppunt-agenda" || kind.id == "knooppunt-besluiten") return "zorgcoordinator";
  if (kind.id == "melding") return "verzuimcoordinator";
  // Whose turn it is knows most, when that is someone at the school; else the mentor does.
  const std::string& owner = view.state().owner;
  const bool at_school = !owner.empty() && view.ladder().holder(owner) == RoleHolder::school;
  return at_school ? owner : "mentor";
}

std::string template_file(std::string_view kind, Language language) {
  return fmt::format("{}.{}.txt", kind, language == Language::nl ? "nl" : "en");
}

std::string_view shipped_template(std::string_view kind, Language language) {
  return embedded("templates/letters/" + template_file(kind, language));
}

Letter write_letter(const DisclosureLetter& kind, const LetterSource& source, LetterFormat format,
                    const DocumentOptions& options) {
  const DossierView& view = *source.view;
  view.expect_letter(kind);
  const Template text(source.template_text, source.template_name, template_names());
  Letter written;
  const TemplateData data = letter_data(kind, source, options, written.gaps);
  expect_content(kind, data, view.state().id);
  const bool nl = options.language == Language::nl;
  LetterText letter;
  letter.language = nl ? "nl" : "en";
  letter.blank_text = nl ? "hier zelf invullen" : "fill in here";
  lay_out(text.fill(data), letter);
  if (letter.title.empty()) letter.title = kind.id;
  add_left_out(letter, view, options);
  letter.foot = fmt::format("Dossier {}, {} {}.", view.state().id, nl ? "stand op" : "as of",
                            date_text(view.reader().on, options.language));
  written.file = {file_name(kind, view, format),
                  format == LetterFormat::html ? letter_html(letter) : letter_text(letter)};
  return written;
}

}  // namespace verzuim
