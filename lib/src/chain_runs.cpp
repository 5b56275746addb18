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

void Chain::walk_runs(const Rule& rule, Span span, Findings& findings) {
  const auto missed = missed_days(rule, setting_, schooling_, findings.doubt);
  for (std::size_t i = 0; i < missed.size(); ++i) {
    const MissedDay& today = missed[i];
    const Date date = schooling_.date(today.day);
    if (date < span.from || date > span.until || muted(rule, today.day)) continue;
    const Tri who = holds(rule.who, setting_, facts_, *today.item->enrolment, date, date);
    if (who == Tri::no) continue;
    if (who == Tri::unsaid) findings.doubt.birth_date = true;
    // After a restart the run counts from its first missed day behind the last signal.
    std::size_t first = i - static_cast<std::size_t>(today.length - 1);
    if (rule.again.restart)
      while (first < i && missed[first].day <= said_.last) ++first;
    const Date start = schooling_.date(missed[first].day);
    const int all = date - start + 1;
    const int indexed = schooling_.day(today.day).index - schooling_.day(missed[first].day).index + 1;
    const auto length = [&](int days) {
      if (rule.window.unit == RunUnit::school_days) return static_cast<int>(i - first) + 1;
      return rule.window.unit == RunUnit::months ? months_in(start, days) : days;
    };
    const int counted = length(rule.window.holidays == RunHolidays::count ? all : indexed);
    Hit hit;
    hit.version = &rule;
    hit.day = today.day;
    hit.window_from = missed[first].day;
    hit.item = today.item;
    hit.unit = unit_of(Measure::run_days);
    if (today.assumed) hit.reason = "assumed=half_day";
    if (rule.window.holidays == RunHolidays::undecided) {
      // Certain is only what holds either way; what is printed is the calendar's count.
      hit.count = std::to_string(length(all));
      const auto threshold = rule.when.at_least.empty() ? std::nullopt : rule.when.at_least.front().on(date);
      if (threshold && !reaches(rule.when, counted, *threshold, 1) &&
          reaches(rule.when, length(all), *threshold, 1))
        findings.holidays = true;
    }
    const int value = counted;
    const std::int64_t fresh = said_.last >= missed[first].day ? value - said_.value : value;
    reach(rule, value, 1, hit, fresh, missed[first].day, findings);
  }
}

}  // namespace verzuim
