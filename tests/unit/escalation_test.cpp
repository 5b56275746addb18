// SPDX-License-Identifier: EUPL-1.2
// How signals open dossiers, join them and move them.
#include <doctest/doctest.h>

#include "escalation_world.hpp"
#include "verzuim/error.hpp"

using namespace escalating;

TEST_CASE("a signal opens a dossier with an owner and a next action and a due date") {
  World w;
  const Escalated out =
      w.run(november(12), {w.signal("s1", "una-6", "mentorgesprek", november(12), november(19))});
  REQUIRE(out.actions.size() == 1);
  const Action& a = out.actions[0];
  CHECK(a.pupil == "P0412");
  CHECK(a.school == "99XA00");
  CHECK(a.gemeente == "0014");
  CHECK(a.step == "mentorgesprek");
  CHECK(a.role == "mentor");
  CHECK(a.owner == "VRZ");
  CHECK(a.due_on == november(19));
  CHECK(a.signals == std::vector<std::string>{"s1"});
  CHECK(says(a.why, "6 uur ongeoorloofd (12 november 2025)"));
  CHECK(has(a.basis, "Schoolafspraak"));
  CHECK(w.state().opened_on == november(12));
  CHECK_FALSE(w.state().orphan());
}

TEST_CASE("the same run twice on one day adds nothing") {
  World w;
  w.absent(november(14));
  const std::vector<Signal> signals = {w.signal("s1", "una-6", "mentorgesprek", november(12), november(13)),
                                       w.signal("s2", "lpw16", "melding", november(13), november(20))};
  w.run(november(14), signals);
  const auto before = w.log.size();
  const Escalated again = w.run(november(14), signals);
  CHECK(again.events.empty());
  CHECK(w.log.size() == before);
  // What is overdue is listed again all the same.
  REQUIRE(again.actions.size() == 1);
  CHECK(again.actions[0].step == "mentorgesprek");
  CHECK(says(again.actions[0].why, "Dit is te laat: het moest op 13 november 2025 af zijn."));
}

TEST_CASE("several signals join one dossier and move it on but never back") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "contact", november(5), november(6))});
  w.run(november(6), {w.signal("s2", "late", "vroege-actie", november(6), november(13))});
  CHECK(w.state().step == "vroege-actie");
  CHECK(w.state().passed.contains("contact"));
  const Escalated back =
      w.run(november(7), {w.signal("s3", "una-6", "mentorgesprek", november(7), november(14))});
  CHECK(back.held == 1);
  CHECK(back.actions.empty());
  CHECK(w.state().step == "vroege-actie");
  CHECK(w.state().due_on == november(13));
  REQUIRE(back.events.size() == 1);
  CHECK(back.events[0].type == "signal");
  CHECK(back.events[0].field("held") == "true");
  CHECK(back.events[0].dossier == w.log.front().dossier);
  CHECK(w.state().signals.size() == 3);
  CHECK(fold_all(w.log, ladders()).size() == 1);
}

TEST_CASE("a signal whose step is open already is held and the due date stays") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  const Escalated second =
      w.run(november(6), {w.signal("s2", "late", "mentorgesprek", november(6), november(20))});
  CHECK(second.held == 1);
  CHECK(second.actions.empty());
  CHECK(w.state().due_on == november(12));
}

TEST_CASE("of two rungs on one day the higher acts") {
  World w;
  Signal low = w.signal("s3", "late", "mentorgesprek", november(5), november(12)),
         high = w.signal("s6", "late", "contact", november(5), november(6));
  low.threshold = "3";
  high.threshold = "12";
  const Escalated out = w.run(november(5), {low, high});
  CHECK(w.state().step == "contact");
  CHECK(out.held == 1);
}

TEST_CASE("schools of one pupil have dossiers of their own") {
  World w;
  Enrolment other = w.facts.enrolments[0];
  other.school = "99XB00";
  w.facts.enrolments.push_back(other);
  Signal there = w.signal("s2", "una-6", "mentorgesprek", november(5), november(12));
  there.school = "99XB00";
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12)), there});
  CHECK(fold_all(w.log, ladders()).size() == 2);
}

