// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/report_count.hpp"

#include <doctest/doctest.h>

#include "report_world.hpp"

using namespace verzuim;

TEST_CASE("a lesson of fifty minutes is an hour and one of ninety is ninety minutes, time is plain") {
  const ReportWorld world;
  PupilFacts facts = pupil("P0001");
  for (int lesson = 1; lesson <= 5; ++lesson)
    facts.absences.push_back(record("2025-11-17", Kind::unauthorised, lesson, 50));
  facts.absences.push_back(record("2025-11-17", Kind::unauthorised, 6, 90));
  facts.absences.push_back(record("2025-11-18", Kind::late, 1, 10));
  facts.absences.push_back(record("2025-11-18", Kind::unknown, 2, 50));
  facts.absences.push_back(record("2025-11-19", Kind::sick));
  Reports reports(world.setting, world.rules, world.head);
  reports.add(facts);
  const Report report = reports.report("0014");
  // Five hours and ninety minutes: 6.5 hours. As plain time 340 minutes, in fifths of a minute 1700.
  CHECK(value(report, "unauthorised", "vo", "6<16") == 1);
  CHECK(value(report, "attendance", "vo", "hours_unauthorised") == 1700);
  CHECK(value(report, "attendance", "vo", "hours_late") == 50);
  CHECK(value(report, "attendance", "vo", "missed") == 2000);
  CHECK(value(report, "late", "vo", "<3") == 1);
  CHECK(value(report, "unexplained", "vo", "some") == 1);
}

TEST_CASE("scheduled time is that of the school days of the enrolment") {
  ReportWorld world;
  world.head.period = read_period("2025-11-17..2025-11-24", world.head.on);
  Reports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P0001"));
  PupilFacts late = pupil("P0002");
  late.enrolments[0].from = day("2025-11-20");
  reports.add(late);
  // Six school days and three, each a fifth of 1600 minutes.
  CHECK(value(reports.report("0014"), "attendance", "vo", "possible") == 9 * 1600);
}

TEST_CASE("absence in a holiday, outside the period or outside the enrolment does not count") {
  const ReportWorld world;
  PupilFacts facts = pupil("P0001");
  facts.enrolments[0].from = day("2025-09-01");
  facts.absences = {record("2025-08-28", Kind::unauthorised, 1, 50),
                    record("2025-10-20", Kind::unauthorised, 1, 50),
                    record("2025-11-25", Kind::unauthorised, 1, 50)};
  Reports reports(world.setting, world.rules, world.head);
  reports.add(facts);
  CHECK(value(reports.report("0014"), "unauthorised", "vo", "0") == 1);
  CHECK(value(reports.report("0014"), "attendance", "vo", "missed") == 0);
}

TEST_CASE("absence at a school without a known calendar cannot be counted and is no zero") {
  ReportWorld world;
  world.schools.push_back("99XZ");
  PupilFacts facts = pupil("P0001");
  facts.enrolments[0].school = "99XZ";
  facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50)};
  facts.absences[0].school = 2;
  Reports reports(world.setting, world.rules, world.head);
  reports.add(facts);
  const Report report = reports.report("0014");
  CHECK(value(report, "unauthorised", "vo", "0") == 0);
  CHECK(value(report, "unauthorised", "vo", "unknown") == 1);
  CHECK(value(report, "attendance", "vo", "uncounted") == 1);
  CHECK(value(report, "bands", "vo", "unknown") == 1);
  CHECK(report.undecided.value == 1);
  CHECK(report.schools_no_region == std::vector<std::string>{"99XZ"});
}

TEST_CASE("every gemeente gets its own youth only and who moved counts where they live at the end") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 8; ++n) reports.add(pupil("A" + std::to_string(n), "0014"));
  for (int n = 0; n < 7; ++n) reports.add(pupil("B" + std::to_string(n), "0034"));
  PupilFacts mover = pupil("M0001", "0014");
  mover.enrolments[0].until = day("2025-10-31");
  mover.enrolments.push_back(mover.enrolments[0]);
  mover.enrolments[1].from = day("2025-11-01");
  mover.enrolments[1].until = open_end;
  mover.enrolments[1].gemeente = "0034";
  mover.absences = {record("2025-09-08", Kind::unauthorised, 1, 50)};
  reports.add(mover);
  reports.add(pupil("C0001", ""));
  CHECK(reports.codes() == std::vector<std::string>{"0014", "0034"});
  CHECK(reports.report("0014").pupils().value == 8);
  const Report there = gated(reports.report("0034"));
  CHECK(there.pupils().value == 8);
  CHECK(value(reports.report("0034"), "unauthorised", "vo", "<6") == 1);
  CHECK(there.without_gemeente.state == ReportCell::State::withheld);
  // Nine enrolments beside eight young people would tell that one of them has two.
  CHECK(withheld(there, "population", "total", "enrolments"));
  CHECK_FALSE(withheld(gated(reports.report("0014")), "population", "total", "enrolments"));
  CHECK(reports.report("0037").pupils().value == 0);
}

