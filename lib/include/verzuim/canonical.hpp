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
  Absence absence;              ///< its `school` index is not set
  std::optional<Date> since{};  ///< the first day of the report that this is a day of, where it may span days
  /// The report has no end yet: it goes on after this day until a later row with the same `since` ends it.
  bool open = false;
  /// Seen in the lesson, not reported: holds only where no report explains it.
  bool observed = false;
  /// The minute of the day at which it began, where only its time is known and not its lesson; -1 elsewhere.
  std::int16_t begin = -1;
};
struct ConcernRow {
  std::string pupil;
  Concern concern;
};
/// The days after `from`, up to `last`, on which a report without an end goes on: Monday to Friday.
VERZUIM_EXPORT std::vector<Date> open_days(Date from, Date last);
/// So many days a report may span; a longer one is taken for a mistake.
inline constexpr int longest_report = 366;
using Row = std::variant<PupilRow, DiplomaRow, ExemptionRow, AbsenceRow, TimetableRow, ConcernRow, School,
                         OwnDaysOff>;

/// The rows of one file, whatever its layout: each is refused, skipped, or holds one or more facts.
class VERZUIM_EXPORT RowReader {
 public:
  virtual ~RowReader();
  virtual FileKind kind() const = 0;
  /// Moves to the next row; false at the end. After it the row has facts, or `fault` is set, or it is to be
  /// skipped since it tells of no absence (presence, homework).
  /// Throws: Error (data) when the file is cut off inside its last row.
  virtual bool next() = 0;
  /// True when a row may hold more than one fact.
  virtual bool several() const { return true; }
  /// How many facts this row holds.
  virtual std::size_t facts() const = 0;
  /// One of them. Its alternative is that of `kind`; its views live until the next call of `next`.
  virtual const Row& fact(std::size_t i) const = 0;
  virtual const std::optional<Reject>& fault() const = 0;
  /// The line on which this row begins, from 1.
  virtual int line() const = 0;
};

/// Reads one canonical file row by row. Columns may stand in any order.
class VERZUIM_EXPORT CanonicalReader : public RowReader {
 public:
  /// Reads the header. `as` overrides the recognition. Requires: `in` and `reference` outlive the reader.
  /// Throws: Error (data) for an empty file, an unknown header (naming the nearest kind and what is missing)
  /// or a column twice.
  CanonicalReader(std::istream& in, const std::string& name, const Reference& reference,
                  std::optional<FileKind> as = {});
  ~CanonicalReader() override;
  CanonicalReader(const CanonicalReader&) = delete;
  CanonicalReader& operator=(const CanonicalReader&) = delete;

  FileKind kind() const override;
  bool next() override;
  bool several() const override { return false; }
  std::size_t facts() const override;
  const Row& fact(std::size_t i = 0) const override;
  const std::optional<Reject>& fault() const override;
  int line() const override;

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
