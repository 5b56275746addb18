// SPDX-License-Identifier: EUPL-1.2
#include "chain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

}  // namespace

Findings Chain::walk(const std::vector<Rule>& versions, const std::vector<Plan>* plans) {
  Findings findings;
  const Rule& first = versions.front();
  plan_ = plans != nullptr ? plans->data() : nullptr;
  if (first.start_is_seen && schooling_.first() < first.start) {
    // What an older text said is not known, so what the first version would find earlier is a doubt, not a
    // signal.
    Findings early;
    walk_version(first, {Date{-1000000}, first.start - 1}, early);
    findings.before_seen = !early.hits.empty();
    if (findings.before_seen) findings.doubtful = &first;
    said_ = {};
  }
  for (const Rule& version : versions) {
    if (plans != nullptr) plan_ = plans->data() + (&version - versions.data());
    walk_version(version, {version.start, version.until}, findings);
  }
  return findings;
}

void Chain::walk_version(const Rule& rule, Span span, Findings& findings) {
  if (!rule.who.age) return walk_piece(rule, span, findings);
  std::vector<Date> cuts;
  for (const Quantity* bound : {&rule.who.age->first, &rule.who.age->second})
    for (const auto& [from, is] : bound->steps)
      if (from > span.from && from <= span.until) cuts.push_back(from);
  std::sort(cuts.begin(), cuts.end());
  cuts.push_back(span.until + 1);
  for (Date cut : cuts) {
    if (cut <= span.from) continue;
    walk_piece(rule, {span.from, cut - 1}, findings);
    span.from = cut;
  }
}

void Chain::walk_piece(const Rule& rule, Span span, Findings& findings) {
  const Said before = said_;
  Findings own;
  gatherable_.reset();
  missed_ = nullptr;
  missed_room_.clear();
  if (rule.window.kind == WindowKind::run)
    walk_runs(rule, span, own);
  else if (!rule.when.mix.empty())
    walk_mix(rule, span, own);
  else
    walk_counts(rule, span, own);
  // A verdict that rests on a birth date nobody gave, or on a value not yet set, is no verdict: nothing was
  // said.
  if (own.doubt.birth_date && !own.hits.empty()) {
    said_ = before;
    own.hits.clear();
  } else {
    own.doubt.birth_date = false;
  }
  findings.add(std::move(own), rule);
}

void Findings::add(Findings&& other, const Rule& rule) {
  if (other.doubt.any() || other.holidays || !other.no_value.empty()) doubtful = &rule;
  hits.insert(hits.end(), std::make_move_iterator(other.hits.begin()),
              std::make_move_iterator(other.hits.end()));
  doubt.add(other.doubt);
  holidays = holidays || other.holidays;
  if (no_value.empty()) no_value = std::move(other.no_value);
}

int Chain::window_start(const Rule& rule, int day) const {
  const Date date = schooling_.date(day);
  switch (rule.window.kind) {
    case WindowKind::school_weeks:
      return indexed_start(schooling_, day, 7 * rule.window.length);
    case WindowKind::school_days: {
      const int wanted = schooling_.day(day).number - rule.window.length + 1;
      int start = day;
      const int year = year_start(schooling_, day);
      while (start > year && schooling_.day(start - 1).number >= wanted) --start;
      return start;
    }
    case WindowKind::days:
      return std::max(0, day - rule.window.length + 1);
    case WindowKind::calendar_week:
      return std::max(0, schooling_.at(monday_of(date)));
    case WindowKind::calendar_month:
      return std::max(0, schooling_.at(first_of_month(date)));
    case WindowKind::first:
      return first_week_start(schooling_, rule.window, day);
    default:
      return year_start(schooling_, day);
  }
}

/// The day lies behind the first weeks that the window is about.
bool Chain::past_first_weeks(const Rule& rule, int day) const {
  if (rule.window.kind != WindowKind::first) return false;
  const int start = first_week_start(schooling_, rule.window, day);
  const int before = start > 0 ? schooling_.day(start - 1).index : -1;
  return schooling_.day(day).index - before > 7 * rule.window.length;
}

/// Too soon after the last signal.
bool Chain::muted(const Rule& rule, int day) const {
  return said_.last >= 0 && rule.again.restart && rule.again.not_within_days > 0 &&
         day < said_.last + rule.again.not_within_days;
}

bool Chain::reaches_any(const Rule& rule, std::int64_t value, std::int64_t scale, Date date,
                        Findings& findings) const {
  bool any = false;
  for (const Quantity& rung : rule.when.at_least) {
    const auto threshold = rung.on(date);
    if (!threshold) findings.no_value = rung.name;
    any = any || (threshold && reaches(rule.when, value, *threshold, scale));
  }
  return any;
}

void Chain::reach(const Rule& rule, std::int64_t value, std::int64_t scale, Hit hit, std::int64_t fresh_value,
                  int run_start, Findings& findings) {
  const Date date = schooling_.date(hit.day);
  const bool rate = rule.count.of == Measure::rate;
  const auto reached = [&](std::int64_t threshold) { return reaches(rule.when, value, threshold, scale); };
  // Most of what is reached was said before, so the count is printed only for what is new.
  const auto say_new = [&] {
    if (hit.count.empty()) hit.count = decimal(value, scale);
    say(hit, run_start, static_cast<int>(value), findings);
  };
  for (std::size_t rung = 0; rung < rule.when.at_least.size(); ++rung) {
    const auto threshold = rule.when.at_least[rung].on(date);
    if (!threshold || !reached(*threshold)) continue;
    if (rule.when.below) {
      const auto ceiling = rule.when.below->on(date);
      if (!ceiling || reaches({}, value, *ceiling, scale)) continue;
    }
    hit.rung = rung;
    hit.named_rung = rule.when.at_least.size() > 1;
    hit.threshold_order = *threshold;
    if (rule.again.every == 0) {
      if (!hit.named_rung && !is_new(rule, hit, fresh_value, scale, run_start)) continue;
      hit.threshold = decimal(rate ? *threshold * 100 : *threshold, million);
      if (!hit.named_rung || is_new(rule, hit, fresh_value, scale, run_start)) say_new();
      continue;
    }
    hit.named_rung = true;
    for (std::int64_t multiple = rule.again.every; reached(multiple * million);
         multiple += rule.again.every) {
      if (multiple * million < *threshold) continue;
      hit.threshold_order = multiple * million;
      hit.threshold = std::to_string(multiple);
      if (is_new(rule, hit, fresh_value, scale, run_start)) say_new();
    }
  }
}

bool Chain::is_new(const Rule& rule, const Hit& hit, std::int64_t fresh_value, std::int64_t scale,
                   int run_start) const {
  if (rule.again.restart || said_.last < 0) return true;
  if (rule.again.fresh > 0) return fresh_value >= rule.again.fresh * scale;
  const bool run = rule.window.kind == WindowKind::run && rule.again.every == 0;
  const auto& said = run ? said_.in_run : said_.in_year;
  const int when = run ? run_start : schooling_.school_year(hit.day);
  return std::none_of(said.begin(), said.end(), [&](const auto& s) {
    return s.first == when && (!hit.named_rung || s.second == hit.threshold);
  });
}

void Chain::say(Hit hit, int run_start, int run_value, Findings& findings) {
  said_.in_year.emplace_back(schooling_.school_year(hit.day), hit.threshold);
  if (run_start >= 0) said_.in_run.emplace_back(run_start, hit.threshold);
  said_.last = hit.day;
  said_.value = run_value;
  findings.hits.push_back(std::move(hit));
}

}  // namespace verzuim
