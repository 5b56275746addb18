// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/report.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

Date day(const char* text) { return *parse_date(text); }

constexpr const char* shipped_like = R"(
[[rule]]
id = "lpw16"
title = "16 uur in vier lesweken"
level = "law"
basis = { text = "t", url = "https://example.org", checked = 2026-11-22, says = "s" }
valid_from = 2020-08-01
count = { of = "hours", kind = ["unauthorised"] }
window = { school_weeks = 4 }
when = { at_least = 16 }
then = { severity = "must", step = "melding", melding = "16-uur", within = { working_days = 5 } }
[[rule]]
id = "canary-sick"
title = "KANARIE vaak ziek"
level = "national"
basis = { text = "t", url = "https://example.org", checked = 2026-11-22, says = "s" }
valid_from = 2020-08-01
count = { of = "spells", kind = ["sick"] }
window = { school_year = true }
when = { at_least = 2 }
then = { severity = "should", step = "jeugdarts" }
)";

/// A small world: two schools, three gemeenten, two rules.
struct World {
  std::vector<std::string> schools = {"99XA", "99XB00"};
  Calendar calendar{
      Reference::shipped(), {{"99XA", "", "", "Noord", ""}, {"99XB00", "", "", "Noord", ""}}, {}};
  Timetables timetables;
  Setting setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &schools};
  Rulebook rules;
  ReportHead head;

  World() {
    rules.add(shipped_like, "test.toml");
    rules.finish();
    head.on = day("2025-11-24");
    head.period = read_period("", head.on);
    head.rules = rules.hash();
    head.program = "verzuim test";
    head.flagged_on = head.on;
  }
};

PupilFacts pupil(const std::string& id, const std::string& gemeente = "0014", const char* born = "2011-05-01",
                 int school = 0) {
  PupilFacts facts;
  facts.pupil = id;
  Enrolment e;
  e.school = school == 0 ? "99XA" : "99XB00";
  e.from = day("2025-08-01");
  e.weekly_minutes = 1600;
  e.gemeente = gemeente;
  if (born != nullptr) e.birth_date = day(born);
  facts.enrolments = {e};
  return facts;
}

Absence record(const char* date, Kind kind, int lesson = 0, int minutes = -1) {
  Absence a;
  a.date = day(date);
  a.kind = kind;
  a.lesson = static_cast<std::int16_t>(lesson);
  a.minutes = static_cast<std::int16_t>(minutes);
  return a;
}

Signal signal(const std::string& rule, const std::string& who, const char* reached, const char* due) {
  Signal s;
  s.id = rule + "-" + who + "-" + reached;
  s.rule = rule;
  s.pupil = who;
  s.severity = rule == "lpw16" ? Severity::must : Severity::should;
  s.step = rule == "lpw16" ? "melding" : "jeugdarts";
  s.reached_on = day(reached);
  s.due_on = day(due);
  return s;
}

DossierState dossier(const Signal& cause, KindSet kinds, const char* melded = nullptr) {
  DossierState d;
  d.id = "D-" + cause.pupil + cause.rule;
  d.pupil = cause.pupil;
  d.open = true;
  d.opened_on = *cause.reached_on;
  d.step = cause.step;
  d.owner = cause.step == "jeugdarts" ? "jeugdarts" : "verzuimcoordinator";
  d.due_on = cause.due_on;
  DossierSignal known;
  known.id = cause.id;
  known.rule = cause.rule;
  known.step = cause.step;
  known.reached_on = *cause.reached_on;
  known.kinds = kinds;
  d.signals = {known};
  if (melded != nullptr) d.meldingen.push_back({day(melded), "16-uur", "registered"});
  return d;
}

std::int64_t value(const GemeenteReport& report, const char* table, std::size_t row, std::size_t column) {
  return report.table(table)->counts.at(row, column).value;
}

constexpr std::size_t vo = 2;

std::string whole(const GemeenteReport& report, Language language) {
  DocumentOptions options;
  options.language = language;
  std::string text;
  for (ReportFormat format : {ReportFormat::html, ReportFormat::md, ReportFormat::csv})
    for (const ReportFile& file : write_report(report, format, options)) text += file.name + "\n" + file.text;
  return text;
}

Action action(const std::string& who, const std::string& role, const char* due,
              const std::string& gemeente = "0014") {
  Action a;
  a.dossier = "D-" + who;
  a.pupil = who;
  a.school = "99XA";
  a.gemeente = gemeente;
  a.step = "mentorgesprek";
  a.role = role;
  a.owner = role;
  a.why = "9 uur ongeoorloofd";
  a.signals = {"s-" + who};
  if (due != nullptr) a.due_on = day(due);
  a.act = "Voer een gesprek.";
  return a;
}

}  // namespace

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

