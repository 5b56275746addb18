// SPDX-License-Identifier: EUPL-1.2
#include "chain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;

std::string_view unit_of(Measure of) { return of == Measure::rate ? "percent" : measure_names[static_cast<std::size_t>(of)]; }

/// Whole months from `first` to `last`, both included, when the run is `length` days long.
int months_in(Date first, int length) {
  int months = 0;
  while (add_months(first, months + 1) <= first + length) ++months;
  return months;
}

}  // namespace

Findings Chain::walk(const std::vector<Rule>& versions) {
  Findings findings;
  const Rule& first = versions.front();
  if (first.start_is_seen) {
    // What an older text said is not known, so what the first version would find earlier is a doubt, not a signal.
    Findings early;
    walk_version(first, {Date{-1000000}, first.start - 1}, early);
    findings.before_seen = !early.hits.empty();
    if (findings.before_seen) findings.doubtful = &first;
    said_ = {};
  }
  for (const Rule& version : versions) walk_version(version, {version.start, version.until}, findings);
  return findings;
}

void Chain::walk_version(const Rule& rule, Span span, Findings& findings) {
  std::vector<Date> cuts;
  if (rule.who.age)
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
  if (rule.window.kind == WindowKind::run) walk_runs(rule, span, own);
  else if (!rule.when.mix.empty()) walk_mix(rule, span, own);
  else walk_counts(rule, span, own);
  // A verdict that rests on a birth date nobody gave, or on a value not yet set, is no verdict: nothing was said.
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
  hits.insert(hits.end(), std::make_move_iterator(other.hits.begin()), std::make_move_iterator(other.hits.end()));
  doubt.birth_date = doubt.birth_date || other.doubt.birth_date;
  doubt.timetable = doubt.timetable || other.doubt.timetable;
  doubt.calendar = doubt.calendar || other.doubt.calendar;
  doubt.minutes = doubt.minutes || other.doubt.minutes;
  holidays = holidays || other.holidays;
  if (no_value.empty()) no_value = std::move(other.no_value);
}

int Chain::window_start(const Rule& rule, int day) const {
  const Date date = schooling_.date(day);
  switch (rule.window.kind) {
    case WindowKind::school_weeks: return indexed_start(schooling_, day, 7 * rule.window.length);
    case WindowKind::school_days: {
      const int wanted = schooling_.day(day).number - rule.window.length + 1;
      int start = day;
      const int year = year_start(schooling_, day);
      while (start > year && schooling_.day(start - 1).number >= wanted) --start;
      return start;
    }
    case WindowKind::days: return std::max(0, day - rule.window.length + 1);
    case WindowKind::calendar_month: return std::max(0, schooling_.at(first_of_month(date)));
    default: return year_start(schooling_, day);
  }
}

/// Too soon after the last signal.
bool Chain::muted(const Rule& rule, int day) const {
  return said_.last >= 0 && rule.again.restart && rule.again.not_within_days > 0 && day < said_.last + rule.again.not_within_days;
}

