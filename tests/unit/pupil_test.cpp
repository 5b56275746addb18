// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/pupil.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

namespace {

Date day(const char* text) { return *parse_date(text); }

Duty duty(const char* born, const char* on, std::vector<Diploma> diplomas = {}, Sector sector = Sector::vo) {
  return duty_on(Law::shipped(), day(born), diplomas, sector, day(on));
}

}  // namespace

TEST_CASE("leerplicht starts on the first of the month after the fifth birthday") {
  CHECK(duty("2021-03-15", "2026-03-31", {}, Sector::po) == Duty::none);
  CHECK(duty("2021-03-15", "2026-04-01", {}, Sector::po) == Duty::leerplichtig);
  CHECK(duty("2021-03-01", "2026-03-31", {}, Sector::po) == Duty::none);
}

TEST_CASE("leerplicht ends with the school year of turning sixteen") {
  CHECK(duty("2010-07-31", "2026-07-31") == Duty::leerplichtig);
  CHECK(duty("2010-07-31", "2026-08-01") == Duty::kwalificatieplichtig);
  CHECK(duty("2010-08-01", "2027-07-31") == Duty::leerplichtig);
}

TEST_CASE("kwalificatieplicht ends on the eighteenth birthday") {
  CHECK(duty("2008-11-20", "2026-11-19") == Duty::kwalificatieplichtig);
  CHECK(duty("2008-11-20", "2026-11-20") == Duty::doorstroom);
}

TEST_CASE("a startkwalificatie ends kwalificatieplicht and doorstroom from its day") {
  const std::vector<Diploma> havo = {{day("2026-09-10"), "havo"}};
  CHECK(duty("2009-05-01", "2026-09-09", havo) == Duty::kwalificatieplichtig);
  CHECK(duty("2009-05-01", "2026-09-10", havo) == Duty::none);
}

TEST_CASE("a diploma does not end leerplicht") {
  CHECK(duty("2011-05-01", "2026-11-20", {{day("2026-06-01"), "havo"}}) == Duty::leerplichtig);
}

TEST_CASE("praktijkonderwijs ends kwalificatieplicht but is no startkwalificatie") {
  const std::vector<Diploma> pro = {{day("2026-06-01"), "pro"}};
  CHECK(duty("2009-05-01", "2026-11-20", pro, Sector::mbo) == Duty::doorstroom);
}

TEST_CASE("entree and vmbo change nothing") {
  for (const char* name : {"mbo1", "vmbo"})
    CHECK(duty("2009-05-01", "2026-11-20", {{day("2026-06-01"), name}}, Sector::mbo) ==
          Duty::kwalificatieplichtig);
}

TEST_CASE("doorstroom ends at 23, and from 2026 at 27 but not in vso") {
  CHECK(duty("2002-06-01", "2025-12-31", {}, Sector::mbo) == Duty::none);
  CHECK(duty("2002-06-01", "2026-01-01", {}, Sector::mbo) == Duty::doorstroom);
  CHECK(duty("2002-06-01", "2026-01-01", {}, Sector::vso) == Duty::none);
  CHECK(duty("1999-06-01", "2026-05-31", {}, Sector::mbo) == Duty::doorstroom);
  CHECK(duty("1999-06-01", "2026-06-01", {}, Sector::mbo) == Duty::none);
}

TEST_CASE("a birthday on 29 February falls on 1 March in other years") {
  CHECK(duty("2008-02-29", "2026-02-28") == Duty::kwalificatieplichtig);
  CHECK(duty("2008-02-29", "2026-03-01") == Duty::doorstroom);
}

TEST_CASE("without a birth date the duty is not known") {
  CHECK(duty_on(Law::shipped(), std::nullopt, {}, Sector::vo, day("2026-11-20")) == Duty::not_known);
}

TEST_CASE("article 15 exempts only while kwalificatieplichtig") {
  const std::vector<Exemption> fifteen = {{day("2026-08-01"), open_end, "15"}},
                               five_a = {{day("2026-08-01"), day("2027-07-31"), "5a"}};
  CHECK(exempt_on(Law::shipped(), fifteen, Duty::kwalificatieplichtig, day("2026-11-20")));
  CHECK_FALSE(exempt_on(Law::shipped(), fifteen, Duty::leerplichtig, day("2026-11-20")));
  CHECK(exempt_on(Law::shipped(), five_a, Duty::leerplichtig, day("2027-07-31")));
  CHECK_FALSE(exempt_on(Law::shipped(), five_a, Duty::leerplichtig, day("2027-08-01")));
}

TEST_CASE("leave under 11f and 11g makes its days authorised, an exemption does not") {
  CHECK(leave_on(Law::shipped(), {{day("2026-09-01"), day("2026-09-03"), "11g"}}, day("2026-09-03")));
  CHECK_FALSE(leave_on(Law::shipped(), {{day("2026-09-01"), day("2026-09-03"), "11g"}}, day("2026-09-04")));
  CHECK_FALSE(leave_on(Law::shipped(), {{day("2026-09-01"), day("2026-09-03"), "5a"}}, day("2026-09-03")));
}
