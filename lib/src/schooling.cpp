// SPDX-License-Identifier: EUPL-1.2
#include "schooling.hpp"

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What a record without minutes takes as a lesson in a sector that counts clock hours.
constexpr int clock_hour = 60;

std::string_view school_text(const Setting& setting, const Absence& record) {
  return (*setting.schools)[static_cast<std::size_t>(record.school)];
}

const Lesson* find_lesson(const Timetable* timetable, Date date, int lesson) {
  if (timetable == nullptr) return nullptr;
  for (const Lesson& l : timetable->lessons(date))
    if (l.lesson == lesson) return &l;
  return nullptr;
}

/// A lesson of at most sixty minutes is an hour, a longer one its minutes.
int lesson_hour(int minutes) { return std::max(minutes, 60); }

}  // namespace

Schooling::Schooling(const Setting& setting, const PupilFacts& facts, std::string_view brin, Date on,
                     int reach)
    : setting_(setting), pupil_(facts.pupil) {
  for (const Enrolment& e : facts.enrolments)
    if (e.from <= on && (brin.empty() || brin_of(e.school) == brin)) enrolments_.push_back(&e);
  std::stable_sort(enrolments_.begin(), enrolments_.end(),
                   [](const auto* a, const auto* b) { return a->from < b->from; });
  if (enrolments_.empty()) return;
  Date earliest = open_end, latest{};
  const auto widen = [&](Date date) {
    if (date > on) return;
    earliest = std::min(earliest, date);
    latest = std::max(latest, date);
  };
  for (const Absence& a : facts.absences)
    if (brin.empty() || brin_of(school_text(setting, a)) == brin) widen(a.date);
  for (const Concern& c : facts.concerns) widen(c.on);
  if (latest < earliest) return;
  lay_days(std::min(school_year_start(earliest), earliest - reach), latest);
  take_records(facts, brin, on);
}

const Enrolment* Schooling::enrolment_on(Date date, std::string_view brin) const {
  const Enrolment* found = nullptr;
  for (const Enrolment* e : enrolments_)
    if (e->covers(date) && (brin.empty() || brin_of(e->school) == brin)) found = e;
  return found;
}

const Timetable* Schooling::timetable_on(const Enrolment& enrolment, Date date) const {
  const Timetable* own = setting_.timetables->of(pupil_);
  const Timetable* timetable =
      own != nullptr && own->covers(date) ? own : setting_.timetables->of(enrolment.group);
  return timetable != nullptr && timetable->covers(date) ? timetable : nullptr;
}

bool Schooling::in_session(Date date) const {
  if (date >= first_ && at(date) < days()) return day(at(date)).school_day;
  const Enrolment* e = enrolment_on(date);
  const SchoolDays* open = setting_.calendar->of((e != nullptr ? e : enrolments_.back())->school);
  if (open == nullptr || !open->is_school_day(date)) return false;
  const Timetable* timetable = e != nullptr ? timetable_on(*e, date) : nullptr;
  return timetable == nullptr || !timetable->lessons(date).empty();
}

void Schooling::lay_days(Date from, Date until) {
  // Whole weeks, since a week is a school week or not as a whole.
  from = monday_of(from);
  until = monday_of(until) + 6;
  first_ = from;
  days_.resize(static_cast<std::size_t>(until - from + 1));
  std::vector<const SchoolDays*> calendars;
  for (const Enrolment* e : enrolments_) {
    calendars.push_back(setting_.calendar->of(e->school));
    if (calendars.back() == nullptr) region_missing_ = true;
  }
  if (region_missing_) return;
  // Stays: enrolments that touch or overlap are one.
  std::vector<int> stays(enrolments_.size(), 0);
  Date reached = enrolments_.front()->until;
  for (std::size_t i = 1; i < enrolments_.size(); ++i) {
    stays[i] = stays[i - 1] + (enrolments_[i]->from > reached + 1 ? 1 : 0);
    reached = std::max(reached, enrolments_[i]->until);
  }
  Day total;
  for (std::size_t n = 0; n < days_.size(); ++n) {
    const Date date = from + static_cast<int>(n);
    Day& day = days_[n];
    day = total;
    day.school_day = day.open = day.known = false;
    day.enrolment = nullptr;
    day.stay = -1;
    std::size_t begun = 0;
    for (std::size_t i = 0; i < enrolments_.size() && enrolments_[i]->from <= date; ++i) {
      begun = i;
      if (!enrolments_[i]->covers(date) || replaced(i, date)) continue;
      day.stay = stays[i];
      add_session(day, *enrolments_[i], *calendars[i], date);
    }
    if (day.enrolment == nullptr) {
      // In a gap the last one begun still says when the school is open.
      day.known = calendars[begun]->known(date);
      day.school_day = day.open = day.known && calendars[begun]->is_school_day(date);
    }
    if (day.school_day) {
      ++day.number;
      if (day.enrolment != nullptr) ++day.enrolled_days;
    }
    total = day;
  }
  number_weeks();
}

