// SPDX-License-Identifier: EUPL-1.2
#include "toml_depth.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace verzuim;

TEST_CASE("dots nest in a key and nowhere else") {
  CHECK_FALSE(too_deep("a.b.c = 1\n[d.e.f]\nx = 1.5 # a.b.c.d.e\n", 2));
  CHECK(too_deep("a.b.c.d = 1\n", 2));
  CHECK_FALSE(too_deep("a = \"w. x. y. z.\"\nb = 'w.x.y.z'\n", 2));
  CHECK_FALSE(too_deep("a = \"\"\"\nw. x. y.\n\\\" z.\n\"\"\"\n", 2));
  CHECK_FALSE(too_deep("a = '''\nw.x.y.z''y.\n'''\n", 2));
}

TEST_CASE("the place of the dot that is one too many is told") {
  const auto spot = too_deep("a = 1\nb.b.b.b = 2\n", 2);
  REQUIRE(spot);
  CHECK(spot->line == 2);
  CHECK(spot->column == 6);
}

TEST_CASE("a text that never closes ends the look, not the program") {
  CHECK_FALSE(too_deep("a = \"", 2));
  CHECK_FALSE(too_deep("'''", 2));
  CHECK_FALSE(too_deep("a = \"\\", 2));
}

TEST_CASE("brackets nest too, but not those in texts and comments") {
  CHECK_FALSE(too_deep("a = [[1], [2]]\nb = [{ c = 1 }]\n", 2));
  CHECK(too_deep("a = [[[1]]]\n", 2));
  CHECK(too_deep("a = [{ b = [1] }]\n", 2));
  CHECK_FALSE(too_deep("a = \"[[[[\" # [[[[\n", 2));
  const auto spot = too_deep("a = 1\nb = [[[", 2);
  REQUIRE(spot);
  CHECK(spot->line == 2);
  CHECK(spot->column == 7);
}
