// SPDX-License-Identifier: EUPL-1.2
// Days laid out for the rules, once for all pupils who go to the same school in the same way: what the school
// does on a day is asked of the calendar and the timetable once, not for every pupil.
#pragma once
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/calendar.hpp"

namespace verzuim {

/// One calendar day. The running totals include the day itself.
struct Day {
  const Timetable* timetable = nullptr;  ///< that covers it under the enrolment; null where none does
  std::int64_t fifths =
      0;           ///< scheduled so far. Units: fifths of a minute, since weekly minutes are divided by five
  int index = 0;   ///< of the last indexed day up to this one; holiday weeks have none
  int number = 0;  ///< school days so far, those in gaps too
  int enrolled_days = 0;    ///< school days so far on which the pupil is enrolled
  int untimed = 0;          ///< of those, how many no timetable covers
  int stay = -1;            ///< which unbroken stay; -1 in a gap
  bool enrolled = false;    ///< the pupil is enrolled
  bool school_day = false;  ///< the school is open and the pupil has lessons, as far as known
  bool open = false;        ///< the school is open
  bool indexed = false;     ///< it lies in a school week
  bool known = false;       ///< the calendar knows this day
};

/// An enrolment as far as it decides about days.
struct Attendance {
  Date from, until;
  int weekly_minutes = 0;
  int school = 0;                        ///< the same for enrolments at the same BRIN
  const SchoolDays* calendar = nullptr;  ///< null when the region is not known
  const Timetable* own = nullptr;        ///< of the pupil; goes above that of the group where it covers a day
  const Timetable* group = nullptr;

  bool covers(Date date) const { return from <= date && date <= until; }
  const Timetable* timetable_on(Date date) const;
  friend bool operator==(const Attendance&, const Attendance&) = default;
};

/// The days from one Monday to a Sunday for everyone with the same attendance.
struct LaidDays {
  Date first;
  std::vector<Day> days;
  std::vector<int> indexed;                ///< by index: its place
  std::vector<std::pair<int, int>> years;  ///< place of 1 August, or 0, and the school year

  /// The place of 1 August of the school year of `day`, or 0, and that year.
  const std::pair<int, int>& year(int day) const;
};

/// Keeps what was laid for those who come later. Not for two threads at once.
class Almanac {
 public:
  /// The days of the school years from that of `from` to that of `until`. Requires: `attendance` by start,
  /// with a known calendar each.
  std::shared_ptr<const LaidDays> laid(std::vector<Attendance> attendance, Date from, Date until);

 private:
  struct Sheet {
    Date from, until;
    std::vector<Attendance> attendance;
    std::shared_ptr<const LaidDays> days;
  };
  std::unordered_map<std::size_t, std::vector<Sheet>> sheets_;
  std::size_t kept_ = 0;
};

}  // namespace verzuim
