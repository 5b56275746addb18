// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/canonical.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace verzuim;

namespace {

/// What the reader makes of a file: its good rows in canonical form, and the refused ones.
struct Outcome {
  std::string good;
  std::vector<Reject> refused;
};

Outcome read(const std::string& text, std::optional<FileKind> as = {}) {
  std::istringstream in(text);
  CanonicalReader reader(in, "file.csv", Reference::shipped(), as);
  Outcome outcome;
  while (reader.next())
    if (reader.fault())
      outcome.refused.push_back(*reader.fault());
    else
      write_canonical(outcome.good, reader.fact());
  return outcome;
}

std::string error_of(const std::string& text) {
  try {
    read(text);
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::data);
    return e.text();
  }
  return {};
}

const std::string absences = "pupil,school,date,lesson,minutes,kind,subject,code,mark\n";
const std::string pupils =
    "pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level\n";

/// The only refused row of a file of absences or pupils.
Reject refused(const std::string& text) {
  const Outcome outcome = read(text);
  CHECK(outcome.good.empty());
  REQUIRE(outcome.refused.size() == 1);
  return outcome.refused[0];
}

}  // namespace

TEST_CASE("each kind of file is known by its header and read back as it was") {
  const std::vector<std::string> files = {
      pupils +
          "P1,2011-05-01,0014,99XA00,vo,2026-08-01,,1600,3a,M07,havo\nP2,,,99XA,mbo,2026-08-01,2027-07-31,,,,"
          "\n",
      "pupil,on,diploma\nP1,2026-07-01,vso-arbeid\n",
      "pupil,from,until,article\nP1,2026-07-01,,5a-reizend\n",
      absences + "P1,99XA00,2026-09-07,1,50,unauthorised,wiskunde,SP,luxe\nP1,99XA00,2026-09-08,,,sick,,,\n",
      "group,from,until,weekday,lesson,subject,minutes\n3a,2026-08-24,2027-07-09,1,1,wiskunde,50\n",
      "pupil,on,by,theme\nP1,2026-09-07,mentor,gedrag\n",
      "school,name,gemeente,region,email\n99XA00,\"Het Verzonnen, "
      "college\",0014,Noord,verzuim@voorbeeld.invalid\n",
      "school,from,until,name\n*,2026-09-25,2026-09-25,studiedag\nNoord,2026-09-25,2026-09-26,\n"};
  for (std::size_t k = 0; k < files.size(); ++k) {
    std::istringstream in(files[k]);
    CHECK(CanonicalReader(in, "f", Reference::shipped()).kind() == static_cast<FileKind>(k));
    const Outcome outcome = read(files[k]);
    CHECK(outcome.refused.empty());
    std::string again;
    write_canonical_header(again, static_cast<FileKind>(k));
    CHECK(again + outcome.good == files[k]);
  }
}

TEST_CASE("columns may stand in any order and the mark may be missing") {
  CHECK(read("kind,code,date,school,pupil,subject,minutes,lesson\nlate,T,2026-09-07,99XA,P1,,10,2\n").good ==
        "P1,99XA,2026-09-07,2,10,late,,T,\n");
}

TEST_CASE("a header with a wrong, missing or doubled column is refused with its name") {
  CHECK(error_of("pupil,school,dat,lesson,minutes,kind,subject,code\n") ==
        "file.csv:1:3: 'dat' is no column of a file of kind absences; did you mean 'date'?");
  CHECK(error_of("pupil,on\n") ==
        "file.csv:1: a file of kind diplomas needs the column diploma; add it, with empty cells where "
        "nothing is known");
  CHECK(error_of("pupil,on,diploma,on\n") == "file.csv:1:4: the column 'on' stands here twice; remove one");
  CHECK(error_of("pupil;on;diploma\n") ==
        "file.csv:1:1: the cells are not separated by commas but by ';'; save the file with commas");
  CHECK(error_of("") == "file.csv:1: the file is empty; it must begin with a line that names the columns");
}

