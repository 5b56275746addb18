// SPDX-License-Identifier: EUPL-1.2
// Every kind of rule that verzuim-rules(5) describes, on a few days of one pupil: vo, region Noord, 1600
// minutes a week. Lessons begin there on 17 August 2026; 10 to 18 October is a holiday.
#include <doctest/doctest.h>

#include "one_rule.hpp"

namespace {

const std::string year = "window = { school_year = true }\n", one = "when = { at_least = 1 }\n";

std::string days_of(const std::string& where) {
  return "count = { of = \"days\", kind = [\"sick\", \"late\"], where = { " + where + " } }\n";
}
const std::string six_lessons = "timetable = [\"1-5 1-6 50\"]\n";

}  // namespace

TEST_CASE("concentrated by subject: the lessons of one subject against chance, whole days left out") {
  const std::string rule =
      "count = { of = \"lessons\", kind = [\"sick\"] }\nwindow = { school_weeks = 4 }\nwhen = { concentrated "
      "= { by = "
      "\"subject\", at_least = 3, of_scheduled = 0.5, p_below = 0.01 } }\n";
  const std::string timetable = "timetable = [\"1-5 1-6 50 rest\", \"2 2 50 wiskunde\"]\n";
  CHECK(fires(rule,
              timetable + "days = [\"2026-09-08 sick 2\", \"2026-09-15 sick 2\", \"2026-09-22 sick 2\"]") ==
        "2026-09-22");
  CHECK(
      fires(rule, timetable + "days = [\"2026-09-08 sick 2\", \"2026-09-15 sick\", \"2026-09-22 sick 2\"]") ==
      "nothing");
  CHECK(undecided(rule, "days = [\"2026-09-08 sick 2\"]"));
}

TEST_CASE("concentrated: a late that is listed makes a day wholly missed, though it misses no lesson") {
  const auto rule = [](const std::string& kinds) {
    return "count = { of = \"lessons\", kind = [" + kinds +
           "] }\nwindow = { school_weeks = 2 }\nwhen = { concentrated = { by = \"subject\", at_least = 2 } "
           "}\n";
  };
  const std::string days =
      "timetable = [\"1-5 1-6 50 rest\", \"1 1 50 wiskunde\"]\ndays = [\"2026-09-07 sick 1\", \"2026-09-07 "
      "late 2 250m\", "
      "\"2026-09-14 sick 1\", \"2026-09-14 late 2 250m\"]";
  CHECK(fires(rule("\"sick\""), days) == "2026-09-14");
  CHECK(fires(rule("\"sick\", \"late\""), days) == "nothing");
}

TEST_CASE("concentrated by weekday: one day, or days that are one group together") {
  const auto rule = [](const std::string& together) {
    return "count = { of = \"days\", kind = [\"sick\"] }\nwindow = { school_weeks = 12 }\nwhen = { "
           "concentrated = { by = "
           "\"weekday\"," +
           together + " at_least = 5, p_below = 0.01 } }\n";
  };
  const std::string mondays_and_fridays =
      six_lessons +
      "days = [\"2026-09-07 sick\", \"2026-09-11 sick\", \"2026-09-14 sick\", \"2026-09-18 sick\"";
  CHECK(fires(rule(" together = [5, 1],"), mondays_and_fridays + ", \"2026-09-21 sick\"]") == "2026-09-21");
  CHECK(fires(rule(""), mondays_and_fridays + ", \"2026-09-21 sick\"]") == "nothing");
  // A day that is in no group asked for cannot trigger, but it counts among the rest.
  CHECK(fires(rule(" together = [1, 5],"), mondays_and_fridays + ", \"2026-09-22 sick\"]") == "nothing");
}

TEST_CASE("concentrated: a dated age bound is that of the trigger day for earlier records too") {
  const std::string values =
      "[value]\ntot = [{ from = 2020-01-01, is = 15 }, { from = 2026-09-21, is = 20 }]\n";
  const std::string rule =
      "who = { age = \"12..$tot\" }\ncount = { of = \"lessons\", kind = [\"sick\"] }\nwindow = { "
      "school_weeks = 4 }\nwhen = { "
      "concentrated = { by = \"subject\", at_least = 3, p_below = 0.01 } }\n";
  CHECK(fires(rule,
              "timetable = [\"1-5 1-6 50 rest\", \"2 2 50 wiskunde\"]\ndays = [\"2026-09-08 sick 2\", "
              "\"2026-09-15 sick "
              "2\", \"2026-09-22 sick 2\"]",
              values) == "2026-09-22");
}

