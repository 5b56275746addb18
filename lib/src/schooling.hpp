// SPDX-License-Identifier: EUPL-1.2
// One pupil at one school (or, pooled, at all): the days between two dates with what the rules measure on
// them, and the records on those days with what each is worth. Everything a rule asks of time or of a record
// is answered here once.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "almanac.hpp"
#include "duty_spans.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

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

/// What the records of one kind come to at most, whatever a rule leaves out of them.
struct KindSum {
  std::int64_t records = 0, minutes = 0, lessons = 0;
  bool not_known = false;        ///< some record lies where the calendar is not known
  bool minutes_missing = false;  ///< some record does not say how long it is
  bool untimed = false;          ///< some record has no timetable
};

/// The enrolments and records of one pupil at one school.
class Schooling {
 public:
  /// `brin` names the school; empty pools all schools. `reach` is how many days before the first record are
  /// wanted; the days are laid up to the last record, and further to `ahead` where that lies later. `almanac`
  /// has the days where they were laid before; null lays them anew.
  /// Requires: the setting, the facts and the almanac outlive this.
  Schooling(const Setting& setting, const PupilFacts& facts, std::string_view brin, Date on, int reach,
            Date ahead = Date{}, Almanac* almanac = nullptr);

  bool empty() const { return days_ == 0; }
  const std::vector<Item>& items() const { return items_; }
  const KindSum& sum(Kind kind) const { return sums_[static_cast<std::size_t>(kind)]; }
  const Day& day(int at) const { return laid_->days[static_cast<std::size_t>(at)]; }
  int days() const { return days_; }
  Date first() const { return laid_->first; }
  int at(Date date) const { return date - laid_->first; }
  Date date(int at) const { return laid_->first + at; }
  /// The place of 1 August of the school year of a day, or 0.
  int year_start(int at) const { return laid_->year(at).first; }
  int school_year(int at) const { return laid_->year(at).second; }
  /// The place of the day that bears `index`. Requires: there is one.
  int place_of(int index) const { return laid_->indexed[static_cast<std::size_t>(index)]; }
  /// The enrolment of this schooling that covers `date`, the latest begun; at `brin` where that is given.
  const Enrolment* enrolment_on(Date date, std::string_view brin = {}) const;
  /// The school days of one of its enrolments; null when the region is not known.
  const SchoolDays* calendar_of(const Enrolment& enrolment) const;
  /// Scheduled minutes of one day. Units: fifths of a minute.
  std::int64_t scheduled(int at) const { return day(at).fifths - (at > 0 ? day(at - 1).fifths : 0); }
  /// The school is open and the pupil has lessons; also asked of days after the last one laid.
  bool in_session(Date date) const;
  /// Some school has no known region.
  bool region_missing() const { return region_missing_; }
  /// The birth date that the last enrolment with one gives.
  std::optional<Date> born() const { return born_; }
  /// The pupil's duty on `date` when enrolled in `sector`.
  Duty duty(Sector sector, Date date) const;

 private:
  void attend(std::string_view brin, Date on);
  void lay_days(Date from, Date until, Almanac* almanac);
  void take_records(std::string_view brin, Date on);
  Item item_of(const Absence& record, int school) const;
  int school_number(std::string_view brin) const;
  void replace();
  void value(Item& item) const;
  void sum_up();

  const Setting& setting_;
  const PupilFacts& facts_;
  std::vector<const Enrolment*> enrolments_;  ///< by start
  std::vector<Attendance> attendance_;        ///< of each of them
  std::shared_ptr<const LaidDays> laid_;      ///< more days than are looked at
  int days_ = 0;
  std::vector<Item> items_;
  std::array<KindSum, kind_names.size()> sums_{};
  std::optional<Date> born_;
  mutable std::array<std::optional<DutySpans>, 2> duty_;  ///< the law knows two: in vso and elsewhere
  bool region_missing_ = false;
};

}  // namespace verzuim
