// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/escalation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

const LadderSet& ladders() {
  static const LadderSet set = LadderSet::shipped();
  return set;
}

RuleNotes notes() {
  RuleNotes all;
  const Date start = make_date(2020, 8, 1);
  all.add("lpw16", start, {bit(Kind::unauthorised), "16 uur in vier lesweken", "Leerplichtwet"});
  all.add("una-6", start, {bit(Kind::unauthorised), "6 uur ongeoorloofd", "Schoolafspraak"});
  all.add("late", start, {bit(Kind::late), "Te laat", "Schoolafspraak"});
  all.add("mazl", start, {bit(Kind::sick), "Vaak ziekgemeld", "M@ZL"});
  all.add("alles", start, {0b111111, "Tien procent afwezig", "Onderzoek"});
  all.add("concern", start, {0, "Zorg geuit", "M@ZL"});
  return all;
}

Date november(int d) { return make_date(2025, 11, 1) + (d - 1); }

/// One invented pupil at one school, with the log that grows run by run.
struct World {
  RuleNotes rules = notes();
  Calendar calendar{Reference::shipped(), {{"99XA", "", "", "Noord", ""}, {"99XB", "", "", "Noord", ""}}, {}};
  std::vector<std::string> schools = {"99XA00", "99XB00"};
  std::vector<std::string> without;
  PupilFacts facts;
  std::vector<DossierEvent> log;
  EscalationSetting setting;

  explicit World(Sector sector = Sector::mbo, Date born = make_date(2008, 5, 1)) {
    setting.ladders = &ladders();
    setting.rules = &rules;
    setting.law = &Law::shipped();
    setting.reference = &Reference::shipped();
    setting.calendar = &calendar;
    setting.schools = &schools;
    setting.without_jeugdarts = &without;
    setting.at = "2025-11-24T08:00:00Z";
    facts.pupil = "P0412";
    Enrolment row;
    row.school = "99XA00";
    row.sector = sector;
    row.from = make_date(2025, 8, 1);
    row.gemeente = "0014";
    row.mentor = "VRZ";
    row.birth_date = born;
    facts.enrolments.push_back(row);
  }
  World(const World&) = delete;

  Signal signal(const std::string& id, const std::string& rule, const std::string& step, Date reached, std::optional<Date> due = {}) const {
    Signal s;
    s.id = id;
    s.rule = rule;
    s.valid_from = make_date(2020, 8, 1);
    s.severity = Severity::should;
    s.pupil = facts.pupil;
    s.school = "99XA00";
    s.gemeente = "0014";
    s.reached_on = reached;
    s.due_on = due;
    s.threshold = "1";
    s.step = step;
    return s;
  }

  void absent(Date date, Kind kind = Kind::unauthorised, int school = 0) {
    Absence a;
    a.date = date;
    a.lesson = 1;
    a.kind = kind;
    a.school = school;
    facts.absences.push_back(a);
  }

  Escalated run(Date on, std::vector<Signal> signals = {}) {
    Escalated out = escalate(setting, on, facts, log, std::move(signals));
    for (const DossierEvent& e : out.events) {
      log.push_back(e);
      log.back().number = static_cast<std::int64_t>(log.size());
    }
    return out;
  }

  void record(Date on, const std::string& type, const std::vector<std::string>& words, const std::string& role = "mentor") {
    DossierEvent e;
    e.dossier = log.front().dossier;
    e.pupil = facts.pupil;
    e.school = log.front().school;
    e.type = type;
    e.on = on;
    e.role = role;
    e.fields = parse_event(type, words);
    check_event(e, state());
    log.push_back(complete_event(setting, facts, log, e));
  }

  DossierState state() const { return fold(log, ladders()); }
};

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
bool has(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }
const std::vector<std::string> talk = {"present=pupil,mentor", "cause=other", "need=nothing"};

}  // namespace

TEST_CASE("a signal opens a dossier with an owner and a next action and a due date") {
  World w;
  const Escalated out = w.run(november(12), {w.signal("s1", "una-6", "mentorgesprek", november(12), november(19))});
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
  CHECK(says(a.why, "6 uur ongeoorloofd (2025-11-12)"));
  CHECK(has(a.basis, "Schoolafspraak"));
  CHECK(w.state().opened_on == november(12));
  CHECK_FALSE(w.state().orphan());
}

