// SPDX-License-Identifier: EUPL-1.2
// Which others to withhold. First no sum may lack just one number, then every withheld number is asked
// whether it could be another; where it could not, the cheapest number that hangs together with it goes too.
// With everything withheld any number can grow together with the totals above it, so this comes to an end.
#include "verzuim/small_counts.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

#include "small_counts_worlds.hpp"

namespace verzuim {
namespace {

using Cost = std::int64_t;
constexpr Cost never = std::numeric_limits<Cost>::max() / 4;

class Gate {
 public:
  Gate(CountSystem& system, int interval);
  std::vector<std::size_t> run();

 private:
  bool unknown(std::size_t n) const { return system_.numbers[n].withheld; }
  /// Zeros are always shown, and so is what is out; neither can hide anything.
  bool can_go(std::size_t n) const {
    const CountNumber& number = system_.numbers[n];
    return !number.withheld && !number.fixed && number.value != 0;
  }
  template <class Visit>
  void each_of(const CountSum& sum, const Visit& visit) const {
    visit(sum.total);
    for (const std::size_t part : sum.parts) visit(part);
  }
  std::size_t unknowns_in(std::size_t s) const;
  Cost cost(std::size_t n, std::size_t without) const;
  std::size_t cheapest_in(std::size_t s) const;
  void withhold(std::size_t n);
  void close_sums();
  std::size_t find(std::size_t n);
  std::vector<std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> parts();
  bool widen(const Worlds& worlds, const std::vector<std::size_t>& sums, std::size_t exposed);
  std::int64_t need(std::size_t n) const;

  CountSystem& system_;
  int interval_;
  std::vector<std::vector<std::size_t>> sums_of_;
  std::vector<std::size_t> loose_;  ///< sums to look at again
  std::vector<std::size_t> parent_;
  std::set<std::size_t> given_up_;
};

Gate::Gate(CountSystem& system, int interval)
    : system_(system), interval_(interval), sums_of_(system.numbers.size()) {
  for (std::size_t s = 0; s < system.sums.size(); ++s)
    each_of(system.sums[s], [&](std::size_t n) { sums_of_[n].push_back(s); });
}

std::size_t Gate::unknowns_in(std::size_t s) const {
  std::size_t count = 0;
  each_of(system_.sums[s], [&](std::size_t n) { count += unknown(n) ? 1 : 0; });
  return count;
}

/// What withholding a number costs, with what will have to follow in its other sums.
Cost Gate::cost(std::size_t n, std::size_t without) const {
  const CountNumber& number = system_.numbers[n];
  Cost sum = number.price + number.value / number.unit + 1;
  for (const std::size_t s : sums_of_[n]) {
    if (s == without || unknowns_in(s) > 0) continue;
    Cost next = never;
    each_of(system_.sums[s], [&](std::size_t other) {
      const CountNumber& follower = system_.numbers[other];
      if (other != n && can_go(other))
        next = std::min(next, follower.price + follower.value / follower.unit + 1);
    });
    sum = std::min(never, sum + next);
  }
  return sum;
}

std::size_t Gate::cheapest_in(std::size_t s) const {
  std::size_t best = system_.numbers.size();
  Cost least = 0;
  each_of(system_.sums[s], [&](std::size_t n) {
    if (!can_go(n)) return;
    const Cost now = cost(n, s);
    if (best != system_.numbers.size() && now >= least) return;
    best = n;
    least = now;
  });
  return best;
}

void Gate::withhold(std::size_t n) {
  system_.numbers[n].withheld = true;
  for (const std::size_t s : sums_of_[n]) loose_.push_back(s);
}

/// No sum may lack just one number: the others would tell it.
void Gate::close_sums() {
  while (!loose_.empty()) {
    const std::size_t s = loose_.back();
    loose_.pop_back();
    if (unknowns_in(s) != 1) continue;
    bool hidden = false;
    each_of(system_.sums[s],
            [&](std::size_t n) { hidden = hidden || (unknown(n) && system_.numbers[n].hidden); });
    if (hidden) continue;
    const std::size_t other = cheapest_in(s);
    if (other != system_.numbers.size()) withhold(other);
  }
}

std::size_t Gate::find(std::size_t n) {
  while (parent_[n] != n) n = parent_[n] = parent_[parent_[n]];
  return n;
}

/// The withheld numbers that hang together, with their sums.
std::vector<std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> Gate::parts() {
  parent_.resize(system_.numbers.size());
  std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  for (const CountSum& sum : system_.sums) {
    std::size_t first = system_.numbers.size();
    each_of(sum, [&](std::size_t n) {
      if (!unknown(n)) return;
      if (first == system_.numbers.size()) first = n;
      parent_[find(n)] = find(first);
    });
  }
  std::vector<std::size_t> at(system_.numbers.size(), system_.numbers.size());
  std::vector<std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> found;
  for (std::size_t n = 0; n < system_.numbers.size(); ++n) {
    if (!unknown(n)) continue;
    const std::size_t root = find(n);
    if (at[root] == system_.numbers.size()) {
      at[root] = found.size();
      found.emplace_back();
    }
    auto& [numbers, sums] = found[at[root]];
    numbers.push_back(n);
    sums.insert(sums.end(), sums_of_[n].begin(), sums_of_[n].end());
  }
  for (auto& [numbers, sums] : found) {
    std::sort(sums.begin(), sums.end());
    sums.erase(std::unique(sums.begin(), sums.end()), sums.end());
  }
  return found;
}

/// Withholds one number more near `exposed`; false when there is none left.
bool Gate::widen(const Worlds& worlds, const std::vector<std::size_t>& sums, std::size_t exposed) {
  std::size_t best = system_.numbers.size();
  Cost least = never;
  const auto consider = [&](const std::vector<std::size_t>& where) {
    for (const std::size_t s : where) {
      const std::size_t n = cheapest_in(s);
      if (n == system_.numbers.size()) continue;
      const Cost now = cost(n, s);
      if (best != system_.numbers.size() && now >= least) continue;
      best = n;
      least = now;
    }
  };
  consider(sums_of_[worlds.unknowns()[exposed]]);
  if (best == system_.numbers.size()) consider(sums);
  if (best == system_.numbers.size()) return false;
  withhold(best);
  return true;
}

std::int64_t Gate::need(std::size_t n) const {
  const CountNumber& number = system_.numbers[n];
  return number.small && !number.fixed ? std::max<std::int64_t>(1, interval_ * number.unit) : 1;
}

std::vector<std::size_t> Gate::run() {
  for (std::size_t n = 0; n < system_.numbers.size(); ++n)
    if (unknown(n) || (system_.numbers[n].small && system_.numbers[n].value != 0)) withhold(n);
  for (bool changed = true; changed;) {
    close_sums();
    changed = false;
    for (const auto& [numbers, sums] : parts()) {
      const Worlds worlds(system_, numbers, sums);
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (system_.numbers[numbers[i]].hidden || given_up_.contains(numbers[i]) ||
            worlds.can_differ(i, need(numbers[i])))
          continue;
        // One at a time: what goes now may protect the others too.
        if (widen(worlds, sums, i)) {
          changed = true;
          break;
        }
        given_up_.insert(numbers[i]);
      }
    }
  }
  return {given_up_.begin(), given_up_.end()};
}

}  // namespace

std::vector<std::size_t> withhold_small(CountSystem& system, int interval) {
  return Gate(system, interval).run();
}

std::int64_t rounded_to(std::int64_t value, int base) {
  return base <= 1 ? value : (2 * value + base) / (2 * base) * base;
}

}  // namespace verzuim
