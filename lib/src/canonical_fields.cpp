// SPDX-License-Identifier: EUPL-1.2
#include "canonical_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 13> roles = {
    "mentor",         "verzuimcoordinator", "zorgcoordinator", "schoolleiding",
    "jeugdarts",      "preventiemedewerker", "leerplichtambtenaar", "trajectbegeleider",
    "team-jeugd",     "samenwerkingsverband", "hulpverlening", "parents",
    "pupil"};
constexpr std::array<std::string_view, 3> regions = {"Noord", "Midden", "Zuid"};

/// The cell where it may be shown: a long one or one with a number of eight digits or more may be an identity in a wrong column.
std::string showable(std::string_view text) {
  std::size_t digits = 0;
  for (char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 8) return {};
  }
  return text.size() > 40 ? std::string() : std::string(text);
}

/// What is wrong with a date that is none.
std::string date_fault(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {"January", "February", "March",     "April",   "May",      "June",
                                                              "July",    "August",   "September", "October", "November", "December"};
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto year = shaped ? parse_count(text.substr(0, 4)) : std::nullopt;
  const auto month = shaped ? parse_count(text.substr(5, 2)) : std::nullopt;
  const auto day = shaped ? parse_count(text.substr(8, 2)) : std::nullopt;
  if (!year || !month || !day) return "is no date";
  if (*month < 1 || *month > 12) return fmt::format("has no month {} to be in", *month);
  if (*year < 1900 || *year > 2199) return fmt::format("is in the year {:04}, which cannot be meant", *year);
  return fmt::format("is wrong: {} {} {} does not exist", *day, months[static_cast<std::size_t>(*month - 1)], *year);
}

bool has_space(std::string_view text) { return text.find(' ') != std::string_view::npos; }

}  // namespace

void Fields::refuse(std::size_t column, std::string code, std::string_view shown, std::string reason) {
  if (fault_) return;
  const int position = position_[column];
  fault_ = Reject{csv_.place(position < 0 ? 0 : static_cast<std::size_t>(position)), std::move(code), showable(shown),
                  fmt::format("{} {}", columns_[column], reason)};
}

void Fields::not_among(std::size_t column, const std::vector<std::string>& words) {
  const std::string_view cell = text(column);
  const std::string near = nearest(cell, words);
  std::vector<std::string> named;
  std::copy_if(words.begin(), words.end(), std::back_inserter(named), [](const std::string& w) { return !w.empty(); });
  if (cell.empty()) return refuse(column, "missing", "", fmt::format("is empty; write one of {}", join(named, ", ")));
  refuse(column, "bad-word", cell, near.empty() ? fmt::format("is not known; write one of {}", join(named, ", "))
                                                : fmt::format("is not known; did you mean '{}'?", near));
}

std::string_view Fields::text(std::size_t column) const {
  const int position = position_[column];
  if (position < 0) return {};
  const std::string_view cell = csv_[static_cast<std::size_t>(position)];
  // A lone space stands for nothing in many exports.
  return cell.empty() || (cell.front() != ' ' && cell.back() != ' ') ? cell : trim(cell);
}

std::string_view Fields::short_text(std::size_t column, std::size_t most) {
  const std::string_view cell = text(column);
  if (cell.size() > most) refuse(column, "too-long", "", fmt::format("is longer than {} bytes; write a short code or leave it empty", most));
  return cell;
}

std::string Fields::required_text(std::size_t column) {
  const std::string_view cell = short_text(column);
  if (cell.empty()) refuse(column, "missing", "", "is empty; it must hold a value");
  return std::string(cell);
}

std::string_view Fields::pupil(std::size_t column) {
  const std::string_view cell = csv_[static_cast<std::size_t>(position_[column])];
  if (cell.empty()) refuse(column, "missing", "", "is empty; it must hold the school's own key for the pupil");
  else if (cell.size() > 64) refuse(column, "bad-id", "", "is longer than 64 bytes; write the school's own key for the pupil");
  else if (cell.front() == ' ' || cell.back() == ' ') refuse(column, "bad-id", "", "begins or ends with a space; remove it at the source");
  return cell;
}

std::string_view Fields::school(std::size_t column) {
  const std::string_view cell = text(column);
  if (!is_brin(cell))
    refuse(column, cell.empty() ? "missing" : "bad-school", cell,
           "is no BRIN; write two digits and two capitals (99XA), with the vestiging or without (99XA00)");
  return cell;
}

std::string Fields::calendar_school(std::size_t column) {
  const std::string_view cell = text(column);
  if (!is_brin(cell) && cell != "*" && std::find(regions.begin(), regions.end(), cell) == regions.end())
    refuse(column, cell.empty() ? "missing" : "bad-school", cell, "is no BRIN (99XA or 99XA00), no region (Noord, Midden, Zuid) and not *");
  return std::string(cell);
}