TEST_CASE("a melding waits for nothing and runs beside the step that is open") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  Signal must = w.signal("s2", "lpw16", "melding", november(6), november(13));
  must.severity = Severity::must;
  must.melding = "16-uur";
  const Escalated out = w.run(november(6), {must});
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].step == "melding");
  CHECK(out.actions[0].role == "verzuimcoordinator");
  CHECK(out.actions[0].due_on == november(13));
  CHECK(says(out.actions[0].why, "Soort melding: 16-uur."));
  CHECK(w.state().main()->step == "mentorgesprek");
  CHECK(w.state().main()->due_on == november(12));
  CHECK(w.state().owner == "verzuimcoordinator");
}

TEST_CASE("a melding that is due keeps its date however late it is seen") {
  World w;
  w.run(make_date(2026, 1, 20), {w.signal("s1", "lpw16", "melding", november(6), november(13))});
  CHECK(w.state().find("melding")->due_on == november(13));
}

TEST_CASE("every signal of the law asks for its own melding once the last one is made") {
  World w;
  w.run(november(6), {w.signal("s1", "lpw16", "melding", november(6), november(13))});
  CHECK(w.run(november(7), {w.signal("s2", "lpw16", "melding", november(7), november(14))}).held == 1);
  w.record(november(7), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-07"},
           "verzuimcoordinator");
  const Escalated out = w.run(november(20), {w.signal("s3", "lpw16", "melding", november(20), november(27))});
  CHECK(out.held == 0);
  REQUIRE(w.state().find("melding") != nullptr);
  CHECK_FALSE(w.state().find("melding")->watching());
  CHECK(w.state().main()->step == "gemeentegesprek");
}

TEST_CASE("a rule that only allows a melding orders none") {
  World w;
  Signal may = w.signal("s1", "una-6", "melding", november(6));
  may.severity = Severity::notice;
  w.run(november(6), {may});
  CHECK(w.state().find("melding") == nullptr);
  CHECK(w.state().step == "mentorgesprek");
}

TEST_CASE("a signal that cannot be placed is refused with the remedy") {
  World w;
  const auto refusal = [&](const Signal& s) {
    try {
      escalate(w.setting, november(12), w.facts, {}, {s});
      return std::pair(0, std::string());
    } catch (const Error& e) {
      return std::pair(static_cast<int>(e.code()), std::string(e.what()));
    }
  };
  CHECK(refusal(w.signal("s1", "onbekend", "contact", november(5))).first == 78);
  CHECK(says(refusal(w.signal("s1", "una-6", "geen-stap", november(5))).second,
             "which the ladder `mbo-doorstroompunt-plus` does not have"));
  Signal elsewhere = w.signal("s1", "una-6", "contact", november(5));
  elsewhere.school = "99XC00";
  CHECK(refusal(elsewhere).first == 65);
  Signal undecided = w.signal("s1", "onbekend", "contact", november(5));
  undecided.status = Status::undecided;
  CHECK(refusal(undecided).first == 0);
}

TEST_CASE("a proposal says that it is one wherever its title is read") {
  Rulebook book = Rulebook::shipped({"law", "proposed"});
  book.finish();
  const RuleNotes all(book);
  CHECK(all.find("pat-vak", make_date(2020, 8, 1))->title.ends_with(" [voorstel]"));
  CHECK(all.find("lpw16", make_date(2020, 7, 1))->title.find("voorstel") == std::string::npos);
}

TEST_CASE("notes of the shipped rules tell sickness from the rest") {
  Rulebook book = Rulebook::shipped({"law", "national"});
  book.finish();
  const RuleNotes all(book);
  REQUIRE(all.find("lpw16", make_date(2020, 7, 1)) != nullptr);
  CHECK(all.find("lpw16", make_date(2020, 7, 1))->kinds == bit(Kind::unauthorised));
  CHECK(all.find("mazl-freq", make_date(1990, 1, 1))->kinds == bit(Kind::sick));
  CHECK(all.find("concern", make_date(2020, 8, 1))->kinds == 0);
  CHECK(all.find("nergens", make_date(2020, 8, 1)) == nullptr);
}
