// SPDX-License-Identifier: EUPL-1.2
#include "store_fact_reader.hpp"

#include <algorithm>

namespace verzuim {

FactReader::FactReader(StoreParts& parts, std::vector<bool> visible)
    : visible_(std::move(visible)),
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

bool FactReader::read(std::int64_t pupil, int kinds, PupilFacts& facts) {
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
  return !facts.enrolments.empty() || !facts.diplomas.empty() || !facts.exemptions.empty() ||
         !facts.absences.empty() || !facts.concerns.empty();
}

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

}  // namespace verzuim
