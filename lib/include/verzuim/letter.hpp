// SPDX-License-Identifier: EUPL-1.2
// Letters and other documents about one pupil, made from templates that a school can change. What stands in
// one comes from a view of the dossier and so passed the gate; whoever reads it is told at its end what was
// left out, and why.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/dossier_view.hpp"
#include "verzuim/melding.hpp"
#include "verzuim/report_writing.hpp"

namespace verzuim {

enum class LetterFormat : std::uint8_t { text, html };
VERZUIM_EXPORT std::optional<LetterFormat> parse_letter_format(std::string_view text);

/// Whom to call or to write to.
struct LetterContact {
  std::string name, phone, email;
};

/// The kinds of letters, by the name of their template.
VERZUIM_EXPORT std::vector<std::string> letter_kinds();
/// Throws: Error (usage) for a kind that is not there, with the nearest one.
VERZUIM_EXPORT const DisclosureLetter& letter_kind(std::string_view kind);
/// Whom the letter is for when nothing is said: what the table names first, or what the duty of the pupil
/// says.
VERZUIM_EXPORT const std::string& usual_reader(const DisclosureLetter& kind, Duty duty);

/// The role that sends a letter, and whom its reader can call.
VERZUIM_EXPORT std::string letter_sender(const DisclosureLetter& kind, const DossierView& view);

/// The names that a template may use, with what each stands for. A list has names of its own.
struct LetterName {
  std::string_view name;
  std::string_view field;  ///< under which the disclosure table knows it
  std::string_view list;   ///< the list of which it is a part; empty for none
};
VERZUIM_EXPORT const std::vector<LetterName>& letter_names();

/// The template that ships for this kind. Requires: the kind is known.
VERZUIM_EXPORT std::string_view shipped_template(std::string_view kind, Language language);
/// The name of the file in which a template of this kind lies, without folder.
VERZUIM_EXPORT std::string template_file(std::string_view kind, Language language);

/// What a letter is made from. Requires: everything outlives the call.
struct LetterSource {
  const DossierView* view = nullptr;
  const PupilFacts* facts = nullptr;
  const Setting* setting = nullptr;      ///< for counting what a pupil missed
  const MeldingForm* melding = nullptr;  ///< the last that was made, for the page of a melding; may be null
  std::string school_name;               ///< empty when it is not known
  LetterContact contact;                 ///< of whom the reader can call; what is empty becomes a blank
  std::string template_text, template_name;  ///< of the template and of its file
};

/// A letter as one file, and what someone has to fill in by hand because it is not known.
struct Letter {
  ReportFile file;
  std::vector<std::string> gaps;
};

/// Throws: Error (not_permitted) when it is not for this reader; (data) when the dossier lacks what it is
/// about, naming what to record; (config) for a fault in the template, with its place.
VERZUIM_EXPORT Letter write_letter(const DisclosureLetter& kind, const LetterSource& source,
                                   LetterFormat format, const DocumentOptions& options);

}  // namespace verzuim
