// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_mutation.hpp"

#include <doctest/doctest.h>

#include <set>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

Rulebook book_of(const std::string& text) {
  Rulebook book;
  book.add(text, "test.toml");
  book.finish();
  return book;
}

std::string rule(const std::string& slots, const std::string& then = "severity = \"should\"") {
  return "[[rule]]\nid = \"r\"\nvalid_from = 2026-08-01\nbasis = { text = \"t\" }\nthen = { " + then +
         " }\n" + slots;
}

const std::string late = rule(
    "count = { of = \"records\", kind = [\"late\"] }\nwindow = { school_year = true }\nwhen = { at_least = 3 "
    "}\n");

std::string test(const std::string& days, const std::string& fires, const std::string& more = {}) {
  return "\n[[test]]\nrule = \"r\"\nname = \"t\"\ndays = " + days + "\nfires = " + fires + "\n" + more + "\n";
}

std::set<std::string> slots_of(const std::string& text) {
  std::set<std::string> slots;
  each_mutant(book_of(text).rules()[0], [&](const RuleMutant& m) { slots.insert(m.slot); });
  return slots;
}

bool survives(const MutationReport& report, const std::string& slot, const std::string& becomes) {
  for (const SurvivingMutant& m : report.survivors)
    if (m.slot == slot && m.becomes == becomes) return true;
  return false;
}

}  // namespace

TEST_CASE("without a test every mutant survives, with its place") {
  const MutationReport report = mutate_rules(book_of(late));
  CHECK(report.killed == 0);
  CHECK(report.made > 10);
  REQUIRE(report.survivors.size() == report.made);
  CHECK(report.survivors.front().place.file == "test.toml");
  CHECK(report.survivors.front().place.line == 1);
}

TEST_CASE("a test kills exactly the mutants that it sees") {
  const MutationReport report =
      mutate_rules(book_of(late + test("[\"2026-09-07..2026-09-09 late 1 5m\"]", "[2026-09-09]")));
  CHECK_FALSE(survives(report, "when.at_least", "2"));
  CHECK_FALSE(survives(report, "when.at_least", "4"));
  CHECK(survives(report, "count.kind", "sick, late"));
  CHECK(survives(report, "then.severity", "notice"));
  const MutationReport more = mutate_rules(
      book_of(late + test("[\"2026-09-07..2026-09-08 late 1 5m\", \"2026-09-09 sick\"]", "[]") +
              test("[\"2026-09-07..2026-09-09 late 1 5m\"]", "[2026-09-09]", "severity = \"should\"")));
  CHECK_FALSE(survives(more, "count.kind", "sick, late"));
  CHECK_FALSE(survives(more, "then.severity", "notice"));
}

TEST_CASE("mutants of a test that fails prove nothing") {
  CHECK_THROWS_AS(mutate_rules(book_of(late + test("[\"2026-09-07 late 1 5m\"]", "[2026-09-07]"))), Error);
}

TEST_CASE("what makes no difference can be declared, and nothing else") {
  const std::string declared =
      "\n[[equivalent]]\nrule = \"r\"\nslot = \"when.at_least\"\nwas = \"3\"\nbecomes = \"4\"\nwhy = \"for "
      "the test\"\n";
  const MutationReport report = mutate_rules(book_of(late + declared));
  CHECK(report.equivalent == 1);
  CHECK_FALSE(survives(report, "when.at_least", "4"));
  CHECK(report.idle.empty());
  const MutationReport idle =
      mutate_rules(book_of(late + declared + test("[\"2026-09-07..2026-09-09 late 1 5m\"]", "[2026-09-09]")));
  REQUIRE(idle.idle.size() == 1);
  CHECK(idle.idle.front().becomes == "4");
}

