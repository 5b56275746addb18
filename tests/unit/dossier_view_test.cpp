// SPDX-License-Identifier: EUPL-1.2
// What each reader gets of one dossier that holds everything it should not give away.
#include "verzuim/dossier_view.hpp"

#include <doctest/doctest.h>

#include <algorithm>

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
  return {0,
          "D1",
          "P9001",
          "99XA00",
          std::move(type),
          day(on),
          "2025-11-30T08:00:00Z",
          std::move(role),
          std::move(fields)};
}

DossierEvent signal(int on, const std::string& id, const std::string& rule, const std::string& step,
                    const std::string& kinds) {
  return event("signal", on,
               {{"signal", id},
                {"rule", rule},
                {"step", step},
                {"kinds", kinds},
                {"reached_on", to_string(day(on))},
                {"valid_from", "2020-07-01"}});
}

/// A dossier of a vo pupil with sickness, a jeugdarts, a worry and a health cause around a melding.
std::vector<DossierEvent> everything(bool sick = true) {
  std::vector<DossierEvent> list = {event("opened", 3,
                                          {{"ladder", "po-vo-knooppunt"},
                                           {"sector", "vo"},
                                           {"gemeente", "0014"},
                                           {"by", "person"},
                                           {"theme", "gezondheid"}},
                                          "mentor")};
  if (sick) {
    list.push_back(signal(3, "s-ziek", "mazl-kanarie", "jeugdarts", "sick"));
    list.push_back(
        event("assigned", 3,
              {{"step", "jeugdarts"}, {"role", "jeugdarts"}, {"by", "signal"}, {"due_on", "2025-11-10"}}));
    list.push_back(event(
        "talk", 4, {{"present", "pupil,parents"}, {"cause", "health,home"}, {"need", "care"}}, "mentor"));
    list.push_back(event("consult", 5, {{"state", "held"}}, "jeugdarts"));
    list.push_back(
        event("contact", 6, {{"reached", "yes"}, {"whom", "parents"}, {"how", "phone"}}, "jeugdarts"));
  }
  list.push_back(signal(12, "s-weg", "lpw16", "melding", "unauthorised"));
  list.push_back(event(
      "assigned", 12,
      {{"step", "melding"}, {"role", "verzuimcoordinator"}, {"by", "signal"}, {"due_on", "2025-11-19"}}));
  if (sick) {
    list.push_back(signal(13, "s-mix", "alles-kanarie", "knooppunt", "unauthorised,sick"));
    list.push_back(event("talk", 14, {{"present", "pupil,jeugdarts"}, {"cause", "health"}, {"need", "care"}},
                         "zorgcoordinator"));
    list.push_back(event("knooppunt", 15,
                         {{"parties", "mentor,jeugdarts"},
                          {"pupil", "yes"},
                          {"parents", "no"},
                          {"absent_why", "safety"},
                          {"decision", "plan"}},
                         "zorgcoordinator"));
  }
  list.push_back(event("melding", 16, {{"kind", "16-uur"}, {"begin", "2025-11-03"}, {"end", "2025-11-12"}},
                       "verzuimcoordinator"));
  return list;
}

struct Seen {
  std::string text;
  std::vector<LeftOut> left_out;
};

DossierReader reader(const std::string& role, std::optional<int> age = 15) {
  return {role, ladders().of(Sector::vo)->holder(role), {}, {}, {}, day(30), age, Duty::leerplichtig};
}

Seen seen(const std::vector<DossierEvent>& events, const DossierReader& who) {
  const DossierState state = fold(events, ladders());
  const DossierView view(state, events, *ladders().of(Sector::vo), who);
  Seen result;
  if (view.refusal() == nullptr) write_dossier(result.text, view, "iemand");
  result.left_out = view.left_out();
  return result;
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// What must not reach anyone outside the school and the JGZ.
constexpr std::array<std::string_view, 12> canaries = {
    "kanarie",     "sick",       "jeugdarts",  "consult",    "health", "gezondheid",
    "2025-11-03T", "2025-11-04", "2025-11-05", "2025-11-06", "safety", "mazl"};

}  // namespace

TEST_CASE("no canary reaches a gemeente or another outside, whoever looks") {
  const auto events = everything();
  for (const char* role : {"preventiemedewerker", "leerplichtambtenaar", "trajectbegeleider", "team-jeugd",
                           "samenwerkingsverband", "hulpverlening"}) {
    auto more = events;
    more.push_back(event("informed", 17, {{"whom", role}, {"why", "talk"}}, "mentor"));
    more.push_back(
        event("consent", 17, {{"what", "all"}, {"whom", role}, {"until", "2026-11-01"}}, "mentor"));
    const std::string text = seen(more, reader(role)).text;
    CAPTURE(role);
    CAPTURE(text);
    CHECK(says(text, "dossier = \"D1\""));
    for (const std::string_view canary : canaries) CHECK_FALSE(says(text, canary));
    // Only where the pupil or the parents said so, and never to a gemeente.
    CHECK(says(text, "care") == (ladders().of(Sector::vo)->holder(role) == RoleHolder::other));
  }
  // The control: the canaries are there.
  const std::string all = seen(events, reader("mentor")).text;
  for (const char* word : {"kanarie", "sick", "consult", "health", "2025-11-04", "safety"})
    CHECK(says(all, word));
}

TEST_CASE("what is left out is told the same whether it is there or not") {
  for (const std::string_view role : role_names) {
    const auto with = seen(everything(true), reader(std::string(role))).left_out,
               without = seen(everything(false), reader(std::string(role))).left_out;
    if (role == "jeugdarts") continue;  // asked in one of them and not in the other
    CAPTURE(role);
    REQUIRE(with.size() == without.size());
    for (std::size_t i = 0; i < with.size(); ++i) {
      CHECK(with[i].group == without[i].group);
      CHECK(with[i].partly == without[i].partly);
      CHECK(with[i].why.nl == without[i].why.nl);
    }
    CHECK_FALSE(with.empty());
  }
}

