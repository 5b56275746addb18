// SPDX-License-Identifier: EUPL-1.2
// Counting signals, and whether what had to be done was done in time.
#include <algorithm>

#include "report_tally.hpp"
#include "verzuim/disclosure.hpp"

namespace verzuim {
namespace {

bool within(const Period& period, Date date) { return period.from <= date && date <= period.until; }

/// What came of a signal, as far as its dossier tells. Notes the day on which it was acted on.
Timely timely(NotedSignal& noted, const DossierState& dossier, Date on) {
  if (!noted.due_on) return Timely::unknown;
  std::optional<Date>& acted = noted.acted_on;
  const auto consider = [&](Date date) {
    if (date >= noted.reached_on && (!acted || date < *acted)) acted = date;
  };
  if (noted.step == "melding") {
    for (const DossierMelding& m : dossier.meldingen)
      if (m.status != "withdrawn") consider(m.on);
  } else {
    for (const OpenStep& step : dossier.steps)
      if (step.step == noted.step && step.done_on) consider(*step.done_on);
    // A step that was left behind does not tell on which day it was done.
    if (!acted && dossier.passed.contains(noted.step)) return Timely::unknown;
  }
  if (acted && *acted > on) acted.reset();
  if (acted) return *acted <= *noted.due_on ? Timely::on_time : Timely::late;
  return *noted.due_on < on ? Timely::overdue : Timely::not_due;
}

/// What was done about a pupil who is often or long ill.
void count_sickness(std::array<Amount, 4>& done, const Counted& pupil, Date reached) {
  std::array<bool, 4> seen{};
  const auto after = [&](const std::vector<Date>& dates) {
    return std::any_of(dates.begin(), dates.end(), [&](Date d) { return d >= reached; });
  };
  for (const CaseFacts& one : pupil.notes.cases) {
    seen[0] = seen[0] || (one.talk_on && *one.talk_on >= reached);
    seen[1] = seen[1] || after(one.consults_asked) || after(one.consults_held) || after(one.advices);
    seen[2] = seen[2] || after(one.consults_held) || after(one.advices);
    seen[3] = seen[3] || after(one.advices);
  }
  for (std::size_t i = 0; i < seen.size(); ++i) done[i].add(seen[i] ? 1 : 0);
}

}  // namespace

int working_days(const Calendar& calendar, Date from, Date until) {
  int days = 0;
  for (Date date = from + 1; date <= until; date = date + 1) days += calendar.is_working_day(date) ? 1 : 0;
  return days;
}

void count_signals(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil) {
  std::map<std::size_t, std::int64_t> by_rule;
  std::map<std::size_t, Date> first;
  std::map<std::size_t, std::array<std::int64_t, timely_names.size()>> timed;
  std::int64_t all = 0;
  for (const NotedSignal& signal : pupil.notes.signals) {
    if (!within(pupil.period, signal.reached_on) || !parts.may_tell(signal.rule)) continue;
    ++all;
    ++by_rule[signal.rule];
    const auto at = first.try_emplace(signal.rule, signal.reached_on).first;
    at->second = std::min(at->second, signal.reached_on);
    if (signal.must) ++timed[signal.rule][static_cast<std::size_t>(signal.timely)];
  }
  tally.signalled.add(all);
  for (const auto& [rule, count] : by_rule) {
    tally.signals[rule].add(count);
    if (pupil.much) tally.much[rule].add(1);
    const KindSet kinds = parts.rule_kinds[rule];
    if (kinds != 0 && (kinds & gemeente_kinds()) == 0)
      count_sickness(tally.sickness[rule], pupil, first[rule]);
  }
  for (const auto& [rule, counts] : timed)
    for (std::size_t i = 0; i < counts.size(); ++i) tally.timely[rule][i].add(counts[i]);
}

void Reports::add(const Signal& signal) {
  Parts& p = *parts_;
  const std::vector<Rule>* versions = p.rules.find(signal.rule);
  if (versions == nullptr || !signal.reached_on || signal.status == Status::withdrawn ||
      signal.status == Status::undecided)
    return;
  const Period widest{p.head.before ? p.head.before->from : p.head.period.from, p.head.period.until, {}};
  if (!within(widest, *signal.reached_on)) return;
  NotedSignal noted;
  noted.id = signal.id;
  noted.school = signal.school;
  for (std::size_t i = 0; i < p.rules.rules().size(); ++i)
    if (&p.rules.rules()[i] == versions) noted.rule = i;
  noted.reached_on = *signal.reached_on;
  noted.due_on = signal.due_on;
  noted.step = signal.step;
  noted.must = signal.severity == Severity::must;
  p.notes[signal.pupil].signals.push_back(std::move(noted));
}

void Reports::add(const DossierState& dossier, const std::vector<DossierEvent>& events) {
  Parts& p = *parts_;
  if (dossier.opened_on > p.head.on) return;
  p.first_dossier_on = std::min(p.first_dossier_on.value_or(dossier.opened_on), dossier.opened_on);
  PupilNotes& notes = p.notes[dossier.pupil];
  for (const DossierSignal& signal : dossier.signals)
    for (NotedSignal& noted : notes.signals) {
      if (noted.id != signal.id) continue;
      noted.timely = timely(noted, dossier, p.head.on);
      const bool covered = signal.held && noted.step == "melding" && dossier.melding_stands();
      if (covered && noted.timely != Timely::late) noted.timely = Timely::on_time;
    }
  notes.cases.push_back(case_facts(dossier, events, p.head.on));
}

}  // namespace verzuim
