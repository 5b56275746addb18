// SPDX-License-Identifier: EUPL-1.2
// A dossier comes to rest: what a person handed over stands, and one that never rests does not stop the
// others.
#include <doctest/doctest.h>

#include <tuple>

#include "escalation_world.hpp"

using namespace escalating;

namespace {

/// Two steps beside the others that hand the dossier to and fro, a day at a time.
constexpr std::string_view restless = R"(
id = "heen-en-weer"
title = "Heen en weer"
sectors = ["mbo"]
seen_late = { days = 9000 }
choose = { role = "verzuimcoordinator", act = "Kies." }
[[basis]]
text = "Eigen afspraak"
checked = 2025-11-01
says = "Een proef."
[holder]
mentor = "school"
verzuimcoordinator = "school"
[start]
default = "heen"
)";

std::string restless_ladder() {
  std::string text(restless);
  for (const auto& [id, to, more] :
       {std::tuple{"heen", "weer", "beside = true"}, std::tuple{"weer", "heen", "beside = true"}})
    text += "[[step]]\nid = \"" + std::string(id) + "\"\ntitle = \"Stap\"\nrole = \"mentor\"\n" + more +
            "\nact = \"Doe iets.\"\nrecord = [\"talk\"]\nwithin = { days = 1 }\n" +
            "moves = [{ by = \"overdue\", to = \"" + to +
            "\" }]\nfollow = { act = \"Kijk.\", within = { days = 1 } }\n";
  return text;
}

}  // namespace

TEST_CASE("a handover that a person made and the gemeente accepted is not undone by escalate") {
  World w;
  w.facts.enrolments[0].gemeente = "0363";
  Signal s = w.signal("s1", "lpw16", "melding", november(5), november(12));
  s.gemeente = "0363";
  w.run(november(5), {s});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  w.record(november(7), "handover", {"state=offered", "gemeente=Groningen"}, "leerplichtambtenaar");
  CHECK(w.state().handovers.at(0).gemeente == "0014");
  w.record(november(8), "handover", {"state=accepted"}, "leerplichtambtenaar");
  w.run(november(10));
  CHECK(w.state().gemeente == "0014");
  CHECK(w.state().handovers.empty());
  CHECK(w.run(november(11)).events.empty());
  // A row that is corrected as of long ago still moves it, after what the person did.
  w.facts.enrolments[0].gemeente = "0344";
  w.run(november(12));
  REQUIRE(w.state().handovers.size() == 1);
  CHECK(w.state().handovers[0].gemeente == "0344");
  w.record(november(13), "handover", {"state=accepted"}, "leerplichtambtenaar");
  CHECK(w.state().gemeente == "0344");
  CHECK(w.run(november(14)).events.empty());
}

TEST_CASE("a handover made before anything reached a gemeente does not go back and forth without end") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "handover", {"state=offered", "gemeente=0363"});
  w.record(november(6), "handover", {"state=accepted"});
  w.run(november(10));
  CHECK(w.state().gemeente == "0363");
  // Where the enrolment follows, nothing is offered; where it then goes back, it does.
  w.facts.enrolments[0].gemeente = "0363";
  w.run(november(10));
  CHECK(w.state().handovers.empty());
  w.facts.enrolments[0].gemeente = "0014";
  w.run(november(10));
  CHECK(w.state().gemeente == "0014");
}

TEST_CASE("a dossier that never comes to rest stays where it was and is named to the verzuimcoordinator") {
  World w;
  LadderSet own = LadderSet::shipped();
  own.add(restless_ladder(), "heen-en-weer.toml");
  w.setting.ladders = &own;
  w.rules.add("eigen", make_date(2020, 8, 1), {bit(Kind::unauthorised), "Eigen regel", "Eigen afspraak"});
  w.facts.enrolments[0].until = make_date(2049, 7, 31);
  const Date late = make_date(2035, 1, 1);
  const Escalated out =
      escalate(w.setting, late, w.facts, {}, {w.signal("s1", "eigen", "heen", november(5), november(6))});
  REQUIRE(!out.actions.empty());
  const std::string id = out.events.front().dossier;
  CHECK(out.actions[0].role == "verzuimcoordinator");
  CHECK(says(out.actions[0].act, "Kijk dit dossier na (" + id + ")"));
  CHECK(out.events.size() == 3);  // opened, signal, assigned
  CHECK(fold(out.events, own).step == "heen");
}
