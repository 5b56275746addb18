// SPDX-License-Identifier: EUPL-1.2
// Rules as data: one sentence in six slots (who, count, window, when, again, then), with its level, its
// source and the days on which each version is in force. A file with one fault refuses the whole set.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/error.hpp"
#include "verzuim/pupil.hpp"

namespace verzuim {

enum class Level : std::uint8_t { law, national, region, school, research, proposed };
inline constexpr std::array<std::string_view, 6> level_names = {"law",    "national", "region",
                                                                "school", "research", "proposed"};
enum class Severity : std::uint8_t { must, should, notice };
inline constexpr std::array<std::string_view, 3> severity_names = {"must", "should", "notice"};
enum class Measure : std::uint8_t { hours, lessons, records, days, spells, run_days, rate, concerns };
inline constexpr std::array<std::string_view, 8> measure_names = {
    "hours", "lessons", "records", "days", "spells", "run_days", "rate", "concerns"};

/// Where a norm comes from.
struct Basis {
  std::string text, url;
  Date checked;        ///< the day on which the source was last read
  std::string says;    ///< the norm in our own Dutch words
  std::string unsure;  ///< what is not certain about it; empty when nothing is
};

/// A number of a rule: fixed, or dated values of which the one of the trigger day holds. Units: millionths.
struct Quantity {
  std::vector<std::pair<Date, std::int64_t>> steps;
  std::string name;  ///< of the dated value; empty for a fixed number
  /// Nothing before the first value.
  std::optional<std::int64_t> on(Date date) const;
  bool operator==(const Quantity&) const = default;
};

struct Who {
  std::vector<Duty> duty;
  std::vector<Sector> sector;
  std::vector<std::string> school, level, group;
  std::optional<std::pair<Quantity, Quantity>> age;  ///< from, and the age that is out
  bool exempt = false;
  bool all_schools = false;
  bool operator==(const Who&) const = default;
};

/// What a share or a number of minutes must lie between, where one is given. Units: millionths.
struct Bounds {
  std::optional<std::int64_t> at_least, below;
  bool any() const { return at_least || below; }
  /// Does the fraction `part` / `whole` lie between them? Requires: whole > 0.
  bool hold(std::int64_t part, std::int64_t whole) const {
    constexpr std::int64_t million = 1000000;
    return (!at_least || part * million >= *at_least * whole) && (!below || part * million < *below * whole);
  }
  bool operator==(const Bounds&) const = default;
};

struct Where {
  bool first_lesson = false;
  std::vector<int> lesson;            ///< numbers; a whole day is none of them
  std::optional<int> beside_holiday;  ///< school days
  std::vector<int> weekday;
  std::optional<bool> whole_day;
  std::vector<std::uint8_t> mark;
  Bounds minutes;       ///< of the record
  Bounds share_of_day;  ///< of the scheduled minutes, by all records of the day that pass the rest
  bool any() const {
    return first_lesson || !lesson.empty() || beside_holiday || !weekday.empty() || whole_day ||
           !mark.empty() || minutes.any() || share_of_day.any();
  }
  bool operator==(const Where&) const = default;
};

struct Count {
  Measure of = Measure::hours;
  KindSet kinds = 0;
  Where where;
  int min_school_days = 0;
  bool operator==(const Count&) const = default;
};

enum class WindowKind : std::uint8_t {
  school_weeks,
  school_days,
  school_year,
  days,
  calendar_month,
  run,
  calendar_week,
  first  ///< the first school weeks of a stay or of a school year
};
/// What a window of first weeks begins with.
enum class FirstOf : std::uint8_t { stay, school_year };
enum class RunUnit : std::uint8_t { days, school_days, months };
enum class RunHolidays : std::uint8_t { count, skip, undecided };

struct Window {
  WindowKind kind = WindowKind::school_year;
  int length = 0;  ///< school weeks, school days or days
  RunUnit unit = RunUnit::days;
  RunHolidays holidays = RunHolidays::count;
  FirstOf first_of = FirstOf::stay;
  bool operator==(const Window&) const = default;
};

/// Absence that gathers in one subject or weekday, tested against chance (hypergeometric upper tail).
struct Concentrated {
  bool by_weekday = false;
  std::vector<int> together;  ///< weekdays that are one group, in order; empty: each is its own
  int at_least = 0;
  std::int64_t of_scheduled = 0, rest_below = 1000000;  ///< millionths
  double p_below = 1;
  bool operator==(const Concentrated&) const = default;
};

/// A rate that rises over equal blocks of the window, or from the rest of it to its last school weeks.
struct Rising {
  int blocks = 0;
  int last = 0;                          ///< school weeks; 0 for equal blocks
  std::int64_t at_least = 0, ratio = 0;  ///< millionths
  bool operator==(const Rising&) const = default;
};

struct MixPart {
  Measure of = Measure::records;
  KindSet kinds = 0;
  Quantity at_least;
  bool operator==(const MixPart&) const = default;
};

struct When {
  std::vector<Quantity> at_least;  ///< one, or rising rungs
  bool more_than = false;          ///< equal is not enough
  std::int64_t share_of_days = 0;  ///< of the enrolled school days of the window. Units: millionths
  std::optional<Quantity> below;
  std::optional<Concentrated> concentrated;
  std::optional<Rising> rising;
  std::vector<MixPart> mix;
  bool operator==(const When&) const = default;
};

struct Again {
  bool restart = false;  ///< what was counted up to and including the signal never counts again
  int not_within_days = 0;
  int every = 0;
  int fresh = 0;
  bool operator==(const Again&) const = default;
};

enum class TermUnit : std::uint8_t { working_days, school_days, days };
struct Term {
  int n = 0;
  TermUnit unit = TermUnit::working_days;
};

struct Then {
  std::vector<Severity> severity;  ///< one, or one for each rung; so the others
  std::vector<std::string> step, melding;
  std::vector<Term> within;
};

/// One version of a rule.
struct Rule {
  std::string id, title;
  Level level = Level::law;
  Basis basis;
  Date start;                  ///< `valid_from` or `seen_from`
  bool start_is_seen = false;  ///< the first day in force is not established
  Date until = open_end;       ///< last day in force, filled in from the next version too
  Who who;
  Count count;
  Window window;
  When when;
  Again again;
  Then then;
  std::vector<std::string> unsaid;
  bool replaces = false;
  bool ours = false;  ///< shipped with the program
  Place place;

