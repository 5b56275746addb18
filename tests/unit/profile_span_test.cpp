// SPDX-License-Identifier: EUPL-1.2
// The days, the lessons and the minutes that a report comes to.
#include <doctest/doctest.h>

#include "profile_world.hpp"

using namespace profile_world;
using Facts = std::vector<std::string>;

namespace {

Facts reported(const std::string& row, const std::string& more = {}) {
  return read_by(reports + more, report_head + row + "\n").facts;
}

}  // namespace

TEST_CASE("a range is a fact for each weekday, all with its first day") {
  const Facts days = reported("P1;19-11-2026;;24-11-2026;;;;Z");
  REQUIRE(days.size() == 4);
  CHECK(days[0] == "P1,99XA00,2026-11-19,,,sick,,, since 2026-11-19");
  CHECK(days[2] == "P1,99XA00,2026-11-23,,,sick,,, since 2026-11-19");
  CHECK(reported("P1;21-11-2026;;22-11-2026;;;;Z").size() == 2);
}

TEST_CASE("a report without an end is one open fact, unless it names lessons or is over when it is") {
  CHECK(reported("P1;19-11-2026;1030;;;;;Z") ==
        Facts{"P1,99XA00,2026-11-19,,,sick,,, since 2026-11-19 open"});
  CHECK(reported("P1;19-11-2026;;;;2;3;Z").size() == 2);
  CHECK(reported("P1;19-11-2026;;;;;;T") == Facts{"P1,99XA00,2026-11-19,,,late,,T, since 2026-11-19"});
  CHECK(reported("P1;19-11-2026;10:00;;10:45;;;Z") ==
        Facts{"P1,99XA00,2026-11-19,,45,sick,,, since 2026-11-19"});
}

TEST_CASE("times tell the minutes of one day, and the whole day where they run to its end or over days") {
  CHECK(reported("P1;19-11-2026;1000;19-11-2026;1145;;;Z") ==
        Facts{"P1,99XA00,2026-11-19,,105,sick,,, since 2026-11-19"});
  CHECK(reported("P1;19-11-2026;1000;19-11-2026;;;;Z") ==
        Facts{"P1,99XA00,2026-11-19,,,sick,,, since 2026-11-19"});
  CHECK(reported("P1;19-11-2026;1000;20-11-2026;1200;;;Z").size() == 2);
  CHECK(reported("P1;19-11-2026;0000;20-11-2026;0000;;;Z").size() == 1);
}

TEST_CASE("with the times of lessons known, times are the lessons that they overlap") {
  const std::string times = "[lesson_times]\n1 = \"08:30-09:20\"\n2 = \"09:20-10:10\"\n3 = \"10:30-11:20\"\n";
  const Facts two = reported("P1;19-11-2026;0910;19-11-2026;0930;;;Z", times);
  REQUIRE(two.size() == 2);
  CHECK(two[1] == "P1,99XA00,2026-11-19,2,10,sick,,, since 2026-11-19");
  CHECK(reported("P1;19-11-2026;0800;19-11-2026;1700;;;Z", times) ==
        Facts{"P1,99XA00,2026-11-19,,,sick,,, since 2026-11-19"});
  const Facts over = reported("P1;19-11-2026;1030;23-11-2026;0900;;;Z", times);
  REQUIRE(over.size() == 3);
  CHECK(over[0] == "P1,99XA00,2026-11-19,3,,sick,,, since 2026-11-19");
  CHECK(over[1] == "P1,99XA00,2026-11-20,,,sick,,, since 2026-11-19");
  CHECK(over[2] == "P1,99XA00,2026-11-23,1,30,sick,,, since 2026-11-19");
  CHECK(reported("P1;19-11-2026;0000;19-11-2026;0000;;;Z", times) ==
        Facts{"P1,99XA00,2026-11-19,,,sick,,, since 2026-11-19"});
}

TEST_CASE("times that touch no lesson tell of no missed lesson") {
  const std::string times = "[lesson_times]\n1 = \"08:30-09:20\"\n2 = \"09:20-10:10\"\n";
  const Outcome outcome = read_by(reports + times, report_head +
                                                       "P1;19-11-2026;1200;19-11-2026;1300;;;QX\n"
                                                       "P1;19-11-2026;1010;19-11-2026;1100;;;Z\n");
  CHECK(outcome.facts.empty());
  CHECK(outcome.refused.empty());
  CHECK(outcome.skipped == 2);
  CHECK(outcome.unknown.empty());
}

TEST_CASE("a part of a lesson counts with its minutes, and late above the agreed ones only then") {
  const std::string times = "[lesson_times]\n1 = \"08:30-09:20\"\n2 = \"09:20-10:10\"\n";
  const std::string custom = "late_counts_above = 15\n" + reports + times;
  const auto late = [&](const std::string& until) {
    return read_by(custom, report_head + "P1;19-11-2026;0830;19-11-2026;" + until + ";;;T\n").facts;
  };
  CHECK(late("0835") == Facts{"P1,99XA00,2026-11-19,1,5,late,,T, since 2026-11-19"});
  CHECK(late("0846") == Facts{"P1,99XA00,2026-11-19,1,16,unauthorised,,T, since 2026-11-19"});
  CHECK(late("0920") == Facts{"P1,99XA00,2026-11-19,1,,late,,T, since 2026-11-19"});
}

TEST_CASE("where only the time tells two absences of a day apart, it is kept") {
  const auto begin = [](const std::string& row, const std::string& more = {}) {
    std::istringstream in(report_head + row + "\n");
    Source source(in, "file.csv");
    Profiles profiles = Profiles::shipped();
    profiles.add(reports + more, "mine.toml");
    const auto rows = open_rows(source, *profiles.find("mine"), Reference::shipped(), {{}, "99XA00"});
    REQUIRE(rows->next());
    REQUIRE(rows->facts() > 0);
    return int{std::get<AbsenceRow>(rows->fact(0)).begin};
  };
  CHECK(begin("P1;19-11-2026;1000;19-11-2026;1145;;;Z") == 600);
  CHECK(begin("P1;19-11-2026;1000;19-11-2026;;;;Z") == -1);
  CHECK(begin("P1;19-11-2026;1000;20-11-2026;1145;;;Z") == -1);
  CHECK(begin("P1;19-11-2026;1000;19-11-2026;1145;1;2;Z") == -1);
  CHECK(begin("P1;19-11-2026;1000;19-11-2026;1145;;;Z", "[lesson_times]\n1 = \"10:00-12:00\"\n") == -1);
}
