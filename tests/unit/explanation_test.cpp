// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/explanation.hpp"

#include <doctest/doctest.h>

#include <map>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

/// One pupil of a school in Noord, with lessons missed on given days, under one rule.
struct World {
  explicit World(const std::string& slots) {
    book.add(
        "[[rule]]\nid = \"r\"\nlevel = \"school\"\nvalid_from = 2020-08-01\nbasis = { text = \"t\" }\nthen = "
        "{ severity = "
        "\"must\", step = \"melding\", within = { working_days = 5 } }\n" +
            slots,
        "test.toml");
    book.finish();
    Enrolment e;
    e.school = "99XA";
    e.from = make_date(2025, 8, 1);
    e.until = make_date(2026, 7, 31);
    e.weekly_minutes = 1500;
    e.birth_date = make_date(2011, 5, 1);
    facts.pupil = "P9001";
    facts.enrolments = {e};
    timetables.finish();
  }

  void miss(Date date, int lesson, Kind kind = Kind::unauthorised) {
    Absence a;
    a.date = date;
    a.lesson = static_cast<std::int16_t>(lesson);
    a.minutes = static_cast<std::int16_t>(lesson > 0 ? 50 : -1);
    a.kind = kind;
    a.line = static_cast<std::int32_t>(facts.absences.size() + 2);
    facts.absences.push_back(a);
  }

  Setting setting() { return {&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &schools}; }

  std::vector<Signal> signals(Date on) {
    std::vector<Signal> found, undecided;
    Engine(book, setting()).evaluate(facts, on, found, undecided);
    return found;
  }

  SignalExplanation explain(const Signal& signal, Date on, RoleHolder viewer = RoleHolder::school) {
    return explain_signal({&book, setting(), on, {}, viewer}, facts, signal);
  }

  Rulebook book;
  PupilFacts facts;
  Timetables timetables;
  std::vector<std::string> schools = {"99XA"};
  Calendar calendar{Reference::shipped(), {{"99XA", "", "", "Noord", ""}}, {}};
};

const std::string hours =
    "count = { of = \"hours\", kind = [\"unauthorised\"] }\nwindow = { school_weeks = 4 }\nwhen = { at_least "
    "= 4 }\n";
const Date monday = make_date(2025, 9, 1);

int with(const SignalExplanation& made, Uncounted why) {
  int n = 0;
  for (const ExplainedRecord& record : made.uncounted) n += record.why == why ? 1 : 0;
  return n;
}

}  // namespace

TEST_CASE("every record is counted or has its reason") {
  World w(hours + "again = { restart = \"day_after\" }\n");
  w.miss(monday, 1);
  w.miss(monday, 2, Kind::sick);
  w.miss(monday + 5, 1);  // a Saturday
  w.miss(monday + 7, 0, Kind::sick);
  w.miss(monday + 7, 1);  // a whole day takes its place
  w.miss(monday + 8, 3, Kind::unknown);
  for (int lesson = 1; lesson < 4; ++lesson) w.miss(monday + 9, lesson);
  w.miss(monday + 14, 1);
  const Date on = monday + 14;
  const auto found = w.signals(on);
  REQUIRE(found.size() == 1);
  const SignalExplanation made = w.explain(found.front(), on);
  CHECK(made.found);
  CHECK(made.counted.size() == 4);
  CHECK(made.counted.front().source.line == 2);
  CHECK(with(made, Uncounted::other_kind) == 2);
  CHECK(with(made, Uncounted::weekend) == 1);
  CHECK(with(made, Uncounted::replaced) == 1);
  CHECK(with(made, Uncounted::not_explained) == 1);
  CHECK(made.counted.size() + made.uncounted.size() + static_cast<std::size_t>(made.unlisted) ==
        w.facts.absences.size());
}

TEST_CASE("what counted before a restart does not count again, and says for which signal it did") {
  World w(hours + "again = { restart = \"day_after\" }\n");
  for (const int day : {0, 1})
    for (int lesson = 1; lesson < 5; ++lesson) w.miss(monday + day, lesson);
  const auto found = w.signals(monday + 1);
  REQUIRE(found.size() == 2);
  const SignalExplanation made = w.explain(found[1], monday + 1);
  CHECK(made.restarted_after == monday);
  CHECK(made.counted.size() == 4);
  CHECK(with(made, Uncounted::before_restart) == 4);
}