  /// Says the same of the same pupils: who, count, window, when and again.
  bool same_norm(const Rule& other) const {
    return who == other.who && count == other.count && window == other.window && when == other.when &&
           again == other.again;
  }
};

/// A test that stands beside a rule, as it was written; `run_rule_tests` gives it its meaning. One that was
/// written for several sectors or birth dates is one test for each.
struct RuleTest {
  std::string rule, name;
  std::optional<Date> born;
  std::string sector = "vo", region = "Noord", school = "99XA", group, level;
  int weekly_minutes = 1600, lesson_minutes = 50;
  std::vector<std::string> enrolments = {"2000-01-01.."};
  std::vector<std::string> diplomas, exemptions, timetable, calendar, days, concerns;
  std::optional<Date> on;
  std::vector<Date> fires;
  /// What each signal says, or one value for all of them; empty: not tested.
  std::vector<std::string> counts, counted_from, due, version, severity, step, melding;
  bool undecided = false;
  Place place;
};

/// A change to a rule that makes no difference, whatever its tests: why stands beside it.
struct EquivalentMutant {
  std::string rule, slot, was, becomes, why;
  Place place;
};

/// A dated value as its file declares it.
struct DeclaredValue {
  std::string name;
  Place place;
  bool used = false;  ///< some rule of the file names it
};

/// The numbers of a rule that can have dated values, whatever slot they stand in.
VERZUIM_EXPORT std::vector<const Quantity*> quantities(const Rule& rule);

/// A file of rules as it was added.
struct RuleFile {
  std::string name, text;
  bool ours = false;  ///< shipped with the program
};

/// A checked set of rules: of each id the versions in order, no two of them in force together.
class VERZUIM_EXPORT Rulebook {
 public:
  /// The shipped books named, for example {"law", "national"}. Throws: Error (config) for a name that is no
  /// book.
  static Rulebook shipped(const std::vector<std::string>& books);
  /// A book of these rules alone: of each id its versions in order. It has no tests.
  static Rulebook of(std::vector<std::vector<Rule>> rules);

  /// Adds the rules of one file. `ours` marks a shipped file: a rule of a user that bears the id of a shipped
  /// one needs `replaces = true`. Throws: Error (config) with the place of the first fault; then the book
  /// must not be used.
  void add(std::string_view text, const std::string& name, bool ours = false);
  /// Orders and checks the versions. To be called once, after the last `add`. Throws: Error (config).
  void finish();

  /// By id, then by start.
  const std::vector<std::vector<Rule>>& rules() const { return rules_; }
  const std::vector<RuleTest>& tests() const { return tests_; }
  const std::vector<DeclaredValue>& values() const { return values_; }
  const std::vector<EquivalentMutant>& equivalents() const { return equivalents_; }
  /// The versions of one rule; null when there is none of that id.
  const std::vector<Rule>* find(std::string_view id) const;
  /// Everything that was added, in order: adding the same again makes the same rulebook.
  const std::vector<RuleFile>& files() const { return files_; }
  /// A fingerprint of everything that was added, in order.
  std::string hash() const;

 private:
  void order_versions(std::vector<Rule>& versions);

  std::vector<std::vector<Rule>> rules_;
  std::vector<RuleTest> tests_;
  std::vector<DeclaredValue> values_;
  std::vector<EquivalentMutant> equivalents_;
  std::vector<Rule> loose_;
  std::vector<RuleFile> files_;
};

}  // namespace verzuim
