// SPDX-License-Identifier: EUPL-1.2
#include "tally.hpp"

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

template <class T>
bool listed(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

/// A school without vestiging in a rule means all its vestigingen.
bool school_listed(const std::vector<std::string>& list, std::string_view school) {
  return list.empty() || std::any_of(list.begin(), list.end(), [&](const std::string& s) {
           return s == school || s == brin_of(school);
         });
}

Tri age_holds(const std::pair<Quantity, Quantity>& range, Date born, Date date, Date value_day) {
  const auto from = range.first.on(value_day), to = range.second.on(value_day);
  if (!from || !to) return Tri::unsaid;
  const std::int64_t age = std::int64_t{age_on(born, date)} * 1000000;
  return *from <= age && age < *to ? Tri::yes : Tri::no;
}

/// The number of school days from `date` towards a holiday that begins at `edge`, `date` included; stops past
/// `limit`.
int school_days_until(const Schooling& schooling, Date date, Date edge, int limit) {
  const int step = edge > date ? 1 : -1;
  int n = 0;
  for (Date d = date; d != edge && n <= limit; d = d + step) n += schooling.in_session(d) ? 1 : 0;
  return n;
}

bool beside_holiday(const Setting& setting, const Schooling& schooling, const Item& item, int n) {
  constexpr int look = 120;  // days: no school has more school days between `n` and a holiday than this hides
  const std::string region = setting.calendar->region_of(item.enrolment->school);
  for (const SchoolHoliday& h : setting.calendar->holidays()) {
    if (h.region != region) continue;
    if (h.first > item.date && h.first - item.date < look &&
        school_days_until(schooling, item.date, h.first, n) <= n)
      return true;
    if (h.last < item.date && item.date - h.last < look &&
        school_days_until(schooling, item.date, h.last, n) <= n)
      return true;
  }
  return false;
}

/// The first timetabled lesson is missed and no record stands in a later lesson of that day.
bool first_lesson(const Schooling& schooling, const Item& item, Doubt& doubt) {
  if (item.timetable == nullptr) {
    doubt.timetable = true;
    return false;
  }
  const auto& lessons = item.timetable->lessons(item.date);
  if (item.whole_day || lessons.empty() || lessons.front().lesson != item.source->lesson) return false;
  return std::none_of(schooling.items().begin(), schooling.items().end(), [&](const Item& other) {
    return other.date == item.date && other.fate == Fate::counts &&
           other.source->lesson > item.source->lesson;
  });
}

/// What a record shows by itself, whatever else was missed that day.
bool passes_alone(const Where& where, const Setting& setting, const Schooling& schooling, const Item& item,
                  Doubt& doubt) {
  if (!where.mark.empty() && !listed(where.mark, item.source->mark)) return false;
  if (where.whole_day && *where.whole_day != item.whole_day) return false;
  if (!listed(where.weekday, weekday(item.date))) return false;
  if (where.minutes.any() && !where.minutes.hold(item.fifths, 5)) return false;
  if (where.beside_holiday && !beside_holiday(setting, schooling, item, *where.beside_holiday)) return false;
  return !where.first_lesson || first_lesson(schooling, item, doubt);
}

/// The share of the day that its records take together, a whole-day record all of it.
bool day_passes(const Count& count, const Setting& setting, const Schooling& schooling, const Item& item,
                Doubt& doubt) {
  const std::int64_t scheduled = schooling.scheduled(item.day);
  std::int64_t missed = 0;
  bool whole = false;
  const auto& items = schooling.items();
  auto other = std::lower_bound(items.begin(), items.end(), item.date,
                                [](const Item& i, Date date) { return i.date < date; });
  for (; other != items.end() && other->date == item.date; ++other) {
    if (other->fate != Fate::counts || (count.kinds & bit(other->kind)) == 0 ||
        !passes_alone(count.where, setting, schooling, *other, doubt))
      continue;
    missed += other->fifths;
    whole = whole || other->whole_day;
  }
  if (whole) return count.where.share_of_day.hold(1, 1);
  if (scheduled == 0) doubt.minutes = true;
  return scheduled > 0 && count.where.share_of_day.hold(missed, scheduled);
}

}  // namespace