TEST_CASE("a region has the youth of its gemeenten and a school its own pupils") {
  ReportWorld world;
  world.head.scope = ReportScope::region;
  Reports regions(world.setting, world.rules, world.head);
  world.head.scope = ReportScope::school;
  Reports schools(world.setting, world.rules, world.head);
  Reports one(world.setting, world.rules, world.head, "99XB");
  for (Reports* reports : {&regions, &schools, &one}) {
    reports->add(pupil("A1", "0014"));
    reports->add(pupil("A2", "0014", "2011-05-01", 1));
    reports->add(pupil("B1", "0034", "2011-05-01", 1));
  }
  CHECK(regions.codes() == std::vector<std::string>{"03", "18"});
  CHECK(regions.report("03").pupils().value == 2);
  CHECK(schools.codes() == std::vector<std::string>{"99XA", "99XB"});
  CHECK(schools.report("99XB").pupils().value == 2);
  CHECK(one.codes() == std::vector<std::string>{"99XB"});
}

TEST_CASE("a school is told of sickness, a gemeente is not, and totals only where they are switched on") {
  ReportWorld world;
  PupilFacts facts = pupil("P1");
  facts.absences = {record("2025-11-17", Kind::sick, 1, 50), record("2025-11-18", Kind::authorised, 1, 50)};
  const auto made = [&](ReportScope scope, bool totals) {
    world.head.scope = scope;
    world.head.sickness_totals = totals;
    Reports reports(world.setting, world.rules, world.head);
    reports.add(facts);
    return reports.report(scope == ReportScope::school ? "99XA" : "0014");
  };
  CHECK(value(made(ReportScope::school, false), "attendance", "vo", "hours_sick") == 250);
  CHECK(value(made(ReportScope::school, false), "attendance", "vo", "missed") == 500);
  CHECK(value(made(ReportScope::gemeente, false), "attendance", "vo", "missed") == 0);
  CHECK(made(ReportScope::gemeente, false).table("attendance")->find("vo", "hours_sick") == nullptr);
  CHECK(made(ReportScope::gemeente, false).table("sickness") == nullptr);
  CHECK(value(made(ReportScope::gemeente, true), "attendance", "vo", "hours_sick") == 250);
  CHECK(made(ReportScope::school, false).table("sickness") != nullptr);
}

TEST_CASE("without a birth date the duty is unknown") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P0001", "0014", nullptr));
  const Report report = reports.report("0014");
  CHECK(value(report, "population", "vo", "duty_unknown") == 1);
  CHECK(report.undecided.value == 1);
}

TEST_CASE("sickness leaves no trace in a gemeente report, not one byte") {
  const ReportWorld world;
  for (Language language : {Language::nl, Language::en}) {
    std::string texts[2];
    for (int with : {0, 1}) {
      Reports reports(world.setting, world.rules, world.head);
      std::vector<PupilFacts> all;
      for (int n = 0; n < 30; ++n) {
        PupilFacts facts = pupil("P" + std::to_string(n));
        facts.absences = {record("2025-11-19", Kind::unauthorised, 3, 50),
                          record("2025-11-20", Kind::late, 1, 5)};
        if (with == 1) {
          facts.absences.push_back(record("2025-11-10", Kind::sick));
          facts.absences.push_back(record("2025-11-12", Kind::authorised, 2, 50));
          const Signal ill = signal("canary-sick", facts.pupil, "2025-11-10", "2025-11-17");
          reports.add(ill);
          WorldDossier sick = dossier(ill, bit(Kind::sick));
          sick.event("consult", "2025-11-12", "jeugdarts", {{"state", "held"}});
          sick.event("talk", "2025-11-13", "mentor");
          reports.add(sick.state, sick.events);
          WorldDossier worry = dossier(ill, 0);
          worry.state.owner = worry.state.step = "mentor";
          reports.add(worry.state, worry.events);
        }
        const Signal seen = signal("lpw16", facts.pupil, "2025-11-19", "2025-11-26");
        reports.add(seen);
        const WorldDossier open = dossier(seen, bit(Kind::unauthorised), "2025-11-21");
        reports.add(open.state, open.events);
        all.push_back(facts);
      }
      for (const PupilFacts& facts : all) reports.add(facts);
      texts[with] = whole(gated(reports.report("0014")), language);
    }
    CHECK(texts[0] == texts[1]);
    CHECK(texts[1].find("KANARIE") == std::string::npos);
  }
}

