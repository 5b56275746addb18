// SPDX-License-Identifier: EUPL-1.2
// Mutants of the slots who and count.
#include <algorithm>

#include "rule_mutants.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

std::string text_of(std::int64_t micro) { return decimal(micro, million); }

std::string kinds_text(KindSet kinds) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if ((kinds & bit(static_cast<Kind>(i))) != 0) names.emplace_back(kind_names[i]);
  return join(names, ", ");
}

}  // namespace

/// Being late misses no lesson.
bool is_idle(Measure of, Kind kind) { return of == Measure::lessons && kind == Kind::late; }

void MutantMaker::kinds(const std::string& slot, const std::function<KindSet&(Rule&)>& of) const {
  Rule copy = rule();
  const KindSet is = of(copy);
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    const auto other = static_cast<KindSet>(is ^ bit(static_cast<Kind>(i)));
    if (other != 0 && !is_idle(rule().count.of, static_cast<Kind>(i)))
      make(slot, kinds_text(is), kinds_text(other), [&](Rule& r) { of(r) = other; });
  }
}

namespace {

/// A closed list of which each value is taken out or put in; an empty list means all.
template <class T, class Names, class Make>
void toggle(const std::vector<T>& list, std::size_t all, const Names& names, const Make& make) {
  const auto text = [&](const std::vector<T>& values) {
    std::vector<std::string> words;
    for (const T& value : values) words.emplace_back(names[static_cast<std::size_t>(value)]);
    return words.empty() ? std::string("all") : join(words, ", ");
  };
  for (std::size_t i = 0; i < all; ++i) {
    const T value = static_cast<T>(i);
    std::vector<T> other = list;
    if (other.empty())
      for (std::size_t k = 0; k < all; ++k) other.push_back(static_cast<T>(k));
    const auto at = std::find(other.begin(), other.end(), value);
    if (at != other.end())
      other.erase(at);
    else
      other.push_back(value);
    make(text(list), text(other), other);
  }
}

}  // namespace

void MutantMaker::who() const {
  const Who& is = rule().who;
  toggle(is.duty, 4, duty_names, [&](auto was, auto becomes, const auto& other) {
    make("who.duty", was, becomes, [&](Rule& r) { r.who.duty = other; });
  });
  toggle(is.sector, sector_names.size(), sector_names, [&](auto was, auto becomes, const auto& other) {
    make("who.sector", was, becomes, [&](Rule& r) { r.who.sector = other; });
  });
  const auto open_list = [&](const std::string& slot, std::vector<std::string> Who::*of) {
    for (std::size_t i = 0; i < (is.*of).size(); ++i) {
      std::vector<std::string> other = is.*of;
      other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
      make(slot, join(is.*of, ", "), other.empty() ? "all" : join(other, ", "),
           [&](Rule& r) { r.who.*of = other; });
    }
  };
  open_list("who.school", &Who::school);
  open_list("who.level", &Who::level);
  open_list("who.group", &Who::group);
  if (is.age) {
    constexpr std::int64_t nobody = 150 * million;  // the open end of an age
    if (is.age->first.steps.front().second > 0)
      quantity(
          "who.age", [](Rule& r) -> Quantity& { return r.who.age->first; }, million);
    if (is.age->second.steps.front().second < nobody)
      quantity(
          "who.age", [](Rule& r) -> Quantity& { return r.who.age->second; }, million);
  }
  const auto flip = [](bool flag) { return std::string(flag ? "true" : "false"); };
  make("who.exempt", flip(is.exempt), flip(!is.exempt), [](Rule& r) { r.who.exempt = !r.who.exempt; });
  // How a pupil is looked at is one for all versions.
  if (which_ == 0)
    make_all("who.all_schools", flip(is.all_schools), flip(!is.all_schools), [](std::vector<Rule>& versions) {
      for (Rule& version : versions) version.who.all_schools = !version.who.all_schools;
    });
}

