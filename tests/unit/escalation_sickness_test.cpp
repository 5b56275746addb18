// SPDX-License-Identifier: EUPL-1.2
// What sickness may do and what it never does: it brings in the jeugdarts, and leads to no gemeente.
#include <doctest/doctest.h>

#include "escalation_world.hpp"
#include "verzuim/error.hpp"

using namespace escalating;

TEST_CASE("sickness never leads to a gemeente whatever a rule says") {
  World w;
  const Escalated out =
      w.run(november(6), {w.signal("s1", "mazl", "melding", november(6), november(13)),
                          w.signal("s2", "mazl", "preventiegesprek", november(7), november(14)),
                          w.signal("s3", "alles", "gemeentegesprek", november(6), november(14)),
                          w.signal("s4", "concern", "melding", november(6), november(14))});
  for (const Action& a : out.actions) {
    CHECK(a.step != "melding");
    CHECK(ladders().of(Sector::mbo)->holder(a.role) != RoleHolder::gemeente);
  }
  CHECK(w.state().find("jeugdarts") != nullptr);
  CHECK(w.state().main()->step == "mentorgesprek");
}

TEST_CASE("often sick brings in the jeugdarts beside what the school does") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.run(november(5), {w.signal("s1", "una-6", "knooppunt", november(5), november(28))});
  const Escalated out = w.run(november(6), {w.signal("s2", "mazl", "jeugdarts", november(6), november(13))});
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].role == "jeugdarts");
  CHECK(has(out.actions[0].invite, "parents"));
  CHECK(w.state().main()->step == "knooppunt");
  // The report that comes after the consult brings the jeugdarts in again.
  w.record(november(7), "consult", {"state=held"}, "jeugdarts");
  CHECK(
      w.run(november(10), {w.signal("s3", "mazl", "jeugdarts", november(10), november(17))}).actions.size() ==
      1);
}

TEST_CASE("without a jeugdarts the school acts and says why") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.without = {"Groningen"};
  const Escalated out = w.run(november(6), {w.signal("s1", "mazl", "jeugdarts", november(6), november(13))});
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].step == "jeugdarts");
  CHECK(out.actions[0].role == "zorgcoordinator");
  CHECK(says(out.actions[0].why, "geen jeugdarts beschikbaar"));
  CHECK(says(out.actions[0].act, "huisarts"));
  w.record(november(7), "talk", talk, "zorgcoordinator");
  CHECK(w.state().find("jeugdarts")->watching());
}

TEST_CASE("mbo: no contact about sickness alone stays at school") {
  World w;
  w.run(november(5), {w.signal("s1", "mazl", "mentorgesprek", november(5), november(12))});
  for (int d : {5, 6, 7}) w.record(november(d), "contact", {"reached=no"});
  w.run(november(10));
  CHECK(w.state().step == "mentorgesprek");
}

TEST_CASE("po and vo: an overdue consult brings a knooppunt and no gemeente") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.run(november(3), {w.signal("s1", "mazl", "jeugdarts", november(3), november(7))});
  w.run(november(10));
  CHECK(w.state().step == "knooppunt");
  CHECK(w.state().find("jeugdarts") == nullptr);
  w.run(make_date(2025, 12, 19));
  CHECK(w.state().step == "knooppunt");
}

TEST_CASE("by hand too sickness alone leads to no step of a gemeente") {
  World w;
  w.run(november(3), {w.signal("s1", "mazl", "jeugdarts", november(3), november(10))});
  CHECK_THROWS_AS(w.record(november(4), "assigned", {"step=gemeentegesprek", "why=mandate"}), Error);
  CHECK_THROWS_AS(
      w.record(november(4), "assigned", {"step=mentorgesprek", "role=leerplichtambtenaar", "why=mandate"}),
      Error);
  CHECK_THROWS_AS(w.record(november(4), "assigned", {"step=nergens", "why=mandate"}), Error);
  w.record(november(4), "assigned", {"step=mentorgesprek", "why=mandate"});
  CHECK(w.state().main()->step == "mentorgesprek");
}

TEST_CASE("why and signals of what a gemeente acts on say nothing of sickness") {
  World w;
  w.absent(november(12));
  w.run(november(5), {w.signal("ziek", "mazl", "jeugdarts", november(4), november(11)),
                      w.signal("alles", "alles", "contact", november(4), november(5)),
                      w.signal("s1", "una-6", "mentorgesprek", november(5), november(12)),
                      w.signal("zorg", "concern", "vroege-actie", november(3), november(10))});
  w.record(november(6), "talk", talk, "zorgcoordinator");
  w.record(november(7), "assigned", {"step=mentorgesprek", "why=wish"});
  w.record(november(10), "talk", talk);
  const Escalated out = w.run(november(13), {w.signal("s2", "lpw16", "melding", november(13), november(20))});
  int to_gemeente = 0;
  for (const Action& a : out.actions) {
    if (a.step != "preventiegesprek" && a.step != "melding") continue;
    ++to_gemeente;
    CHECK_FALSE(says(a.why, "iek"));
    CHECK_FALSE(says(a.why, "Tien procent"));
    CHECK_FALSE(says(a.why, "Zorg"));
    CHECK_FALSE(has(a.signals, "ziek"));
    CHECK_FALSE(has(a.signals, "alles"));
    CHECK_FALSE(has(a.basis, "M@ZL"));
    CHECK(has(a.signals, a.step == "melding" ? "s2" : "s1"));
  }
  CHECK(to_gemeente == 2);
}