TEST_CASE("the outlook says what is lacking, until when, and when the first falls out") {
  World w(hours);
  w.miss(monday, 1);
  w.miss(monday + 1, 1);
  const Date on = monday + 2;
  Signal asked;  // not reached: asked as of a signal that does not follow
  asked.rule = "r";
  asked.pupil = "P9001";
  asked.school = "99XA";
  asked.reached_on = monday + 1;
  asked.valid_from = make_date(2020, 8, 1);
  const SignalExplanation made = w.explain(asked, on);
  CHECK_FALSE(made.found);
  CHECK(made.count_now == "2");
  REQUIRE(made.outlook);
  CHECK(made.outlook->count == "2");
  CHECK(made.outlook->lacking == "2");
  // Four school weeks of seven days: the Monday is gone four weeks later, the Friday before is the last day.
  CHECK(made.outlook->falls_out == monday + 28);
  CHECK(made.outlook->at_the_latest == monday + 25);
  CHECK(made.outlook->left == "1");
  CHECK(made.outlook->if_absent == on + 1);
}

TEST_CASE("what the outlook says is what the engine does") {
  World w(hours);
  w.miss(monday, 1);
  w.miss(monday + 1, 1);
  for (const int lesson : {1, 2}) w.miss(monday + 25, lesson);
  CHECK(w.signals(monday + 25).size() == 1);
  World late(hours);
  late.miss(monday, 1);
  late.miss(monday + 1, 1);
  for (const int lesson : {1, 2}) late.miss(monday + 28, lesson);
  CHECK(late.signals(monday + 28).empty());
}

TEST_CASE("unexplained absence says what it would change") {
  World w(hours);
  for (int lesson = 1; lesson < 4; ++lesson) w.miss(monday, lesson);
  w.miss(monday + 1, 1, Kind::unknown);
  w.miss(monday + 2, 1);
  const auto found = w.signals(monday + 2);
  REQUIRE(found.size() == 1);
  const SignalExplanation made = w.explain(found.front(), monday + 2);
  CHECK(made.unexplained == 1);
  CHECK(made.if_unauthorised == monday + 1);
}

TEST_CASE("the days that counting to the due date skips are named") {
  World w(hours);
  for (int lesson = 1; lesson < 5; ++lesson) w.miss(monday + 3, lesson);
  const SignalExplanation made = w.explain(w.signals(monday + 3).front(), monday + 3);
  CHECK(made.signal.due_on == monday + 10);
  CHECK(made.skipped == std::vector<Date>{monday + 5, monday + 6});
}

TEST_CASE("a gemeente never learns of sickness, nor that a lesson was replaced by it") {
  World w(hours);
  w.miss(monday, 0, Kind::sick);
  w.miss(monday, 1);
  for (int lesson = 1; lesson < 5; ++lesson) w.miss(monday + 1, lesson);
  const auto found = w.signals(monday + 1);
  REQUIRE(found.size() == 1);
  const SignalExplanation made = w.explain(found.front(), monday + 1, RoleHolder::gemeente);
  CHECK(made.withheld);
  CHECK(made.counted.size() == 4);
  CHECK(made.uncounted.empty());
  std::string text, toml;
  write_text(text, made, {});
  write_toml(toml, made);
  CHECK(text.find("ziek") == std::string::npos);
  CHECK(toml.find("sick") == std::string::npos);

  const PupilExplanation pupil =
      explain_pupil({&w.book, w.setting(), monday + 1, {}, RoleHolder::gemeente}, w.facts, found, {});
  text.clear();
  write_text(text, pupil, {});
  CHECK(pupil.withheld);
  CHECK(text.find("ziek") == std::string::npos);
  CHECK(text.find("4 ongeoorloofd") != std::string::npos);
}

TEST_CASE("a signal that rests on sickness is not explained to a gemeente") {
  World w(
      "count = { of = \"records\", kind = [\"sick\"] }\nwindow = { school_year = true }\nwhen = { at_least = "
      "1 }\n");
  w.miss(monday, 0, Kind::sick);
  const auto found = w.signals(monday);
  REQUIRE(found.size() == 1);
  CHECK_THROWS_AS(w.explain(found.front(), monday, RoleHolder::gemeente), Error);
}

TEST_CASE("of a withdrawn signal the delivery's changes are told, and only those") {
  World w(hours);
  for (int lesson = 1; lesson < 5; ++lesson) w.miss(monday, lesson);
  const Signal signal = w.signals(monday).front();
  EarlierFacts earlier{w.facts, w.facts, w.setting(), "2025-09-02T06:00:00Z", {"correction.csv"}};
  w.facts.absences[1].kind = Kind::authorised;
  earlier.after = w.facts;
  w.miss(monday + 1, 1, Kind::late);  // came later still
  const SignalExplanation made =
      explain_signal({&w.book, w.setting(), monday + 1, {}, RoleHolder::school}, w.facts, signal, &earlier);
  CHECK_FALSE(made.found);
  CHECK(made.count_now == "3");
  REQUIRE(made.changes.size() == 1);
  CHECK(made.changes.front().was == "unauthorised 50m");
  CHECK(made.changes.front().is == "authorised 50m");
}

