// SPDX-License-Identifier: EUPL-1.2
// Why a signal is there, or is not: the rule with its source, every record that was counted with its file and
// line, every record that was not with the reason, and what would change it. One value, which is written as
// text for people and as TOML for programs; neither says what the other does not.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/dossier_view.hpp"
#include "verzuim/report_writing.hpp"
#include "verzuim/rulebook.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

/// Why a record does not count for a signal.
enum class Uncounted : std::uint8_t {
  other_kind,
  leave,           ///< a leave (article 11f or 11g) made it authorised
  not_explained,   ///< kind unknown: never taken as unauthorised
  late_no_lesson,  ///< being late is no missed lesson
  replaced,        ///< a whole-day record of the same day takes its place
  weekend,
  holiday,
  public_day_off,
  own_day_off,
  no_lessons,          ///< the timetable has none that day
  not_enrolled,        ///< at this school on that date
  calendar_not_known,  ///< the shipped holidays do not reach that date
  other_school,
  filter,  ///< the rule's `where`
  who,     ///< the rule does not hold for the pupil on that date
  before_window,
  before_restart,    ///< counted for an earlier signal already
  after,             ///< later than the signal: numbered, not listed
  not_whole_day,     ///< a run counts wholly missed days
  before_run,        ///< a day of presence, or a gap, ended that run
  whole_day_missed,  ///< a pattern looks at lessons within days, so wholly missed days are left out
};
VERZUIM_EXPORT std::string_view name_of(Uncounted why);

/// Where a fact was read.
struct FactSource {
  std::string file;  ///< empty when not known
  int line = 0;
};

/// One absence record in an explanation.
struct ExplainedRecord {
  Date date;
  int lesson = 0;  ///< 0 for the whole day
  Kind kind = Kind::unknown;
  std::uint8_t mark = 0;
  std::string subject;
  Duty duty = Duty::not_known;  ///< on its date
  FactSource source;
  std::string counted;  ///< what it adds to the count, in its unit; `0` beside another record of its day
  bool assumed = false;
  std::optional<Uncounted> why;  ///< nothing when it counts
  std::string detail;            ///< which filter, which slot of `who`, which holiday
};

/// A worry raised by hand that a rule counts.
struct ExplainedConcern {
  Date on;
  std::string by, theme;
};

/// One part of a mix, or one block of a rising rate.
struct ExplainedPart {
  std::string unit, count, threshold;
  std::vector<std::string> kinds;
  std::optional<Date> from, until;  ///< of a block
  std::string missed, scheduled;    ///< of a block. Units: minutes
};

/// What happens next to a rule: how far it is, and which day changes that.
struct Outlook {
  Date on;
  std::string count, threshold, unit;  ///< in the window that ends on `on`
  std::string lacking;                 ///< so much more reaches the threshold; empty where that is no number
  std::vector<ExplainedPart> parts;    ///< of a mix
  std::optional<Date> at_the_latest;   ///< the last day on which `lacking` would be enough
  std::optional<Date> falls_out;       ///< from this day the count is lower by itself
  std::string left;                    ///< what is left of it then
  std::optional<Date> if_absent;       ///< the day of the signal when every school day from now is missed
  std::optional<Date> first_missed;    ///< the first of those days
  std::optional<Date> not_before;      ///< too soon after the last signal until this day
  std::optional<Date> said_until;      ///< has spoken; it can speak again from this day
  std::optional<Date> ends;            ///< the rule no longer holds for this pupil from this day
  std::string ends_by;                 ///< enrolment, who or rule
};

/// A fact that was other when the signal followed.
struct ExplainedChange {
  std::string what;  ///< absence, enrolment, diploma, exemption, calendar, timetable, concern, rules
  std::optional<Date> date;
  int lesson = 0;
  std::string was, is;  ///< kind and minutes of an absence; empty for not there
  FactSource source;    ///< of what it is now, else of what it was
};

struct SignalExplanation {
  Signal signal;
  Rule rule;                    ///< the version
  bool found = true;            ///< false when it does not follow from what is known now
  bool rule_in_use = true;      ///< false when the rule books no longer have it
  Duty duty = Duty::not_known;  ///< on reached_on
  std::string trigger_sector;
  std::optional<Date> window_start;             ///< the first day of the window
  std::vector<std::pair<Date, Date>> holidays;  ///< stretches of the window that do not count as days of it
  std::optional<Date> restarted_after;  ///< the day of the signal before: up to that day nothing counts again
  std::string count_now;                ///< of what does not follow any more: what is left of the count
  std::string missed, scheduled;        ///< of a rate. Units: minutes
  std::vector<ExplainedRecord> counted, uncounted;
  std::vector<ExplainedConcern> concerns;
  std::vector<ExplainedPart> parts;
  std::vector<Date> run_days;  ///< of a run: the wholly missed school days
  int unlisted = 0;            ///< other records of this pupil, outside the window and of no weight here
  std::vector<Date> skipped;   ///< days between reached_on and due_on that are not counted
  std::optional<Term> within;
  int unexplained = 0;                  ///< records of kind unknown in the window
  std::optional<Date> if_unauthorised;  ///< the signal's date if those were unauthorised; nothing: no change
  std::vector<ExplainedChange> changes;
  std::string changed_at;               ///< UTC: the delivery after which it no longer followed
  std::vector<std::string> changed_by;  ///< the files of that delivery
  std::optional<Outlook> outlook;
  bool withheld = false;  ///< something was left out for the eyes of this reader
};

