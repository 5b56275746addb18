// SPDX-License-Identifier: EUPL-1.2
// The table of who may see what: whole, and refused when it is not understood.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "verzuim/disclosure.hpp"
#include "verzuim/dossier_entry.hpp"
#include "verzuim/error.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

const DisclosureTable& table() { return DisclosureTable::shipped(); }

/// The fields of a dossier and of a document that are no event's.
const std::vector<std::string>& other_fields() {
  static const std::vector<std::string> fields = [] {
    std::vector<std::string> all = {"event.type", "event.on",       "event.recorded_at", "event.role",
                                    "*.next_due", "person.name",    "person.address",    "person.bsn",
                                    "a4.text",    "person.illness", "person.advice",     "absence.worry"};
    for (const char* name : {"dossier", "pupil", "school", "gemeente", "ladder", "status", "outcome",
                             "opened_on", "closed_on", "step", "role", "owner", "due_on", "act"})
      all.push_back("dossier." + std::string(name));
    std::string header = actions_header();
    header.pop_back();
    for (const std::string& name : split(header, ',')) all.push_back("action." + name);
    for (const std::string_view kind : kind_names) all.push_back("absence." + std::string(kind));
    return all;
  }();
  return fields;
}

constexpr std::string_view least = R"(
[[never]]
id = "n"
holders = ["other"]
when = { part = false }
why_not = { nl = "n", en = "n" }
source = "s"
[[group]]
id = "g"
title = { nl = "t", en = "t" }
why_not = { nl = "w", en = "w" }
fields = ["talk.cause"]
[[open]]
groups = ["g"]
holders = ["school"]
when = { told = ["parents"] }
why = "w"
source = "s"
)";

std::string refusal(std::string_view from, std::string_view to) {
  std::string text(least);
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  try {
    DisclosureTable::read(text, "table.toml");
    return {};
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::config);
    return error.what();
  }
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every field of every event, action and dossier stands in the table, and nothing else does") {
  std::vector<std::string> known = event_fields();
  known.insert(known.end(), other_fields().begin(), other_fields().end());
  for (const std::string& field : known) {
    CAPTURE(field);
    CHECK(table().group_of(field) != nullptr);
  }
  for (const DisclosureGroup& group : table().groups()) {
    for (const std::string& field : group.fields) {
      CAPTURE(field);
      const bool document = field.starts_with("letter.");
      CHECK((document || std::find(known.begin(), known.end(), field) != known.end()));
    }
  }
}

TEST_CASE("the school sees every field that is held, and what is never held nobody sees") {
  for (const std::string& field : event_fields()) CHECK(table().opens({"mentor", RoleHolder::school}, field));
  for (const std::string_view role : role_names)
    for (const char* field : {"person.bsn", "person.name", "person.illness", "person.advice"})
      CHECK_FALSE(table().opens({std::string(role), holder_of(role)}, field));
}

TEST_CASE("a field that the table does not know is closed to everyone") {
  for (const std::string_view role : role_names)
    CHECK_FALSE(table().opens({std::string(role), holder_of(role)}, "talk.something-new"));
  CHECK_FALSE(table().opens({{}, RoleHolder::school}, "something-new"));
}

TEST_CASE("no circumstance opens sick or authorised absence, or a worry, to who is outside") {
  Circumstances all;
  all.consent = all.own = all.confirmed = true;
  all.told.insert(role_names.begin(), role_names.end());
  for (const std::string& field : event_fields()) all.recorded.insert(field);
  for (const char* role : {"preventiemedewerker", "leerplichtambtenaar", "trajectbegeleider", "team-jeugd",
                           "samenwerkingsverband", "hulpverlening"})
    for (const int age : {10, 17, 18, 22})
      for (const RoleHolder by : {RoleHolder::school, RoleHolder::gemeente, RoleHolder::jgz}) {
        all.age = age;
        all.by = by;
        for (const char* field : {"absence.sick", "absence.authorised", "absence.worry", "signal.kinds",
                                  "opened.theme", "consult", "consult.state", "withdrawn"}) {
          CAPTURE(role);
          CAPTURE(field);
          CHECK_FALSE(table().opens({role, holder_of(role)}, field, all));
        }
      }
}

