// SPDX-License-Identifier: EUPL-1.2
// Windows: counts, rates, patterns and mixes on the days on which a rule counts something.
#include <algorithm>
#include <set>

#include "chain.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

}  // namespace

void Chain::walk_counts(const Rule& rule, Span span, Findings& findings) {
  const Tally tally = tally_of(rule, rule.count.of, rule.count.kinds, span.until, findings);
  const auto& days = tally.days();
  for (int to = 0; to < static_cast<int>(days.size()); ++to) {
    const int day = days[static_cast<std::size_t>(to)].day;
    const Date date = schooling_.date(day);
    if (date < span.from || date > span.until || muted(rule, day) || past_first_weeks(rule, day)) continue;
    Window window{window_start(rule, day), 0, to};
    int counted_from = window.from;
    if (rule.again.restart && said_.last >= 0) counted_from = std::max(counted_from, said_.last + 1);
    window.first = tally.first_from(counted_from);
    if (window.first > to) continue;
    judge(rule, tally, window, findings);
  }
}

void Chain::judge(const Rule& rule, const Tally& tally, const Window& window, Findings& findings) {
  const CountedDay& today = tally.days()[static_cast<std::size_t>(window.to)];
  Hit hit;
  hit.version = &rule;
  hit.day = today.day;
  hit.window_from = tally.days()[static_cast<std::size_t>(window.first)].day;
  hit.item = today.item;
  hit.unit = unit_of(rule.count.of);
  if (rule.when.concentrated) {
    const int counted_from = rule.again.restart ? std::max(window.from, said_.last + 1) : window.from;
    const auto found =
        gathered(rule, setting_, facts_, schooling_, window.from, counted_from, today.day, findings.doubt);
    if (!found) return;
    hit.count = std::to_string(found->missed);
    hit.threshold = std::to_string(rule.when.concentrated->at_least);
    hit.reason = found->reason;
    if (is_new(rule, hit, 0, 1, -1)) say(hit, -1, 0, findings);
    return;
  }
  if (rule.when.rising) {
    const auto rate =
        rising_rate(rule, tally, schooling_, rule.again.restart ? said_.last + 1 : 0, today.day);
    if (!rate) return;
    hit.count = decimal(rate->first * 100, rate->second);
    hit.threshold = decimal(rule.when.rising->at_least * 100, million);
    if (is_new(rule, hit, 0, 1, -1)) say(hit, -1, 0, findings);
    return;
  }
  const Totals sum = tally.between(window.first, window.to);
  if (rule.count.of == Measure::rate) return judge_rate(rule, tally, window, findings);
  if (rule.when.share_of_days > 0) {
    const int before = window.from > 0 ? schooling_.day(window.from - 1).enrolled_days : 0;
    const std::int64_t open = schooling_.day(today.day).enrolled_days - before;
    if (sum.days * million < rule.when.share_of_days * open) return;
  }
  const bool hours = rule.count.of == Measure::hours;
  if (hours && sum.missing > 0) findings.doubt.minutes = true;
  if ((hours || rule.count.of == Measure::lessons) && sum.assumed > 0) hit.reason = "assumed=lesson_length";
  std::int64_t fresh = 0;
  if (rule.again.fresh > 0 && said_.last >= 0) {
    const int since = tally.first_from(said_.last + 1);
    if (since <= window.to) fresh = tally.value(rule.count.of, since, window.to);
    // A spell that was already going when the last signal came is no further spell.
    if (rule.count.of == Measure::spells && since > 0 && since <= window.to)
      fresh = tally.days()[static_cast<std::size_t>(window.to)].total.breaks -
              tally.days()[static_cast<std::size_t>(since - 1)].total.breaks;
  }
  reach(rule, tally.value(rule.count.of, window.first, window.to), hours ? 60 : 1, hit, fresh, -1, findings);
}

void Chain::judge_rate(const Rule& rule, const Tally& tally, const Window& window, Findings& findings) {
  const CountedDay& today = tally.days()[static_cast<std::size_t>(window.to)];
  const Day& now = schooling_.day(today.day);
  const Day before = window.from > 0 ? schooling_.day(window.from - 1) : Day{};
  const std::int64_t scheduled = now.fifths - before.fifths;
  const Totals sum = tally.between(window.first, window.to);
  if (sum.missing > 0) findings.doubt.minutes = true;
  if (now.enrolled_days - before.enrolled_days < std::max(rule.count.min_school_days, 1) || scheduled <= 0)
    return;
  Hit hit;
  hit.version = &rule;
  hit.day = today.day;
  hit.window_from = tally.days()[static_cast<std::size_t>(window.first)].day;
  hit.item = today.item;
  hit.unit = "percent";
  hit.count = decimal(sum.fifths * 100, scheduled);
  reach(rule, sum.fifths, scheduled, hit, 0, -1, findings);
}

Tally Chain::tally_of(const Rule& rule, Measure of, KindSet kinds, Date value_day, Findings& findings) const {
  if (of == Measure::concerns)
    return Tally::of_concerns(rule, value_day, setting_, facts_, schooling_, on_, findings.doubt);
  return Tally::of_records(rule, of, kinds, value_day, setting_, facts_, schooling_, findings.doubt);
}

/// A record of any part can bring the whole together.
void Chain::walk_mix(const Rule& rule, Span span, Findings& findings) {
  std::vector<Tally> tallies;
  std::set<int> days;
  for (const MixPart& part : rule.when.mix) {
    tallies.push_back(tally_of(rule, part.of, part.kinds, span.until, findings));
    for (const CountedDay& counted : tallies.back().days()) days.insert(counted.day);
  }
  for (int day : days) {
    const Date date = schooling_.date(day);
    if (date >= span.from && date <= span.until && !muted(rule, day) && !past_first_weeks(rule, day))
      judge_mix(rule, tallies, day, findings);
  }
}

void Chain::judge_mix(const Rule& rule, const std::vector<Tally>& tallies, int day, Findings& findings) {
  const int from = std::max(window_start(rule, day), rule.again.restart ? said_.last + 1 : 0);
  Hit hit;
  hit.version = &rule;
  hit.day = day;
  hit.window_from = day;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const MixPart& part = rule.when.mix[i];
    const int first = tallies[i].first_from(from), last = tallies[i].first_from(day + 1) - 1;
    const auto wanted = part.at_least.on(schooling_.date(day));
    if (!wanted || last < first) return;
    const std::int64_t scale = part.of == Measure::hours ? 60 : 1,
                       value = tallies[i].value(part.of, first, last);
    if (value * million < *wanted * scale) return;
    hit.window_from = std::min(hit.window_from, tallies[i].days()[static_cast<std::size_t>(first)].day);
    const CountedDay& today = tallies[i].days()[static_cast<std::size_t>(last)];
    if (today.day == day && today.item != nullptr) hit.item = today.item;
    if (i > 0) continue;
    // A mix has no one count; it prints that of its first part.
    hit.count = decimal(value, scale);
    hit.threshold = decimal(*wanted, million);
    hit.threshold_order = *wanted;
    hit.unit = unit_of(part.of);
  }
  if (is_new(rule, hit, 0, 1, -1)) say(hit, -1, 0, findings);
}

}  // namespace verzuim