TEST_CASE("rising: block by block, or the last weeks against those before") {
  const auto rule = [](const std::string& how) {
    return "count = { of = \"rate\", kind = [\"sick\"] }\nwindow = { school_weeks = 12 }\nwhen = { rising = "
           "{ " +
           how + ", at_least = 0.05, ratio = 2 } }\n";
  };
  // On Monday 16 November the last four school weeks begin on 20 October, the eight before on 18 August.
  const std::string last = "last = 4";
  CHECK(fires(rule(last), "days = [\"2026-09-01 sick\", \"2026-11-16 sick\"]") == "2026-11-16");
  CHECK(fires(rule(last), "days = [\"2026-09-01..2026-09-02 sick\", \"2026-11-16 sick\"]") == "nothing");
  CHECK(fires(rule(last), "days = [\"2026-10-19 sick\", \"2026-11-16 sick\"]") == "2026-11-16");
  CHECK(fires(rule(last), "days = [\"2026-10-20 sick\", \"2026-11-16 sick\"]") == "nothing");
  CHECK(fires(rule(last),
              "days = [\"2026-08-31 sick\", \"2026-09-01 sick\", \"2026-10-20 sick\", \"2026-11-02 sick\", "
              "\"2026-11-13 sick\"]") == "nothing");
  const std::string blocks = "blocks = 2";
  CHECK(fires(rule(blocks), "days = [\"2026-09-01 sick\", \"2026-11-13..2026-11-16 sick\"]") == "2026-11-16");
  CHECK(fires(rule(blocks), "days = [\"2026-09-01 sick\", \"2026-11-16 sick\"]") == "nothing");
}

TEST_CASE("a window of school days steps over weekends and holidays, and does not go past 1 August") {
  const auto rule = [](const std::string& length) {
    return "count = { of = \"days\", kind = [\"sick\"] }\nwindow = { school_days = " + length +
           " }\nwhen = { at_least = 2 }\n";
  };
  const auto days = [](const std::string& first, const std::string& second) {
    return "days = [\"" + first + " sick\", \"" + second + " sick\"]";
  };
  // 8 and 9 October, then 19, 20 and 21: five.
  CHECK(fires(rule("5"), days("2026-10-08", "2026-10-21")) == "2026-10-21");
  CHECK(fires(rule("4"), days("2026-10-08", "2026-10-21")) == "nothing");
  CHECK(fires(rule("5"), days("2026-10-08", "2026-10-22")) == "nothing");
  CHECK(fires(rule("2"), days("2026-08-17", "2026-08-18")) == "2026-08-18");
  CHECK(fires(rule("9"), days("2026-07-03", "2026-08-17")) == "nothing");
}

TEST_CASE("mix: all parts in the window, and a record of any part can be the last") {
  const std::string rule =
      "window = { school_weeks = 4 }\nwhen = { mix = [{ of = \"spells\", kind = [\"sick\"], at_least = 1 }, "
      "{ of = "
      "\"records\", kind = [\"late\"], at_least = 2 }] }\n";
  CHECK(fires(rule, "days = [\"2026-09-07 late 1 5m\", \"2026-09-08 late 1 5m\", \"2026-09-10 sick\"]") ==
        "2026-09-10");
  CHECK(fires(rule, "days = [\"2026-09-07 late 1 5m\", \"2026-09-09 sick\", \"2026-09-10 late 1 5m\"]") ==
        "2026-09-10");
  CHECK(fires(rule, "days = [\"2026-09-07 late 1 5m\", \"2026-09-09 sick\"]") == "nothing");
}

TEST_CASE("lessons by number: Friday afternoons, and no whole Fridays") {
  const std::string rule = days_of("weekday = 5, lesson = [6, 7]") + year + "when = { at_least = 2 }\n";
  CHECK(fires(rule, "days = [\"2026-09-04 sick 6\", \"2026-09-11 sick 7\"]") == "2026-09-11");
  CHECK(fires(rule, "days = [\"2026-09-04 sick 5\", \"2026-09-11 sick 6-7\"]") == "nothing");
  CHECK(fires(rule, "days = [\"2026-09-04 sick 8\", \"2026-09-11 sick 6-7\"]") == "nothing");
  CHECK(fires(rule, "days = [\"2026-09-04 sick\", \"2026-09-11 sick 6\"]") == "nothing");
  CHECK(fires(rule, "days = [\"2026-09-03 sick 6\", \"2026-09-11 sick 6\"]") == "nothing");
}