TEST_CASE("signals are followed to the melding and timed against their due date") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 60; ++n) {
    const bool soon = n >= 36 && n < 48;
    const Signal one = signal("lpw16", "P" + std::to_string(n), soon ? "2025-11-20" : "2025-11-05",
                              soon ? "2025-11-27" : "2025-11-12");
    reports.add(one);
    const char* melded = n < 12 ? "2025-11-12" : n < 24 ? "2025-11-13" : nullptr;
    const WorldDossier d = dossier(one, bit(Kind::unauthorised), melded);
    if (n < 48) reports.add(d.state, d.events);
  }
  Signal gone = signal("lpw16", "P0", "2025-11-06", "2025-11-13");
  gone.status = Status::withdrawn;
  reports.add(gone);
  reports.add(signal("lpw16", "P1", "2025-07-01", "2025-07-08"));
  for (int n = 0; n < 60; ++n) reports.add(pupil("P" + std::to_string(n)));
  const Report report = gated(reports.report("0014"));
  for (const char* column : {"on_time", "late", "overdue", "not_due", "unknown"})
    CHECK(value(report, "timeliness", "rule-lpw16", column) == 12);
  CHECK(value(report, "timeliness", "rule-lpw16", "rate_on_time") == 3333);
  CHECK(value(report, "signals", "rule-lpw16", "pupils") == 60);
  CHECK(value(report, "signals", "rule-lpw16", "signals") == 60);
  CHECK(value(report, "meldingen", "16-uur", "pupils") == 24);
  CHECK(value(report, "meldingen", "total", "meldingen") == 24);
  CHECK(value(report, "meldingen_sectors", "vo", "16-uur") == 24);
  CHECK(value(report, "dossiers", "melding/verzuimcoordinator", "in_time") == 12);
  CHECK(value(report, "dossiers", "melding/verzuimcoordinator", "overdue") == 36);
  // From 5 November the 12th is the fifth working day, the 13th the sixth.
  CHECK(value(report, "waiting", "to_melding", "done") == 24);
  CHECK(value(report, "waiting", "to_melding", "median") == 5);
  CHECK(value(report, "waiting", "to_melding", "p90") == 6);
  CHECK(value(report, "waiting", "to_melding", "rate_in_term") == 5000);
  CHECK(whole(report, Language::nl).find("33,33%") != std::string::npos);
}

TEST_CASE("signals of few people are withheld wherever their number would be printed") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  // Two people, eight signals: the eight would be shown were it not for the two.
  const char* days[] = {"2025-11-03", "2025-11-05", "2025-11-07", "2025-11-10"};
  for (const char* who : {"P1", "P2"})
    for (const char* date : days) reports.add(signal("lpw16", who, date, "2025-11-20"));
  for (int n = 0; n < 20; ++n) reports.add(pupil("P" + std::to_string(n)));
  const Report report = gated(reports.report("0014"));
  CHECK(withheld(report, "signals", "rule-lpw16", "signals"));
  CHECK(withheld(report, "timeliness", "rule-lpw16", "total"));
  CHECK(withheld(report, "timeliness", "rule-lpw16", "unknown"));
}

