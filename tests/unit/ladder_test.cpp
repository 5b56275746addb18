// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/ladder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

/// A ladder of two steps, in which `what` is replaced by `with`.
std::string small(const std::string& what = {}, const std::string& with = {}) {
  std::string text = R"(id = "klein"
title = "Klein"
sectors = ["vo"]
seen_late = { days = 14 }
choose = { role = "verzuimcoordinator", act = "Kies." }
[[basis]]
text = "Afspraak"
[holder]
mentor = "school"
verzuimcoordinator = "school"
leerplichtambtenaar = "gemeente"
[start]
default = "praten"
[[step]]
id = "praten"
title = "Praten"
role = "mentor"
act = "Praat."
record = ["talk"]
within = { school_days = 5 }
moves = [{ by = "overdue", to = "gemeente" }]
follow = { act = "Kijk.", within = { school_weeks = 4 } }
[[step]]
id = "gemeente"
title = "Gemeente"
role = { leerplichtig = "leerplichtambtenaar" }
kinds = ["unauthorised"]
act = "Praat."
record = ["talk"]
within = { working_days = 10 }
follow = { act = "Kijk.", within = { school_weeks = 4 } }
)";
  if (const auto at = text.find(what); !what.empty() && at != std::string::npos)
    text.replace(at, what.size(), with);
  return text;
}

/// What a ladder is refused for, with its line; empty when it is taken.
std::string refusal(const std::string& text) {
  try {
    LadderSet set;
    set.add(text, "ladder.toml");
    return {};
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::config);
    CHECK(e.place().file == "ladder.toml");
    CHECK(e.place().line > 0);
    return e.what();
  }
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every sector has a shipped ladder with the steps that rules name") {
  const LadderSet set = LadderSet::shipped();
  for (std::size_t i = 0; i < sector_names.size(); ++i) {
    const auto sector = static_cast<Sector>(i);
    const Ladder* ladder = set.of(sector);
    REQUIRE(ladder != nullptr);
    for (const char* step : {"contact", "mentorgesprek", "waarschuwing", "jeugdarts", "vroege-actie",
                             "knooppunt", "melding", "gemeentegesprek"})
      CHECK_MESSAGE(ladder->find(step) != nullptr, step);
    const bool doorstroompunt = sector == Sector::mbo || sector == Sector::vavo;
    CHECK((ladder->find("preventiegesprek") != nullptr) == doorstroompunt);
    CHECK(ladder->find("melding")->statutory);
    CHECK(ladder->find("melding")->gemeente);
    CHECK_FALSE(ladder->basis.empty());
  }
}

TEST_CASE("no shipped step that reaches a gemeente is moved by sick or authorised absence") {
  const LadderSet set = LadderSet::shipped();
  for (const Ladder& ladder : set.ladders())
    for (const LadderStep& step : ladder.steps) {
      if (step.gemeente) CHECK((step.kinds & (bit(Kind::sick) | bit(Kind::authorised))) == 0);
      // Nor does the branch of the jeugdarts lead there by any move.
      if (step.id == "jeugdarts")
        for (const Move& move : step.moves) CHECK_FALSE(ladder.find(move.to)->gemeente);
    }
}

TEST_CASE("no shipped text to a gemeente speaks of sickness") {
  const LadderSet set = LadderSet::shipped();
  for (const Ladder& ladder : set.ladders())
    for (const LadderStep& step : ladder.steps) {
      if (!step.gemeente) continue;
      std::string all = step.title + step.follow_act + step.withdrawn_act;
      for (const LadderTask& task : step.tasks) all += task.act;
      for (const char* word : {"ziek", "arts", "medisch", "klacht", "gezond"}) CHECK_FALSE(says(all, word));
    }
}

TEST_CASE(
    "the leerplichtambtenaar is for duty and the trajectbegeleider for doorstroom and else a person "
    "chooses") {
  const LadderSet set = LadderSet::shipped();
  const Ladder& ladder = *set.of(Sector::mbo);
  const RoleChoice& role = ladder.find("gemeentegesprek")->role;
  CHECK(role.of(Duty::leerplichtig) == "leerplichtambtenaar");
  CHECK(role.of(Duty::kwalificatieplichtig) == "leerplichtambtenaar");
  CHECK(role.of(Duty::doorstroom) == "trajectbegeleider");
  CHECK(role.of(Duty::none).empty());
  CHECK(role.of(Duty::not_known).empty());
}

TEST_CASE("in po and vo an overdue step of the school moves up and in mbo it is listed again") {
  const LadderSet set = LadderSet::shipped();
  const auto overdue = [&](Sector sector, std::string_view step) {
    const auto& moves = set.of(sector)->find(step)->moves;
    const auto at =
        std::find_if(moves.begin(), moves.end(), [](const Move& m) { return m.by == Mover::overdue; });
    return at == moves.end() ? std::string() : at->to;
  };
  CHECK(overdue(Sector::vo, "mentorgesprek") == "vroege-actie");
  CHECK(overdue(Sector::po, "vroege-actie") == "knooppunt");
  CHECK(overdue(Sector::vo, "jeugdarts") == "knooppunt");
  CHECK(overdue(Sector::mbo, "mentorgesprek").empty());
}

