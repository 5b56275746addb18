// SPDX-License-Identifier: EUPL-1.2
// The columns of a file and what they hold. What a profile can name is a slot: the canonical columns, and for
// absences what a system writes instead of them.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/canonical.hpp"

namespace verzuim {

struct ProfileParts;

/// The slots of absences, in the order of `slots_of`.
enum AbsenceSlot : std::size_t {
  slot_pupil,
  slot_school,
  slot_date,
  slot_from_date,
  slot_until_date,
  slot_from_time,
  slot_until_time,
  slot_lesson,
  slot_from_lesson,
  slot_until_lesson,
  slot_part,
  slot_minutes,
  slot_code,
  slot_type,
  slot_authorised,
  slot_presence,
  slot_kind,
  slot_mark,
  slot_subject,
  slot_remark
};
/// What a profile may name under [columns] for this kind of file.
const std::vector<std::string_view>& slots_of(FileKind kind);

/// So many columns a file may have.
inline constexpr int most_columns = 256;

/// Where a value stands in the file.
struct ColumnPlace {
  std::vector<std::string> names;  ///< of which the first that is there counts
  int number = 0;                  ///< from 1; 0 when found by name
  bool optional = false;
};

/// Where the slots of one kind stand in one file.
struct ColumnMap {
  std::vector<int> cell;                   ///< by slot; -1 for none
  std::vector<std::string> label;          ///< by slot: what messages call it
  std::vector<std::string> missing;        ///< columns that the profile needs and the header has not
  std::vector<std::string> missing_slots;  ///< and what they hold
  int by_name = 0;                         ///< how many were found by their name
  std::string twice;                       ///< a needed name that two columns bear; empty when none does
};

/// Requires: `header` is empty when the file has none; else without the empty cell behind a last delimiter.
ColumnMap map_columns(const ProfileParts& parts, FileKind kind, const std::vector<std::string>& header);

/// The kind of a file with this header, where the profile leaves that open.
FileKind kind_of(const ProfileParts& parts, const std::vector<std::string>& header);

}  // namespace verzuim
