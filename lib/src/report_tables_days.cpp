// SPDX-License-Identifier: EUPL-1.2
// The tables by day, by lesson, and by school day after a signal.
#include <algorithm>
#include <cmath>

#include "report_maker.hpp"

namespace verzuim {

ReportTable days_table(const Sheet& sheet) {
  TableMaker maker("days", "P3");
  const std::size_t possible = maker.column("possible", ColumnType::hours, "possible");
  const std::size_t missed = maker.column("missed", ColumnType::hours, "missed");
  maker.rate("rate_missed", missed, possible);
  const Period& period = sheet.head().period;
  const std::vector<Amount> time = sheet.now.by_day.possible(period);
  const std::vector<std::string> schools(sheet.now.schools.begin(), sheet.now.schools.end());
  for (const Date date : weekdays_of(period)) {
    maker.row(to_string(date), closed_why(sheet.parts.setting, schools, date));
    maker.put(time[static_cast<std::size_t>(date - period.from)]);
    maker.put(sheet.now.by_day.missed(date));
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable subjects_table(const Sheet& sheet) {
  TableMaker maker("subjects", "P5");
  const std::size_t lessons = maker.column("lessons", ColumnType::incidents);
  const std::size_t missed = maker.column("missed_lessons", ColumnType::incidents);
  maker.rate("rate_lessons", missed, lessons);
  const std::size_t expected = maker.change("expected", ColumnType::expected, missed, lessons);
  const auto& subjects = sheet.now.by_subject.by_subject();
  maker.table.known = !subjects.empty();
  for (const auto& [name, subject] : subjects) {
    maker.row("subject:" + name);
    maker.put(subject.lessons);
    maker.put(subject.missed);
    maker.set(expected, {std::llround(subject.expected * 10), subject.expecting});
  }
  maker.total();
  return std::move(maker.table);
}

/// From the signal to the first contact in school days; who is not followed to the end leaves the number of
/// those who wait, without counting as reached.
ReportTable waiting_days_table(const Sheet& sheet) {
  const std::vector<int>& limits = report_classes().days;
  TableMaker maker("waiting_days", "P10");
  const std::size_t here = maker.loose("at_risk", ColumnType::incidents);
  const std::size_t gone = maker.column("contacted", ColumnType::incidents);
  maker.column("followed_until", ColumnType::incidents);
  maker.left("rate_without", gone, here);
  maker.table.known = sheet.flagged() && sheet.head().has_dossiers;
  const WaitingDays& days = sheet.now.contact_days;
  const std::int64_t all = sheet.now.waiting[0].people;
  std::int64_t left = all;
  for (std::size_t i = 0; i <= limits.size(); ++i) {
    const bool last = i == limits.size();
    const int first = i == 0 ? 0 : limits[i - 1];
    maker.row(last                     ? ">" + std::to_string(first)
              : first == limits[i] - 1 ? std::to_string(first)
                                       : std::to_string(first) + "<" + std::to_string(limits[i]));
    maker.put(left);
    maker.put(days.done[i]);
    maker.put(days.lost[i]);
    left -= days.done[i] + days.lost[i];
  }
  maker.total();
  maker.set(here, {all, all}, "waited/total");
  // One number in two tables.
  maker.table.at(maker.table.rows.size() - 1, gone).key = "waiting|first_contact|done";
  maker.table.at(0, here).key = "waited/total";
  return std::move(maker.table);
}

}  // namespace verzuim