TEST_CASE("a ladder of a user takes its sectors from the shipped one") {
  LadderSet set = LadderSet::shipped();
  const std::string before = set.hash();
  set.add(small(), "ladder.toml");
  CHECK(set.of(Sector::vo)->id == "klein");
  CHECK(set.of(Sector::po)->id == "po-vo-knooppunt");
  CHECK(set.find("po-vo-knooppunt") != nullptr);
  CHECK(set.hash() != before);
  CHECK_THROWS_WITH(set.add(small(), "ander.toml"),
                    "there is another ladder `klein` in ladder.toml; choose another id");
  CHECK_THROWS_WITH(set.add(small("\"klein\"", "\"kleiner\""), "ander.toml"),
                    "the sector vo has a ladder in ladder.toml already; name each sector once");
}

TEST_CASE("a faulty ladder is refused with its place and a remedy") {
  CHECK(refusal(small()).empty());
  CHECK(says(refusal(small("title = \"Praten\"", "titel = \"Praten\"")), "the key `title` is missing"));
  CHECK(says(refusal(small("record = [\"talk\"]", "record = [\"talk\"]\nrecords = 1")),
             "unknown key `records`; did you mean `record`?"));
  CHECK(says(refusal(small("record = [\"talk\"]", "record = []")), "at least one event"));
  CHECK(says(refusal(small("record = [\"talk\"]", "record = [\"talks\"]")), "did you mean `talk`?"));
  CHECK(says(refusal(small("to = \"gemeente\"", "to = \"gemeentes\"")), "did you mean `gemeente`?"));
  CHECK(says(refusal(small("by = \"overdue\"", "by = \"overdues\"")), "did you mean `overdue`?"));
  CHECK(says(refusal(small("by = \"overdue\"", "by = \"no_contact\"")), "the key `attempts` is missing"));
  CHECK(says(refusal(small("by = \"overdue\"", "by = \"no_contact\", attempts = 1, days = 2")),
             "no more days than attempts"));
  CHECK(says(refusal(small("{ school_days = 5 }", "{ school_days = 5, days = 3 }")), "a term has one of"));
  CHECK(says(refusal(small("{ school_days = 5 }", "{ }")), "a term has one of"));
  CHECK(says(refusal(small("kinds = [\"unauthorised\"]\n", "")), "reaches the gemeente; give it kinds"));
  CHECK(
      says(refusal(small("kinds = [\"unauthorised\"]", "kinds = [\"sick\"]")), "without sick or authorised"));
  CHECK(says(refusal(small("leerplichtambtenaar = \"gemeente\"", "leerplichtambtenaar = \"school\"")),
             "always held by the gemeente"));
  CHECK(says(refusal(small("mentor = \"school\"\n", "")), "the role mentor has no holder"));
  CHECK(says(refusal(small("default = \"praten\"", "verzuim = \"praten\"")), "the key `default` is missing"));
  CHECK(says(refusal(small("default = \"praten\"", "default = \"prate\"")), "did you mean `praten`?"));
  CHECK(says(refusal(small("id = \"gemeente\"", "id = \"praten\"")), "stands here twice"));
  CHECK(says(refusal(small("kinds = [\"unauthorised\"]", "kinds = [\"unauthorised\"]\nstatutory = true")),
             "write beside = true"));
  CHECK(says(refusal(small("kinds = [\"unauthorised\"]",
                           "kinds = [\"unauthorised\"]\nmoves = [{ by = \"overdue\", to = \"praten\" }]")),
             "never goes backwards"));
  CHECK(says(refusal(small("role = \"mentor\"", "role = \"mentr\"")), "did you mean `mentor`?"));
  CHECK(says(
      refusal(small("kinds = [\"unauthorised\"]", "kinds = [\"unauthorised\"]\ntakes_down = { days = 3 }")),
      "counted in school_weeks"));
  CHECK(says(refusal("id = "), "not valid TOML"));
}

TEST_CASE("a role that a ladder does not place sees no more than a gemeente does") {
  const LadderSet set = LadderSet::shipped();
  CHECK(set.of(Sector::vo)->holder("mentor") == RoleHolder::school);
  CHECK(set.of(Sector::vo)->holder("preventiemedewerker") == RoleHolder::gemeente);
  CHECK(set.of(Sector::vo)->holder("buurman") == RoleHolder::other);
  CHECK(role_label("verzuimcoordinator") == "verzuimcoördinator");
  CHECK(role_label("buurman") == "buurman");
}

TEST_CASE("terms count working days, school days and school weeks, and holiday weeks are no school weeks") {
  const Calendar calendar(Reference::shipped(), {{"99XA", "", "", "Noord", ""}}, {});
  const Date friday = make_date(2025, 10, 10);  // the autumn holiday of Noord is the week of 20 October
  CHECK(due_date({1, LadderUnit::working_days, false}, friday, calendar, "99XA") == make_date(2025, 10, 13));
  CHECK(due_date({3, LadderUnit::days, false}, friday, calendar, "99XA") == make_date(2025, 10, 13));
  CHECK(due_date({0, LadderUnit::school_days, false}, friday, calendar, "99XA") == friday);
  const Date after = due_date({2, LadderUnit::school_weeks, false}, friday, calendar, "99XA");
  CHECK(after - friday > 14);
  CHECK(after_school_weeks(2, friday, after - 1, calendar, "99XA") == std::nullopt);
  CHECK(after_school_weeks(2, friday, after, calendar, "99XA") == after);
  // A school whose region is not known counts calendar weeks.
  CHECK(after_school_weeks(2, friday, make_date(2026, 1, 1), calendar, "99XZ") == friday + 15);
}
