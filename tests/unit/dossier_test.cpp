// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include <algorithm>

#include "verzuim/dossier_entry.hpp"
#include "verzuim/dossier_view.hpp"
#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

const LadderSet& ladders() {
  static const LadderSet set = LadderSet::shipped();
  return set;
}

Date day(int d) { return make_date(2025, 11, 1) + (d - 1); }

DossierEvent event(std::string type, int on, std::vector<std::pair<std::string, std::string>> fields,
                   std::string role = {}) {
  DossierEvent e;
  e.dossier = "D1";
  e.pupil = "P0412";
  e.school = "99XA00";
  e.type = std::move(type);
  e.on = day(on);
  e.role = std::move(role);
  e.fields = std::move(fields);
  return e;
}

DossierEvent opened(const char* ladder = "mbo-doorstroompunt-plus", const char* sector = "mbo") {
  return event("opened", 3, {{"ladder", ladder}, {"sector", sector}, {"gemeente", "0014"}, {"by", "signal"}});
}

DossierEvent assigned(int on, const char* step, const char* role, const char* due,
                      const char* duty = "kwalificatieplichtig") {
  return event("assigned", on,
               {{"step", step}, {"role", role}, {"by", "signal"}, {"due_on", due}, {"duty", duty}});
}

DossierEvent signal(int on, const char* id, const char* step, const char* kinds) {
  return event(
      "signal", on,
      {{"signal", id}, {"rule", "r"}, {"reached_on", to_string(day(on))}, {"step", step}, {"kinds", kinds}});
}

/// What a call is refused for, with its code.
std::pair<int, std::string> refusal(std::string_view type, const std::vector<std::string>& words) {
  try {
    parse_event(type, words);
    return {0, ""};
  } catch (const Error& e) {
    return {static_cast<int>(e.code()), e.what()};
  }
}

