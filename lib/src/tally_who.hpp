// SPDX-License-Identifier: EUPL-1.2
// The two halves of `who`: what an enrolment decides for all its days, and what the date decides.
#pragma once
#include <algorithm>

#include "tally.hpp"

namespace verzuim {

/// True when the list names the value, or names nothing at all.
template <class T>
bool listed(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

/// The part of `who` that an enrolment decides by itself.
bool enrolled_as(const Who& who, const Enrolment& enrolment);
/// Is someone born on `born` of an age in the range on `date`? Its bounds are those of `value_day`.
Tri age_holds(const std::pair<Quantity, Quantity>& range, Date born, Date date, Date value_day);

/// The part of `who` that the date decides.
template <class DutyOn>
Tri holds_on(const Who& who, const Setting& setting, const PupilFacts& facts, std::optional<Date> born,
             Date date, Date value_day, const DutyOn& duty_on_date) {
  Tri verdict = Tri::yes;
  const bool duty_asked = !who.duty.empty() || !facts.exemptions.empty();
  const Duty duty = duty_asked ? duty_on_date() : Duty::none;
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

}  // namespace verzuim
