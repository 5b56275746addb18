// SPDX-License-Identifier: EUPL-1.2
// Whose young people are counted where: pupils come by once, and each counts in its gemeente, region or
// schools.
#include "verzuim/report_count.hpp"

#include <algorithm>

#include "report_tally.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::optional<Date> birth_date(const PupilFacts& facts, const Enrolment& main) {
  if (main.birth_date) return main.birth_date;
  for (const Enrolment& e : facts.enrolments)
    if (e.birth_date) return e.birth_date;
  return std::nullopt;
}

/// The pupil as one school knows it.
PupilFacts at_school(const Setting& setting, const PupilFacts& facts, std::string_view school) {
  PupilFacts own{facts.pupil, {}, facts.diplomas, facts.exemptions, {}, {}};
  for (const Enrolment& e : facts.enrolments)
    if (e.school.starts_with(school)) own.enrolments.push_back(e);
  const std::string_view brin = brin_of(school);
  for (const Absence& a : facts.absences)
    if (brin_of((*setting.schools)[static_cast<std::size_t>(a.school)]) == brin) own.absences.push_back(a);
  return own;
}

PupilNotes at_school(const PupilNotes& notes, std::string_view school) {
  const std::string_view brin = brin_of(school);
  PupilNotes own;
  for (const NotedSignal& signal : notes.signals)
    if (brin_of(signal.school) == brin) own.signals.push_back(signal);
  for (const CaseFacts& one : notes.cases) {
    // A dossier is the school's where it lies now; a handover is of the school that gave it.
    CaseFacts mine;
    if (brin_of(one.school) == brin) mine = one;
    mine.for_gemeente = one.for_gemeente;
    mine.handovers.clear();
    for (const CaseHandover& handover : one.handovers)
      if (brin_of(handover.school) == brin) mine.handovers.push_back(handover);
    if (!mine.id.empty() || !mine.handovers.empty()) own.cases.push_back(std::move(mine));
  }
  return own;
}

const PupilNotes& nothing_noted() {
  static const PupilNotes none;
  return none;
}

std::size_t age_class(std::optional<Date> born, Date on) {
  const auto& ages = report_classes().ages;
  if (!born) return ages.size() + 1;
  std::size_t found = 0;
  for (std::size_t i = 0; i < ages.size(); ++i)
    if (age_on(*born, on) >= ages[i]) found = i + 1;
  return found;
}

}  // namespace

const Enrolment* main_enrolment(const PupilFacts& facts, const Period& period) {
  const Enrolment* best = nullptr;
  for (const Enrolment& e : facts.enrolments) {
    if (e.from > period.until || e.until < period.from) continue;
    const auto rank = [&](const Enrolment& x) { return std::pair(std::min(x.until, period.until), x.from); };
    if (best == nullptr || rank(*best) <= rank(e)) best = &e;
  }
  return best;
}

ScopeTally::ScopeTally() {
  const ReportClasses& classes = report_classes();
  for (std::size_t s = 0; s < sector_count; ++s) {
    duty[s].resize(duty_names.size());
    late[s].resize(classes.times.size() + 3);
    unexplained[s].resize(3);
    bands[s].resize(classes.percent.size() + 3);
  }
  fine_bands.resize(classes.fine_percent.size() + 1);
}

bool Reports::Parts::may_tell(std::size_t rule) const {
  return head.scope == ReportScope::school || may_see(RoleHolder::gemeente, rules.rules()[rule]);
}

KindSet Reports::Parts::kinds() const {
  return head.all_kinds() ? static_cast<KindSet>((1u << kind_count) - 1) : gemeente_kinds();
}