TEST_CASE("a lesson of fifty minutes is an hour and one of ninety is ninety minutes") {
  const World world;
  PupilFacts facts = pupil("P0001");
  facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50),
                    record("2025-11-17", Kind::unauthorised, 2, 90), record("2025-11-18", Kind::late, 1, 10),
                    record("2025-11-18", Kind::unknown, 2, 50), record("2025-11-19", Kind::sick)};
  const PeriodAbsence sum = counted_absence(world.setting, facts, world.head.period);
  CHECK(sum.unauthorised_minutes == 150);
  CHECK(sum.late == 1);
  CHECK(sum.unexplained == 1);
  CHECK(sum.countable);
}

TEST_CASE("absence in a holiday, outside the period or outside the enrolment does not count") {
  const World world;
  PupilFacts facts = pupil("P0001");
  facts.enrolments[0].from = day("2025-09-01");
  facts.absences = {record("2025-08-28", Kind::unauthorised, 1, 50),
                    record("2025-10-20", Kind::unauthorised, 1, 50),
                    record("2025-11-25", Kind::unauthorised, 1, 50)};
  CHECK(counted_absence(world.setting, facts, world.head.period).unauthorised_minutes == 0);
}

TEST_CASE("absence at a school without a known calendar cannot be counted and is no zero") {
  World world;
  world.schools.push_back("99XZ");
  PupilFacts facts = pupil("P0001");
  facts.enrolments[0].school = "99XZ";
  facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50)};
  facts.absences[0].school = 2;
  CHECK_FALSE(counted_absence(world.setting, facts, world.head.period).countable);
  GemeenteReports reports(world.setting, world.rules, world.head);
  reports.add(facts);
  const GemeenteReport report = reports.report("0014");
  const ReportTable* table = report.table("unauthorised");
  CHECK(table->columns.back() == "unknown");
  CHECK(value(report, "unauthorised", vo, 0) == 0);
  CHECK(value(report, "unauthorised", vo, table->columns.size() - 1) == 1);
  CHECK(report.schools_no_region == std::vector<std::string>{"99XZ"});
}

TEST_CASE("every gemeente gets its own youth only and who moved counts where they live at the end") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
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
  CHECK(reports.gemeenten() == std::vector<std::string>{"0014", "0034"});
  CHECK(reports.report("0014").pupils.value == 8);
  const GemeenteReport there = reports.report("0034");
  CHECK(there.pupils.value == 8);
  CHECK(value(there, "unauthorised", vo, 1) == 1);
  CHECK(there.without_gemeente.value == 1);
  CHECK(there.without_gemeente.withheld);
  // Nine enrolments beside eight young people would tell that one of them has two.
  CHECK(there.enrolments.withheld);
  CHECK_FALSE(reports.report("0014").enrolments.withheld);
  CHECK(reports.report("0037").pupils.value == 0);
}

TEST_CASE("without a birth date the duty is unknown") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P0001", "0014", nullptr));
  CHECK(value(reports.report("0014"), "population", vo, 4) == 1);
}

TEST_CASE("small counts are withheld in the numbers already, and so is what would give them away") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 40; ++n) {
    PupilFacts facts = pupil("P" + std::to_string(n));
    if (n < 3) facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50)};
    reports.add(facts);
  }
  const GemeenteReport report = reports.report("0014");
  const CountTable& hours = report.table("unauthorised")->counts;
  CHECK(hours.at(vo, 1).withheld);
  CHECK(hours.at(vo, 0).withheld);
  CHECK_FALSE(hours.at(vo, 2).withheld);
  CHECK_FALSE(report.pupils.withheld);
  const std::string text = whole(report, Language::nl);
  CHECK(text.find(">37<") == std::string::npos);
  CHECK(text.find(",37,") == std::string::npos);
  CHECK(text.find("niet getoond") != std::string::npos);
}

