// SPDX-License-Identifier: EUPL-1.2
// Runs: unbroken rows of wholly missed school days.
#include <algorithm>

#include "chain.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

/// Whole months from `first` to `last`, both included, when the run is `length` days long.
int months_in(Date first, int length) {
  int months = 0;
  while (add_months(first, months + 1) <= first + length) ++months;
  return months;
}

}  // namespace

const std::vector<MissedDay>& Chain::missed_of(const Rule& rule, std::vector<MissedDay>& spare,
                                               Doubt& doubt) const {
  if (plan_ == nullptr) {
    spare = missed_days(rule, setting_, schooling_, doubt);
    return spare;
  }
  Tallies::Missed& missed = tallies_->missed(plan_->missed);
  if (!missed.made) missed.days = missed_days(rule, setting_, schooling_, missed.doubt);
  missed.made = true;
  doubt.add(missed.doubt);
  return missed.days;
}

void Chain::walk_runs(const Rule& rule, Span span, Findings& findings) {
  std::vector<MissedDay> spare;
  const auto& missed = missed_of(rule, spare, findings.doubt);
  for (std::size_t i = 0; i < missed.size(); ++i) {
    const MissedDay& today = missed[i];
    const Date date = schooling_.date(today.day);
    if (date < span.from || date > span.until || muted(rule, today.day)) continue;
    const Tri who = holds(rule.who, setting_, facts_, schooling_, *today.item->enrolment, date, date);
    if (who == Tri::no) continue;
    if (who == Tri::unsaid) findings.doubt.birth_date = true;
    judge_run(rule, missed, i, findings);
  }
}

void Chain::judge_run(const Rule& rule, const std::vector<MissedDay>& missed, std::size_t at,
                      Findings& findings) {
  const MissedDay& today = missed[at];
  const Date date = schooling_.date(today.day);
  // After a restart the run counts from its first missed day behind the last signal.
  std::size_t first = at - static_cast<std::size_t>(today.length - 1);
  if (rule.again.restart)
    while (first < at && missed[first].day <= said_.last) ++first;
  const Date start = schooling_.date(missed[first].day);
  const int all = date - start + 1;
  const int indexed = schooling_.day(today.day).index - schooling_.day(missed[first].day).index + 1;
  const auto length = [&](int days) {
    if (rule.window.unit == RunUnit::school_days) return static_cast<int>(at - first) + 1;
    return rule.window.unit == RunUnit::months ? months_in(start, days) : days;
  };
  const int counted = length(rule.window.holidays == RunHolidays::count ? all : indexed);
  const auto threshold = rule.when.at_least.empty() ? std::nullopt : rule.when.at_least.front().on(date);
  // Certain is only what holds either way; what is printed is the calendar's count.
  const bool either_way = rule.window.holidays == RunHolidays::undecided;
  if (either_way && threshold && !reaches(rule.when, counted, *threshold, 1) &&
      reaches(rule.when, length(all), *threshold, 1))
    findings.holidays = true;
  if (!reaches_any(rule, counted, 1, date, findings)) return;
  Hit hit;
  hit.version = &rule;
  hit.day = today.day;
  hit.window_from = missed[first].day;
  hit.item = today.item;
  hit.unit = unit_of(Measure::run_days);
  if (today.assumed) hit.reason = "assumed=half_day";
  if (either_way) hit.count = std::to_string(length(all));
  const std::int64_t fresh = said_.last >= missed[first].day ? counted - said_.value : counted;
  reach(rule, counted, 1, std::move(hit), fresh, missed[first].day, findings);
}

}  // namespace verzuim
