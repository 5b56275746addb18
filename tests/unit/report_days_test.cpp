// SPDX-License-Identifier: EUPL-1.2
// What a report tells by day, and of how long it took; and what went along with a handover.
#include <doctest/doctest.h>

#include "report_plots.hpp"
#include "report_world.hpp"

using namespace verzuim;

TEST_CASE("the days of a period are those of Monday to Friday, and add up to its months") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 8; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    facts.absences = {record("2025-11-03", Kind::unauthorised, 1, 50), record("2025-11-04", Kind::sick)};
    reports.add(facts);
  }
  const Report report = reports.report("0014");
  const ReportTable& days = *report.table("days");
  CHECK(days.rows.front().id == "2025-08-01");
  CHECK(days.rows[days.rows.size() - 2].id == "2025-11-24");
  CHECK(value(report, "days", "2025-11-03", "possible") == 8 * 1600);
  CHECK(value(report, "days", "2025-11-03", "missed") == 8 * 250);
  CHECK(value(report, "days", "2025-11-03", "rate_missed") == 1563);
  // Sickness is not told to a gemeente, by day as little as elsewhere.
  CHECK(value(report, "days", "2025-11-04", "missed") == 0);
  CHECK(days.find("2025-11-08", "missed") == nullptr);
  // In the autumn holiday there is nothing to miss.
  CHECK(value(report, "days", "2025-10-20", "possible") == 0);
  CHECK(cell(report, "days", "2025-10-20", "rate_missed").state == ReportCell::State::none);
  for (const char* column : {"possible", "missed"}) {
    std::int64_t sum = 0;
    for (const ReportRow& row : days.rows)
      if (row.id.starts_with("2025-10")) sum += days.find(row.id, column)->value;
    CHECK(sum == value(report, "months", "2025-10", column));
    CHECK(value(report, "days", "total", column) == value(report, "months", "total", column));
  }
  CHECK(row_text(days, 0, {}) == "1 augustus 2025: Zomervakantie");
}

TEST_CASE("a day of who is at two schools counts one person, and both schools' time") {
  ReportWorld world;
  world.head.withhold = 5;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 5; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    if (n == 0) {
      facts.enrolments.push_back(facts.enrolments.front());
      facts.enrolments.back().school = "99XB00";
    }
    reports.add(facts);
  }
  const Report report = reports.report("0014");
  CHECK(value(report, "days", "2025-11-03", "possible") == 6 * 1600);
  CHECK(cell(report, "days", "2025-11-03", "possible").people == 5);
  CHECK(withheld(gated(report), "days", "2025-11-03", "possible"));
}

TEST_CASE("who is not followed further stops counting, and does not count as reached") {
  ReportWorld world;
  world.head.on = day("2025-12-19");
  world.head.period = read_period("", world.head.on);
  Reports reports(world.setting, world.rules, world.head);
  // Ten on the same day: four reached on school day 1, one lost on day 2, two reached on day 3, three wait.
  const char* reached[] = {"2025-11-06", "2025-11-06", "2025-11-06", "2025-11-06", nullptr,
                           "2025-11-10", "2025-11-10", nullptr,      nullptr,      nullptr};
  for (int n = 0; n < 10; ++n) {
    const Signal one = signal("lpw16", "P" + std::to_string(n), "2025-11-05", "2025-11-12");
    WorldDossier d = dossier(one, bit(Kind::unauthorised));
    if (reached[n] != nullptr) d.event("contact", reached[n], "mentor", {{"reached", "yes"}});
    if (n == 4) d.close("2025-11-07", "moved");
    reports.add(one);
    reports.add(d.state, d.events);
    reports.add(pupil("P" + std::to_string(n)));
  }
  const Report report = reports.report("0014");
  CHECK(value(report, "waiting_days", "0", "at_risk") == 10);
  CHECK(value(report, "waiting_days", "1", "contacted") == 4);
  CHECK(value(report, "waiting_days", "1", "rate_without") == 6000);
  CHECK(value(report, "waiting_days", "2", "followed_until") == 1);
  CHECK(value(report, "waiting_days", "3", "at_risk") == 5);
  // Three of five stay: 60% of 60%, not of all ten.
  CHECK(value(report, "waiting_days", "3", "rate_without") == 3600);
  CHECK(value(report, "waiting_days", ">21", "followed_until") == 3);
  CHECK(cell(report, "waiting_days", ">21", "rate_without").state == ReportCell::State::none);
  CHECK(value(report, "waiting_days", "total", "contacted") ==
        value(report, "waiting", "first_contact", "done"));
  const auto figure = figure_of(*report.table("waiting_days"), {});
  REQUIRE(figure);
  CHECK(figure->message.find("Mediaan: binnen 3 schooldagen.") != std::string::npos);
  CHECK(figure->svg.find("class=\"curve\"") != std::string::npos);
}