TEST_CASE("the same run twice on one day adds nothing") {
  World w;
  w.absent(november(14));
  const std::vector<Signal> signals = {w.signal("s1", "una-6", "mentorgesprek", november(12), november(13)), w.signal("s2", "lpw16", "melding", november(13), november(20))};
  w.run(november(14), signals);
  const auto before = w.log.size();
  const Escalated again = w.run(november(14), signals);
  CHECK(again.events.empty());
  CHECK(w.log.size() == before);
  // What is overdue is listed again all the same.
  REQUIRE(again.actions.size() == 1);
  CHECK(again.actions[0].step == "mentorgesprek");
  CHECK(says(again.actions[0].why, "Dit had op 2025-11-13 klaar moeten zijn."));
}

TEST_CASE("several signals join one dossier and move it on but never back") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "contact", november(5), november(6))});
  w.run(november(6), {w.signal("s2", "late", "vroege-actie", november(6), november(13))});
  CHECK(w.state().step == "vroege-actie");
  CHECK(w.state().passed.contains("contact"));
  const Escalated back = w.run(november(7), {w.signal("s3", "una-6", "mentorgesprek", november(7), november(14))});
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
  const Escalated second = w.run(november(6), {w.signal("s2", "late", "mentorgesprek", november(6), november(20))});
  CHECK(second.held == 1);
  CHECK(second.actions.empty());
  CHECK(w.state().due_on == november(12));
}

TEST_CASE("of two rungs on one day the higher acts") {
  World w;
  Signal low = w.signal("s3", "late", "mentorgesprek", november(5), november(12)), high = w.signal("s6", "late", "contact", november(5), november(6));
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
  w.record(november(7), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-07"}, "verzuimcoordinator");
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

TEST_CASE("sickness never leads to a gemeente whatever a rule says") {
  World w;
  const Escalated out = w.run(november(6), {w.signal("s1", "mazl", "melding", november(6), november(13)), w.signal("s2", "mazl", "preventiegesprek", november(7), november(14)),
                                            w.signal("s3", "alles", "gemeentegesprek", november(6), november(14)), w.signal("s4", "concern", "melding", november(6), november(14))});
  for (const Action& a : out.actions) {
    CHECK(a.step != "melding");
    CHECK(ladders().of(Sector::mbo)->holder(a.role) != RoleHolder::gemeente);
  }
  CHECK(w.state().find("jeugdarts") != nullptr);
  CHECK(w.state().main()->step == "mentorgesprek");
}

TEST_CASE("often sick brings in the jeugdarts beside what the school does") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.run(november(5), {w.signal("s1", "una-6", "knooppunt", november(5), november(28))});
  const Escalated out = w.run(november(6), {w.signal("s2", "mazl", "jeugdarts", november(6), november(13))});
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].role == "jeugdarts");
  CHECK(has(out.actions[0].invite, "parents"));
  CHECK(w.state().main()->step == "knooppunt");
  // The report that comes after the consult brings the jeugdarts in again.
  w.record(november(7), "consult", {"state=held"}, "jeugdarts");
  CHECK(w.run(november(10), {w.signal("s3", "mazl", "jeugdarts", november(10), november(17))}).actions.size() == 1);
}

TEST_CASE("without a jeugdarts the school acts and says why") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.without = {"Groningen"};
  const Escalated out = w.run(november(6), {w.signal("s1", "mazl", "jeugdarts", november(6), november(13))});
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].step == "jeugdarts");
  CHECK(out.actions[0].role == "zorgcoordinator");
  CHECK(says(out.actions[0].why, "geen jeugdarts beschikbaar"));
  CHECK(says(out.actions[0].act, "huisarts"));
  w.record(november(7), "talk", talk, "zorgcoordinator");
  CHECK(w.state().find("jeugdarts")->watching());
}

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

TEST_CASE("mbo: no contact about sickness alone stays at school") {
  World w;
  w.run(november(5), {w.signal("s1", "mazl", "mentorgesprek", november(5), november(12))});
  for (int d : {5, 6, 7}) w.record(november(d), "contact", {"reached=no"});
  w.run(november(10));
  CHECK(w.state().step == "mentorgesprek");
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
  CHECK(says(out.actions[0].why, "Opnieuw afwezig op 2025-11-12"));
  CHECK(has(out.actions[0].invite, "pupil"));
  CHECK(has(out.actions[0].invite, "parents"));  // 17 years
  CHECK(has(out.actions[0].inform, "leerplichtambtenaar"));
}

