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

}  // namespace verzuim
