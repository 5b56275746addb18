// SPDX-License-Identifier: EUPL-1.2
// Absence as it is recorded: kinds, records, timetables, concerns raised by hand. Every absence counts; the
// kind says only how it is explained.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/date.hpp"
#include "verzuim/export.hpp"

namespace verzuim {

enum class Kind : std::uint8_t {
  unauthorised,  ///< ongeoorloofd
  authorised,    ///< geoorloofd
  sick,          ///< ziek
  late,          ///< te laat
  removed,       ///< uit de les gestuurd
  unknown        ///< nog niet verklaard: never taken as unauthorised
};
inline constexpr std::array<std::string_view, 6> kind_names = {"unauthorised", "authorised", "sick",
                                                               "late",         "removed",    "unknown"};
VERZUIM_EXPORT std::optional<Kind> parse_kind(std::string_view text);

/// A set of kinds, one bit each.
using KindSet = std::uint8_t;
constexpr KindSet bit(Kind kind) { return static_cast<KindSet>(1u << static_cast<unsigned>(kind)); }

/// What a record may bear besides its kind. `other` is a mark that no rule names.
inline constexpr std::array<std::string_view, 8> mark_names = {
    "", "luxe", "religion", "gewichtig", "beroep", "schorsing", "medisch-bezoek", "extern"};
VERZUIM_EXPORT std::optional<std::uint8_t> parse_mark(std::string_view text);

/// One record: a pupil, a school, a date, a lesson or the whole day. Texts live in the caller's tables.
struct Absence {
  Date date;
  std::int16_t lesson = 0;    ///< 1 and up; 0 for the whole day
  std::int16_t minutes = -1;  ///< minutes missed; -1 when not given
  Kind kind = Kind::unknown;
  std::uint8_t mark = 0;    ///< index in `mark_names`
  std::int32_t school = 0;  ///< index in the caller's table of schools
  std::int32_t batch = 0;   ///< the delivery it came with; 0 when read from a file
  std::int32_t line = 0;    ///< its line in that file
};

/// A worry raised by hand by someone involved; it needs no absence.
struct Concern {
  Date on;
  std::string by;     ///< a role
  std::string theme;  ///< a word from `concern_themes`
};
inline constexpr std::array<std::string_view, 11> concern_themes = {
    "gedrag",     "welbevinden", "verzuim",     "thuis",    "leren", "gezondheid",
    "veiligheid", "contact",     "studiekeuze", "overgang", "anders"};

/// One row of the `timetable` file: a lesson that a group (or one pupil) has on a weekday.
struct TimetableRow {
  std::string group;
  Date from, until;  ///< both inclusive
  int weekday = 1;   ///< 1 is Monday
  int lesson = 1;
  std::string subject;
  int minutes = 0;
};

/// A timetabled lesson of one day.
struct Lesson {
  int lesson = 0;
  int minutes = 0;
  std::string subject;
};

/// The timetable of one group: which lessons stand on a date, where it says so at all.
class VERZUIM_EXPORT Timetable {
 public:
  void add(const TimetableRow& row);
  /// Sorts and cuts into periods. To be called once, after the last row.
  void finish();

  /// True when some row speaks of `date`.
  bool covers(Date date) const;
  /// The lessons of `date` in order; empty on a day without lessons and where the timetable does not cover
  /// it.
  const std::vector<Lesson>& lessons(Date date) const;
  /// Units: minutes.
  int minutes(Date date) const;

 private:
  struct Period {
    Date from, until;
    std::array<std::vector<Lesson>, 7> days;
    std::array<int, 7> minutes{};
  };
  const Period* period(Date date) const;

  std::vector<TimetableRow> rows_;
  std::vector<Period> periods_;
};

/// All timetables by group; a pupil's own stands under the pupil's id.
class VERZUIM_EXPORT Timetables {
 public:
  void add(const TimetableRow& row) { by_group_[row.group].add(row); }
  void finish();
  const Timetable* of(std::string_view group) const;
  bool empty() const { return by_group_.empty(); }

 private:
  std::map<std::string, Timetable, std::less<>> by_group_;
};

}  // namespace verzuim