TEST_CASE("where: the first lesson, missed while present later") {
  const std::string rule = days_of("lesson = \"first\"") + year + one;
  CHECK(fires(rule, six_lessons + "days = [\"2026-09-07 sick 1\"]") == "2026-09-07");
  CHECK(fires(rule, six_lessons + "days = [\"2026-09-07 sick 2\"]") == "nothing");
  CHECK(fires(rule, six_lessons + "days = [\"2026-09-07 sick 1\", \"2026-09-07 sick 5\"]") == "nothing");
  CHECK(undecided(rule, "days = [\"2026-09-07 sick 1\"]"));
}

TEST_CASE("where: beside a holiday, a weekday, the whole day, a mark") {
  CHECK(fires(days_of("beside_holiday = 1") + year + one, "days = [\"2026-10-08 sick\"]") == "nothing");
  CHECK(fires(days_of("beside_holiday = 1") + year + one, "days = [\"2026-10-09 sick\"]") == "2026-10-09");
  CHECK(fires(days_of("beside_holiday = 1") + year + one, "days = [\"2026-10-19 sick\"]") == "2026-10-19");
  CHECK(fires(days_of("beside_holiday = 1") + year + one, "days = [\"2026-10-20 sick\"]") == "nothing");
  CHECK(fires(days_of("weekday = [1, 5]") + year + one, "days = [\"2026-09-08..2026-09-11 sick\"]") ==
        "2026-09-11");
  CHECK(fires(days_of("whole_day = true") + year + one,
              "days = [\"2026-09-08 sick 1\", \"2026-09-09 sick\"]") == "2026-09-09");
  CHECK(fires(days_of("mark = [\"luxe\"]") + year + one,
              "days = [\"2026-09-08 sick\", \"2026-09-09 sick mark=luxe\"]") == "2026-09-09");
}

TEST_CASE("where: the minutes of the record") {
  const std::string rule = days_of("minutes = { at_least = 21, below = 40 }") + year + one;
  CHECK(fires(rule, "days = [\"2026-09-08 late 1 20m\"]") == "nothing");
  CHECK(fires(rule, "days = [\"2026-09-08 late 1 21m\"]") == "2026-09-08");
  CHECK(fires(rule, "days = [\"2026-09-08 late 1 39m\"]") == "2026-09-08");
  CHECK(fires(rule, "days = [\"2026-09-08 late 1 40m\"]") == "nothing");
}

TEST_CASE("where: the share of the day that its records take together") {
  const std::string rule = days_of("share_of_day = { below = 0.5 }") + year + one;
  // 320 minutes a day by the weekly minutes, 300 by the timetable.
  CHECK(fires(rule, "days = [\"2026-09-08 sick 1-3\"]") == "2026-09-08");
  CHECK(fires(rule, "days = [\"2026-09-08 sick 1-2\", \"2026-09-08 late 3 59m\"]") == "2026-09-08");
  CHECK(fires(rule, "days = [\"2026-09-08 sick 1-2\", \"2026-09-08 late 3 60m\"]") == "nothing");
  CHECK(fires(rule, six_lessons + "days = [\"2026-09-08 sick 1-3\"]") == "nothing");
  CHECK(fires(rule, "days = [\"2026-09-08 sick 1-3\", \"2026-09-08 authorised 4\"]") == "2026-09-08");
  CHECK(fires(rule, "days = [\"2026-09-08 sick 10m\"]") ==
        "nothing");  // a record for the whole day is all of it
  CHECK(undecided(rule, "weekly_minutes = 0\ndays = [\"2026-09-08 sick 1\"]"));
  CHECK(fires(days_of("share_of_day = { at_least = 0.5 }") + year + one,
              six_lessons + "days = [\"2026-09-07 sick 1-2\", \"2026-09-08 sick 1-3\"]") == "2026-09-08");
}

TEST_CASE("a rate with least school days, and one that must be exceeded") {
  const std::string rate = "count = { of = \"rate\", kind = [\"sick\"], min_school_days = 10 }\n" + year;
  const std::string from = "from = 2026-09-01\n";  // the tenth school day is the 14th
  CHECK(fires(rate + "when = { at_least = 0.1 }\n", from + "days = [\"2026-09-14 sick\"]") == "2026-09-14");
  CHECK(fires(rate + "when = { more_than = 0.1 }\n", from + "days = [\"2026-09-14 sick\"]") == "nothing");
  CHECK(fires(rate + "when = { more_than = 0.1 }\n",
              from + "days = [\"2026-09-01 late 1 1m\", \"2026-09-14 sick\", \"2026-09-15 sick\"]") ==
        "2026-09-15");
}

