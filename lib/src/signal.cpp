// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/signal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "chain.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// The value for a rung: lists hold one for each, a single value holds for all.
template <class T>
T for_rung(const std::vector<T>& list, std::size_t rung, T fallback) {
  if (list.empty()) return fallback;
  return list.size() == 1 ? list.front() : list[rung];
}

Date due(const Term& term, Date from, const std::string& school, const Calendar& calendar) {
  switch (term.unit) {
    case TermUnit::working_days:
      return calendar.add_working_days(from, term.n);
    case TermUnit::school_days:
      return calendar.add_school_days(from, term.n, school);
    default:
      return from + term.n;
  }
}

/// How many days before its trigger day a window can begin, but for those that begin with the school year.
int reach_back(const Window& window) {
  if (window.kind == WindowKind::days) return window.length;
  // The first day of a stay: twice as many weeks and a long summer hold n school weeks at any school.
  constexpr int long_summer = 120, week = 7;
  const bool stay = window.kind == WindowKind::first && window.first_of == FirstOf::stay;
  return stay ? 2 * week * window.length + long_summer : 0;
}

/// How many days before the first record a window can begin.
int reach_of(const Rulebook& rules) {
  int reach = 0;
  for (const auto& versions : rules.rules())
    for (const Rule& rule : versions) reach = std::max(reach, reach_back(rule.window));
  return reach;
}

}  // namespace

struct Engine::Parts {
  Parts(const Rulebook& book, const Setting& shared)
      : rules(book), setting(shared), reach(reach_of(book)), plans(book), tallies(plans) {
    for (const auto& versions : book.rules())
      (versions.front().who.all_schools ? any_pooled : any_single) = true;
  }

  const Rulebook& rules;
  Setting setting;
  int reach = 0;
  Plans plans;
  Tallies tallies;
  Almanac almanac;
  bool any_pooled = false, any_single = false;  ///< rules that pool all schools, and that do not
  std::set<std::tuple<std::string, std::string, std::string>> said_for_school;  ///< rule, school, reason

  void evaluate_schooling(const PupilFacts& facts, std::string_view brin, bool pooled, Date on,
                          std::vector<Signal>& signals, std::vector<Signal>& undecided);
  Signal signal_of(const Hit& hit, const PupilFacts& facts, const Schooling& schooling) const;
  void doubt_row(const Rule& rule, const std::string& pupil, std::string_view school, std::string reason,
                 std::vector<Signal>& undecided);
  void doubts_of(const Findings& findings, const Rule& rule, const PupilFacts& facts, std::string_view school,
                 std::vector<Signal>& undecided);
};

Engine::Engine(const Rulebook& rules, Setting setting) : parts_(new Parts(rules, setting)) {}
Engine::~Engine() = default;

void Engine::evaluate(const PupilFacts& facts, Date on, std::vector<Signal>& signals,
                      std::vector<Signal>& undecided) {
  std::vector<std::string_view> schools;
  if (parts_->any_single)
    for (const Enrolment& e : facts.enrolments) schools.push_back(brin_of(e.school));
  std::sort(schools.begin(), schools.end());
  schools.erase(std::unique(schools.begin(), schools.end()), schools.end());
  for (std::string_view school : schools)
    parts_->evaluate_schooling(facts, school, false, on, signals, undecided);
  if (parts_->any_pooled) parts_->evaluate_schooling(facts, {}, true, on, signals, undecided);
}

void Engine::Parts::evaluate_schooling(const PupilFacts& facts, std::string_view brin, bool pooled, Date on,
                                       std::vector<Signal>& signals, std::vector<Signal>& undecided) {
  const Schooling schooling(setting, facts, brin, on, reach, Date{}, &almanac);
  if (schooling.empty()) return;
  tallies.clear();
  KindSet present = 0;
  for (const Item& item : schooling.items()) present |= bit(item.kind);
  const std::string_view school = brin.empty() ? brin_of(facts.enrolments.back().school) : brin;
  for (std::size_t i = 0; i < rules.rules().size(); ++i) {
    const auto& versions = rules.rules()[i];
    const auto& plan = plans.of(i);
    if (versions.front().who.all_schools != pooled) continue;
    if (schooling.region_missing()) {
      const bool relevant = std::any_of(
          plan.begin(), plan.end(), [&](const Plan& p) { return (p.kinds & present) != 0 || p.concerns; });
      if (relevant) doubt_row(versions.front(), {}, school, "missing=region", undecided);
      continue;
    }
    bool speaks = false;
    for (std::size_t v = 0; v < plan.size(); ++v)
      speaks = speaks || may_speak(versions[v], plan[v], schooling);
    if (!speaks) continue;
    const Findings findings = Chain(setting, facts, schooling, on, &tallies).walk(versions, &plan);
    for (const Hit& hit : findings.hits) signals.push_back(signal_of(hit, facts, schooling));
    doubts_of(findings, findings.doubtful != nullptr ? *findings.doubtful : versions.back(), facts, school,
              undecided);
  }
}

