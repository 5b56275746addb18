// SPDX-License-Identifier: EUPL-1.2
// The days on which a rule counts something, with running totals: any window is then one subtraction.
#pragma once
#include <vector>

#include "schooling.hpp"

namespace verzuim {

/// Yes, no, or not to be said because a fact is missing.
enum class Tri : std::uint8_t { no, yes, unsaid };

/// What may stand in the way of a verdict.
struct Doubt {
  bool birth_date = false, timetable = false, calendar = false, minutes = false;
  bool any() const { return birth_date || timetable || calendar || minutes; }
  void add(const Doubt& other);
};

struct Totals {
  std::int64_t fifths = 0;
  int minutes = 0, lessons = 0, records = 0, days = 0, breaks = 0, assumed = 0, missing = 0;
};

struct CountedDay {
  int day = 0;                 ///< its place in the schooling
  const Item* item = nullptr;  ///< the first record counted that day; null for a concern
  Totals total;                ///< up to and including this day
};

/// One run of wholly missed school days, as it stands on one of them.
struct MissedDay {
  int day = 0;
  int run_start = 0;  ///< place of the run's first day
  int length = 0;     ///< wholly missed school days so far
  bool assumed = false;
  const Item* item = nullptr;
};

/// Does `who` hold on `date` under `enrolment`? Dated bounds are those of `value_day`, the trigger day.
Tri holds(const Who& who, const Setting& setting, const PupilFacts& facts, const Enrolment& enrolment,
          Date date, Date value_day);
/// The same of a pupil whose duty the schooling knows already.
Tri holds(const Who& who, const Setting& setting, const PupilFacts& facts, const Schooling& schooling,
          const Enrolment& enrolment, Date date, Date value_day);
/// Does the record, of a kind that is counted, pass `where`? `doubt` is set where that cannot be said.
bool passes(const Count& count, const Setting& setting, const Schooling& schooling, const Item& item,
            Doubt& doubt);

class Tally {
 public:
  /// The days with records of these kinds that pass `where` and on which `who` holds.
  static Tally of_records(const Rule& rule, Measure of, KindSet kinds, Date value_day, const Setting& setting,
                          const PupilFacts& facts, const Schooling& schooling, Doubt& doubt);
  /// The same into this tally, whose room is used again.
  void count_records(const Rule& rule, Measure of, KindSet kinds, Date value_day, const Setting& setting,
                     const PupilFacts& facts, const Schooling& schooling, Doubt& doubt);
  static Tally of_concerns(const Rule& rule, Date value_day, const Setting& setting, const PupilFacts& facts,
                           const Schooling& schooling, Date on, Doubt& doubt);

  const std::vector<CountedDay>& days() const { return days_; }
  /// The first counted day at or after the place `day`.
  int first_from(int day) const;
  /// What was counted on the counted days `from` to `to`, both included. Units: minutes for hours, else as
  /// named.
  std::int64_t value(Measure of, int from, int to) const { return value(of, between(from, to)); }
  static std::int64_t value(Measure of, const Totals& sum);
  Totals between(int from, int to) const;

 private:
  void add(const Item& item, const Schooling& schooling, Totals& total);

  std::vector<CountedDay> days_;
  std::vector<std::int16_t> lessons_;  ///< of the current day, so that a lesson counts once
};

/// The wholly missed school days, with the run each belongs to.
std::vector<MissedDay> missed_days(const Rule& rule, const Setting& setting, const Schooling& schooling,
                                   Doubt& doubt);

}  // namespace verzuim
