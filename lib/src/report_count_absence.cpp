// SPDX-License-Identifier: EUPL-1.2
// Counting what a pupil missed: the time, the classes it falls into, when it was.
#include <algorithm>

#include "report_tally.hpp"
#include "verzuim/disclosure.hpp"

namespace verzuim {
namespace {

void add_time(TimeSpent& time, const Scheduled& possible, const KindAmounts& missed) {
  time.possible.add(possible.fifths);
  std::int64_t open = 0, all = 0;
  for (std::size_t k = 0; k < kind_count; ++k) {
    time.missed[k].add(missed[k]);
    all += missed[k];
    if ((gemeente_kinds() & bit(static_cast<Kind>(k))) != 0) open += missed[k];
  }
  time.open.add(open);
  time.all.add(all);
}

/// Everything of all schools of the pupil.
KindAmounts total_missed(const Counted& pupil) {
  KindAmounts sum{};
  for (const SchoolAbsence& school : pupil.absence)
    for (std::size_t k = 0; k < kind_count; ++k) sum[k] += school.missed[k];
  return sum;
}

/// The class of a share: the number of limits that it reaches. Exact: nothing is rounded.
std::size_t share_class(std::int64_t missed, std::int64_t possible, const std::vector<int>& limits) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < limits.size(); ++i)
    if (missed * 100 >= possible * limits[i]) found = i + 1;
  return found;
}

void count_share(const Reports::Parts& parts, ScopeTally& tally, Counted& pupil) {
  const ReportClasses& classes = report_classes();
  Amounts& bands = tally.bands[pupil.sector];
  if (!pupil.possible.known || pupil.possible.fifths <= 0) {
    bands[classes.percent.size() + 2].add(1);
    return;
  }
  if (pupil.possible.days < classes.share_days) {
    bands[classes.percent.size() + 1].add(1);
    return;
  }
  std::int64_t missed = 0;
  for (const SchoolAbsence& school : pupil.absence) missed += school.missed_of(parts.kinds());
  bands[share_class(missed, pupil.possible.fifths, classes.percent)].add(1);
  tally.fine_bands[share_class(missed, pupil.possible.fifths, classes.fine_percent)].add(1);
  pupil.much = missed * 100 >= pupil.possible.fifths * classes.much_percent;
}

void count_classes(ScopeTally& tally, const Counted& pupil) {
  const ReportClasses& classes = report_classes();
  std::int64_t minutes = 0, late = 0, unexplained = 0;
  bool countable = true;
  for (const SchoolAbsence& school : pupil.absence) {
    minutes += school.unauthorised_minutes;
    late += school.late;
    unexplained += school.unexplained;
    countable = countable && school.countable;
  }
  const auto count = [&](Amounts& row, std::size_t column) {
    row[countable ? column : row.size() - 1].add(1);
  };
  for (Slice* slice : pupil.slices) count(slice->hours, class_of(minutes, classes.hours, 60));
  count(tally.late[pupil.sector], class_of(late, classes.times, 1));
  count(tally.unexplained[pupil.sector], unexplained > 0 ? 1 : 0);
}

void count_grid(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil) {
  const std::size_t which = parts.head.all_kinds() ? 1 : 0;
  for (std::size_t day = 0; day < weekday_count; ++day)
    for (std::size_t lesson = 0; lesson < lesson_count; ++lesson) {
      std::int64_t records = 0;
      for (const SchoolAbsence& school : pupil.absence) records += school.grid[which][day][lesson];
      tally.grid[day][lesson].add(records);
    }
}

void count_months(ScopeTally& tally, const Counted& pupil) {
  for (std::size_t n = 0; n < month_count; ++n) {
    Scheduled possible;
    KindAmounts missed{};
    for (const SchoolAbsence& school : pupil.absence) {
      possible.add(school.possible_by_month[n]);
      for (std::size_t k = 0; k < kind_count; ++k) missed[k] += school.by_month[n][k];
    }
    add_time(tally.by_month[n], possible, missed);
  }
}

void count_days(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil) {
  std::vector<std::vector<Stay>> schools;
  std::map<Date, std::int64_t> missed;
  for (const SchoolAbsence& school : pupil.absence) {
    schools.push_back(
        parts.schedule.stays(pupil.facts, school.school, pupil.period.from, pupil.period.until));
    if (parts.head.scope == ReportScope::school) tally.by_subject.add(schools.back(), school.by_day);
    for (const DayMissed& day : school.by_day)
      if ((parts.kinds() & bit(day.kind)) != 0) missed[day.date] += day.fifths;
  }
  tally.by_day.add(schools, missed);
}

}  // namespace

void count_absence(const Reports::Parts& parts, ScopeTally& tally, Counted& pupil) {
  count_classes(tally, pupil);
  count_share(parts, tally, pupil);
  count_grid(parts, tally, pupil);
  if (!pupil.possible.known) return;
  const KindAmounts missed = total_missed(pupil);
  for (Slice* slice : pupil.slices) {
    slice->counted.add(1);
    add_time(slice->time, pupil.possible, missed);
  }
  if (pupil.when != 0) return;
  count_months(tally, pupil);
  count_days(parts, tally, pupil);
}

}  // namespace verzuim
