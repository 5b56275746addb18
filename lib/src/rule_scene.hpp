// SPDX-License-Identifier: EUPL-1.2
// What a test in a rule file stands for: an invented pupil with days, a timetable and a calendar. It is laid
// once and can then be shown to many rulebooks.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/signal.hpp"

namespace verzuim {

/// The gemeente of every pupil in a test.
inline constexpr std::string_view invented_gemeente = "0014";

/// Calendars of tests. They take longer to make than a test to run, and most tests share theirs.
class SceneCalendars {
 public:
  const Calendar& of(const std::vector<std::string>& schools, const std::string& region,
                     const std::vector<OwnDaysOff>& own);

 private:
  std::map<std::string, std::unique_ptr<Calendar>> made_;
};

class RuleScene {
 public:
  /// Requires: `test` and `calendars` outlive the scene. Throws: Error (config) with the place where the test
  /// cannot be read.
  RuleScene(const RuleTest& test, SceneCalendars& calendars);
  RuleScene(const RuleScene&) = delete;

  const RuleTest& test() const { return test_; }
  /// What `rulebook` does otherwise than the test says; empty when it does as it says.
  std::string judge(const Rulebook& rulebook) const;

 private:
  friend class SceneReader;
  const RuleTest& test_;
  const Calendar* calendar_ = nullptr;
  PupilFacts facts_;
  Timetables timetables_;
  std::vector<std::string> schools_;
  Date last_{};
};

}  // namespace verzuim
