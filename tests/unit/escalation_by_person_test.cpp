// SPDX-License-Identifier: EUPL-1.2
// What only people do: hand over by hand, choose a way, punish; and that sickness gets no one to a gemeente.
#include <doctest/doctest.h>

#include "escalation_world.hpp"
#include "verzuim/dossier_view.hpp"
#include "verzuim/error.hpp"

using namespace escalating;

namespace {

int code_of(World& w, Date on, const char* type, const std::vector<std::string>& words, const char* role) {
  try {
    w.record(on, type, words, role);
    return 0;
  } catch (const Error& e) {
    return static_cast<int>(e.code());
  }
}

/// A dossier at the talk of the gemeente.
void reach_gemeente(World& w) {
  w.run(november(5), {w.signal("s1", "lpw16", "melding", november(5), november(12))});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  w.run(november(7));
  REQUIRE(w.state().step == "gemeentegesprek");
}

}  // namespace

TEST_CASE("after the talk of the gemeente its outcome is the next thing to record, with a day") {
  World w;
  reach_gemeente(w);
  w.record(november(12), "talk", talk, "leerplichtambtenaar");
  CHECK(says(w.state().next_action, "Leg vast wat er uit het gesprek kwam"));
  CHECK(w.state().owner == "leerplichtambtenaar");
  CHECK(w.state().due_on == november(19));
  CHECK(code_of(w, november(13), "route", {"role=leerplichtambtenaar", "why=talk"}, "leerplichtambtenaar") ==
        64);
  CHECK(code_of(w, november(13), "route", {"path=back", "why=talk"}, "leerplichtambtenaar") == 0);
  CHECK(w.state().main()->watching());
}

TEST_CASE("only a person of the gemeente punishes and only who has a duty") {
  World w;
  reach_gemeente(w);
  for (const char* path : {"path=halt", "path=civil", "path=criminal"})
    CHECK(code_of(w, november(12), "route", {path, "why=talk"}, "schoolleiding") == 77);
  CHECK(code_of(w, november(12), "assigned", {"step=handhaving", "why=mandate"}, "schoolleiding") == 77);
  CHECK(code_of(w, november(12), "assigned", {"step=handhaving", "why=mandate"}, "leerplichtambtenaar") == 0);
  CHECK(w.state().step == "handhaving");
  CHECK(w.state().owner == "leerplichtambtenaar");
  World adult(Sector::mbo, make_date(2005, 5, 1));
  reach_gemeente(adult);
  CHECK(code_of(adult, november(12), "assigned", {"step=handhaving", "why=mandate"}, "trajectbegeleider") ==
        77);
}

TEST_CASE("a dossier that a person hands over stays with the sender until it is accepted") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "handover", {"state=offered", "to=zorgcoordinator", "reason=person"});
  CHECK(w.state().owner == "mentor");
  CHECK(w.state().due_on == november(12));
  CHECK(code_of(w, november(7), "handover", {"state=refused"}, "zorgcoordinator") == 64);
  w.record(november(7), "handover", {"state=refused", "refused_why=not-here"}, "zorgcoordinator");
  CHECK(w.state().handovers.empty());
  CHECK(w.state().owner == "mentor");
  CHECK(says(w.run(november(12)).actions.at(0).why, "Een eerdere overdracht is niet aangenomen."));
  w.record(november(12), "handover", {"state=offered", "to=zorgcoordinator", "reason=person"});
  w.record(november(13), "handover", {"state=accepted"}, "zorgcoordinator");
  CHECK(w.state().owner == "zorgcoordinator");
  CHECK(w.state().due_on == november(12));
  CHECK(w.run(november(13)).events.empty());
}

