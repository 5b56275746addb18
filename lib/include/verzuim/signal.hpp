// SPDX-License-Identifier: EUPL-1.2
// The rule engine: from the facts about one pupil to signals. A signal is a pure function of facts, rules,
// calendar and as-of date; the meaning of every slot stands in verzuim-rules(5).
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/calendar.hpp"
#include "verzuim/pupil.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {

/// All that is known about one pupil. Enrolments by start, absences and concerns by date.
struct PupilFacts {
  std::string pupil;
  std::vector<Enrolment> enrolments;
  std::vector<Diploma> diplomas;
  std::vector<Exemption> exemptions;
  std::vector<Absence> absences;
  std::vector<Concern> concerns;
};

/// What all pupils share. Requires: everything outlives the engine.
struct Setting {
  const Law* law = nullptr;
  const Reference* reference = nullptr;
  const Calendar* calendar = nullptr;
  const Timetables* timetables = nullptr;
  const std::vector<std::string>* schools = nullptr;  ///< the texts behind `Absence::school`
};

enum class Status : std::uint8_t { new_, standing, withdrawn, undecided };
inline constexpr std::array<std::string_view, 4> status_names = {"new", "standing", "withdrawn", "undecided"};

/// A rule reached by a pupil at a school. An undecided one has no dates and may have no pupil.
struct Signal {
  std::string id;  ///< from pupil, school, rule, rung and reached_on only
  std::string rule;
  Date valid_from;  ///< the start of the rule version
  Level level = Level::law;
  Severity severity = Severity::notice;
  std::string pupil, school, gemeente;
  std::optional<Date> reached_on, window_from, due_on;
  std::string count, threshold;  ///< printed; at most two decimals
  std::int64_t threshold_order = 0;
  std::string unit;
  std::string step, melding;
  Status status = Status::new_;
  std::string reason;  ///< `key=value` words, joined by `;`
};

/// Evaluates rules over pupils, one at a time. Not for two threads at once: it keeps buffers.
class VERZUIM_EXPORT Engine {
 public:
  /// Requires: `rules` is finished and outlives the engine.
  Engine(const Rulebook& rules, Setting setting);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Appends the signals of `facts` as of `on`; facts dated later are unseen. Undecided verdicts go to
  /// `undecided`, those that a whole school shares only once.
  void evaluate(const PupilFacts& facts, Date on, std::vector<Signal>& signals,
                std::vector<Signal>& undecided);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The order of signals in every output: pupil, reached_on, rule, school, threshold.
VERZUIM_EXPORT bool before(const Signal& a, const Signal& b);

/// The header line and the rows of the signals CSV.
VERZUIM_EXPORT std::string signals_header();
VERZUIM_EXPORT void write_signal(std::string& out, const Signal& signal);
/// Reads a signals CSV. Throws: Error (data) with the place of the first fault: it is a stream of ours, not a
/// file of the user.
VERZUIM_EXPORT std::vector<Signal> read_signals(std::istream& in, const std::string& name);

}  // namespace verzuim