TEST_CASE("more_than: equal is not enough, also for hours and rungs") {
  const std::string hours = "count = { of = \"hours\", kind = [\"sick\", \"late\"] }\n" + year;
  CHECK(fires(hours + "when = { more_than = 5 }\n", "days = [\"2026-09-07 sick 1-5\"]") == "nothing");
  CHECK(fires(hours + "when = { more_than = 5 }\n",
              "days = [\"2026-09-07 sick 1-5\", \"2026-09-08 late 1 1m\"]") == "2026-09-08");
  CHECK(fires(hours + "when = { more_than = [2, 3] }\n",
              "days = [\"2026-09-07 sick 1-3\", \"2026-09-08 sick 1\"]") == "2026-09-07, 2026-09-08");
  CHECK(fires(hours + "when = { more_than = 2, below = 3 }\n", "days = [\"2026-09-07 sick 1-3\"]") ==
        "nothing");
}

TEST_CASE("share_of_days: the days with a record among the enrolled school days of the window") {
  const std::string rule =
      "count = { of = \"records\", kind = [\"late\"] }\nwindow = { school_weeks = 4 }\nwhen = { at_least = "
      "4, "
      "share_of_days = 0.25 }\n";
  const std::string three = "\"2026-08-17 late 1 5m\", \"2026-08-18 late 1 5m\", \"2026-08-19 late 1 5m\", ";
  // 7 September is the sixteenth school day.
  CHECK(fires(rule, "days = [" + three + "\"2026-09-07 late 1 5m\"]") == "2026-09-07");
  CHECK(fires(rule, "days = [" + three + "\"2026-09-08 late 1 5m\"]") == "nothing");
  CHECK(fires(rule, "days = [" + three + "\"2026-08-19 late 5 5m\"]") ==
        "2026-08-19");  // records, but three days
  CHECK(fires(rule,
              "from = 2026-09-01\ndays = [\"2026-09-02 late 1 5m\", \"2026-09-02 late 2 5m\", \"2026-09-08 "
              "late 1 "
              "5m\", \"2026-09-08 late 2 5m\"]") == "2026-09-08");
}

TEST_CASE("a calendar week begins on Monday, a calendar month on the first") {
  const std::string hours = "count = { of = \"hours\", kind = [\"sick\"] }\nwhen = { at_least = 4 }\n";
  const std::string week = hours + "window = { calendar_week = true }\n",
                    month = hours + "window = { calendar_month = true }\n";
  CHECK(fires(week, "days = [\"2026-09-07 sick 1-2\", \"2026-09-11 sick 1-2\"]") == "2026-09-11");
  CHECK(fires(week, "days = [\"2026-09-11 sick 1-2\", \"2026-09-14 sick 1-2\"]") == "nothing");
  CHECK(fires(month, "days = [\"2026-09-01 sick 1-2\", \"2026-09-30 sick 1-2\"]") == "2026-09-30");
  CHECK(fires(month, "days = [\"2026-09-30 sick 1-2\", \"2026-10-01 sick 1-2\"]") == "nothing");
}

TEST_CASE("the first school weeks of a stay begin with the enrolment, holiday weeks skipped") {
  const std::string rule =
      "count = { of = \"records\", kind = [\"sick\"] }\nwindow = { first = { school_weeks = 2, of = \"stay\" "
      "} }\n" +
      one;
  const auto on = [&](const std::string& enrolments, const std::string& day) {
    return fires(rule, "enrolments = [" + enrolments + "]\ndays = [\"" + day + " sick\"]");
  };
  CHECK(on("\"2026-09-01..\"", "2026-09-14") == "2026-09-14");
  CHECK(on("\"2026-09-01..\"", "2026-09-15") == "nothing");
  CHECK(on("\"2026-08-01..\"", "2026-08-28") == "2026-08-28");
  CHECK(on("\"2026-08-01..\"", "2026-08-31") == "nothing");
  // A row per school year is one stay; a gap makes two.
  CHECK(on("\"2025-08-01..2026-07-31\", \"2026-08-01..\"", "2026-08-28") == "nothing");
  CHECK(on("\"2025-08-01..2026-08-29\", \"2026-09-01..\"", "2026-09-14") == "2026-09-14");
  // Begun in the last week before the summer: the second school week is the first of the new year.
  CHECK(on("\"2026-06-29..\"", "2026-08-21") == "2026-08-21");
  CHECK(on("\"2026-06-29..\"", "2026-08-24") == "nothing");
}

