// SPDX-License-Identifier: EUPL-1.2
// Which records pass `where`.
#include <algorithm>

#include "tally_who.hpp"

namespace verzuim {
namespace {

/// The number of school days from `date` towards a holiday that begins at `edge`, `date` included; stops past
/// `limit`.
int school_days_until(const Schooling& schooling, Date date, Date edge, int limit) {
  const int step = edge > date ? 1 : -1;
  int n = 0;
  for (Date d = date; d != edge && n <= limit; d = d + step) n += schooling.in_session(d) ? 1 : 0;
  return n;
}

bool beside_holiday(const Schooling& schooling, const Item& item, int n) {
  constexpr int look = 120;  // days: no school has more school days between `n` and a holiday than this hides
  const SchoolDays* calendar = schooling.calendar_of(*item.enrolment);
  if (calendar == nullptr) return false;
  const auto& holidays = calendar->holidays();
  // Only those around the record: the tables hold many years.
  auto at = std::partition_point(holidays.begin(), holidays.end(),
                                 [&](const auto& h) { return item.date - h.first >= 2 * look; });
  for (; at != holidays.end() && at->first - item.date < look; ++at) {
    const auto& [first, last] = *at;
    if (first > item.date && school_days_until(schooling, item.date, first, n) <= n) return true;
    if (last < item.date && item.date - last < look && school_days_until(schooling, item.date, last, n) <= n)
      return true;
  }
  return false;
}

/// The records of one day, which lie side by side.
std::pair<const Item*, const Item*> records_on(const Schooling& schooling, Date date) {
  const Item *begin = schooling.items().data(), *end = begin + schooling.items().size();
  const Item* first = std::lower_bound(begin, end, date, [](const Item& i, Date d) { return i.date < d; });
  const Item* last = first;
  while (last != end && last->date == date) ++last;
  return {first, last};
}

/// The first timetabled lesson is missed and no record stands in a later lesson of that day.
bool first_lesson(const Schooling& schooling, const Item& item, Doubt& doubt) {
  if (item.timetable == nullptr) {
    doubt.timetable = true;
    return false;
  }
  const auto& lessons = item.timetable->lessons(item.date);
  if (item.whole_day || lessons.empty() || lessons.front().lesson != item.source->lesson) return false;
  const auto [first, last] = records_on(schooling, item.date);
  return std::none_of(first, last, [&](const Item& other) {
    return other.fate == Fate::counts && other.source->lesson > item.source->lesson;
  });
}

/// What a record shows by itself, whatever else was missed that day.
bool passes_alone(const Where& where, const Schooling& schooling, const Item& item, Doubt& doubt) {
  if (!where.mark.empty() && !listed(where.mark, item.source->mark)) return false;
  if (where.whole_day && *where.whole_day != item.whole_day) return false;
  if (!where.weekday.empty() && !listed(where.weekday, weekday(item.date))) return false;
  if (!listed(where.lesson, int{item.source->lesson})) return false;
  if (where.minutes.any() && !where.minutes.hold(item.fifths, 5)) return false;
  if (where.beside_holiday && !beside_holiday(schooling, item, *where.beside_holiday)) return false;
  return !where.first_lesson || first_lesson(schooling, item, doubt);
}

/// The share of the day that its records take together, a whole-day record all of it.
bool day_passes(const Count& count, const Schooling& schooling, const Item& item, Doubt& doubt) {
  const std::int64_t scheduled = schooling.scheduled(item.day);
  std::int64_t missed = 0;
  bool whole = false;
  const auto [first, last] = records_on(schooling, item.date);
  for (const Item* other = first; other != last; ++other) {
    if (other->fate != Fate::counts || (count.kinds & bit(other->kind)) == 0 ||
        !passes_alone(count.where, schooling, *other, doubt))
      continue;
    missed += other->fifths;
    whole = whole || other->whole_day;
  }
  if (whole) return count.where.share_of_day.hold(1, 1);
  if (scheduled == 0) doubt.minutes = true;
  return scheduled > 0 && count.where.share_of_day.hold(missed, scheduled);
}

}  // namespace

bool passes(const Count& count, const Setting&, const Schooling& schooling, const Item& item, Doubt& doubt) {
  return passes_alone(count.where, schooling, item, doubt) &&
         (!count.where.share_of_day.any() || day_passes(count, schooling, item, doubt));
}

}  // namespace verzuim