TEST_CASE("once a number of the curve is withheld, no share after it is told") {
  ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 40; ++n) {
    const Signal one = signal("lpw16", "P" + std::to_string(n), "2025-11-05", "2025-11-12");
    WorldDossier d = dossier(one, bit(Kind::unauthorised));
    d.event("contact",
            n < 20   ? "2025-11-05"
            : n < 22 ? "2025-11-06"
                     : "2025-11-07",
            "mentor", {{"reached", "yes"}});
    reports.add(one);
    reports.add(d.state, d.events);
    reports.add(pupil("P" + std::to_string(n)));
  }
  const Report report = gated(reports.report("0014"));
  CHECK(value(report, "waiting_days", "0", "rate_without") == 5000);
  CHECK(withheld(report, "waiting_days", "1", "contacted"));
  for (const char* after : {"1", "2", "3", "16<21"})
    CHECK(withheld(report, "waiting_days", after, "rate_without"));
  const auto figure = figure_of(*report.table("waiting_days"), {});
  REQUIRE(figure);
  CHECK(figure->svg.find("class=\"gap\"") != std::string::npos);
}

TEST_CASE("what went along with a handover to another school is counted at the school that gave it") {
  ReportWorld world;
  world.head.scope = ReportScope::school;
  Reports reports(world.setting, world.rules, world.head);
  const Signal one = signal("lpw16", "P0", "2025-11-05", "2025-11-12");
  WorldDossier d = dossier(one, bit(Kind::unauthorised));
  const auto offer = [&](const char* on) {
    d.event("handover", on, "mentor",
            {{"state", "offered"},
             {"school", "99XB00"},
             {"a4_on", "2025-11-03"},
             {"a4_with_pupil", "yes"},
             {"text", "t"}});
  };
  offer("2025-11-06");
  d.event("handover", "2025-11-07", "mentor", {{"state", "refused"}, {"refused_why", "incomplete"}});
  offer("2025-11-10");
  d.event("handover", "2025-11-12", "mentor", {{"state", "accepted"}});
  d.event("talk", "2025-11-13", "mentor", {{"about", "handover,a4"}});
  d.state.school = "99XB00";
  reports.add(d.state, d.events);
  PupilFacts facts = pupil("P0");
  facts.enrolments.push_back(facts.enrolments.front());
  facts.enrolments.back().school = "99XB00";
  reports.add(facts);
  const Report given = reports.report("99XA"), taken = reports.report("99XB");
  CHECK(value(given, "handovers", "handover", "times") == 2);
  CHECK(value(given, "handovers", "handover_accepted", "times") == 1);
  CHECK(value(given, "handovers", "handover_a4", "times") == 2);
  CHECK(value(given, "handovers", "handover_story", "times") == 2);
  CHECK(value(given, "handovers", "handover_talk", "times") == 1);
  CHECK(value(given, "steps_met", "met_handover_a4", "rate_met") == 10000);
  CHECK(value(taken, "handovers", "handover", "times") == 0);
  CHECK(value(given, "waiting", "first_talk", "total") == 0);
  CHECK(value(taken, "waiting", "first_talk", "total") == 1);
}

