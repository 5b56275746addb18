// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/signal.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "one_rule.hpp"
#include "pattern.hpp"

using namespace verzuim;

namespace {

const char* hours16 =
    "count = { of = \"hours\", kind = [\"unauthorised\"] }\nwindow = { school_weeks = 4 }\nwhen = { at_least "
    "= 16 }\n";

}  // namespace

TEST_CASE("the window of four school weeks skips the holiday week") {
  const std::string days =
      "days = [\"2026-09-21 unauthorised 1-4\", \"2026-09-28 unauthorised 1-4\", \"2026-10-05 unauthorised "
      "1-4\", \"2026-10-19 unauthorised 1-4\"]";
  CHECK(fires(hours16, days) == "2026-10-19");
}

TEST_CASE("a whole-day record replaces the lessons of its day, also where it does not count") {
  const std::string count =
      "count = { of = \"records\", kind = [\"unauthorised\"] }\nwindow = { school_year = true }\nwhen = { "
      "at_least = 1 }\n";
  CHECK(fires(count, "days = [\"2026-09-07 unauthorised 1\"]") == "2026-09-07");
  CHECK(fires(count, "days = [\"2026-09-07 unauthorised 1\", \"2026-09-07 sick\"]") == "nothing");
}

TEST_CASE("a spell runs from Friday to Monday and over a holiday") {
  const std::string spells =
      "count = { of = \"spells\", kind = [\"sick\"] }\nwindow = { school_year = true }\nwhen = { at_least = "
      "2 }\n";
  CHECK(fires(spells, "days = [\"2026-09-11 sick\", \"2026-09-14 sick\"]") == "nothing");
  CHECK(fires(spells, "days = [\"2026-10-09 sick\", \"2026-10-19 sick\"]") == "nothing");
  CHECK(fires(spells, "days = [\"2026-09-11 sick\", \"2026-09-15 sick\"]") == "2026-09-15");
}

TEST_CASE("after a restart nothing counts twice, and the next report is not within seven days") {
  const std::string again = "again = { restart = \"day_after\", not_within_days = 7 }\n";
  const std::string days = "days = [\"2026-09-07..2026-09-25 unauthorised 1-7\"]";
  // 7 hours a day: 21 on Wednesday the 9th, then all since that day on the 16th and the 23rd.
  CHECK(fires(std::string(hours16) + again, days) == "2026-09-09, 2026-09-16, 2026-09-23");
  CHECK(fires(std::string(hours16) + "again = { restart = \"day_after\" }\n", days) ==
        "2026-09-09, 2026-09-14, 2026-09-17, 2026-09-22, 2026-09-25");
}

TEST_CASE("a run goes on over weekends and ends at an attended school day") {
  const std::string run =
      "count = { of = \"run_days\", kind = [\"unauthorised\"] }\nwindow = { run = { unit = \"school_days\" } "
      "}\nwhen = { at_least = 7 }\n";
  CHECK(fires(run, "days = [\"2026-09-07..2026-09-15 unauthorised\"]") == "2026-09-15");
  CHECK(fires(run,
              "days = [\"2026-09-07..2026-09-10 unauthorised\", \"2026-09-14..2026-09-18 unauthorised\"]") ==
        "nothing");
}

TEST_CASE("a rate waits for its school days and is an exact fraction") {
  const std::string rate =
      "count = { of = \"rate\", kind = [\"sick\"], min_school_days = 10 }\nwindow = { school_year = true "
      "}\nwhen = { at_least = 0.1 }\n";
  // From 1 September 2026 there are ten school days up to the 14th: one of ten is a tenth.
  const std::string from = "from = 2026-09-01\n";
  CHECK(fires(rate, from + "days = [\"2026-09-14 sick\"]") == "2026-09-14");
  CHECK(fires(rate, from + "days = [\"2026-09-11 sick\"]") == "nothing");
  CHECK(fires(rate, from + "days = [\"2026-09-15 sick\"]") == "nothing");
}

TEST_CASE("an age may be open at one end") {
  const std::string one =
      "count = { of = \"records\", kind = [\"late\"] }\nwindow = { school_year = true }\nwhen = { at_least = "
      "1 }\n";
  const std::string days = "days = [\"2026-09-07 late 1 5m\"]";  // the pupil is 15
  CHECK(fires("who = { age = \"15..\" }\n" + one, days) == "2026-09-07");
  CHECK(fires("who = { age = \"16..\" }\n" + one, days) == "nothing");
  CHECK(fires("who = { age = \"..15\" }\n" + one, days) == "nothing");
}

TEST_CASE("every rung gives its own signal, also two on one day") {
  const std::string rungs =
      "count = { of = \"lessons\", kind = [\"unauthorised\"] }\nwindow = { school_year = true }\nwhen = { "
      "at_least = [3, 6] }\n";
  CHECK(fires(rungs, "days = [\"2026-09-07 unauthorised 1-7\"]") == "2026-09-07, 2026-09-07");
}

TEST_CASE("nothing is counted across 1 August in a window of the school year") {
  const std::string late =
      "count = { of = \"records\", kind = [\"late\"] }\nwindow = { school_year = true }\nwhen = { at_least = "
      "2 }\n";
  CHECK(fires(late, "days = [\"2026-06-30 late 1 5m\", \"2026-08-31 late 1 5m\"]") == "nothing");
  CHECK(fires(late, "days = [\"2026-08-31 late 1 5m\", \"2026-09-01 late 1 5m\"]") == "2026-09-01");
}

TEST_CASE("the hypergeometric tail meets its anchors") {
  CHECK(hypergeometric_tail(120, 12, 5, 4) == doctest::Approx(0.000285).epsilon(0.01));
  CHECK(hypergeometric_tail(120, 12, 5, 3) == doctest::Approx(0.00695).epsilon(0.001));
  CHECK(hypergeometric_tail(120, 12, 6, 3) == doctest::Approx(0.0131).epsilon(0.005));
  CHECK(hypergeometric_tail(60, 12, 5, 4) == doctest::Approx(0.00450).epsilon(0.002));
}

TEST_CASE("a signal survives the CSV and back") {
  Signal s;
  s.id = "0123456789abcdef";
  s.rule = "lpw16";
  s.valid_from = *parse_date("2020-07-01");
  s.pupil = "P,\"1";
  s.school = "99XA00";
  s.gemeente = "0014";
  s.reached_on = s.window_from = *parse_date("2026-09-28");
  s.count = "16.33";
  s.threshold = "16";
  s.unit = "hours";
  s.reason = "a=1;b=2";
  std::string text = signals_header();
  write_signal(text, s);
  std::istringstream in(text);
  const auto back = read_signals(in, "test");
  REQUIRE(back.size() == 1);
  std::string again = signals_header();
  write_signal(again, back[0]);
  CHECK(again == text);
}

TEST_CASE("what is no signals file is refused with its place") {
  std::istringstream in("pupil,school\nx,y\n");
  CHECK_THROWS_AS(read_signals(in, "test"), Error);
}
