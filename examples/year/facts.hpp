// SPDX-License-Identifier: EUPL-1.2
// The facts of the example: pupils, and what a school records about their absence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schools.hpp"

struct Enrolment {
  std::string pupil;
  Day born;
  std::string gemeente;
  std::string school;
  Day from;
  Day until;
  std::string group;
};

/// A record as exported, and what a later export makes of it.
struct Record {
  std::string pupil;
  std::string school;
  Day on;
  int lesson;   ///< 0 is the whole day
  int minutes;  ///< 0 is not stated
  std::string kind;
  std::string subject;
  std::string mark;
  int weeks_late;         ///< school weeks after its own in which it first stands in a file
  std::string then_kind;  ///< the corrected kind, in the file after that; empty: never corrected
  std::string then_mark;
};

struct Diploma {
  std::string pupil;
  std::string_view on;
  std::string_view diploma;
};

struct Exemption {
  std::string pupil;
  std::string_view from;
  std::string_view until;
  std::string_view article;
};

struct Concern {
  std::string pupil;
  std::string_view on;
  std::string_view by;
  std::string_view theme;
};

struct Facts {
  std::vector<Enrolment> enrolments;
  std::vector<Record> records;
  std::vector<Diploma> diplomas;
  std::vector<Exemption> exemptions;
  std::vector<Concern> concerns;
};

/// Writes the absences of one enrolment and keeps them free of contradictions: a whole day stands alone, and
/// no lesson is recorded twice.
class Register {
 public:
  Register(Facts& facts, const Enrolment& who) : facts_(facts), who_(who), school_(school_of(who.school)) {
    for (Day d = who.from; d <= who.until && d <= year_end; ++d)
      if (d >= year_begin && is_school_day(school_, d) && lessons_on(who.group, d) > 0) days_.push_back(d);
  }

  const std::vector<Day>& days() const { return days_; }
  const Enrolment& who() const { return who_; }
  std::string_view sector() const { return school_.sector; }
  bool free(Day d) const { return find(d, -1) == nullptr; }
  int lessons(Day d) const { return sector() == "po" ? 4 : lessons_on(who_.group, d); }

  /// A whole day. Gives the record for marks and corrections, or nothing where the day is taken.
  Record* whole(Day d, std::string_view kind) { return free(d) ? &add(d, 0, 0, kind) : nullptr; }

  Record* lesson(Day d, int number, std::string_view kind, int minutes = 0) {
    if (find(d, 0) != nullptr || find(d, number) != nullptr || number > lessons(d)) return nullptr;
    return &add(d, number, minutes, kind);
  }

  void lessons(Day d, int first, int last, std::string_view kind) {
    for (int number = first; number <= last; ++number) lesson(d, number, kind);
  }

 private:
  /// lesson -1 asks for any record of that day.
  const Record* find(Day d, int lesson) const {
    for (std::size_t i = facts_.records.size(); i-- > 0;) {
      const Record& record = facts_.records[i];
      if (record.pupil != who_.pupil) break;  // a pupil's records stand together
      if (record.on == d && (lesson == -1 || record.lesson == lesson)) return &record;
    }
    return nullptr;
  }

  Record& add(Day d, int lesson, int minutes, std::string_view kind) {
    const Lesson* planned = lesson == 0 ? nullptr : lesson_at(who_.group, d, lesson);
    facts_.records.push_back({who_.pupil, who_.school, d, lesson, minutes, std::string(kind),
                              planned == nullptr ? std::string{} : std::string(planned->subject), "", 0, "",
                              ""});
    return facts_.records.back();
  }

  Facts& facts_;
  Enrolment who_;
  const School& school_;
  std::vector<Day> days_;
};
