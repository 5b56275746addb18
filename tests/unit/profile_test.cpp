// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/profile.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>

#include "profile_world.hpp"
#include "verzuim/identity.hpp"

using namespace profile_world;
using Facts = std::vector<std::string>;

namespace {

const std::string start = "name = \"mine\"\nkind = \"absences\"\n";
const std::string columns = "[columns]\npupil = \"leerling\"\ndate = \"datum\"\n";

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

std::string show(const std::string& name, const std::string& text) {
  std::istringstream in(text);
  Source source(in, "week.csv");
  const Profiles profiles = Profiles::shipped();
  return show_profile(source, *profiles.find(name), Reference::shipped(), {{}, "99XA00"});
}

}  // namespace

TEST_CASE("an unknown key is refused with its place and the nearest known one") {
  CHECK(fault_of(start + columns + "[file]\ndelimeter = \";\"\n") ==
        "mine.toml:7:13: unknown key `delimeter`; did you mean `delimiter`?");
  CHECK(fault_of(start + "[columns]\npupil = 1\ndatum = 2\n") ==
        "mine.toml:5:9: unknown column `datum`; did you mean `date`?");
  CHECK(says(fault_of(start + columns + "code = 3\n[codes]\nA = \"absent-with-leave\"\n"), "unknown kind"));
  CHECK(says(fault_of(start + columns + "[fixed]\nscool = \"99XA00\"\n"), "did you mean `school`?"));
  CHECK(says(fault_of(start + columns + "[words.kindd]\na = \"sick\"\n"), "did you mean `kind`?"));
}

TEST_CASE("what cannot go together is refused with the remedy") {
  CHECK(says(fault_of(start + "[file]\nheader = false\nfields = 3\n" + columns),
             "give the number of the column"));
  CHECK(says(fault_of(start + "[file]\nheader = false\n" + columns), "fields = 9"));
  CHECK(says(fault_of(start + "[file]\nheader = false\nfields = 3\n[columns]\npupil = 1\ndate = 4\n"),
             "no column 4 in rows of 3 cells"));
  CHECK(says(fault_of(start + columns + "lesson = 3\nfrom_lesson = 4\nuntil_lesson = 5\n"),
             "exclude each other"));
  CHECK(says(fault_of(start + columns + "from_lesson = 4\n"), "go together"));
  CHECK(says(fault_of(start + columns + "until_date = 4\n"), "`until_date` needs `from_date`"));
  CHECK(says(fault_of(start + columns + "from_date = 4\n"), "either `date`, or `from_date`"));
  CHECK(says(fault_of(start + "[columns]\npupil = 1\n"), "either `date`, or `from_date`"));
  CHECK(says(fault_of(start + "[columns]\ndate = 1\n"), "which column holds `pupil`"));
  CHECK(says(fault_of(start + columns + "part = 3\n"), "needs the table [parts]"));
  CHECK(says(fault_of(start + columns + "[types]\na = \"sick\"\n"), "needs the column `type`"));
  CHECK(says(fault_of(start + columns + "[dates]\nformats = [\"MM-yyyy\"]\n"),
             "does not say year, month and day"));
  CHECK(says(fault_of(start + columns + "[dates]\nformats = [\"DD-MM-YYYY\"]\n"), "mine.toml:7:11: `DD`"));
  CHECK(says(fault_of(start + columns + "[dates]\ntimes = [\"mm\"]\n"), "has no hour"));
  CHECK(says(fault_of(start + columns + "[minutes]\nunit = \"days\"\n"), "day = 330"));
  CHECK(says(fault_of(start + columns + "[lesson_times]\n1 = \"09:20-08:30\"\n"),
             "write a time and a later one"));
  CHECK(says(fault_of(start + columns + "[lesson_times]\n1 = \"8:30-9:20\"\n\"1e\" = \"9:20-9:50\"\n"),
             "lesson 1 stands here twice"));
  CHECK(says(fault_of(start + columns + "[authorised]\nyes = [\"J\"]\nno = [\"j\"]\n"), "both yes and no"));
  CHECK(says(fault_of("name = \"auto\"\nkind = \"absences\"\n" + columns), "a meaning of its own"));
  CHECK(says(fault_of("name = \"canonical\"\nkind = \"absences\"\n" + columns), "a meaning of its own"));
  CHECK(says(fault_of("name = \"mine\"\nbased_on = \"magister\"\n"), "no profile is called `magister`"));
}

