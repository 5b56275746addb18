// SPDX-License-Identifier: EUPL-1.2
#include "tally.hpp"

#include <algorithm>

#include "tally_who.hpp"

namespace verzuim {
void Doubt::add(const Doubt& other) {
  birth_date = birth_date || other.birth_date;
  timetable = timetable || other.timetable;
  calendar = calendar || other.calendar;
  minutes = minutes || other.minutes;
}

Tally Tally::of_records(const Rule& rule, Measure of, KindSet kinds, Date value_day, const Setting& setting,
                        const PupilFacts& facts, const Schooling& schooling, Doubt& doubt) {
  Tally tally;
  tally.count_records(rule, of, kinds, value_day, setting, facts, schooling, doubt);
  return tally;
}

void Tally::count_records(const Rule& rule, Measure of, KindSet kinds, Date value_day, const Setting& setting,
                          const PupilFacts& facts, const Schooling& schooling, Doubt& doubt) {
  days_.clear();
  Totals total;
  const bool filtered = rule.count.where.any();
  // What the enrolment decides is asked once for the records under it.
  const Enrolment* enrolment = nullptr;
  bool enrolled = false;
  for (const Item& item : schooling.items()) {
    if ((kinds & bit(item.kind)) == 0 || (of == Measure::lessons && item.kind == Kind::late)) continue;
    if (item.fate == Fate::not_known) doubt.calendar = true;
    if (item.fate != Fate::counts || (filtered && !passes(rule.count, setting, schooling, item, doubt)))
      continue;
    if (item.enrolment != enrolment) {
      enrolment = item.enrolment;
      enrolled = enrolled_as(rule.who, *enrolment);
    }
    if (!enrolled) continue;
    const Tri who = holds_on(rule.who, setting, facts, schooling.born(), item.date, value_day,
                             [&] { return schooling.duty(enrolment->sector, item.date); });
    if (who == Tri::no) continue;
    if (who == Tri::unsaid) doubt.birth_date = true;
    add(item, schooling, total);
  }
}

/// Adds a record to the day it lies on.
void Tally::add(const Item& item, const Schooling& schooling, Totals& total) {
  if (days_.empty() || days_.back().day != item.day) {
    const bool adjoins =
        !days_.empty() && schooling.day(item.day).number - schooling.day(days_.back().day).number <= 1;
    if (!adjoins) ++total.breaks;
    ++total.days;
    days_.push_back({item.day, &item, {}});
    lessons_.clear();
  }
  total.minutes += item.minutes;
  total.fifths += item.fifths;
  ++total.records;
  total.assumed += item.assumed ? 1 : 0;
  total.missing += item.minutes_missing ? 1 : 0;
  const std::int16_t lesson = item.source->lesson;
  if (item.whole_day || std::find(lessons_.begin(), lessons_.end(), lesson) == lessons_.end())
    total.lessons += item.lessons;
  if (!item.whole_day) lessons_.push_back(lesson);
  days_.back().total = total;
}

Tally Tally::of_concerns(const Rule& rule, Date value_day, const Setting& setting, const PupilFacts& facts,
                         const Schooling& schooling, Date on, Doubt& doubt) {
  Tally tally;
  Totals total;
  for (const Concern& concern : facts.concerns) {
    if (concern.on > on) continue;
    // A holiday week has no index, so nothing in it lies within a window of school weeks.
    const bool weeks = rule.window.kind == WindowKind::school_weeks || rule.window.kind == WindowKind::first;
    if (weeks && !schooling.day(schooling.at(concern.on)).indexed) continue;
    const Enrolment* enrolment = schooling.enrolment_on(concern.on);
    if (enrolment == nullptr) continue;
    const Tri who = holds(rule.who, setting, facts, schooling, *enrolment, concern.on, value_day);
    if (who == Tri::no) continue;
    if (who == Tri::unsaid) doubt.birth_date = true;
    const int day = schooling.at(concern.on);
    ++total.records;
    if (tally.days_.empty() || tally.days_.back().day != day) {
      ++total.days;
      tally.days_.push_back({day, nullptr, {}});
    }
    tally.days_.back().total = total;
  }
  return tally;
}

int Tally::first_from(int day) const {
  const auto at =
      std::lower_bound(days_.begin(), days_.end(), day, [](const CountedDay& c, int d) { return c.day < d; });
  return static_cast<int>(at - days_.begin());
}

Totals Tally::between(int from, int to) const {
  Totals sum = days_[static_cast<std::size_t>(to)].total;
  // A spell begun before the window counts as one from its first day inside, so breaks are counted from
  // there.
  sum.breaks -= days_[static_cast<std::size_t>(from)].total.breaks - 1;
  if (from == 0) return sum;
  const Totals& before = days_[static_cast<std::size_t>(from - 1)].total;
  sum.minutes -= before.minutes;
  sum.lessons -= before.lessons;
  sum.records -= before.records;
  sum.days -= before.days;
  sum.fifths -= before.fifths;
  sum.assumed -= before.assumed;
  sum.missing -= before.missing;
  return sum;
}

std::int64_t Tally::value(Measure of, const Totals& sum) {
  switch (of) {
    case Measure::hours:
      return sum.minutes;
    case Measure::lessons:
      return sum.lessons;
    case Measure::days:
      return sum.days;
    case Measure::spells:
      return sum.breaks;
    case Measure::rate:
      return sum.fifths;
    default:
      return sum.records;
  }
}

std::vector<MissedDay> missed_days(const Rule& rule, const Setting& setting, const Schooling& schooling,
                                   Doubt& doubt) {
  std::vector<MissedDay> missed;
  const bool filtered = rule.count.where.any();
  const auto& items = schooling.items();
  for (std::size_t i = 0; i < items.size();) {
    const std::size_t first = i;
    std::int64_t fifths = 0;
    bool whole = false, minutes_missing = false;
    const Item* counted = nullptr;
    for (; i < items.size() && items[i].day == items[first].day; ++i) {
      const Item& item = items[i];
      if ((rule.count.kinds & bit(item.kind)) == 0) continue;
      if (item.fate == Fate::not_known) doubt.calendar = true;
      if (item.fate != Fate::counts || (filtered && !passes(rule.count, setting, schooling, item, doubt)))
        continue;
      fifths += item.fifths;
      whole = whole || item.whole_day;
      minutes_missing = minutes_missing || item.enrolment->weekly_minutes == 0;
      if (counted == nullptr) counted = &item;
    }
    if (counted == nullptr) continue;
    const Day& day = schooling.day(counted->day);
    const std::int64_t scheduled = schooling.scheduled(counted->day);
    // Without a timetable half of the usual day will do, and the signal says that this was assumed.
    const bool assumed = !whole && day.timetable == nullptr;
    if (assumed && minutes_missing) doubt.minutes = true;
    const bool wholly = whole || (scheduled > 0 && (assumed ? 2 * fifths >= scheduled : fifths >= scheduled));
    if (!wholly) continue;
    MissedDay now{counted->day, counted->day, 1, assumed, counted};
    if (!missed.empty()) {
      const MissedDay& last = missed.back();
      const Day& then = schooling.day(last.day);
      if (day.number - then.number == 1 && day.stay == then.stay) {
        now.run_start = last.run_start;
        now.length = last.length + 1;
        now.assumed = now.assumed || last.assumed;
      }
    }
    missed.push_back(now);
  }
  return missed;
}

}  // namespace verzuim
