// SPDX-License-Identifier: EUPL-1.2
// One rule over one schooling: walks the days on which it counts something, asks whether its window reaches
// the threshold, and remembers what it has already said.
#pragma once
#include <list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pattern.hpp"
#include "plan.hpp"

namespace verzuim {

/// What a signal calls the unit of a measure.
inline std::string_view unit_of(Measure of) {
  return of == Measure::rate ? "percent" : measure_names[static_cast<std::size_t>(of)];
}

/// A threshold reached on a day.
struct Hit {
  const Rule* version = nullptr;
  int day = 0;                 ///< place of reached_on
  int window_from = 0;         ///< place of the first counted record's day, or of the run's first day
  const Item* item = nullptr;  ///< the first record counted on the day; null for a concern
  std::string count, threshold, unit;
  std::int64_t threshold_order = 0;
  std::size_t rung = 0;
  bool named_rung = false;  ///< the rung is part of the signal's identity
  std::string reason;
};

/// What the versions of a rule find, in order of date.
struct Findings {
  std::vector<Hit> hits;
  Doubt doubt;
  bool before_seen = false;        ///< it would have been met before the first day on which the rule was seen
  bool holidays = false;           ///< it depends on whether holidays count
  std::string no_value;            ///< a dated value that had none yet
  const Rule* doubtful = nullptr;  ///< the version that the doubt is about

  /// Takes over what one version found.
  void add(Findings&& other, const Rule& rule);
};

/// Does `value` / `scale` reach the threshold? Units: threshold in millionths.
inline bool reaches(const When& when, std::int64_t value, std::int64_t threshold, std::int64_t scale) {
  const auto counted = static_cast<long double>(value) * 1000000,
             wanted = static_cast<long double>(threshold) * static_cast<long double>(scale);
  return when.more_than ? counted > wanted : counted >= wanted;
}

class Chain {
 public:
  /// `tallies` holds what rules before this one have counted; null counts all anew.
  Chain(const Setting& setting, const PupilFacts& facts, const Schooling& schooling, Date on,
        Tallies* tallies = nullptr)
      : setting_(setting), facts_(facts), schooling_(schooling), on_(on), tallies_(tallies) {}

  /// Requires: versions of one id, by start; with tallies also their plans.
  Findings walk(const std::vector<Rule>& versions, const std::vector<Plan>* plans = nullptr);
  /// The place of the first day of the window that ends on the place `day`. Not for runs.
  int window_start(const Rule& rule, int day) const;
  /// The day lies behind the first weeks that the window is about.
  bool past_first_weeks(const Rule& rule, int day) const;

 private:
  struct Window {
    int from = 0;   ///< place of its first day
    int first = 0;  ///< the first counted day in it
    int to = 0;     ///< the trigger day among the counted days
  };
  /// The days on which one version is in force. A dated age bound that changes cuts them into spans.
  struct Span {
    Date from, until;
  };
  void walk_version(const Rule& rule, Span span, Findings& findings);
  void walk_piece(const Rule& rule, Span span, Findings& findings);
  void walk_counts(const Rule& rule, Span span, Findings& findings);
  void walk_runs(const Rule& rule, Span span, Findings& findings);
  void judge_run(const Rule& rule, const std::vector<MissedDay>& missed, std::size_t at, Findings& findings);
  bool muted(const Rule& rule, int day) const;
  void judge(const Rule& rule, const Tally& tally, const Window& window, Findings& findings);
  void judge_rate(const Rule& rule, const Tally& tally, const Window& window, Findings& findings);
  void judge_gathered(const Rule& rule, const Tally& tally, const Window& window, Findings& findings);
  Hit hit_of(const Rule& rule, const Tally& tally, const Window& window) const;
  std::int64_t fresh_in(const Rule& rule, const Tally& tally, const Window& window) const;
  void walk_mix(const Rule& rule, Span span, Findings& findings);
  void judge_mix(const Rule& rule, const std::vector<const Tally*>& tallies, int day, Findings& findings);
  /// `number` is that of the plan, `spare` the room for what is not shared.
  const Tally& tally_of(const Rule& rule, Measure of, KindSet kinds, Date value_day, int number,
                        std::list<Tally>& spare, Findings& findings) const;
  const std::vector<MissedDay>& missed_of(const Rule& rule, std::vector<MissedDay>& spare,
                                          Doubt& doubt) const;
  /// True when a rung is reached; notes the value that has none on `date`.
  bool reaches_any(const Rule& rule, std::int64_t value, std::int64_t scale, Date date,
                   Findings& findings) const;
  /// Says what a count reaches: rungs, multiples or the one threshold. Units: as the threshold, times
  /// `scale`.
  void reach(const Rule& rule, std::int64_t value, std::int64_t scale, Hit hit, std::int64_t fresh_value,
             int run_start, Findings& findings);
  bool is_new(const Rule& rule, const Hit& hit, std::int64_t fresh_value, std::int64_t scale,
              int run_start) const;
  void say(Hit hit, int run_start, int run_value, Findings& findings);

  const Setting& setting_;
  const PupilFacts& facts_;
  const Schooling& schooling_;
  Date on_;
  Tallies* tallies_;
  const Plan* plan_ = nullptr;  ///< of the version at hand
  std::vector<MissedDay> missed_room_;
  const std::vector<MissedDay>* missed_ = nullptr;  ///< of the piece at hand, when it is first asked for
  std::optional<Gatherable> gatherable_;            ///< the same

  /// What has been said, by whatever version.
  struct Said {
    int last = -1;                                     ///< place of the last signal's day
    int value = 0;                                     ///< what a run counted then
    std::vector<std::pair<int, std::string>> in_year;  ///< school year and rung
    std::vector<std::pair<int, std::string>> in_run;   ///< place of the first day of a run, and rung
  };
  Said said_;
};

}  // namespace verzuim
