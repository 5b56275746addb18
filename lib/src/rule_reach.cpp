// SPDX-License-Identifier: EUPL-1.2
#include "rule_reach.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

/// The most school days that a window can hold; 0 when that is open.
int school_days_in(const Window& window) {
  constexpr int days_a_week = 5, weeks_a_year = 52, days_a_month = 23;
  switch (window.kind) {
    case WindowKind::calendar_week:
      return days_a_week;
    case WindowKind::school_weeks:
    case WindowKind::first:
      return std::min(window.length, weeks_a_year) * days_a_week;
    case WindowKind::school_days:
    case WindowKind::days:
      return window.length;
    case WindowKind::school_year:
      return weeks_a_year * days_a_week;
    case WindowKind::calendar_month:
      return days_a_month;
    default:
      return 0;
  }
}

/// The most of a measure that a window can hold; 0 when that is open.
std::int64_t most(Measure of, const Window& window) {
  constexpr int hours_a_day = 24;
  const int days = school_days_in(window);
  switch (of) {
    case Measure::days:
    case Measure::spells:
      return days;
    case Measure::hours:
    case Measure::lessons:
      return std::int64_t{days} * hours_a_day;
    default:
      return 0;
  }
}

/// The lowest value that a number ever has.
std::int64_t lowest(const Quantity& number) {
  return std::min_element(number.steps.begin(), number.steps.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->second;
}

std::int64_t highest(const Quantity& number) {
  return std::max_element(number.steps.begin(), number.steps.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->second;
}

std::string above(const Quantity& number, Measure of, const Window& window) {
  const std::int64_t limit = of == Measure::rate ? 1 : most(of, window);
  if (limit == 0 || lowest(number) <= limit * million) return {};
  return of == Measure::rate ? "a rate is at most 1 (100%)"
                             : fmt::format("the window holds at most {}", limit);
}

}  // namespace

std::string out_of_reach(const Rule& rule) {
  for (const Quantity& rung : rule.when.at_least)
    if (std::string why = above(rung, rule.count.of, rule.window); !why.empty()) return why;
  for (const MixPart& part : rule.when.mix)
    if (std::string why = above(part.at_least, part.of, rule.window); !why.empty()) return why;
  if (rule.when.below && highest(*rule.when.below) <= lowest(rule.when.at_least.front()))
    return "`below` is not above `at_least`";
  if (rule.who.age && lowest(rule.who.age->first) >= highest(rule.who.age->second))
    return fmt::format("nobody has an age from {} and below {}",
                       decimal(lowest(rule.who.age->first), million),
                       decimal(highest(rule.who.age->second), million));
  const int days = school_days_in(rule.window);
  if (days > 0 && rule.count.min_school_days > days)
    return fmt::format("the window holds at most {} school days, and `min_school_days` asks for more", days);
  const auto& weekdays = rule.count.where.weekday;
  if (!weekdays.empty() && std::all_of(weekdays.begin(), weekdays.end(), [](int day) { return day > 5; }))
    return "no school day is a Saturday or Sunday";
  if (rule.when.concentrated && rule.when.concentrated->by_weekday &&
      rule.window.kind == WindowKind::school_weeks && rule.when.concentrated->at_least > rule.window.length)
    return fmt::format("a weekday comes {} times in the window", rule.window.length);
  if (rule.when.rising && rule.when.rising->at_least > million) return "a rate is at most 1 (100%)";
  return {};
}

}  // namespace verzuim
