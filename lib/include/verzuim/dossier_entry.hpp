// SPDX-License-Identifier: EUPL-1.2
// What people give to be recorded in a dossier: words of a command line, or a TOML or CSV file with many
// events. It becomes an event once every field is known, allowed and there.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/dossier.hpp"
#include "verzuim/error.hpp"

namespace verzuim {

/// The longest free text that one event may hold: about two pages. Units: bytes.
inline constexpr std::size_t most_text = 8192;
/// The most events that one file may hold.
inline constexpr std::size_t most_entries = 10000;

/// One field as it was given. A place without a file is the command line.
struct EntryField {
  std::string key, value;
  Place place;
  bool whole_file = false;  ///< the value is a file of its own, so that a place in it can be told
};

/// One event as it was given.
struct DossierEntry {
  Place place;
  std::string dossier;  ///< empty: the one that the command names
  std::string type;
  std::vector<EntryField> fields;
};

/// The entry that `key=value` words make. Throws: Error (usage) for a word without `=`, and for free text,
/// which others on the machine could see there.
VERZUIM_EXPORT DossierEntry entry_of(std::string_view type, const std::vector<std::string>& words);
/// The entries of a file: TOML with `[[event]]` tables, or CSV with a header in which `type` stands.
/// Throws: Error (data) with the place of the first fault.
VERZUIM_EXPORT std::vector<DossierEntry> read_entries(std::string_view text, const std::string& name);

/// The event that an entry asks for, on the day and by the role that it names, else on `on` and by `role`.
/// Lists are parted by commas or semicolons; `ja` and `nee` are kept as yes and no, a gemeente as its CBS
/// code. Throws: Error (usage, or data with the place in the file) for a type, field or word that is not
/// known, for everything that is missing, naming it, and for free text that may not be kept.
VERZUIM_EXPORT DossierEvent event_of(const DossierEntry& entry, Date on, const std::string& role);
/// The fields of the event that these words make, for callers that have a day and a role already.
VERZUIM_EXPORT std::vector<std::pair<std::string, std::string>> parse_event(
    std::string_view type, const std::vector<std::string>& words);

/// The fields that events may have, as `type.field` or `*.field` for all types, and the types themselves;
/// those that the program fills in too. Who may see them stands in the disclosure table.
VERZUIM_EXPORT std::vector<std::string> event_fields();

/// Checks an event against the dossier it is meant for: closed, an afspraak that is not there, a date that no
/// one can mean. Throws: Error (data); Error (usage) for a date more than a year after `today` or before the
/// dossier was opened.
VERZUIM_EXPORT void check_event(const DossierEvent& event, const DossierState& state, Date today);
/// Checks that an event says what the step asks for that it completes. Throws: Error (usage) naming all that
/// is missing; Error (not_permitted) for a way that punishes, by someone who is not of a gemeente.
VERZUIM_EXPORT void check_step(const DossierEvent& event, const DossierState& state, const Ladder& ladder);
/// Checks what an event says of an earlier one: that it is there, was recorded by people, and that whoever
/// corrects it holds it and whoever confirms its text wrote it. Throws: Error (data), (not_permitted).
VERZUIM_EXPORT void check_mention(const DossierEvent& event, const std::vector<DossierEvent>& history,
                                  const Ladder& ladder);

/// What makes `text` unfit to be kept in a dossier, with its place from 1; an empty `reason` when it is fit.
/// The reason never repeats the text.
struct TextFault {
  std::string reason;
  int line = 0, column = 0;
};
/// Looks for what free text may not hold: too much, control and bidirectional characters, identity numbers
/// and what may be a date of birth. `on` is the day that it is about.
VERZUIM_EXPORT TextFault text_fault(std::string_view text, Date on);
/// Looks for words about health. A text with one cannot be confirmed to hold nothing medical.
VERZUIM_EXPORT TextFault health_fault(std::string_view text);
/// The text as it is kept, without the white space around it. `confirmed`: its writer says that nothing
/// medical stands in it. Throws: Error (data) with the place.
VERZUIM_EXPORT std::string checked_text(const EntryField& given, Date on, bool confirmed);

/// True for a code that stands for a person, such as `M07`; false for what reads like a name.
VERZUIM_EXPORT bool is_person_code(std::string_view text);

}  // namespace verzuim
