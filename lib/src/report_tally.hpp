// SPDX-License-Identifier: EUPL-1.2
// What is counted for each gemeente, school or region while pupils come by, each with its signals and
// dossiers.
#pragma once
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "report_absence.hpp"
#include "report_case.hpp"
#include "report_classes.hpp"
#include "report_days.hpp"
#include "report_subjects.hpp"
#include "verzuim/report_count.hpp"

namespace verzuim {

inline constexpr std::size_t sector_count = sector_names.size();
inline constexpr std::size_t melding_kind_count = melding_names.size();

/// What came of a signal that must be acted on.
enum class Timely : std::size_t { on_time, late, not_due, overdue, unknown };
inline constexpr std::array<std::string_view, 5> timely_names = {"on_time", "late", "not_due", "overdue",
                                                                 "unknown"};

/// A signal as it is counted.
struct NotedSignal {
  std::string id, school;
  std::size_t rule = 0;  ///< its place in the rule book
  Date reached_on;
  std::optional<Date> due_on;
  std::string step;
  bool must = false;
  Timely timely = Timely::unknown;
  std::optional<Date> acted_on;
};

/// What came in about a pupil before the pupil did.
struct PupilNotes {
  std::vector<NotedSignal> signals;
  std::vector<CaseFacts> cases;
};

/// Time that was scheduled, and what was missed of it. Units: fifths of a minute.
struct TimeSpent {
  Amount possible;
  std::array<Amount, kind_count> missed{};
  Amount open, all;  ///< missed: the kinds that a gemeente may see, and all
};

/// What is told of any part of the young people: a sector, an age, a school or a group.
struct Slice {
  Amount pupils, counted;  ///< counted: of whom the scheduled time is known
  TimeSpent time;
  Amounts hours = Amounts(report_classes().hours.size() + 3);
  std::array<Amount, melding_kind_count> meldingen{};
  Amount melded;  ///< meldingen of any kind
};

/// Days until something was done, of which some were not done yet.
struct Waiting {
  std::vector<int> days;  ///< of what was done, where the day is known. Units: working days
  std::int64_t people = 0, done = 0, in_term = 0, open = 0;
};

/// How many waited for so many school days, by class: until it was done, or until nobody looked any further.
struct WaitingDays {
  std::vector<std::int64_t> done = std::vector<std::int64_t>(report_classes().days.size() + 1);
  std::vector<std::int64_t> lost = std::vector<std::int64_t>(report_classes().days.size() + 1);
};

/// Dossiers by what became of them.
struct Solved {
  std::array<Amount, 5> by{};       ///< at the mentor, later at school, gemeente has a part, otherwise, open
  std::array<Amount, 3> sixteen{};  ///< solved below it, still below it, reached
  Amount talked, before_possible, before_missed, after_possible, after_missed;
  Waiting talk;
};

/// Meldingen of an earlier school year, of whoever was of the scope then.
struct YearMeldingen {
  std::array<Amount, melding_kind_count> by_kind{};
  Amount all;
};

/// All that is counted for one of them in one period.
struct ScopeTally {
  std::array<Slice, sector_count> sectors;
  std::vector<Slice> ages = std::vector<Slice>(report_classes().ages.size() + 2);
  std::map<std::string, Slice> places;  ///< schools; of a school its groups
  std::array<Amounts, sector_count> duty, late, unexplained, bands;
  Amounts fine_bands;
  std::array<Amount, sector_count> enrolments{};
  std::array<TimeSpent, month_count> by_month;
  DayCounts by_day;
  SubjectCounts by_subject;  ///< of a school
  std::array<std::array<Amount, lesson_count>, weekday_count> grid{};
  std::set<std::string> schools;
  Amount undecided;

  std::map<std::size_t, Amount> signals, much;  ///< by rule; of whom also much absence
  std::map<std::size_t, std::array<Amount, timely_names.size()>> timely;
  std::map<std::size_t, std::array<Amount, 4>> sickness;  ///< by rule: talked, asked, held, advice
  Amount signalled;                                       ///< who has any signal