void MutantMaker::bounds(const std::string& slot, const std::function<Bounds&(Rule&)>& of,
                         std::int64_t step) const {
  Rule copy = rule();
  const Bounds is = of(copy);
  const auto one = [&](const std::string& key, std::optional<std::int64_t> Bounds::*side) {
    if (!(is.*side)) return;
    fraction(
        slot + "." + key, [&](Rule& r) -> std::int64_t& { return *(of(r).*side); }, step);
    make(slot + "." + key, text_of(*(is.*side)), "left out", [&](Rule& r) { (of(r).*side).reset(); });
  };
  one("at_least", &Bounds::at_least);
  one("below", &Bounds::below);
}

void MutantMaker::count() const {
  const Count& is = rule().count;
  const bool plain =
      !rule().when.at_least.empty() && rule().window.kind != WindowKind::run && is.of != Measure::concerns;
  if (plain)
    for (Measure other : {Measure::hours, Measure::lessons, Measure::records, Measure::days, Measure::spells})
      if (other != is.of)
        make("count.of", std::string(measure_names[static_cast<std::size_t>(is.of)]),
             std::string(measure_names[static_cast<std::size_t>(other)]),
             [&](Rule& r) { r.count.of = other; });
  if (is.of != Measure::concerns && rule().when.mix.empty())
    kinds("count.kind", [](Rule& r) -> KindSet& { return r.count.kinds; });
  if (is.min_school_days > 0)
    number(
        "count.min_school_days", [](Rule& r) -> int& { return r.count.min_school_days; }, 0);
  const Where& where = is.where;
  if (where.first_lesson)
    make("count.where.lesson", "first", "any", [](Rule& r) { r.count.where.first_lesson = false; });
  if (!where.lesson.empty()) {
    // Each lesson left out, and its neighbours put in.
    const int first = *std::min_element(where.lesson.begin(), where.lesson.end()),
              last = *std::max_element(where.lesson.begin(), where.lesson.end());
    for (int number = std::max(first - 1, 1); number <= last + 1; ++number) {
      std::vector<int> other = where.lesson;
      const auto at = std::find(other.begin(), other.end(), number);
      const bool there = at != other.end();
      if (there)
        other.erase(at);
      else
        other.push_back(number);
      make("count.where.lesson", there ? std::to_string(number) : "without " + std::to_string(number),
           there ? "left out" : "with it", [&](Rule& r) { r.count.where.lesson = other; });
    }
  }
  if (where.beside_holiday)
    number(
        "count.where.beside_holiday", [](Rule& r) -> int& { return *r.count.where.beside_holiday; }, 0);
  if (where.whole_day) {
    make("count.where.whole_day", "given", "left out", [](Rule& r) { r.count.where.whole_day.reset(); });
    make("count.where.whole_day", "given", "its opposite",
         [](Rule& r) { r.count.where.whole_day = !*r.count.where.whole_day; });
  }
  if (!where.weekday.empty()) {
    static constexpr std::array<std::string_view, 6> days = {"", "1", "2", "3", "4", "5"};
    toggle(where.weekday, days.size(), days, [&](auto was, auto becomes, const auto& other) {
      if (std::find(other.begin(), other.end(), 0) == other.end())
        make("count.where.weekday", was, becomes, [&](Rule& r) { r.count.where.weekday = other; });
    });
  }
  bounds(
      "count.where.minutes", [](Rule& r) -> Bounds& { return r.count.where.minutes; }, million);
  constexpr std::int64_t twentieth = 50000;
  bounds(
      "count.where.share_of_day", [](Rule& r) -> Bounds& { return r.count.where.share_of_day; }, twentieth);
  if (!where.mark.empty())
    toggle(where.mark, mark_names.size(), mark_names, [&](auto was, auto becomes, const auto& other) {
      make("count.where.mark", was, becomes, [&](Rule& r) { r.count.where.mark = other; });
    });
}

}  // namespace verzuim