TEST_CASE("words of health are never for who is outside, and the pupil sees them") {
  for (const char* word : {"health", "jeugdarts", "gezondheid"}) {
    CHECK(table().closes_word({"leerplichtambtenaar", RoleHolder::gemeente}, word));
    CHECK(table().closes_word({"hulpverlening", RoleHolder::other}, word));
    CHECK_FALSE(table().closes_word({"pupil", RoleHolder::other}, word));
    CHECK_FALSE(table().closes_word({"jeugdarts", RoleHolder::jgz}, word));
  }
  CHECK(table().closes_word({"parents", RoleHolder::other}, "safety"));
  CHECK_FALSE(table().closes_word({"pupil", RoleHolder::other}, "safety"));
}

TEST_CASE("parents of someone of 18 or over get nothing without consent, of 17 they do") {
  const Reader parents{"parents", RoleHolder::other};
  Circumstances given;
  const auto opens = [&] { return table().opens(parents, "talk.cause", given); };
  given.age = 17;
  CHECK(opens());
  given.age = 18;
  CHECK_FALSE(opens());
  CHECK(table().closes(parents, given)->id == "of-age");
  for (const DisclosureGroup& group : table().groups())
    for (const std::string& field : group.fields) CHECK_FALSE(table().opens(parents, field, given));
  given.consent = true;
  CHECK(opens());
  given = {};
  CHECK_FALSE(opens());
  CHECK(table().closes(parents, given)->id == "age-not-known");
}

TEST_CASE("the jeugdarts sees a dossier once those who must know of it know") {
  const Reader doctor{"jeugdarts", RoleHolder::jgz};
  Circumstances given;
  const auto closed = [&] {
    const DisclosureNever* never = table().closes(doctor, given);
    return never == nullptr ? std::string() : never->id;
  };
  CHECK(closed() == "parents-not-told");
  given.age = 15;
  CHECK(closed() == "parents-not-told");
  given.announced = {"pupil"};
  given.told = {"pupil", "parents"};
  CHECK(closed() == "parents-not-told");
  given.announced = {"parents"};
  CHECK(closed().empty());
  given.age = 18;
  CHECK(closed() == "pupil-not-told");
  given.announced = {"pupil"};
  CHECK(closed().empty());
  CHECK(table().opens(doctor, "absence.sick", given));
  CHECK_FALSE(table().opens(doctor, "melding.kind", given));
}

TEST_CASE("a gemeente sees its own registered youth and no other") {
  Circumstances given;
  given.resident = false;
  for (const char* role : {"leerplichtambtenaar", "trajectbegeleider", "team-jeugd"}) {
    CHECK_FALSE(table().opens({role, RoleHolder::gemeente}, "melding.kind", given));
    CHECK(table().closes({role, RoleHolder::gemeente}, given)->id == "other-gemeente");
  }
  // The preventiemedewerker works at the school's location, which often lies elsewhere.
  CHECK(table().opens({"preventiemedewerker", RoleHolder::gemeente}, "melding.kind", given));
}

TEST_CASE("a table that is not understood is refused with its place") {
  CHECK_NOTHROW(DisclosureTable::read(least, "table.toml"));
  CHECK(says(refusal("\"talk.cause\"]", "]"), "the group `g` has no fields"));
  CHECK(says(refusal("groups = [\"g\"]", "groups = [\"h\"]"), "`h`"));
  CHECK(says(refusal("holders = [\"school\"]", "holders = [\"scholl\"]"), "did you mean `school`?"));
  CHECK(says(refusal("holders = [\"school\"]\n", ""), "this is for nobody"));
  CHECK(says(refusal("told = [", "toldd = ["), "toldd"));
  CHECK(says(refusal("told = [\"parents\"]", "told = [\"buurman\"]"), "buurman"));
  CHECK(says(refusal("why = \"w\"\n", ""), "why"));
  CHECK(says(refusal("source = \"s\"\n[[group]]", "[[group]]"), "source"));
  CHECK(says(refusal("[[open]]",
                     "[[group]]\nid = \"h\"\ntitle = { nl = \"t\", en = \"t\" }\nwhy_not = { nl = \"w\", en "
                     "= \"w\" }\nfields = [\"talk.cause\"]\n[[open]]"),
             "stands in `g` as well"));
  try {
    DisclosureTable::read("[[open]]\nwhy = \"w\"\n", "table.toml");
    FAIL("refused");
  } catch (const Error& error) {
    CHECK(error.place().line == 1);
  }
}
