// SPDX-License-Identifier: EUPL-1.2
// Counting pupils: where they live, what they have a duty to and how much they were absent.
#include <algorithm>

#include "report_tally.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// The enrolment that speaks for a pupil: the latest begun that covers the end of the period, else the last
/// one to end.
const Enrolment* main_enrolment(const PupilFacts& facts, const Period& period) {
  const Enrolment* best = nullptr;
  for (const Enrolment& e : facts.enrolments) {
    if (e.from > period.until || e.until < period.from) continue;
    const auto rank = [&](const Enrolment& x) { return std::pair(std::min(x.until, period.until), x.from); };
    if (best == nullptr || rank(*best) <= rank(e)) best = &e;
  }
  return best;
}

std::optional<Date> birth_date(const PupilFacts& facts, const Enrolment& main) {
  if (main.birth_date) return main.birth_date;
  for (const Enrolment& e : facts.enrolments)
    if (e.birth_date) return e.birth_date;
  return std::nullopt;
}

}  // namespace

void GemeenteReports::Parts::note_schools(const PupilFacts& facts) {
  for (const Absence& a : facts.absences) {
    if (a.date > head.period.until) continue;
    const std::string_view school = brin_of((*setting.schools)[static_cast<std::size_t>(a.school)]);
    const auto known = last_record.find(school);
    if (known == last_record.end())
      last_record.emplace(school, a.date);
    else
      known->second = std::max(known->second, a.date);
  }
}

void GemeenteReports::add(const PupilFacts& facts) {
  Parts& p = *parts_;
  p.note_schools(facts);
  const Enrolment* main = main_enrolment(facts, p.head.period);
  if (main == nullptr) return;
  if (main->gemeente.empty()) {
    ++p.without_gemeente;
    return;
  }
  GemeenteTally& tally = p.tallies[p.setting.reference->gemeente_on(main->gemeente, p.head.period.until)];
  p.by_pupil.emplace(facts.pupil, &tally);
  const auto sector = static_cast<std::size_t>(main->sector);
  ++tally.pupils;
  for (const Enrolment& e : facts.enrolments) {
    if (e.from > p.head.period.until || e.until < p.head.period.from) continue;
    ++tally.enrolments;
    if (e.covers(p.head.period.until)) tally.schools.insert(e.school);
  }
  const Duty duty =
      duty_on(*p.setting.law, birth_date(facts, *main), facts.diplomas, main->sector, p.head.period.until);
  ++tally.duty[sector][static_cast<std::size_t>(duty)];
  const PeriodAbsence absence = counted_absence(p.setting, facts, p.head.period);
  const auto count = [&](CountRows& rows, std::size_t column) {
    ++rows[sector][absence.countable ? column : rows[sector].size() - 1];
  };
  count(tally.hours, class_of(absence.unauthorised_minutes, report_classes().hours, 60));
  count(tally.late, class_of(absence.late, report_classes().times, 1));
  count(tally.unexplained, absence.unexplained > 0 ? 1 : 0);
}

bool GemeenteReports::Parts::silent(const std::string& school) const {
  const auto last = last_record.find(brin_of(school));
  if (last == last_record.end()) return true;
  const int days = 7 * report_classes().silent_weeks;
  const SchoolDays* calendar = setting.calendar->of(school);
  const Date end = head.period.until;
  if (calendar == nullptr || !calendar->known(end) || !calendar->known(last->second))
    return end - last->second >= days;
  return calendar->index(end) - calendar->index(last->second) >= days;
}

}  // namespace verzuim
