// SPDX-License-Identifier: EUPL-1.2
// Writes the facts as canonical CSV: the reference files once, the absences as one export per school week.
#pragma once

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>

#include "facts.hpp"

namespace writer {

/// A CSV file. Quotes a cell where RFC 4180 asks for it; only school names hold a comma here.
class File {
 public:
  File(const std::string& folder, std::string_view name, std::string_view header)
      : path_(folder + "/" + std::string(name)), out_(path_, std::ios::binary) {
    out_ << header << '\n';
  }

  void row(std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (std::string_view cell : cells) {
      if (!first) out_ << ',';
      first = false;
      if (cell.find(',') == std::string_view::npos)
        out_ << cell;
      else
        out_ << '"' << cell << '"';
    }
    out_ << '\n';
  }

  void close() {
    out_.close();
    if (!out_) throw std::runtime_error("cannot write " + path_);
  }

 private:
  std::string path_;
  std::ofstream out_;
};

inline std::string number_or_empty(int number) {
  return number == 0 ? std::string{} : std::to_string(number);
}

inline std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

inline void pupils(const std::string& folder, const Facts& facts) {
  File file(folder, "pupils.csv",
            "pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level");
  for (const Enrolment& row : facts.enrolments) {
    const School& school = school_of(row.school);
    file.row({row.pupil, iso(row.born), row.gemeente, row.school, school.sector, iso(row.from),
              iso(row.until), std::to_string(school.weekly_minutes), row.group, "m-" + lower(row.group),
              group_of(row.group).level});
  }
  file.close();
}

inline void small_files(const std::string& folder, const Facts& facts) {
  File diplomas(folder, "diplomas.csv", "pupil,on,diploma");
  for (const Diploma& row : facts.diplomas) diplomas.row({row.pupil, row.on, row.diploma});
  diplomas.close();
  File exemptions(folder, "exemptions.csv", "pupil,from,until,article");
  for (const Exemption& row : facts.exemptions) exemptions.row({row.pupil, row.from, row.until, row.article});
  exemptions.close();
  File concerns(folder, "concerns.csv", "pupil,on,by,theme");
  for (const Concern& row : facts.concerns) concerns.row({row.pupil, row.on, row.by, row.theme});
  concerns.close();
}

inline void school_files(const std::string& folder) {
  File list(folder, "schools.csv", "school,name,gemeente,region,email");
  for (const School& row : schools) list.row({row.code, row.name, row.gemeente, row.region, row.email});
  list.close();
  File calendar(folder, "calendar.csv", "school,from,until,name");
  for (const Period& row : own_days) calendar.row({row.who, row.from, row.until, row.name});
  calendar.close();
  File plan(folder, "timetable.csv", "group,from,until,weekday,lesson,subject,minutes");
  for (const Lesson& row : timetable::all)
    plan.row({row.group, row.from, row.until, std::to_string(row.weekday), std::to_string(row.lesson),
              row.subject, std::to_string(row.minutes)});
  plan.close();
}

/// The code a student system would show beside the kind; illness bears none.
inline std::string_view code_of(std::string_view kind) {
  if (kind == "unauthorised") return "OA";
  if (kind == "authorised") return "GA";
  if (kind == "late") return "TL";
  if (kind == "removed") return "UV";
  if (kind == "unknown") return "A";
  return "";
}

/// The weeks in which at least one school is open: one export each.
inline std::vector<Day> school_weeks() {
  std::set<Day> mondays;
  for (Day d = year_begin; d <= year_end; ++d)
    for (const School& school : schools)
      if (is_school_day(school, d)) mondays.insert(monday_of(d));
  return {mondays.begin(), mondays.end()};
}

struct Export {
  const Record* record;
  bool corrected;
};

inline void weeks(const std::string& folder, const Facts& facts) {
  const std::vector<Day> mondays = school_weeks();
  std::map<Day, std::vector<Export>> files;
  for (Day monday : mondays) files[monday];
  for (const Record& record : facts.records) {
    const auto own = std::lower_bound(mondays.begin(), mondays.end(), monday_of(record.on));
    const auto left = mondays.end() - own;
    if (left > record.weeks_late) files[*(own + record.weeks_late)].push_back({&record, false});
    // A correction that would come after the last export is never made: the record stays as it was.
    if (!record.then_kind.empty() && left > record.weeks_late + 1)
      files[*(own + record.weeks_late + 1)].push_back({&record, true});
  }
  for (auto& [monday, rows] : files) {
    auto key = [](const Export& row) {
      return std::tie(row.record->school, row.record->on, row.record->pupil, row.record->lesson);
    };
    std::sort(rows.begin(), rows.end(), [&](const Export& a, const Export& b) { return key(a) < key(b); });
    File file(folder, "week-" + iso_week(monday) + ".csv",
              "pupil,school,date,lesson,minutes,kind,subject,code,mark");
    for (const auto& [record, corrected] : rows) {
      const std::string& kind = corrected ? record->then_kind : record->kind;
      file.row({record->pupil, record->school, iso(record->on), number_or_empty(record->lesson),
                number_or_empty(record->minutes), kind, record->subject, code_of(kind),
                corrected ? record->then_mark : record->mark});
    }
    file.close();
  }
}

}  // namespace writer