TEST_CASE("a file without a header is refused without repeating its first row") {
  const std::string text = error_of("999999990,2011-05-01,0014\n");
  CHECK(text.find("no known kind") != std::string::npos);
  CHECK(text.find("999999990") == std::string::npos);
}

TEST_CASE("a file that is cut off inside its last row is refused as a whole") {
  CHECK(error_of(absences + "P1,99XA,2026-09-07,1,50,sick,,,\nP1,99XA,2026-0") ==
        "file.csv:3: the file is cut off inside its last row; ask for it again");
  CHECK(read(absences + "P1,99XA,2026-09-07,1,50,sick,,,").refused.empty());
}

TEST_CASE("a row with too few or too many cells is refused and the others go on") {
  const Outcome outcome = read("pupil,on,diploma\nP1,2026-07-01\nP1,2026-07-01,havo,x\nP2,2026-07-01,havo\n");
  CHECK(outcome.good == "P2,2026-07-01,havo\n");
  REQUIRE(outcome.refused.size() == 2);
  CHECK(outcome.refused[0].code == "cells");
  CHECK(outcome.refused[1].place.line == 3);
}

TEST_CASE("a date that does not exist says so") {
  const Reject r = refused(absences + "P1,99XA,2026-02-31,1,50,sick,,,\n");
  CHECK(r.place.line == 2);
  CHECK(r.place.column == 3);
  CHECK(r.text == "2026-02-31");
  CHECK(r.reason == "date is wrong: 31 February 2026 does not exist; write YYYY-MM-DD");
  CHECK(refused(absences + "P1,99XA,0003-02-01,1,50,sick,,,\n").reason ==
        "date is in the year 0003, which cannot be meant; write YYYY-MM-DD");
  CHECK(refused(absences + "P1,99XA,6209-02-01,1,50,sick,,,\n").reason ==
        "date is in the year 6209, which cannot be meant; write YYYY-MM-DD");
  CHECK(refused(absences + "P1,99XA,1999-12-31,1,50,sick,,,\n").code == "bad-date");
  CHECK(refused(absences + "P1,99XA,07-09-2026,1,50,sick,,,\n").reason ==
        "date does not begin with the year; write YYYY-MM-DD");
  CHECK(
      refused(absences + "P1,99XA,46272,1,50,sick,,,\n").reason ==
      "date is the number of a day in a spreadsheet; give the column the form of a date and export it again; "
      "write YYYY-MM-DD");
  CHECK(refused(absences + "P1,99XA,2026-09-07T08:00,1,50,sick,,,\n").reason ==
        "date has more than the day; leave out the rest; write YYYY-MM-DD");
  CHECK(refused(absences + "P1,99XA,7 sep,1,50,sick,,,\n").reason == "date is no date; write YYYY-MM-DD");
  CHECK(refused(absences + "P1,99XA,,1,50,sick,,,\n").code == "missing");
}

TEST_CASE("the bounds of lesson and minutes are 1 to 30 and 1 to 1440") {
  const auto row = [](const std::string& lesson, const std::string& minutes) {
    return read(absences + "P1,99XA,2026-09-07," + lesson + "," + minutes + ",late,,,\n").refused.size();
  };
  CHECK(row("1", "1") == 0);
  CHECK(row("30", "1440") == 0);
  CHECK(row("0", "1") == 1);
  CHECK(row("31", "1") == 1);
  CHECK(row("1", "0") == 1);
  CHECK(row("1", "1441") == 1);
  CHECK(row("1", "1,5") == 1);
  CHECK(row("-1", "") == 1);
}

TEST_CASE("words outside a list are refused with the nearest one") {
  CHECK(refused(absences + "P1,99XA,2026-09-07,1,50,unautorised,,,\n").reason ==
        "kind is not known; did you mean 'unauthorised'?");
  CHECK(refused(absences + "P1,99XA,2026-09-07,1,50,sick,,,lux\n").reason ==
        "mark is not known; did you mean 'luxe'?");
  CHECK(refused("pupil,on,by,theme\nP1,2026-09-07,coach,gedrag\n").code == "bad-word");
  CHECK(refused("pupil,on,by,theme\nP1,2026-09-07,mentor,gedrg\n").reason ==
        "theme is not known; did you mean 'gedrag'?");
}

