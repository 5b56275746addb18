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

/// A school number that stands for every school: the record names none.
constexpr int any_school = -2;

}  // namespace

Schooling::Schooling(const Setting& setting, const PupilFacts& facts, std::string_view brin, Date on,
                     int reach, Date ahead, Almanac* almanac)
    : setting_(setting), facts_(facts) {
  attend(brin, on);
  if (enrolments_.empty()) return;
  Date earliest = open_end, latest{};
  const auto widen = [&](Date date) {
    if (date > on) return;
    earliest = std::min(earliest, date);
    latest = std::max(latest, date);
  };
  std::int32_t school = -1;
  bool here = false;
  for (const Absence& a : facts.absences) {
    if (a.school != school) here = brin.empty() || brin_of(school_text(setting, a)) == brin;
    school = a.school;
    if (here) widen(a.date);
  }
  for (const Concern& c : facts.concerns) widen(c.on);
  if (latest < earliest) return;
  lay_days(earliest - reach, std::max(latest, ahead), almanac);
  take_records(brin, on);
}

void Schooling::attend(std::string_view brin, Date on) {
  for (const Enrolment& e : facts_.enrolments) {
    if (e.birth_date) born_ = e.birth_date;
    if (e.from <= on && (brin.empty() || brin_of(e.school) == brin)) enrolments_.push_back(&e);
  }
  const auto earlier = [](const Enrolment* a, const Enrolment* b) { return a->from < b->from; };
  if (!std::is_sorted(enrolments_.begin(), enrolments_.end(), earlier))
    std::stable_sort(enrolments_.begin(), enrolments_.end(), earlier);
  const bool timed = !setting_.timetables->empty();
  const Timetable* own = timed ? setting_.timetables->of(facts_.pupil) : nullptr;
  for (const Enrolment* e : enrolments_) {
    const int known = school_number(brin_of(e->school));
    attendance_.push_back(
        {e->from, e->until, e->weekly_minutes, known < 0 ? static_cast<int>(attendance_.size()) : known,
         setting_.calendar->of(e->school), own, timed ? setting_.timetables->of(e->group) : nullptr});
    region_missing_ = region_missing_ || attendance_.back().calendar == nullptr;
  }
}

/// The number of the school `brin` among those attended; -1 when it is none of them.
int Schooling::school_number(std::string_view brin) const {
  for (std::size_t i = 0; i < attendance_.size(); ++i)
    if (brin_of(enrolments_[i]->school) == brin) return attendance_[i].school;
  return -1;
}

const Enrolment* Schooling::enrolment_on(Date date, std::string_view brin) const {
  const Enrolment* found = nullptr;
  for (const Enrolment* e : enrolments_)
    if (e->covers(date) && (brin.empty() || brin_of(e->school) == brin)) found = e;
  return found;
}

const SchoolDays* Schooling::calendar_of(const Enrolment& enrolment) const {
  const auto at = std::find(enrolments_.begin(), enrolments_.end(), &enrolment);
  return at == enrolments_.end() ? nullptr
                                 : attendance_[static_cast<std::size_t>(at - enrolments_.begin())].calendar;
}

bool Schooling::in_session(Date date) const {
  if (date >= first() && at(date) < days()) return day(at(date)).school_day;
  const Attendance* now = nullptr;
  for (const Attendance& a : attendance_)
    if (a.covers(date)) now = &a;
  const SchoolDays* open = (now != nullptr ? *now : attendance_.back()).calendar;
  if (open == nullptr || !open->is_school_day(date)) return false;
  const Timetable* timetable = now != nullptr ? now->timetable_on(date) : nullptr;
  return timetable == nullptr || !timetable->lessons(date).empty();
}

