// SPDX-License-Identifier: EUPL-1.2
#include "report_days.hpp"

#include <algorithm>

namespace verzuim {
namespace {

std::int64_t on_day(Stay stay, Date date) {
  stay.from = stay.until = date;
  return Schedule::walk(stay).fifths;
}

/// What keeps one school closed that day; empty when it is open.
std::string closed_at(const Setting& setting, const std::string& school, Date date) {
  if (setting.calendar->of(school)->is_school_day(date)) return {};
  const std::string region = setting.calendar->region_of(school);
  for (const SchoolHoliday& holiday : setting.calendar->holidays())
    if (holiday.region == region && holiday.first <= date && date <= holiday.last) return holiday.name;
  const auto& off = setting.reference->public_days_off();
  return std::binary_search(off.begin(), off.end(), date) ? "day_public" : "day_off";
}

}  // namespace

void DayCounts::add(const std::vector<std::vector<Stay>>& schools,
                    const std::map<Date, std::int64_t>& missed) {
  std::map<Date, int> at;
  for (const std::vector<Stay>& stays : schools)
    for (const Stay& stay : stays) {
      auto& changes = pupils_[{stay.open, stay.own, stay.group, stay.weekly_minutes}];
      ++changes[stay.from];
      --changes[stay.until + 1];
      if (schools.size() == 1) continue;
      for (Date date = stay.from; date <= stay.until; date = date + 1)
        if (on_day(stay, date) > 0) ++at[date];
    }
  for (const auto& [date, times] : at)
    if (times > 1) twice_[date] += times - 1;
  for (const auto& [date, fifths] : missed) missed_[date].add(fifths);
}

std::vector<Amount> DayCounts::possible(const Period& period) const {
  std::vector<Amount> days(static_cast<std::size_t>(period.until - period.from + 1));
  for (const auto& [way, changes] : pupils_) {
    const auto& [open, own, group, weekly] = way;
    std::int64_t pupils = 0;
    auto change = changes.begin();
    for (Date date = period.from; date <= period.until; date = date + 1) {
      for (; change != changes.end() && change->first <= date; ++change) pupils += change->second;
      if (pupils == 0) continue;
      const std::int64_t fifths = on_day({open, own, group, weekly, date, date}, date);
      Amount& day = days[static_cast<std::size_t>(date - period.from)];
      day.value += pupils * fifths;
      day.people += fifths > 0 ? pupils : 0;
    }
  }
  for (const auto& [date, times] : twice_) days[static_cast<std::size_t>(date - period.from)].people -= times;
  return days;
}

Amount DayCounts::missed(Date date) const {
  const auto found = missed_.find(date);
  return found == missed_.end() ? Amount{} : found->second;
}

std::vector<Date> weekdays_of(const Period& period) {
  std::vector<Date> days;
  for (Date date = period.from; date <= period.until; date = date + 1)
    if (weekday(date) <= 5) days.push_back(date);
  return days;
}

std::string closed_why(const Setting& setting, const std::vector<std::string>& schools, Date date) {
  std::string why;
  for (const std::string& school : schools) {
    const SchoolDays* days = setting.calendar->of(school);
    if (days == nullptr || !days->known(date)) continue;
    const std::string here = closed_at(setting, school, date);
    if (here.empty()) return {};
    // Schools may be closed for different reasons.
    why = why.empty() || why == here ? here : "day_off";
  }
  return why;
}

}  // namespace verzuim
