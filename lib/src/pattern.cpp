// SPDX-License-Identifier: EUPL-1.2
#include "pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// n over k by repeated products: close to the last digit and the same on every machine.
long double choose(int n, int k) {
  long double product = 1;
  for (int i = 1; i <= k; ++i)
    product = product * static_cast<long double>(n - k + i) / static_cast<long double>(i);
  return product;
}

/// Rounding must not put an exact 0.05 below 0.05.
bool below(double p, double bound) { return p < bound * (1 - 1e-12); }

/// Scheduled and missed units of the window: all of them (N, n) and by group (K, k).
struct Census {
  int scheduled = 0, missed = 0;
  std::map<std::string, std::pair<int, int>> groups;
  std::vector<std::string> today;  ///< groups with a counted record on the trigger day
};

bool counted(const Rule& rule, const Setting& setting, const PupilFacts& facts, const Schooling& schooling,
             const Item& item, Doubt& doubt) {
  const bool no_lesson = rule.count.of == Measure::lessons && item.kind == Kind::late;
  return (rule.count.kinds & bit(item.kind)) != 0 && !no_lesson && item.fate == Fate::counts &&
         passes(rule.count, setting, schooling, item, doubt) &&
         holds(rule.who, setting, facts, *item.enrolment, item.date, item.date) != Tri::no;
}

/// One day's lessons go into the census by subject.
void add_lessons(const Schooling& schooling, int day, const std::vector<const Item*>& items, bool trigger,
                 bool gone_all_day, Census& census) {
  for (const Lesson& lesson : schooling.day(day).timetable->lessons(schooling.date(day))) {
    const bool missed = std::any_of(items.begin(), items.end(),
                                    [&](const Item* i) { return i->source->lesson == lesson.lesson; });
    if (missed && trigger) census.today.push_back(lesson.subject);
    if (gone_all_day) continue;
    auto& [all, gone] = census.groups[lesson.subject];
    ++all;
    ++census.scheduled;
    gone += missed ? 1 : 0;
    census.missed += missed ? 1 : 0;
  }
}

/// The name of the group that a weekday is in, such as 5 or 1+5; empty where it is in none that is asked for.
std::string weekday_group(const Concentrated& gate, int day) {
  if (gate.together.empty()) return std::to_string(day);
  if (std::find(gate.together.begin(), gate.together.end(), day) == gate.together.end()) return {};
  std::vector<std::string> names;
  for (int one : gate.together) names.push_back(std::to_string(one));
  return join(names, "+");
}

void add_weekday(const Concentrated& gate, const Schooling& schooling, int day,
                 const std::vector<const Item*>& items, bool trigger, Census& census) {
  const std::string group = weekday_group(gate, weekday(schooling.date(day)));
  std::int64_t fifths = 0;
  bool whole = false;
  for (const Item* item : items) {
    fifths += item->fifths;
    whole = whole || item->whole_day;
  }
  auto& [all, gone] = census.groups[group];
  ++all;
  ++census.scheduled;
  if (!items.empty() && trigger && !group.empty()) census.today.push_back(group);
  if (items.empty() || !(whole || 2 * fifths >= schooling.scheduled(day))) return;
  ++gone;
  ++census.missed;
}

}  // namespace

double hypergeometric_tail(int N, int K, int n, int k) {
  long double ways = 0;
  for (int x = k; x <= std::min(n, K); ++x)
    if (n - x <= N - K) ways += choose(K, x) * choose(N - K, n - x);
  return static_cast<double>(ways / choose(N, n));
}

