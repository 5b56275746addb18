// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_trial.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

namespace {

Rulebook late_at(const std::string& at_least, const std::string& then) {
  Rulebook book;
  book.add(
      "[[rule]]\nid = \"r\"\nvalid_from = 2026-08-01\nbasis = { text = \"t\" }\ncount = { of = \"records\", "
      "kind = "
      "[\"late\"] }\nwindow = { school_year = true }\nwhen = { at_least = " +
          at_least + " }\nthen = { " + then + " }\n",
      "test.toml");
  book.finish();
  return book;
}

const std::string talk = "severity = \"should\", step = \"mentorgesprek\"";

/// Pupils who were late at school on so many school days from 7 September.
TrialReport trial(const Rulebook& was, const Rulebook& becomes, const std::vector<int>& times, bool pupils,
                  Sector sector = Sector::vo) {
  const std::vector<std::string> schools = {"99XA"};
  const Calendar calendar(Reference::shipped(), {{"99XA", "", "0014", "Noord", ""}}, {});
  const Timetables timetables;
  const LadderSet ladders = LadderSet::shipped();
  RuleTrial trial(was, becomes, {&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &schools},
                  ladders, *parse_date("2026-08-01"), *parse_date("2026-09-30"), pupils);
  for (std::size_t i = 0; i < times.size(); ++i) {
    PupilFacts facts;
    facts.pupil = "P900" + std::to_string(i + 1);
    Enrolment row;
    row.school = "99XA";
    row.sector = sector;
    row.from = *parse_date("2025-08-01");
    row.birth_date = parse_date("2011-05-01");
    facts.enrolments.push_back(row);
    Date date = *parse_date("2026-09-07");
    for (int n = 0; n < times[i]; ++n, date = date + (weekday(date) == 5 ? 3 : 1)) {
      Absence record;
      record.date = date;
      record.lesson = 1;
      record.minutes = 5;
      record.kind = Kind::late;
      facts.absences.push_back(record);
    }
    trial.take(facts);
  }
  return trial.report();
}

}  // namespace

TEST_CASE("a higher threshold loses some signals and moves the others") {
  const TrialReport report = trial(late_at("3", talk), late_at("5", talk), {2, 4, 9}, true);
  REQUIRE(report.rules.size() == 1);
  CHECK(report.rules[0].was == 2);
  CHECK(report.rules[0].becomes == 1);
  CHECK(report.rules[0].lost == 1);
  CHECK(report.rules[0].moved == 1);
  CHECK(report.rules[0].gained == 0);
  REQUIRE(report.changes.size() == 2);
  CHECK(report.changes[0].pupil == "P9002");
  CHECK_FALSE(report.changes[0].becomes);
  CHECK(to_string(*report.changes[1].becomes) == "2026-09-11");
}

TEST_CASE("the same set changes nothing") {
  const TrialReport report = trial(late_at("[3, 6]", talk), late_at("[3, 6]", talk), {7}, true);
  CHECK(report.rules[0].same == 2);
  CHECK(report.rules[0].was == report.rules[0].becomes);
  CHECK(report.changes.empty());
}

TEST_CASE("rungs are compared with rungs") {
  const TrialReport report = trial(late_at("[3, 6]", talk), late_at("[3, 5]", talk), {7}, false);
  CHECK(report.rules[0].same == 1);
  CHECK(report.rules[0].moved == 1);
  CHECK(report.changes.empty());
}

TEST_CASE("the work is counted by role and week") {
  const TrialReport report = trial(
      late_at("3", talk),
      late_at("[3, 6]", "severity = \"should\", step = [\"mentorgesprek\", \"waarschuwing\"]"), {7}, false);
  REQUIRE(report.loads.size() == 2);
  CHECK(report.loads[0].role == "mentor");
  CHECK(report.loads[0].week == "2026-W37");
  CHECK(report.loads[0].becomes == 1);
  CHECK(report.loads[1].role == "verzuimcoordinator");
  CHECK(report.loads[1].was == 0);
}

TEST_CASE("a role follows the sector and the duty, and sickness never goes to a gemeente") {
  const auto role = [](const std::string& step, Sector sector, const char* kind) {
    Rulebook book;
    book.add(
        std::string("[[rule]]\nid = \"r\"\nvalid_from = 2026-08-01\nbasis = { text = \"t\" }\ncount = { of = "
                    "\"records\", kind = [") +
            kind +
            "] }\nwindow = { school_year = true }\nwhen = { at_least = 3 }\nthen = { severity = \"should\", "
            "step = \"" +
            step + "\" }\n",
        "test.toml");
    book.finish();
    return trial(book, book, {3}, false, sector).loads.at(0).role;
  };
  CHECK(role("gemeentegesprek", Sector::vo, "\"late\"") == "leerplichtambtenaar");
  CHECK(role("preventiegesprek", Sector::mbo, "\"late\"") == "preventiemedewerker");
  CHECK(role("preventiegesprek", Sector::vo, "\"late\"") == "no-ladder");
  CHECK(role("gemeentegesprek", Sector::vo, "\"late\", \"sick\"") == "jeugdarts");
  CHECK(role("", Sector::vo, "\"late\"") == "none");
}