TEST_CASE("where a dossier was solved, and absence before and after the talk") {
  ReportWorld world;
  world.head.on = day("2026-03-31");
  world.head.period = read_period("", world.head.on);
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 8; ++n) {
    const Signal one = signal("canary-sick", "P" + std::to_string(n), "2025-11-05", "2025-11-12");
    WorldDossier d = dossier(one, bit(Kind::unauthorised));
    d.event("assigned", "2025-11-05", {}, {{"step", "mentorgesprek"}, {"role", "mentor"}});
    d.event("talk", "2025-11-10", "mentor", {{"present", "pupil"}});
    d.state.owner = "mentor";
    if (n >= 6)
      d.event("assigned", "2025-11-20", {}, {{"step", "vroege-actie"}, {"role", "zorgcoordinator"}});
    if (n < 7) d.close("2025-12-15", "back-full");
    reports.add(d.state, d.events);
  }
  for (int n = 0; n < 8; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    facts.absences = {record("2025-11-03", Kind::unauthorised, 1, 50),
                      record("2025-11-04", Kind::unauthorised, 1, 50),
                      record("2025-11-12", Kind::unauthorised, 1, 50)};
    reports.add(facts);
  }
  const Report report = reports.report("0014");
  CHECK(value(report, "solved", "vo", "solved_mentor") == 6);
  CHECK(value(report, "solved", "vo", "solved_school") == 1);
  CHECK(value(report, "solved", "vo", "still_open") == 1);
  CHECK(value(report, "solved", "total", "rate_mentor") == 7500);
  CHECK(value(report, "before_sixteen", "vo", "solved_below") == 7);
  CHECK(value(report, "waiting", "first_talk", "median") == 3);
  CHECK(value(report, "around_talk", "vo", "pupils") == 8);
  CHECK(value(report, "around_talk", "vo", "missed_before") == 8 * 2 * 250);
  CHECK(value(report, "around_talk", "vo", "missed_after") == 8 * 250);
  // Four school weeks before: 13 October to 9 November without the autumn holiday, so from 6 October on.
  CHECK(value(report, "around_talk", "vo", "possible_before") == 8 * 20 * 1600);
}

TEST_CASE("knooppunten, handovers and consults are counted as asked and met") {
  ReportWorld world;
  world.head.scope = ReportScope::school;
  Reports reports(world.setting, world.rules, world.head);
  const Signal one = signal("canary-sick", "P0", "2025-11-05", "2025-11-12");
  WorldDossier d = dossier(one, bit(Kind::sick));
  d.event("consult", "2025-11-06", "jeugdarts", {{"state", "asked"}});
  d.event("consult", "2025-11-10", "jeugdarts", {{"state", "held"}});
  d.event("knooppunt", "2025-11-12", "zorgcoordinator", {{"pupil", "yes"}, {"parents", "yes"}});
  d.event("knooppunt", "2025-11-14", "zorgcoordinator", {{"pupil", "no"}, {"parents", "yes"}});
  d.event("handover", "2025-11-17", "mentor", {{"state", "offered"}, {"to", "mentor"}});
  d.event("handover", "2025-11-18", "mentor", {{"state", "accepted"}});
  reports.add(d.state, d.events);
  reports.add(pupil("P0"));
  const Report report = reports.report("99XA");
  CHECK(value(report, "steps_met", "met_consult_held", "met") == 1);
  CHECK(value(report, "steps_met", "met_knooppunt_both", "asked") == 2);
  CHECK(value(report, "steps_met", "met_knooppunt_both", "rate_met") == 5000);
  CHECK(value(report, "steps_met", "met_handover_accepted", "met") == 1);
  // Within a school no A4 goes along: there is nothing to take a share of.
  CHECK(value(report, "steps_met", "met_handover_a4", "asked") == 0);
  CHECK(cell(report, "steps_met", "met_handover_a4", "rate_met").state == ReportCell::State::none);
  CHECK(value(report, "knooppunten", "knooppunt_parents", "times") == 2);
}

TEST_CASE("who sat at the table is told by role, a doctor to the school only, and where a verslag went") {
  for (const ReportScope scope : {ReportScope::school, ReportScope::gemeente}) {
    ReportWorld world;
    world.head.scope = scope;
    Reports reports(world.setting, world.rules, world.head);
    WorldDossier d = dossier(signal("lpw16", "P0", "2025-11-05", "2025-11-12"), bit(Kind::unauthorised));
    d.event("knooppunt", "2025-11-12", "zorgcoordinator", {{"parties", "mentor,jeugdarts,mentor"}});
    d.event("knooppunt", "2025-11-14", "zorgcoordinator", {{"parties", "mentor"}});
    d.event("verslag", "2025-11-17", "preventiemedewerker",
            {{"gemeente", "0034"}, {"sent_on", "2025-11-18"}});
    reports.add(d.state, d.events);
    reports.add(pupil("P0"));
    const bool school = scope == ReportScope::school;
    const Report report = reports.report(school ? "99XA" : "0014");
    CHECK(value(report, "parties", "party:mentor", "times") == 2);
    CHECK(value(report, "parties", "party:jeugdarts", "times") == (school ? 1 : 0));
    CHECK(report.table("parties")->rows.size() == (school ? 2 : 1));
    CHECK(value(report, "verslagen", "verslag:0034", "times") == 1);
    CHECK(value(report, "prevention_mbo", "verslag", "times") == 1);
  }
}

