// SPDX-License-Identifier: EUPL-1.2
// Time scheduled and missed on each day. Who attends in the same way is counted together, and the days are
// laid only when they are asked for: a day of every pupil apart would cost more than all else.
#pragma once
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "report_amount.hpp"
#include "report_schedule.hpp"
#include "verzuim/report.hpp"

namespace verzuim {

class DayCounts {
 public:
  /// One pupil: the stays at all schools, and what was missed by day.
  void add(const std::vector<std::vector<Stay>>& schools, const std::map<Date, std::int64_t>& missed);

  /// Scheduled on each day of the period. Units: fifths of a minute.
  std::vector<Amount> possible(const Period& period) const;
  Amount missed(Date date) const;

 private:
  /// All that decides how long a day is.
  using Way = std::tuple<const SchoolDays*, const Timetable*, const Timetable*, int>;
  std::map<Way, std::map<Date, int>> pupils_;  ///< by how many their number changes, and when
  std::map<Date, Amount> missed_;
  std::map<Date, int> twice_;  ///< who is at two schools that day is counted twice above
};

/// Monday to Friday in the period.
std::vector<Date> weekdays_of(const Period& period);
/// Why none of these schools has lessons that day: the name of a holiday, `day_public`, `day_off`; empty when
/// one of them has, or when nothing is known.
std::string closed_why(const Setting& setting, const std::vector<std::string>& schools, Date date);

}  // namespace verzuim