/// A later enrolment at the same school takes the place of this one on `date`.
bool Schooling::replaced(std::size_t i, Date date) const {
  for (std::size_t later = i + 1; later < enrolments_.size(); ++later)
    if (enrolments_[later]->covers(date) &&
        brin_of(enrolments_[later]->school) == brin_of(enrolments_[i]->school))
      return true;
  return false;
}

/// Adds what one enrolment makes of the day; pooled schools can both be open.
void Schooling::add_session(Day& day, const Enrolment& enrolment, const SchoolDays& calendar,
                            Date date) const {
  day.enrolment = &enrolment;
  day.timetable = timetable_on(enrolment, date);
  if (!calendar.known(date)) return;
  day.known = true;
  if (!calendar.is_school_day(date)) return;
  day.open = true;
  if (day.timetable != nullptr && day.timetable->lessons(date).empty()) return;
  day.school_day = true;
  day.fifths +=
      day.timetable != nullptr ? std::int64_t{5} * day.timetable->minutes(date) : enrolment.weekly_minutes;
}

/// Gives the seven days of each school week their index. Counted here and not taken from the school's
/// calendar, since a pupil can move between calendars.
void Schooling::number_weeks() {
  int index = -1;
  for (std::size_t monday = 0; monday < days_.size(); monday += 7) {
    const auto open = [&](std::size_t n) { return days_[n].open; };
    bool school_week = false;
    for (std::size_t n = monday; n < monday + 7; ++n) school_week = school_week || open(n);
    for (std::size_t n = monday; n < monday + 7; ++n) {
      days_[n].indexed = school_week;
      days_[n].index = school_week ? ++index : index;
    }
  }
}

void Schooling::take_records(const PupilFacts& facts, std::string_view brin, Date on) {
  for (const Absence& record : facts.absences) {
    const std::string_view school = school_text(setting_, record);
    if (record.date > on || (!brin.empty() && brin_of(school) != brin)) continue;
    Item item;
    item.source = &record;
    item.date = record.date;
    item.day = at(record.date);
    item.whole_day = record.lesson == 0;
    item.kind = record.kind;
    if (leave_on(*setting_.law, facts.exemptions, record.date)) item.kind = Kind::authorised;
    item.enrolment = enrolment_on(record.date, brin_of(school));
    if (item.enrolment == nullptr) {
      item.fate = Fate::not_enrolled;
    } else {
      // The record's own school decides, also where several are pooled.
      const SchoolDays* days = setting_.calendar->of(item.enrolment->school);
      item.timetable = timetable_on(*item.enrolment, record.date);
      if (days == nullptr || !days->known(record.date))
        item.fate = Fate::not_known;
      else if (!days->is_school_day(record.date))
        item.fate = Fate::no_school_day;
      else if (item.timetable != nullptr && item.timetable->lessons(record.date).empty())
        item.fate = Fate::no_lessons;
    }
    items_.push_back(item);
  }
  const auto earlier = [](const Item& a, const Item& b) {
    return std::pair(a.date, a.source->lesson) < std::pair(b.date, b.source->lesson);
  };
  if (!std::is_sorted(items_.begin(), items_.end(), earlier))
    std::stable_sort(items_.begin(), items_.end(), earlier);
  // A whole-day record replaces the lesson records of its school and day; it sorts before them.
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!items_[i].whole_day) continue;
    const auto school = brin_of(school_text(setting_, *items_[i].source));
    for (std::size_t j = i + 1; j < items_.size() && items_[j].date == items_[i].date; ++j)
      if (!items_[j].whole_day && brin_of(school_text(setting_, *items_[j].source)) == school)
        items_[j].fate = Fate::replaced;
  }
  for (Item& item : items_)
    if (item.enrolment != nullptr) value(item);
}

void Schooling::value(Item& item) const {
  const auto sector = static_cast<std::size_t>(item.enrolment->sector);
  const bool lesson_sector = setting_.law->counts_lessons[sector];
  const int usual = lesson_sector ? setting_.law->lesson_minutes[sector] : clock_hour;
  if (item.source->minutes >= 0) {
    item.fifths = std::int64_t{5} * item.source->minutes;
  } else if (!item.whole_day) {
    const Lesson* lesson = find_lesson(item.timetable, item.date, item.source->lesson);
    item.fifths = std::int64_t{5} * (lesson != nullptr ? lesson->minutes : usual);
  } else if (item.timetable != nullptr) {
    item.fifths = std::int64_t{5} * item.timetable->minutes(item.date);
  } else {
    item.fifths = item.enrolment->weekly_minutes;
    item.minutes_missing = item.enrolment->weekly_minutes == 0;
  }
  const int plain = static_cast<int>(item.fifths / 5);
  item.minutes = plain;
  if (lesson_sector && item.kind != Kind::late) {
    if (!item.whole_day) {
      item.minutes = lesson_hour(plain);
    } else if (item.timetable != nullptr) {
      item.minutes = 0;
      for (const Lesson& lesson : item.timetable->lessons(item.date))
        item.minutes += lesson_hour(lesson.minutes);
    } else {
      item.minutes = static_cast<int>(item.fifths * 60 / (5 * usual));
      item.assumed = true;
    }
  }
  item.lessons = item.kind == Kind::late ? 0 : item.whole_day ? item.minutes / 60 : 1;
}

}  // namespace verzuim
