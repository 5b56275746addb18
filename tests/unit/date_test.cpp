// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/date.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

TEST_CASE("a date is read and written as YYYY-MM-DD and nothing else is a date") {
  for (const char* text : {"1900-01-01", "2024-02-29", "2199-12-31"})
    CHECK(to_string(parse_date(text).value()) == text);
  for (const char* text :
       {"", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "2025-1-1", "1899-12-31", "2200-01-01",
        "0003-01-01", "2025-01-01 ", "20250101", "2025/01/01", "+025-01-01", "2025-0a-01"})
    CHECK_FALSE(parse_date(text));
  CHECK(to_string(open_end).empty());
}

TEST_CASE("Monday is 1 and Sunday is 7, also before 1970") {
  CHECK(weekday(make_date(2025, 11, 17)) == 1);
  CHECK(weekday(make_date(2025, 11, 23)) == 7);
  CHECK(weekday(make_date(1969, 12, 29)) == 1);
  CHECK(monday_of(make_date(2025, 11, 23)) == make_date(2025, 11, 17));
}

TEST_CASE("an ISO week belongs to the year of its Thursday") {
  CHECK(iso_week(make_date(2026, 12, 31)) == "2026-W53");
  CHECK(iso_week(make_date(2027, 1, 3)) == "2026-W53");
  CHECK(iso_week(make_date(2025, 12, 29)) == "2026-W01");
}

TEST_CASE("a birthday on 29 February falls on 1 March in other years") {
  const Date born = make_date(2012, 2, 29);
  CHECK(birthday(born, 16) == make_date(2028, 2, 29));
  CHECK(birthday(born, 18) == make_date(2030, 3, 1));
  CHECK(age_on(born, make_date(2030, 2, 28)) == 17);
  CHECK(age_on(born, make_date(2030, 3, 1)) == 18);
}

TEST_CASE("a month later is the same day or the first of the month after") {
  CHECK(add_months(make_date(2025, 1, 31), 1) == make_date(2025, 3, 1));
  CHECK(add_months(make_date(2025, 1, 28), 1) == make_date(2025, 2, 28));
}

TEST_CASE("the school year runs from 1 August to 31 July") {
  CHECK(school_year(make_date(2025, 7, 31)) == 2024);
  CHECK(school_year(make_date(2025, 8, 1)) == 2025);
  CHECK(school_year_start(make_date(2026, 3, 1)) == make_date(2025, 8, 1));
}