void Schooling::lay_days(Date from, Date until, Almanac* almanac) {
  if (region_missing_) {
    // Without a calendar nothing is known of any day, but the records are still told.
    auto blank = std::make_shared<LaidDays>();
    blank->first = monday_of(school_year_start(from));
    blank->years.emplace_back(0, verzuim::school_year(until));
    blank->days.resize(static_cast<std::size_t>(monday_of(until) + 7 - blank->first));
    laid_ = std::move(blank);
  } else if (almanac != nullptr) {
    laid_ = almanac->laid(attendance_, from, until);
  } else {
    laid_ = Almanac().laid(attendance_, from, until);
  }
  days_ = at(monday_of(until) + 7);
}

Duty Schooling::duty(Sector sector, Date date) const {
  auto& spans = duty_[sector == Sector::vso ? 1 : 0];
  if (!spans) spans.emplace(*setting_.law, born_, facts_.diplomas, sector, first(), this->date(days() - 1));
  return spans->on(date);
}

void Schooling::take_records(std::string_view brin, Date on) {
  items_.reserve(facts_.absences.size());
  std::int32_t last = -1;
  bool here = false;
  int school = -1;
  for (const Absence& record : facts_.absences) {
    if (record.date > on) continue;
    if (record.school != last) {
      const std::string_view name = brin_of(school_text(setting_, record));
      here = brin.empty() || name == brin;
      school = name.empty() ? any_school : school_number(name);
      last = record.school;
    }
    if (here) items_.push_back(item_of(record, school));
  }
  const auto earlier = [](const Item& a, const Item& b) {
    return a.date != b.date ? a.date < b.date : a.source->lesson < b.source->lesson;
  };
  if (!std::is_sorted(items_.begin(), items_.end(), earlier))
    std::stable_sort(items_.begin(), items_.end(), earlier);
  replace();
  for (Item& item : items_)
    if (item.enrolment != nullptr) value(item);
  sum_up();
}

Item Schooling::item_of(const Absence& record, int school) const {
  Item item;
  item.source = &record;
  item.date = record.date;
  item.day = at(record.date);
  item.whole_day = record.lesson == 0;
  item.kind = record.kind;
  if (leave_on(*setting_.law, facts_.exemptions, record.date)) item.kind = Kind::authorised;
  const Attendance* attendance = nullptr;
  for (std::size_t i = 0; i < attendance_.size(); ++i)
    if ((attendance_[i].school == school || school == any_school) && attendance_[i].covers(record.date)) {
      attendance = &attendance_[i];
      item.enrolment = enrolments_[i];
    }
  if (attendance == nullptr) {
    item.fate = Fate::not_enrolled;
    return item;
  }
  // The record's own school decides, also where several are pooled.
  item.timetable = attendance->timetable_on(record.date);
  if (attendance->calendar == nullptr || !attendance->calendar->known(record.date))
    item.fate = Fate::not_known;
  else if (!attendance->calendar->is_school_day(record.date))
    item.fate = Fate::no_school_day;
  else if (item.timetable != nullptr && item.timetable->lessons(record.date).empty())
    item.fate = Fate::no_lessons;
  return item;
}

/// A whole-day record replaces the lesson records of its school and day; it sorts before them.
void Schooling::replace() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!items_[i].whole_day) continue;
    const auto school = brin_of(school_text(setting_, *items_[i].source));
    for (std::size_t j = i + 1; j < items_.size() && items_[j].date == items_[i].date; ++j)
      if (!items_[j].whole_day && brin_of(school_text(setting_, *items_[j].source)) == school)
        items_[j].fate = Fate::replaced;
  }
}

void Schooling::sum_up() {
  for (const Item& item : items_) {
    KindSum& sum = sums_[static_cast<std::size_t>(item.kind)];
    if (item.fate == Fate::not_known) sum.not_known = true;
    if (item.fate != Fate::counts) continue;
    ++sum.records;
    sum.minutes += item.minutes;
    sum.lessons += item.lessons;
    sum.minutes_missing = sum.minutes_missing || item.minutes_missing;
    sum.untimed = sum.untimed || item.timetable == nullptr;
  }
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