TEST_CASE("sickness leaves no trace in a gemeente report, not one byte") {
  const World world;
  for (Language language : {Language::nl, Language::en}) {
    std::string texts[2];
    for (int with : {0, 1}) {
      GemeenteReports reports(world.setting, world.rules, world.head);
      std::vector<Signal> signals;
      std::vector<DossierState> dossiers;
      for (int n = 0; n < 30; ++n) {
        PupilFacts facts = pupil("P" + std::to_string(n));
        facts.absences = {record("2025-11-19", Kind::unauthorised, 3, 50),
                          record("2025-11-20", Kind::late, 1, 5)};
        if (with == 1) {
          facts.absences.push_back(record("2025-11-10", Kind::sick));
          facts.absences.push_back(record("2025-11-12", Kind::authorised, 2, 50));
          signals.push_back(signal("canary-sick", facts.pupil, "2025-11-10", "2025-11-17"));
          dossiers.push_back(dossier(signals.back(), bit(Kind::sick)));
          DossierState worry = dossier(signals.back(), 0);
          worry.owner = worry.step = "mentor";
          dossiers.push_back(worry);
        }
        signals.push_back(signal("lpw16", facts.pupil, "2025-11-19", "2025-11-26"));
        dossiers.push_back(dossier(signals.back(), bit(Kind::unauthorised), "2025-11-21"));
        reports.add(facts);
      }
      for (const Signal& s : signals) reports.add(s);
      for (const DossierState& d : dossiers) reports.add(d);
      texts[with] = whole(reports.report("0014"), language);
    }
    CHECK(texts[0] == texts[1]);
    CHECK(texts[1].find("KANARIE") == std::string::npos);
  }
}

TEST_CASE("signals are followed to the melding and timed against their due date") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
  std::vector<Signal> signals;
  std::vector<DossierState> dossiers;
  for (int n = 0; n < 60; ++n) {
    reports.add(pupil("P" + std::to_string(n)));
    const bool soon = n >= 36 && n < 48;
    signals.push_back(signal("lpw16", "P" + std::to_string(n), soon ? "2025-11-20" : "2025-11-05",
                             soon ? "2025-11-27" : "2025-11-12"));
    const char* melded = n < 12 ? "2025-11-12" : n < 24 ? "2025-11-13" : nullptr;
    if (n < 48) dossiers.push_back(dossier(signals.back(), bit(Kind::unauthorised), melded));
  }
  Signal gone = signal("lpw16", "P0", "2025-11-06", "2025-11-13");
  gone.status = Status::withdrawn;
  signals.push_back(gone);
  signals.push_back(signal("lpw16", "P1", "2025-07-01", "2025-07-08"));
  for (const Signal& s : signals) reports.add(s);
  for (const DossierState& d : dossiers) reports.add(d);
  const GemeenteReport report = reports.report("0014");
  for (std::size_t column = 0; column < 5; ++column) CHECK(value(report, "timeliness", 0, column) == 12);
  CHECK(value(report, "signals", 0, 0) == 60);
  CHECK(value(report, "signals", 0, 1) == 60);
  CHECK(value(report, "meldingen", 0, 0) == 24);
  CHECK(report.table("dossiers")->rows == std::vector<std::string>{"melding/verzuimcoordinator"});
  CHECK(value(report, "dossiers", 0, 0) == 12);
  CHECK(value(report, "dossiers", 0, 1) == 36);
  CHECK(whole(report, Language::nl).find("33.33 %") != std::string::npos);
}

TEST_CASE("signals of few people are withheld wherever their number would be printed") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 20; ++n) reports.add(pupil("P" + std::to_string(n)));
  // Two people, eight signals: the eight would be shown were it not for the two.
  const char* days[] = {"2025-11-03", "2025-11-05", "2025-11-07", "2025-11-10"};
  for (const char* who : {"P1", "P2"})
    for (const char* date : days) reports.add(signal("lpw16", who, date, "2025-11-20"));
  const GemeenteReport report = reports.report("0014");
  CHECK(report.table("signals")->counts.at(0, 1).withheld);
  const CountTable& timeliness = report.table("timeliness")->counts;
  CHECK(timeliness.at(0, timeliness.columns()).withheld);
  CHECK(timeliness.at(0, 4).value == 8);
}

TEST_CASE("what is not known is called unknown and not zero") {
  World world;
  world.head.flagged_on.reset();
  world.head.has_dossiers = false;
  GemeenteReports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P0001"));
  const GemeenteReport report = reports.report("0014");
  CHECK_FALSE(report.table("signals")->known);
  CHECK_FALSE(report.table("meldingen")->known);
  DocumentOptions options;
  for (const ReportFile& file : write_report(report, ReportFormat::csv, options))
    CHECK(file.name.find("signals") == std::string::npos);
  CHECK(write_report(report, ReportFormat::md, options)[0].text.find("De regels zijn nog niet toegepast") !=
        std::string::npos);
}

