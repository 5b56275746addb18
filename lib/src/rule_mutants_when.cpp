// SPDX-License-Identifier: EUPL-1.2
// Mutants of the slots window and when.
#include <fmt/format.h>

#include <algorithm>

#include "rule_mutants.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;
constexpr std::array<std::string_view, 8> window_names = {
    "school_weeks", "school_days", "school_year", "days", "calendar_month", "run", "calendar_week", "first"};
constexpr std::array<std::string_view, 2> firsts = {"stay", "school_year"};
constexpr std::array<std::string_view, 3> run_units = {"days", "school_days", "months"};
constexpr std::array<std::string_view, 3> run_ways = {"count", "skip", "undecided"};

std::string window_text(const Window& window) {
  const std::string name = name_of(window_names, window.kind);
  return window.length > 0 ? fmt::format("{} = {}", name, window.length) : name;
}

/// How much one step is. Units: millionths.
std::int64_t step_of(Measure of) {
  constexpr std::int64_t percent = 10000;
  return of == Measure::rate ? percent : million;
}

/// Windows of another kind that are about as long.
std::vector<Window> other_windows(const Window& is) {
  constexpr int week = 7, school_week = 5, year = 365, month = 30;
  const auto sized = [](WindowKind kind, int length) {
    Window window;
    window.kind = kind;
    window.length = length;
    return window;
  };
  switch (is.kind) {
    case WindowKind::school_weeks:
      return {sized(WindowKind::days, week * is.length),
              sized(WindowKind::school_days, school_week * is.length), sized(WindowKind::school_year, 0)};
    case WindowKind::school_days:
      return {sized(WindowKind::days, is.length), sized(WindowKind::school_year, 0)};
    case WindowKind::school_year:
      return {sized(WindowKind::days, year), sized(WindowKind::calendar_month, 0)};
    case WindowKind::days: {
      std::vector<Window> others = {sized(WindowKind::school_year, 0), sized(WindowKind::calendar_month, 0)};
      // The trigger day alone is the same day by either name.
      if (is.length > 1) others.push_back(sized(WindowKind::school_days, is.length));
      return others;
    }
    case WindowKind::calendar_week:
      return {sized(WindowKind::days, week), sized(WindowKind::calendar_month, 0)};
    case WindowKind::calendar_month:
      return {sized(WindowKind::days, month), sized(WindowKind::calendar_week, 0),
              sized(WindowKind::school_year, 0)};
    case WindowKind::first:
      return {sized(WindowKind::school_weeks, is.length), sized(WindowKind::school_year, 0)};
    default:
      return {};
  }
}

}  // namespace

void MutantMaker::window() const {
  const Window& is = rule().window;
  if (is.length > 0 && !rule().when.rising)
    number(
        "window." + name_of(window_names, is.kind), [](Rule& r) -> int& { return r.window.length; }, 1);
  if (!rule().when.rising)
    for (const Window& other : other_windows(is))
      make("window", window_text(is), window_text(other), [&](Rule& r) { r.window = other; });
  if (is.kind == WindowKind::first)
    make("window.first.of", name_of(firsts, is.first_of), name_of(firsts, is.first_of == FirstOf::stay),
         [](Rule& r) {
           r.window.first_of = r.window.first_of == FirstOf::stay ? FirstOf::school_year : FirstOf::stay;
         });
  if (is.kind != WindowKind::run) return;
  for (std::size_t i = 0; i < run_units.size(); ++i)
    if (static_cast<RunUnit>(i) != is.unit)
      make("window.run.unit", name_of(run_units, is.unit), std::string(run_units[i]),
           [&](Rule& r) { r.window.unit = static_cast<RunUnit>(i); });
  // School days are counted one by one, so days of a holiday are never among them.
  if (is.unit == RunUnit::school_days) return;
  for (std::size_t i = 0; i < run_ways.size(); ++i)
    if (static_cast<RunHolidays>(i) != is.holidays)
      make("window.run.holidays", name_of(run_ways, is.holidays), std::string(run_ways[i]),
           [&](Rule& r) { r.window.holidays = static_cast<RunHolidays>(i); });
}

void MutantMaker::when() const {
  const When& is = rule().when;
  for (std::size_t i = 0; i < is.at_least.size(); ++i) {
    quantity(
        "when.at_least", [i](Rule& r) -> Quantity& { return r.when.at_least[i]; }, step_of(rule().count.of));
    if (is.at_least.size() > 1)
      make("when.at_least", decimal(is.at_least[i].steps.back().second, million), "left out", [i](Rule& r) {
        r.when.at_least.erase(r.when.at_least.begin() + static_cast<std::ptrdiff_t>(i));
        const auto shorten = [i](auto& list) {
          if (list.size() > 1) list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
        };
        shorten(r.then.severity);
        shorten(r.then.step);
        shorten(r.then.melding);
        shorten(r.then.within);
      });
  }
  if (!is.at_least.empty() && rule().again.every == 0)
    make("when.at_least", is.more_than ? "more than" : "at least", is.more_than ? "at least" : "more than",
         [](Rule& r) { r.when.more_than = !r.when.more_than; });
  if (is.share_of_days > 0) {
    constexpr std::int64_t twentieth = 50000;
    fraction(
        "when.share_of_days", [](Rule& r) -> std::int64_t& { return r.when.share_of_days; }, twentieth);
    make("when.share_of_days", decimal(is.share_of_days, million), "left out",
         [](Rule& r) { r.when.share_of_days = 0; });
  }
  if (is.below) {
    quantity(
        "when.below", [](Rule& r) -> Quantity& { return *r.when.below; }, step_of(rule().count.of));
    make("when.below", decimal(is.below->steps.back().second, million), "left out",
         [](Rule& r) { r.when.below.reset(); });
  }
  if (is.concentrated) concentrated();
  if (is.rising) rising();
  if (!is.mix.empty()) mix();
}

