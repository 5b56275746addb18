// SPDX-License-Identifier: EUPL-1.2
// Wrong entries and what follows from taking them back.
#include <doctest/doctest.h>

#include "escalation_world.hpp"
#include "verzuim/error.hpp"

using namespace escalating;

namespace {

std::string last(const World& w) { return std::to_string(w.log.back().number); }

/// Why a correction is refused; empty when it is taken.
std::string refused(World& w, const std::string& event, const std::string& role = "mentor") {
  try {
    w.record(november(20), "corrects", {"event=" + event, "why=other"}, role);
    return {};
  } catch (const Error& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("a talk that was not held is taken back and the step is to be done again") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  CHECK(w.state().main()->watching());
  w.record(november(7), "corrects", {"event=" + last(w), "why=not-so"});
  CHECK_FALSE(w.state().main()->watching());
  CHECK(w.state().due_on == november(12));
  CHECK(w.state().talks.empty());
  CHECK(w.log.size() == 5);  // nothing is erased
}

TEST_CASE(
    "what the program did because of a wrong entry is taken back with it and done again where it follows") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  const std::string wrong = last(w);
  w.absent(november(12));
  w.run(november(13));
  REQUIRE(w.state().step == "preventiegesprek");
  w.record(november(14), "corrects", {"event=" + wrong, "why=wrong-pupil"});
  CHECK(w.state().step == "mentorgesprek");
  CHECK_FALSE(w.state().orphan());
  // The talk was held after all: the correction is corrected, and the absence moves the dossier again.
  w.record(november(14), "corrects", {"event=" + last(w), "why=slip"});
  CHECK(w.state().step == "preventiegesprek");
}

TEST_CASE("a melding that was never made leaves the duty to report") {
  World w;
  w.run(november(5), {w.signal("s1", "lpw16", "melding", november(5), november(12))});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"},
           "verzuimcoordinator");
  const std::string wrong = last(w);
  w.run(november(7));
  REQUIRE(w.state().step == "gemeentegesprek");
  w.record(november(10), "corrects", {"event=" + wrong, "why=wrong-pupil"}, "verzuimcoordinator");
  CHECK(w.state().step == "melding");
  CHECK(w.state().due_on == november(12));
  CHECK_FALSE(w.state().melding_stands());
  CHECK(w.state().meldingen.empty());
  w.run(november(11));
  CHECK(w.state().step == "melding");
}

TEST_CASE("an event that takes the place of another does what that one did") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.record(november(7), "talk",
           {"present=pupil", "cause=home", "need=care", "corrects=" + last(w), "corrects_why=wrong-date"});
  REQUIRE(w.state().talks.size() == 1);
  CHECK(w.state().talks[0].on == november(7));
  CHECK(w.state().main()->done_on == november(7));
  CHECK_FALSE(w.state().orphan());
}

TEST_CASE("a corrected afspraak takes its number with it") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "afspraak", {"what=help", "who=mentor", "due=2025-11-20"});
  const std::string wrong = last(w);
  w.record(november(6), "afspraak", {"what=study", "who=pupil", "due=2025-11-21"});
  w.record(november(7), "corrects", {"event=" + wrong, "why=twice"});
  w.record(november(5), "afspraak", {"what=care", "who=parents", "due=2025-11-22"});
  w.record(november(8), "afspraak", {"number=2", "kept=yes"});
  REQUIRE(w.state().afspraken.size() == 2);
  for (const Afspraak& a : w.state().afspraken) CHECK((a.state == "kept") == (a.what == "study"));
  CHECK_THROWS_AS(w.record(november(8), "afspraak", {"number=1", "kept=yes"}), Error);
}

TEST_CASE("only who may correct an entry does and only an entry of people is corrected") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  CHECK(says(refused(w, "1"), "by the program"));
  CHECK(says(refused(w, "2"), "by the program"));
  CHECK(says(refused(w, "99"), "there is no event 99"));
  w.record(november(6), "talk", talk);
  const std::string wrong = last(w);
  CHECK(says(refused(w, wrong, "leerplichtambtenaar"), "same organisation"));
  CHECK(refused(w, wrong, "zorgcoordinator").empty());
  CHECK(says(refused(w, wrong), "corrected already"));
}

TEST_CASE("a closed dossier can still be put right") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "closed", {"outcome=moved"});
  CHECK_FALSE(w.state().open);
  CHECK(refused(w, last(w)).empty());
  CHECK(w.state().open);
  CHECK(w.state().owner == "mentor");
}
