// SPDX-License-Identifier: EUPL-1.2
#include "rule_mutants.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

std::vector<School> one_of_each_region() {
  std::vector<School> schools;
  for (const char* region : {"Noord", "Midden", "Zuid"}) schools.push_back({region, "", "", region, ""});
  return schools;
}

std::string text_of(std::int64_t micro) { return decimal(micro, million); }

std::string kinds_text(KindSet kinds) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if ((kinds & bit(static_cast<Kind>(i))) != 0) names.emplace_back(kind_names[i]);
  return join(names, ", ");
}

bool rises(const std::vector<Quantity>& rungs) {
  for (std::size_t i = 1; i < rungs.size(); ++i)
    if (rungs[i - 1].steps.back().second >= rungs[i].steps.back().second) return false;
  return true;
}

/// Values that rise in date, as the language demands.
bool ordered(const Rule& rule) {
  const auto not_later = [](const auto& a, const auto& b) { return a.first >= b.first; };
  const auto all = quantities(rule);
  return std::all_of(all.begin(), all.end(), [&](const Quantity* q) {
    return std::adjacent_find(q->steps.begin(), q->steps.end(), not_later) == q->steps.end();
  });
}

/// The language would accept it, and something could come of it.
bool sound(const std::vector<Rule>& versions) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Rule& rule = versions[i];
    if (rule.until < rule.start || (i > 0 && versions[i - 1].until >= rule.start)) return false;
    if (!rises(rule.when.at_least) || !ordered(rule)) return false;
    const auto& rising = rule.when.rising;
    if (rising && rising->blocks > 0 && rule.window.length % rising->blocks != 0) return false;
    if (rising && rising->last >= rule.window.length) return false;
    for (const Bounds* bounds : {&rule.count.where.minutes, &rule.count.where.share_of_day})
      if (bounds->below && *bounds->below <= bounds->at_least.value_or(0)) return false;
    if (rule.when.below &&
        rule.when.below->steps.back().second <= rule.when.at_least.front().steps.back().second)
      return false;
    if (rule.who.age && rule.who.age->first.steps.back().second >= rule.who.age->second.steps.back().second)
      return false;
  }
  return true;
}

}  // namespace

TriggerDays::TriggerDays() : calendar_(Reference::shipped(), one_of_each_region(), {}) {}

bool TriggerDays::known(Date date) const { return calendar_.of("Noord")->known(date); }

bool TriggerDays::open(Date date) const {
  for (const char* region : {"Noord", "Midden", "Zuid"})
    if (calendar_.of(region)->is_school_day(date)) return true;
  return false;
}

std::optional<Date> TriggerDays::before(Date date) const {
  for (date = date - 1; known(date); date = date - 1)
    if (open(date)) return date;
  return std::nullopt;
}

std::optional<Date> TriggerDays::from(Date date) const {
  for (; known(date); date = date + 1)
    if (open(date)) return date;
  return std::nullopt;
}

void MutantMaker::make_all(const std::string& slot, std::string was, std::string becomes,
                           const std::function<void(std::vector<Rule>&)>& change, int direction) const {
  RuleMutant mutant{versions_, which_, slot, std::move(was), std::move(becomes), direction};
  change(mutant.versions);
  if (sound(mutant.versions)) each_(mutant);
}

void MutantMaker::make(const std::string& slot, std::string was, std::string becomes, const Change& change,
                       int direction) const {
  make_all(
      slot, std::move(was), std::move(becomes),
      [&](std::vector<Rule>& versions) { change(versions[which_]); }, direction);
}

void MutantMaker::number(const std::string& slot, const std::function<int&(Rule&)>& of, int least) const {
  Rule copy = rule();
  const int is = of(copy);
  for (int other : {is - 1, is + 1})
    if (other >= least)
      make(
          slot, std::to_string(is), std::to_string(other), [&](Rule& r) { of(r) = other; }, other - is);
}

void MutantMaker::fraction(const std::string& slot, const std::function<std::int64_t&(Rule&)>& of,
                           std::int64_t step) const {
  Rule copy = rule();
  const std::int64_t is = of(copy);
  for (std::int64_t other : {is - step, is + step})
    if (other > 0)
      make(
          slot, text_of(is), text_of(other), [&](Rule& r) { of(r) = other; }, other < is ? -1 : 1);
}

void MutantMaker::quantity(const std::string& slot, const std::function<Quantity&(Rule&)>& of,
                           std::int64_t step) const {
  Rule copy = rule();
  const Quantity is = of(copy);
  for (std::size_t i = 0; i < is.steps.size(); ++i) {
    const auto [from, value] = is.steps[i];
    // A step at a time: half of the bounds that are wrong are wrong by one.
    for (std::int64_t other : {value - step, value + step})
      if (other > 0)
        make(
            slot, text_of(value), text_of(other), [&](Rule& r) { of(r).steps[i].second = other; },
            other < value ? -1 : 1);
    if (is.name.empty()) continue;
    // A first value that comes earlier than the rule is in force is never missed.
    const bool first = i == 0 && from <= rule().start;
    const auto earlier = days_.before(from), later = days_.from(from);
    if (earlier && later && !first)
      make(slot + " $" + is.name, to_string(from), to_string(*earlier),
           [&](Rule& r) { of(r).steps[i].first = *earlier; });
    if (earlier && later && (!first || *later >= rule().start))
      make(slot + " $" + is.name, to_string(from), to_string(*later + 1),
           [&](Rule& r) { of(r).steps[i].first = *later + 1; });
  }
}

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

void MutantMaker::in_force() const {
  const Rule& is = rule();
  // What the versions before and after say of the day between them moves along.
  const bool joins = which_ > 0 && versions_[which_ - 1].until + 1 == is.start;
  const auto start = [&](Date other) {
    make_all(is.start_is_seen ? "seen_from" : "valid_from", to_string(is.start), to_string(other),
             [&](std::vector<Rule>& versions) {
               versions[which_].start = other;
               if (joins) versions[which_ - 1].until = other - 1;
             });
  };
  const auto earlier = days_.before(is.start), later = days_.from(is.start);
  // Where the calendars do not reach, no test can look.
  if (earlier && later) {
    start(*earlier);
    start(*later + 1);
    if (which_ == 0)
      make(is.start_is_seen ? "seen_from" : "valid_from", to_string(is.start),
           is.start_is_seen ? "valid_from" : "seen_from",
           [](Rule& r) { r.start_is_seen = !r.start_is_seen; });
  }
  if (is.until == open_end || (which_ + 1 < versions_.size() && versions_[which_ + 1].start == is.until + 1))
    return;
  const auto last = days_.before(is.until + 1), next = days_.from(is.until + 1);
  if (!last || !next) return;
  for (Date other : {*last - 1, *next})
    make("valid_until", to_string(is.until), to_string(other), [&](Rule& r) { r.until = other; });
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
