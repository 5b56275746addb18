// SPDX-License-Identifier: EUPL-1.2
#include "store_holding.hpp"

#include <algorithm>
#include <limits>

namespace verzuim {
namespace {

/// True when what was seen in a lesson is explained by a report of the lesson, or of the whole day.
bool explained(const StagedAbsence& seen, const std::vector<StandingAbsence>& standing) {
  return std::any_of(standing.begin(), standing.end(), [&](const StandingAbsence& s) {
    const StagedAbsence& report = s.row;
    const bool whole_day = report.lesson == 0 && report.minutes < 0;
    return report.day == seen.day && report.school == seen.school &&
           (report.lesson == seen.lesson - observed_lesson || whole_day);
  });
}

/// Adds the days over which reports without an end go on, up to the last day of which files of their school
/// speak. What is said of such a day itself goes above it, and of two open reports the later one.
void go_on(std::vector<StandingAbsence>& rows, const std::vector<std::int32_t>& horizons) {
  std::vector<StandingAbsence> open;
  for (const StandingAbsence& s : rows)
    if (s.row.state == FactState::open) open.push_back(s);
  const auto key = [](const StandingAbsence& a, const StandingAbsence& b) {
    return key_before(a.row, b.row);
  };
  for (auto report = open.rbegin(); report != open.rend(); ++report) {
    const auto school = static_cast<std::size_t>(report->row.school);
    const std::int32_t last = school < horizons.size() ? horizons[school] : 0;
    for (Date date :
         open_days(Date{report->row.day}, Date{std::min(last, report->row.day + longest_report)})) {
      StandingAbsence day = *report;
      day.row.day = date.day;
      const auto at = std::lower_bound(rows.begin(), rows.end(), day, key);
      if (at == rows.end() || !at->row.same_key(day.row)) rows.insert(at, day);
    }
  }
}

/// Leaves out what was seen in a lesson and is explained.
void explain(std::vector<StandingAbsence>& rows) {
  std::vector<StandingAbsence> kept;
  for (const StandingAbsence& s : rows) {
    const bool seen = s.row.lesson >= observed_lesson;
    if (seen && explained(s.row, rows)) continue;
    kept.push_back(s);
    if (seen) kept.back().row.lesson = static_cast<std::int16_t>(s.row.lesson - observed_lesson);
  }
  std::sort(kept.begin(), kept.end(),
            [](const StandingAbsence& a, const StandingAbsence& b) { return key_before(a.row, b.row); });
  rows.swap(kept);
}

}  // namespace

const std::vector<StandingAbsence>& HoldingAbsences::of(std::int32_t pupil) {
  rows_.clear();
  bool open = false, observed = false;
  const auto sees_batch = [this](std::int32_t batch) { return sees(known_, batch); };
  for (const StandingAbsence& s :
       table_.standing(pupil, 0, std::numeric_limits<std::int32_t>::max(), sees_batch)) {
    if (!s.row.stands()) continue;
    rows_.push_back(s);
    open = open || s.row.state == FactState::open;
    observed = observed || s.row.lesson >= observed_lesson;
  }
  if (open) go_on(rows_, horizons_);
  if (observed) explain(rows_);
  return rows_;
}

Absence absence_of(const StandingAbsence& s) {
  Absence a;
  a.date = Date{s.row.day};
  a.lesson = s.row.lesson;
  a.minutes = s.row.minutes;
  a.kind = static_cast<Kind>(s.row.kind);
  a.mark = s.row.mark;
  a.school = s.row.school;
  a.batch = s.batch;
  a.line = s.row.line;
  return a;
}

void Store::each_absence(const std::function<void(const AbsenceRow&)>& each) {
  translated(parts_->path, [&] {
    StoreTransaction snapshot(*parts_, StoreTransaction::For::reading);
    const auto schools = parts_->names("school"), subjects = parts_->names("subject"),
               codes = parts_->names("code");
    const auto text = [](const std::vector<std::string>& texts, std::int32_t number) -> std::string_view {
      return texts[static_cast<std::size_t>(number)];
    };
    const std::vector<bool> known = parts_->visible({});
    HoldingAbsences absences(*parts_, known);
    HotStatement pupils(parts_->db, "SELECT no, id FROM pupil WHERE kinds & ? ORDER BY id");
    pupils.bind(1, fact_bit(FileKind::absences));
    while (pupils.step())
      for (const StandingAbsence& s : absences.of(pupils.integer(0)))
        each({pupils.text(1), text(schools, s.row.school), text(subjects, s.row.subject),
              text(codes, s.row.code), absence_of(s)});
  });
}

}  // namespace verzuim