TEST_CASE("lessons missed by subject stand beside what each pupil would miss at the rate of the others") {
  ReportWorld world;
  world.head.scope = ReportScope::school;
  // Monday: wiskunde, taal, taal, taal; from 3 to 16 November, so two Mondays.
  for (int lesson = 1; lesson <= 4; ++lesson)
    world.timetables.add(
        {"1A", day("2025-11-03"), day("2025-11-16"), 1, lesson, lesson == 1 ? "wiskunde" : "taal", 50});
  world.timetables.finish();
  Reports reports(world.setting, world.rules, world.head);
  const auto missing = [&](const char* who, std::vector<Absence> absences) {
    PupilFacts facts = pupil(who);
    facts.enrolments[0].group = "1A";
    facts.absences = std::move(absences);
    reports.add(facts);
  };
  // Two of six lessons taal and no wiskunde; one whole day, which leaves one Monday; late is there.
  missing("P1", {record("2025-11-03", Kind::unauthorised, 2, 50), record("2025-11-03", Kind::sick, 3, 50)});
  missing("P2", {record("2025-11-03", Kind::sick), record("2025-11-10", Kind::late, 1, 5)});
  const Report report = reports.report("99XA");
  CHECK(value(report, "subjects", "subject:wiskunde", "lessons") == 3);
  CHECK(value(report, "subjects", "subject:taal", "lessons") == 9);
  CHECK(value(report, "subjects", "subject:taal", "missed_lessons") == 2);
  CHECK(value(report, "subjects", "subject:wiskunde", "missed_lessons") == 0);
  // P1 has two lessons wiskunde and misses 2 of 6 others: 0.67. Of taal nothing is expected.
  CHECK(value(report, "subjects", "subject:wiskunde", "expected") == 7);
  CHECK(value(report, "subjects", "subject:taal", "expected") == 0);
  CHECK(withheld(gated(report), "subjects", "subject:wiskunde", "expected"));
  world.head.scope = ReportScope::gemeente;
  CHECK(Reports(world.setting, world.rules, world.head).report("0014").table("subjects") == nullptr);
}

TEST_CASE("of a year before the first dossier meldingen are unknown, not none") {
  ReportWorld world;
  world.head.on = day("2026-11-24");
  world.head.period = read_period("", world.head.on);
  world.head.before = year_before(world.head.period);
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 3; ++n) {
    const Signal one = signal("lpw16", "P" + std::to_string(n), "2025-11-05", "2025-11-12");
    WorldDossier d = dossier(one, bit(Kind::unauthorised), "2025-11-06");
    d.event("talk", "2025-11-07", "mentor", {{"present", "pupil"}});
    reports.add(d.state, d.events);
  }
  for (int n = 0; n < 3; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    facts.enrolments[0].from = day("2023-08-01");
    reports.add(facts);
  }
  const Report report = reports.report("0014");
  CHECK(value(report, "meldingen_years", "16-uur", "year_2025-2026") == 3);
  CHECK(cell(report, "meldingen_years", "16-uur", "year_2024-2025").state == ReportCell::State::unknown);
  CHECK(cell(report, "meldingen_years", "total", "year_2022-2023").state == ReportCell::State::unknown);
  CHECK(value(report, "meldingen_years", "total", "year_2026-2027") == 0);
  CHECK(value(report, "meldingen", "16-uur", "meldingen_before") == 3);
  CHECK(value(report, "prevention", "first_talk", "part_before") == 3);
  CHECK(value(report, "prevention", "first_talk", "rate_before") == 10000);
  CHECK(value(report, "waiting", "first_talk", "median_before") == 2);
  CHECK(value(report, "compared_bands", "total", "before") == 3);
}

TEST_CASE("a period that is no school year has no years beside it") {
  ReportWorld world;
  world.head.period = read_period("2025-11", world.head.on);
  Reports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P0"));
  CHECK(reports.report("0014").table("meldingen_years") == nullptr);
}
