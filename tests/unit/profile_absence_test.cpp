// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "profile_world.hpp"

using namespace profile_world;
using Facts = std::vector<std::string>;

namespace {

const std::string lessons = R"(
name = "mine"
kind = "absences"
[columns]
pupil = "leerling"
date = "datum"
lesson = "uur"
minutes = { name = "minuten", optional = true }
code = "code"
type = "soort"
authorised = "geoorloofd"
subject = { name = "vak", optional = true }
[codes]
Z = "sick"
B = { kind = "authorised", mark = "beroep" }
HV = "skip"
[types]
Absent = "absent"
"te laat" = "late"
uitgestuurd = "removed"
)";
const std::string head = "leerling;datum;uur;minuten;code;soort;geoorloofd\n";

Facts facts(const std::string& row) { return read_by(lessons, head + row + "\n").facts; }
std::string refusal(const std::string& profile, const std::string& text) {
  const Outcome outcome = read_by(profile, text);
  CHECK(outcome.facts.empty());
  REQUIRE(outcome.refused.size() == 1);
  const Reject& r = outcome.refused[0];
  return r.code + " " + std::to_string(r.place.column) + " '" + r.text + "' " + r.reason;
}

}  // namespace

TEST_CASE("the code answers first, then the type, then the flag") {
  CHECK(facts("P1;17-11-2026;1;;Z;te laat;nee") == Facts{"P1,99XA00,2026-11-17,1,,sick,,,"});
  CHECK(facts("P1;17-11-2026;1;;X;te laat;nee") == Facts{"P1,99XA00,2026-11-17,1,,late,,X,"});
  CHECK(facts("P1;17-11-2026;1;;X;Uitgestuurd;ja") == Facts{"P1,99XA00,2026-11-17,1,,removed,,X,"});
  CHECK(facts("P1;17-11-2026;1;;X;Absent;Ja") == Facts{"P1,99XA00,2026-11-17,1,,authorised,,X,"});
  CHECK(facts("P1;17-11-2026;1;;X;Absent;N") == Facts{"P1,99XA00,2026-11-17,1,,unauthorised,,X,"});
  CHECK(facts("P1;17-11-2026;1;;B;Absent;nee") == Facts{"P1,99XA00,2026-11-17,1,,authorised,,B,beroep"});
}

TEST_CASE("a code that is not named is unknown, counted, and never taken as unauthorised") {
  const Outcome outcome = read_by(lessons, head +
                                               "P1;17-11-2026;1;;QX;;\nP2;17-11-2026;1;;QX;;\n"
                                               "P3;17-11-2026;1;;z;;\nP4;17-11-2026;1;;bij de dokter;;\n"
                                               "P5;17-11-2026;1;;;onbekend;misschien\nP6;17-11-2026;1;;;;\n");
  CHECK(outcome.facts == Facts{"P1,99XA00,2026-11-17,1,,unknown,,QX,", "P2,99XA00,2026-11-17,1,,unknown,,QX,",
                               "P3,99XA00,2026-11-17,1,,unknown,,z,", "P4,99XA00,2026-11-17,1,,unknown,,,",
                               "P5,99XA00,2026-11-17,1,,unknown,,,", "P6,99XA00,2026-11-17,1,,unknown,,,"});
  CHECK(outcome.unknown == UnknownCodes{{"QX", 2}, {"z", 1}, {"", 2}});
}

TEST_CASE("what may be a word is not kept as a code, and not told") {
  const Outcome outcome = read_by(lessons, head +
                                               "P1;17-11-2026;1;;griep;;\nP1;17-11-2026;2;;12345678;;\n"
                                               "P1;17-11-2026;3;;TL-2;;\n");
  CHECK(outcome.facts == Facts{"P1,99XA00,2026-11-17,1,,unknown,,,", "P1,99XA00,2026-11-17,2,,unknown,,,",
                               "P1,99XA00,2026-11-17,3,,unknown,,TL-2,"});
  CHECK(outcome.unknown == UnknownCodes{{"TL-2", 1}, {"", 2}});
}

TEST_CASE("what the flag explains needs no name of its code") {
  CHECK(read_by(lessons, head + "P1;17-11-2026;1;;QX;Absent;nee\n").unknown.empty());
}

TEST_CASE("rows of presence and homework are skipped, whatever else is in them") {
  const Outcome outcome = read_by(lessons, head + "P1;geen datum;1;;HV;;\n");
  CHECK(outcome.skipped == 1);
  CHECK(outcome.refused.empty());
}

TEST_CASE("each lesson of a row is a fact, and its minutes are shared among them") {
  CHECK(facts("P1;17-11-2026;2-4;;Z;;").size() == 3);
  CHECK(facts("P1;17-11-2026;1,5;100;X;;nee") ==
        Facts{"P1,99XA00,2026-11-17,1,50,unauthorised,,X,", "P1,99XA00,2026-11-17,5,50,unauthorised,,X,"});
  CHECK(facts("P1;17-11-2026;1,5;99;X;;nee")[0] == "P1,99XA00,2026-11-17,1,50,unauthorised,,X,");
  const Outcome each =
      read_by(lessons + "[minutes]\nof = \"lesson\"\n", head + "P1;17-11-2026;1,5;45;X;;nee\n");
  CHECK(each.facts[1] == "P1,99XA00,2026-11-17,5,45,unauthorised,,X,");
  CHECK(facts("P1;17-11-2026;;;Z;;") == Facts{"P1,99XA00,2026-11-17,,,sick,,,"});
}