TEST_CASE("the yearly statement counts persons with a duty, and leaves other absence out") {
  ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 3; ++n) {
    const Signal one = signal("lpw16", "P" + std::to_string(n), "2025-11-05", "2025-11-12");
    WorldDossier d = dossier(one, bit(Kind::unauthorised), "2025-11-06");
    d.event("melding", "2025-11-07", "verzuimcoordinator", {{"kind", "16-uur"}, {"begin", "2025-11-07"}});
    if (n == 0) d.event("melding", "2025-11-10", {}, {{"kind", "overig"}, {"begin", "2025-11-10"}});
    if (n == 1) d.event("route", "2025-11-12", "leerplichtambtenaar", {{"path", "halt"}});
    reports.add(d.state, d.events);
  }
  for (int n = 0; n < 2; ++n) reports.add(pupil("P" + std::to_string(n)));
  reports.add(pupil("P2", "0014", "2003-05-01"));
  const Report telling = reports.telling("0014");
  CHECK(value(telling, "telling", "telling_16-uur", "vo") == 2);
  CHECK(value(telling, "telling", "telling_16-uur", "total") == 2);
  CHECK(value(telling, "telling", "telling_halt", "total") == 1);
  CHECK(telling.table("telling")->find("telling_overig", "total") == nullptr);
  CHECK(cell(telling, "telling", "telling_absolute", "total").state == ReportCell::State::unknown);
}

TEST_CASE("the year before stands beside this one, and is left out when nothing is known of it") {
  ReportWorld world;
  world.head.before = year_before(world.head.period);
  Reports reports(world.setting, world.rules, world.head), alone(world.setting, world.rules, world.head);
  for (int n = 0; n < 10; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    alone.add(facts);
    if (n < 7) facts.enrolments[0].from = day("2024-08-01");
    facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50)};
    if (n < 7) facts.absences.push_back(record("2024-11-11", Kind::unauthorised, 1, 100));
    reports.add(facts);
  }
  const Report report = reports.report("0014");
  CHECK(value(report, "compared_counts", "compared_pupils", "now") == 10);
  CHECK(value(report, "compared_counts", "compared_pupils", "before") == 7);
  CHECK(value(report, "compared_counts", "compared_pupils", "change") == 3);
  CHECK(value(report, "compared_rates", "compared_missed", "missed_before") == 7 * 500);
  CHECK(alone.report("0014").table("compared_counts") == nullptr);
}

TEST_CASE("what is not known is called unknown and not zero") {
  ReportWorld world;
  world.head.flagged_on.reset();
  world.head.has_dossiers = false;
  Reports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P0001"));
  const Report report = gated(reports.report("0014"));
  CHECK_FALSE(report.table("signals")->known);
  CHECK_FALSE(report.table("meldingen")->known);
  DocumentOptions options;
  for (const ReportFile& file : write_report(report, ReportFormat::csv, options))
    CHECK(file.name.find("signals") == std::string::npos);
  CHECK(write_report(report, ReportFormat::md, options)[0].text.find("De regels zijn nog niet toegepast") !=
        std::string::npos);
}

TEST_CASE("a school that sent nothing in its last four school weeks is named") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  PupilFacts recent = pupil("P0001"), silent = pupil("P0002", "0014", "2011-05-01", 1);
  // Four school weeks before 24 November, with the autumn holiday left out, end on 27 October.
  recent.absences = {record("2025-10-28", Kind::late, 1, 5)};
  silent.absences = {record("2025-10-27", Kind::late, 1, 5)};
  silent.absences[0].school = 1;
  reports.add(recent);
  reports.add(silent);
  CHECK(reports.report("0014").silent_schools == std::vector<std::string>{"99XB00"});
}
