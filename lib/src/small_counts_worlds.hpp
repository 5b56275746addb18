// SPDX-License-Identifier: EUPL-1.2
// Other worlds that print the same. What is withheld, and hangs together by sums, can change only in ways
// that leave every sum as it is; a basis of those ways is found by elimination. Whether a number can be
// recovered is then read off them.
#pragma once
#include <vector>

#include "verzuim/small_counts.hpp"

namespace verzuim {

/// A way to change withheld numbers together: by how much each, in the order of `Worlds::unknowns`.
using Move = std::vector<std::int64_t>;

/// The withheld numbers of one connected part of a system.
class Worlds {
 public:
  /// `sums` are those of the system in which one of `unknowns` stands.
  Worlds(const CountSystem& system, std::vector<std::size_t> unknowns, const std::vector<std::size_t>& sums);

  const std::vector<std::size_t>& unknowns() const { return unknowns_; }
  /// True when the number in place `i` of the unknowns can be different by at least `need` in all.
  bool can_differ(std::size_t i, std::int64_t need) const;

 private:
  void eliminate(std::vector<Move> rows);
  std::int64_t reach(const Move& move, std::size_t i) const;

  const CountSystem& system_;
  std::vector<std::size_t> unknowns_;
  std::vector<Move> moves_;
};

}  // namespace verzuim
