// SPDX-License-Identifier: EUPL-1.2
// One pupil at one school (or, pooled, at all): the days between two dates with what the rules measure on
// them, and the records on those days with what each is worth. Everything a rule asks of time or of a record
// is answered here once.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/signal.hpp"

namespace verzuim {

/// One calendar day. The running totals include the day itself.
struct Day {
  const Enrolment* enrolment = nullptr;  ///< that covers it, the latest begun; null in a gap
  const Timetable* timetable = nullptr;  ///< that covers it under that enrolment; null where none does
  int stay = -1;                         ///< which unbroken stay; -1 in a gap
  int index = 0;                         ///< of the last indexed day up to this one; holiday weeks have none
  int number = 0;                        ///< school days so far, those in gaps too
  int enrolled_days = 0;                 ///< school days so far on which the pupil is enrolled
  std::int64_t fifths =
      0;  ///< scheduled so far. Units: fifths of a minute, since weekly minutes are divided by five
  bool school_day = false;  ///< the school is open and the pupil has lessons, as far as known
  bool open = false;        ///< the school is open
  bool indexed = false;     ///< it lies in a school week
  bool known = false;       ///< the calendar knows this day
};

enum class Fate : std::uint8_t { counts, replaced, no_school_day, no_lessons, not_enrolled, not_known };

/// One record with what it is worth.
struct Item {
  const Absence* source = nullptr;
  const Enrolment* enrolment = nullptr;  ///< at the record's school
  const Timetable* timetable = nullptr;  ///< of that enrolment on that date
  Date date;
  int day = 0;                ///< its place in the days
  Kind kind = Kind::unknown;  ///< after leave made it authorised
  Fate fate = Fate::counts;
  bool whole_day = false;
  bool assumed = false;          ///< its hours rest on the usual lesson length
  bool minutes_missing = false;  ///< nothing says how long the day is
  int minutes = 0;               ///< counted hours. Units: minutes
  int lessons = 0;
  std::int64_t fifths = 0;  ///< plain minutes missed. Units: fifths of a minute
};

/// The enrolments and records of one pupil at one school.
class Schooling {
 public:
  /// `brin` names the school; empty pools all schools. `reach` is how many days before the first record are
  /// wanted.
  Schooling(const Setting& setting, const PupilFacts& facts, std::string_view brin, Date on, int reach);

  bool empty() const { return days_.empty(); }
  const std::vector<Item>& items() const { return items_; }
  const Day& day(int at) const { return days_[static_cast<std::size_t>(at)]; }
  int days() const { return static_cast<int>(days_.size()); }
  Date first() const { return first_; }
  int at(Date date) const { return date - first_; }
  Date date(int at) const { return first_ + at; }
  /// The enrolment of this schooling that covers `date`, the latest begun; at `brin` where that is given.
  const Enrolment* enrolment_on(Date date, std::string_view brin = {}) const;
  /// Scheduled minutes of one day. Units: fifths of a minute.
  std::int64_t scheduled(int at) const { return day(at).fifths - (at > 0 ? day(at - 1).fifths : 0); }
  /// The school is open and the pupil has lessons; also asked of days after the last one laid.
  bool in_session(Date date) const;
  /// Some school has no known region.
  bool region_missing() const { return region_missing_; }

 private:
  const Timetable* timetable_on(const Enrolment& enrolment, Date date) const;
  void lay_days(Date from, Date until);
  bool replaced(std::size_t i, Date date) const;
  void add_session(Day& day, const Enrolment& enrolment, const SchoolDays& calendar, Date date) const;
  void number_weeks();
  void take_records(const PupilFacts& facts, std::string_view brin, Date on);
  void value(Item& item) const;

  const Setting& setting_;
  std::string_view pupil_;
  std::vector<const Enrolment*> enrolments_;  ///< by start
  std::vector<Day> days_;
  std::vector<Item> items_;
  Date first_;
  bool region_missing_ = false;
};

}  // namespace verzuim