TEST_CASE("a school that sent nothing in its last four school weeks is named") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
  PupilFacts recent = pupil("P0001"), silent = pupil("P0002", "0014", "2011-05-01", 1);
  // Four school weeks before 24 November, with the autumn holiday left out, end on 27 October.
  recent.absences = {record("2025-10-28", Kind::late, 1, 5)};
  silent.absences = {record("2025-10-27", Kind::late, 1, 5)};
  silent.absences[0].school = 1;
  reports.add(recent);
  reports.add(silent);
  CHECK(reports.report("0014").silent_schools == std::vector<std::string>{"99XB00"});
}

TEST_CASE("a page is complete in itself and takes no markup from data") {
  World world;
  world.head.sources = {{"<script>alert(1)</script>.csv", "0123456789abcdef0123", "absences", 10, 2}};
  GemeenteReports reports(world.setting, world.rules, world.head);
  const std::string html = write_report(reports.report("0014"), ReportFormat::html, {})[0].text;
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("&lt;script&gt;") != std::string::npos);
  CHECK(html.find("http://") == std::string::npos);
  CHECK(html.find("https://") == std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
  CHECK(html.find("<html lang=\"nl\">") != std::string::npos);
  CHECK(html.find("0123456789ab<") != std::string::npos);
}

TEST_CASE("no cell of a CSV report begins like a formula unless raw is asked for") {
  World world;
  world.head.sources = {{"=HYPERLINK(1)", "00", "absences", 1, 0},
                        {"-x", "00", "absences", 1, 0},
                        {"@x", "00", "absences", 1, 0}};
  GemeenteReports reports(world.setting, world.rules, world.head);
  const GemeenteReport report = reports.report("0014");
  for (bool raw : {false, true}) {
    DocumentOptions options;
    options.raw = raw;
    const auto files = write_report(report, ReportFormat::csv, options);
    const auto& text = files.back().text;
    CHECK(files.back().name == "gemeente-0014-sources.csv");
    CHECK((text.find("\n'=HYPERLINK(1),") == std::string::npos) == raw);
    CHECK((text.find("\n'-x,") == std::string::npos) == raw);
    CHECK((text.find("\n'@x,") == std::string::npos) == raw);
  }
}

TEST_CASE("text in a page has contrast enough, in light and in dark") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
  const std::string html = write_report(reports.report("0014"), ReportFormat::html, {})[0].text;
  const auto luminance = [&](std::size_t from, const std::string& name) {
    const auto at = html.find("--" + name + ": #", from);
    REQUIRE(at != std::string::npos);
    const std::string hex = html.substr(at + name.size() + 5, 6);
    double sum = 0;
    const double weights[] = {0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
      const double part = std::stoi(hex.substr(2 * i, 2), nullptr, 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  };
  const std::size_t light = html.find(":root"), dark = html.find(":root", html.find("prefers-color-scheme"));
  for (std::size_t scheme : {light, dark}) {
    const auto contrast = [&](const char* a, const char* b) {
      const double x = luminance(scheme, a), y = luminance(scheme, b);
      return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    };
    for (const char* text : {"ink", "soft", "link", "alert"})
      for (const char* ground : {"paper", "tint"}) CHECK(contrast(text, ground) >= 4.5);
    CHECK(contrast("bar", "paper") >= 3.0);
  }
}

TEST_CASE("a work list begins with what is overdue and what has no date comes last") {
  const auto lists = work_lists({action("P3", "mentor", nullptr), action("P2", "mentor", "2025-12-01"),
                                 action("P1", "mentor", "2025-11-20")});
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].actions[0].pupil == "P1");
  CHECK(lists[0].actions[2].pupil == "P3");
  const std::string text = write_work_lists(lists, day("2025-11-24"), ReportFormat::md, false, {})[0].text;
  CHECK(text.find("Te laat · Leerling P1") != std::string::npos);
  CHECK(text.find("Te laat · Leerling P2") == std::string::npos);
}

TEST_CASE("what is due today is not overdue") {
  const std::string text = write_work_lists(work_lists({action("P1", "mentor", "2025-11-24")}),
                                            day("2025-11-24"), ReportFormat::csv, false, {})[0]
                               .text;
  CHECK(text.find("mentor,2025-11-24,no,P1") != std::string::npos);
}

