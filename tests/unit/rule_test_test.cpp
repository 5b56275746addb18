// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_test.hpp"

#include <doctest/doctest.h>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

const std::string rule =
    "[[rule]]\nid = \"r\"\nvalid_from = 2026-08-01\nbasis = { text = \"t\" }\ncount = { of = \"hours\", kind "
    "= "
    "[\"unauthorised\"] }\nwindow = { school_weeks = 4 }\nwhen = { at_least = 4 }\nagain = { restart = "
    "\"day_after\" }\nthen "
    "= { severity = \"should\", step = \"contact\", within = { school_days = 2 } }\n";

/// What the one test says; empty when it passes.
std::string outcome(const std::string& keys) {
  Rulebook book;
  book.add(rule + "\n[[test]]\nrule = \"r\"\nname = \"t\"\n" + keys + "\n", "test.toml");
  book.finish();
  return run_rule_tests(book).front().message;
}

const std::string twice =
    "days = [\"2026-09-07 unauthorised 1-4\", \"2026-09-09 unauthorised 1-5\"]\nfires = [2026-09-07, "
    "2026-09-09]\n";

}  // namespace

TEST_CASE("a test of a rule that is in another set is refused, with its place") {
  Rulebook with, without;
  with.add(rule + "\n[[test]]\nrule = \"r\"\nname = \"t\"\n" + twice, "test.toml");
  with.finish();
  without.finish();
  try {
    run_rule_test(without, with.tests().front());
    FAIL("it should be refused");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::config);
    CHECK(std::string(error.what()).find("`r`, which is not in this set") != std::string::npos);
  }
  CHECK(run_rule_test(with, with.tests().front()).message.empty());
}

TEST_CASE("a test sees what each signal says") {
  CHECK(outcome(
            twice +
            "counts = [\"4\", \"5 hours\"]\ncounted_from = [2026-09-07, 2026-09-09]\ndue = [2026-09-09, "
            "2026-09-11]\nversion = 2026-08-01\nseverity = \"should\"\nstep = [\"contact\", \"contact\"]") ==
        "");
  CHECK(outcome(twice + "counts = [\"4\", \"5 days\"]") ==
        "`counts` should be 4, 5 days, but is 4 hours, 5 hours");
  CHECK(outcome(twice + "due = [2026-09-09, 2026-09-10]") ==
        "`due` should be 2026-09-09, 2026-09-10, but is 2026-09-09, 2026-09-11");
  CHECK(outcome(twice + "melding = \"overig\"") == "`melding` should be overig, but is none, none");
}

TEST_CASE("a list of expectations is as long as the list of signals") {
  CHECK_THROWS_AS(outcome(twice + "step = [\"contact\", \"contact\", \"contact\"]"), Error);
}

TEST_CASE("a test of several sectors and birth dates is one for each") {
  Rulebook book;
  book.add(
      rule +
          "\n[[test]]\nrule = \"r\"\nname = \"t\"\nsector = [\"po\", \"vo\", \"mbo\"]\nborn = [2011-05-01, "
          "2012-05-01]\ndays = []\nfires = []\n",
      "test.toml");
  book.finish();
  REQUIRE(book.tests().size() == 6);
  CHECK(book.tests()[5].sector == "mbo");
  CHECK(book.tests()[5].born == parse_date("2012-05-01"));
  CHECK(book.tests()[5].name == "t (mbo) (birth date 2)");
}

TEST_CASE("a pupil of a test can go to two schools") {
  const std::string both = "enrolments = [\"2026-08-01..\", \"2026-08-01.. 99XB\"]\n";
  CHECK(outcome(both + "days = [\"2026-09-07 unauthorised 1-2\", \"2026-09-08 unauthorised 1-2 "
                       "school=99XB\"]\nfires = []") == "");
  CHECK(outcome(both +
                "days = [\"2026-09-07..2026-09-08 unauthorised 1-2 school=99XB\"]\nfires = [2026-09-08]") ==
        "");
  CHECK_THROWS_AS(outcome("days = [\"2026-09-07 unauthorised 1 school=99XB\"]\nfires = []"), Error);
}