TEST_CASE("the standing of a rule is told for a pupil whom it has counted for, and for no other") {
  World w(hours);
  const auto standings = [&] {
    return explain_pupil({&w.book, w.setting(), monday + 1, {}, RoleHolder::school}, w.facts, {}, {})
        .standings;
  };
  w.miss(monday, 1, Kind::sick);
  CHECK(standings().empty());
  w.miss(monday, 2);
  REQUIRE(standings().size() == 1);
  CHECK(standings().front().outlook->lacking == "3");
}

TEST_CASE("rows of a weekend, and of a school without enrolment, count nowhere and are told") {
  World w(hours);
  w.schools.emplace_back("99XB");
  w.miss(monday, 1);
  w.miss(monday + 5, 1);
  w.miss(monday + 1, 1);
  w.facts.absences.back().school = 1;
  const auto made =
      explain_pupil({&w.book, w.setting(), monday + 5, {}, RoleHolder::school}, w.facts, {}, {});
  REQUIRE(made.nowhere.size() == 2);
  CHECK(made.nowhere[0].why == Uncounted::weekend);
  CHECK(made.nowhere[1].why == Uncounted::not_enrolled);
}

TEST_CASE("the days of a pupil have the kind that asks for most in front, and for a gemeente no sickness") {
  World w(
      "count = { of = \"records\", kind = [\"unauthorised\"] }\nwindow = { days = 7 }\nwhen = { at_least = 9 "
      "}\n");
  const Date monday = make_date(2025, 11, 3);
  w.miss(monday, 0, Kind::sick);
  w.miss(monday + 1, 1, Kind::authorised);
  w.miss(monday + 1, 2);
  w.miss(monday + 2, 1, Kind::late);
  const auto days_for = [&](RoleHolder viewer) {
    std::map<Date, PupilDay> days;
    for (const PupilDay& day :
         explain_pupil({&w.book, w.setting(), monday + 3, {}, viewer}, w.facts, {}, {}).days)
      days[day.on] = day;
    return days;
  };
  const auto school = days_for(RoleHolder::school), gemeente = days_for(RoleHolder::gemeente);
  // From 1 August, Monday to Friday; in the autumn holiday there are no lessons.
  CHECK(school.begin()->first == make_date(2025, 8, 1));
  CHECK_FALSE(school.contains(make_date(2025, 11, 2)));
  CHECK(school.at(make_date(2025, 10, 20)).closed);
  CHECK_FALSE(school.at(monday).closed);
  CHECK(school.at(monday).whole);
  CHECK(school.at(monday).records.front().first == Kind::sick);
  CHECK(school.at(monday + 1).records.front().first == Kind::unauthorised);
  CHECK(school.at(monday + 1).records.size() == 2);
  CHECK(gemeente.at(monday).records.empty());
  CHECK_FALSE(gemeente.at(monday).whole);
  CHECK(gemeente.at(monday + 1).records.size() == 1);
  CHECK(gemeente.at(monday + 2).records.front().first == Kind::late);
}

TEST_CASE("the page of a pupil draws no more than the reader may see") {
  World w(
      "count = { of = \"records\", kind = [\"unauthorised\"] }\nwindow = { days = 7 }\nwhen = { at_least = 9 "
      "}\n");
  const Date monday = make_date(2025, 11, 3);
  w.miss(monday, 0, Kind::sick);
  w.miss(monday + 1, 1);
  const auto page = [&](RoleHolder viewer) {
    std::string html;
    write_html(html, explain_pupil({&w.book, w.setting(), monday + 3, {}, viewer}, w.facts, {}, {}), {});
    return html;
  };
  // The key shows every kind once; the day is the second.
  const auto times = [](const std::string& html, std::string_view what) {
    std::size_t n = 0;
    for (auto at = html.find(what); at != std::string::npos; at = html.find(what, at + 1)) ++n;
    return n;
  };
  CHECK(times(page(RoleHolder::school), ">Z</text>") == 2);
  CHECK(times(page(RoleHolder::gemeente), ">Z</text>") == 1);
  CHECK(times(page(RoleHolder::gemeente), ">O</text>") == 2);
  CHECK(page(RoleHolder::gemeente).find("Ziek: ") == std::string::npos);
  CHECK(page(RoleHolder::school).find("Ziek: 1 dag") != std::string::npos);
}
