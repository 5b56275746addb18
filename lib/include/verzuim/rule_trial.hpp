// SPDX-License-Identifier: EUPL-1.2
// What another rule set would have done over a past period: which signals would have come besides, which
// would have stayed away, which would have come on another day, and how much work that is for whom. It
// changes nothing.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verzuim/ladder.hpp"
#include "verzuim/rulebook.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

/// The signals of one rule in both sets. `was = lost + moved + same`, `becomes = gained + moved + same`.
struct TrialRule {
  std::string rule;
  std::size_t was = 0, becomes = 0, gained = 0, lost = 0;
  std::size_t moved = 0;  ///< of the same pupil, school and rule, on another day
  std::size_t same = 0;
};

/// The steps that signals ask of one role in one ISO week. Signals that a dossier would hold back, since its
/// step is open, are among them.
struct TrialLoad {
  std::string role;  ///< `none` where a signal asks for no step, `no-ladder` where no ladder has it
  std::string week;  ///< of the day on which the threshold was reached
  std::size_t was = 0, becomes = 0;
};

/// A signal that differs.
struct TrialChange {
  std::string rule, pupil, school;
  std::optional<Date> was, becomes;
};

struct TrialReport {
  std::vector<TrialRule> rules;      ///< all of both sets, by id
  std::vector<TrialLoad> loads;      ///< by role and week
  std::vector<TrialChange> changes;  ///< by rule, pupil and date; only when asked for
};

class VERZUIM_EXPORT RuleTrial {
 public:
  /// Requires: both books and `ladders` outlive the trial. With `pupils` the report says whose signals
  /// differ.
  RuleTrial(const Rulebook& was, const Rulebook& becomes, const Setting& setting, const LadderSet& ladders,
            Date from, Date until, bool pupils);
  ~RuleTrial();
  RuleTrial(const RuleTrial&) = delete;
  RuleTrial& operator=(const RuleTrial&) = delete;

  /// Looks at one pupil in both sets, as of the last day of the period.
  void take(const PupilFacts& facts);
  TrialReport report() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The report as aligned text, as CSV (one row a rule, a role and week, or a signal that differs) or as TOML.
VERZUIM_EXPORT std::string trial_text(const TrialReport& report);
VERZUIM_EXPORT std::string trial_csv(const TrialReport& report);
VERZUIM_EXPORT std::string trial_toml(const TrialReport& report);

}  // namespace verzuim