void Engine::Parts::doubts_of(const Findings& findings, const Rule& rule, const PupilFacts& facts,
                              std::string_view school, std::vector<Signal>& undecided) {
  const bool silent = findings.hits.empty();
  // What is said once for a school must not tell which of its pupils came first: it is of the newest version.
  const auto say_for_school = [&](std::string reason) {
    doubt_row(rules.find(rule.id)->back(), {}, school, std::move(reason), undecided);
  };
  if (findings.doubt.birth_date) doubt_row(rule, facts.pupil, school, "missing=birth_date", undecided);
  if (findings.doubt.minutes && silent)
    doubt_row(rule, facts.pupil, school, "missing=weekly_minutes", undecided);
  if (findings.holidays && silent) doubt_row(rule, facts.pupil, school, "undecided=holidays", undecided);
  if (findings.doubt.timetable && silent) say_for_school("missing=timetable");
  if (findings.doubt.calendar) say_for_school("missing=calendar");
  if (findings.before_seen)
    doubt_row(rule, {}, school, "not_seen_before=" + to_string(rule.start), undecided);
  if (!findings.no_value.empty()) say_for_school("no_value_yet=" + findings.no_value);
}

void Engine::Parts::doubt_row(const Rule& rule, const std::string& pupil, std::string_view school,
                              std::string reason, std::vector<Signal>& undecided) {
  if (pupil.empty() && !said_for_school.emplace(rule.id, std::string(school), reason).second) return;
  Signal row;
  row.id = short_id({pupil, school, rule.id, reason});
  row.rule = rule.id;
  row.valid_from = rule.start;
  row.level = rule.level;
  row.severity = rule.then.severity.front();
  row.pupil = pupil;
  row.school = school;
  row.unit =
      rule.count.of == Measure::rate ? "percent" : measure_names[static_cast<std::size_t>(rule.count.of)];
  row.status = Status::undecided;
  row.reason = std::move(reason);
  undecided.push_back(std::move(row));
}

Signal Engine::Parts::signal_of(const Hit& hit, const PupilFacts& facts, const Schooling& schooling) const {
  const Rule& rule = *hit.version;
  const Date date = schooling.date(hit.day);
  const Enrolment* enrolment = hit.item != nullptr ? hit.item->enrolment : schooling.enrolment_on(date);
  Signal signal;
  signal.rule = rule.id;
  signal.valid_from = rule.start;
  signal.level = rule.level;
  signal.severity = for_rung(rule.then.severity, hit.rung, Severity::notice);
  signal.pupil = facts.pupil;
  signal.school = enrolment->school;
  if (!enrolment->gemeente.empty())
    signal.gemeente = setting.reference->gemeente_on(enrolment->gemeente, date);
  signal.reached_on = date;
  signal.window_from = schooling.date(hit.window_from);
  signal.count = hit.count;
  signal.threshold = hit.threshold;
  signal.threshold_order = hit.threshold_order;
  signal.unit = hit.unit;
  signal.step = for_rung(rule.then.step, hit.rung, std::string());
  signal.melding = for_rung(rule.then.melding, hit.rung, std::string());
  if (!rule.then.within.empty())
    signal.due_on = due(for_rung(rule.then.within, hit.rung, Term{}), date, signal.school, *setting.calendar);
  signal.reason = hit.reason;
  signal.id = short_id(
      {facts.pupil, brin_of(signal.school), rule.id, hit.named_rung ? hit.threshold : "", to_string(date)});
  return signal;
}

bool before(const Signal& a, const Signal& b) {
  // Undecided rows have no dates and stand last.
  const auto key = [](const Signal& s) {
    return std::tuple(!s.reached_on, std::string_view(s.pupil), s.reached_on.value_or(Date{}),
                      std::string_view(s.rule), std::string_view(s.school), s.threshold_order);
  };
  return key(a) < key(b);
}

}  // namespace verzuim