TEST_CASE("a profile takes all from its base but what it says itself, table by table") {
  const std::string mine = R"(
name = "mine"
based_on = "magister-verantwoordingen"
[columns]
pupil = "leerlingnr"
[codes]
L = "late"
)";
  const std::string text =
      "leerlingnr;verantwoording_datum;verantwoording_lesuur;absentiereden_code;geoorloofd;luxeverzuim\n"
      "P1;2026-11-17;1;Z;;\nP1;2026-11-17;2;L;;\nP1;2026-11-17;3;LX;nee;ja\n";
  CHECK(read_by(mine, text).facts == Facts{"P1,99XA00,2026-11-17,1,,sick,,,",
                                           "P1,99XA00,2026-11-17,2,,late,,L,",
                                           "P1,99XA00,2026-11-17,3,,unauthorised,,LX,luxe"});
  CHECK(says(fault_of(mine + "[minuts]\nunit = \"hours\"\n"),
             "mine.toml:8:1: unknown key `minuts`; did you mean `minutes`?"));
  CHECK(fault_of("name = \"mine\"\nbased_on = \"magister-verantwoordingen\"\n[columns]\nlesson = false\n"
                 "from_lesson = \"van\"\nuntil_lesson = \"tot\"\n")
            .empty());
}

TEST_CASE("canonical files of any kind can come in another dress") {
  const Profile excel = *Profiles::shipped().find("excel");
  CHECK(read(excel,
             "pupil;birth_date;gemeente;school;sector;from;until;weekly_minutes;group;mentor;level\n"
             "P1;1-5-2011;0014;99XA00;vo;1-8-2026;;1600;3a;M07;havo\n")
            .facts == Facts{"P1,2011-05-01,0014,99XA00,vo,2026-08-01,,1600,3a,M07,havo"});
  CHECK(read(excel, "school;pupil;date;lesson;minutes;kind;subject;code\n;P1;17-11-2026;1;50;late;wi;T\n")
            .facts == Facts{"P1,99XA00,2026-11-17,1,50,late,wi,T,"});
}

TEST_CASE("other kinds of files have columns, dates and words of their own") {
  const std::string mine = R"(
name = "mine"
kind = "timetable"
[columns]
group = "klas"
from = "vanaf"
until = { name = "tot", optional = true }
weekday = "dag"
lesson = "uur"
minutes = "duur"
[words.weekday]
ma = 1
di = 2
)";
  const Outcome outcome =
      read_by(mine, "klas,vanaf,dag,uur,duur\n3a,1-8-2026,Di,2,0:50\n3a,1-8-2026,zo,2,50\n");
  CHECK(outcome.facts == Facts{"3a,2026-08-01,,2,2,,50"});
  REQUIRE(outcome.refused.size() == 1);
  CHECK(outcome.refused[0].place.column == 3);
  CHECK(says(outcome.refused[0].reason, "dag is no such number"));
}

TEST_CASE("a birth date that is none is refused without its text") {
  const Profile excel = *Profiles::shipped().find("excel");
  const Outcome outcome =
      read(excel,
           "pupil;birth_date;gemeente;school;sector;from;until;weekly_minutes;group;mentor;level\n"
           "P1;31-6-2011;;99XA00;vo;1-8-2026;;;;;\n");
  REQUIRE(outcome.refused.size() == 1);
  CHECK(outcome.refused[0].text.empty());
  CHECK_FALSE(says(outcome.refused[0].reason, "2011"));
}

TEST_CASE("an identity number is checked, hashed and never told") {
  const std::string path = "profile_test.key";
  std::ofstream(path) << "thirty-two bytes that are no secret";
  ::chmod(path.c_str(), 0600);
  const std::string mine = start + columns + "[identity]\nnumber = \"bsn\"\n";
  const std::string text = "leerling,datum\n111222333,2026-11-17\n182071648,2026-11-17\n";
  const Outcome plain = read_by(mine, text);
  CHECK(plain.facts == Facts{"111222333,99XA00,2026-11-17,,,unknown,,,"});
  REQUIRE(plain.refused.size() == 1);
  CHECK(plain.refused[0].code == "bad-identity");
  CHECK(plain.refused[0].text.empty());
  CHECK_FALSE(says(plain.refused[0].reason, "182071648"));
  Profiles profiles = Profiles::shipped();
  profiles.add(mine + "key_file = \"" + path + "\"\n", "mine.toml");
  const std::string key = IdentityKey::read(path).key_of("111222333");
  CHECK(read(*profiles.find("mine"), text).facts == Facts{key + ",99XA00,2026-11-17,,,unknown,,,"});
  std::remove(path.c_str());
}

TEST_CASE("the school is that of the row, else of the profile, else of the setting, else it must be told") {
  const std::string mine = start + columns + "school = { name = \"brin\", optional = true }\n";
  CHECK(read_by(mine, "leerling,datum,brin\nP1,2026-11-17,99XB00\n").facts[0] ==
        "P1,99XB00,2026-11-17,,,unknown,,,");
  CHECK(read_by(mine, "leerling,datum,brin\nP1,2026-11-17,\n").facts[0] ==
        "P1,99XA00,2026-11-17,,,unknown,,,");
  CHECK(read_by(mine + "[fixed]\nschool = \"99XC\"\n", "leerling,datum\nP1,2026-11-17\n").facts[0] ==
        "P1,99XC,2026-11-17,,,unknown,,,");
  CHECK_THROWS_WITH_AS(read_by(mine, "leerling,datum\nP1,2026-11-17\n", {}),
                       doctest::Contains("use --school BRIN"), Error);
}

