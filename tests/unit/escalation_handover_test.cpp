// SPDX-License-Identifier: EUPL-1.2
// What changes hands: a birthday, a diploma, a move of house and of school.
#include <doctest/doctest.h>

#include "escalation_world.hpp"

using namespace escalating;

TEST_CASE("turning 18 hands the dossier over and the sender keeps the deadline") {
  World w(Sector::mbo, make_date(2007, 11, 20));
  w.run(november(5), {w.signal("s1", "lpw16", "melding", november(5), november(12))});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  w.run(november(7));
  CHECK(w.state().owner == "leerplichtambtenaar");
  const auto due = w.state().due_on;
  const Escalated out = w.run(november(24));
  CHECK(w.state().owner == "leerplichtambtenaar");
  CHECK(w.state().due_on == due);
  REQUIRE(w.state().handovers.size() == 1);
  CHECK(w.state().handovers[0].reason == "turns_18");
  CHECK(w.state().handovers[0].on == november(20));
  CHECK(says(out.actions[0].act, "Draag het dossier over aan de trajectbegeleider."));
  CHECK(says(out.actions[0].why, "18 jaar geworden"));
  CHECK(has(out.actions[0].inform, "trajectbegeleider"));
  CHECK(w.run(november(24)).events.empty());
  w.record(november(25), "handover", {"state=accepted"}, "trajectbegeleider");
  CHECK(w.state().owner == "trajectbegeleider");
  CHECK(w.state().due_on == due);
  CHECK(w.run(november(26)).events.empty());
}

TEST_CASE("a diploma changes the duty and a person chooses") {
  World w;
  w.run(november(5), {w.signal("s1", "lpw16", "melding", november(5), november(12))});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  w.run(november(7));
  w.facts.diplomas.push_back({november(14), "mbo2"});
  w.run(november(17));
  REQUIRE(w.state().handovers.size() == 1);
  CHECK(w.state().handovers[0].reason == "duty_changes");
  CHECK(w.state().handovers[0].to == "verzuimcoordinator");
  CHECK(w.state().handovers[0].on == november(14));
  w.record(november(18), "handover", {"state=accepted"}, "verzuimcoordinator");
  CHECK(says(w.state().next_action, "Kies samen"));
}

TEST_CASE("moving house hands over to the new gemeente once something had reached the old one") {
  for (const bool reached : {false, true}) {
    World w;
    w.run(november(5), {w.signal("s1", "lpw16", "melding", november(5), november(12))});
    if (reached)
      w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
               "verzuimcoordinator");
    Enrolment row = w.facts.enrolments[0];
    w.facts.enrolments[0].until = november(9);
    row.from = november(10);
    row.gemeente = "0363";
    w.facts.enrolments.push_back(row);
    w.run(november(11));
    CHECK(w.state().open);
    CHECK(w.state().handovers.size() == (reached ? 1 : 0));
    CHECK(w.state().gemeente == (reached ? "0014" : "0363"));
    CHECK(w.run(november(11)).events.empty());
    if (!reached) continue;
    CHECK(w.state().handovers[0].on == november(10));
    w.record(november(12), "handover", {"state=accepted"}, "leerplichtambtenaar");
    CHECK(w.state().gemeente == "0363");
  }
}

TEST_CASE("changing school never drops a dossier") {
  World w(Sector::vo, make_date(2009, 5, 1));
  w.run(november(5), {w.signal("s1", "una-6", "knooppunt", november(5), november(28))});
  Enrolment row = w.facts.enrolments[0];
  w.facts.enrolments[0].until = november(9);
  row.school = "99XB00";
  row.sector = Sector::mbo;
  row.from = november(10);
  w.facts.enrolments.push_back(row);
  const Escalated out = w.run(november(12));
  REQUIRE(w.state().handovers.size() == 1);
  CHECK(w.state().handovers[0].reason == "changes_school");
  CHECK(w.state().owner == "zorgcoordinator");
  CHECK(says(out.actions[0].act, "Draag het dossier over aan school 99XB00."));
  w.record(november(13), "handover", {"state=accepted"}, "mentor");
  const DossierState state = w.state();
  CHECK(state.school == "99XB00");
  CHECK(state.ladder == "mbo-doorstroompunt-plus");
  CHECK_FALSE(state.orphan());
  // A signal of the new school joins the dossier.
  Signal there = w.signal("s2", "una-6", "mentorgesprek", november(14), november(21));
  there.school = "99XB00";
  w.run(november(14), {there});
  CHECK(fold_all(w.log, ladders()).size() == 1);
}