TEST_CASE("the first school weeks of a school year begin on 1 August for whoever was there") {
  const std::string rule =
      "count = { of = \"records\", kind = [\"sick\"] }\nwindow = { first = { school_weeks = 2, of = "
      "\"school_year\" } "
      "}\n" +
      one;
  CHECK(fires(rule, "days = [\"2026-08-28 sick\"]") == "2026-08-28");
  CHECK(fires(rule, "days = [\"2026-08-31 sick\"]") == "nothing");
  CHECK(fires(rule, "from = 2026-08-26\ndays = [\"2026-08-31 sick\"]") == "nothing");
}

TEST_CASE("a run in months ends its month on the day before the same date") {
  const std::string rule =
      "count = { of = \"run_days\", kind = [\"sick\"] }\nwindow = { run = { unit = \"months\" } }\n" + one;
  CHECK(fires(rule, "days = [\"2026-09-01..2026-09-29 sick\"]") == "nothing");
  CHECK(fires(rule, "days = [\"2026-09-01..2026-09-30 sick\"]") == "2026-09-30");
}

TEST_CASE("a run that holidays would stretch is undecided where it matters") {
  const std::string rule =
      "count = { of = \"run_days\", kind = [\"sick\"] }\nwindow = { run = { unit = \"days\", holidays = "
      "\"undecided\" } "
      "}\nwhen = { at_least = 28 }\n";
  CHECK(undecided(rule, "days = [\"2026-09-28..2026-10-27 sick\"]"));
  CHECK(fires(rule, "days = [\"2026-09-28..2026-11-06 sick\"]") == "2026-11-02");
}

TEST_CASE("every: at each multiple once a school year, and fresh: after so many further ones") {
  const std::string late =
      "count = { of = \"records\", kind = [\"late\"] }\n" + year + "when = { at_least = 2 }\n";
  const std::string days =
      "days = [\"2026-09-07 late 1 5m\", \"2026-09-08 late 1 5m\", \"2026-09-09 late 1 5m\", \"2026-09-10 "
      "late 1 5m\", "
      "\"2026-09-11 late 1 5m\"]";
  CHECK(fires(late + "again = { every = 2 }\n", days) == "2026-09-08, 2026-09-10");
  CHECK(fires(late + "again = { fresh = 3 }\n", days) == "2026-09-08, 2026-09-11");
  CHECK(fires(late, days) == "2026-09-08");
}

TEST_CASE("below: hugging a norm is no longer so at the norm") {
  const std::string rule =
      "count = { of = \"records\", kind = [\"late\"] }\nwindow = { school_year = true }\nwhen = { at_least = "
      "2, below = 4 "
      "}\n";
  CHECK(fires(rule, "days = [\"2026-09-07 late 1-3 5m\"]") == "2026-09-07");
  CHECK(fires(rule, "days = [\"2026-09-07 late 1-4 5m\"]") == "nothing");
}

TEST_CASE("a dated value is that of the trigger day, and before its first day the verdict is undecided") {
  const std::string values = "[value]\nn = [{ from = 2026-09-07, is = 2 }, { from = 2026-09-14, is = 1 }]\n";
  const std::string rule =
      "count = { of = \"records\", kind = [\"late\"] }\n" + year + "when = { at_least = \"$n\" }\n";
  CHECK(fires(rule, "days = [\"2026-09-11 late 1 5m\"]", values) == "nothing");
  CHECK(fires(rule, "days = [\"2026-09-14 late 1 5m\"]", values) == "2026-09-14");
  CHECK(undecided(rule, "days = [\"2026-09-04 late 1-9 5m\"]", values));
}

TEST_CASE("before the day on which a rule was first seen in force the verdict is undecided") {
  const std::string rule = "count = { of = \"records\", kind = [\"late\"] }\n" + year + one;
  const std::string seen = "seen_from = 2026-09-08";
  CHECK(undecided(rule, "days = [\"2026-09-07 late 1 5m\"]", "", seen));
  CHECK(fires(rule, "days = [\"2026-09-08 late 1 5m\"]", "", seen) == "2026-09-08");
}

TEST_CASE("what is missing makes undecided, and never a no") {
  const std::string late = "count = { of = \"records\", kind = [\"late\"] }\n" + year + one;
  CHECK(undecided("who = { age = \"12..\" }\n" + late, "days = [\"2026-09-07 late 1 5m\"]"));
  CHECK(undecided("who = { duty = [\"leerplichtig\"] }\n" + late, "days = [\"2026-09-07 late 1 5m\"]"));
}