TEST_CASE("delimiters, quotes, rows on top and a trailing delimiter are as the profile or the file says") {
  CHECK(read_by(start + columns, "datum\tleerling\n2026-11-17\tP1\n").facts.size() == 1);
  CHECK(read_by(start + "[file]\nskip_rows = 2\n" + columns,
                "Overzicht verzuim\n\nSchool 99XA;;\nleerling;datum;\nP1;17-11-2026;\nP2;17-11-2026\n")
            .facts.size() == 2);
  CHECK(read_by(start + "[file]\nquoting = false\n" + columns + "remark = \"tekst\"\n",
                "leerling;datum;tekst\nP1;17-11-2026;\"open\nP2;17-11-2026;5\" breed\n")
            .facts.size() == 2);
  CHECK_THROWS_WITH_AS(read_by(start + columns, "leerling;datum;datum\n"),
                       doctest::Contains("two of its columns"), Error);
  CHECK_THROWS_WITH_AS(read_by(start + columns, "leerling;datum;code\nP1;17-11"),
                       doctest::Contains("cut off"), Error);
}

TEST_CASE("a file is recognised by its header or its shape") {
  const Profiles shipped = Profiles::shipped();
  CHECK(recognised(shipped, "pupil,school,date,lesson,minutes,kind,subject,code,mark\n") == "canonical");
  CHECK(recognised(shipped, "pupil;school;date;lesson;minutes;kind;subject;code;mark\n") == "excel");
  CHECK(recognised(shipped, "pupil;on;diploma\n") == "excel");
  CHECK(recognised(shipped, "100122;20261117;1000;20261117;1045;2;2;Z;\n") == "eduarte-absentiemeldingen");
  CHECK(recognised(shipped, "100122;20261117;1000;20261117;1045;2;2;Z;;\n") == "eduarte-absentiemeldingen");
  CHECK(recognised(shipped, "100122;20261117;1000;20261117;1045;2;2;wi;Afwezig;N\n") ==
        "eduarte-waarnemingen");
  CHECK(recognised(shipped, "StudentUniqueId,EventDate,AttendanceEventCategory,SchoolId\n") ==
        "edfi-student-school-attendance-event");
}

TEST_CASE("where none fits the nearest is named with what it lacks, and nothing of the file is told") {
  const Profiles shipped = Profiles::shipped();
  CHECK(says(
      recognised(shipped, "stamnummer;verantwoording_datum;absentiereden_code\n"),
      "file.csv:1: no profile fits this file; magister-verantwoordingen comes nearest, but it has no column "
      "verantwoording_lesuur"));
  const std::string foreign = recognised(shipped, "jan-verzonnen;182071649;ziek\n");
  CHECK(says(foreign, "no profile fits this file; name one with --profile"));
  CHECK_FALSE(says(foreign, "verzonnen"));
  // Their own reader says best what is wrong with these.
  CHECK(recognised(shipped, "") == "canonical");
  CHECK(recognised(shipped, "pupil,school,datum,lesson\n") == "canonical");
}

TEST_CASE("between two that fit it is not guessed, but a profile goes before its base") {
  Profiles profiles = Profiles::shipped();
  profiles.add("name = \"our-magister\"\nbased_on = \"magister-verantwoordingen\"\n", "a.toml");
  const std::string header = "stamnummer;verantwoording_datum;verantwoording_lesuur;absentiereden_code\n";
  CHECK(recognised(profiles, header) == "our-magister");
  profiles.add("name = \"their-magister\"\nbased_on = \"magister-verantwoordingen\"\n", "b.toml");
  CHECK(says(recognised(profiles, header), "one of profile our-magister or of their-magister; say which"));
  profiles.add("name = \"hashed\"\nbased_on = \"canonical\"\n[identity]\nnumber = \"bsn\"\n", "c.toml");
  CHECK(recognised(profiles, "pupil,on,diploma\n") == "hashed");
}

TEST_CASE("what a file became is shown without whose it is") {
  const std::string text = show("eduarte-absentiemeldingen",
                                "100122;20261117;;20261118;;;;Z;Gebeld door de moeder\n"
                                "100123;20261117;;;;;;QX;\n100124;20269917;;;;;;Z;\n100125\n");
  CHECK(says(text, "week.csv: absences, read as eduarte-absentiemeldingen"));
  CHECK(says(text, "  2 -> from_date\n"));
  CHECK(says(text, "  from_date '20261117'\n"));
  CHECK(says(text, "  = school 99XA00, date 2026-11-18, kind sick, of the report since 2026-11-17\n"));
  CHECK(says(text, "and on, until a later file ends it"));
  CHECK(says(text, "  refused: column 2: from_date is no date"));
  CHECK(says(text,
             "line 4\n  pupil (not shown)\n  school '99XA00' (from the profile)\n  refused: column 2: the "
             "row has 1"));
  CHECK_FALSE(says(text, "100122"));
  CHECK_FALSE(says(text, "moeder"));
}
