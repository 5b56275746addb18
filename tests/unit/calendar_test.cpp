// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/calendar.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

namespace {

Date day(const char* text) { return *parse_date(text); }

Calendar with(std::vector<OwnDaysOff> own, const char* region = "Noord") {
  return Calendar(Reference::shipped(), {{"99XA", "Verzonnen school", "0014", region, ""}}, std::move(own));
}

}  // namespace

TEST_CASE("a school day is a weekday without holiday or public day off") {
  const Calendar calendar = with({});
  const SchoolDays& days = *calendar.of("99XA");
  CHECK(days.is_school_day(day("2026-09-07")));
  CHECK_FALSE(days.is_school_day(day("2026-09-05")));  // Saturday
  CHECK_FALSE(days.is_school_day(day("2026-10-12")));  // autumn holiday in Noord
  CHECK_FALSE(days.is_school_day(day("2027-05-06")));  // Hemelvaartsdag
}

TEST_CASE("a holiday week is no school week and has no index") {
  const Calendar calendar = with({});
  const SchoolDays& days = *calendar.of("99XA");
  CHECK_FALSE(days.in_school_week(day("2026-10-14")));
  // The Monday after the holiday follows the Sunday before it.
  CHECK(days.index(day("2026-10-19")) - days.index(day("2026-10-09")) == 3);
  CHECK(days.index(day("2026-10-05")) - days.index(day("2026-09-28")) == 7);
}

TEST_CASE("the region decides: the same day differs between Noord and Zuid") {
  const Calendar north = with({}, "Noord"), south = with({}, "Zuid");
  CHECK_FALSE(north.of("99XA")->is_school_day(day("2026-10-12")));
  CHECK(south.of("99XA")->is_school_day(day("2026-10-12")));
}

TEST_CASE("own days off hold for a vestiging, a school, a region or everyone") {
  const Date closed = day("2026-09-07");
  const auto open_at = [&](const char* whose, const char* school) {
    const Calendar calendar = with({{whose, closed, closed, "studiedag"}});
    return calendar.of(school)->is_school_day(closed);
  };
  CHECK_FALSE(open_at("99XA", "99XA00"));
  CHECK_FALSE(open_at("99XA00", "99XA00"));
  CHECK(open_at("99XA01", "99XA00"));
  CHECK(open_at("99XA00", "99XA"));
  CHECK_FALSE(open_at("Noord", "99XA"));
  CHECK(open_at("Zuid", "99XA"));
  CHECK_FALSE(open_at("*", "99XA"));
}

TEST_CASE("a school without a known region has no calendar") {
  CHECK(with({}).of("99XB") == nullptr);
  CHECK(with({}).region_of("99XB").empty());
}

TEST_CASE("years beyond the tables are not known, and say so") {
  const Calendar calendar = with({});
  CHECK(calendar.of("99XA")->known(day("2026-09-07")));
  CHECK_FALSE(calendar.of("99XA")->known(day("2041-09-07")));
  CHECK_FALSE(calendar.of("99XA")->known(day("2021-09-07")));
}

TEST_CASE("a term in working days starts the next day and skips public days off, not school holidays") {
  const Calendar calendar = with({});
  CHECK(calendar.add_working_days(day("2026-10-09"), 5) == day("2026-10-16"));
  CHECK(calendar.add_working_days(day("2026-12-24"), 1) == day("2026-12-28"));
  CHECK(calendar.add_working_days(day("2026-12-24"), 0) == day("2026-12-24"));
}

TEST_CASE("a term in school days skips the holiday") {
  const Calendar calendar = with({});
  CHECK(calendar.add_school_days(day("2026-10-09"), 1, "99XA") == day("2026-10-19"));
}
