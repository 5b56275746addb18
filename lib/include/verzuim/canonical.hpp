// SPDX-License-Identifier: EUPL-1.2
// The canonical input files: which there are, how a header tells them apart, and what each field must be. A
// row comes out typed or as a Reject that names the column and the remedy.
#pragma once
#include <array>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/calendar.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/pupil.hpp"
#include "verzuim/reference.hpp"

namespace verzuim {

enum class FileKind : std::uint8_t {
  pupils,
  diplomas,
  exemptions,
  absences,
  timetable,
  concerns,
  schools,
  calendar
};
inline constexpr std::array<std::string_view, 8> file_kind_names = {
    "pupils", "diplomas", "exemptions", "absences", "timetable", "concerns", "schools", "calendar"};
VERZUIM_EXPORT std::optional<FileKind> parse_file_kind(std::string_view text);
/// The columns of a kind in canonical order. Only `mark` of absences may be missing from a file.
VERZUIM_EXPORT const std::vector<std::string_view>& columns_of(FileKind kind);
/// The names of the columns that make up the row key.
VERZUIM_EXPORT const std::vector<std::string_view>& key_columns(FileKind kind);

// Typed rows. Views live as long as the reader's row.
struct PupilRow {
  std::string pupil;
  Enrolment enrolment;
};
struct DiplomaRow {
  std::string pupil;
  Diploma diploma;
};
struct ExemptionRow {
  std::string pupil;
  Exemption exemption;
};
struct AbsenceRow {
  std::string_view pupil, school, subject, code;
  Absence absence;  ///< its `school` index is not set
};
struct ConcernRow {
  std::string pupil;
  Concern concern;
};
using Row = std::variant<PupilRow, DiplomaRow, ExemptionRow, AbsenceRow, TimetableRow, ConcernRow, School,
                         OwnDaysOff>;

/// Reads one canonical file row by row. Columns may stand in any order.
class VERZUIM_EXPORT CanonicalReader {
 public:
  /// Reads the header. `as` overrides the recognition. Requires: `in` and `reference` outlive the reader.
  /// Throws: Error (data) for an empty file, an unknown header (naming the nearest kind and what is missing)
  /// or a column twice.
  CanonicalReader(std::istream& in, const std::string& name, const Reference& reference,
                  std::optional<FileKind> as = {});
  ~CanonicalReader();
  CanonicalReader(const CanonicalReader&) = delete;
  CanonicalReader& operator=(const CanonicalReader&) = delete;

  FileKind kind() const;
  /// Moves to the next row; false at the end. After it either `row` is good or `fault` is set.
  /// Throws: Error (data) when the file is cut off inside its last row.
  bool next();
  /// Its alternative is that of `kind`. Its views live until the next call of `next`.
  const Row& row() const;
  const std::optional<Reject>& fault() const;
  /// The line on which this row begins, from 1.
  int line() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// True for absence that a gemeente may not hold: sickness and leave are not its to know.
VERZUIM_EXPORT bool barred_from_gemeente(const Row& row);
/// How such a row is refused at the door of a gemeente.
VERZUIM_EXPORT Reject barred_row(Place place);

/// Appends the canonical header, or a row, of this kind.
VERZUIM_EXPORT void write_canonical_header(std::string& out, FileKind kind);
VERZUIM_EXPORT void write_canonical(std::string& out, const Row& row);

}  // namespace verzuim