std::optional<Gathering> gathered(const Rule& rule, const Setting& setting, const PupilFacts& facts,
                                  const Schooling& schooling, int from, int counted_from, int day,
                                  Doubt& doubt) {
  const Concentrated& gate = *rule.when.concentrated;
  std::map<int, std::vector<const Item*>> by_day;
  for (const Item& item : schooling.items())
    if (item.day >= counted_from && item.day <= day && counted(rule, setting, facts, schooling, item, doubt))
      by_day[item.day].push_back(&item);
  std::set<int> wholly_missed;
  if (!gate.by_weekday)
    for (const MissedDay& m : missed_days(rule, setting, schooling, doubt)) wholly_missed.insert(m.day);
  Census census;
  for (int d = from; d <= day; ++d) {
    const Day& the_day = schooling.day(d);
    if (!the_day.school_day || the_day.enrolment == nullptr) continue;
    if (the_day.timetable == nullptr) {
      // A share of what was scheduled cannot be known where nothing says what was scheduled.
      doubt.timetable = true;
      return std::nullopt;
    }
    const auto found = by_day.find(d);
    const std::vector<const Item*> none;
    const auto& items = found == by_day.end() ? none : found->second;
    if (gate.by_weekday)
      add_weekday(gate, schooling, d, items, d == day, census);
    else
      add_lessons(schooling, d, items, d == day, wholly_missed.contains(d), census);
  }
  std::sort(census.today.begin(), census.today.end());
  std::optional<Gathering> best;
  for (const std::string& group : census.today) {
    const auto [K, k] = census.groups[group];
    if (K == 0) continue;
    const int rest = census.scheduled - K;
    constexpr std::int64_t million = 1000000;
    const bool rest_high =
        gate.rest_below < million && rest > 0 && million * (census.missed - k) >= gate.rest_below * rest;
    if (k < gate.at_least || million * k < gate.of_scheduled * K || rest_high) continue;
    const double p = hypergeometric_tail(census.scheduled, K, census.missed, k);
    if ((gate.p_below < 1 && !below(p, gate.p_below)) || (best && !below(p, best->p))) continue;
    best = Gathering{
        k, p,
        fmt::format("{}={};missed={} of {};all={} of {};p={:.3g}", gate.by_weekday ? "weekday" : "subject",
                    group, k, K, census.missed, census.scheduled, p)};
  }
  return best;
}

int year_start(const Schooling& schooling, int day) {
  return std::max(0, schooling.at(school_year_start(schooling.date(day))));
}

int indexed_start(const Schooling& schooling, int day, int length) {
  const int wanted = schooling.day(day).index - length + 1;
  int low = year_start(schooling, day), high = day;
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if (schooling.day(middle).index >= wanted)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

int first_week_start(const Schooling& schooling, const Window& window, int day) {
  if (window.first_of == FirstOf::school_year) return year_start(schooling, day);
  const int stay = schooling.day(day).stay, last_index = schooling.day(day).index - 7 * window.length;
  int start = day;
  while (start > 0 && schooling.day(start - 1).stay == stay && schooling.day(start - 1).index >= last_index)
    --start;
  return start;
}

std::optional<std::pair<std::int64_t, std::int64_t>> rising_rate(const Rule& rule, const Tally& tally,
                                                                 const Schooling& schooling, int counted_from,
                                                                 int day) {
  const Rising& rising = *rule.when.rising;
  const int blocks = rising.last > 0 ? 2 : rising.blocks;
  // How many indexed days before the end of the window a block begins; behind the last one none.
  const auto back = [&](int b) {
    if (rising.last == 0) return 7 * rule.window.length / blocks * (blocks - b);
    return 7 * (b == 0 ? rule.window.length : b == 1 ? rising.last : 0);
  };
  const int start = year_start(schooling, day);
  // The whole window must lie in this school year.
  if (schooling.day(day).index -
          (start > 0 ? schooling.day(start - 1).index : schooling.day(start).index - 1) <
      7 * rule.window.length)
    return std::nullopt;
  std::int64_t first_missed = 0, first_scheduled = 0, missed = 0, scheduled = 0;
  for (int b = 0; b < blocks; ++b) {
    const int from = indexed_start(schooling, day, back(b));
    const int to = b + 1 == blocks ? day : indexed_start(schooling, day, back(b + 1)) - 1;
    const int first = tally.first_from(std::max(from, counted_from)), last = tally.first_from(to + 1) - 1;
    const std::int64_t now_scheduled =
        schooling.day(to).fifths - (from > 0 ? schooling.day(from - 1).fifths : 0);
    const std::int64_t now_missed = last >= first ? tally.between(first, last).fifths : 0;
    if (now_scheduled == 0 || (b > 0 && now_missed * scheduled < missed * now_scheduled)) return std::nullopt;
    missed = now_missed;
    scheduled = now_scheduled;
    if (b == 0) {
      first_missed = missed;
      first_scheduled = scheduled;
    }
  }
  const bool high = missed * 1000000 >= rising.at_least * scheduled;
  const bool steep = first_missed > 0 &&
                     static_cast<long double>(missed) * static_cast<long double>(first_scheduled) * 1e6L >=
                         static_cast<long double>(rising.ratio) * static_cast<long double>(first_missed) *
                             static_cast<long double>(scheduled);
  if (!high || !steep) return std::nullopt;
  return std::pair(missed, scheduled);
}

}  // namespace verzuim
