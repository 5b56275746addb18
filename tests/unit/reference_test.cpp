// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/reference.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

TEST_CASE("a gemeente is known by code, name, alias and what Excel left of its code") {
  const Reference& r = Reference::shipped();
  for (const char* text : {"0014", "14", "GM0014", "Groningen", "GRONINGEN"})
    CHECK(r.gemeente_code(text) == "0014");
  for (const char* text : {"Den Haag", "'s-Gravenhage", "S GRAVENHAGE", "s-Gravenhage"})
    CHECK(r.gemeente_code(text) == "0518");
  CHECK(r.gemeente_code("Sudwest-Fryslan") == r.gemeente_code("Súdwest-Fryslân"));
  CHECK_FALSE(r.gemeente_code("Nergenshuizen"));
  CHECK_FALSE(r.gemeente_code("9999"));
  CHECK_FALSE(r.gemeente_code(""));
}

TEST_CASE("an old code becomes the new one from the day of the merger") {
  const Reference& r = Reference::shipped();
  CHECK(r.gemeente_code("1685") == "1685");
  CHECK(r.gemeente_on("1685", *parse_date("2021-12-31")) == "1685");
  CHECK(r.gemeente_on("1685", *parse_date("2022-01-01")) == "1991");
  CHECK(r.gemeente_on("0014", *parse_date("2026-01-01")) == "0014");
}

TEST_CASE("every gemeente has a Doorstroompunt region, and the codes are sorted and different") {
  const auto& all = Reference::shipped().gemeenten();
  CHECK(all.size() == 342);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].doorstroompunt_region.size() == 2);
    if (i > 0) CHECK(all[i - 1].code < all[i].code);
  }
}

TEST_CASE("no BRIN of the shipped table begins with 99, so invented schools stay invented") {
  CHECK(Reference::shipped().region_of_school("99XA").empty());
  CHECK_FALSE(Reference::shipped().region_of_school("00AP").empty());
  CHECK(Reference::shipped().region_of_school("00AP") == Reference::shipped().region_of_school("00AP00"));
}
