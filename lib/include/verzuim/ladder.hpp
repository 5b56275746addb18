// SPDX-License-Identifier: EUPL-1.2
// Ladders as data: the steps by which a school and its partners act on absence, who owns each step, what must
// be recorded there, what moves a dossier on and what takes it down. A file with one fault refuses the whole
// set.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/calendar.hpp"
#include "verzuim/error.hpp"
#include "verzuim/pupil.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {

/// Everyone who can own a step, be invited or be told. What a region calls them is configuration.
inline constexpr std::array<std::string_view, 13> role_names = {
    "mentor",     "verzuimcoordinator",   "zorgcoordinator",     "schoolleiding",
    "jeugdarts",  "preventiemedewerker",  "leerplichtambtenaar", "trajectbegeleider",
    "team-jeugd", "samenwerkingsverband", "hulpverlening",       "parents",
    "pupil"};
VERZUIM_EXPORT bool is_role(std::string_view text);
/// What a role is called in Dutch when the configuration does not say otherwise.
VERZUIM_EXPORT std::string_view role_label(std::string_view role);

/// Whose a role is. What a gemeente holds never sees sickness.
enum class RoleHolder : std::uint8_t { school, gemeente, jgz, other };
inline constexpr std::array<std::string_view, 4> role_holder_names = {"school", "gemeente", "jgz", "other"};

enum class LadderUnit : std::uint8_t { working_days, school_days, school_weeks, days };
inline constexpr std::array<std::string_view, 4> ladder_unit_names = {"working_days", "school_days",
                                                                      "school_weeks", "days"};

/// A term of a ladder; `proposed` when no source gives the number.
struct LadderTerm {
  int n = 0;
  LadderUnit unit = LadderUnit::school_days;
  bool proposed = false;
};
/// The last day of a term that starts on `from`, the next day being day 1.
VERZUIM_EXPORT Date due_date(const LadderTerm& term, Date from, const Calendar& calendar,
                             std::string_view school);
/// The first day after `n` whole school weeks that follow `from`, at most `last`; nothing when that lies
/// later.
VERZUIM_EXPORT std::optional<Date> after_school_weeks(int n, Date from, Date last, const Calendar& calendar,
                                                      std::string_view school);

/// A role, fixed or by duty. Empty for a duty that has none: then a person chooses.
struct RoleChoice {
  std::string fixed;
  std::array<std::string, duty_names.size()> by_duty;
  bool varies() const { return fixed.empty(); }
  const std::string& of(Duty duty) const {
    return fixed.empty() ? by_duty[static_cast<std::size_t>(duty)] : fixed;
  }
};

/// Someone to invite or to tell, under a condition.
struct Involved {
  std::string whom;
  std::vector<Duty> duty;  ///< empty: whatever the duty
  int below_age = 0;       ///< 0: whatever the age. Units: years
};

/// One thing to do and the events that record it.
struct LadderTask {
  std::string act;                  ///< Dutch: what to do
  std::vector<std::string> record;  ///< event types, any of which completes it
  std::string about;                ///< for `talk`: what it must have been about
  std::string whom;                 ///< for `informed` and `invited`: who must be among those named
  std::vector<std::string> fields;  ///< what such an event must say here besides what its type needs
  std::optional<RoleChoice> role;   ///< whose it is when it is not the step's
  LadderTerm within;
  std::vector<Duty> duty;  ///< empty: whatever the duty
  std::string if_passed;   ///< only when the dossier passed this step
};

enum class Mover : std::uint8_t { no_contact, absent_again, afspraak_broken, overdue, recorded };
inline constexpr std::array<std::string_view, 5> mover_names = {"no_contact", "absent_again",
                                                                "afspraak_broken", "overdue", "recorded"};

/// What brings a dossier from its step to another one.
struct Move {
  Mover by = Mover::overdue;
  std::string to;
  int attempts = 0, days = 0;  ///< no_contact: so many attempts, on at least so many days
  LadderTerm after;            ///< overdue: so long past the due date
  bool proposed = false;
};

/// Another owner where there is no jeugdarts to be had.
struct Fallback {
  std::string role, act;
  std::vector<std::string> record;
};

struct LadderStep {
  std::string id, title;
  RoleChoice role;
  std::vector<LadderTask> tasks;  ///< in order; one of them is the step's own
  std::size_t main = 0;           ///< which one
  std::string follow_act;         ///< Dutch: what to look at when all is recorded
  LadderTerm follow;              ///< when to look
  std::string
      withdrawn_act;  ///< Dutch: what to decide when the evidence is withdrawn after the step was done
  std::vector<Involved> invite, inform;
  std::vector<Move> moves;
  std::optional<LadderTerm> takes_down;  ///< so many school weeks without absence end the dossier
  KindSet kinds = 0;                     ///< the absence that may move a dossier here
  bool beside = false;                   ///< runs beside the step that the dossier is on
  bool statutory = false;                ///< a duty of the law: it waits for nothing
  bool gemeente = false;                 ///< what is done here is done by a gemeente or reaches one
  bool punitive = false;  ///< it punishes: only a person of its holder ever brings a dossier here
  int bundle = 0;  ///< what is reported within so many days of unbroken absence may go together. Units: days
  std::optional<Fallback> fallback;
  std::vector<Basis> basis;
  Place place;
};

struct VERZUIM_EXPORT Ladder {
  std::string id, title;
  std::vector<Sector> sectors;
  std::vector<Basis> basis;
  std::map<std::string, RoleHolder, std::less<>> holders;
  std::map<std::string, std::string, std::less<>> starts;  ///< concern theme, or `default`, to the first step
  std::string receive;  ///< the step with which a dossier of another school starts; empty: `default`
  std::string chooser, choose_act;  ///< who picks a role when duty gives none, and what it says
  int seen_late = 0;  ///< a cause older than this starts its term on the day it is seen. Units: days
  std::vector<LadderStep> steps;  ///< in order of weight
  bool ours = false;
  Place place;

  const LadderStep* find(std::string_view step) const;
  /// The place of a step in the order; -1 when there is none.
  int rank(std::string_view step) const;
  /// Whose a role is; `other` for a role that the ladder does not name, but never less than the role itself
  /// demands.
  RoleHolder holder(std::string_view role) const;
  /// The step with which a dossier starts that is opened by hand.
  const std::string& start(std::string_view theme) const;
};

/// A checked set of ladders, at most one for each sector. A ladder of a user takes the sectors it names from
/// the shipped one.
class VERZUIM_EXPORT LadderSet {
 public:
  static LadderSet shipped();
  /// Adds one file. Throws: Error (config) with the place of the first fault; then the set must not be used.
  void add(std::string_view text, const std::string& name, bool ours = false);

  /// The ladder of a sector; null without one.
  const Ladder* of(Sector sector) const;
  const Ladder* find(std::string_view id) const;
  const std::vector<Ladder>& ladders() const { return ladders_; }
  /// A fingerprint of everything that was added, in order.
  std::string hash() const;

 private:
  std::vector<Ladder> ladders_;
  std::string texts_;
};

}  // namespace verzuim
