// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/report.hpp"

#include <doctest/doctest.h>

#include "report_world.hpp"
#include "verzuim/error.hpp"

using namespace verzuim;

TEST_CASE("a period is a school year, a month, a week or two dates and ends at the as-of date") {
  const Date on = day("2026-02-18");
  const auto is = [&](const char* text, const char* from, const char* until) {
    const Period p = read_period(text, on);
    CHECK(to_string(p.from) == from);
    CHECK(to_string(p.until) == until);
  };
  is("", "2025-08-01", "2026-02-18");
  is("2024-2025", "2024-08-01", "2025-07-31");
  is("2025-2026", "2025-08-01", "2026-02-18");
  is("2025-12", "2025-12-01", "2025-12-31");
  is("2026-02", "2026-02-01", "2026-02-18");
  is("2026-W01", "2025-12-29", "2026-01-04");
  is("2020-W53", "2020-12-28", "2021-01-03");
  is("2026-01-05..2026-01-09", "2026-01-05", "2026-01-09");
  CHECK(read_period("", on).name == "2025-2026");
}

TEST_CASE("what is no period is refused") {
  for (const char* text : {"2025", "2025-2027", "2025-13", "2025-W54", "2021-W53", "2025-W00",
                           "2026-01-09..2026-01-05", "gisteren", ".."})
    CHECK_THROWS_AS(read_period(text, day("2026-02-18")), Error);
  CHECK_THROWS_AS(read_period("2026-03", day("2026-02-18")), Error);
}

TEST_CASE("the year before has the same days, and a week the same weekdays") {
  const auto is = [&](const char* text, const char* on, const char* from, const char* until) {
    const Period p = year_before(read_period(text, day(on)));
    CHECK(to_string(p.from) == from);
    CHECK(to_string(p.until) == until);
  };
  is("2025-2026", "2025-11-24", "2024-08-01", "2024-11-24");
  is("2025-12", "2026-02-18", "2024-12-01", "2024-12-31");
  is("2024-02", "2024-03-18", "2023-02-01", "2023-02-28");
  is("2026-W08", "2026-03-18", "2025-02-17", "2025-02-23");
}

TEST_CASE("small counts are withheld in the numbers already, and so is what would give them away") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 40; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    if (n < 3) facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50)};
    reports.add(facts);
  }
  const Report report = gated(reports.report("0014"));
  CHECK(withheld(report, "unauthorised", "vo", "<6"));
  CHECK(withheld(report, "unauthorised", "vo", "0"));
  CHECK(withheld(report, "unauthorised", "total", "any"));
  CHECK_FALSE(withheld(report, "unauthorised", "vo", "6<16"));
  CHECK(report.pupils().value == 40);
  // The hours of three people go, and with them the share; the time scheduled stays.
  CHECK(withheld(report, "attendance", "vo", "hours_unauthorised"));
  CHECK(withheld(report, "attendance", "vo", "rate_unauthorised"));
  CHECK_FALSE(withheld(report, "attendance", "vo", "possible"));
  const std::string text = whole(report, Language::nl);
  CHECK(text.find(">37<") == std::string::npos);
  CHECK(text.find(",37,") == std::string::npos);
  CHECK(text.find("niet getoond") != std::string::npos);
}

TEST_CASE("the gate can be switched off and then nothing is withheld") {
  ReportWorld world;
  world.head.withhold = 0;
  Reports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P1"));
  const Report report = gated(reports.report("0014"));
  CHECK(report.pupils().value == 1);
  for (const ReportTable& table : report.tables)
    for (const ReportCell& one : table.cells) CHECK(one.state != ReportCell::State::withheld);
}

TEST_CASE("rounding is the simpler choice: every count a multiple, nothing withheld but hours of few") {
  ReportWorld world;
  world.head.round = 5;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 43; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    if (n < 4) facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50)};
    reports.add(facts);
  }
  const Report report = gated(reports.report("0014"));
  CHECK(report.pupils().value == 45);
  CHECK(value(report, "unauthorised", "vo", "<6") == 5);
  CHECK(withheld(report, "attendance", "vo", "hours_unauthorised"));
  for (const ReportTable& table : report.tables)
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const ColumnType type = table.columns[i % table.columns.size()].type;
      if (type == ColumnType::persons || type == ColumnType::incidents) CHECK(table.cells[i].value % 5 == 0);
    }
}

TEST_CASE("what was printed before is reckoned with, and the same report comes out the same") {
  const ReportWorld world;
  const auto made = [&](int late) {
    Reports reports(world.setting, world.rules, world.head);
    for (int n = 0; n < 46; ++n) {
      PupilFacts facts = pupil("P" + std::to_string(n));
      if (n < late) facts.absences = {record("2025-11-17", Kind::late, 1, 5)};
      reports.add(facts);
    }
    return reports.report("0014");
  };
  Report first = made(3), again = made(3);
  const std::string memory = pass_gate(first);
  CHECK(memory.find("withheld") != std::string::npos);
  CHECK(pass_gate(again, {memory}) == memory);
  CHECK(whole(first, Language::nl) == whole(again, Language::nl));
  // Six may be shown, and without the report before they would be. But 46 people stood there as well.
  Report later = made(6), fresh = made(6);
  pass_gate(fresh);
  CHECK_FALSE(withheld(fresh, "late", "vo", "1"));
  pass_gate(later, {memory});
  CHECK(later.pupils().value == 46);
}

TEST_CASE("what is withheld is wiped from the value itself") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 3; ++n) reports.add(pupil("P" + std::to_string(n)));
  const Report report = gated(reports.report("0014"));
  CHECK(report.pupils().state == ReportCell::State::withheld);
  for (const ReportTable& table : report.tables)
    for (const ReportCell& one : table.cells) {
      if (one.state == ReportCell::State::withheld) CHECK(one.value == 0);
      CHECK(one.people == 0);
    }
}
