// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/absence.hpp"

#include <algorithm>

namespace verzuim {

std::optional<Kind> parse_kind(std::string_view text) {
  const auto at = std::find(kind_names.begin(), kind_names.end(), text);
  if (at == kind_names.end()) return std::nullopt;
  return static_cast<Kind>(at - kind_names.begin());
}

std::optional<std::uint8_t> parse_mark(std::string_view text) {
  const auto at = std::find(mark_names.begin(), mark_names.end(), text);
  if (at == mark_names.end()) return std::nullopt;
  return static_cast<std::uint8_t>(at - mark_names.begin());
}

void Timetable::add(const TimetableRow& row) { rows_.push_back(row); }

void Timetable::finish() {
  // Rows have dates of their own, so cut time at every start and end: between two cuts one week repeats
  // itself.
  std::vector<Date> cuts;
  for (const TimetableRow& row : rows_) {
    cuts.push_back(row.from);
    cuts.push_back(row.until + 1);
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    Period period{cuts[i], cuts[i + 1] - 1, {}, {}};
    bool any = false;
    for (const TimetableRow& row : rows_) {
      if (row.from > period.from || row.until < period.until) continue;
      any = true;
      const auto day = static_cast<std::size_t>(row.weekday - 1);
      period.days[day].push_back({row.lesson, row.minutes, row.subject});
      period.minutes[day] += row.minutes;
    }
    if (!any) continue;
    for (auto& day : period.days)
      std::sort(day.begin(), day.end(), [](const Lesson& a, const Lesson& b) { return a.lesson < b.lesson; });
    periods_.push_back(std::move(period));
  }
  rows_.clear();
}

const Timetable::Period* Timetable::period(Date date) const {
  const auto after = std::upper_bound(periods_.begin(), periods_.end(), date,
                                      [](Date d, const Period& p) { return d < p.from; });
  if (after == periods_.begin()) return nullptr;
  const Period& candidate = *(after - 1);
  return date <= candidate.until ? &candidate : nullptr;
}

bool Timetable::covers(Date date) const { return period(date) != nullptr; }

const std::vector<Lesson>& Timetable::lessons(Date date) const {
  static const std::vector<Lesson> none;
  const Period* p = period(date);
  return p == nullptr ? none : p->days[static_cast<std::size_t>(weekday(date) - 1)];
}

int Timetable::minutes(Date date) const {
  const Period* p = period(date);
  return p == nullptr ? 0 : p->minutes[static_cast<std::size_t>(weekday(date) - 1)];
}

void Timetables::finish() {
  for (auto& [group, timetable] : by_group_) timetable.finish();
}

const Timetable* Timetables::of(std::string_view group) const {
  const auto found = by_group_.find(group);
  return found == by_group_.end() ? nullptr : &found->second;
}

}  // namespace verzuim
