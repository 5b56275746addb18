// SPDX-License-Identifier: EUPL-1.2
#include "explanation_signal.hpp"

#include <algorithm>

#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

template <class T>
const T* of_rung(const std::vector<T>& list, std::size_t rung) {
  if (list.empty()) return nullptr;
  return list.size() == 1 ? &list.front() : &list[std::min(rung, list.size() - 1)];
}

/// The place of the signal's rung in the rule.
std::size_t rung_of(const Rule& rule, const Signal& signal) {
  for (std::size_t i = 0; signal.reached_on && i < rule.when.at_least.size(); ++i) {
    const auto threshold = rule.when.at_least[i].on(*signal.reached_on);
    if (threshold && decimal(*threshold, 1000000) == signal.threshold) return i;
  }
  return 0;
}

}  // namespace

/// The version that a signal names, else the one of its day.
const Rule* version_of(const std::vector<Rule>& versions, const Signal& signal) {
  for (const Rule& rule : versions)
    if (rule.start == signal.valid_from) return &rule;
  for (const Rule& rule : versions)
    if (signal.reached_on && rule.start <= *signal.reached_on && *signal.reached_on <= rule.until)
      return &rule;
  return &versions.back();
}

void SignalMaker::due() {
  const Rule& rule = made_.rule;
  const Term* within = of_rung(rule.then.within, rung_of(rule, made_.signal));
  if (within == nullptr || !made_.signal.due_on || !made_.signal.reached_on) return;
  made_.within = *within;
  const SchoolDays* days = ground_.setting.calendar->of(made_.signal.school);
  for (Date d = *made_.signal.reached_on + 1; d < *made_.signal.due_on; d = d + 1) {
    const bool counts = within->unit == TermUnit::days ||
                        (within->unit == TermUnit::school_days && days != nullptr && days->known(d)
                             ? days->is_school_day(d)
                             : ground_.setting.calendar->is_working_day(d));
    if (!counts) made_.skipped.push_back(d);
  }
}

void SignalMaker::records(const Hit* hit) {
  const Schooling& schooling = case_.schooling();
  const int day = schooling.at(*made_.signal.reached_on);
  if (day < 0 || day >= schooling.days()) return;
  const Hit* last = made_.rule.again.restart ? case_.before(day) : nullptr;
  if (last != nullptr) made_.restarted_after = schooling.date(last->day);
  Stretch stretch{day, day, day};
  std::vector<MissedDay> run;
  if (made_.rule.window.kind == WindowKind::run) {
    run = case_.run(made_.rule, day);
    if (!run.empty()) stretch.from = stretch.counted_from = run.front().day;
    for (const MissedDay& missed : run) made_.run_days.push_back(schooling.date(missed.day));
    if (hit == nullptr) made_.count_now = std::to_string(run.size());
  } else {
    stretch = case_.stretch(made_.rule, day);
    amounts(hit, stretch);
  }
  made_.window_start = schooling.date(stretch.from);
  holidays(stretch);
  Sifted sifted = sift(case_, made_.rule, stretch, run, ground_.file_of);
  made_.counted = std::move(sifted.counted);
  made_.uncounted = std::move(sifted.uncounted);
  made_.unlisted = sifted.unlisted;
  if (made_.rule.when.concentrated && hit != nullptr) group(hit);
  for (const ExplainedRecord& record : made_.uncounted)
    if (record.why == Uncounted::not_explained && record.date <= *made_.signal.reached_on)
      ++made_.unexplained;
  if (made_.unexplained > 0 && (kinds_of(made_.rule) & bit(Kind::unauthorised)) != 0)
    made_.if_unauthorised = if_unauthorised(
        case_, versions_, brin_, *made_.signal.reached_on,
        last != nullptr ? schooling.date(last->day) : school_year_start(*made_.signal.reached_on) - 1);
}

SignalExplanation SignalMaker::make() {
  if (made_.signal.status == Status::undecided || !made_.signal.reached_on || case_.empty()) {
    made_.found = made_.signal.status == Status::undecided;
    return std::move(made_);
  }
  const Hit* hit = case_.find(made_.signal);
  made_.found = hit != nullptr;
  made_.duty = case_.duty_on_date(*made_.signal.reached_on);
  if (hit != nullptr) {
    made_.rule = *hit->version;
    made_.signal.count = hit->count;
    made_.signal.reason = hit->reason;
  }
  records(hit);
  due();
  made_.outlook = outlook_of(case_, versions_, brin_, ground_.on);
  return std::move(made_);
}

}  // namespace verzuim