TEST_CASE("absence that does not count moves nothing") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(8));                        // a Saturday
  w.absent(november(10), Kind::unauthorised, 1);  // another school
  w.facts.exemptions.push_back({november(11), november(11), "11g"});
  w.absent(november(11));                       // leave was granted
  w.facts.exemptions.push_back({november(13), november(13), "5a"});
  w.absent(november(13));                       // no duty to be there
  w.absent(november(17));                       // after the run
  w.run(november(14));
  CHECK(w.state().step == "mentorgesprek");
}

TEST_CASE("mbo: an adult is invited without parents and nobody of leerplicht is told") {
  World w(Sector::mbo, make_date(2006, 5, 1));
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(12));
  const Escalated out = w.run(november(13));
  REQUIRE(out.actions.size() == 1);
  CHECK_FALSE(has(out.actions[0].invite, "parents"));
  CHECK(out.actions[0].inform.empty());
}

TEST_CASE("mbo: a minor with a startkwalificatie falls between invited and informed") {
  World w;
  w.facts.diplomas.push_back({make_date(2025, 7, 1), "havo"});
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(12));
  const Escalated out = w.run(november(13));
  REQUIRE(out.actions.size() == 1);
  CHECK(has(out.actions[0].invite, "parents"));
  CHECK_FALSE(has(out.actions[0].inform, "parents"));
  CHECK_FALSE(has(out.actions[0].inform, "leerplichtambtenaar"));
  CHECK(says(out.actions[0].act, "Vraag dan of de ouders erbij mogen zijn"));
}

namespace {

/// An mbo dossier whose preventiegesprek was held on the 14th, with the verslag sent.
void hold_preventiegesprek(World& w) {
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  w.record(november(6), "talk", talk);
  w.absent(november(12));
  w.run(november(13));
  w.record(november(14), "talk", {"present=pupil,preventiemedewerker", "cause=study-choice", "need=other-course"}, "preventiemedewerker");
}

}  // namespace

TEST_CASE("mbo: after the preventiegesprek the verslag to the woongemeente has its own due date") {
  World w;
  hold_preventiegesprek(w);
  CHECK(w.state().owner == "preventiemedewerker");
  CHECK(says(w.state().next_action, "verslag"));
  CHECK(w.state().due_on == november(21));  // five working days
  w.record(november(17), "verslag", {"gemeente=0014", "sent_on=2025-11-17"}, "preventiemedewerker");
  CHECK(says(w.state().next_action, "leerplichtambtenaar"));
  CHECK(w.state().due_on == november(24));
}

TEST_CASE("mbo: absence that goes on brings the melding and then the talk of the gemeente by duty") {
  for (const bool adult : {false, true}) {
    World w(Sector::mbo, adult ? make_date(2006, 5, 1) : make_date(2008, 5, 1));
    hold_preventiegesprek(w);
    w.absent(november(18));
    const Escalated out = w.run(november(19));
    REQUIRE(w.state().find("melding") != nullptr);
    CHECK(w.state().step == "melding");
    CHECK(w.state().due_on == november(25));
    REQUIRE(out.actions.size() == 1);  // the verslag is still to be sent, but it did not change and is not due yet
    CHECK(out.actions[0].step == "melding");
    w.record(november(20), "melding", {"kind=overig", "begin=2025-11-12"}, "verzuimcoordinator");
    w.run(november(21));
    CHECK(w.state().step == "gemeentegesprek");
    CHECK(w.state().main()->role == (adult ? "trajectbegeleider" : "leerplichtambtenaar"));
    // The preventiemedewerker hands over first.
    CHECK(w.state().owner == "preventiemedewerker");
    w.record(november(21), "handover", {"state=offered", "to=leerplichtambtenaar"}, "preventiemedewerker");
    CHECK(w.state().owner == "preventiemedewerker");
    w.record(november(24), "handover", {"state=accepted"}, "leerplichtambtenaar");
    CHECK(w.state().owner == (adult ? "trajectbegeleider" : "leerplichtambtenaar"));
    CHECK(w.state().due_on > november(24));
    CHECK(w.run(november(24)).events.empty());
  }
}

