// SPDX-License-Identifier: EUPL-1.2
#include "tally_who.hpp"

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// A school without vestiging in a rule means all its vestigingen.
bool school_listed(const std::vector<std::string>& list, std::string_view school) {
  return list.empty() || std::any_of(list.begin(), list.end(), [&](const std::string& s) {
           return s == school || s == brin_of(school);
         });
}

}  // namespace

bool enrolled_as(const Who& who, const Enrolment& enrolment) {
  return listed(who.sector, enrolment.sector) && school_listed(who.school, enrolment.school) &&
         listed(who.level, enrolment.level) && listed(who.group, enrolment.group);
}

Tri age_holds(const std::pair<Quantity, Quantity>& range, Date born, Date date, Date value_day) {
  const auto from = range.first.on(value_day), to = range.second.on(value_day);
  if (!from || !to) return Tri::unsaid;
  const std::int64_t age = std::int64_t{age_on(born, date)} * 1000000;
  return *from <= age && age < *to ? Tri::yes : Tri::no;
}

Tri holds(const Who& who, const Setting& setting, const PupilFacts& facts, const Enrolment& enrolment,
          Date date, Date value_day) {
  std::optional<Date> born;
  for (const Enrolment& e : facts.enrolments)
    if (e.birth_date) born = e.birth_date;
  if (!enrolled_as(who, enrolment)) return Tri::no;
  return holds_on(who, setting, facts, born, date, value_day,
                  [&] { return duty_on(*setting.law, born, facts.diplomas, enrolment.sector, date); });
}

Tri holds(const Who& who, const Setting& setting, const PupilFacts& facts, const Schooling& schooling,
          const Enrolment& enrolment, Date date, Date value_day) {
  if (!enrolled_as(who, enrolment)) return Tri::no;
  return holds_on(who, setting, facts, schooling.born(), date, value_day,
                  [&] { return schooling.duty(enrolment.sector, date); });
}

}  // namespace verzuim