TEST_CASE("parents see the dossier of a minor, without what is about safety at home") {
  const auto events = everything();
  const std::string text = seen(events, reader("parents")).text;
  CHECK(says(text, "health"));
  CHECK(says(text, "consult"));
  CHECK_FALSE(says(text, "safety"));
  CHECK(says(seen(events, reader("pupil")).text, "safety"));
  CHECK(seen(events, reader("parents", 18)).text.empty());
  CHECK(seen(events, reader("parents", std::nullopt)).text.empty());
  CHECK(says(seen(events, reader("pupil", 18)).text, "consult"));
}

TEST_CASE("a consent lets parents of an adult in until its last day, and a later no ends it") {
  auto events = everything();
  events.push_back(
      event("consent", 10, {{"what", "all"}, {"whom", "parents"}, {"until", "2025-11-30"}}, "mentor"));
  auto who = reader("parents", 18);
  CHECK_FALSE(seen(events, who).text.empty());
  who.on = day(31);
  CHECK(seen(events, who).text.empty());
  who.on = day(9);
  CHECK(seen(events, who).text.empty());
  who.on = day(30);
  events.push_back(event("consent", 20, {{"what", "all"}, {"whom", "parents"}, {"given", "no"}}, "mentor"));
  CHECK(seen(events, who).text.empty());
}

TEST_CASE(
    "the woongemeente gets cause and afspraken of the talk with the gemeente, once the verslag is there") {
  std::vector<DossierEvent> events = everything();
  events.push_back(event("talk", 18, {{"present", "pupil"}, {"cause", "home,health"}, {"need", "guidance"}},
                         "preventiemedewerker"));
  events.push_back(event("afspraak", 18, {{"what", "study"}, {"who", "pupil"}, {"due", "2025-12-01"}},
                         "preventiemedewerker"));
  CHECK_FALSE(says(seen(events, reader("leerplichtambtenaar")).text, "guidance"));
  CHECK_FALSE(says(seen(events, reader("leerplichtambtenaar")).text, "study"));
  CHECK(says(seen(events, reader("preventiemedewerker")).text, "home"));
  events.push_back(
      event("informed", 18, {{"whom", "leerplichtambtenaar"}, {"why", "afspraken"}}, "preventiemedewerker"));
  CHECK(says(seen(events, reader("leerplichtambtenaar")).text, "study"));
  CHECK_FALSE(says(seen(events, reader("leerplichtambtenaar")).text, "guidance"));
  events.push_back(
      event("verslag", 19, {{"gemeente", "0014"}, {"sent_on", "2025-11-19"}}, "preventiemedewerker"));
  const std::string text = seen(events, reader("leerplichtambtenaar")).text;
  CHECK(says(text, "guidance"));
  // A list of which a part is about health would tell by its gap.
  CHECK_FALSE(says(text, "home"));
  CHECK_FALSE(says(text, "health"));
}

TEST_CASE("a gemeente that the pupil moves to is let in by the handover, another one is not") {
  auto events = everything();
  auto who = reader("leerplichtambtenaar");
  who.gemeente = "0344";
  CHECK(seen(events, who).text.empty());
  events.push_back(
      event("handover", 18, {{"state", "offered"}, {"gemeente", "0344"}}, "leerplichtambtenaar"));
  CHECK_FALSE(seen(events, who).text.empty());
  who.gemeente = "0363";
  CHECK(seen(events, who).text.empty());
}

TEST_CASE("the same role of another gemeente or school is not the one who wrote") {
  auto events = everything(false);
  events.push_back(event("talk", 18, {{"present", "pupil"}, {"cause", "home"}, {"need", "guidance"}},
                         "leerplichtambtenaar"));
  events.push_back(
      event("talk", 18, {{"present", "pupil"}, {"cause", "school"}, {"need", "timetable"}}, "mentor"));
  events.push_back(
      event("handover", 19, {{"state", "offered"}, {"gemeente", "0344"}}, "leerplichtambtenaar"));
  auto who = reader("leerplichtambtenaar");
  CHECK(says(seen(events, who).text, "guidance"));
  who.gemeente = "0344";
  CHECK_FALSE(says(seen(events, who).text, "guidance"));
  who = reader("mentor");
  CHECK(says(seen(events, who).text, "timetable"));
  who.school = "99XB";
  CHECK_FALSE(says(seen(events, who).text, "timetable"));
}

TEST_CASE("who gets nothing is told why and not what") {
  const auto events = everything();
  const DossierState state = fold(events, ladders());
  const DossierView view(state, events, *ladders().of(Sector::vo), reader("hulpverlening"));
  try {
    view.expect_something();
    FAIL("refused");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_permitted);
    CHECK(says(error.what(), "D1"));
    CHECK_FALSE(says(error.what(), "P9001"));
  }
}

TEST_CASE("an action outside the school names no jeugdarts") {
  Action action;
  action.act = "Vraag de jeugdarts.";
  action.why = "Te vaak afwezig.";
  action.invite = {"pupil", "jeugdarts"};
  action.basis = {"Leerplichtwet", "gezondheid"};
  Action school = action;
  disclose(action, {"leerplichtambtenaar", RoleHolder::gemeente});
  CHECK(action.act.empty());
  CHECK(action.why == "Te vaak afwezig.");
  CHECK(action.invite == std::vector<std::string>{"pupil"});
  CHECK(action.basis == std::vector<std::string>{"Leerplichtwet"});
  disclose(school, {"mentor", RoleHolder::school});
  CHECK(school.act == "Vraag de jeugdarts.");
}