TEST_CASE("every slot of the language is changed") {
  const std::string values = "[value]\nn = [{ from = 2026-08-01, is = 3 }, { from = 2027-01-01, is = 4 }]\n";
  const std::set<std::string> wide = slots_of(
      values +
      rule("who = { duty = [\"leerplichtig\"], sector = [\"vo\"], school = [\"99XA\"], level = [\"vwo\"], "
           "group = [\"a\"], "
           "age = \"12..18\" }\ncount = { of = \"days\", kind = [\"sick\"], where = { lesson = \"first\", "
           "beside_holiday = "
           "2, weekday = [1, 5], whole_day = false, mark = [\"luxe\"], minutes = { at_least = 5, below = 20 "
           "}, "
           "share_of_day = { at_least = 0.2, below = 0.5 } } }\nwindow = { days = 20 }\nwhen = { at_least = "
           "\"$n\", below = 9, "
           "share_of_days = 0.25 }\nvalid_until = 2027-07-30\n",
           "severity = \"must\", step = \"melding\", melding = \"overig\", within = { working_days = 5 }"));
  for (const char* slot : {"valid_from",
                           "valid_until",
                           "who.duty",
                           "who.sector",
                           "who.school",
                           "who.level",
                           "who.group",
                           "who.age",
                           "who.exempt",
                           "who.all_schools",
                           "count.of",
                           "count.kind",
                           "count.where.lesson",
                           "count.where.beside_holiday",
                           "count.where.weekday",
                           "count.where.whole_day",
                           "count.where.mark",
                           "count.where.minutes.at_least",
                           "count.where.minutes.below",
                           "count.where.share_of_day.at_least",
                           "count.where.share_of_day.below",
                           "window.days",
                           "window",
                           "when.at_least",
                           "when.at_least $n",
                           "when.below",
                           "when.share_of_days",
                           "again",
                           "then.severity",
                           "then.step",
                           "then.melding",
                           "then.within"}) {
    INFO(slot);
    CHECK(wide.contains(slot));
  }
  const auto contains = [](const std::string& slots, std::initializer_list<const char*> wanted) {
    const std::set<std::string> made = slots_of(rule(slots));
    for (const char* slot : wanted) {
      INFO(slot);
      CHECK(made.contains(slot));
    }
  };
  contains(
      "count = { of = \"run_days\", kind = [\"sick\"] }\nwindow = { run = { unit = \"days\" } }\nwhen = { "
      "at_least = 28 }\n",
      {"window.run.unit", "window.run.holidays"});
  contains(
      "count = { of = \"hours\", kind = [\"sick\"] }\nwindow = { first = { school_weeks = 6, of = \"stay\" } "
      "}\nwhen = { "
      "more_than = 6 }\n",
      {"window.first", "window.first.of", "when.at_least"});
  contains(
      "count = { of = \"hours\", kind = [\"sick\"] }\nwindow = { calendar_week = true }\nwhen = { at_least = "
      "6 }\nagain = { "
      "restart = \"day_after\", not_within_days = 7 }\n",
      {"window", "again.not_within_days"});
  contains(
      "count = { of = \"hours\", kind = [\"sick\"] }\nwindow = { calendar_month = true }\nwhen = { at_least "
      "= 6 }\nagain = { "
      "every = 6 }\n",
      {"again.every"});
  contains(
      "count = { of = \"hours\", kind = [\"sick\"] }\nwindow = { school_days = 20 }\nwhen = { at_least = 6 "
      "}\nagain = { fresh "
      "= 6 }\n",
      {"again.fresh", "window.school_days"});
  contains(
      "count = { of = \"lessons\", kind = [\"sick\"] }\nwindow = { school_weeks = 4 }\nwhen = { concentrated "
      "= { by = "
      "\"subject\", at_least = 3, of_scheduled = 0.3, p_below = 0.01, rest_below = 0.2 } }\n",
      {"when.concentrated.by", "when.concentrated.at_least", "when.concentrated.of_scheduled",
       "when.concentrated.p_below", "when.concentrated.rest_below"});
  contains(
      "count = { of = \"days\", kind = [\"sick\"] }\nwindow = { school_weeks = 4 }\nwhen = { concentrated = "
      "{ by = "
      "\"weekday\", together = [1, 5], at_least = 3 } }\n",
      {"when.concentrated.together"});
  contains(
      "count = { of = \"rate\", kind = [\"sick\"], min_school_days = 20 }\nwindow = { school_weeks = 12 "
      "}\nwhen = { rising = "
      "{ blocks = 3, at_least = 0.1, ratio = 1.5 } }\n",
      {"when.rising.blocks", "when.rising.at_least", "when.rising.ratio", "window.school_weeks",
       "count.min_school_days"});
  contains(
      "count = { of = \"rate\", kind = [\"sick\"] }\nwindow = { school_weeks = 12 }\nwhen = { rising = { "
      "last = 4, at_least "
      "= 0.1, ratio = 1.5 } }\n",
      {"when.rising.last"});
  contains(
      "window = { school_weeks = 4 }\nwhen = { mix = [{ of = \"spells\", kind = [\"sick\"], at_least = 1 }, "
      "{ of = "
      "\"records\", kind = [\"late\"], at_least = 3 }] }\n",
      {"when.mix[1]", "when.mix[2].at_least", "when.mix[2].of", "when.mix[2].kind"});
}

TEST_CASE("a bound of a version moves past a school day, and its neighbour with it") {
  const std::string two =
      late.substr(0, late.size()) + "valid_until = 2026-12-31\n" +
      rule(
          "count = { of = \"records\", kind = [\"late\"] }\nwindow = { school_year = true }\nwhen = { "
          "at_least = 4 }\n")
          .replace(rule("").find("2026-08-01"), 10, "2027-01-01");
  std::set<std::string> starts;
  each_mutant(book_of(two).rules()[0], [&](const RuleMutant& m) {
    if (m.slot != "valid_from" || m.which != 1) return;
    starts.insert(m.becomes);
    CHECK(m.versions[0].until + 1 == m.versions[1].start);
  });
  // The Christmas holidays lie on both sides.
  CHECK(starts == std::set<std::string>{"2026-12-18", "2027-01-05"});
}

TEST_CASE("a bound that no shipped calendar reaches is left alone") {
  std::string text = late;
  text.replace(text.find("2026-08-01"), 10, "2015-08-01");
  CHECK_FALSE(slots_of(text).contains("valid_from"));
}

TEST_CASE("no mutant is one that the language would refuse") {
  Rulebook book = Rulebook::shipped({level_names.begin(), level_names.end()});
  book.finish();
  std::size_t made = 0;
  for (const auto& versions : book.rules())
    each_mutant(versions, [&](const RuleMutant& m) {
      ++made;
      const Rule& rule = m.versions[m.which];
      CHECK(m.was != m.becomes);
      CHECK(rule.start <= rule.until);
      for (std::size_t i = 1; i < rule.when.at_least.size(); ++i)
        CHECK(rule.when.at_least[i - 1].steps.back().second < rule.when.at_least[i].steps.back().second);
      const bool counts = rule.count.kinds != 0 || rule.count.of == Measure::concerns;
      CHECK(counts);
    });
  CHECK(made > 1000);
}
