// SPDX-License-Identifier: EUPL-1.2
// Facts on their way out: of each key the newest version that was known at the asked moment.
#include <algorithm>

#include "store_holding.hpp"

namespace verzuim {
namespace {

/// Reads the facts of one pupil after another.
class FactReader {
 public:
  FactReader(StoreParts& parts, const KnownAt& at)
      : visible_(parts.visible(at)),
        absences_(parts, visible_),
        enrolments_(parts.db,
                    "SELECT school, since, batch, until, sector, born, gemeente, weekly_minutes, class, "
                    "mentor, level FROM enrolment "
                    "WHERE pupil = ? ORDER BY pupil, school, since, batch"),
        diplomas_(parts.db,
                  "SELECT diploma, batch, day FROM diploma WHERE pupil = ? ORDER BY pupil, diploma, batch"),
        exemptions_(parts.db,
                    "SELECT article, since, batch, until FROM exemption WHERE pupil = ? ORDER BY pupil, "
                    "article, since, batch"),
        concerns_(parts.db,
                  "SELECT day, role, theme, batch FROM concern WHERE pupil = ? ORDER BY pupil, day, role, "
                  "theme, batch") {}

  void read(std::int64_t pupil, int kinds, PupilFacts& facts) {
    facts.enrolments.clear();
    facts.diplomas.clear();
    facts.exemptions.clear();
    facts.absences.clear();
    facts.concerns.clear();
    // Most pupils have no diploma, exemption or concern: what is not there is not asked for.
    if (kinds & fact_bit(FileKind::pupils)) read_enrolments(pupil, facts.enrolments);
    if (kinds & fact_bit(FileKind::diplomas)) read_diplomas(pupil, facts.diplomas);
    if (kinds & fact_bit(FileKind::exemptions)) read_exemptions(pupil, facts.exemptions);
    if (kinds & fact_bit(FileKind::absences)) read_absences(pupil, facts.absences);
    if (kinds & fact_bit(FileKind::concerns)) read_concerns(pupil, facts.concerns);
  }

 private:
  void read_absences(std::int64_t pupil, std::vector<Absence>& absences);
  void read_enrolments(std::int64_t pupil, std::vector<Enrolment>& enrolments);
  void read_diplomas(std::int64_t pupil, std::vector<Diploma>& diplomas);
  void read_exemptions(std::int64_t pupil, std::vector<Exemption>& exemptions);
  void read_concerns(std::int64_t pupil, std::vector<Concern>& concerns);

  std::vector<bool> visible_;
  HoldingAbsences absences_;
  HotStatement enrolments_, diplomas_, exemptions_, concerns_;
};

void FactReader::read_absences(std::int64_t pupil, std::vector<Absence>& absences) {
  for (const StandingAbsence& s : absences_.of(static_cast<std::int32_t>(pupil)))
    absences.push_back(absence_of(s));
}

void FactReader::read_enrolments(std::int64_t pupil, std::vector<Enrolment>& enrolments) {
  enrolments_.bind(1, pupil);
  while (enrolments_.step()) {
    if (!sees(visible_, enrolments_.integer(2))) continue;
    Enrolment e;
    e.school = enrolments_.text(0);
    e.from = Date{enrolments_.integer(1)};
    e.until = Date{enrolments_.integer(3)};
    e.sector = static_cast<Sector>(enrolments_.integer(4));
    if (!enrolments_.null(5)) e.birth_date = Date{enrolments_.integer(5)};
    e.gemeente = enrolments_.text(6);
    e.weekly_minutes = enrolments_.integer(7);
    e.group = enrolments_.text(8);
    e.mentor = enrolments_.text(9);
    e.level = enrolments_.text(10);
    const bool version =
        !enrolments.empty() && enrolments.back().school == e.school && enrolments.back().from == e.from;
    if (version)
      enrolments.back() = std::move(e);
    else
      enrolments.push_back(std::move(e));
  }
  std::stable_sort(enrolments.begin(), enrolments.end(),
                   [](const Enrolment& a, const Enrolment& b) { return a.from < b.from; });
}

void FactReader::read_diplomas(std::int64_t pupil, std::vector<Diploma>& diplomas) {
  diplomas_.bind(1, pupil);
  while (diplomas_.step()) {
    if (!sees(visible_, diplomas_.integer(1))) continue;
    Diploma d{Date{diplomas_.integer(2)}, std::string(diplomas_.text(0))};
    if (!diplomas.empty() && diplomas.back().diploma == d.diploma)
      diplomas.back() = std::move(d);
    else
      diplomas.push_back(std::move(d));
  }
  std::stable_sort(diplomas.begin(), diplomas.end(),
                   [](const Diploma& a, const Diploma& b) { return a.on < b.on; });
}

void FactReader::read_exemptions(std::int64_t pupil, std::vector<Exemption>& exemptions) {
  exemptions_.bind(1, pupil);
  while (exemptions_.step()) {
    if (!sees(visible_, exemptions_.integer(2))) continue;
    Exemption e{Date{exemptions_.integer(1)}, Date{exemptions_.integer(3)}, std::string(exemptions_.text(0))};
    if (!exemptions.empty() && exemptions.back().article == e.article && exemptions.back().from == e.from)
      exemptions.back() = std::move(e);
    else
      exemptions.push_back(std::move(e));
  }
  std::stable_sort(exemptions.begin(), exemptions.end(),
                   [](const Exemption& a, const Exemption& b) { return a.from < b.from; });
}

void FactReader::read_concerns(std::int64_t pupil, std::vector<Concern>& concerns) {
  concerns_.bind(1, pupil);
  while (concerns_.step()) {
    if (!sees(visible_, concerns_.integer(3))) continue;
    Concern c{Date{concerns_.integer(0)}, std::string(concerns_.text(1)), std::string(concerns_.text(2))};
    const bool version = !concerns.empty() && concerns.back().on == c.on && concerns.back().by == c.by &&
                         concerns.back().theme == c.theme;
    if (!version) concerns.push_back(std::move(c));
  }
}

bool no_facts(const PupilFacts& f) {
  return f.enrolments.empty() && f.diplomas.empty() && f.exemptions.empty() && f.absences.empty() &&
         f.concerns.empty();
}

}  // namespace

void Store::each_pupil(const std::function<void(const PupilFacts&)>& each,
                       const std::vector<std::string>* only, const KnownAt& at) {
  translated(parts_->path, [&] {
    StoreTransaction snapshot(*parts_, StoreTransaction::For::reading);
    parts_->read_schools();
    FactReader reader(*parts_, at);
    PupilFacts facts;
    const auto visit = [&](std::int64_t number, int kinds) {
      reader.read(number, kinds, facts);
      if (!no_facts(facts)) each(facts);
    };
    if (only == nullptr) {
      HotStatement pupils(parts_->db, "SELECT no, id, kinds FROM pupil ORDER BY id");
      while (pupils.step()) {
        facts.pupil = pupils.text(1);
        visit(pupils.wide(0), pupils.integer(2));
      }
      return;
    }
    std::vector<std::string> ids = *only;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    HotStatement pupil(parts_->db, "SELECT no, kinds FROM pupil WHERE id = ?");
    for (const std::string& id : ids) {
      pupil.bind(1, std::string_view(id));
      const bool known = pupil.step();
      const std::int64_t number = known ? pupil.wide(0) : 0;
      const int kinds = known ? pupil.integer(1) : 0;
      pupil.reset();
      facts.pupil = id;
      if (known) visit(number, kinds);
    }
  });
}

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
