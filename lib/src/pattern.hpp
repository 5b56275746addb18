// SPDX-License-Identifier: EUPL-1.2
// Patterns in the when slot: absence gathered in one subject or weekday, and a rate that rises block by
// block.
#pragma once
#include <optional>
#include <string>

#include "tally.hpp"

namespace verzuim {

/// The group in which absence gathers.
struct Gathering {
  int missed = 0;  ///< k: missed in the group
  double p = 1;
  std::string reason;
};

/// P(X >= k) for k of n drawn from N of which K are in the group. Requires: k <= n <= N, K <= N.
double hypergeometric_tail(int N, int K, int n, int k);

/// What a rule for gathered absence counts, ready for every trigger day.
struct Gatherable {
  std::vector<const Item*> items;  ///< by day
  std::vector<int> gone;           ///< places of the days that were missed wholly, in order
};
/// Dated bounds of `who` are those of `value_day`, a trigger day.
Gatherable gatherable(const Rule& rule, Date value_day, const std::vector<MissedDay>& missed,
                      const Setting& setting, const PupilFacts& facts, const Schooling& schooling);

/// The smallest p among the groups with a counted record on the place `day` that pass every gate. The window
/// starts at `from`; records count from `counted_from` (after a restart). Requires: a timetable covers every
/// day of the window.
std::optional<Gathering> gathered(const Rule& rule, const Gatherable& records, const Schooling& schooling,
                                  int from, int counted_from, int day);

/// The last block's rate as counted and scheduled fifths, when the blocks that end on `day` rise as the rule
/// asks; records before `counted_from` do not count.
std::optional<std::pair<std::int64_t, std::int64_t>> rising_rate(const Rule& rule, const Tally& tally,
                                                                 const Schooling& schooling, int counted_from,
                                                                 int day);

/// The first place in the schooling from which `length` indexed days end on `day`, not before the school
/// year.
int indexed_start(const Schooling& schooling, int day, int length);
/// The place of the first day of the stay or the school year of `day`; within a stay no further back than
/// the window reaches.
int first_week_start(const Schooling& schooling, const Window& window, int day);
/// The place of 1 August of the school year of `day`.
int year_start(const Schooling& schooling, int day);

}  // namespace verzuim
