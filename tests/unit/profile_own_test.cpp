// SPDX-License-Identifier: EUPL-1.2
// Profiles as people write them, for files as spreadsheets make them.
#include <doctest/doctest.h>

#include "profile_world.hpp"
#include "verzuim/hash.hpp"

using namespace profile_world;
using Facts = std::vector<std::string>;

namespace {

const std::string start = "name = \"mine\"\nkind = \"absences\"\n";
const std::string columns = "[columns]\npupil = \"leerling\"\ndate = \"datum\"\n";
const Facts one = {"P1,99XA00,2026-11-17,,,unknown,,,"};

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

std::string fault_with(const std::string& profile, const std::string& text) {
  try {
    read_by(profile, text);
  } catch (const Error& e) {
    return e.text();
  }
  return {};
}

std::string show_by(const std::string& profile, const std::string& text) {
  std::istringstream in(text);
  Source source(in, "week.csv");
  Profiles profiles = Profiles::shipped();
  const std::string name = profiles.add(profile, "mine.toml");
  return show_profile(source, *profiles.find(name), Reference::shipped(), {{}, "99XA00"});
}

}  // namespace

TEST_CASE("words of one table that differ in case only are refused, and override those of a base") {
  const std::string typed = start + columns + "type = \"soort\"\n[types]\n";
  CHECK(fault_of(typed + "ziek = \"sick\"\nZiek = \"late\"\n") ==
        "mine.toml:9:8: `ziek` and `Ziek` are the same word, since case makes no difference; keep one");
  CHECK(fault_of(typed + "A = \"sick\"\n\"A-\" = \"late\"\n\"\u00C1\" = \"late\"\n").empty());
  CHECK(says(fault_of(start + columns + "[words.kind]\nZ = \"sick\"\nz = \"late\"\n"), "the same word"));
  CHECK(fault_of(start + columns + "code = 3\n[codes]\nL = \"late\"\nl = \"sick\"\n").empty());
  const Outcome outcome = read_by("name = \"mine\"\nbased_on = \"po-dagdelen\"\n[types]\nZIEK = \"absent\"\n",
                                  "leerlingnummer;datum;dagdeel;reden\n501;17-11-2026;dag;ziek\n");
  CHECK(outcome.facts == Facts{"501,99XA00,2026-11-17,,,unknown,,,"});
}

TEST_CASE("the line that Excel sets on top tells the delimiter and is no row") {
  const std::string text = "leerling|datum\nP1|17-11-2026\n";
  for (const char* top : {"sep=|\n", "SEP=|\r\n", "\"sep=|\"\n", "\xEF\xBB\xBFsep=|\n"}) {
    INFO(top);
    CHECK(read_by(start + columns, top + text).facts == one);
  }
  CHECK(read_by(start + "[file]\nskip_rows = 1\ndelimiter = \";\"\n" + columns, "sep=|\nOverzicht\n" + text)
            .facts == one);
  Profiles profiles = Profiles::shipped();
  CHECK(recognised(profiles, "sep=;\npupil;on;diploma\n") == "excel");
  CHECK(recognised(profiles, "sep=;\n100122;20261117;1000;20261117;1045;2;2;Z;\n") ==
        "eduarte-absentiemeldingen");
  profiles.add(start + columns, "mine.toml");
  CHECK(recognised(profiles, "sep=|\n" + text) == "mine");
}

TEST_CASE("a file is recognised with rows of nothing in it") {
  const Profiles shipped = Profiles::shipped();
  CHECK(recognised(shipped, ";;;\npupil;on;diploma\n") == "excel");
  CHECK(recognised(shipped, ";;;;;;;;\n100122;20261117;1000;20261117;1045;2;2;Z;\n;;;;;;;;\n;;;;;;;;\n") ==
        "eduarte-absentiemeldingen");
}

TEST_CASE("a cell that is not used may hold anything, one that is used may not") {
  const std::string coded = start + columns + "code = \"code\"\nremark = \"tekst\"\n";
  const std::string head = "leerling,datum,code,tekst,ander\n";
  const std::string odd = "\"a\nb\tc\x01\"," + std::string(5000, 'x') + "\n";
  CHECK(read_by(coded, head + "P1,17-11-2026,," + odd).facts == one);
  const Outcome outcome =
      read_by(coded, head + "P1,17-11-2026,\"a\nb\",,\nP1,17-11-2026," + std::string(5000, 'x') + ",,\n");
  REQUIRE(outcome.refused.size() == 2);
  CHECK(outcome.refused[0].code == "bad-characters");
  CHECK(outcome.refused[0].place.column == 3);
  CHECK(outcome.refused[1].code == "cell-too-long");
}

TEST_CASE("a file may have 256 columns, and more are refused with a remedy") {
  const auto wide = [](int count) {
    std::string names = "leerling,datum", cells = "P1,17-11-2026";
    for (int i = 2; i < count; ++i) names += ",c" + std::to_string(i), cells += ",";
    return names + "\n" + cells + "\n";
  };
  CHECK(read_by(start + columns, wide(256)).facts == one);
  CHECK(says(fault_with(start + columns, wide(257)), "leave columns out of the export"));
  CHECK(fault_of(start + "[columns]\npupil = 256\ndate = 2\n").empty());
}

