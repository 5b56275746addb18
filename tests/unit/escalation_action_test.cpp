// SPDX-License-Identifier: EUPL-1.2
// How actions name those involved, and how they are written and read back.
#include "escalation_world.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "verzuim/error.hpp"

using namespace escalating;

TEST_CASE("the labels of the region are used") {
  World w(Sector::vo, make_date(2011, 5, 1));
  const std::vector<std::pair<std::string, std::string>> labels = {{"zorgcoordinator", "ondersteuningscoördinator"}};
  w.setting.role_labels = &labels;
  CHECK(w.run(november(5), {w.signal("s1", "late", "vroege-actie", november(5), november(12))}).actions[0].owner == "ondersteuningscoördinator");
}

TEST_CASE("actions are read back as they were written") {
  Action a{"D1", "P0412", "99XA00", "0014", "melding", "verzuimcoordinator", "A \"B\"", "Waarom, dan?", {"s1", "s2"}, november(12), {"pupil"}, {}, "Doe\u00eb dit.", {"Wet, art. 1", "Afspraak"}};
  Action bare;
  bare.dossier = "D2";
  std::string toml, csv = actions_header();
  for (const Action* one : {&a, &bare}) {
    write_action_toml(toml, *one);
    write_action_csv(csv, *one);
  }
  CHECK(csv.substr(0, csv.find('\n')) == "dossier,pupil,school,gemeente,step,role,owner,why,signals,due_on,invite,inform,act,basis");
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
    CHECK(back[1].dossier == "D2");
    CHECK_FALSE(back[1].due_on.has_value());
  }
  std::istringstream empty("");
  CHECK(read_actions(empty, "actions").empty());
  for (const char* bad : {"[[action]]\nx = 1\n", "[[action]", "dossier,pupil\n", "dossier,pupil,school,gemeente,step,role,owner,why,signals,due,invite,inform,act,basis\n"}) {
    std::istringstream in(bad);
    CHECK_THROWS_AS(read_actions(in, "actions"), Error);
  }
}
