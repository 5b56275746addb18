// SPDX-License-Identifier: EUPL-1.2
// The rows of each kind of file, from their fields.
#include "canonical_fields.hpp"
#include "verzuim/ladder.hpp"

namespace verzuim {
namespace {

constexpr int first_absence_year = 2000;

PupilRow pupil_row(Fields& f) {
  PupilRow row;
  Enrolment& e = row.enrolment;
  row.pupil = f.pupil(0);
  e.gemeente = f.gemeente(2);
  e.school = f.school(3);
  e.sector = static_cast<Sector>(f.word(4, sector_names));
  e.from = f.date(5);
  e.until = f.until(6, e.from);
  e.birth_date = f.birth_date(1, e.from);
  e.weekly_minutes = f.number(7, 1, 6000, 0);
  e.group = f.short_text(8);
  e.mentor = f.mentor(9);
  e.level = f.short_text(10);
  return row;
}

DiplomaRow diploma_row(Fields& f) {
  const auto pupil = f.pupil(0);
  const Date on = f.date(1);
  return {std::string(pupil), {on, std::string(diploma_names[f.word(2, diploma_names)])}};
}

ExemptionRow exemption_row(Fields& f) {
  const auto pupil = f.pupil(0);
  const Date from = f.date(1), until = f.until(2, from);
  return {std::string(pupil), {from, until, std::string(exemption_articles[f.word(3, exemption_articles)])}};
}

void absence_row(Fields& f, int line, AbsenceRow& row) {
  Absence& a = row.absence;
  row.pupil = f.pupil(0);
  row.school = f.school(1);
  a.date = f.date(2, first_absence_year);
  a.lesson = static_cast<std::int16_t>(f.number(3, 1, 30, 0));
  a.minutes = static_cast<std::int16_t>(f.number(4, 1, 1440, -1));
  a.kind = static_cast<Kind>(f.word(5, kind_names));
  // Words on a sick row may name an illness, so they go no further than here.
  const bool sick = a.kind == Kind::sick;
  row.subject = sick ? std::string_view() : f.short_text(6);
  row.code = sick ? std::string_view() : f.short_text(7, 32);
  a.mark = static_cast<std::uint8_t>(f.word(8, mark_names));
  a.line = line;
}

TimetableRow timetable_row(Fields& f) {
  TimetableRow row;
  row.group = f.required_text(0);
  row.from = f.date(1);
  row.until = f.until(2, row.from);
  row.weekday = f.number(3, 1, 7);
  row.lesson = f.number(4, 1, 30);
  row.subject = f.short_text(5);
  row.minutes = f.number(6, 1, 600);
  return row;
}

ConcernRow concern_row(Fields& f) {
  const auto pupil = f.pupil(0);
  const Date on = f.date(1, first_absence_year);
  const auto by = role_names[f.word(2, role_names)];
  return {std::string(pupil), {on, std::string(by), std::string(concern_themes[f.word(3, concern_themes)])}};
}

School school_row(Fields& f) {
  School row;
  row.school = f.school(0);
  row.name = f.short_text(1, 200);
  row.gemeente = f.gemeente(2);
  row.region = f.region(3);
  row.email = f.email(4);
  return row;
}

OwnDaysOff calendar_row(Fields& f) {
  OwnDaysOff row;
  row.school = f.calendar_school(0);
  row.from = f.date(1);
  if (f.text(2).empty()) f.refuse(2, "missing", "", "is empty; write the last day without lessons");
  row.until = f.until(2, row.from);
  // A mistyped year would silently take all lessons away.
  if (row.until - row.from > 366)
    f.refuse(2, "bad-period", f.text(2), "is more than a year after from; is the year right?");
  row.name = f.short_text(3, 200);
  return row;
}

}  // namespace

void parse_row(Fields& fields, FileKind kind, int line, Row& row) {
  switch (kind) {
    case FileKind::pupils:
      row = pupil_row(fields);
      return;
    case FileKind::diplomas:
      row = diploma_row(fields);
      return;
    case FileKind::exemptions:
      row = exemption_row(fields);
      return;
    case FileKind::absences:
      absence_row(fields, line, std::get<AbsenceRow>(row));
      return;
    case FileKind::timetable:
      row = timetable_row(fields);
      return;
    case FileKind::concerns:
      row = concern_row(fields);
      return;
    case FileKind::schools:
      row = school_row(fields);
      return;
    case FileKind::calendar:
      row = calendar_row(fields);
      return;
  }
}

}  // namespace verzuim
