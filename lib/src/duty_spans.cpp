// SPDX-License-Identifier: EUPL-1.2
#include "duty_spans.hpp"

#include <algorithm>

namespace verzuim {
namespace {

/// The days on which the duty of someone can change: `duty_on` compares with nothing else.
std::vector<Date> turns(const Law& law, Date born, const std::vector<Diploma>& diplomas) {
  std::vector<Date> days;
  const auto each = [&](const DatedNumber& number, auto&& day_of) {
    for (const auto& [from, is] : number.steps) {
      days.push_back(from);
      days.push_back(day_of(birthday(born, is)));
    }
  };
  each(law.leerplicht_start_age, [](Date day) { return first_of_month(add_months(first_of_month(day), 1)); });
  each(law.leerplicht_end_age, [](Date day) { return make_date(school_year(day) + 1, 8, 1); });
  for (const DatedNumber* number :
       {&law.kwalificatie_end_age, &law.doorstroom_end_age, &law.doorstroom_end_age_vso})
    each(*number, [](Date day) { return day; });
  for (const Diploma& diploma : diplomas) days.push_back(diploma.on);
  return days;
}

}  // namespace

DutySpans::DutySpans(const Law& law, std::optional<Date> born, const std::vector<Diploma>& diplomas,
                     Sector sector, Date from, Date until)
    : law_(law), born_(born), diplomas_(diplomas), sector_(sector), from_(from), until_(until) {
  std::vector<Date> days = born ? turns(law, *born, diplomas) : std::vector<Date>{};
  days.erase(std::remove_if(days.begin(), days.end(), [&](Date day) { return day <= from || until < day; }),
             days.end());
  days.push_back(from);
  std::sort(days.begin(), days.end());
  for (Date day : days) spans_.emplace_back(day, duty_on(law, born, diplomas, sector, day));
}

Duty DutySpans::on(Date date) const {
  if (date < from_ || until_ < date) return duty_on(law_, born_, diplomas_, sector_, date);
  std::size_t at = spans_.size() - 1;
  while (spans_[at].first > date) --at;
  return spans_[at].second;
}

}  // namespace verzuim
