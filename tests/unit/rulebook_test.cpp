// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rulebook.hpp"

#include <doctest/doctest.h>

#include "verzuim/error.hpp"
#include "verzuim/rule_lint.hpp"

using namespace verzuim;

namespace {

std::string rule(const std::string& changes = {}, const std::string& start = "valid_from = 2026-08-01") {
  return "[[rule]]\nid = \"r\"\nlevel = \"school\"\n" + start + "\nbasis = { text = \"t\" }\n" +
         (changes.find("count") == std::string::npos
              ? "count = { of = \"hours\", kind = [\"unauthorised\"] }\n"
              : "") +
         (changes.find("window") == std::string::npos ? "window = { school_weeks = 4 }\n" : "") +
         (changes.find("when") == std::string::npos ? "when = { at_least = 16 }\n" : "") +
         "then = { severity = \"must\", step = \"melding\" }\n" + changes + "\n";
}

/// What is said of a set that must be refused.
std::string refusal(const std::string& text) {
  try {
    Rulebook book;
    book.add(text, "test.toml");
    book.finish();
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::config);
    CHECK(e.place().line > 0);
    return e.what();
  }
  return "accepted";
}

bool says(const std::string& text, const char* part) { return refusal(text).find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a rule as the manual shows it is accepted") { CHECK(refusal(rule()) == "accepted"); }

TEST_CASE("whatever the language does not have is refused with its place") {
  CHECK(says(rule("whoo = {}"), "did you mean `who`"));
  CHECK(says(rule("who = { duty = [\"leerplicht\"] }"), "unknown duty"));
  CHECK(says(rule("count = { of = \"hour\", kind = [\"sick\"] }"), "did you mean `hours`"));
  CHECK(says(rule("count = { of = \"hours\" }"), "kinds"));
  CHECK(says(rule("window = { weeks = 4 }"), "weeks"));
  CHECK(says(rule("window = { school_weeks = 0 }"), "at least 1"));
  CHECK(says(rule("when = { at_least = \"$tot\" }"), "[value]"));
  CHECK(says(rule("when = { at_least = [6, 3] }"), "rungs must rise"));
  CHECK(says(rule("when = { at_least = [3, 6] }\nagain = { restart = \"day_after\" }"), "rungs cannot"));
  CHECK(says(rule("again = { not_within_days = 7 }"), "restart"));
  CHECK(says(rule("again = { every = 4, fresh = 4 }"), "only one"));
  CHECK(says(rule("window = { run = {} }"), "run_days"));
  CHECK(says(rule("", "valid_from = 2026-08-01\nseen_from = 2026-08-01"), "either"));
  CHECK(says(rule("valid_until = 2026-07-31"), "before the start"));
  CHECK(says("[[rule]\n", "TOML"));
}

TEST_CASE("slots that say nothing together are refused") {
  const std::string of_days = "count = { of = \"days\", kind = [\"sick\"]";
  const auto where = [&](const std::string& text) { return of_days + ", where = { " + text + " } }"; };
  CHECK(says(rule(where("minutes = {}")), "at_least, below or both"));
  CHECK(says(rule(where("minutes = { at_least = 20, below = 20 }")), "nothing lies below"));
  CHECK(says(rule(where("minutes = { above = 20 }")), "above"));
  CHECK(says(rule(where("share_of_day = { below = 50 }")), "a fraction from 0 to 1"));
  CHECK(says(rule(of_days + ", min_school_days = 20 }"), "goes with of = \"rate\""));
  CHECK(says(rule("count = { of = \"concerns\", kind = [\"sick\"] }"), "no kind and no where"));
  CHECK(says(rule("window = { first = { school_weeks = 4 } }"), "of"));
  CHECK(says(rule("window = { first = { school_weeks = 0, of = \"stay\" } }"), "at least 1"));
  CHECK(says(rule("window = { first = { school_weeks = 4, of = \"year\" } }"), "unknown beginning"));
  CHECK(says(rule("who = { all_schools = true }\nwindow = { first = { school_weeks = 4, of = \"stay\" } }"),
             "one school"));
  CHECK(says(rule("window = { calendar_week = false }"), "calendar_week = true"));
  CHECK(says(rule("when = { at_least = 5, more_than = 4 }"), "either at_least or more_than"));
  CHECK(says(rule("when = { more_than = 4 }\nagain = { every = 4 }"), "`every` goes with at_least"));
  CHECK(says(rule("when = { share_of_days = 0.25 }"), "exactly one"));
  CHECK(says(rule("when = { at_least = 4, share_of_days = 25 }"), "a fraction"));
  CHECK(says(
      rule("count = { of = \"rate\", kind = [\"sick\"] }\nwhen = { at_least = 0.1, share_of_days = 0.2 }"),
      "days with a record"));
  const std::string by_day = "\nwhen = { concentrated = { by = \"weekday\", at_least = 4, ";
  CHECK(says(rule(of_days + " }" + by_day + "together = [1] } }"), "two or more"));
  CHECK(says(rule(of_days + " }" + by_day + "together = [1, 1] } }"), "two or more"));
  CHECK(says(rule(of_days + " }" + by_day + "together = [1, 8] } }"), "from 1 (Monday) to 7"));
  CHECK(says(rule("when = { concentrated = { by = \"weekday\", at_least = 4 } }"), "days for a weekday"));
  CHECK(says(rule("when = { mix = [{ of = \"days\", kind = [\"sick\"], at_least = 1 }] }\ncount = {}"),
             "leave `count` out"));
  const std::string rate =
      "count = { of = \"rate\", kind = [\"sick\"] }\nwhen = { rising = { at_least = 0.1, ratio = 2, ";
  CHECK(says(rule(rate + "blocks = 2, last = 2 } }"), "either blocks or last"));
  CHECK(says(rule(rate + "last = 4 } }"), "shorter than the window"));
  CHECK(says(rule(rate + "blocks = 3 } }"), "the blocks divide"));
  CHECK(refusal(rule(rate + "last = 3 } }")) == "accepted");
}

TEST_CASE("two versions in force at once are refused, naming both") {
  CHECK(says(rule() + rule(), "in force at once"));
  CHECK(says(rule("valid_until = 2027-07-31") + rule("", "valid_from = 2027-01-01"), "in force at once"));
}

TEST_CASE("an open older version ends the day before the newer one starts") {
  Rulebook book;
  book.add(rule() + rule("", "valid_from = 2027-01-01"), "test.toml");
  book.finish();
  REQUIRE(book.rules().size() == 1);
  CHECK(book.rules()[0][0].until == *parse_date("2026-12-31"));
  CHECK(book.rules()[0][1].until == open_end);
}

TEST_CASE("a shipped rule is only replaced by who says so") {
  const auto with = [](const std::string& replaces) {
    std::string text = rule(replaces);
    text.replace(text.find("\"r\""), 3, "\"lpw16\"");
    Rulebook book = Rulebook::shipped({"law"});
    book.add(text, "mine.toml");
    book.finish();
    return book.find("lpw16")->front().ours;
  };
  CHECK_THROWS_AS(with(""), Error);
  CHECK_FALSE(with("replaces = true"));
}

TEST_CASE("a rate above 1 was meant as a percentage") {
  Rulebook book;
  book.add(rule("count = { of = \"rate\", kind = [\"sick\"] }\nwhen = { at_least = 10 }"), "test.toml");
  book.finish();
  CHECK(book.rules()[0][0].when.at_least[0].on(*parse_date("2026-09-01")) == 100000);
}

TEST_CASE("a dated value has nothing before its first day") {
  Rulebook book;
  book.add("[value]\ntot = [{ from = 2026-01-01, is = 16 }, { from = 2027-01-01, is = 12 }]\n" +
               rule("when = { at_least = \"$tot\" }"),
           "test.toml");
  book.finish();
  const Quantity& q = book.rules()[0][0].when.at_least[0];
  CHECK_FALSE(q.on(*parse_date("2025-12-31")));
  CHECK(q.on(*parse_date("2026-12-31")) == 16000000);
  CHECK(q.on(*parse_date("2027-01-01")) == 12000000);
}

TEST_CASE("there is no book of an unknown name") { CHECK_THROWS_AS(Rulebook::shipped({"lwa"}), Error); }

TEST_CASE("lint finds what can be read but cannot be meant") {
  Rulebook book;
  std::string text = rule("when = { at_least = 500 }");
  text.replace(text.find("\"school\""), 8, "\"law\"");
  book.add(text, "test.toml");
  book.finish();
  std::vector<std::string> codes;
  for (const LintFinding& f : lint(book, {*parse_date("2026-11-22"), {{"contact", false}}, {}, nullptr}))
    codes.push_back(f.code);
  CHECK(codes == std::vector<std::string>{"no-basis", "unreachable", "no-step", "few-tests"});
}