TEST_CASE("without duty a person chooses who takes the talk") {
  World w(Sector::mbo, make_date(2006, 5, 1));
  w.facts.diplomas.push_back({make_date(2025, 7, 1), "mbo2"});
  hold_preventiegesprek(w);
  w.absent(november(18));
  w.run(november(19));
  CHECK(w.state().owner == "verzuimcoordinator");
  CHECK(says(w.state().next_action, "Kies samen"));
  w.record(november(20), "route", {"role=verzuimcoordinator", "why=no-duty"}, "verzuimcoordinator");
  CHECK(says(w.state().next_action, "Meld het verzuim"));
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
  CHECK(says(out.actions[0].why, "De stap 'Gesprek met de mentor' is niet op tijd gedaan. Wachten is geen optie."));
  out = w.run(november(21));
  CHECK(w.state().step == "knooppunt");
  CHECK(has(out.actions[0].invite, "pupil"));
  CHECK(has(out.actions[0].invite, "parents"));
  // The knooppunt itself is listed until it is held: above it is only what the law or a person decides.
  out = w.run(make_date(2025, 12, 19));
  CHECK(out.events.empty());
  CHECK(out.actions.size() == 1);
}

TEST_CASE("po and vo: an overdue consult brings a knooppunt and no gemeente") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.run(november(3), {w.signal("s1", "mazl", "jeugdarts", november(3), november(7))});
  w.run(november(10));
  CHECK(w.state().step == "knooppunt");
  CHECK(w.state().find("jeugdarts") == nullptr);
  w.run(make_date(2025, 12, 19));
  CHECK(w.state().step == "knooppunt");
}

TEST_CASE("vo: a worry raised by hand brings early action without any absence") {
  World w(Sector::vo, make_date(2011, 5, 1));
  w.log = open_dossier(w.setting, november(5), w.facts, {}, "gedrag", "mentor");
  CHECK(w.state().step == "vroege-actie");
  CHECK(w.state().owner == "zorgcoordinator");
  CHECK(w.state().theme == "gedrag");
  CHECK(w.state().due_on.has_value());
  const Escalated out = w.run(november(6), {w.signal("s1", "concern", "vroege-actie", november(6), november(13))});
  CHECK(out.held == 1);
}

TEST_CASE("a dossier is opened by hand at the school that is meant") {
  World w;
  Enrolment other = w.facts.enrolments[0];
  other.school = "99XB00";
  w.facts.enrolments.push_back(other);
  CHECK_THROWS_AS(open_dossier(w.setting, november(5), w.facts, {}, "verzuim", "mentor"), Error);
  CHECK_THROWS_AS(open_dossier(w.setting, november(5), w.facts, "99XC", "verzuim", "mentor"), Error);
  CHECK(open_dossier(w.setting, november(5), w.facts, "99XB", "verzuim", "mentor").front().school == "99XB00");
}