TEST_CASE("late above the agreed minutes is an unauthorised lesson, up to them it is not") {
  const std::string custom = "late_counts_above = 15\n" + lessons;
  const std::string rows = head + "P1;17-11-2026;1;15;;te laat;\nP1;17-11-2026;2;16;;te laat;\n";
  CHECK(read_by(custom, rows).facts ==
        Facts{"P1,99XA00,2026-11-17,1,15,late,,,", "P1,99XA00,2026-11-17,2,16,unauthorised,,,"});
  CHECK(read_by(lessons, rows).facts[1] == "P1,99XA00,2026-11-17,2,16,late,,,");
}

TEST_CASE("no minutes at all is no whole day, but says nothing beside a lesson") {
  CHECK(refusal(lessons, head + "P1;17-11-2026;;0;X;;nee\n") ==
        "bad-number 4 '0' minuten says zero, which is no absence; leave it empty for a whole day");
  CHECK(facts("P1;17-11-2026;1;0;X;;nee") == Facts{"P1,99XA00,2026-11-17,1,,unauthorised,,X,"});
  CHECK(refusal(lessons, head + "P1;17-11-2026;1;1\u00BD;X;;nee\n").find("bad-number 4") == 0);
}

TEST_CASE("a code is counted as unknown only where its row became facts, and not without bound") {
  std::string rows = head + "P1;31-11-2026;1;;QX;;\n;17-11-2026;1;;QY;;\n";
  CHECK(read_by(lessons, rows).unknown.empty());
  for (int i = 0; i < 1200; ++i) rows += "P1;17-11-2026;1;;" + std::to_string(i) + ";;\n";
  const UnknownCodes unknown = read_by(lessons, rows).unknown;
  CHECK(unknown.size() == 1001);
  CHECK(unknown.at("") == 200);
}

TEST_CASE("rows of nothing, and those that the profile says to skip, are skipped") {
  const std::string skip = lessons + "[skip]\nleerling = 1\n";
  CHECK_THROWS_AS(read_by(skip, head), Error);
  const Outcome outcome = read_by(lessons + "[skip]\npupil = [\"Totaal\", \"Subtotaal\"]\n",
                                  ";;;\n" + head +
                                      ";;;;;;\nP1;17-11-2026;1;;Z;;\n;;\nTOTAAL;;;120;;;\n"
                                      "subtotaal;12\nTotaal\u00E9;17-11-2026;1;;Z;;\n ; ;;");
  CHECK(outcome.facts.size() == 2);
  CHECK(outcome.refused.empty());
  CHECK(outcome.skipped == 5);
}

TEST_CASE("a row that cannot be is refused with the column of the file") {
  CHECK(refusal(reports, report_head + "P1;19-11-2026;;18-11-2026;;;;Z\n") ==
        "bad-period 4 '18-11-2026' eind is before the first day; mend one of the two");
  CHECK(refusal(reports, report_head + "P1;19-11-2026;;20-11-2026;;1;8;Z\n")
            .find("bad-period 4 '' eind is another day") == 0);
  CHECK(refusal(reports, report_head + "P1;19-11-2026;;19-11-2026;;;8;Z\n")
            .find("missing 6 '' beginuur is empty") == 0);
  CHECK(refusal(reports, report_head + "P1;19-11-2026;;19-11-2028;;;;Z\n").find("more than a year after") !=
        std::string::npos);
  CHECK(refusal(reports, report_head + "P1;19-11-2026;11:00;19-11-2026;10:00;;;Z\n").find("bad-period 5") ==
        0);
  CHECK(
      refusal(reports, report_head + "P1;31-11-2026;;;;;;Z\n") ==
      "bad-date 2 '31-11-2026' begin is no date that exists, written as d-M-yyyy; mend it, or name its form "
      "under [dates]");
  CHECK(refusal(reports, report_head + "P1;31-11-1926;;;;;;Z\n").find("bad-date 2") == 0);
  CHECK(refusal(reports, report_head + ";19-11-2026;;;;;;Z\n").find("missing 1 '' leerling is empty") == 0);
  CHECK(refusal(lessons, head + "P1;17-11-2026;0;;Z;;\n").find("bad-lesson 3 '0' uur is no lesson") == 0);
  CHECK(
      refusal(lessons, head + "P1;17-11-2026;1;NS;Z;;\n").find("bad-number 4 'NS' minuten is no duration") ==
      0);
  CHECK(refusal(lessons, head + "P1;17-11-2026;1\n")
            .find("cells 4 '' the row has 3 cells where the header has 7") == 0);
}

TEST_CASE("on sick rows neither code nor subject is kept") {
  const Outcome outcome = read_by(lessons,
                                  "leerling;datum;uur;code;soort;geoorloofd;vak\nP1;17-11-2026;1;Z;;;wi\n"
                                  "P1;17-11-2026;2;X;;nee;wi\n");
  CHECK(outcome.facts ==
        Facts{"P1,99XA00,2026-11-17,1,,sick,,,", "P1,99XA00,2026-11-17,2,,unauthorised,wi,X,"});
}

TEST_CASE("parts of the day are the lessons and minutes that the profile gives them") {
  const std::string halves = R"(
name = "mine"
kind = "absences"
[columns]
pupil = 1
date = 2
part = 3
[parts]
ochtend = { lesson = 1, minutes = 210 }
middag = { lesson = "2-3" }
dag = "day"
)";
  const std::string top = "a,b,c\n";
  CHECK(read_by(halves, top + "P1,2026-11-17,Ochtend\n").facts ==
        Facts{"P1,99XA00,2026-11-17,1,210,unknown,,,"});
  CHECK(read_by(halves, top + "P1,2026-11-17,middag\n").facts.size() == 2);
  CHECK(read_by(halves, top + "P1,2026-11-17,dag\n").facts == Facts{"P1,99XA00,2026-11-17,,,unknown,,,"});
  CHECK(
      refusal(halves, top + "P1,2026-11-17,avond\n").find("bad-word 3 'avond' part is no part of the day") ==
      0);
}