TEST_CASE("at a transition the A4 goes along and coming back to it is a dated next action") {
  World w(Sector::po, make_date(2013, 5, 1));
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  CHECK(code_of(w, november(6), "handover", {"state=offered", "school=99XB00", "transition=po-vo"},
                "mentor") == 64);
  w.record(november(6), "handover",
           {"state=offered", "school=99XB00", "transition=po-vo", "a4_on=2025-11-05", "a4_with_pupil=yes"});
  w.record(november(10), "handover", {"state=accepted"}, "mentor");
  CHECK(w.state().school == "99XB00");
  CHECK(w.state().sector == Sector::vo);
  CHECK(w.state().step == "ontvangst");
  CHECK(w.state().due_on == november(24));
  w.record(november(11), "talk", talk);  // about something else
  CHECK_FALSE(w.state().main()->done_on.has_value());
  w.record(november(12), "talk", {"present=pupil", "cause=other", "need=nothing", "about=handover,a4"});
  CHECK(says(w.state().next_action, "Kom terug op het A4"));
  REQUIRE(w.state().due_on.has_value());
  CHECK(*w.state().due_on > make_date(2026, 1, 31));
  const Date back = *w.state().due_on;
  w.record(back, "talk", {"present=pupil", "cause=other", "need=nothing", "about=a4"});
  CHECK(w.state().main()->watching());
}

TEST_CASE("a melding that is due does not move to another school") {
  World w(Sector::vo, make_date(2010, 5, 1));
  w.run(november(5), {w.signal("s1", "lpw16", "melding", november(5), november(12))});
  w.record(november(6), "handover", {"state=offered", "school=99XB00", "reason=changes_school"});
  CHECK(code_of(w, november(7), "handover", {"state=accepted"}, "mentor") == 65);
  w.record(november(7), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  CHECK(code_of(w, november(10), "handover", {"state=accepted"}, "mentor") == 0);
}

TEST_CASE("whatever happens, sickness brings no dossier to a gemeente") {
  for (const Sector sector : {Sector::po, Sector::vo, Sector::vso, Sector::mbo})
    for (const char* theme : {"", "verzuim", "contact", "gezondheid", "gedrag"}) {
      World w(sector, make_date(2010, 5, 1));
      for (int d = 3; d < 90; d += 7) w.absent(november(d), Kind::sick);
      w.absent(november(4), Kind::authorised);
      if (*theme != 0) {
        w.log = open_dossier(w.setting, november(3), w.facts, "", theme, "mentor");
        for (std::size_t i = 0; i < w.log.size(); ++i) w.log[i].number = static_cast<std::int64_t>(i) + 1;
      } else {
        w.run(november(5), {w.signal("s1", "mazl", "jeugdarts", november(5), november(12))});
      }
      for (int week = 1; week < 12; ++week) {
        const Date on = november(5 + 7 * week);
        const char* turn[] = {"talk", "contact", "afspraak", "nothing"};
        const std::string what = turn[week % 4];
        if (!w.state().open) break;
        if (what == "talk")
          w.record(on, "talk", {"present=pupil", "cause=other", "need=nothing", "study_choice=no"});
        if (what == "contact")
          for (int i = 0; i < 3; ++i) w.record(on + i, "contact", {"reached=no"});
        if (what == "afspraak") {
          w.record(on, "afspraak", {"what=attendance", "who=pupil", "due=2025-12-01"});
          w.record(on, "afspraak",
                   {"number=" + std::to_string(w.state().afspraken.back().number), "kept=no"});
        }
        const Escalated out = w.run(on + 3);
        const Ladder& ladder = *ladders().find(w.state().ladder);
        for (const OpenStep& step : w.state().steps) CHECK_FALSE(ladder.find(step.step)->gemeente);
        for (const Action& action : out.actions) CHECK(ladder.holder(action.role) != RoleHolder::gemeente);
        CHECK_FALSE(gemeente_has_part(w.state(), ladder));
        if (!w.state().open) break;
        CHECK(code_of(w, on + 3, "assigned", {"step=gemeentegesprek", "why=mandate"}, "mentor") == 77);
        CHECK(code_of(w, on + 3, "handover", {"state=offered", "to=leerplichtambtenaar"}, "mentor") == 77);
        CHECK(code_of(w, on + 3, "route", {"role=trajectbegeleider", "why=other"}, "mentor") == 77);
      }
    }
}

TEST_CASE("absence that a gemeente may know of lets a dossier opened by hand reach it") {
  World w;
  w.absent(november(4), Kind::late);
  w.log = open_dossier(w.setting, november(5), w.facts, "", "verzuim", "mentor");
  for (std::size_t i = 0; i < w.log.size(); ++i) w.log[i].number = static_cast<std::int64_t>(i) + 1;
  for (int i = 6; i < 9; ++i) w.record(november(i), "contact", {"reached=no"});
  w.run(november(9));
  CHECK(w.state().step == "preventiegesprek");
}
