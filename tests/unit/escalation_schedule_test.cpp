// SPDX-License-Identifier: EUPL-1.2
// When it is run must not matter, but for terms that nobody could know of in time.
#include <doctest/doctest.h>

#include "escalation_world.hpp"

using namespace escalating;

TEST_CASE("nightly and weekly runs give the same states") {
  const auto world = [](Sector sector, const std::vector<int>& days) {
    World w(sector, make_date(2011, 5, 1));
    for (int d : {3, 4, 5, 10, 12, 18}) w.absent(november(d));
    const std::vector<Signal> signals = {w.signal("s1", "una-6", "contact", november(3), november(4)),
                                         w.signal("s2", "late", "mentorgesprek", november(5), november(12)),
                                         w.signal("s3", "mazl", "jeugdarts", november(6), november(13)),
                                         w.signal("s4", "lpw16", "melding", november(12), november(19))};
    for (int d : days) {
      std::vector<Signal> seen;
      for (const Signal& s : signals)
        if (*s.reached_on <= november(d)) seen.push_back(s);
      w.run(november(d), seen);
    }
    std::string text;
    const DossierState state = w.state();
    for (const OpenStep& s : state.steps)
      text += s.step + " " + s.role + " " + to_string(s.entered_on) + " " +
              to_string(s.due_on.value_or(open_end)) + "\n";
    for (const std::string& p : state.passed) text += p + " ";
    return text + to_string(state.opened_on) + state.id;
  };
  std::vector<int> nightly;
  for (int d = 3; d <= 21; ++d) nightly.push_back(d);
  for (const Sector sector : {Sector::vo, Sector::mbo}) {
    const std::string every_night = world(sector, nightly);
    CHECK(every_night == world(sector, {7, 14, 21}));
    CHECK(every_night == world(sector, {12, 21}));
  }
}

TEST_CASE("a cause that nobody could know in time starts its term on the day it is seen") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.run(november(28),
        {w.signal("s1", "una-6", "mentorgesprek", make_date(2025, 9, 10), make_date(2025, 9, 17))});
  CHECK(w.state().step == "mentorgesprek");
  CHECK(w.state().due_on == make_date(2025, 12, 5));
}
