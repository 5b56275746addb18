// SPDX-License-Identifier: EUPL-1.2
// How long pupils were to be at school: the scheduled minutes of an enrolment between two dates. Most pupils
// of a school share the answer, so it is kept.
#pragma once
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "almanac.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

/// What was scheduled. Units: fifths of a minute, as weekly minutes are divided by five.
struct Scheduled {
  std::int64_t fifths = 0;
  int days = 0;
  bool known = true;  ///< false when a calendar or the length of a day is missing
  void add(const Scheduled& other);
};

/// Days without a break on which one enrolment holds, with all that decides how long they are.
struct Stay {
  const SchoolDays* open = nullptr;  ///< null when the calendar is not known
  const Timetable *own = nullptr, *group = nullptr;
  int weekly_minutes = 0;
  Date from, until;
};

class Schedule {
 public:
  explicit Schedule(const Setting& setting) : setting_(setting) {}
  /// Between two dates at one school (four characters), both inclusive, days outside its enrolments left out.
  /// Where enrolments at that school overlap the latest begun holds.
  Scheduled at_school(const PupilFacts& facts, std::string_view brin, Date from, Date until);
  /// The stays that make up the same.
  std::vector<Stay> stays(const PupilFacts& facts, std::string_view brin, Date from, Date until) const;
  /// What was scheduled in a stay, worked out anew.
  static Scheduled walk(const Stay& stay);
  /// Days that were laid before, for those who look at records.
  Almanac& almanac() { return almanac_; }

 private:
  Scheduled of(const Stay& stay);

  using Key = std::tuple<const SchoolDays*, const Timetable*, int, Date, Date>;
  const Setting& setting_;
  Almanac almanac_;
  std::map<Key, Scheduled> kept_;
};

}  // namespace verzuim