TEST_CASE("nightly and weekly runs give the same states") {
  const auto world = [](Sector sector, const std::vector<int>& days) {
    World w(sector, make_date(2011, 5, 1));
    for (int d : {3, 4, 5, 10, 12, 18}) w.absent(november(d));
    const std::vector<Signal> signals = {w.signal("s1", "una-6", "contact", november(3), november(4)), w.signal("s2", "late", "mentorgesprek", november(5), november(12)),
                                         w.signal("s3", "mazl", "jeugdarts", november(6), november(13)), w.signal("s4", "lpw16", "melding", november(12), november(19))};
    for (int d : days) {
      std::vector<Signal> seen;
      for (const Signal& s : signals)
        if (*s.reached_on <= november(d)) seen.push_back(s);
      w.run(november(d), seen);
    }
    std::string text;
    const DossierState state = w.state();
    for (const OpenStep& s : state.steps) text += s.step + " " + s.role + " " + to_string(s.entered_on) + " " + to_string(s.due_on.value_or(open_end)) + "\n";
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
  w.run(november(28), {w.signal("s1", "una-6", "mentorgesprek", make_date(2025, 9, 10), make_date(2025, 9, 17))});
  CHECK(w.state().step == "mentorgesprek");
  CHECK(w.state().due_on == make_date(2025, 12, 5));
}

TEST_CASE("turning 18 hands the dossier over and the sender keeps the deadline") {
  World w(Sector::mbo, make_date(2007, 11, 20));
  w.run(november(5), {w.signal("s1", "lpw16", "melding", november(5), november(12))});
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"}, "verzuimcoordinator");
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
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"}, "verzuimcoordinator");
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
    if (reached) w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"}, "verzuimcoordinator");
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
    if (talked) w.record(november(6), "talk", talk);
    else w.run(november(6), {w.signal("s2", "late", "contact", november(6), november(7))});
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
  w.record(november(6), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"}, "verzuimcoordinator");
  s.status = Status::withdrawn;
  const Escalated out = w.run(november(10), {s});
  CHECK(w.state().open);
  CHECK(w.state().melding_stands());
  CHECK(w.state().owner == "verzuimcoordinator");
  CHECK(says(w.state().next_action, "Beslis of de melding blijft staan"));
  CHECK(w.state().due_on.has_value());
  CHECK(says(out.actions.back().why, "gecorrigeerd"));
  CHECK(w.run(november(10), {s}).events.empty());
  w.record(november(11), "melding", {"status=withdrawn"}, "verzuimcoordinator");
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

TEST_CASE("a dossier without owner or next action or due date is itself a finding") {
  World w;
  w.run(november(3), {w.signal("s1", "una-6", "mentorgesprek", november(3), november(10))});
  w.log.pop_back();  // the assignment is lost
  const Escalated out = w.run(november(4));
  REQUIRE(out.actions.size() == 1);
  CHECK(out.actions[0].role == "verzuimcoordinator");
  CHECK(says(out.actions[0].why, "geen eigenaar"));
  w.record(november(5), "assigned", {"step=mentorgesprek", "why=correction"}, "verzuimcoordinator");
  CHECK_FALSE(w.state().orphan());
  CHECK(w.state().owner == "mentor");
}

TEST_CASE("by hand too sickness alone leads to no step of a gemeente") {
  World w;
  w.run(november(3), {w.signal("s1", "mazl", "jeugdarts", november(3), november(10))});
  CHECK_THROWS_AS(w.record(november(4), "assigned", {"step=gemeentegesprek", "why=mandate"}), Error);
  CHECK_THROWS_AS(w.record(november(4), "assigned", {"step=mentorgesprek", "role=leerplichtambtenaar", "why=mandate"}), Error);
  CHECK_THROWS_AS(w.record(november(4), "assigned", {"step=nergens", "why=mandate"}), Error);
  w.record(november(4), "assigned", {"step=mentorgesprek", "why=mandate"});
  CHECK(w.state().main()->step == "mentorgesprek");
}

TEST_CASE("why and signals of what a gemeente acts on say nothing of sickness") {
  World w;
  w.absent(november(12));
  w.run(november(5), {w.signal("ziek", "mazl", "jeugdarts", november(4), november(11)), w.signal("alles", "alles", "contact", november(4), november(5)),
                      w.signal("s1", "una-6", "mentorgesprek", november(5), november(12)), w.signal("zorg", "concern", "vroege-actie", november(3), november(10))});
  w.record(november(6), "talk", talk, "zorgcoordinator");
  w.record(november(7), "assigned", {"step=mentorgesprek", "why=wish"});
  w.record(november(10), "talk", talk);
  const Escalated out = w.run(november(13), {w.signal("s2", "lpw16", "melding", november(13), november(20))});
  int to_gemeente = 0;
  for (const Action& a : out.actions) {
    if (a.step != "preventiegesprek" && a.step != "melding") continue;
    ++to_gemeente;
    CHECK_FALSE(says(a.why, "iek"));
    CHECK_FALSE(says(a.why, "Tien procent"));
    CHECK_FALSE(says(a.why, "Zorg"));
    CHECK_FALSE(has(a.signals, "ziek"));
    CHECK_FALSE(has(a.signals, "alles"));
    CHECK_FALSE(has(a.basis, "M@ZL"));
    CHECK(has(a.signals, a.step == "melding" ? "s2" : "s1"));
  }
  CHECK(to_gemeente == 2);
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
  CHECK(says(refusal(w.signal("s1", "una-6", "geen-stap", november(5))).second, "which the ladder `mbo-doorstroompunt-plus` does not have"));
  Signal elsewhere = w.signal("s1", "una-6", "contact", november(5));
  elsewhere.school = "99XC00";
  CHECK(refusal(elsewhere).first == 65);
  Signal undecided = w.signal("s1", "onbekend", "contact", november(5));
  undecided.status = Status::undecided;
  CHECK(refusal(undecided).first == 0);
}

TEST_CASE("the labels of the region are used") {
  World w(Sector::vo, make_date(2011, 5, 1));
  const std::vector<std::pair<std::string, std::string>> labels = {{"zorgcoordinator", "ondersteuningscoördinator"}};
  w.setting.role_labels = &labels;
  CHECK(w.run(november(5), {w.signal("s1", "late", "vroege-actie", november(5), november(12))}).actions[0].owner == "ondersteuningscoördinator");
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
