// SPDX-License-Identifier: EUPL-1.2
// What all pupils share, on its way out: of each key the newest version that was known at the asked moment.
#include <algorithm>

#include "store_parts.hpp"

namespace verzuim {

std::vector<std::string> Store::touched_since(int batch, Date seen, Date on) {
  return translated(parts_->path, [&] {
    std::vector<std::string> ids;
    // The last day of a pupil's facts may lie after `on`: then one too many is named, never one too few.
    SQLite::Statement rows(parts_->db,
                           "SELECT id FROM pupil WHERE no IN (SELECT pupil FROM touch WHERE batch > ?1) OR "
                           "(?2 < ?3 AND last_day > ?2) ORDER BY id");
    rows.bind(1, batch);
    rows.bind(2, seen.day);
    rows.bind(3, on.day);
    while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
    return ids;
  });
}

const std::vector<std::string>& Store::school_names() {
  return translated(parts_->path, [&]() -> const std::vector<std::string>& {
    parts_->read_schools();
    return parts_->schools;
  });
}

std::vector<School> Store::schools(const KnownAt& at) {
  return translated(parts_->path, [&] {
    const std::vector<bool> visible = parts_->visible(at);
    std::vector<School> schools;
    SQLite::Statement rows(
        parts_->db,
        "SELECT batch, school, name, gemeente, region, email FROM school_row ORDER BY school, batch");
    while (rows.executeStep()) {
      if (!sees(visible, rows.getColumn(0).getInt())) continue;
      School s{rows.getColumn(1).getString(), rows.getColumn(2).getString(), rows.getColumn(3).getString(),
               rows.getColumn(4).getString(), rows.getColumn(5).getString()};
      if (!schools.empty() && schools.back().school == s.school)
        schools.back() = std::move(s);
      else
        schools.push_back(std::move(s));
    }
    return schools;
  });
}

std::vector<OwnDaysOff> Store::calendar(const KnownAt& at) {
  return translated(parts_->path, [&] {
    const std::vector<bool> visible = parts_->visible(at);
    std::vector<OwnDaysOff> days;
    SQLite::Statement rows(
        parts_->db,
        "SELECT batch, school, since, until, name FROM calendar_row ORDER BY school, since, batch");
    while (rows.executeStep()) {
      if (!sees(visible, rows.getColumn(0).getInt())) continue;
      OwnDaysOff d{rows.getColumn(1).getString(), Date{rows.getColumn(2).getInt()},
                   Date{rows.getColumn(3).getInt()}, rows.getColumn(4).getString()};
      if (!days.empty() && days.back().school == d.school && days.back().from == d.from)
        days.back() = std::move(d);
      else
        days.push_back(std::move(d));
    }
    return days;
  });
}

Timetables Store::timetables(const KnownAt& at) {
  return translated(parts_->path, [&] {
    const std::vector<bool> visible = parts_->visible(at);
    Timetables timetables;
    std::optional<TimetableRow> last;
    SQLite::Statement rows(
        parts_->db,
        "SELECT batch, class, since, weekday, lesson, until, subject, minutes FROM timetable "
        "ORDER BY class, since, weekday, lesson, batch");
    while (rows.executeStep()) {
      if (!sees(visible, rows.getColumn(0).getInt())) continue;
      TimetableRow row;
      row.group = rows.getColumn(1).getString();
      row.from = Date{rows.getColumn(2).getInt()};
      row.weekday = rows.getColumn(3).getInt();
      row.lesson = rows.getColumn(4).getInt();
      row.until = Date{rows.getColumn(5).getInt()};
      row.subject = rows.getColumn(6).getString();
      row.minutes = rows.getColumn(7).getInt();
      const bool version = last && last->group == row.group && last->from == row.from &&
                           last->weekday == row.weekday && last->lesson == row.lesson;
      if (last && !version) timetables.add(*last);
      last = std::move(row);
    }
    if (last) timetables.add(*last);
    timetables.finish();
    return timetables;
  });
}

}  // namespace verzuim
