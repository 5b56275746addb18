// SPDX-License-Identifier: EUPL-1.2
// What people do by hand.
#include <doctest/doctest.h>

#include "escalation_world.hpp"
#include "verzuim/error.hpp"

using namespace escalating;

TEST_CASE("vo: a worry raised by hand brings early action without any absence") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.log = open_dossier(w.setting, november(5), w.facts, {}, "gedrag", "mentor");
  CHECK(w.state().step == "vroege-actie");
  CHECK(w.state().owner == "zorgcoordinator");
  CHECK(w.state().theme == "gedrag");
  CHECK(w.state().due_on.has_value());
  const Escalated out =
      w.run(november(6), {w.signal("s1", "concern", "vroege-actie", november(6), november(13))});
  CHECK(out.held == 1);
}

TEST_CASE("a dossier is opened by hand at the school that is meant") {
  World w;
  Enrolment other = w.facts.enrolments[0];
  other.school = "99XB00";
  w.facts.enrolments.push_back(other);
  CHECK_THROWS_AS(open_dossier(w.setting, november(5), w.facts, {}, "verzuim", "mentor"), Error);
  CHECK_THROWS_AS(open_dossier(w.setting, november(5), w.facts, "99XC", "verzuim", "mentor"), Error);
  CHECK(open_dossier(w.setting, november(5), w.facts, "99XB", "verzuim", "mentor").front().school ==
        "99XB00");
}

TEST_CASE("a dossier without owner or next action or due date is itself a finding") {
  World w;
  w.run(november(3), {w.signal("s1", "una-6", "mentorgesprek", november(3), november(10))});
  w.log.pop_back();  // the assignment is lost
  const Escalated out = w.run(november(4));
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].role == "verzuimcoordinator");
  CHECK(says(out.actions[0].why, "geen eigenaar"));
  w.record(november(5), "assigned", {"step=mentorgesprek", "why=correction"}, "verzuimcoordinator");
  CHECK_FALSE(w.state().orphan());
  CHECK(w.state().owner == "mentor");
}
