// SPDX-License-Identifier: EUPL-1.2
// The absence of one pupil at one school in a period, counted as the rules count it.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "report_schedule.hpp"
#include "verzuim/report.hpp"

namespace verzuim {

inline constexpr std::size_t kind_count = kind_names.size();
/// Of a grid of weekdays and lessons: Monday to Friday; the whole day, lessons 1 to 11, and later ones.
inline constexpr std::size_t weekday_count = 5, lesson_count = 13;
/// As many months as are told apart, from that of the first day.
inline constexpr std::size_t month_count = 12;

/// Amounts of every kind of absence. Units: fifths of a minute.
using KindAmounts = std::array<std::int64_t, kind_count>;

/// What was missed of one kind on one day. Units: fifths of a minute.
struct DayMissed {
  Date date;
  Kind kind = Kind::unknown;
  std::int64_t fifths = 0;
  int lesson = 0;  ///< 0 for the whole day
};

struct SchoolAbsence {
  std::string school;    ///< four characters
  Scheduled possible;    ///< in the period
  KindAmounts missed{};  ///< plain time
  std::array<KindAmounts, month_count> by_month{};
  std::array<Scheduled, month_count> possible_by_month{};
  std::vector<DayMissed> by_day;  ///< in the order of the records
  std::array<std::array<std::array<int, lesson_count>, weekday_count>, 2>
      grid{};                             ///< records: of the kinds a gemeente may see, of all kinds
  std::int64_t unauthorised_minutes = 0;  ///< as the rules count hours
  int late = 0, unexplained = 0;
  bool countable = true;  ///< false when a calendar or the length of a day is missing

  std::int64_t missed_of(KindSet kinds) const;
};

/// By school, in order of name. `months` asks for months and days as well.
std::vector<SchoolAbsence> absence_of(const Setting& setting, Schedule& schedule, const PupilFacts& facts,
                                      const Period& period, bool months);
/// The time missed between two dates at one school. Units: fifths of a minute.
std::int64_t missed_between(const Setting& setting, const PupilFacts& facts, std::string_view school,
                            Date from, Date until, KindSet kinds);

}  // namespace verzuim
