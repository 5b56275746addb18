// SPDX-License-Identifier: EUPL-1.2
// Lessons missed by subject, beside what each pupil would miss of it at the rate of the pupil's other
// lessons.
#pragma once
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "report_absence.hpp"
#include "report_amount.hpp"

namespace verzuim {

class SubjectCounts {
 public:
  struct Subject {
    Amount lessons, missed;
    double expected = 0;
    std::int64_t expecting = 0;  ///< people of whom something is expected
  };
  /// One pupil: the stays at the school, and the records there. Days that were missed wholly are left out, as
  /// they tell nothing of a subject; who came late or was sent out was there.
  void add(const std::vector<Stay>& stays, const std::vector<DayMissed>& records);
  const std::map<std::string, Subject>& by_subject() const { return subjects_; }

 private:
  using Lessons = std::map<std::string, int>;
  using Way = std::tuple<const SchoolDays*, const Timetable*, const Timetable*, Date, Date>;
  const Lessons& scheduled(const Stay& stay);

  std::map<std::string, Subject> subjects_;
  std::map<Way, Lessons> kept_;  ///< most pupils of a group share them
};

}  // namespace verzuim