TEST_CASE("a school must be a BRIN in capitals") {
  for (const char* school : {"99xa", "9XA", "99XA0", "", "99XA000"})
    CHECK(read(absences + "P1," + school + ",2026-09-07,1,50,sick,,,\n").refused.size() == 1);
}

TEST_CASE("a gemeente may be a code, a name or empty, and is kept as its code") {
  const auto gemeente = [](const std::string& text) {
    return read(pupils + "P1,," + text + ",99XA,vo,2026-08-01,,,,,\n");
  };
  CHECK(gemeente("Groningen").good.find(",0014,") != std::string::npos);
  CHECK(gemeente("GM0014").good.find(",0014,") != std::string::npos);
  CHECK(gemeente("14").good.find(",0014,") != std::string::npos);
  CHECK(gemeente("").refused.empty());
  CHECK(gemeente("Nergenshuizen").refused.at(0).code == "bad-gemeente");
}

TEST_CASE("a period may not end before it begins") {
  CHECK(refused("pupil,from,until,article\nP1,2026-09-02,2026-09-01,5a\n").code == "bad-period");
  CHECK(read("pupil,from,until,article\nP1,2026-09-02,2026-09-02,5a\n").refused.empty());
  CHECK(refused("school,from,until,name\n99XA,2026-09-02,,\n").code == "missing");
  CHECK(refused("school,from,until,name\n99XA,2026-09-02,2062-09-02,\n").code == "bad-period");
}

TEST_CASE("no message repeats a pupil, a birth date or a name") {
  const Reject born = refused(pupils + "P1,2011-02-30,0014,99XA,vo,2026-08-01,,,,,\n");
  CHECK(born.text.empty());
  CHECK(born.reason.find("2011") == std::string::npos);
  const Reject later = refused(pupils + "P1,2026-08-02,0014,99XA,vo,2026-08-01,,,,,\n");
  CHECK(later.text.empty());
  const Reject mentor = refused(pupils + "P1,,0014,99XA,vo,2026-08-01,,,,Jan Verzonnen,\n");
  CHECK(mentor.code == "bad-mentor");
  CHECK(mentor.text.empty());
  CHECK(mentor.reason.find("Verzonnen") == std::string::npos);
  CHECK(refused(absences + " P1,99XA,2026-09-07,1,50,sick,,,\n").text.empty());
  // An identity number in the wrong column.
  CHECK(refused(absences + "P1,999999990,2026-09-07,1,50,sick,,,\n").text.empty());
}

TEST_CASE("the code of a sick row goes no further than the reader") {
  CHECK(read(absences + "P1,99XA,2026-09-07,1,50,sick,,griep,\n").good ==
        "P1,99XA,2026-09-07,1,50,sick,,,\n");
  CHECK(read(absences + "P1,99XA,2026-09-07,1,50,late,,T,\n").good == "P1,99XA,2026-09-07,1,50,late,,T,\n");
}

TEST_CASE("a lone space stands for an empty cell") {
  CHECK(read(absences + "P1,99XA,2026-09-07, , ,sick, , , \n").good == "P1,99XA,2026-09-07,,,sick,,,\n");
}

TEST_CASE("a row with a NUL byte or a bidirectional character is refused by itself") {
  using namespace std::string_literals;
  const Outcome outcome = read(
      absences +
      "P\0,99XA,2026-09-07,1,50,sick,,,\nP\xE2\x80\xAE,99XA,2026-09-07,1,50,sick,,,\nP1,99XA,2026-09-07,1,50,sick,,,\n"s);
  CHECK(outcome.refused.size() == 2);
  CHECK(outcome.good == "P1,99XA,2026-09-07,1,50,sick,,,\n");
}