TEST_CASE("fixed values that no row can pass with are refused where they stand") {
  CHECK(
      says(fault_of(start + columns + "[fixed]\nschool = \"99xa00\"\n"), "mine.toml:7:10: this is no BRIN"));
  const std::string pupils =
      "name = \"mine\"\nkind = \"pupils\"\n[columns]\npupil = 1\n[dates]\nformats = "
      "[\"d-M-yyyy\"]\n[fixed]\n";
  CHECK(says(fault_of(pupils + "from = \"2026-08-01\"\nsector = \"vho\"\n"), "unknown sector `vho`"));
  CHECK(says(fault_of(pupils + "sector = \"vo\"\nfrom = \"2026-13-01\"\n"), "no date that exists"));
  CHECK(read_by(pupils + "sector = \"vo\"\nfrom = \"2026-08-01\"\n", "nr,x\nP1,\n").facts ==
        Facts{"P1,,,99XA00,vo,2026-08-01,,,,,"});
  CHECK(fault_of("name = \"mine\"\nkind = \"calendar\"\n[columns]\nfrom = 1\nuntil = 2\n[fixed]\nschool = "
                 "\"*\"\n")
            .empty());
}

TEST_CASE("the invented profile of primary schools takes no column of names") {
  const Profiles shipped = Profiles::shipped();
  CHECK(recognised(shipped, "leerlingnummer;datum;dagdeel;reden\n") == "po-dagdelen");
  CHECK(recognised(shipped, "leerling;datum;dagdeel;reden\n") != "po-dagdelen");
}

TEST_CASE("a header that lacks a column is answered with what may be meant") {
  const std::string mine = start + columns;
  CHECK(fault_with(mine, "Leerlingnr;datum\n") ==
        "file.csv:1: this is no file of profile mine: it has no column leerling; did you mean 'Leerlingnr'?");
  CHECK(says(fault_with(mine, "leerling;dag\n"), "no column datum; it has leerling, dag"));
  CHECK(says(fault_with(mine, "l1;datum;a;b;c;d;e;f;g;h;i;j;k;l\n"), "h, i, j, ..."));
  CHECK(says(fault_with(mine, "Overzicht verzuim\nleerling;datum\n"), "`skip_rows`"));
  CHECK(says(fault_with(start + "[file]\ndelimiter = \",\"\n" + columns, "leerling;datum\n"),
             "split at ',', is one cell: name the `delimiter`"));
  const std::string data = fault_with(mine, "jan-verzonnen;17-11-2026\n");
  CHECK(says(data, "is its first line the header?"));
  CHECK_FALSE(says(data, "verzonnen"));
  const std::string pupils = fault_with(
      "name = \"mine\"\nkind = \"pupils\"\n[columns]\npupil = \"nr\"\nsector = \"soort\"\nfrom = \"vanaf\"\n",
      "nr;naam\n");
  CHECK(says(pupils, "can stand under [fixed]: sector, from"));
  CHECK(says(fault_of("name = \"mine\"\nkind = \"pupils\"\n[columns]\npupil = \"nr\"\n"),
             "`sector`, or write it under [fixed]"));
  CHECK(says(fault_of("name = mine\n"), "put text between straight quotes"));
}

TEST_CASE("a mentor by name and the subject of someone who is ill are not shown") {
  const std::string pupils = show_by(
      "name = \"mine\"\nkind = \"pupils\"\n[columns]\npupil = 1\nmentor = 2\n[fixed]\nsector = "
      "\"vo\"\nfrom = \"2026-08-01\"\n[words.mentor]\n\"Dhr. Verzonnen\" = \"M08\"\n",
      "nr;mentor\nP1;Mw. Verzonnen\nP2;M07\nP3;Dhr. Verzonnen\n");
  CHECK_FALSE(says(pupils, "Verzonnen"));
  CHECK(says(pupils, "  mentor 'M07'"));
  const std::string absences =
      show_by(start + columns + "subject = \"vak\"\ncode = \"code\"\n[codes]\nZ = \"sick\"\n",
              "leerling;datum;vak;code\nP1;17-11-2026;wi;Z\nP2;17-11-2026;ne;X\nP3;31-11-2026;fa;Z\n");
  CHECK_FALSE(says(absences, "'wi'"));
  CHECK_FALSE(says(absences, "'fa'"));
  CHECK(says(absences, "  subject 'ne'"));
}

TEST_CASE("the fingerprint of a profile changes with its text and with that of its base") {
  Profiles profiles = Profiles::shipped();
  CHECK(profiles.find("canonical")->fingerprint().empty());
  const std::string base = "name = \"base\"\nkind = \"absences\"\n" + columns;
  const std::string mine = "name = \"mine\"\nbased_on = \"base\"\n";
  profiles.add(base, "a.toml");
  profiles.add(mine, "b.toml");
  CHECK(profiles.find("base")->fingerprint() == sha256(base));
  CHECK(profiles.find("mine")->fingerprint() == sha256(mine + base));
  CHECK(profiles.find("excel")->fingerprint().size() == 64);
  CHECK(profiles.find("base")->kind() == FileKind::absences);
  CHECK_FALSE(profiles.find("excel")->kind());
}

TEST_CASE("times may be written as people write them") {
  const std::string timed = start + columns + "from_time = \"van\"\nuntil_time = \"tot\"\n";
  for (const char* times : {"8u30;9u15", "08:30 uur;09.15 uur", "0830;0915"}) {
    INFO(times);
    CHECK(read_by(timed, "leerling;datum;van;tot\nP1;17-11-2026;" + std::string(times) + "\n").facts ==
          Facts{"P1,99XA00,2026-11-17,,45,unknown,,,"});
  }
}
