// SPDX-License-Identifier: EUPL-1.2
#include "explanation_pupil_days.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace verzuim {
namespace {

/// Where a day has several kinds, the one that asks for something goes first.
constexpr std::array<Kind, kind_names.size()> order = {Kind::unauthorised, Kind::unknown, Kind::removed,
                                                       Kind::late,         Kind::sick,    Kind::authorised};

/// A record of the whole day takes the place of those of its lessons.
bool replaced(const PupilFacts& facts, const Absence& absence) {
  return absence.lesson > 0 &&
         std::any_of(facts.absences.begin(), facts.absences.end(), [&](const Absence& day) {
           return day.lesson == 0 && day.date == absence.date && day.school == absence.school;
         });
}

bool closed(const Setting& setting, const PupilFacts& facts, Date date) {
  for (const Enrolment& e : facts.enrolments) {
    if (!e.covers(date)) continue;
    const SchoolDays* school = setting.calendar->of(e.school);
    if (school == nullptr || !school->known(date) || school->is_school_day(date)) return false;
  }
  return true;
}

}  // namespace

std::vector<PupilDay> pupil_days(const Setting& setting, const PupilFacts& facts, Date on,
                                 const std::vector<const Absence*>& seen) {
  std::map<Date, std::map<Kind, int>> records;
  std::set<Date> whole;
  for (const Absence* absence : seen) {
    if (replaced(facts, *absence)) continue;
    const bool leave = leave_on(*setting.law, facts.exemptions, absence->date);
    ++records[absence->date][leave ? Kind::authorised : absence->kind];
    if (absence->lesson == 0) whole.insert(absence->date);
  }
  std::vector<PupilDay> days;
  for (Date date = school_year_start(on); date <= on; date = date + 1) {
    if (weekday(date) > 5) continue;
    PupilDay day{date, closed(setting, facts, date), whole.contains(date), {}};
    if (const auto found = records.find(date); found != records.end())
      for (const Kind kind : order)
        if (found->second.contains(kind)) day.records.emplace_back(kind, found->second.at(kind));
    days.push_back(std::move(day));
  }
  return days;
}

}  // namespace verzuim
