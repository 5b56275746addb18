// SPDX-License-Identifier: EUPL-1.2
// What a signal's count is made of: the two sides of a rate, the blocks of a rising one, worries, the group
// of a pattern, the days that its window passes over.
#include <algorithm>

#include "explanation_signal.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

/// The blocks of a rising rate.
void SignalMaker::blocks(int day) {
  const Schooling& schooling = case_.schooling();
  const Tally tally =
      case_.tally(made_.rule, made_.rule.count.of, made_.rule.count.kinds, *made_.signal.reached_on);
  const Rising& rising = *made_.rule.when.rising;
  const int count = rising.last > 0 ? 2 : rising.blocks, length = made_.rule.window.length;
  // How many indexed days before the end of the window a block begins.
  const auto back = [&](int b) {
    if (rising.last == 0) return 7 * length / count * (count - b);
    return 7 * (b == 0 ? length : rising.last);
  };
  for (int b = 0; b < count; ++b) {
    const int from = indexed_start(schooling, day, back(b));
    const int to = b + 1 == count ? day : indexed_start(schooling, day, back(b + 1)) - 1;
    const int first = tally.first_from(from), last = tally.first_from(to + 1) - 1;
    const std::int64_t missed = last >= first ? tally.between(first, last).fifths : 0;
    const std::int64_t scheduled = schooling.day(to).fifths - (from > 0 ? schooling.day(from - 1).fifths : 0);
    ExplainedPart said;
    said.unit = "percent";
    said.from = schooling.date(from);
    said.until = schooling.date(to);
    said.missed = decimal(missed, 5);
    said.scheduled = decimal(scheduled, 5);
    if (scheduled > 0) said.count = decimal(missed * 100, scheduled);
    made_.parts.push_back(std::move(said));
  }
}

/// The worries in the window, those only that the rule holds for.
void SignalMaker::raised(const Stretch& stretch) {
  const Schooling& schooling = case_.schooling();
  const WindowKind window = made_.rule.window.kind;
  const bool weeks = window == WindowKind::school_weeks || window == WindowKind::first;
  for (const Concern& concern : case_.facts().concerns) {
    const int day = schooling.at(concern.on);
    if (day < stretch.counted_from || day > stretch.to || (weeks && !schooling.day(day).indexed)) continue;
    const Enrolment* enrolment = schooling.enrolment_on(concern.on);
    if (enrolment != nullptr && holds(made_.rule.who, case_.setting(), case_.facts(), *enrolment, concern.on,
                                      *made_.signal.reached_on) != Tri::no)
      made_.concerns.push_back({concern.on, concern.by, concern.theme});
  }
}

void SignalMaker::amounts(const Hit* hit, const Stretch& stretch) {
  const Rule& rule = made_.rule;
  const Schooling& schooling = case_.schooling();
  if (!rule.when.mix.empty()) made_.parts = case_.parts(rule, stretch);
  if (rule.when.rising) blocks(stretch.to);
  const bool concerns = rule.count.of == Measure::concerns ||
                        std::any_of(rule.when.mix.begin(), rule.when.mix.end(),
                                    [](const MixPart& p) { return p.of == Measure::concerns; });
  if (concerns) raised(stretch);
  const bool plain = rule.when.mix.empty() && !rule.when.rising && !rule.when.concentrated;
  const Tally tally = case_.tally(rule, rule.count.of, rule.count.kinds, *made_.signal.reached_on);
  const int first = tally.first_from(stretch.counted_from), last = tally.first_from(stretch.to + 1) - 1;
  const std::int64_t value = last < first || !plain ? 0 : tally.value(rule.count.of, first, last);
  if (rule.count.of == Measure::rate && !rule.when.rising) {
    const std::int64_t scheduled =
        schooling.day(stretch.to).fifths - (stretch.from > 0 ? schooling.day(stretch.from - 1).fifths : 0);
    made_.missed = decimal(value, 5);
    made_.scheduled = decimal(scheduled, 5);
    if (hit == nullptr && scheduled > 0) made_.count_now = decimal(value * 100, scheduled);
  } else if (hit == nullptr && plain) {
    made_.count_now = decimal(value, rule.count.of == Measure::hours ? 60 : 1);
  }
}

/// The days that a window of school weeks, or a run that skips holidays, passes over.
void SignalMaker::holidays(const Stretch& stretch) {
  const bool skips =
      made_.rule.window.kind == WindowKind::school_weeks ||
      (made_.rule.window.kind == WindowKind::run && made_.rule.window.holidays == RunHolidays::skip);
  for (int day = stretch.from; skips && day <= stretch.to; ++day) {
    if (case_.schooling().day(day).indexed) continue;
    const Date date = case_.schooling().date(day);
    if (made_.holidays.empty() || made_.holidays.back().second + 1 < date)
      made_.holidays.emplace_back(date, date);
    made_.holidays.back().second = date;
  }
}

/// Of a pattern only what lies in its group adds to the count; a weekday counts once, where half of it or
/// more is missed.
void SignalMaker::group(const Hit* hit) {
  const bool by_weekday = made_.rule.when.concentrated->by_weekday;
  const std::string key = by_weekday ? "weekday=" : "subject=";
  const std::string name = hit->reason.substr(key.size(), hit->reason.find(';') - key.size());
  const Schooling& schooling = case_.schooling();
  for (ExplainedRecord& record : made_.counted) {
    if (!by_weekday) {
      if (record.subject != name) record.counted = "0";
      continue;
    }
    std::int64_t fifths = 0;
    bool whole = false;
    for (const Item& item : schooling.items())
      for (const ExplainedRecord& r : made_.counted)
        if (item.date == record.date && r.date == item.date && r.lesson == item.source->lesson &&
            r.source.line == item.source->line) {
          fifths += item.fifths;
          whole = whole || item.whole_day;
        }
    const bool missed = whole || 2 * fifths >= schooling.scheduled(schooling.at(record.date));
    const auto days = split(name, '+');
    const bool in_group =
        std::find(days.begin(), days.end(), std::to_string(weekday(record.date))) != days.end();
    if (!missed || !in_group) record.counted = "0";
  }
}

}  // namespace verzuim