void Chain::walk_counts(const Rule& rule, Span span, Findings& findings) {
  const Tally tally = tally_of(rule, rule.count.of, rule.count.kinds, span.until, findings);
  const auto& days = tally.days();
  for (int to = 0; to < static_cast<int>(days.size()); ++to) {
    const int day = days[static_cast<std::size_t>(to)].day;
    const Date date = schooling_.date(day);
    if (date < span.from || date > span.until || muted(rule, day)) continue;
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
    const auto found = gathered(rule, setting_, facts_, schooling_, window.from, counted_from, today.day, findings.doubt);
    if (!found) return;
    hit.count = std::to_string(found->missed);
    hit.threshold = std::to_string(rule.when.concentrated->at_least);
    hit.reason = found->reason;
    if (is_new(rule, hit, 0, 1, -1)) say(hit, -1, 0, findings);
    return;
  }
  if (rule.when.rising) {
    const auto rate = rising_rate(rule, tally, schooling_, rule.again.restart ? said_.last + 1 : 0, today.day);
    if (!rate) return;
    hit.count = decimal(rate->first * 100, rate->second);
    hit.threshold = decimal(rule.when.rising->at_least * 100, million);
    if (is_new(rule, hit, 0, 1, -1)) say(hit, -1, 0, findings);
    return;
  }
  const Totals sum = tally.between(window.first, window.to);
  if (rule.count.of == Measure::rate) return judge_rate(rule, tally, window, findings);
  const bool hours = rule.count.of == Measure::hours;
  if (hours && sum.missing > 0) findings.doubt.minutes = true;
  if ((hours || rule.count.of == Measure::lessons) && sum.assumed > 0) hit.reason = "assumed=lesson_length";
  std::int64_t fresh = 0;
  if (rule.again.fresh > 0 && said_.last >= 0) {
    const int since = tally.first_from(said_.last + 1);
    if (since <= window.to) fresh = tally.value(rule.count.of, since, window.to);
    // A spell that was already going when the last signal came is no further spell.
    if (rule.count.of == Measure::spells && since > 0 && since <= window.to)
      fresh = tally.days()[static_cast<std::size_t>(window.to)].total.breaks - tally.days()[static_cast<std::size_t>(since - 1)].total.breaks;
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
  if (now.enrolled_days - before.enrolled_days < std::max(rule.count.min_school_days, 1) || scheduled <= 0) return;
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
  if (of == Measure::concerns) return Tally::of_concerns(rule, value_day, setting_, facts_, schooling_, on_, findings.doubt);
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
    if (date >= span.from && date <= span.until && !muted(rule, day)) judge_mix(rule, tallies, day, findings);
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
    const std::int64_t scale = part.of == Measure::hours ? 60 : 1, value = tallies[i].value(part.of, first, last);
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

void Chain::walk_runs(const Rule& rule, Span span, Findings& findings) {
  const auto missed = missed_days(rule, setting_, schooling_, findings.doubt);
  for (std::size_t i = 0; i < missed.size(); ++i) {
    const MissedDay& today = missed[i];
    const Date date = schooling_.date(today.day);
    if (date < span.from || date > span.until || muted(rule, today.day)) continue;
    const Tri who = holds(rule.who, setting_, facts_, *today.item->enrolment, date, date);
    if (who == Tri::no) continue;
    if (who == Tri::unsaid) findings.doubt.birth_date = true;
    // After a restart the run counts from its first missed day behind the last signal.
    std::size_t first = i - static_cast<std::size_t>(today.length - 1);
    if (rule.again.restart)
      while (first < i && missed[first].day <= said_.last) ++first;
    const Date start = schooling_.date(missed[first].day);
    const int all = date - start + 1;
    const int indexed = schooling_.day(today.day).index - schooling_.day(missed[first].day).index + 1;
    const auto length = [&](int days) {
      if (rule.window.unit == RunUnit::school_days) return static_cast<int>(i - first) + 1;
      return rule.window.unit == RunUnit::months ? months_in(start, days) : days;
    };
    const int counted = length(rule.window.holidays == RunHolidays::count ? all : indexed);
    Hit hit;
    hit.version = &rule;
    hit.day = today.day;
    hit.window_from = missed[first].day;
    hit.item = today.item;
    hit.unit = unit_of(Measure::run_days);
    if (today.assumed) hit.reason = "assumed=half_day";
    if (rule.window.holidays == RunHolidays::undecided) {
      // Certain is only what holds either way; what is printed is the calendar's count.
      hit.count = std::to_string(length(all));
      const auto threshold = rule.when.at_least.empty() ? std::nullopt : rule.when.at_least.front().on(date);
      if (threshold && counted * million < *threshold && length(all) * million >= *threshold) findings.holidays = true;
    }
    const int value = counted;
    const std::int64_t fresh = said_.last >= missed[first].day ? value - said_.value : value;
    reach(rule, value, 1, hit, fresh, missed[first].day, findings);
  }
}

void Chain::reach(const Rule& rule, std::int64_t value, std::int64_t scale, Hit hit, std::int64_t fresh_value, int run_start, Findings& findings) {
  const Date date = schooling_.date(hit.day);
  const bool rate = rule.count.of == Measure::rate;
  if (hit.count.empty()) hit.count = decimal(value, scale);
  const auto reached = [&](std::int64_t threshold) {
    return static_cast<long double>(value) * static_cast<long double>(million) >= static_cast<long double>(threshold) * static_cast<long double>(scale);
  };
  for (std::size_t rung = 0; rung < rule.when.at_least.size(); ++rung) {
    const auto threshold = rule.when.at_least[rung].on(date);
    if (!threshold) {
      findings.no_value = rule.when.at_least[rung].name;
      continue;
    }
    if (!reached(*threshold)) continue;
    if (rule.when.below) {
      const auto ceiling = rule.when.below->on(date);
      if (!ceiling || reached(*ceiling)) continue;
    }
    hit.rung = rung;
    hit.named_rung = rule.when.at_least.size() > 1;
    hit.threshold_order = *threshold;
    hit.threshold = decimal(rate ? *threshold * 100 : *threshold, million);
    if (rule.again.every == 0) {
      if (is_new(rule, hit, fresh_value, scale, run_start)) say(hit, run_start, static_cast<int>(value), findings);
      continue;
    }
    hit.named_rung = true;
    for (std::int64_t multiple = rule.again.every; reached(multiple * million); multiple += rule.again.every) {
      if (multiple * million < *threshold) continue;
      hit.threshold_order = multiple * million;
      hit.threshold = std::to_string(multiple);
      if (is_new(rule, hit, fresh_value, scale, run_start)) say(hit, run_start, static_cast<int>(value), findings);
    }
  }
}

bool Chain::is_new(const Rule& rule, const Hit& hit, std::int64_t fresh_value, std::int64_t scale, int run_start) const {
  if (rule.again.restart || said_.last < 0) return true;
  if (rule.again.fresh > 0) return fresh_value >= rule.again.fresh * scale;
  const int year = school_year(schooling_.date(hit.day));
  if (rule.again.every > 0) return !said_.in_year.contains({year, hit.threshold});
  if (rule.window.kind == WindowKind::run && hit.named_rung) return !said_.in_run.contains({run_start, hit.threshold});
  if (rule.window.kind == WindowKind::run) return !said_.runs.contains(run_start);
  return hit.named_rung ? !said_.in_year.contains({year, hit.threshold}) : !said_.years.contains(year);
}

void Chain::say(Hit hit, int run_start, int run_value, Findings& findings) {
  const int year = school_year(schooling_.date(hit.day));
  said_.years.insert(year);
  said_.in_year.insert({year, hit.threshold});
  if (run_start >= 0) {
    said_.runs.insert(run_start);
    said_.in_run.insert({run_start, hit.threshold});
  }
  said_.last = hit.day;
  said_.value = run_value;
  findings.hits.push_back(std::move(hit));
}

}  // namespace verzuim
