// SPDX-License-Identifier: EUPL-1.2
// What the first rows of a file became, for the one who writes a profile.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "profile_reader.hpp"

namespace verzuim {
namespace {

/// Slots whose cells are of no concern here: who it is, and what someone wrote of it.
bool is_private(std::string_view slot) {
  static constexpr std::array<std::string_view, 4> hidden = {"pupil", "group", "birth_date", "remark"};
  return std::find(hidden.begin(), hidden.end(), slot) != hidden.end();
}

void show_columns(std::string& out, const ProfileReader& reader) {
  const SlotCells& cells = reader.cells();
  const auto& slots = slots_of(reader.kind());
  const auto& header = reader.header();
  std::size_t width = header.size();
  for (std::size_t s = 0; s < slots.size(); ++s)
    width = std::max(width, static_cast<std::size_t>(cells.column(s)));
  for (std::size_t column = 1; column <= width; ++column) {
    std::vector<std::string> uses;
    for (std::size_t s = 0; s < slots.size(); ++s)
      if (cells.column(s) == static_cast<int>(column)) uses.emplace_back(slots[s]);
    const bool named = !header.empty() && unfit(header[column - 1]).empty();
    const std::string name = named ? " " + showable(header[column - 1]) : "";
    out += fmt::format("  {:2}{} -> {}\n", column, name, uses.empty() ? "not used" : join(uses, ", "));
  }
}

/// True where it hangs on the row whether a cell may be shown: a mentor may stand there by name, and what was
/// taught is of no concern where someone is ill, or may be.
bool is_private_here(std::string_view slot, std::string_view text, const RowReader& reader) {
  if (slot == "mentor") return text.find_first_of(" ,@") != std::string_view::npos;
  if (slot != "subject" || reader.kind() != FileKind::absences) return false;
  return reader.facts() == 0 || std::get<AbsenceRow>(reader.fact(0)).absence.kind == Kind::sick;
}

/// A cell as it may be shown; a date of eight digits is no number of someone.
std::string shown_cell(std::string_view text, const ProfileParts& parts) {
  return read_moment(parts.dates, text) ? std::string(text) : showable(text);
}

void show_cells(std::string& out, const ProfileReader& reader, const ProfileParts& parts) {
  const SlotCells& cells = reader.cells();
  const auto& slots = slots_of(reader.kind());
  for (std::size_t s = 0; s < slots.size(); ++s) {
    if (cells[s].empty()) continue;
    const bool hidden = is_private(slots[s]) || is_private_here(slots[s], cells.raw(s), reader) ||
                        !unfit(cells.raw(s)).empty();
    const std::string text = hidden ? "" : shown_cell(cells.raw(s), parts);
    out += fmt::format("  {} {}\n", slots[s],
                       hidden                 ? "(not shown)"
                       : cells.raw(s).empty() ? fmt::format("'{}' (from the profile)", cells[s])
                       : text.empty()         ? "(too long to show, or a number that may be someone's)"
                                              : fmt::format("'{}'", text));
  }
}

/// A fact in canonical form, without whose it is.
void show_fact(std::string& out, const Row& row, FileKind kind) {
  std::string text;
  write_canonical_header(text, kind);
  write_canonical(text, row);
  std::istringstream in(text);
  CsvReader csv(in, "");
  csv.next();
  const std::vector<std::string> names(csv.cells().begin(), csv.cells().end());
  csv.next();
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!is_private(names[i]) && !csv[i].empty()) shown.push_back(fmt::format("{} {}", names[i], csv[i]));
  if (const auto* absence = std::get_if<AbsenceRow>(&row)) {
    if (absence->since && !absence->open)
      shown.push_back("of the report since " + to_string(*absence->since));
    if (absence->open) shown.emplace_back("and on, until a later file ends it");
    if (absence->observed) shown.emplace_back("where no report explains it");
  }
  out += fmt::format("  = {}\n", join(shown, ", "));
}

void show_row(std::string& out, const RowReader& reader) {
  constexpr std::size_t most = 10;
  if (reader.fault())
    out += fmt::format("  refused: column {}: {}\n", reader.fault()->place.column, reader.fault()->reason);
  else if (reader.facts() == 0)
    out += reader.kind() == FileKind::absences ? "  skipped: no absence\n" : "  skipped\n";
  for (std::size_t i = 0; i < std::min(reader.facts(), most); ++i)
    show_fact(out, reader.fact(i), reader.kind());
  if (reader.facts() > most) out += fmt::format("  and {} more\n", reader.facts() - most);
}

}  // namespace

std::string show_profile(Source& source, const Profile& profile, const Reference& reference,
                         const ReadSetting& setting, int rows) {
  const auto reader = open_rows(source, profile, reference, setting);
  const auto* by_profile = dynamic_cast<const ProfileReader*>(reader.get());
  std::string out =
      fmt::format("{}: {}, read as {} ({})\n", source.name(),
                  file_kind_names[static_cast<std::size_t>(reader->kind())], profile.name(), profile.title());
  if (by_profile != nullptr) {
    out += fmt::format("cells are separated by {}\n", shown_delimiter(by_profile->delimiter()));
    show_columns(out, *by_profile);
  }
  for (int row = 0; row < rows && reader->next(); ++row) {
    out += fmt::format("line {}\n", reader->line());
    if (by_profile != nullptr) show_cells(out, *by_profile, profile.parts());
    show_row(out, *reader);
  }
  return out;
}

}  // namespace verzuim