std::string Fields::mentor(std::size_t column) {
  const std::string_view cell = short_text(column);
  // A space or an at sign gives a name or an address away; neither is to be kept, nor to be repeated in a message.
  if (has_space(cell) || cell.find('@') != std::string_view::npos)
    refuse(column, "bad-mentor", "", "looks like a name or an address; write a code, such as M07");
  return std::string(cell);
}

std::string Fields::email(std::size_t column) {
  const std::string_view cell = short_text(column, 254);
  if (!cell.empty() && (has_space(cell) || cell.find('@') == std::string_view::npos))
    refuse(column, "bad-email", "", "is no address; write one address or leave it empty");
  return std::string(cell);
}

std::string Fields::gemeente(std::size_t column) {
  const std::string_view cell = text(column);
  if (cell.empty()) return {};
  if (cell == gemeente_text_) return gemeente_code_;
  const auto code = reference_.gemeente_code(cell);
  if (!code) {
    refuse(column, "bad-gemeente", cell, "is not known; write the CBS code (four digits) or the name of a gemeente");
    return {};
  }
  gemeente_text_ = cell;
  return gemeente_code_ = *code;
}

std::string Fields::region(std::size_t column) {
  const std::string_view cell = text(column);
  if (!cell.empty()) word(column, regions);
  return std::string(cell);
}

Date Fields::date(std::size_t column, int first_year) {
  const std::string_view cell = text(column);
  if (!cell.empty() && cell == date_text_) return date_;
  const auto parsed = parse_date(cell);
  if (!parsed) {
    refuse(column, cell.empty() ? "missing" : "bad-date", cell,
           cell.empty() ? "is empty; write a date as YYYY-MM-DD" : date_fault(cell) + "; write YYYY-MM-DD");
    return {};
  }
  if (first_year > 1900 && year_of(*parsed) < first_year) {
    refuse(column, "bad-date", cell, fmt::format("is before {}, which cannot be meant; write YYYY-MM-DD", first_year));
    return {};
  }
  if (first_year > 1900) date_text_ = cell, date_ = *parsed;
  return *parsed;
}

Date Fields::until(std::size_t column, Date from) {
  if (text(column).empty()) return open_end;
  const Date last = date(column);
  if (!fault_ && last < from) refuse(column, "bad-period", text(column), "is before from; the last day cannot come before the first");
  return last;
}

std::optional<Date> Fields::birth_date(std::size_t column, Date from) {
  const std::string_view cell = text(column);
  if (cell.empty()) return std::nullopt;
  const auto born = parse_date(cell);
  if (!born) refuse(column, "bad-date", "", "is no date that exists; write YYYY-MM-DD, or leave it empty when it is not known");
  else if (*born > from) refuse(column, "bad-date", "", "is after from; mend it at the source, or leave it empty when it is not known");
  return born;
}

int Fields::number(std::size_t column, int low, int high, std::optional<int> when_empty) {
  const std::string_view cell = text(column);
  if (cell.empty() && when_empty) return *when_empty;
  const auto value = parse_count(cell);
  if (value && *value >= low && *value <= high) return *value;
  refuse(column, cell.empty() ? "missing" : "bad-number", cell,
         fmt::format("{} a whole number from {} to {}{}", cell.empty() ? "is empty; write" : "is not", low, high,
                     when_empty ? ", and may be empty" : ""));
  return low;
}

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
  row.subject = f.short_text(6);
  // The code of a sick row may name an illness, so it goes no further than here.
  row.code = a.kind == Kind::sick ? std::string_view() : f.short_text(7, 32);
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
  const auto by = roles[f.word(2, roles)];
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
  if (row.until - row.from > 366) f.refuse(2, "bad-period", f.text(2), "is more than a year after from; is the year right?");
  row.name = f.short_text(3, 200);
  return row;
}

}  // namespace

void parse_row(Fields& fields, FileKind kind, int line, Row& row) {
  switch (kind) {
    case FileKind::pupils: row = pupil_row(fields); return;
    case FileKind::diplomas: row = diploma_row(fields); return;
    case FileKind::exemptions: row = exemption_row(fields); return;
    case FileKind::absences: absence_row(fields, line, std::get<AbsenceRow>(row)); return;
    case FileKind::timetable: row = timetable_row(fields); return;
    case FileKind::concerns: row = concern_row(fields); return;
    case FileKind::schools: row = school_row(fields); return;
    case FileKind::calendar: row = calendar_row(fields); return;
  }
}

}  // namespace verzuim
