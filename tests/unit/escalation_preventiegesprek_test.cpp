// SPDX-License-Identifier: EUPL-1.2
// mbo: the preventiegesprek, who is there, and what comes after it.
#include <doctest/doctest.h>

#include "escalation_world.hpp"

using namespace escalating;

TEST_CASE("mbo: an adult is invited without parents and nobody of leerplicht is told") {
  World w(Sector::mbo, make_date(2006, 5, 1));
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(12));
  const Escalated out = w.run(november(13));
  REQUIRE(out.actions.size() == 1);
  CHECK_FALSE(has(out.actions[0].invite, "parents"));
  CHECK(out.actions[0].inform.empty());
}

TEST_CASE("mbo: a minor with a startkwalificatie falls between invited and informed") {
  World w;
  w.facts.diplomas.push_back({make_date(2025, 7, 1), "havo"});
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(12));
  const Escalated out = w.run(november(13));
  REQUIRE(out.actions.size() == 1);
  CHECK(has(out.actions[0].invite, "parents"));
  CHECK_FALSE(has(out.actions[0].inform, "parents"));
  CHECK_FALSE(has(out.actions[0].inform, "leerplichtambtenaar"));
  CHECK(says(out.actions[0].act, "Vraag dan of de ouders erbij mogen zijn"));
}

namespace {

/// An mbo dossier whose preventiegesprek was held on the 14th, with the verslag sent.
void hold_preventiegesprek(World& w) {
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(12));
  w.run(november(13));
  w.record(
      november(14), "talk",
      {"present=pupil,preventiemedewerker", "cause=study-choice", "need=other-course", "study_choice=yes"},
      "preventiemedewerker");
}

}  // namespace

TEST_CASE("mbo: after the preventiegesprek the verslag to the woongemeente has its own due date") {
  World w;
  hold_preventiegesprek(w);
  CHECK(w.state().owner == "preventiemedewerker");
  CHECK(says(w.state().next_action, "verslag"));
  CHECK(w.state().due_on == november(21));  // five working days
  w.record(november(17), "verslag", {"gemeente=0014", "sent_on=2025-11-17"}, "preventiemedewerker");
  CHECK(says(w.state().next_action, "leerplichtambtenaar"));
  CHECK(w.state().due_on == november(24));
}

TEST_CASE("mbo: absence that goes on brings the melding and then the talk of the gemeente by duty") {
  for (const bool adult : {false, true}) {
    World w(Sector::mbo, adult ? make_date(2006, 5, 1) : make_date(2008, 5, 1));
    hold_preventiegesprek(w);
    w.absent(november(18));
    const Escalated out = w.run(november(19));
    REQUIRE(w.state().find("melding") != nullptr);
    CHECK(w.state().step == "melding");
    CHECK(w.state().due_on == november(25));
    REQUIRE(out.actions.size() ==
            1);  // the verslag is still to be sent, but it did not change and is not due yet
    CHECK(out.actions[0].step == "melding");
    w.record(november(20), "melding", {"kind=overig", "begin=2025-11-12"}, "verzuimcoordinator");
    w.run(november(21));
    CHECK(w.state().step == "gemeentegesprek");
    CHECK(w.state().main()->role == (adult ? "trajectbegeleider" : "leerplichtambtenaar"));
    // The preventiemedewerker hands over first.
    CHECK(w.state().owner == "preventiemedewerker");
    w.record(november(21), "handover", {"state=offered", "to=leerplichtambtenaar"}, "preventiemedewerker");
    CHECK(w.state().owner == "preventiemedewerker");
    w.record(november(24), "handover", {"state=accepted"}, "leerplichtambtenaar");
    CHECK(w.state().owner == (adult ? "trajectbegeleider" : "leerplichtambtenaar"));
    CHECK(w.state().due_on > november(24));
    CHECK(w.run(november(24)).events.empty());
  }
}

TEST_CASE("without duty a person chooses who takes the talk") {
  World w(Sector::mbo, make_date(2006, 5, 1));
  w.facts.diplomas.push_back({make_date(2025, 7, 1), "mbo2"});
  hold_preventiegesprek(w);
  w.absent(november(18));
  w.run(november(19));
  CHECK(w.state().owner == "verzuimcoordinator");
  CHECK(says(w.state().next_action, "Kies samen"));
  w.record(november(20), "route", {"role=verzuimcoordinator", "why=no-duty"}, "verzuimcoordinator");
  CHECK(says(w.state().next_action, "Meld het verzuim"));
}