std::string check_refusal(const DossierEvent& e, const DossierState& state) {
  try {
    check_event(e, state, day(30));
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an open dossier has one owner and one next action and one due date") {
  const DossierState state = fold({opened(), signal(3, "s1", "mentorgesprek", "unauthorised"),
                                   assigned(3, "mentorgesprek", "mentor", "2025-11-10")},
                                  ladders());
  CHECK(state.open);
  CHECK(state.id == "D1");
  CHECK(state.step == "mentorgesprek");
  CHECK(state.owner == "mentor");
  CHECK(says(state.next_action, "Praat met de student"));
  CHECK(state.due_on == make_date(2025, 11, 10));
  CHECK_FALSE(state.orphan());
  CHECK(state.gemeente == "0014");
  CHECK(state.sector == Sector::mbo);
}

TEST_CASE("a dossier without a step is an orphan") {
  CHECK(fold({opened()}, ladders()).orphan());
  CHECK(fold({opened(), assigned(3, "geen-stap", "mentor", "2025-11-10")}, ladders()).orphan());
  CHECK_FALSE(fold({opened(), event("closed", 4, {{"outcome", "work"}})}, ladders()).orphan());
}

TEST_CASE("events that nothing opens are refused") {
  CHECK_THROWS_AS(fold({assigned(3, "mentorgesprek", "mentor", "2025-11-10")}, ladders()), Error);
  CHECK_THROWS_AS(fold({}, ladders()), Error);
}

TEST_CASE("a dossier whose ladder was put aside follows the ladder of its sector") {
  CHECK(fold({opened("weg", "vo")}, ladders()).ladder == "po-vo-knooppunt");
}

TEST_CASE("a dossier for which there is no ladder at all says which one is missing") {
  CHECK_THROWS_WITH_AS(fold({opened("weg")}, LadderSet{}),
                       doctest::Contains("the ladder `weg`, which is not there; give its file with --ladder"),
                       Error);
}

TEST_CASE("a talk completes the step of the mentor and the dossier is watched") {
  const auto talk = event(
      "talk", 6,
      {{"present", "pupil,mentor"}, {"cause", "home,school"}, {"need", "care"}, {"next_due", "2025-12-05"}},
      "mentor");
  const DossierState state =
      fold({opened(), assigned(3, "mentorgesprek", "mentor", "2025-11-10"), talk}, ladders());
  REQUIRE(state.main() != nullptr);
  CHECK(state.main()->watching());
  CHECK(state.main()->done_on == day(6));
  CHECK(state.due_on == make_date(2025, 12, 5));
  CHECK(says(state.next_action, "alle lessen volgt"));
  REQUIRE(state.talks.size() == 1);
  CHECK(state.talks[0].causes == std::vector<std::string>{"home", "school"});
}

TEST_CASE("a talk of the school is not the talk of the preventiemedewerker") {
  const auto talk = [](const char* role) {
    return event("talk", 12, {{"present", "pupil"}, {"cause", "other"}, {"need", "nothing"}}, role);
  };
  const std::vector<DossierEvent> before = {
      opened(), assigned(10, "preventiegesprek", "preventiemedewerker", "2025-11-17")};
  auto school = before, gemeente = before;
  school.push_back(talk("mentor"));
  gemeente.push_back(talk("preventiemedewerker"));
  CHECK_FALSE(fold(school, ladders()).main()->done_on.has_value());
  CHECK(fold(gemeente, ladders()).main()->done_on == day(12));
}

TEST_CASE(
    "after the preventiegesprek the verslag and, under duty, the leerplichtambtenaar and the parents "
    "follow") {
  std::vector<DossierEvent> events = {
      opened(), assigned(10, "preventiegesprek", "preventiemedewerker", "2025-11-17"),
      event("talk", 12,
            {{"present", "pupil"}, {"cause", "other"}, {"need", "nothing"}, {"next_due", "2025-11-19"}},
            "preventiemedewerker")};
  DossierState state = fold(events, ladders());
  CHECK(says(state.next_action, "woongemeente"));
  CHECK(state.due_on == make_date(2025, 11, 19));
  // In any order; what is done first does not change what is asked first.
  events.push_back(event("informed", 13, {{"whom", "parents"}, {"why", "talk"}}));
  state = fold(events, ladders());
  CHECK(says(state.next_action, "woongemeente"));
  CHECK(state.due_on == make_date(2025, 11, 19));
  events.push_back(
      event("verslag", 13, {{"gemeente", "0014"}, {"sent_on", "2025-11-13"}, {"next_due", "2025-11-20"}}));
  state = fold(events, ladders());
  CHECK(state.verslag);
  CHECK(says(state.next_action, "leerplichtambtenaar"));
  events.push_back(event("informed", 14, {{"whom", "leerplichtambtenaar"}, {"why", "talk"}}));
  CHECK(fold(events, ladders()).main()->watching());
}

TEST_CASE("without duty only the verslag follows the preventiegesprek") {
  const DossierState state =
      fold({opened(), assigned(10, "preventiegesprek", "preventiemedewerker", "2025-11-17", "doorstroom"),
            event("talk", 12, {{"present", "pupil"}, {"cause", "other"}, {"need", "nothing"}},
                  "preventiemedewerker"),
            event("verslag", 13, {{"gemeente", "0014"}, {"sent_on", "2025-11-13"}})},
           ladders());
  CHECK(state.main()->watching());
}

TEST_CASE("contact that reached nobody is an attempt and contact that did ends the count") {
  std::vector<DossierEvent> events = {opened(), assigned(3, "contact", "mentor", "2025-11-04"),
                                      event("contact", 4, {{"reached", "no"}}),
                                      event("contact", 5, {{"reached", "no"}})};
  CHECK(fold(events, ladders()).attempts.size() == 2);
  CHECK_FALSE(fold(events, ladders()).main()->done_on.has_value());
  events.push_back(event("contact", 6, {{"reached", "yes"}}));
  CHECK(fold(events, ladders()).attempts.empty());
  CHECK(fold(events, ladders()).main()->watching());
}

TEST_CASE("a consult that was only asked for does not complete the step of the jeugdarts") {
  std::vector<DossierEvent> events = {opened(), assigned(3, "jeugdarts", "jeugdarts", "2025-11-10"),
                                      event("consult", 4, {{"state", "asked"}})};
  CHECK_FALSE(fold(events, ladders()).steps.front().done_on.has_value());
  events.push_back(event("consult", 8, {{"state", "held"}}));
  CHECK(fold(events, ladders()).steps.front().done_on == day(8));
}

TEST_CASE("a statutory step leads while it is to be done and the other step is kept") {
  const std::vector<DossierEvent> events = {opened(), assigned(3, "mentorgesprek", "mentor", "2025-11-10"),
                                            assigned(5, "melding", "verzuimcoordinator", "2025-11-12")};
  DossierState state = fold(events, ladders());
  CHECK(state.step == "melding");
  CHECK(state.owner == "verzuimcoordinator");
  CHECK(state.due_on == make_date(2025, 11, 12));
  CHECK(state.main()->step == "mentorgesprek");
  auto more = events;
  more.push_back(event("melding", 6, {{"kind", "16-uur"}, {"begin", "2025-11-03"}, {"end", "2025-11-05"}}));
  state = fold(more, ladders());
  CHECK(state.melding_stands());
  CHECK(state.step == "melding");
}

TEST_CASE("it does not matter in which order events of different days were recorded") {
  const auto late = event("contact", 4, {{"reached", "no"}});
  const auto done = event("contact", 6, {{"reached", "yes"}});
  const DossierState a =
      fold({opened(), assigned(3, "contact", "mentor", "2025-11-04"), late, done}, ladders());
  const DossierState b =
      fold({done, late, assigned(3, "contact", "mentor", "2025-11-04"), opened()}, ladders());
  CHECK(a.attempts == b.attempts);
  CHECK(a.main()->done_on == b.main()->done_on);
}

TEST_CASE("a duty that nobody carried out falls away with its last signal") {
  std::vector<DossierEvent> events = {opened(),
                                      signal(3, "s0", "mentorgesprek", "unauthorised"),
                                      assigned(3, "mentorgesprek", "mentor", "2025-11-10"),
                                      signal(5, "s1", "melding", "unauthorised"),
                                      assigned(5, "melding", "verzuimcoordinator", "2025-11-12"),
                                      event("withdrawn", 7, {{"signal", "s1"}})};
  const DossierState state = fold(events, ladders());
  CHECK(state.find("melding") == nullptr);
  CHECK(state.step == "mentorgesprek");
  CHECK_FALSE(state.has_signal("s1"));
  CHECK(state.has_signal("s0"));
  REQUIRE(state.signals.size() == 2);
  CHECK(state.signals[1].withdrawn);
}

TEST_CASE("an afspraak that is due earlier is looked at first") {
  std::vector<DossierEvent> events = {
      opened(), assigned(3, "mentorgesprek", "mentor", "2025-11-10"),
      event("talk", 6,
            {{"present", "pupil"}, {"cause", "other"}, {"need", "other"}, {"next_due", "2025-12-05"}},
            "mentor"),
      event("afspraak", 6, {{"what", "attendance"}, {"who", "pupil"}, {"due", "2025-11-14"}})};
  CHECK(fold(events, ladders()).due_on == make_date(2025, 11, 14));
  events.push_back(event("afspraak", 14, {{"number", "1"}, {"kept", "yes"}}));
  CHECK(fold(events, ladders()).due_on == make_date(2025, 12, 5));
  CHECK(fold(events, ladders()).afspraken[0].state == "kept");
}

TEST_CASE("the sender keeps the deadline until the receiver accepts") {
  std::vector<DossierEvent> events = {
      opened(), assigned(3, "gemeentegesprek", "leerplichtambtenaar", "2025-11-17"),
      event("handover", 9,
            {{"state", "offered"},
             {"reason", "turns_18"},
             {"step", "gemeentegesprek"},
             {"from", "leerplichtambtenaar"},
             {"to", "trajectbegeleider"},
             {"duty", "doorstroom"}}),
      event("handover", 9, {{"state", "offered"}, {"reason", "moves_gemeente"}, {"gemeente", "0363"}})};
  DossierState state = fold(events, ladders());
  CHECK(state.owner == "leerplichtambtenaar");
  CHECK(state.due_on == make_date(2025, 11, 17));
  CHECK(state.gemeente == "0014");
  CHECK(state.handovers.size() == 2);
  events.push_back(event("handover", 11, {{"state", "accepted"}}, "trajectbegeleider"));
  state = fold(events, ladders());
  CHECK(state.owner == "trajectbegeleider");
  CHECK(state.due_on == make_date(2025, 11, 17));
  CHECK(state.gemeente == "0363");
  CHECK(state.handovers.empty());
}

TEST_CASE("a person chooses where duty gives no role") {
  auto choose = assigned(3, "gemeentegesprek", "verzuimcoordinator", "2025-11-17", "none");
  choose.fields.emplace_back("choose", "true");
  std::vector<DossierEvent> events = {opened(), choose};
  CHECK(says(fold(events, ladders()).next_action, "Kies samen"));
  events.push_back(event("route", 4, {{"role", "trajectbegeleider"}, {"why", "no-duty"}}));
  CHECK(fold(events, ladders()).owner == "trajectbegeleider");
  CHECK_FALSE(says(fold(events, ladders()).next_action, "Kies samen"));
}

TEST_CASE("a melding stands until a person ends it") {
  std::vector<DossierEvent> events = {opened(), assigned(5, "melding", "verzuimcoordinator", "2025-11-12"),
                                      event("melding", 6, {{"kind", "luxe"}, {"begin", "2025-11-03"}})};
  CHECK(fold(events, ladders()).melding_stands());
  events.push_back(event("melding", 9, {{"status", "withdrawn"}}));
  CHECK_FALSE(fold(events, ladders()).melding_stands());
}

TEST_CASE("a closed dossier opens again") {
  std::vector<DossierEvent> events = {opened(), assigned(3, "mentorgesprek", "mentor", "2025-11-10"),
                                      event("closed", 5, {{"outcome", "back-full"}})};
  CHECK_FALSE(fold(events, ladders()).open);
  CHECK(fold(events, ladders()).outcome == "back-full");
  CHECK(fold(events, ladders()).closed_on == day(5));
  events.push_back(event("reopened", 7, {{"why", "again"}}));
  CHECK(fold(events, ladders()).open);
  CHECK(fold(events, ladders()).owner == "mentor");
}

TEST_CASE("all dossiers of a log are folded apart") {
  auto other = opened();
  other.dossier = "D0";
  const auto states =
      fold_all({opened(), other, assigned(3, "mentorgesprek", "mentor", "2025-11-10")}, ladders());
  REQUIRE(states.size() == 2);
  CHECK(states[0].id == "D0");
  CHECK(states[0].orphan());
  CHECK(states[1].owner == "mentor");
}

TEST_CASE("the verslag goes to the woongemeente, or to the one that takes over from it, and to no other") {
  const auto refused = [](const DossierState& state, int on, const char* to) {
    return check_refusal(event("verslag", on, {{"gemeente", to}, {"sent_on", to_string(day(on))}}), state);
  };
  std::vector<DossierEvent> events = {opened()};
  DossierState state = fold(events, ladders());
  CHECK(refused(state, 5, "0014").empty());
  CHECK(says(refused(state, 5, "0344"), "where the pupil lives, which is 0014, and not to 0344"));
  events.push_back(event("handover", 6, {{"state", "offered"}, {"gemeente", "0344"}, {"by", "mentor"}}));
  CHECK(refused(fold(events, ladders()), 6, "0344").empty());
  events.push_back(event("handover", 8, {{"state", "accepted"}}, "leerplichtambtenaar"));
  state = fold(events, ladders());
  CHECK(state.gemeente == "0344");
  CHECK(refused(state, 9, "0344").empty());
  CHECK(refused(state, 9, "0014").empty());  // the enrolment has not followed yet
  CHECK(says(refused(state, 9, "0599"), "which is 0344"));
  CHECK(refused(state, 5, "0014").empty());  // sent before the move, recorded after it
}

TEST_CASE("an event that is recorded by hand names what it lacks") {
  CHECK(
      refusal("talk", {"present=pupil", "cause=home"}) ==
      std::pair<int, std::string>(
          64, "`talk` lacks need=attention|timetable|guidance|care|other-course|work|parents|nothing|other"));
  CHECK(refusal("contact", {}).second == "`contact` lacks reached=yes|no|ja|nee");
  CHECK(refusal("verslag", {"gemeente=0014"}).second == "`verslag` lacks sent_on=YYYY-MM-DD");
  CHECK(says(refusal("afspraak", {"what=help"}).second, "lacks who=ROLE"));
  CHECK(says(refusal("afspraak", {"number=1"}).second, "lacks kept=yes|no|ja|nee"));
  CHECK(says(refusal("melding", {}).second, "lacks kind="));
  CHECK(says(refusal("melding", {"kind=16-uur", "begin=2025-11-03"}).second, "lacks end=YYYY-MM-DD"));
  CHECK(says(refusal("knooppunt", {"parties=mentor", "pupil=no", "parents=yes", "decision=help"}).second,
             "lacks absent_why"));
  CHECK(says(refusal("route", {"why=other"}).second, "lacks role=ROLE or path="));
  CHECK(says(refusal("closed", {}).second, "lacks outcome=back-full|"));
  CHECK(refusal("melding", {"kind=luxe", "begin=2025-11-03"}).first == 0);
  CHECK(refusal("melding", {"status=closed", "close_reason=resumed"}).first == 0);
  CHECK(refusal("knooppunt", {"parties=mentor,jeugdarts", "pupil=yes", "parents=no", "absent_why=declined",
                              "decision=help,plan"})
            .first == 0);
}

TEST_CASE("an event that is recorded by hand holds words of lists only") {
  CHECK(refusal("talk", {"present=pupil", "cause=hom", "need=care"}) ==
        std::pair<int, std::string>(64, "`cause` cannot be `hom`; did you mean `home`?"));
  CHECK(refusal("talk", {"present=buurman", "cause=home", "need=care"}).first == 64);
  CHECK(refusal("verslag", {"gemeente=Nergenshuizen", "sent_on=2025-11-03"}).first == 64);
  CHECK(refusal("verslag", {"gemeente=0014", "sent_on=3 november"}).first == 64);
  CHECK(refusal("afspraak", {"number=een", "kept=yes"}).first == 64);
  CHECK(refusal("melding", {"kind=lrv", "begin=2025-11-03", "end=2025-11-02"}).first == 65);
  CHECK(parse_event("invited", {"whom=pupil;parents"})[0].second == "pupil,parents");
  CHECK(refusal("consult", {"state=held", "advice=rest"}).first == 64);
  CHECK(says(refusal("talk", {"text=thuis speelt veel"}).second, "free text"));
  CHECK_FALSE(says(refusal("talk", {"text=thuis speelt veel"}).second, "thuis"));
  CHECK(says(refusal("talk", {"zomaar een zin"}).second, "key=value"));
  CHECK(says(refusal("contact", {"reached=yes", "reached=no"}).second, "given twice"));
  CHECK(says(refusal("contact", {"reached="}).second, "is empty"));
  CHECK(says(refusal("contact", {"bereikt=yes"}).second, "its fields are reached, whom, how"));
  CHECK(says(refusal("contakt", {}).second, "did you mean `contact`?"));
  CHECK(says(refusal("signal", {}).second, "by the program only"));
}

TEST_CASE("an event must fit the dossier that it is meant for") {
  DossierState state = fold({opened(), assigned(3, "mentorgesprek", "mentor", "2025-11-10")}, ladders());
  CHECK(says(check_refusal(event("reopened", 5, {{"why", "again"}}), state), "nothing to reopen"));
  CHECK(
      says(check_refusal(event("afspraak", 5, {{"number", "1"}, {"kept", "yes"}}), state), "no afspraak 1"));
  CHECK(says(check_refusal(event("melding", 5, {{"status", "closed"}}), state), "no melding was made"));
  CHECK(says(check_refusal(event("handover", 5, {{"state", "accepted"}}), state), "nothing was offered"));
  CHECK(says(check_refusal(event("handover", 5, {{"state", "offered"}}), state), "lacks to=ROLE"));
  CHECK(says(check_refusal(event("talk", 5, {}, "buurman"), state), "`buurman` is no role"));
  CHECK(check_refusal(event("talk", 5, {}, "mentor"), state).empty());
  state.open = false;
  CHECK(says(check_refusal(event("talk", 5, {}, "mentor"), state), "is closed"));
}

TEST_CASE("a gemeente sees neither sickness nor causes in the events of a dossier") {
  const Ladder& ladder = *ladders().of(Sector::mbo);
  const DossierState state =
      fold({opened(), signal(3, "ziek", "jeugdarts", "sick"), signal(4, "weg", "melding", "unauthorised"),
            signal(4, "alles", "knooppunt", "unauthorised,sick"), signal(4, "zorg", "vroege-actie", "")},
           ladders());
  const auto seen = [&](const DossierEvent& e) { return for_gemeente(e, state, ladder); };
  CHECK_FALSE(seen(signal(3, "ziek", "jeugdarts", "sick")).has_value());
  CHECK_FALSE(seen(signal(4, "alles", "knooppunt", "unauthorised,sick")).has_value());
  CHECK_FALSE(seen(signal(4, "zorg", "vroege-actie", "")).has_value());
  CHECK(seen(signal(4, "weg", "melding", "unauthorised")).has_value());
  CHECK_FALSE(seen(event("consult", 5, {{"state", "held"}})).has_value());
  CHECK_FALSE(seen(assigned(5, "jeugdarts", "jeugdarts", "2025-11-10")).has_value());
  CHECK_FALSE(seen(event("contact", 5, {{"reached", "yes"}}, "jeugdarts")).has_value());
  const auto talk =
      seen(event("talk", 6, {{"present", "pupil"}, {"cause", "health"}, {"need", "care"}}, "mentor"));
  REQUIRE(talk.has_value());
  CHECK(talk->field("cause").empty());
  CHECK(talk->field("need").empty());
  const auto meeting = seen(event("knooppunt", 6, {{"parties", "mentor,jeugdarts"}, {"decision", "plan"}}));
  CHECK(meeting->field("parties").empty());
  CHECK(meeting->field("decision") == "plan");
}

TEST_CASE("a gemeente does not see that a dossier began before there was something for it") {
  const Ladder& ladder = *ladders().of(Sector::mbo);
  const std::vector<DossierEvent> events = {
      opened(),
      signal(3, "ziek", "jeugdarts", "sick"),
      assigned(3, "jeugdarts", "jeugdarts", "2025-11-10"),
      event("talk", 4, {{"present", "pupil"}, {"cause", "health"}, {"need", "care"}}, "mentor"),
      signal(12, "weg", "melding", "unauthorised"),
      assigned(12, "melding", "verzuimcoordinator", "2025-11-19")};
  const DossierState state = fold(events, ladders());
  CHECK_FALSE(gemeente_has_part(state, ladder));  // the school is still to report
  CHECK_FALSE(gemeente_has_part(fold({events[0], events[1], events[2]}, ladders()), ladder));
  std::string seen, all;
  const auto view = [&](RoleHolder holder) {
    return DossierView(state, events, ladder, {{}, holder, {}, {}, {}, day(30), {}, Duty::not_known});
  };
  write_dossier(seen, view(RoleHolder::gemeente), "verzuimcoördinator");
  write_dossier(all, view(RoleHolder::jgz), "verzuimcoördinator");
  CHECK(says(seen, "opened_on = 2025-11-12"));
  for (const char* word : {"2025-11-03", "2025-11-04", "sick", "jeugdarts", "health"}) {
    CHECK_FALSE(says(seen, word));
    CHECK(says(all, word));
  }
  CHECK(says(seen, "step = \"melding\""));
}

TEST_CASE("an event in the year 2125 or 1925 is refused") {
  const DossierState state =
      fold({opened(), assigned(3, "mentorgesprek", "mentor", "2025-11-10")}, ladders());
  const auto code = [&](DossierEvent e, std::optional<Date> on) {
    if (on) e.on = *on;
    try {
      check_event(e, state, day(30));
      return 0;
    } catch (const Error& error) {
      return static_cast<int>(error.code());
    }
  };
  const auto talk = event("talk", 5, {}, "mentor");
  CHECK(code(talk, make_date(2125, 11, 5)) == 64);
  CHECK(code(talk, make_date(1925, 11, 5)) == 64);
  CHECK(code(talk, make_date(2026, 11, 30)) == 0);
  CHECK(code(talk, make_date(2026, 12, 1)) == 64);
  CHECK(code(talk, make_date(2024, 11, 3)) == 0);
  CHECK(code(talk, make_date(2024, 11, 2)) == 64);
  CHECK(code(event("afspraak", 5, {{"what", "help"}, {"due", "2125-12-01"}}, "mentor"), {}) == 64);
}

TEST_CASE("ja and nee are yes and no") {
  CHECK(parse_event("contact", {"reached=nee"})[0].second == "no");
  CHECK(parse_event("contact", {"reached=ja"})[0].second == "yes");
  CHECK(says(refusal("knooppunt", {"parties=mentor", "pupil=nee", "parents=ja", "decision=help"}).second,
             "lacks absent_why"));
  CHECK(refusal("contact", {"reached=misschien"}).second ==
        "`reached` cannot be `misschien`; it is one of yes, no, ja, nee");
}

TEST_CASE("a gemeente in an event is kept as its code") {
  CHECK(parse_event("verslag", {"gemeente=Groningen", "sent_on=2025-11-03"})[0].second == "0014");
  CHECK(parse_event("handover", {"state=offered", "gemeente=0014"})[1].second == "0014");
  CHECK(refusal("handover", {"state=offered", "gemeente=9876"}) ==
        std::pair<int, std::string>(
            64,
            "`gemeente`: there is no gemeente `9876`; write its CBS code or its name, as in gemeente=0014"));
}

TEST_CASE("who has no part in a dossier is not shown it because a gemeente has") {
  const Ladder& ladder = *ladders().of(Sector::vo);
  std::vector<DossierEvent> events = {opened("po-vo-knooppunt", "vo"),
                                      signal(3, "weg", "melding", "unauthorised"),
                                      assigned(3, "melding", "verzuimcoordinator", "2025-11-10")};
  const auto part = [&](const char* role) { return has_part(role, fold(events, ladders()), ladder); };
  CHECK(part("mentor"));
  CHECK_FALSE(part("leerplichtambtenaar"));
  events.push_back(event("melding", 4, {{"kind", "luxe"}, {"begin", "2025-11-03"}}, "verzuimcoordinator"));
  CHECK(part("leerplichtambtenaar"));
  for (const char* role : {"hulpverlening", "samenwerkingsverband", "team-jeugd", "jeugdarts"})
    CHECK_FALSE(part(role));
  events.push_back(
      event("knooppunt", 5, {{"parties", "mentor,hulpverlening"}, {"decision", "plan"}}, "mentor"));
  events.push_back(event("informed", 5, {{"whom", "samenwerkingsverband"}, {"why", "talk"}}, "mentor"));
  events.push_back(event("invited", 5, {{"whom", "team-jeugd"}}, "mentor"));
  events.push_back(event("consult", 5, {{"state", "asked"}}, "mentor"));
  for (const char* role : {"hulpverlening", "samenwerkingsverband", "team-jeugd", "jeugdarts"})
    CHECK(part(role));
}

TEST_CASE("a gemeente role sees the cause and need of its own talk but not health") {
  const Ladder& ladder = *ladders().of(Sector::mbo);
  const auto talk = event("talk", 6, {{"present", "pupil"}, {"cause", "home,health"}, {"need", "care"}},
                          "leerplichtambtenaar");
  const DossierState state =
      fold({opened(), assigned(3, "gemeentegesprek", "leerplichtambtenaar", "2025-11-17"), talk}, ladders());
  const auto own = for_gemeente(talk, state, ladder, "leerplichtambtenaar");
  CHECK(own->field("cause") == "home");
  CHECK(own->field("need") == "care");
  CHECK(for_gemeente(talk, state, ladder, "trajectbegeleider")->field("cause").empty());
}

TEST_CASE("after the melding the overdue talk of the mentor does not come back") {
  const DossierState state = fold(
      {opened(), assigned(3, "mentorgesprek", "mentor", "2025-11-10"),
       assigned(5, "melding", "verzuimcoordinator", "2025-11-12"),
       event(
           "melding", 12,
           {{"kind", "16-uur"}, {"begin", "2025-11-03"}, {"end", "2025-11-05"}, {"next_due", "2025-11-26"}})},
      ladders());
  CHECK(state.owner == "verzuimcoordinator");
  CHECK(state.due_on == make_date(2025, 11, 26));
  CHECK(says(state.next_action, "Wacht op het volgende escalate."));
  CHECK(says(state.next_action, "Gesprek met de woongemeente"));
  CHECK_FALSE(state.orphan());
}
