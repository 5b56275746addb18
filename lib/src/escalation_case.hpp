// SPDX-License-Identifier: EUPL-1.2
// One dossier during one run: its events so far, what they add up to and the facts that bear on it.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "verzuim/escalation.hpp"

namespace verzuim {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// What moves a dossier next, and the events that say so.
struct Cause {
  Date on;
  int order = 0;  ///< among causes of one day
  std::vector<DossierEvent> events;
};

class DossierCase {
 public:
  DossierCase(const EscalationSetting& setting, const PupilFacts& facts, Date on)
      : setting_(setting), facts_(facts), on_(on) {}

  /// Adds what is in the store already.
  void remember(const DossierEvent& event) { events_.push_back(event); }
  /// Adds an event of this run.
  void apply(DossierEvent event);
  void refold();
  /// Remembers where the dossier is; moves are counted from here.
  void mark();
  /// Lets a cause happen. After `most` of them the dossier is put back to its mark and does not move by
  /// itself any more.
  void move(Cause cause, int most);

  const DossierState& state() const { return state_; }
  const Ladder& ladder() const;
  const std::vector<DossierEvent>& events() const { return events_; }
  const std::vector<DossierEvent>& fresh() const { return fresh_; }
  bool at(std::string_view school) const;

  DossierEvent event(std::string type, Date on, Fields fields) const;
  /// The event that brings the dossier to `step`. `due` is filled in from the step when empty.
  DossierEvent assigned(const LadderStep& step, std::string_view by, Date cause_on, const std::string& from,
                        std::optional<Date> due = {}) const;
  /// The day on which a term starts: that of its cause, or the run's when nobody could know of it in time.
  Date term_start(Date cause_on) const;

  /// The next thing that happens by itself up to `on`; nothing when the dossier rests.
  std::optional<Cause> next_cause() const;
  /// True when nothing supports the dossier any more and nobody acted on it.
  bool baseless() const;
  /// True when something besides sickness, leave and worries calls for a gemeente.
  bool evidence_for_gemeente() const;

  /// The absences that count from `from` until `until`, both inclusive, in order.
  std::vector<const Absence*> counted(Date from, Date until, KindSet kinds) const;
  /// The signals that the next melding of this step reports: the earliest, with those that may go with it.
  std::vector<const DossierSignal*> bundle(const OpenStep& step) const;

  /// What is to be done, for every step that changed or is due.
  std::vector<Action> actions() const;

  Duty duty(Date date) const;
  const Enrolment* enrolment(Date date) const;
  std::optional<Date> birth_date() const;

 private:
  std::optional<Date> when(const Move& move, const OpenStep& step) const;
  bool may_move(const Move& move, const OpenStep& step) const;
  std::optional<Date> no_contact(const Move& move) const;
  KindSet watched() const;
  bool counts(const Absence& absence, KindSet kinds) const;
  std::optional<Date> absent_after(Date date, KindSet kinds) const;
  void add_moves(std::vector<Cause>& causes) const;
  void add_handovers(std::vector<Cause>& causes) const;
  void offer_role(const OpenStep& step, std::vector<Cause>& causes) const;
  void offer_gemeente(std::vector<Cause>& causes) const;
  void offer_school(std::vector<Cause>& causes) const;
  std::optional<Cause> improved() const;
  bool no_jeugdarts() const;

  Action action_for(const OpenStep& step) const;
  Action action_for_orphan() const;
  Action action_for_restless() const;
  std::string why(const OpenStep& step, bool open_to_gemeente) const;
  bool is_unbroken(Date after, Date until, KindSet kinds) const;
  std::string bundle_text(const OpenStep& step) const;
  std::string signals_text(const OpenStep& step, bool open_to_gemeente) const;
  bool is_reason(const DossierSignal& signal, const OpenStep& step) const;
  std::vector<std::string> bases(const OpenStep& step, bool open_to_gemeente) const;
  std::vector<const DossierSignal*> shown_signals(const OpenStep& step, bool open_to_gemeente) const;
  std::vector<std::string> involved(const std::vector<Involved>& list) const;
  std::string label(const std::string& role) const;
  std::string owner(const std::string& role) const;
  std::string contact(const std::string& role) const;

  const EscalationSetting& setting_;
  const PupilFacts& facts_;
  Date on_;
  std::vector<DossierEvent> events_, fresh_;
  DossierState state_;
  std::set<std::string> touched_;  ///< steps that changed in this run
  std::size_t marked_ = 0, marked_fresh_ = 0;
  int moves_ = 0;          ///< since the mark
  bool restless_ = false;  ///< it did not come to rest
};

}  // namespace verzuim
