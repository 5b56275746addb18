// SPDX-License-Identifier: EUPL-1.2
// What an import profile says, ready for use.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "profile_columns.hpp"
#include "profile_dates.hpp"
#include "profile_values.hpp"
#include "toml_reader.hpp"
#include "verzuim/identity.hpp"
#include "verzuim/profile.hpp"

namespace verzuim {

/// The profile of files that are canonical as they come.
inline constexpr std::string_view canonical_profile = "canonical";

/// How the text of a file becomes cells.
struct FileShape {
  bool header = true;
  char delimiter = 0;  ///< 0: the one that splits the first line most
  Encoding encoding = Encoding::automatic;
  int fields = 0;  ///< cells of every row; 0 when only the header tells
  bool trailing_delimiter = false;
  bool quoting = true;
  int skip_rows = 0;  ///< rows above the table
};

/// What a code or a word says of the kind of its record.
struct Verdict {
  enum class Says {
    skip,
    absent,
    kind
  };  ///< absent: it is absence, of which kind must follow from elsewhere
  Says says = Says::absent;
  Kind kind = Kind::unknown;
  std::uint8_t mark = 0;
};

/// A part of a day.
struct DayPart {
  std::vector<int> lessons;  ///< none: the whole day
  int minutes = 0;           ///< 0 when not given
};

/// When a lesson is held. Units: minutes since midnight.
struct LessonTime {
  int lesson = 0, from = 0, until = 0;
};

struct IdentitySetting {
  IdentityNumber number = IdentityNumber::none;
  std::string key_file;  ///< path; empty when keys are kept as they are
};

struct ProfileParts {
  std::string name, title;
  std::string written;             ///< its own text, followed by that of its bases
  std::vector<std::string> bases;  ///< the profile that it is based on, that one's base, and so on
  bool canonical = false;          ///< columns that it does not name have their canonical names
  std::optional<FileKind> kind;    ///< always set unless canonical
  bool observed = false;
  std::optional<int> late_counts_above;  ///< minutes
  FileShape file;
  std::map<std::string, ColumnPlace, std::less<>> columns;
  std::map<std::string, std::string, std::less<>> fixed;
  std::map<std::string, Words<std::string>, std::less<>> words;  ///< by column
  std::vector<DatePattern> dates, times;
  DurationSetting minutes;
  std::map<std::string, Words<bool>, std::less<>> skip;  ///< by column: what a row without meaning holds
  Words<DayPart> parts;
  std::vector<LessonTime> lesson_times;
  std::map<std::string, Verdict, std::less<>> codes;
  Words<Verdict> types, presence;
  Words<bool> authorised;
  IdentitySetting identity;
  TomlNode tree;  ///< with that of its base in it: the ground for a profile based on this one
};

/// Reads the profile in `tree`, whose base, if any, is `base`.
ProfileParts parse_profile(const TomlNode& tree, const ProfileParts* base);
/// `[parts]`, `[codes]`, `[words]` and the other tables that say what a value stands for.
void parse_profile_values(TomlTable& table, ProfileParts& parts);

/// Refuses words in a table of `tree` that are the same but for their case. To be called before the tables of
/// a base come in.
void check_words(const TomlNode& tree);
/// True for the tables of which the keys are words of a file.
bool is_word_table(std::string_view name);

/// Refuses what cannot go together, with the remedy.
void check_profile(const ProfileParts& parts);
/// Refuses `node` when its key `slot` is nothing that a column of such a file can hold.
void check_slot(const TomlNode& node, std::string_view slot, const ProfileParts& parts);

}  // namespace verzuim
