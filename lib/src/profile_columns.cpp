// SPDX-License-Identifier: EUPL-1.2
#include "profile_columns.hpp"

#include <algorithm>

#include "profile_parts.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What the profile says of a slot; under a canonical one a column bears the name of its slot.
ColumnPlace place_of(const ProfileParts& parts, FileKind kind, std::string_view slot) {
  ColumnPlace place;
  if (const auto at = parts.columns.find(slot); at != parts.columns.end()) {
    place = at->second;
  } else {
    const auto& names = columns_of(kind);
    if (!parts.canonical || std::find(names.begin(), names.end(), slot) == names.end()) return place;
    place.names = {std::string(slot)};
    // Those that a file may do without, or that can be told otherwise.
    place.optional = slot == "mark" || slot == "school";
  }
  place.optional = place.optional || parts.fixed.contains(slot);
  return place;
}

class Finder {
 public:
  explicit Finder(const std::vector<std::string>& header) : header_(header) {
    for (const std::string& name : header) folded_.push_back(folded(name));
  }

  void place(ColumnMap& map, std::string_view slot, const ColumnPlace& where) const {
    map.cell.push_back(-1);
    map.label.emplace_back(slot);
    if (where.number > 0 && (header_.empty() || where.number <= static_cast<int>(header_.size())))
      map.cell.back() = where.number - 1;
    for (const std::string& name : where.names)
      if (take(map, name)) break;
    if (map.cell.back() >= 0 || where.optional || (where.number == 0 && where.names.empty())) return;
    map.missing_slots.emplace_back(slot);
    if (where.number > 0) map.missing.push_back(std::to_string(where.number));
    if (!where.names.empty()) map.missing.push_back(where.names.front());
  }

 private:
  bool take(ColumnMap& map, const std::string& name) const {
    const std::string wanted = folded(name);
    const auto at = std::find(folded_.begin(), folded_.end(), wanted);
    if (at == folded_.end()) return false;
    if (std::find(at + 1, folded_.end(), wanted) != folded_.end()) map.twice = name;
    map.cell.back() = static_cast<int>(at - folded_.begin());
    map.label.back() = name;
    ++map.by_name;
    return true;
  }

  const std::vector<std::string>& header_;
  std::vector<std::string> folded_;
};

}  // namespace

const std::vector<std::string_view>& slots_of(FileKind kind) {
  static const std::vector<std::string_view> absences = {
      "pupil",      "school",      "date",         "from_date", "until_date", "from_time", "until_time",
      "lesson",     "from_lesson", "until_lesson", "part",      "minutes",    "code",      "type",
      "authorised", "presence",    "kind",         "mark",      "subject",    "remark"};
  return kind == FileKind::absences ? absences : columns_of(kind);
}

ColumnMap map_columns(const ProfileParts& parts, FileKind kind, const std::vector<std::string>& header) {
  ColumnMap map;
  const Finder finder(header);
  for (std::string_view slot : slots_of(kind)) finder.place(map, slot, place_of(parts, kind, slot));
  return map;
}

FileKind kind_of(const ProfileParts& parts, const std::vector<std::string>& header) {
  if (parts.kind) return *parts.kind;
  FileKind best = FileKind::absences;
  int most = -1000;
  for (std::size_t k = 0; k < file_kind_names.size(); ++k) {
    const auto kind = static_cast<FileKind>(k);
    const ColumnMap map = map_columns(parts, kind, header);
    const int likeness = 10 * map.by_name - static_cast<int>(map.missing.size());
    if (likeness > most) most = likeness, best = kind;
  }
  return best;
}

}  // namespace verzuim
