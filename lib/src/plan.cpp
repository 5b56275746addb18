// SPDX-License-Identifier: EUPL-1.2
#include "plan.hpp"

#include <algorithm>

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

/// A bound of an age that changes makes the tally depend on the span of days that is looked at.
bool dated(const Who& who) {
  return who.age && (!who.age->first.name.empty() || !who.age->second.name.empty());
}

KindSet kinds_of(const Rule& rule) {
  KindSet kinds = rule.count.kinds;
  for (const MixPart& part : rule.when.mix) kinds |= part.kinds;
  return kinds;
}

bool counts_concerns(const Rule& rule) {
  return rule.count.of == Measure::concerns ||
         std::any_of(rule.when.mix.begin(), rule.when.mix.end(),
                     [](const MixPart& part) { return part.of == Measure::concerns; });
}

/// The lowest threshold of a plain count; a value that is not set yet on some days is a doubt of its own.
std::int64_t least_of(const Rule& rule) {
  const bool plain = rule.window.kind != WindowKind::run && rule.when.mix.empty() &&
                     !rule.when.concentrated && !rule.when.rising && rule.count.of != Measure::rate &&
                     rule.count.of != Measure::concerns && !rule.count.where.share_of_day.any();
  if (!plain || rule.when.at_least.empty()) return 0;
  std::int64_t least = rule.when.at_least.front().steps.front().second;
  for (const Quantity& rung : rule.when.at_least) {
    if (!rung.name.empty()) return 0;
    least = std::min(least, rung.steps.front().second);
  }
  return least;
}

/// What the records of a kind come to at most.
std::int64_t most(const KindSum& sum, Measure of) {
  if (of == Measure::hours) return sum.minutes;
  return of == Measure::lessons ? sum.lessons : sum.records;
}

}  // namespace

Plans::Plans(const Rulebook& rulebook) {
  for (const auto& versions : rulebook.rules()) {
    plans_.emplace_back();
    for (const Rule& rule : versions) plans_.back().push_back(plan_of(rule));
  }
}

Plan Plans::plan_of(const Rule& rule) {
  Plan plan;
  plan.tally = tally_number(rule, rule.count.of, rule.count.kinds);
  for (const MixPart& part : rule.when.mix) plan.parts.push_back(tally_number(rule, part.of, part.kinds));
  plan.missed = number(runs_, {&rule, rule.count.kinds});
  plan.kinds = kinds_of(rule);
  plan.concerns = counts_concerns(rule);
  plan.least = least_of(rule);
  return plan;
}

int Plans::tally_number(const Rule& rule, Measure of, KindSet kinds) {
  if (of == Measure::concerns || dated(rule.who)) return -1;
  // Who is late has missed no lesson.
  if (of == Measure::lessons) kinds = static_cast<KindSet>(kinds & ~bit(Kind::late));
  return number(counts_, {&rule, kinds});
}

bool Plans::Filter::same(const Filter& other) const {
  // The share of a day is that of the rule's own kinds.
  return kinds == other.kinds && rule->who == other.rule->who &&
         rule->count.where == other.rule->count.where &&
         (!rule->count.where.share_of_day.any() || rule->count.kinds == other.rule->count.kinds);
}

int Plans::number(std::vector<Filter>& filters, const Filter& filter) {
  const auto at =
      std::find_if(filters.begin(), filters.end(), [&](const Filter& other) { return filter.same(other); });
  const auto found = static_cast<int>(at - filters.begin());
  if (at == filters.end()) filters.push_back(filter);
  return found;
}

bool may_speak(const Rule& rule, const Plan& plan, const Schooling& schooling) {
  if (plan.concerns) return true;
  std::int64_t sum = 0;
  bool records = false, doubt = false;
  for (std::size_t k = 0; k < kind_names.size(); ++k) {
    const Kind kind = static_cast<Kind>(k);
    if ((plan.kinds & bit(kind)) == 0) continue;
    const KindSum& of_kind = schooling.sum(kind);
    records = records || of_kind.records > 0;
    doubt = doubt || of_kind.not_known || (of_kind.minutes_missing && rule.count.of == Measure::hours) ||
            (of_kind.untimed && rule.count.where.first_lesson);
    sum += most(of_kind, rule.count.of);
  }
  if (doubt || !records) return doubt;
  const std::int64_t scale = rule.count.of == Measure::hours ? 60 : 1;
  return plan.least == 0 || sum * million >= plan.least * scale;
}

void Tallies::clear() {
  for (Counted& counted : counted_) {
    counted.made = false;
    counted.doubt = {};
  }
  for (Missed& missed : missed_) {
    missed.made = false;
    missed.doubt = {};
  }
}

}  // namespace verzuim