Tri holds(const Who& who, const Setting& setting, const PupilFacts& facts, const Enrolment& enrolment,
          Date date, Date value_day) {
  if (!listed(who.sector, enrolment.sector) || !school_listed(who.school, enrolment.school) ||
      !listed(who.level, enrolment.level) || !listed(who.group, enrolment.group))
    return Tri::no;
  std::optional<Date> born;
  for (const Enrolment& e : facts.enrolments)
    if (e.birth_date) born = e.birth_date;
  Tri verdict = Tri::yes;
  const bool duty_asked = !who.duty.empty() || !facts.exemptions.empty();
  const Duty duty =
      duty_asked ? duty_on(*setting.law, born, facts.diplomas, enrolment.sector, date) : Duty::none;
  if (!who.duty.empty()) {
    if (duty == Duty::not_known)
      verdict = Tri::unsaid;
    else if (!listed(who.duty, duty))
      return Tri::no;
  }
  if (exempt_on(*setting.law, facts.exemptions, duty, date) != who.exempt) return Tri::no;
  if (who.age) {
    const Tri age = born ? age_holds(*who.age, *born, date, value_day) : Tri::unsaid;
    if (age == Tri::no) return Tri::no;
    if (age == Tri::unsaid) verdict = Tri::unsaid;
  }
  return verdict;
}

bool passes(const Count& count, const Setting& setting, const Schooling& schooling, const Item& item,
            Doubt& doubt) {
  return passes_alone(count.where, setting, schooling, item, doubt) &&
         (!count.where.share_of_day.any() || day_passes(count, setting, schooling, item, doubt));
}

Tally Tally::of_records(const Rule& rule, Measure of, KindSet kinds, Date value_day, const Setting& setting,
                        const PupilFacts& facts, const Schooling& schooling, Doubt& doubt) {
  Tally tally;
  Totals total;
  std::vector<std::int16_t> lessons;  // of the current day, so that a lesson counts once
  for (const Item& item : schooling.items()) {
    if ((kinds & bit(item.kind)) == 0 || (of == Measure::lessons && item.kind == Kind::late)) continue;
    if (item.fate == Fate::not_known) doubt.calendar = true;
    if (item.fate != Fate::counts ||
        (rule.count.where.any() && !passes(rule.count, setting, schooling, item, doubt)))
      continue;
    const Tri who = holds(rule.who, setting, facts, *item.enrolment, item.date, value_day);
    if (who == Tri::no) continue;
    if (who == Tri::unsaid) doubt.birth_date = true;
    if (tally.days_.empty() || tally.days_.back().day != item.day) {
      const bool adjoins = !tally.days_.empty() &&
                           schooling.day(item.day).number - schooling.day(tally.days_.back().day).number <= 1;
      if (!adjoins) ++total.breaks;
      ++total.days;
      tally.days_.push_back({item.day, &item, {}});
      lessons.clear();
    }
    total.minutes += item.minutes;
    total.fifths += item.fifths;
    ++total.records;
    total.assumed += item.assumed ? 1 : 0;
    total.missing += item.minutes_missing ? 1 : 0;
    if (item.whole_day || std::find(lessons.begin(), lessons.end(), item.source->lesson) == lessons.end())
      total.lessons += item.lessons;
    if (!item.whole_day) lessons.push_back(item.source->lesson);
    tally.days_.back().total = total;
  }
  return tally;
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
    const Tri who = holds(rule.who, setting, facts, *enrolment, concern.on, value_day);
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

std::int64_t Tally::value(Measure of, int from, int to) const {
  const Totals sum = between(from, to);
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
      if (item.fate != Fate::counts || !passes(rule.count, setting, schooling, item, doubt)) continue;
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
