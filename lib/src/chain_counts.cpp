// SPDX-License-Identifier: EUPL-1.2
// Windows: counts, rates, patterns and mixes on the days on which a rule counts something.
#include <algorithm>

#include "chain.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

}  // namespace

void Chain::walk_counts(const Rule& rule, Span span, Findings& findings) {
  std::list<Tally> spare;
  const Tally& tally = tally_of(rule, rule.count.of, rule.count.kinds, span.until,
                                plan_ != nullptr ? plan_->tally : -1, spare, findings);
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

Hit Chain::hit_of(const Rule& rule, const Tally& tally, const Window& window) const {
  const CountedDay& today = tally.days()[static_cast<std::size_t>(window.to)];
  Hit hit;
  hit.version = &rule;
  hit.day = today.day;
  hit.window_from = tally.days()[static_cast<std::size_t>(window.first)].day;
  hit.item = today.item;
  hit.unit = unit_of(rule.count.of);
  return hit;
}

void Chain::judge(const Rule& rule, const Tally& tally, const Window& window, Findings& findings) {
  if (rule.when.concentrated) return judge_gathered(rule, tally, window, findings);
  const int day = tally.days()[static_cast<std::size_t>(window.to)].day;
  if (rule.when.rising) {
    const auto rate = rising_rate(rule, tally, schooling_, rule.again.restart ? said_.last + 1 : 0, day);
    if (!rate) return;
    Hit hit = hit_of(rule, tally, window);
    hit.count = decimal(rate->first * 100, rate->second);
    hit.threshold = decimal(rule.when.rising->at_least * 100, million);
    if (is_new(rule, hit, 0, 1, -1)) say(hit, -1, 0, findings);
    return;
  }
  if (rule.count.of == Measure::rate) return judge_rate(rule, tally, window, findings);
  const Totals sum = tally.between(window.first, window.to);
  if (rule.when.share_of_days > 0) {
    const int before = window.from > 0 ? schooling_.day(window.from - 1).enrolled_days : 0;
    const std::int64_t open = schooling_.day(day).enrolled_days - before;
    if (sum.days * million < rule.when.share_of_days * open) return;
  }
  const bool hours = rule.count.of == Measure::hours;
  if (hours && sum.missing > 0) findings.doubt.minutes = true;
  const std::int64_t value = Tally::value(rule.count.of, sum), scale = hours ? 60 : 1;
  if (!reaches_any(rule, value, scale, schooling_.date(day), findings)) return;
  Hit hit = hit_of(rule, tally, window);
  if ((hours || rule.count.of == Measure::lessons) && sum.assumed > 0) hit.reason = "assumed=lesson_length";
  reach(rule, value, scale, std::move(hit), fresh_in(rule, tally, window), -1, findings);
}

/// What was counted since the last signal.
std::int64_t Chain::fresh_in(const Rule& rule, const Tally& tally, const Window& window) const {
  if (rule.again.fresh == 0 || said_.last < 0) return 0;
  const int since = tally.first_from(said_.last + 1);
  if (since > window.to) return 0;
  // A spell that was already going when the last signal came is no further spell.
  if (rule.count.of == Measure::spells && since > 0)
    return tally.days()[static_cast<std::size_t>(window.to)].total.breaks -
           tally.days()[static_cast<std::size_t>(since - 1)].total.breaks;
  return tally.value(rule.count.of, since, window.to);
}

void Chain::judge_gathered(const Rule& rule, const Tally& tally, const Window& window, Findings& findings) {
  const Concentrated& gate = *rule.when.concentrated;
  const int day = tally.days()[static_cast<std::size_t>(window.to)].day;
  if (missed_ == nullptr)
    missed_ = gate.by_weekday ? &missed_room_ : &missed_of(rule, missed_room_, findings.doubt);
  // A share of what was scheduled cannot be known where nothing says what was scheduled.
  if (schooling_.day(day).untimed > (window.from > 0 ? schooling_.day(window.from - 1).untimed : 0)) {
    findings.doubt.timetable = true;
    return;
  }
  // A lesson or day that is missed takes a record; most pupils do not have as many.
  if (tally.between(window.first, window.to).records < gate.at_least) return;
  const int counted_from = rule.again.restart ? std::max(window.from, said_.last + 1) : window.from;
  if (!gatherable_)
    gatherable_ = gatherable(rule, schooling_.date(day), *missed_, setting_, facts_, schooling_);
  const auto found = gathered(rule, *gatherable_, schooling_, window.from, counted_from, day);
  if (!found) return;
  Hit hit = hit_of(rule, tally, window);
  hit.count = std::to_string(found->missed);
  hit.threshold = std::to_string(rule.when.concentrated->at_least);
  hit.reason = found->reason;
  if (is_new(rule, hit, 0, 1, -1)) say(std::move(hit), -1, 0, findings);
}

void Chain::judge_rate(const Rule& rule, const Tally& tally, const Window& window, Findings& findings) {
  const int today = tally.days()[static_cast<std::size_t>(window.to)].day;
  const Day& now = schooling_.day(today);
  const Day before = window.from > 0 ? schooling_.day(window.from - 1) : Day{};
  const std::int64_t scheduled = now.fifths - before.fifths;
  const Totals sum = tally.between(window.first, window.to);
  if (sum.missing > 0) findings.doubt.minutes = true;
  if (now.enrolled_days - before.enrolled_days < std::max(rule.count.min_school_days, 1) || scheduled <= 0 ||
      !reaches_any(rule, sum.fifths, scheduled, schooling_.date(today), findings))
    return;
  Hit hit = hit_of(rule, tally, window);
  hit.unit = "percent";
  hit.count = decimal(sum.fifths * 100, scheduled);
  reach(rule, sum.fifths, scheduled, std::move(hit), 0, -1, findings);
}

const Tally& Chain::tally_of(const Rule& rule, Measure of, KindSet kinds, Date value_day, int number,
                             std::list<Tally>& spare, Findings& findings) const {
  if (of == Measure::concerns)
    return spare.emplace_back(
        Tally::of_concerns(rule, value_day, setting_, facts_, schooling_, on_, findings.doubt));
  if (number < 0)
    return spare.emplace_back(
        Tally::of_records(rule, of, kinds, value_day, setting_, facts_, schooling_, findings.doubt));
  Tallies::Counted& counted = tallies_->counted(number);
  if (!counted.made)
    counted.tally.count_records(rule, of, kinds, value_day, setting_, facts_, schooling_, counted.doubt);
  counted.made = true;
  findings.doubt.add(counted.doubt);
  return counted.tally;
}

/// A record of any part can bring the whole together.
void Chain::walk_mix(const Rule& rule, Span span, Findings& findings) {
  std::list<Tally> spare;
  std::vector<const Tally*> tallies;
  std::vector<int> days;
  for (std::size_t i = 0; i < rule.when.mix.size(); ++i) {
    const MixPart& part = rule.when.mix[i];
    tallies.push_back(&tally_of(rule, part.of, part.kinds, span.until,
                                plan_ != nullptr ? plan_->parts[i] : -1, spare, findings));
    for (const CountedDay& counted : tallies.back()->days()) days.push_back(counted.day);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (int day : days) {
    const Date date = schooling_.date(day);
    if (date >= span.from && date <= span.until && !muted(rule, day) && !past_first_weeks(rule, day))
      judge_mix(rule, tallies, day, findings);
  }
}

void Chain::judge_mix(const Rule& rule, const std::vector<const Tally*>& tallies, int day,
                      Findings& findings) {
  const int from = std::max(window_start(rule, day), rule.again.restart ? said_.last + 1 : 0);
  Hit hit;
  hit.version = &rule;
  hit.day = day;
  hit.window_from = day;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const MixPart& part = rule.when.mix[i];
    const int first = tallies[i]->first_from(from), last = tallies[i]->first_from(day + 1) - 1;
    const auto wanted = part.at_least.on(schooling_.date(day));
    if (!wanted || last < first) return;
    const std::int64_t scale = part.of == Measure::hours ? 60 : 1,
                       value = tallies[i]->value(part.of, first, last);
    if (value * million < *wanted * scale) return;
    hit.window_from = std::min(hit.window_from, tallies[i]->days()[static_cast<std::size_t>(first)].day);
    const CountedDay& today = tallies[i]->days()[static_cast<std::size_t>(last)];
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
