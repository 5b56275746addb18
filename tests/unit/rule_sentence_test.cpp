// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_sentence.hpp"

#include <doctest/doctest.h>

#include <regex>

#include "verzuim/ladder.hpp"

using namespace verzuim;

namespace {

std::vector<StepName> shipped_steps() {
  std::vector<StepName> names;
  const LadderSet ladders = LadderSet::shipped();
  for (const Ladder& ladder : ladders.ladders())
    for (const LadderStep& step : ladder.steps)
      names.push_back({step.id, step.title, step.role.fixed, std::string(role_label(step.role.fixed))});
  return names;
}

/// What makes a sentence unfit for a protocol; empty when nothing does.
std::string fault_of(const Rule& rule, const std::string& text) {
  if (text.size() < 60) return "it says nothing";
  if (text.find("  ") != std::string::npos) return "two spaces";
  if (text.find(" ,") != std::string::npos || text.find(",,") != std::string::npos ||
      text.find("..") != std::string::npos)
    return "a stray mark";
  if (text.find('_') != std::string::npos || text.find('$') != std::string::npos ||
      text.find('{') != std::string::npos)
    return "a word of the language";
  // The source is in the words of the rule file.
  const std::string own = std::regex_replace(text, std::regex("(Bron|Source): .*"), "");
  if (std::regex_search(own, std::regex("[0-9]{5}"))) return "a raw number";
  if (rule.id.find('-') != std::string::npos && own.find(rule.id) != std::string::npos) return "an id";
  if (text.back() != '.') return "no end";
  return {};
}

void check_both(const Rule& rule) {
  static const std::vector<StepName> steps = shipped_steps();
  for (Tongue tongue : {Tongue::nl, Tongue::en}) {
    const std::string text = rule_sentence(rule, tongue, steps);
    INFO(rule.id << ": " << text);
    CHECK(fault_of(rule, text) == "");
  }
}

/// The Dutch or English sentences of a rule with these slots.
std::string said(const std::string& slots, Tongue tongue = Tongue::nl,
                 const std::string& then = "then = { severity = \"should\", step = \"mentorgesprek\" }\n",
                 const std::string& values = {}) {
  Rulebook book;
  book.add(values +
               "[[rule]]\nid = \"r-1\"\nlevel = \"school\"\nvalid_from = 2026-08-01\nbasis = { text = "
               "\"Protocol\" }\n" +
               then + slots + "\n",
           "test.toml");
  book.finish();
  const Rule& rule = book.rules()[0][0];
  check_both(rule);
  return rule_sentence(rule, tongue, shipped_steps());
}

bool has(const std::string& text, const char* part) {
  INFO(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

const std::string hours = "count = { of = \"hours\", kind = [\"unauthorised\"] }\nwhen = { at_least = 16 }\n";
const std::string weeks = "window = { school_weeks = 4 }\n";

}  // namespace

TEST_CASE("every shipped rule can be said in Dutch and in English") {
  Rulebook book = Rulebook::shipped({level_names.begin(), level_names.end()});
  book.finish();
  for (const auto& versions : book.rules())
    for (const Rule& rule : versions) check_both(rule);
}

TEST_CASE("a sentence says when, what, how soon, again and for whom") {
  Rulebook book = Rulebook::shipped({"law"});
  book.finish();
  const std::string text = rule_sentence(book.find("lpw16")->front(), Tongue::nl, shipped_steps());
  has(text,
      "Als een leerling of student in vier lesweken samen 16 uur of meer ongeoorloofd afwezig is, dan meldt "
      "de "
      "school dit als 16-uursverzuim in het verzuimregister van DUO, binnen vijf werkdagen. ");
  has(text, "Daarna begint het tellen de dag erna opnieuw. ");
  has(text, "die leerplichtig of kwalificatieplichtig zijn. ");
  has(text, "Dit is een wettelijke plicht. Bron: Leerplichtwet 1969");
}

TEST_CASE("every window has its words") {
  has(said(hours + "window = { school_weeks = 1 }"), "in één lesweek");
  has(said(hours + "window = { school_days = 20 }"), "in 20 schooldagen");
  has(said(hours + "window = { school_year = true }"), "in een schooljaar");
  has(said(hours + "window = { days = 7 }"), "in zeven dagen");
  has(said(hours + "window = { calendar_month = true }"), "in een kalendermaand");
  has(said(hours + "window = { calendar_week = true }"), "in een week van maandag tot en met zondag");
  has(said(hours + "window = { first = { school_weeks = 6, of = \"stay\" } }"),
      "in de eerste zes lesweken op deze school");
  has(said(hours + "window = { first = { school_weeks = 1, of = \"school_year\" } }"),
      "in de eerste lesweek van het schooljaar");
}

TEST_CASE("every measure has its words") {
  const auto count = [](const std::string& of, const std::string& when) {
    return said("count = { of = \"" + of + "\", kind = [\"sick\"] }\n" + weeks + "when = { " + when + " }");
  };
  has(count("hours", "more_than = 6"), "samen meer dan 6 uur ziek is");
  has(count("lessons", "at_least = 3"), "samen 3 lessen of meer ziek is");
  has(count("records", "at_least = 5, below = 9"), "5 keer of vaker, maar minder dan 9 keer, ziek is");
  has(count("days", "at_least = 4, share_of_days = 0.25"),
      "op 4 schooldagen of meer ziek is, en dat op 25% of meer van de schooldagen in die tijd");
  has(count("spells", "at_least = 1"), "één keer ziek is");
  has(count("rate", "at_least = 0.125"), "12,5% of meer van de lestijd ziek is");
  has(said("count = { of = \"concerns\" }\n" + weeks + "when = { at_least = 3 }"),
      "Als in vier lesweken over een leerling of student 3 zorgen of meer is gemeld");
}

TEST_CASE("every kind of run has its words") {
  const auto run = [](const std::string& unit, const std::string& holidays, const std::string& n) {
    return said("count = { of = \"run_days\", kind = [\"unauthorised\"] }\nwindow = { run = { unit = \"" +
                unit + "\", holidays = \"" + holidays + "\" } }\nwhen = { at_least = " + n + " }");
  };
  has(run("school_days", "count", "1"), "één schooldag of langer achter elkaar");
  has(run("days", "skip", "28"), "vakantieweken niet");
  has(run("months", "undecided", "2"), "2 maanden of langer achter elkaar");
  has(run("months", "undecided", "2"), "beslist een mens");
}

TEST_CASE("every pattern has its words") {
  has(said("count = { of = \"lessons\", kind = [\"unauthorised\"] }\n" + weeks +
           "when = { concentrated = { by = \"subject\", at_least = 3, of_scheduled = 0.3, p_below = 0.01, "
           "rest_below = "
           "0.1 } }"),
      "drie lessen of meer van hetzelfde vak mist, en dat 30% of meer van de lessen van dat vak is, en van "
      "de andere "
      "lessen minder dan 10%, en de kans dat dit toeval is kleiner is dan 1%");
  has(said("count = { of = \"days\", kind = [\"unauthorised\"] }\n" + weeks +
           "when = { concentrated = { by = \"weekday\", together = [1, 5], at_least = 4 } }"),
      "op een maandag of vrijdag vier keer of vaker");
  const std::string rate = "count = { of = \"rate\", kind = [\"sick\"], min_school_days = 20 }\n";
  has(said(rate +
           "window = { school_weeks = 12 }\nwhen = { rising = { blocks = 3, at_least = 0.1, ratio = 1.5 } }"),
      "1,5 keer zo veel als in het eerste blok");
  has(said(rate +
           "window = { school_weeks = 12 }\nwhen = { rising = { last = 4, at_least = 0.05, ratio = 2 } }"),
      "in de laatste vier lesweken daarvan 5% of meer");
  has(said(weeks +
           "when = { mix = [{ of = \"spells\", kind = [\"sick\"], at_least = 1 }, { of = \"concerns\", "
           "at_least = 2 }] }"),
      "één keer ziek is en aanleiding geeft tot 2 zorgen of meer");
}

TEST_CASE("every filter has its words") {
  const auto where = [](const std::string& filter) {
    return said("count = { of = \"records\", kind = [\"unauthorised\"], where = { " + filter + " } }\n" +
                weeks + "when = { at_least = 3 }");
  };
  has(where("lesson = \"first\""), "eerste lesuur");
  has(where("beside_holiday = 2"), "de laatste twee schooldagen voor en de eerste twee schooldagen na");
  has(where("lesson = [6, 7]"), "Alleen de lesuren 6 en 7 tellen mee.");
  has(where("lesson = [8]"), "Alleen lesuur 8 telt mee.");
  has(where("weekday = 5"), "Alleen afwezigheid op vrijdag telt mee.");
  has(where("whole_day = true"), "Alleen hele dagen tellen mee.");
  has(where("mark = [\"luxe\", \"beroep\"]"), "luxeverzuim of het werk van de ouders");
  has(where("minutes = { at_least = 5, below = 16 }"), "van 5 minuten of meer, maar minder dan 16 minuten,");
  has(where("share_of_day = { below = 0.5 }"), "minder dan 50% van de lestijd");
}

TEST_CASE("every way to fire again has its words") {
  const auto again = [](const std::string& how) { return said(hours + weeks + "again = { " + how + " }"); };
  has(again("restart = \"day_after\", not_within_days = 28"), "niet eerder dan 28 dagen later");
  has(again("every = 1"), "bij elk volgend uur opnieuw");
  has(again("every = 4"), "opnieuw bij 8, 12, 16 uur en zo verder");
  has(again("fresh = 4"), "na nog eens vier uur");
  has(said(hours + weeks), "Het gebeurt één keer per schooljaar.");
}

TEST_CASE("rungs are said one by one, with what each asks") {
  const std::string text = said(
      "count = { of = \"records\", kind = [\"late\"] }\nwindow = { school_year = true }\nwhen = { at_least = "
      "[5, 9] }",
      Tongue::nl,
      "then = { severity = [\"notice\", \"should\"], step = [\"contact\", \"\"], within = [{ days = 0 }, { "
      "school_days = 1 }] }\n");
  has(text, "5 keer of vaker te laat is, dan neemt de mentor contact op");
  has(text,
      "nog dezelfde dag. Bij 9 keer of vaker is dat een signaal voor de school, binnen één schooldag. Elke "
      "grens");
  has(text, "Bij de lagere grenzen is het een attendering");
}

TEST_CASE("who it is for is said in full") {
  const std::string text = said(
      "who = { duty = [\"doorstroom\", \"leerplichtig\", \"none\"], sector = [\"mbo\"], school = [\"99XA\"], "
      "level = "
      "[\"4\"], group = [\"b1\"], age = \"16..$tot\", exempt = true, all_schools = true }\n" +
          hours + weeks,
      Tongue::nl, "then = { severity = \"must\" }\n",
      "[value]\ntot = [{ from = 2026-08-01, is = 23 }, { from = 2027-01-01, is = 27 }]\n");
  has(text, "Als een student");
  has(text,
      "studenten van 16 tot 23 (vanaf 1 januari 2027: 27) jaar in het mbo op school 99XA van niveau 4 in "
      "groep b1 "
      "die leerplichtig zijn, ");
  has(text, "alleen voor wie een vrijstelling heeft");
  has(text, "op alle scholen");
}

TEST_CASE("a step of a ladder of one's own is called by its title") {
  Rulebook book;
  book.add("[[rule]]\nid = \"r\"\nvalid_from = 2026-08-01\n" + hours + weeks +
               "then = { severity = \"should\", step = \"huisbezoek\" }\n",
           "test.toml");
  book.finish();
  const std::vector<StepName> steps = {{"huisbezoek", "Bezoek aan huis", "mentor", "mentor"}};
  has(rule_sentence(book.rules()[0][0], Tongue::nl, steps), "volgt de stap ‘Bezoek aan huis’");
  has(rule_sentence(book.rules()[0][0], Tongue::en, steps), "the step ‘Bezoek aan huis’ follows");
}

TEST_CASE("the English sentence says the same") {
  has(said(hours + weeks + "again = { restart = \"day_after\" }", Tongue::en),
      "If a pupil or student, within four school weeks, is absent without leave for 16 hours or more in all, "
      "then the "
      "mentor talks with the pupil or student. Weeks of holiday are no school weeks. Counting then starts "
      "anew");
}
