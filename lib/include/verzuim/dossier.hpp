// SPDX-License-Identifier: EUPL-1.2
// The case model. A dossier is an append-only list of events, folded into a state; an open one has exactly
// one owner, one next action and one due date.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/date.hpp"
#include "verzuim/ladder.hpp"

namespace verzuim {

/// One thing that happened in a dossier. Never changed; a wrong one is corrected by a later one.
/// Besides the fields of its type an event may have `person` (a code of whoever recorded it), `corrects` and
/// `corrects_why` (it takes the place of an earlier one), `text` (free text) and, once the writer confirmed
/// that nothing medical stands in the text, `nothing_medical` (the role that did) and `nothing_medical_at`.
struct VERZUIM_EXPORT DossierEvent {
  std::int64_t number = 0;    ///< order of recording, given by the store
  std::string dossier;        ///< the dossier's id
  std::string pupil, school;  ///< whose it is
  std::string type;           ///< opened, signal, contact, invited, talk, afspraak, verslag, …
  Date on;                    ///< when it happened
  std::string recorded_at;    ///< when it was recorded, UTC, `2026-11-22T06:30:00Z`
  std::string role;           ///< who recorded it, as a role; empty for the program itself
  std::vector<std::pair<std::string, std::string>> fields;

  /// The value of a field; empty when absent.
  const std::string& field(std::string_view name) const;
  /// The date in a field, or nothing.
  std::optional<Date> date(std::string_view name) const;
  /// True for a talk about the A4 of successes and talents, whose text is that A4.
  bool is_a4() const;
};

// The words that events are made of.
inline constexpr std::array<std::string_view, 5> cause_names = {"school", "home", "health", "study-choice",
                                                                "other"};
inline constexpr std::array<std::string_view, 9> need_names = {
    "attention", "timetable", "guidance", "care", "other-course", "work", "parents", "nothing", "other"};
inline constexpr std::array<std::string_view, 8> outcome_names = {
    "back-full", "back-part", "other-course", "work", "exemption", "moved", "vsv", "unknown"};
/// Why an entry is taken back.
inline constexpr std::array<std::string_view, 6> correction_names = {"slip",   "wrong-date", "wrong-pupil",
                                                                     "not-so", "twice",      "other"};
/// Which way it goes from here. `halt`, `civil` and `criminal` are only ever a person's.
inline constexpr std::array<std::string_view, 11> path_names = {
    "back",   "help", "afspraken", "other-course", "work", "exemption",
    "school", "halt", "civil",     "criminal",     "none"};
inline constexpr std::array<std::string_view, 5> melding_names = {"16-uur", "lrv", "luxe", "overig",
                                                                  "18plus"};
/// How the register calls the state of a melding.
inline constexpr std::array<std::string_view, 5> melding_status_names = {"registered", "in-progress",
                                                                         "closed", "withdrawn", "noted"};
/// Why a melding ends: the register's own words, and for one that is withdrawn those of the school. Nothing
/// here tells sickness from leave.
inline constexpr std::array<std::string_view, 10> melding_close_names = {
    "resumed",    "other-course", "work",      "left",      "deceased",
    "no-absence", "mistake",      "corrected", "exemption", "other"};
/// Why a dossier changes hands.
inline constexpr std::array<std::string_view, 7> handover_reasons = {
    "turns_18", "duty_changes", "moves_gemeente", "changes_school", "transition", "person", "other"};

/// A signal as the dossier knows it.
struct VERZUIM_EXPORT DossierSignal {
  std::string id, rule, step;
  Date reached_on;
  std::string valid_from;  ///< the start of the rule version
  std::string melding;     ///< the kind of melding that it asks for; empty for none
  KindSet kinds = 0;       ///< what its rule counts; 0 for a worry raised by hand
  bool held = false;       ///< its step was open or passed, so it moved nothing
  bool withdrawn = false;
  bool reported = false;            ///< a melding covers it
  std::optional<Date> due_on;       ///< of the melding that it asks for
  std::optional<Date> window_from;  ///< the first absence that it counts
  /// True when it may be named to, or move, a gemeente: neither sick nor authorised absence is in it.
  bool for_gemeente() const;
};

struct Talk {
  Date on;
  std::string role;
  std::vector<std::string> present, causes, needs;
};

struct Afspraak {
  int number = 0;
  std::string what, who;
  std::optional<Date> due;
  std::string state = "open";  ///< open, kept, broken
  Date state_on;
  bool acted_on = false;  ///< broken, and the dossier moved for it
};

struct DossierMelding {
  Date on;
  std::string kind, status;
  Date begin{};
  std::optional<Date> end{};
  std::int64_t event = 0;  ///< the number of the event that made it
  std::string number{};    ///< that of the register
  std::string close_reason{};
  bool stands() const { return status == "registered" || status == "in-progress"; }
  /// The last day that it reports; counting starts again on the day after.
  Date last() const { return end.value_or(on); }
  /// True when absence of this kind of melding on `date` is in it. A withdrawn one covers nothing.
  bool covers(std::string_view of, Date date) const {
    return status != "withdrawn" && (of.empty() || of == kind) && begin <= date && date <= last();
  }
};
/// True when the register lets a melding go from one status to another.
VERZUIM_EXPORT bool melding_may_become(std::string_view from, std::string_view to);

/// A step that the dossier is on. `done` says which tasks are recorded; when all are, the step is being
/// watched.
struct VERZUIM_EXPORT OpenStep {
  std::string step, role;
  std::string by;    ///< what brought it here: signal, a mover, person
  std::string from;  ///< the step that it was moved from; empty for none
  Date entered_on;
  Date cause_on;  ///< the day of what brought it here
  std::optional<Date> due_on;
  Duty duty = Duty::not_known;
  bool choose = false;     ///< duty gives no role: a person chooses
  bool by_person = false;  ///< the role was chosen by a person
  bool fallback = false;   ///< there is no jeugdarts to be had
  bool beside = false, statutory = false;
  bool moves_on = false;        ///< done, and the next run brings the step after it
  bool recheck = false;         ///< done, but its evidence was withdrawn: a person decides
  std::set<std::size_t> tasks;  ///< those that apply here, as places in the ladder's step
  std::set<std::size_t> done;
  std::optional<Date> done_on;  ///< of the step's own task
  std::string task_role;  ///< whose the current task is; the step's role unless the ladder says otherwise
  std::string act;        ///< Dutch: what to do now
  bool watching() const { return tasks.size() == done.size() && !recheck; }
  /// The first task that is not done; nothing when watching.
  std::optional<std::size_t> task() const;
};

/// A handover that the receiver has not accepted yet; until then the sender keeps the deadline.
struct Handover {
  Date on;
  std::string reason;            ///< turns_18, duty_changes, moves_gemeente, changes_school, person
  std::string step;              ///< of which step the role changes; empty for the whole dossier
  std::string from, to;          ///< roles; empty when no role changes
  std::string gemeente, school;  ///< the new ones; empty when they do not change
  std::string transition;        ///< po-vo, vo-mbo, vo-ho, mbo-ho; empty for none
  Duty duty = Duty::not_known;
};

/// What the events of a dossier add up to.
struct VERZUIM_EXPORT DossierState {
  std::string id, pupil, school, gemeente, ladder;
  Sector sector = Sector::vo;
  bool open = false;
  Date opened_on, closed_on;
  std::string theme;  ///< of the worry with which a person opened it; empty when a signal did
  std::string outcome;
  std::vector<OpenStep> steps;   ///< the one it is on, if any, then those that run beside it
  std::set<std::string> passed;  ///< steps that were left behind
  std::vector<DossierSignal> signals;
  std::vector<Talk> talks;
  std::vector<Afspraak> afspraken;
  std::vector<DossierMelding> meldingen;
  std::vector<Date> attempts;       ///< to reach the pupil or the parents, since someone was last reached
  std::vector<Handover> handovers;  ///< not accepted yet
  std::string enrolled;             ///< the gemeente of the enrolment when the dossier last followed it
  std::string refused_why;          ///< of the last handover, when it was refused
  Date handed_on;                   ///< of the last handover, offered or accepted
  std::set<std::string> owners;     ///< roles that held a step or recorded something
  std::set<std::string> parties;    ///< roles that were present, invited, told, asked or offered it
  Date moved_on;                    ///< of the last move
  bool verslag = false;
  std::optional<Date> verslag_on;  ///< of the first

