// SPDX-License-Identifier: EUPL-1.2
// From signals, facts and what people recorded to the next step of each dossier, and to the actions that
// follow. Pure: everything is dated by its cause and not by the run, so that a nightly and a weekly schedule
// give the same states.
#pragma once
#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/directory.hpp"
#include "verzuim/dossier.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/rulebook.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

/// What a dossier must know of a rule version.
struct RuleNote {
  KindSet kinds = 0;
  std::string title, basis;
  bool law = false;  ///< the rule is one of the law
};

/// The notes of a rulebook, by rule and version.
class VERZUIM_EXPORT RuleNotes {
 public:
  RuleNotes() = default;
  explicit RuleNotes(const Rulebook& rules);
  void add(const std::string& rule, Date start, RuleNote note) { notes_[rule][start.day] = std::move(note); }
  /// The note of that version, else of the newest one; null for a rule that the books do not have.
  const RuleNote* find(std::string_view rule, Date valid_from) const;

 private:
  std::map<std::string, std::map<std::int32_t, RuleNote>, std::less<>> notes_;
};

/// What all pupils share. Requires: everything outlives its use.
struct EscalationSetting {
  const LadderSet* ladders = nullptr;
  const RuleNotes* rules = nullptr;
  const Law* law = nullptr;
  const Reference* reference = nullptr;
  const Calendar* calendar = nullptr;
  const std::vector<std::string>* schools = nullptr;            ///< the texts behind `Absence::school`
  const std::vector<std::string>* without_jeugdarts = nullptr;  ///< gemeenten (CBS codes); may be null
  const std::vector<std::pair<std::string, std::string>>* role_labels = nullptr;  ///< may be null
  const Directory* directory = nullptr;                                           ///< may be null
  std::string at;  ///< now, UTC: when the events are recorded
};

/// Something for someone to do. When a gemeente holds the role, nothing in it speaks of sickness.
struct Action {
  std::string dossier, pupil, school, gemeente, step, role, owner, why;
  std::vector<std::string> signals;
  std::optional<Date> due_on;
  std::vector<std::string> invite, inform;
  std::string act;
  std::vector<std::string> basis;
  std::string contact{};  ///< how the one whose turn it is is reached; empty when the directory does not say
};

struct Escalated {
  std::vector<DossierEvent> events;
  std::vector<Action> actions;
  int held = 0;  ///< signals that joined a step which was open or passed
};

/// What `signals` (new, standing or withdrawn; undecided ones are left alone) and the passing of time up to
/// `on` do to the dossiers of one pupil. `history` are the events of this pupil's dossiers in order of
/// recording. The actions are those of every step that changed in this run or is due on or before `on`.
/// Throws: Error (config) for a rule or step that the books or the ladder do not have, (data) for a pupil who
/// is not enrolled at the school of a signal.
VERZUIM_EXPORT Escalated escalate(const EscalationSetting& setting, Date on, const PupilFacts& facts,
                                  const std::vector<DossierEvent>& history, std::vector<Signal> signals);

/// The events with which a person opens a dossier for a worry. `school` may be empty when the pupil has one
/// school on `on`. Throws: Error (data) when there is none, or more than one.
VERZUIM_EXPORT std::vector<DossierEvent> open_dossier(const EscalationSetting& setting, Date on,
                                                      const PupilFacts& facts, std::string_view school,
                                                      std::string_view theme, const std::string& role);
/// The event with what follows from it filled in: the due date of the next task and, for a person's
/// assignment, the role.
VERZUIM_EXPORT DossierEvent complete_event(const EscalationSetting& setting, const PupilFacts& facts,
                                           const std::vector<DossierEvent>& history, DossierEvent event);

/// The TOML of one action, and the CSV header and rows. Lists are arrays in TOML and joined by `;` in CSV.
VERZUIM_EXPORT void write_action_toml(std::string& out, const Action& action);
VERZUIM_EXPORT std::string actions_header();
VERZUIM_EXPORT void write_action_csv(std::string& out, const Action& action);
/// Reads actions in either form. Throws: Error (data) with the place of the first fault.
VERZUIM_EXPORT std::vector<Action> read_actions(std::istream& in, const std::string& name);

}  // namespace verzuim
