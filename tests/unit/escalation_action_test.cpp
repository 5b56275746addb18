// SPDX-License-Identifier: EUPL-1.2
// How actions name those involved, and how they are written and read back.
#include <doctest/doctest.h>

#include <sstream>

#include "escalation_world.hpp"
#include "verzuim/error.hpp"

using namespace escalating;

TEST_CASE("the labels of the region are used") {
  World w(Sector::vo, make_date(2011, 5, 1));
  const std::vector<std::pair<std::string, std::string>> labels = {
      {"zorgcoordinator", "ondersteuningscoördinator"}};
  w.setting.role_labels = &labels;
  CHECK(w.run(november(5), {w.signal("s1", "late", "vroege-actie", november(5), november(12))})
            .actions[0]
            .owner == "ondersteuningscoördinator");
}

TEST_CASE("actions are read back as they were written") {
  Action a{"D1",
           "P0412",
           "99XA00",
           "0014",
           "melding",
           "verzuimcoordinator",
           "A \"B\"",
           "Waarom, dan?",
           {"s1", "s2"},
           november(12),
           {"pupil"},
           {},
           "Doe\u00eb dit.",
           {"Wet, art. 1", "Afspraak"},
           "Team Leerplicht, 050 000 00 00"};
  Action bare;
  bare.dossier = "D2";
  std::string toml, csv = actions_header();
  for (const Action* one : {&a, &bare}) {
    write_action_toml(toml, *one);
    write_action_csv(csv, *one);
  }
  CHECK(csv.substr(0, csv.find('\n')) ==
        "dossier,pupil,school,gemeente,step,role,owner,why,signals,due_on,invite,inform,act,basis,contact");
  for (const std::string& text : {toml, csv}) {
    std::istringstream in(text);
    const auto back = read_actions(in, "actions");
    REQUIRE(back.size() == 2);
    CHECK(back[0].owner == a.owner);
    CHECK(back[0].why == a.why);
    CHECK(back[0].signals == a.signals);
    CHECK(back[0].due_on == a.due_on);
    CHECK(back[0].basis == a.basis);
    CHECK(back[0].act == a.act);
    CHECK(back[0].contact == a.contact);
    CHECK(back[1].contact.empty());
    CHECK(back[1].dossier == "D2");
    CHECK_FALSE(back[1].due_on.has_value());
  }
  std::istringstream empty("");
  CHECK(read_actions(empty, "actions").empty());
  for (const char* bad :
       {"[[action]]\nx = 1\n", "[[action]", "dossier,pupil\n",
        "dossier,pupil,school,gemeente,step,role,owner,why,signals,due,invite,inform,act,basis\n"}) {
    std::istringstream in(bad);
    CHECK_THROWS_AS(read_actions(in, "actions"), Error);
  }
}

TEST_CASE("the reason of a step comes before what else was seen and the list is short") {
  World w(Sector::vo, make_date(2011, 5, 1));
  std::vector<Signal> signals;
  for (int i = 1; i <= 5; ++i) {
    const std::string rule = "regel-" + std::to_string(i);
    w.rules.add(rule, make_date(2020, 8, 1),
                {bit(Kind::unauthorised), "Regel " + std::to_string(i), "Bron " + std::to_string(i)});
    signals.push_back(w.signal("s" + std::to_string(i), rule, "mentorgesprek", november(3)));
  }
  w.rules.add("wet", make_date(2020, 8, 1), {bit(Kind::unauthorised), "Het knooppunt", "De wet", true});
  signals.push_back(w.signal("s6", "wet", "knooppunt", november(4)));
  const Escalated out = w.run(november(4), signals);
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].why ==
        "Signaal: Het knooppunt (4 november 2025). Ook gezien: Regel 1 (3 november 2025); Regel 2 (3 "
        "november 2025); Regel 3 (3 november 2025) en nog 2.");
  REQUIRE(out.actions[0].basis.size() == 3);
  CHECK(out.actions[0].basis[0] == "De wet");
}

TEST_CASE("an action of an earlier day knows nothing of what came after it") {
  World w;
  w.run(november(14), {w.signal("s1", "una-6", "mentorgesprek", november(3), november(4)),
                       w.signal("s2", "late", "waarschuwing", november(13))});
  const Escalated out = w.run(november(6));
  for (const Action& a : out.actions) {
    CHECK_FALSE(says(a.why, "13 november"));
    CHECK_FALSE(has(a.signals, "s2"));
  }
}

TEST_CASE("the due date of a step is that of the task with which it starts") {
  // The step that is left counts as passed, for the task and for its term: the warm handover comes before the
  // talk.
  World w;
  w.run(november(3), {w.signal("s1", "una-6", "preventiegesprek", november(3), november(10))});
  w.run(november(5), {w.signal("s2", "lpw16", "melding", november(5), november(12))});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  w.run(november(7));
  const DossierState state = w.state();
  REQUIRE(state.main() != nullptr);
  REQUIRE(state.main()->step == "gemeentegesprek");
  CHECK(says(state.main()->act, "warm over"));
  CHECK(state.main()->due_on == november(13));
}