TEST_CASE("a role that a gemeente holds gets one list for each gemeente") {
  const auto lists = work_lists({action("P1", "leerplichtambtenaar", "2025-11-20", "0014"),
                                 action("P2", "leerplichtambtenaar", "2025-11-20", "0034"),
                                 action("P3", "leerplichtambtenaar", "2025-11-20", ""),
                                 action("P4", "mentor", "2025-11-20", "0034"),
                                 action("P5", "mentor", "2025-11-20", "0014")});
  REQUIRE(lists.size() == 4);
  const auto files = write_work_lists(lists, day("2025-11-24"), ReportFormat::md, true, {});
  std::vector<std::string> names;
  for (const ReportFile& file : files) names.push_back(file.name);
  CHECK(names == std::vector<std::string>{"worklist-mentor-99XA.md",
                                          "worklist-leerplichtambtenaar-unknown.md",
                                          "worklist-leerplichtambtenaar-0014.md",
                                          "worklist-leerplichtambtenaar-0034.md", "worklist-index.md"});
  CHECK(files[2].text.find("P2") == std::string::npos);
  CHECK(files[3].text.find("P1") == std::string::npos);
}

TEST_CASE("a mentor's list holds that mentor's pupils only, and no path is made of what the data say") {
  Action own = action("P1", "mentor", "2025-11-20"), other = action("P2", "mentor", "2025-11-20"),
         elsewhere = action("P3", "zorgcoordinator", "2025-11-20");
  own.owner = "m1";
  other.owner = "../../m2";
  elsewhere.school = "99XB00";
  const auto files =
      write_work_lists(work_lists({own, other, elsewhere, action("P4", "zorgcoordinator", "2025-11-20")}),
                       day("2025-11-24"), ReportFormat::md, true, {});
  REQUIRE(files.size() == 5);
  for (const ReportFile& file : files) {
    CHECK(file.name.find('/') == std::string::npos);
    if (file.name == "worklist-mentor-99XA-m1.md") CHECK(file.text.find("P2") == std::string::npos);
    if (file.name == "worklist-zorgcoordinator-99XB.md") CHECK(file.text.find("P4") == std::string::npos);
  }
}

TEST_CASE("a signal of sickness and the words about it never reach a gemeente") {
  Action mixed = action("P1", "leerplichtambtenaar", "2025-11-20"),
         sick = action("P2", "leerplichtambtenaar", "2025-11-20");
  mixed.signals = {"seen", "sick"};
  mixed.why = "KANARIE";
  sick.signals = {"sick"};
  Action doctor = action("P3", "jeugdarts", "2025-11-20"),
         misled = action("P4", "trajectbegeleider", "2025-11-20");
  doctor.signals = {"sick"};
  misled.step = "jeugdarts";
  int held_back = 0;
  const auto lists = work_lists(
      {mixed, sick, doctor, misled}, [](const std::string& id) { return id == "sick"; }, &held_back);
  CHECK(held_back == 2);
  std::string text;
  for (const WorkList& list : lists)
    for (ReportFormat format : {ReportFormat::html, ReportFormat::md, ReportFormat::csv})
      if (list.for_gemeente) text += write_work_lists({list}, day("2025-11-24"), format, false, {})[0].text;
  CHECK(text.find("KANARIE") == std::string::npos);
  CHECK(text.find("sick") == std::string::npos);
  CHECK(text.find("P1") != std::string::npos);
  CHECK(text.find("P2") == std::string::npos);
  CHECK(text.find("P4") == std::string::npos);
  CHECK(lists.front().role == "jeugdarts");
  CHECK(lists.front().actions.size() == 1);
}

TEST_CASE("a strange role or gemeente never becomes part of a path") {
  Action odd = action("P1", "../../etc", "2025-11-20"),
         odd_place = action("P2", "leerplichtambtenaar", "2025-11-20", "../x");
  for (const ReportFile& file :
       write_work_lists(work_lists({odd, odd_place}), day("2025-11-24"), ReportFormat::md, true, {})) {
    CHECK(file.name.find('/') == std::string::npos);
    CHECK(file.name.find("..") == std::string::npos);
  }
}

TEST_CASE("nothing to do is said as such") {
  CHECK(write_work_lists({}, day("2025-11-24"), ReportFormat::md, false, {})[0].text.find(
            "Er is nu niets te doen.") != std::string::npos);
}

TEST_CASE("the index names every gemeente and its file") {
  const World world;
  GemeenteReports reports(world.setting, world.rules, world.head);
  reports.add(pupil("P1", "0014"));
  reports.add(pupil("P2", "0034"));
  const ReportFile index =
      write_report_index({reports.report("0014"), reports.report("0034")}, ReportFormat::html, {});
  CHECK(index.name == "index.html");
  CHECK(index.text.find("<a href=\"gemeente-0014.html\">Groningen (0014)</a>") != std::string::npos);
  CHECK(index.text.find("Almere (0034)") != std::string::npos);
}
