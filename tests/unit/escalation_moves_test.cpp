// SPDX-License-Identifier: EUPL-1.2
// What moves a dossier by itself: no contact, absence after a talk, broken afspraken and terms that ran out.
#include <doctest/doctest.h>

#include "escalation_world.hpp"

using namespace escalating;

TEST_CASE("mbo: attempts that reach nobody bring in the preventiemedewerker") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(5), "contact", {"reached=no"});
  w.record(november(5), "contact", {"reached=no"});
  w.run(november(6));
  CHECK(w.state().step == "mentorgesprek");
  w.record(november(5), "contact", {"reached=no"});
  w.run(november(6));
  CHECK(w.state().step == "mentorgesprek");  // three, but on one day
  w.record(november(6), "contact", {"reached=no"});
  const Escalated out = w.run(november(7));
  CHECK(w.state().step == "preventiegesprek");
  CHECK(w.state().main()->entered_on == november(6));
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].role == "preventiemedewerker");
  CHECK(says(out.actions[0].why, "Het lukt niet om contact te krijgen."));
  CHECK(w.state().attempts.empty());
}

TEST_CASE("mbo: absent again after the talk of the mentor brings in the preventiemedewerker") {
  World w;
  w.absent(november(5));
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(6));  // the day of the talk is not after it
  w.run(november(10));
  CHECK(w.state().step == "mentorgesprek");
  w.absent(november(11), Kind::sick);
  w.run(november(11));
  CHECK(w.state().step == "mentorgesprek");
  w.absent(november(12));
  const Escalated out = w.run(november(13));
  CHECK(w.state().step == "preventiegesprek");
  CHECK(w.state().main()->entered_on == november(12));
  REQUIRE(out.actions.size() == 1);
  CHECK(says(out.actions[0].why, "Opnieuw afwezig op 12 november 2025"));
  CHECK(has(out.actions[0].invite, "pupil"));
  CHECK(has(out.actions[0].invite, "parents"));  // 17 years
  CHECK(has(out.actions[0].inform, "leerplichtambtenaar"));
}

TEST_CASE("absence that does not count moves nothing") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(8));                          // a Saturday
  w.absent(november(10), Kind::unauthorised, 1);  // another school
  w.facts.exemptions.push_back({november(11), november(11), "11g"});
  w.absent(november(11));  // leave was granted
  w.facts.exemptions.push_back({november(13), november(13), "5a"});
  w.absent(november(13));  // no duty to be there
  w.absent(november(17));  // after the run
  w.run(november(14));
  CHECK(w.state().step == "mentorgesprek");
}

TEST_CASE("a broken afspraak moves a dossier on once") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.record(november(6), "afspraak", {"what=attendance", "who=pupil", "due=2025-11-10"});
  CHECK(w.state().due_on == november(10));
  w.record(november(11), "afspraak", {"number=1", "kept=no"});
  const Escalated out = w.run(november(12));
  CHECK(w.state().step == "preventiegesprek");
  CHECK(says(out.actions[0].why, "Een afspraak is niet nagekomen."));
  CHECK(w.run(november(13)).events.empty());
}

TEST_CASE("mbo: what is overdue is listed again and not moved") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  CHECK(w.run(november(11)).actions.empty());
  CHECK(w.run(november(12)).actions.size() == 1);  // due today
  const Escalated out = w.run(november(20));
  CHECK(out.events.empty());
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].due_on == november(12));
}

TEST_CASE("po and vo: waiting is no option and an overdue step moves up by itself") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.run(november(3), {w.signal("s1", "una-6", "mentorgesprek", november(3), november(7))});
  w.run(november(7));
  CHECK(w.state().step == "mentorgesprek");
  Escalated out = w.run(november(10));
  CHECK(w.state().step == "vroege-actie");
  CHECK(w.state().main()->entered_on == november(8));
  CHECK(out.actions[0].role == "zorgcoordinator");
  CHECK(says(out.actions[0].why,
             "De stap 'Gesprek met de mentor' was niet op tijd af. Daarom is nu deze stap aan de beurt."));
  out = w.run(november(21));
  CHECK(w.state().step == "knooppunt");
  CHECK(has(out.actions[0].invite, "pupil"));
  CHECK(has(out.actions[0].invite, "parents"));
  // The knooppunt itself is listed until it is held: above it is only what the law or a person decides.
  out = w.run(make_date(2025, 12, 19));
  CHECK(out.events.empty());
  CHECK(out.actions.size() == 1);
}
