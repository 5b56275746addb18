// SPDX-License-Identifier: EUPL-1.2
// When a school is in session. A school day is a Monday to Friday that is no holiday of the school's region,
// no day off of the school itself and no public day off. A school week is an ISO week with at least one
// school day; its seven calendar days carry an index, so that holiday weeks vanish from windows.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/date.hpp"
#include "verzuim/reference.hpp"

namespace verzuim {

/// Days without lessons that a school, a region (`Noord`) or everyone (`*`) adds to the shipped holidays.
struct OwnDaysOff {
  std::string school;  ///< BRIN with or without vestiging, a region, or `*`
  Date from, until;    ///< both inclusive
  std::string name;
};

/// One row of the `schools` file.
struct School {
  std::string school;  ///< BRIN with or without vestiging
  std::string name, gemeente, region, email;
};

/// The school days of one school over all years that the tables know. Immutable.
class VERZUIM_EXPORT SchoolDays {
 public:
  /// True when the holidays of the school year of `date` are known.
  bool known(Date date) const;
  bool is_school_day(Date date) const;
  /// True when the ISO week of `date` has a school day.
  bool in_school_week(Date date) const;
  /// First and last day of each school holiday, by first day.
  const std::vector<std::pair<Date, Date>>& holidays() const { return holidays_; }
  /// The number of indexed days before `date`; on an indexed day that is its index. Units: days of school
  /// weeks.
  int index(Date date) const;

 private:
  friend class Calendar;
  struct Week {
    std::uint8_t days = 0;    ///< bit 0 is Monday
    std::uint8_t known = 0;   ///< the same for the days of school years that are known
    std::int16_t before = 0;  ///< school weeks before this one
  };
  const Week* week(Date date) const;
  void number();

  Date first_monday_;
  std::vector<Week> weeks_;
  std::vector<std::pair<Date, Date>> holidays_;
};

/// The calendars of all schools. Not for two threads at once.
class VERZUIM_EXPORT Calendar {
 public:
  Calendar(const Reference& reference, std::vector<School> schools, std::vector<OwnDaysOff> own);
  /// A copy answers the same; it is for another thread, since a calendar remembers what it has looked up.
  Calendar(const Calendar& other);
  ~Calendar();

  /// The school days of `school`; null when its region is not known.
  const SchoolDays* of(std::string_view school) const;
  /// Noord, Midden or Zuid: of the `schools` row, else of the shipped table; empty when neither knows.
  std::string region_of(std::string_view school) const;
  /// The row that speaks of `school`: its own, else its BRIN's, else that of the BRIN's first vestiging. Null
  /// without one.
  const School* school(std::string_view school) const;
  /// The school holidays near `date` for `school`, as first and last day.
  const std::vector<SchoolHoliday>& holidays() const;
  /// Monday to Friday and no public day off. School holidays are working days.
  bool is_working_day(Date date) const;
  /// The n-th working day after `date`, the next day being the first; `date` itself for 0.
  Date add_working_days(Date date, int n) const;
  /// The same in school days of `school`; working days where its calendar is not known.
  Date add_school_days(Date date, int n, std::string_view school) const;

 private:
  std::unique_ptr<SchoolDays> build(std::string_view school, std::string_view region) const;

  const Reference& reference_;
  std::map<std::string, School, std::less<>> schools_;
  std::vector<OwnDaysOff> own_;
  mutable std::map<std::string, const SchoolDays*, std::less<>> by_school_;
  mutable std::map<std::string, std::unique_ptr<SchoolDays>, std::less<>> built_;
};

}  // namespace verzuim