  // The one that leads: a statutory duty first, then what is to be done, then what is being watched.
  std::string step, owner;  ///< owner: a role
  std::string next_action;
  std::optional<Date> due_on;

  const OpenStep* main() const;
  const OpenStep* find(std::string_view step) const;
  const OpenStep* leading() const;
  bool has_signal(std::string_view id) const;
  bool melding_stands() const;
  /// True when a melding that was not withdrawn covers absence of this kind of melding on `date`.
  bool is_reported(std::string_view melding, Date date) const;
  /// The signals that ask for this step and that no melding covers yet, the earliest first.
  std::vector<const DossierSignal*> unreported(std::string_view step) const;
  /// True when an open dossier lacks its owner, its next action or its due date.
  bool orphan() const { return open && (owner.empty() || next_action.empty() || !due_on); }
};

/// The events that hold: those that were corrected are left out, with what the program did because of them,
/// and a text that was confirmed later bears its confirmation. Requires: the events of one dossier, in order
/// of recording, with the numbers of the store. A new one that has none yet mentions older ones only.
VERZUIM_EXPORT std::vector<DossierEvent> settled(const std::vector<DossierEvent>& events);

/// The state that the events of one dossier add up to, in the order in which things happened.
/// Only what holds counts; see `settled`.
/// Requires: the events of one dossier, in order of recording. Throws: Error (data) when none opens it,
/// (config) when its ladder is gone.
VERZUIM_EXPORT DossierState fold(const std::vector<DossierEvent>& events, const LadderSet& ladders);
/// The states of all dossiers in `events`, by id.
VERZUIM_EXPORT std::vector<DossierState> fold_all(const std::vector<DossierEvent>& events,
                                                  const LadderSet& ladders);

}  // namespace verzuim