void MutantMaker::concentrated() const {
  constexpr std::int64_t tenth = 100000;
  const Concentrated& is = *rule().when.concentrated;
  make("when.concentrated.by", is.by_weekday ? "weekday" : "subject", is.by_weekday ? "subject" : "weekday",
       [](Rule& r) {
         Concentrated& c = *r.when.concentrated;
         c.by_weekday = !c.by_weekday;
         c.together.clear();
         r.count.of = c.by_weekday ? Measure::days : Measure::lessons;
       });
  if (!is.together.empty()) {
    make("when.concentrated.together", "given", "left out",
         [](Rule& r) { r.when.concentrated->together.clear(); });
    constexpr int last_school_day = 5;
    for (int day = 1; day <= last_school_day; ++day) {
      std::vector<int> days = is.together;
      const auto at = std::find(days.begin(), days.end(), day);
      if (at != days.end())
        days.erase(at);
      else
        days.insert(std::lower_bound(days.begin(), days.end(), day), day);
      if (days.size() >= 2)
        make("when.concentrated.together", "given",
             fmt::format("{} {}", days.size() < is.together.size() ? "without" : "with", day),
             [&](Rule& r) { r.when.concentrated->together = days; });
    }
  }
  if (is.at_least > 0)
    number(
        "when.concentrated.at_least", [](Rule& r) -> int& { return r.when.concentrated->at_least; }, 0);
  if (is.of_scheduled > 0)
    fraction(
        "when.concentrated.of_scheduled",
        [](Rule& r) -> std::int64_t& { return r.when.concentrated->of_scheduled; }, tenth);
  if (is.rest_below < million)
    fraction(
        "when.concentrated.rest_below",
        [](Rule& r) -> std::int64_t& { return r.when.concentrated->rest_below; }, tenth / 2);
  // A chance is a matter of size, so its step is a factor.
  if (is.p_below < 1)
    for (double factor : {0.5, 2.0})
      make("when.concentrated.p_below", fmt::format("{}", is.p_below), fmt::format("{}", is.p_below * factor),
           [&](Rule& r) { r.when.concentrated->p_below *= factor; });
}

void MutantMaker::rising() const {
  constexpr std::int64_t percent = 10000, tenth = 100000;
  const Rising& is = *rule().when.rising;
  if (is.last > 0) {
    number(
        "when.rising.last", [](Rule& r) -> int& { return r.when.rising->last; }, 1);
    number(
        "window.school_weeks", [](Rule& r) -> int& { return r.window.length; }, 1);
  } else {
    const int block = rule().window.length / is.blocks;
    for (int blocks : {is.blocks - 1, is.blocks + 1})
      if (blocks >= 2)
        make("when.rising.blocks", std::to_string(is.blocks), std::to_string(blocks), [&](Rule& r) {
          r.when.rising->blocks = blocks;
          r.window.length = block * blocks;
        });
    for (int weeks : {block - 1, block + 1})
      if (weeks >= 1)
        make("window.school_weeks", std::to_string(rule().window.length), std::to_string(weeks * is.blocks),
             [&](Rule& r) { r.window.length = weeks * r.when.rising->blocks; });
  }
  fraction(
      "when.rising.at_least", [](Rule& r) -> std::int64_t& { return r.when.rising->at_least; }, percent);
  fraction(
      "when.rising.ratio", [](Rule& r) -> std::int64_t& { return r.when.rising->ratio; }, tenth);
}

void MutantMaker::mix() const {
  const std::vector<MixPart>& parts = rule().when.mix;
  const auto with_kinds = [](Rule& r) {
    r.count.kinds = 0;
    for (const MixPart& part : r.when.mix) r.count.kinds |= part.kinds;
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string slot = fmt::format("when.mix[{}]", i + 1);
    quantity(
        slot + ".at_least", [i](Rule& r) -> Quantity& { return r.when.mix[i].at_least; }, million);
    if (parts.size() > 1)
      make(slot, "given", "left out", [&](Rule& r) {
        r.when.mix.erase(r.when.mix.begin() + static_cast<std::ptrdiff_t>(i));
        with_kinds(r);
      });
    if (parts[i].of == Measure::concerns) continue;
    for (Measure other : {Measure::lessons, Measure::records, Measure::days, Measure::spells})
      if (other != parts[i].of)
        make(slot + ".of", name_of(measure_names, parts[i].of), name_of(measure_names, other),
             [&](Rule& r) { r.when.mix[i].of = other; });
    for (std::size_t k = 0; k < kind_names.size(); ++k) {
      const auto other = static_cast<KindSet>(parts[i].kinds ^ bit(static_cast<Kind>(k)));
      if (other == 0 || is_idle(parts[i].of, static_cast<Kind>(k))) continue;
      const bool more = (parts[i].kinds & other) == parts[i].kinds;
      make(slot + ".kind", more ? "given" : "with " + std::string(kind_names[k]),
           (more ? "with " : "without ") + std::string(kind_names[k]), [&](Rule& r) {
             r.when.mix[i].kinds = other;
             with_kinds(r);
           });
    }
  }
}

}  // namespace verzuim
