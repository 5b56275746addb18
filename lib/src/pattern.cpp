// SPDX-License-Identifier: EUPL-1.2
#include "pattern.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// The records of one day: from the first to behind the last.
struct Records {
  const Item* const* first;
  const Item* const* last;
  bool empty() const { return first == last; }
};

/// Scheduled and missed units of the window: all of them (N, n) and by group (K, k).
struct Census {
  struct Group {
    std::string_view subject;
    int weekdays = 0;  ///< the place among the groups of weekdays
    int scheduled = 0, missed = 0;
    bool today = false;  ///< it has a counted record on the trigger day
  };
  int scheduled = 0, missed = 0;
  std::vector<Group> groups;

  void add(std::string_view subject, int weekdays, bool counts, bool gone, bool now) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& g) { return g.weekdays == weekdays && g.subject == subject; });
    if (group == groups.end()) group = groups.insert(groups.end(), {subject, weekdays, 0, 0, false});
    group->today = group->today || now;
    if (!counts) return;
    ++scheduled;
    ++group->scheduled;
    missed += gone ? 1 : 0;
    group->missed += gone ? 1 : 0;
  }
};

bool counted(const Rule& rule, const Setting& setting, const PupilFacts& facts, const Schooling& schooling,
             const Item& item, Date value_day) {
  // What is in doubt about a record was noted when the days were counted.
  Doubt noted;
  const bool no_lesson = rule.count.of == Measure::lessons && item.kind == Kind::late;
  return (rule.count.kinds & bit(item.kind)) != 0 && !no_lesson && item.fate == Fate::counts &&
         passes(rule.count, setting, schooling, item, noted) &&
         holds(rule.who, setting, facts, schooling, *item.enrolment, item.date, value_day) != Tri::no;
}

/// One day's lessons go into the census by subject.
void add_lessons(const Schooling& schooling, int day, Records records, bool trigger, bool gone_all_day,
                 Census& census) {
  for (const Lesson& lesson : schooling.day(day).timetable->lessons(schooling.date(day))) {
    const bool missed = std::any_of(records.first, records.last,
                                    [&](const Item* i) { return i->source->lesson == lesson.lesson; });
    census.add(lesson.subject, 0, !gone_all_day, missed, missed && trigger);
  }
}

/// Which group a weekday is in; 0 where it is in none that is asked for.
int weekday_group(const Concentrated& gate, int day) {
  if (gate.together.empty()) return day;
  return std::find(gate.together.begin(), gate.together.end(), day) == gate.together.end() ? 0 : 1;
}

void add_weekday(const Concentrated& gate, const Schooling& schooling, int day, Records records, bool trigger,
                 Census& census) {
  const int group = weekday_group(gate, weekday(schooling.date(day)));
  std::int64_t fifths = 0;
  bool whole = false;
  for (const Item* const* item = records.first; item != records.last; ++item) {
    fifths += (*item)->fifths;
    whole = whole || (*item)->whole_day;
  }
  const bool missed = !records.empty() && (whole || 2 * fifths >= schooling.scheduled(day));
  census.add({}, group, true, missed, !records.empty() && trigger && group != 0);
}

/// The name of a group, such as WI, 5 or 1+5.
std::string name_of(const Concentrated& gate, const Census::Group& group) {
  if (!gate.by_weekday) return std::string(group.subject);
  if (gate.together.empty()) return std::to_string(group.weekdays);
  std::vector<std::string> names;
  for (int one : gate.together) names.push_back(std::to_string(one));
  return join(names, "+");
}

/// How likely it is by chance that so much is missed in the group; nothing when a gate stays shut.
std::optional<double> chance(const Concentrated& gate, const Census& census, const Census::Group& group) {
  constexpr std::int64_t million = 1000000;
  const int K = group.scheduled, k = group.missed, rest = census.scheduled - K;
  const bool rest_high =
      gate.rest_below < million && rest > 0 && million * (census.missed - k) >= gate.rest_below * rest;
  if (K == 0 || k < gate.at_least || million * k < gate.of_scheduled * K || rest_high) return std::nullopt;
  const double p = hypergeometric_tail(census.scheduled, K, census.missed, k);
  if (gate.p_below < 1 && !below(p, gate.p_below)) return std::nullopt;
  return p;
}

/// The days of the window with what is missed on them.
Census census_of(const Concentrated& gate, const Gatherable& records, const Schooling& schooling, int from,
                 int counted_from, int day) {
  Census census;
  const Item* const* item = records.items.data();
  const Item* const* end = item + records.items.size();
  for (int d = from; d <= day; ++d) {
    const Day& the_day = schooling.day(d);
    if (!the_day.school_day || !the_day.enrolled) continue;
    while (item != end && (*item)->day < std::max(d, counted_from)) ++item;
    Records of_day{item, item};
    while (of_day.last != end && (*of_day.last)->day == d) ++of_day.last;
    if (gate.by_weekday)
      add_weekday(gate, schooling, d, of_day, d == day, census);
    else
      add_lessons(schooling, d, of_day, d == day,
                  std::binary_search(records.gone.begin(), records.gone.end(), d), census);
  }
  return census;
}

}  // namespace

double hypergeometric_tail(int N, int K, int n, int k) {
  long double ways = 0;
  for (int x = k; x <= std::min(n, K); ++x)
    if (n - x <= N - K) ways += choose(K, x) * choose(N - K, n - x);
  return static_cast<double>(ways / choose(N, n));
}

Gatherable gatherable(const Rule& rule, Date value_day, const std::vector<MissedDay>& missed,
                      const Setting& setting, const PupilFacts& facts, const Schooling& schooling) {
  Gatherable all;
  for (const Item& item : schooling.items())
    if (counted(rule, setting, facts, schooling, item, value_day)) all.items.push_back(&item);
  for (const MissedDay& day : missed) all.gone.push_back(day.day);
  return all;
}

std::optional<Gathering> gathered(const Rule& rule, const Gatherable& records, const Schooling& schooling,
                                  int from, int counted_from, int day) {
  const Concentrated& gate = *rule.when.concentrated;
  Census census = census_of(gate, records, schooling, from, counted_from, day);
  // Of groups that are as unlikely the first by name.
  std::sort(census.groups.begin(), census.groups.end(), [](const Census::Group& a, const Census::Group& b) {
    return a.weekdays != b.weekdays ? a.weekdays < b.weekdays : a.subject < b.subject;
  });
  const Census::Group* best = nullptr;
  double best_p = 1;
  for (const Census::Group& group : census.groups) {
    const auto p = group.today ? chance(gate, census, group) : std::nullopt;
    if (!p || (best != nullptr && !below(*p, best_p))) continue;
    best = &group;
    best_p = *p;
  }
  if (best == nullptr) return std::nullopt;
  return Gathering{best->missed, best_p,
                   fmt::format("{}={};missed={} of {};all={} of {};p={:.3g}",
                               gate.by_weekday ? "weekday" : "subject", name_of(gate, *best), best->missed,
                               best->scheduled, census.missed, census.scheduled, best_p)};
}

int year_start(const Schooling& schooling, int day) { return schooling.year_start(day); }

int indexed_start(const Schooling& schooling, int day, int length) {
  const int wanted = schooling.day(day).index - length + 1, start = year_start(schooling, day);
  return wanted < 0 ? start : std::max(start, schooling.place_of(wanted));
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
  if (schooling.day(day).index - (start > 0 ? schooling.day(start - 1).index : -1) < 7 * rule.window.length)
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
