// SPDX-License-Identifier: EUPL-1.2
#include "store_fact.hpp"

#include <array>

namespace verzuim {
namespace {

FactCell number(std::int64_t value) { return value; }
FactCell day(Date date) { return static_cast<std::int64_t>(date.day); }

/// Fills a fact from the row of its kind.
struct FactFiller {
  Fact& f;
  Intake& in;

  FactCell pupil(const std::string& id) const { return number(in.pupils.local(id)); }
  void dated(Date date) const {
    f.last_day = date.day;
    in.see_date(date);
  }

  void operator()(const PupilRow& r) const {
    const Enrolment& e = r.enrolment;
    f.key = {pupil(r.pupil), e.school, day(e.from)};
    f.values = {day(e.until),
                number(static_cast<int>(e.sector)),
                e.birth_date ? day(*e.birth_date) : FactCell{},
                e.gemeente,
                number(e.weekly_minutes),
                e.group,
                e.mentor,
                e.level};
    dated(e.from);
  }
  void operator()(const DiplomaRow& r) const {
    f.key = {pupil(r.pupil), r.diploma.diploma};
    f.values = {day(r.diploma.on)};
    dated(r.diploma.on);
  }
  void operator()(const ExemptionRow& r) const {
    f.key = {pupil(r.pupil), r.exemption.article, day(r.exemption.from)};
    f.values = {day(r.exemption.until)};
    dated(r.exemption.from);
  }
  void operator()(const ConcernRow& r) const {
    f.key = {pupil(r.pupil), day(r.concern.on), r.concern.by, r.concern.theme};
    dated(r.concern.on);
  }
  void operator()(const TimetableRow& r) const {
    f.key = {r.group, day(r.from), number(r.weekday), number(r.lesson)};
    f.values = {day(r.until), r.subject, number(r.minutes)};
    dated(r.from);
  }
  void operator()(const School& r) const {
    f.key = {r.school};
    f.values = {r.name, r.gemeente, r.region, r.email};
  }
  void operator()(const OwnDaysOff& r) const {
    f.key = {r.school, day(r.from)};
    f.values = {day(r.until), r.name};
    dated(r.from);
  }
  void operator()(const AbsenceRow&) const {}  // has a taker of its own
};

}  // namespace

const FactShape& shape_of(FileKind kind) {
  static const std::array<FactShape, 8> shapes = {
      FactShape{"enrolment",
                {"pupil", "school", "since"},
                {"until", "sector", "born", "gemeente", "weekly_minutes", "class", "mentor", "level"}},
      FactShape{"diploma", {"pupil", "diploma"}, {"day"}},
      FactShape{"exemption", {"pupil", "article", "since"}, {"until"}},
      FactShape{},
      FactShape{"timetable", {"class", "since", "weekday", "lesson"}, {"until", "subject", "minutes"}},
      FactShape{"concern", {"pupil", "day", "role", "theme"}, {}},
      FactShape{"school_row", {"school"}, {"name", "gemeente", "region", "email"}},
      FactShape{"calendar_row", {"school", "since"}, {"until", "name"}}};
  return shapes[static_cast<std::size_t>(kind)];
}

Fact fact_of(const Row& row, Intake& in) {
  Fact fact;
  std::visit(FactFiller{fact, in}, row);
  return fact;
}

void bind_cell(SQLite::Statement& statement, int index, const FactCell& cell) {
  if (const auto* n = std::get_if<std::int64_t>(&cell))
    statement.bind(index, *n);
  else if (const auto* t = std::get_if<std::string>(&cell))
    statement.bindNoCopy(index, *t);
  else
    statement.bind(index);
}

bool same_cell(SQLite::Column column, const FactCell& cell) {
  if (const auto* n = std::get_if<std::int64_t>(&cell)) return !column.isNull() && column.getInt64() == *n;
  if (const auto* t = std::get_if<std::string>(&cell)) return !column.isNull() && column.getString() == *t;
  return column.isNull();
}

std::size_t hash_of(const FactCells& key) {
  std::string bytes;
  for (const FactCell& cell : key) {
    if (const auto* n = std::get_if<std::int64_t>(&cell))
      bytes += std::to_string(*n);
    else if (const auto* t = std::get_if<std::string>(&cell))
      bytes += *t;
    bytes += '\n';
  }
  return std::hash<std::string>{}(bytes);
}

}  // namespace verzuim