  std::map<std::pair<std::string, std::string>, std::array<Amount, 2>> dossiers;
  Amount dossiers_open, orphans;
  std::map<std::string, std::array<Amount, melding_kind_count>> outcomes;
  std::map<std::string, Amount> routes, measures;
  std::map<std::string, std::array<Amount, 2>> lasting;  ///< long absence: open at the start, new
  std::map<std::string, std::array<Amount, 2>> exemptions;
  std::array<Waiting, 3> waiting;  ///< contact, talk, melding
  WaitingDays contact_days;
  std::array<Solved, sector_count> solved;
  std::array<std::map<std::string, Amount>, sector_count> telling;
  std::map<int, YearMeldingen> years;  ///< by how many school years ago, from 1

  ScopeTally();
};

struct Reports::Parts {
  const Setting& setting;
  const Rulebook& rules;
  ReportHead head;
  std::string only;
  Schedule schedule{setting};
  std::vector<KindSet> rule_kinds = {};
  std::unordered_map<std::string, PupilNotes> notes = {};
  std::map<std::string, std::array<ScopeTally, 2>, std::less<>> tallies = {};  ///< now, before
  std::map<std::string, Date, std::less<>> last_record = {};  ///< by school (four characters)
  std::int64_t without_gemeente = 0;
  std::vector<Period> years = {};             ///< earlier school years, the last one first
  std::optional<Date> first_dossier_on = {};  ///< before it nothing is known of meldingen

  /// True when dossiers were kept at any time in `period`.
  bool knows_dossiers(const Period& period) const {
    return first_dossier_on && *first_dossier_on <= period.until;
  }
  void count_years(const PupilFacts& facts, const PupilNotes& noted);

  bool may_tell(std::size_t rule) const;
  KindSet kinds() const;
  const Period& period(std::size_t when) const { return when == 0 ? head.period : *head.before; }

  /// A school that sends anything is not silent, whoever it is about.
  void note_schools(const PupilFacts& facts);
  /// True when nothing came from a school in its last school weeks up to the end of the period.
  bool silent(const std::string& school) const;
  std::string code_of(const Enrolment& enrolment, Date until) const;

  void count(ScopeTally& tally, const PupilFacts& facts, const PupilNotes& notes, std::size_t when);
  void count_schools(const PupilFacts& facts, const PupilNotes& notes, std::size_t when);
};

/// A pupil while being counted: what was found of the pupil so far.
struct Counted {
  const PupilFacts& facts;
  const PupilNotes& notes;
  const Period& period;
  const Enrolment& main;
  std::size_t sector = 0, when = 0;
  Duty duty = Duty::not_known;
  std::optional<Date> born = {};
  std::vector<SchoolAbsence> absence = {};
  Scheduled possible = {};
  bool much = false;                ///< missed a large share
  std::vector<Slice*> slices = {};  ///< of sector, age and place
};

/// The enrolment that speaks for a pupil: the latest begun that covers the end of the period, else the last
/// one to end; null when none is in it.
const Enrolment* main_enrolment(const PupilFacts& facts, const Period& period);

void count_absence(const Reports::Parts& parts, ScopeTally& tally, Counted& pupil);
void count_signals(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil);
void count_cases(Reports::Parts& parts, ScopeTally& tally, const Counted& pupil);
/// How long one dossier waited for a contact and for a talk; and the pupil's signals for a melding.
void count_waiting(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil,
                   const CaseFacts& one);
void count_melding_wait(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil);
/// What prevention brought: how dossiers ended, and the absence before and after the first talk.
void count_prevention(Reports::Parts& parts, ScopeTally& tally, const Counted& pupil);
/// So many school years before `period`, the last one first; none unless it is one school year or its start.
std::vector<Period> school_years_before(const Period& period, int count);
/// `2025-2026` for the school year that begins on `from`.
std::string school_year_text(Date from);
/// Working days after `from` up to `until`.
int working_days(const Calendar& calendar, Date from, Date until);

}  // namespace verzuim
