// SPDX-License-Identifier: EUPL-1.2
#include "duty_spans.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

namespace {

/// The days in [from, until] on which the spans say something else than the law.
int differences(std::optional<Date> born, const std::vector<Diploma>& diplomas, Sector sector, Date from,
                Date until) {
  const DutySpans spans(Law::shipped(), born, diplomas, sector, from, until);
  int count = 0;
  for (Date day = from - 400; day <= until + 400; day = day + 1)
    count += spans.on(day) != duty_on(Law::shipped(), born, diplomas, sector, day) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("the spans of a duty say of each day what the law says") {
  const std::vector<Diploma> none, some = {{make_date(2024, 7, 3), "vmbo"}, {make_date(2026, 1, 30), "mbo2"}},
                                   released = {{make_date(2025, 6, 1), "pro"}};
  const Date from = make_date(2024, 8, 1), until = make_date(2027, 7, 31);
  // Some hundred birth dates, from those who turn five to those past the last age limit.
  for (int year = 1996; year <= 2022; ++year)
    for (unsigned month : {1u, 2u, 7u, 8u, 12u})
      for (const auto* diplomas : {&none, &some, &released}) {
        const Date born = month == 2 && year % 4 == 0 ? make_date(year, 2, 29) : make_date(year, month, 1);
        CHECK(differences(born, *diplomas, Sector::vo, from, until) == 0);
        CHECK(differences(born, *diplomas, Sector::vso, from, until) == 0);
      }
}

TEST_CASE("without a birth date no duty is known on any day") {
  CHECK(differences({}, {}, Sector::mbo, make_date(2025, 8, 1), make_date(2026, 7, 31)) == 0);
  const std::vector<Diploma> none;
  const DutySpans spans(Law::shipped(), {}, none, Sector::vo, make_date(2025, 8, 1), make_date(2026, 7, 31));
  CHECK(spans.on(make_date(2026, 1, 1)) == Duty::not_known);
}
