// SPDX-License-Identifier: EUPL-1.2
// What can be settled about rules before any pupil is seen: which of them count the same records of the same
// pupils, and what a pupil must have at least for one of them to fire.
#pragma once
#include <deque>
#include <vector>

#include "tally.hpp"

namespace verzuim {

/// One version of a rule.
struct Plan {
  int tally = -1;          ///< number of its tally; -1 when that is its own
  std::vector<int> parts;  ///< the same for the parts of a mix
  int missed = -1;         ///< number of its wholly missed days
  KindSet kinds = 0;       ///< of all parts
  bool concerns = false;   ///< it counts concerns
  std::int64_t least = 0;  ///< what must be counted at least; 0 when that cannot be told. Units: millionths
};

/// The plans of a book, in its order.
class Plans {
 public:
  /// Requires: `rulebook` is finished and outlives this.
  explicit Plans(const Rulebook& rulebook);

  const std::vector<Plan>& of(std::size_t rule) const { return plans_[rule]; }
  int tallies() const { return static_cast<int>(counts_.size()); }
  int missed() const { return static_cast<int>(runs_.size()); }

 private:
  /// What decides which records are counted.
  struct Filter {
    const Rule* rule = nullptr;
    KindSet kinds = 0;
    bool same(const Filter& other) const;
  };
  static int number(std::vector<Filter>& filters, const Filter& filter);
  Plan plan_of(const Rule& rule);
  int tally_number(const Rule& rule, Measure of, KindSet kinds);

  std::vector<std::vector<Plan>> plans_;
  std::vector<Filter> counts_, runs_;
};

/// False when the rule can neither fire nor be in doubt, whatever it leaves out of the records.
bool may_speak(const Rule& rule, const Plan& plan, const Schooling& schooling);

/// The tallies of one schooling, each made when it is first asked for.
class Tallies {
 public:
  explicit Tallies(const Plans& plans)
      : counted_(static_cast<std::size_t>(plans.tallies())),
        missed_(static_cast<std::size_t>(plans.missed())) {}
  /// To be called before each schooling.
  void clear();

  struct Counted {
    Tally tally;
    Doubt doubt;
    bool made = false;
  };
  struct Missed {
    std::vector<MissedDay> days;
    Doubt doubt;
    bool made = false;
  };
  Counted& counted(int number) { return counted_[static_cast<std::size_t>(number)]; }
  Missed& missed(int number) { return missed_[static_cast<std::size_t>(number)]; }

 private:
  std::vector<Counted> counted_;
  std::vector<Missed> missed_;
};

}  // namespace verzuim
