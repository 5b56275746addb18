// SPDX-License-Identifier: EUPL-1.2
// A day or lesson of absence in numbers: on its way from a file to the store, and as it stands there.
#pragma once
#include <cstdint>

namespace verzuim {

enum class FactState : std::uint8_t {
  firm,
  withdrawn,
  open,    ///< follows from a report that had no end yet
  refused  ///< may not be held here; what stood under its key holds no longer. Never stored
};

struct StagedAbsence {
  std::int32_t pupil = 0, day = 0;
  std::int16_t lesson = 0;  ///< with `observed_lesson` added where it was seen, not reported
  std::int16_t minutes = 0;
  std::int32_t school = 0, line = 0, subject = 0, code = 0;
  std::int16_t since = no_report;  ///< days since the first one of its report
  std::int16_t begin = -1;         ///< minute of the day, where no lesson is known; never stored
  std::uint8_t kind = 0, mark = 0;
  FactState state = FactState::firm;

  static constexpr std::int16_t no_report = -1;

  bool same_key(const StagedAbsence& o) const {
    return pupil == o.pupil && day == o.day && lesson == o.lesson && school == o.school;
  }
  bool same_values(const StagedAbsence& o) const {
    return minutes == o.minutes && subject == o.subject && code == o.code && kind == o.kind && mark == o.mark;
  }
  bool refused() const { return state == FactState::refused; }
  bool stands() const { return state == FactState::firm || state == FactState::open; }
  /// True when both are days of one report: of the same school and with the same first day.
  bool same_report(const StagedAbsence& o) const {
    return since != no_report && o.since != no_report && school == o.school && day - since == o.day - o.since;
  }
};

/// What was seen in a lesson has a key of its own, so that it never takes the place of what was reported.
inline constexpr std::int16_t observed_lesson = 64;

/// The order of facts of one pupil.
inline bool key_before(const StagedAbsence& a, const StagedAbsence& b) {
  if (a.day != b.day) return a.day < b.day;
  if (a.lesson != b.lesson) return a.lesson < b.lesson;
  return a.school < b.school;
}

}  // namespace verzuim