/// A signal as one line of another explanation.
struct SignalLine {
  std::string id, rule, title;
  Level level = Level::law;
  Date reached_on;
  std::string count, threshold, unit;
  bool withdrawn = false;
  std::string held;  ///< why it moved nothing in its dossier: open, passed or behind; empty when it moved it
  std::string step;  ///< that it asks for
};

/// A dossier: what opened it, each thing that moved it, who has it now and what is next.
struct DossierExplanation {
  DossierState state;
  std::string ladder;                ///< its title
  bool shows_step = true;            ///< the reader may see whose turn it is
  std::optional<Date> since;         ///< the first day that the reader may know of
  std::vector<DossierEvent> events;  ///< that moved it or were recorded, as far as the reader may see them
  std::vector<std::string> titles;   ///< beside `events`: of the step, or of the rule, that an event is about
  std::vector<SignalLine> signals;
  bool withheld = false;
};

/// One line of a pupil's timeline.
struct TimelineLine {
  Date on;
  std::optional<Date> until;
  std::string what;              ///< enrolment, duty, diploma, exemption, absence, concern, signal, dossier
  std::string code;              ///< a word of the program: a duty, a diploma, an article, a rule, an event
  std::string id;                ///< of a signal or a dossier
  std::string school, gemeente;  ///< of an enrolment
  std::string detail;            ///< sector and group, who raised a worry, the title of a rule or a step
  std::vector<std::pair<Kind, int>> records;  ///< of a week of absence, by kind
};

/// One Monday to Friday of a pupil, with what was missed as far as the reader may see it.
struct PupilDay {
  Date on;
  bool closed = false;                        ///< no school of the pupil has lessons, or the pupil is at none
  bool whole = false;                         ///< some record is about the whole day
  std::vector<std::pair<Kind, int>> records;  ///< by kind, the one to look at first in front
};

/// How far a rule is for a pupil at a school.
struct Standing {
  Rule rule;                           ///< the version in force
  std::string school;                  ///< empty where all schools are pooled
  std::vector<std::string> signals;    ///< ids, of this school year
  std::vector<std::string> undecided;  ///< `key=value`: what is missing for a verdict
  std::optional<Outlook> outlook;
};

struct PupilExplanation {
  std::string pupil;
  Date on;
  Duty duty = Duty::not_known;
  std::vector<TimelineLine> timeline;
  std::vector<PupilDay> days;            ///< of the school year of `on`, up to that day
  std::vector<Standing> standings;       ///< of the rules that have counted something this school year
  std::vector<ExplainedRecord> nowhere;  ///< records that count for no rule
  bool withheld = false;
};

/// What an explanation is made from. Requires: everything outlives its use.
struct ExplanationGround {
  const Rulebook* rules = nullptr;
  Setting setting;
  Date on;                                  ///< as-of date; facts dated later are unseen
  std::function<std::string(int)> file_of;  ///< the name of the file of a delivery; may be empty
  RoleHolder viewer = RoleHolder::school;   ///< through whose eyes
};

/// What was known before the delivery that took a signal away, and with what calendar.
struct EarlierFacts {
  PupilFacts facts, after;         ///< before it, and just after it
  Setting setting;                 ///< before it
  std::string at;                  ///< of that delivery, UTC
  std::vector<std::string> files;  ///< its files
};

/// Why `signal` of this pupil is there; of a withdrawn one, why it no longer follows. `signal` is what the
/// store kept of it, or what the engine found.
VERZUIM_EXPORT SignalExplanation explain_signal(const ExplanationGround& ground, const PupilFacts& facts,
                                                const Signal& signal, const EarlierFacts* earlier = nullptr);
/// What moved the dossier of these events, in the order in which things happened. `kept` are the signals of
/// its pupil. A reader who may see nothing of it gets nothing. Throws: Error as `fold` does.
VERZUIM_EXPORT DossierExplanation explain_dossier(const std::vector<DossierEvent>& events,
                                                  const LadderSet& ladders, const Rulebook& rules,
                                                  const std::vector<Signal>& kept,
                                                  const DossierReader& reader);
/// The pupil's timeline and the standing of every rule. `kept` are the pupil's signals, `dossiers` the
/// explanations of the pupil's dossiers for the same reader.
VERZUIM_EXPORT PupilExplanation explain_pupil(const ExplanationGround& ground, const PupilFacts& facts,
                                              const std::vector<Signal>& kept,
                                              const std::vector<DossierExplanation>& dossiers);
/// True when the signal with this id follows from `facts`.
VERZUIM_EXPORT bool follows(const Rulebook& rules, const Setting& setting, const PupilFacts& facts, Date on,
                            const std::string& id);

/// Appends an explanation as text in the language of `options`.
VERZUIM_EXPORT void write_text(std::string& out, const SignalExplanation& made,
                               const DocumentOptions& options);
/// Appends the same as TOML.
VERZUIM_EXPORT void write_toml(std::string& out, const SignalExplanation& made);
VERZUIM_EXPORT void write_text(std::string& out, const DossierExplanation& made,
                               const DocumentOptions& options);
VERZUIM_EXPORT void write_toml(std::string& out, const DossierExplanation& made);
VERZUIM_EXPORT void write_text(std::string& out, const PupilExplanation& made,
                               const DocumentOptions& options);
VERZUIM_EXPORT void write_toml(std::string& out, const PupilExplanation& made);
/// Appends the same as one HTML page without scripts or links, with the days of the school year as a
/// calendar.
VERZUIM_EXPORT void write_html(std::string& out, const PupilExplanation& made,
                               const DocumentOptions& options);

}  // namespace verzuim
