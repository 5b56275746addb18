// SPDX-License-Identifier: EUPL-1.2
// One rule over one pupil at one school, walked again by the engine itself so that an explanation cannot say
// anything else than the signal did, and with every record held against the rule.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chain.hpp"
#include "verzuim/explanation.hpp"

namespace verzuim {

/// The stretch of days that a signal, or a question about today, looks at.
struct Stretch {
  int from = 0;          ///< place of the first day of the window
  int counted_from = 0;  ///< behind the signal before, where that restarted the count
  int to = 0;            ///< place of the last day
};

class RuleCase {
 public:
  /// `brin` is empty for a rule that pools all schools. Days are laid up to `ahead`.
  RuleCase(const Setting& setting, const PupilFacts& facts, std::string_view brin,
           const std::vector<Rule>& versions, Date on, Date ahead = Date{});

  bool empty() const { return schooling_.empty() || schooling_.region_missing(); }
  const Schooling& schooling() const { return schooling_; }
  const Findings& findings() const { return findings_; }
  const PupilFacts& facts() const { return facts_; }
  const Setting& setting() const { return setting_; }
  /// The hit that `signal` is about; null when it does not follow.
  const Hit* find(const Signal& signal) const;
  /// The last hit before the place `day`; null without one.
  const Hit* before(int day) const;
  /// The window that ends on the place `day`. Requires: no run.
  Stretch stretch(const Rule& rule, int day) const;
  /// The days of the run that ends on `day`, first to last; empty when that day is not wholly missed.
  std::vector<MissedDay> run(const Rule& rule, int day) const;
  /// Dated bounds of age are those of `value_day`, the trigger day.
  Tally tally(const Rule& rule, Measure of, KindSet kinds, Date value_day) const;
  /// Each part of a mix with what it counts in the stretch.
  std::vector<ExplainedPart> parts(const Rule& rule, const Stretch& stretch) const;
  /// The window of first weeks has closed before the place `day`.
  bool closed(const Rule& rule, int day) const { return chain_.past_first_weeks(rule, day); }
  Duty duty_on_date(Date date) const;

 private:
  const Setting& setting_;
  const PupilFacts& facts_;
  Date on_;
  Schooling schooling_;
  Chain chain_;
  Findings findings_;
};

/// Every record of the pupil that has to do with the stretch, each counted or with the reason why not.
struct Sifted {
  std::vector<ExplainedRecord> counted, uncounted;
  int unlisted = 0;
};
Sifted sift(const RuleCase& rule_case, const Rule& rule, const Stretch& stretch,
            const std::vector<MissedDay>& run, const std::function<std::string(int)>& file_of);
/// The record without a verdict.
ExplainedRecord record_of(const RuleCase& rule_case, const Item& item,
                          const std::function<std::string(int)>& file_of);
/// Why the record counts for no rule; nothing when it can count.
std::optional<Uncounted> fate_of(const RuleCase& rule_case, const Item& item, std::string& detail);
/// Why a day is no school day; nothing when it is one.
std::optional<Uncounted> no_school(const Setting& setting, std::string_view school, Date date,
                                   std::string& detail);

}  // namespace verzuim