void Reports::Parts::note_schools(const PupilFacts& facts) {
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

bool Reports::Parts::silent(const std::string& school) const {
  const auto last = last_record.find(brin_of(school));
  if (last == last_record.end()) return true;
  const int days = 7 * report_classes().silent_weeks;
  const SchoolDays* calendar = setting.calendar->of(school);
  const Date end = head.period.until;
  if (calendar == nullptr || !calendar->known(end) || !calendar->known(last->second))
    return end - last->second >= days;
  return calendar->index(end) - calendar->index(last->second) >= days;
}

std::string Reports::Parts::code_of(const Enrolment& enrolment, Date until) const {
  if (enrolment.gemeente.empty()) return {};
  const std::string code = setting.reference->gemeente_on(enrolment.gemeente, until);
  if (head.scope == ReportScope::gemeente) return code;
  const Gemeente* gemeente = setting.reference->gemeente(code);
  return gemeente == nullptr ? std::string() : gemeente->doorstroompunt_region;
}

void Reports::Parts::count(ScopeTally& tally, const PupilFacts& facts, const PupilNotes& pupil_notes,
                           std::size_t when) {
  const Period& days = period(when);
  const Enrolment* main = main_enrolment(facts, days);
  if (main == nullptr) return;
  Counted pupil{facts, pupil_notes, days, *main, static_cast<std::size_t>(main->sector), when};
  pupil.born = birth_date(facts, *main);
  pupil.duty = duty_on(*setting.law, pupil.born, facts.diplomas, main->sector, days.until);
  std::int64_t enrolments = 0;
  for (const Enrolment& e : facts.enrolments) {
    if (e.from > days.until || e.until < days.from) continue;
    ++enrolments;
    if (e.covers(days.until)) tally.schools.insert(e.school);
  }
  // People here are those with more than one: nine enrolments beside eight people would tell of one of them.
  tally.enrolments[pupil.sector].value += enrolments;
  tally.enrolments[pupil.sector].people += enrolments > 1 ? 1 : 0;
  // A school together with the sector, since everybody knows which school has which.
  const std::string place = head.scope == ReportScope::school ? main->group
                                                              : std::string(brin_of(main->school)) + "/" +
                                                                    std::string(sector_names[pupil.sector]);
  pupil.slices = {&tally.sectors[pupil.sector], &tally.ages[age_class(pupil.born, days.until)],
                  &tally.places[place]};
  for (Slice* slice : pupil.slices) slice->pupils.add(1);
  tally.duty[pupil.sector][static_cast<std::size_t>(pupil.duty)].add(1);
  pupil.absence = absence_of(setting, schedule, facts, days, when == 0);
  for (const SchoolAbsence& school : pupil.absence) pupil.possible.add(school.possible);
  if (pupil.duty == Duty::not_known || !pupil.possible.known) tally.undecided.add(1);
  count_absence(*this, tally, pupil);
  count_signals(*this, tally, pupil);
  count_cases(*this, tally, pupil);
  count_prevention(*this, tally, pupil);
}

void Reports::Parts::count_schools(const PupilFacts& facts, const PupilNotes& pupil_notes, std::size_t when) {
  std::set<std::string> schools;
  for (const Enrolment& e : facts.enrolments)
    if (only.empty())
      schools.emplace(brin_of(e.school));
    else if (e.school.starts_with(only))
      schools.insert(only);
  for (const std::string& school : schools) {
    const PupilFacts own = at_school(setting, facts, school);
    if (main_enrolment(own, period(when)) == nullptr) continue;
    count(tallies[school][when], own, at_school(pupil_notes, school), when);
  }
}

Reports::Reports(const Setting& setting, const Rulebook& rules, ReportHead head, std::string only)
    : parts_(new Parts{setting, rules, std::move(head), std::move(only)}) {
  for (const auto& versions : rules.rules()) {
    unsigned kinds = 0;
    for (const Rule& rule : versions) kinds |= kinds_of(rule);
    parts_->rule_kinds.push_back(static_cast<KindSet>(kinds));
  }
  parts_->years = school_years_before(parts_->head.period, report_classes().school_years - 1);
}
Reports::~Reports() = default;

void Reports::add(const PupilFacts& facts) {
  Parts& p = *parts_;
  p.note_schools(facts);
  const auto noted = p.notes.find(facts.pupil);
  const PupilNotes& notes = noted == p.notes.end() ? nothing_noted() : noted->second;
  p.count_years(facts, notes);
  for (std::size_t when = 0; when < (p.head.before ? 2u : 1u); ++when) {
    const Enrolment* main = main_enrolment(facts, p.period(when));
    if (main == nullptr) continue;
    if (when == 0 && main->gemeente.empty()) ++p.without_gemeente;
    if (p.head.scope == ReportScope::school) {
      p.count_schools(facts, notes, when);
      continue;
    }
    const std::string code = p.code_of(*main, p.period(when).until);
    if (code.empty() || (!p.only.empty() && code != p.only)) continue;
    p.count(p.tallies[code][when], facts, notes, when);
  }
}

std::vector<std::string> Reports::codes() const {
  std::vector<std::string> codes;
  for (const auto& [code, tally] : parts_->tallies)
    if (!tally[0].places.empty()) codes.push_back(code);
  return codes;
}

}  // namespace verzuim
