// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/calendar.hpp"

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {

const SchoolDays::Week* SchoolDays::week(Date date) const {
  if (date < first_monday_) return nullptr;
  const auto n = static_cast<std::size_t>(date - first_monday_) / 7;
  return n < weeks_.size() ? &weeks_[n] : nullptr;
}

bool SchoolDays::known(Date date) const {
  const Week* w = week(date);
  return w != nullptr && (w->known >> (weekday(date) - 1) & 1) != 0;
}

bool SchoolDays::is_school_day(Date date) const {
  const Week* w = week(date);
  return w != nullptr && (w->days >> (weekday(date) - 1) & 1) != 0;
}

bool SchoolDays::in_school_week(Date date) const {
  const Week* w = week(date);
  return w != nullptr && w->days != 0;
}

int SchoolDays::index(Date date) const {
  const Week* w = week(date);
  if (w == nullptr)
    return date < first_monday_ ? 0
           : weeks_.empty()     ? 0
                                : 7 * (weeks_.back().before + (weeks_.back().days != 0));
  return 7 * w->before + (w->days != 0 ? weekday(date) - 1 : 0);
}

void SchoolDays::number() {
  std::int16_t before = 0;
  for (Week& w : weeks_) {
    w.before = before;
    if (w.days != 0) ++before;
  }
}

Calendar::Calendar(const Reference& reference, std::vector<School> schools, std::vector<OwnDaysOff> own)
    : reference_(reference), own_(std::move(own)) {
  for (School& s : schools) {
    std::string key = s.school;
    schools_.insert_or_assign(std::move(key), std::move(s));
  }
}

Calendar::Calendar(const Calendar& other)
    : reference_(other.reference_), schools_(other.schools_), own_(other.own_) {}
Calendar::~Calendar() = default;

const School* Calendar::school(std::string_view school) const {
  if (const auto exact = schools_.find(school); exact != schools_.end()) return &exact->second;
  const auto brin = brin_of(school);
  const auto first = schools_.lower_bound(brin);
  return first != schools_.end() && brin_of(first->first) == brin ? &first->second : nullptr;
}

std::string Calendar::region_of(std::string_view name) const {
  const School* row = school(name);
  if (row != nullptr && !row->region.empty()) return row->region;
  return std::string(reference_.region_of_school(name));
}

const std::vector<SchoolHoliday>& Calendar::holidays() const { return reference_.school_holidays(); }

const SchoolDays* Calendar::of(std::string_view school) const {
  if (const auto found = by_school_.find(school); found != by_school_.end()) return found->second;
  const std::string region = region_of(school);
  const SchoolDays* days = nullptr;
  if (!region.empty()) {
    // Schools without days off of their own share the calendar of their region.
    const bool own = std::any_of(own_.begin(), own_.end(), [&](const OwnDaysOff& o) {
      return o.school == school || o.school == brin_of(school);
    });
    auto& slot = built_[own ? std::string(school) : region];
    if (!slot) slot = build(school, region);
    days = slot.get();
  }
  by_school_.emplace(school, days);
  return days;
}

std::unique_ptr<SchoolDays> Calendar::build(std::string_view school, std::string_view region) const {
  auto days = std::make_unique<SchoolDays>();
  std::vector<int> years;
  Date last{0};
  for (const SchoolHoliday& h : reference_.school_holidays()) {
    if (h.region != region) continue;
    years.push_back(h.school_year);
    days->holidays_.emplace_back(h.first, h.last);
    last = std::max(last, make_date(h.school_year + 1, 7, 31));
  }
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  std::sort(days->holidays_.begin(), days->holidays_.end());
  if (years.empty()) return days;
  days->first_monday_ = monday_of(make_date(years.front(), 8, 1));
  days->weeks_.assign(static_cast<std::size_t>((last - days->first_monday_) / 7 + 1), {0x1F, 0, 0});
  for (int year : years)
    for (Date d = make_date(year, 8, 1); d < make_date(year + 1, 8, 1); d = d + 1)
      days->weeks_[static_cast<std::size_t>((d - days->first_monday_) / 7)].known |=
          static_cast<std::uint8_t>(1u << (weekday(d) - 1));
  const auto close = [&](Date from, Date until) {
    for (Date d = std::max(from, days->first_monday_); d <= std::min(until, last); d = d + 1)
      if (weekday(d) <= 5)
        days->weeks_[static_cast<std::size_t>((d - days->first_monday_) / 7)].days &=
            static_cast<std::uint8_t>(~(1u << (weekday(d) - 1)));
  };
  for (const SchoolHoliday& h : reference_.school_holidays())
    if (h.region == region) close(h.first, h.last);
  for (Date d : reference_.public_days_off()) close(d, d);
  for (const OwnDaysOff& o : own_)
    if (o.school == "*" || o.school == region || o.school == school || o.school == brin_of(school))
      close(o.from, o.until);
  days->number();
  return days;
}

bool Calendar::is_working_day(Date date) const {
  const auto& off = reference_.public_days_off();
  return weekday(date) <= 5 && !std::binary_search(off.begin(), off.end(), date);
}

Date Calendar::add_working_days(Date date, int n) const {
  while (n > 0) {
    date = date + 1;
    if (is_working_day(date)) --n;
  }
  return date;
}

Date Calendar::add_school_days(Date date, int n, std::string_view school) const {
  const SchoolDays* days = of(school);
  while (n > 0) {
    date = date + 1;
    const bool counts =
        days != nullptr && days->known(date) ? days->is_school_day(date) : is_working_day(date);
    if (counts) --n;
  }
  return date;
}

}  // namespace verzuim
