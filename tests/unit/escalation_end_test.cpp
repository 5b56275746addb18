// SPDX-License-Identifier: EUPL-1.2
// How a dossier ends, and what outlives a correction.
#include <doctest/doctest.h>

#include <algorithm>

#include "escalation_world.hpp"

using namespace escalating;

TEST_CASE("a dossier whose evidence is withdrawn closes when nobody acted on it") {
  World w(Sector::vo, make_date(2011, 5, 1));
  Signal s = w.signal("s1", "una-6", "mentorgesprek", november(5), november(7));
  w.run(november(5), {s});
  s.status = Status::withdrawn;
  // Overdue by now, but what rests on nothing moves nowhere.
  const Escalated out = w.run(november(20), {s});
  CHECK_FALSE(w.state().open);
  CHECK(w.state().outcome == "withdrawn");
  CHECK(out.actions.empty());
  CHECK(w.run(november(20), {s}).events.empty());
  // When the correction is itself corrected, the signal opens a dossier again.
  s.status = Status::new_;
  w.run(november(21), {s});
  const auto states = fold_all(w.log, ladders());
  REQUIRE(states.size() == 2);
  CHECK(std::count_if(states.begin(), states.end(), [](const DossierState& d) { return d.open; }) == 1);
}

TEST_CASE("a dossier with other evidence or a talk outlives a withdrawn signal") {
  for (const bool talked : {false, true}) {
    World w;
    Signal s = w.signal("s1", "una-6", "mentorgesprek", november(5), november(12));
    w.run(november(5), {s});
    if (talked)
      w.record(november(6), "talk", talk);
    else
      w.run(november(6), {w.signal("s2", "late", "contact", november(6), november(7))});
    s.status = Status::withdrawn;
    const Escalated out = w.run(november(7), {s});
    CHECK(w.state().open);
    CHECK(w.state().signals[0].withdrawn);
    REQUIRE(out.actions.size() == 1);
    CHECK_FALSE(has(out.actions[0].signals, "s1"));
  }
}

TEST_CASE("a melding that was made stands until a person decides") {
  World w;
  Signal s = w.signal("s1", "lpw16", "melding", november(5), november(12));
  w.run(november(5), {s});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  s.status = Status::withdrawn;
  const Escalated out = w.run(november(10), {s});
  CHECK(w.state().open);
  CHECK(w.state().melding_stands());
  CHECK(w.state().owner == "verzuimcoordinator");
  CHECK(says(w.state().next_action, "Beslis of de melding blijft staan"));
  CHECK(w.state().due_on.has_value());
  CHECK(says(out.actions.back().why, "gecorrigeerd"));
  CHECK(w.run(november(10), {s}).events.empty());
  w.record(november(11), "melding", {"status=withdrawn", "close_reason=corrected"}, "verzuimcoordinator");
  w.run(november(12));
  CHECK_FALSE(w.state().open);
  CHECK(w.state().outcome == "withdrawn");
}

TEST_CASE("a melding that was not made yet falls away with its evidence") {
  World w;
  Signal s = w.signal("s1", "lpw16", "melding", november(6), november(13));
  w.run(november(6), {w.signal("s0", "una-6", "mentorgesprek", november(5), november(12)), s});
  s.status = Status::withdrawn;
  w.run(november(7), {s});
  CHECK(w.state().find("melding") == nullptr);
  CHECK(w.state().step == "mentorgesprek");
}

TEST_CASE("school weeks without absence take a dossier down and holidays are no school weeks") {
  World w;
  w.absent(november(27));
  w.run(november(27), {w.signal("s1", "una-6", "mentorgesprek", november(27), make_date(2025, 12, 4))});
  w.record(make_date(2025, 12, 1), "talk", talk);
  w.absent(make_date(2025, 12, 9), Kind::sick);  // not what the dossier is about
  w.run(make_date(2026, 1, 5));
  CHECK(w.state().open);
  w.run(make_date(2026, 1, 11));
  CHECK(w.state().open);
  w.run(make_date(2026, 1, 20));
  CHECK_FALSE(w.state().open);
  CHECK(w.state().outcome == "back-full");
  CHECK(w.state().closed_on == make_date(2026, 1, 13));
}

TEST_CASE("a dossier with an afspraak or a melding that stands is not taken down by itself") {
  World w;
  w.run(november(3), {w.signal("s1", "una-6", "mentorgesprek", november(3), november(10))});
  w.record(november(4), "talk", talk);
  w.record(november(4), "afspraak", {"what=help", "who=mentor", "due=2025-11-14"});
  w.run(make_date(2026, 2, 1));
  CHECK(w.state().open);
  w.record(make_date(2026, 2, 1), "afspraak", {"number=1", "kept=yes"});
  w.run(make_date(2026, 2, 2));
  CHECK_FALSE(w.state().open);
}

TEST_CASE("a new signal after the end opens a new dossier") {
  World w;
  w.run(november(3), {w.signal("s1", "una-6", "mentorgesprek", november(3), november(10))});
  w.record(november(4), "closed", {"outcome=back-full"});
  w.run(november(12), {w.signal("s2", "una-6", "mentorgesprek", november(12), november(19))});
  CHECK(fold_all(w.log, ladders()).size() == 2);
}
