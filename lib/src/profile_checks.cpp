// SPDX-License-Identifier: EUPL-1.2
// What only the parts of a profile together can tell to be impossible.
#include <fmt/format.h>

#include "profile_parts.hpp"
#include "rule_parser.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// The columns without which no row of this kind can be read. The school may be told otherwise.
std::vector<std::string> needed_slots(FileKind kind) {
  switch (kind) {
    case FileKind::pupils:
      return {"pupil", "sector", "from"};
    case FileKind::diplomas:
      return {"pupil", "on", "diploma"};
    case FileKind::exemptions:
      return {"pupil", "from", "article"};
    case FileKind::absences:
      return {"pupil"};
    case FileKind::timetable:
      return {"group", "from", "weekday", "lesson", "minutes"};
    case FileKind::concerns:
      return {"pupil", "on", "by", "theme"};
    case FileKind::schools:
      return {"school"};
    case FileKind::calendar:
      return {"from", "until"};
  }
  return {};
}

/// What only the columns together can tell.
void check_columns(const TomlNode& at, const ProfileParts& p) {
  const auto has = [&](std::string_view slot) { return p.columns.contains(slot) || p.fixed.contains(slot); };
  if (p.canonical) return;
  for (const std::string& slot : needed_slots(*p.kind))
    if (!has(slot))
      at.refuse(
          fmt::format("say which column holds `{}`{}", slot,
                      slot == "pupil" ? "" : ", or write it under [fixed] where it is the same for all"));
  if (*p.kind != FileKind::absences) return;
  if (has("date") == has("from_date"))
    at.refuse("say which column holds the date: either `date`, or `from_date` with or without `until_date`");
  if (has("until_date") && !has("from_date")) at.refuse("`until_date` needs `from_date`, not `date`");
  if (has("from_lesson") != has("until_lesson"))
    at.refuse("`from_lesson` and `until_lesson` go together; one column with all lessons is `lesson`");
  if (has("lesson") && has("from_lesson"))
    at.refuse("`lesson` and `from_lesson` exclude each other; take one of them away (lesson = false)");
}

void check_tables(const TomlNode& at, const ProfileParts& p) {
  const auto together = [&](std::string_view column, std::string_view table, bool filled) {
    const bool named = p.columns.contains(column);
    if (named && !filled)
      at.refuse(fmt::format("the column `{}` needs the table [{}], which says what its values mean", column,
                            table));
    if (!named && filled) at.refuse(fmt::format("the table [{}] needs the column `{}`", table, column));
  };
  together("part", "parts", !p.parts.empty());
  together("presence", "presence", !p.presence.empty());
  if (p.canonical) return;
  together("type", "types", !p.types.empty());
  if (!p.codes.empty() && !p.columns.contains("code")) at.refuse("the table [codes] needs the column `code`");
  const bool absences = *p.kind == FileKind::absences;
  if (!absences && (p.observed || p.late_counts_above || !p.lesson_times.empty()))
    at.refuse("`observed`, `late_counts_above` and [lesson_times] are for absences only");
}

/// A fixed value that no row can pass with.
void check_fixed(const TomlNode& value, std::string_view slot, const ProfileParts& p) {
  const std::string& text = value.as_text();
  const auto among = [&](const auto& names) { choice_of(value, text, names, slot); };
  if (slot == "school" && p.kind != FileKind::calendar && !is_brin(text))
    value.refuse(
        "this is no BRIN; write two digits and two capitals (99XA), with the vestiging or without "
        "(99XA00)");
  if (slot == "sector") among(sector_names);
  if (slot == "kind") among(kind_names);
  if (slot == "mark" && !text.empty()) among(mark_names);
  for (std::string_view date : {"date", "from_date", "until_date", "from", "until", "on", "birth_date"})
    if (slot == date && !text.empty() && !parse_date(text) && !read_moment(p.dates, text))
      value.refuse("this is no date that exists; write such as \"2026-08-01\"");
}

}  // namespace

void check_profile(const ProfileParts& parts) {
  const TomlNode* columns = parts.tree.find("columns");
  const TomlNode& at = columns != nullptr ? *columns : parts.tree;
  check_columns(at, parts);
  check_tables(at, parts);
  if (const TomlNode* fixed = parts.tree.find("fixed"))
    for (const auto& [slot, value] : fixed->fields) check_fixed(value, slot, parts);
}

}  // namespace verzuim
