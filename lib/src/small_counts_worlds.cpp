// SPDX-License-Identifier: EUPL-1.2
#include "small_counts_worlds.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <numeric>

namespace verzuim {
namespace {

constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max() / 4;
/// Pairs of moves are tried when no single one will do, but not without end.
constexpr std::size_t most_pairs = 4000;

/// Divides a row by what all of it has in common, so that numbers stay small.
void shrink(Move& row) {
  std::int64_t common = 0;
  for (const std::int64_t entry : row) common = std::gcd(common, entry);
  if (common > 1)
    for (std::int64_t& entry : row) entry /= common;
}

/// Takes `pivot` out of `row` in `column`.
void subtract(Move& row, const Move& pivot, std::size_t column) {
  const std::int64_t a = row[column], b = pivot[column];
  if (a == 0) return;
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = row[i] * b - pivot[i] * a;
  shrink(row);
}

Move combined(const Move& a, const Move& b, std::int64_t sign) {
  Move sum = a;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += sign * b[i];
  return sum;
}

}  // namespace

Worlds::Worlds(const CountSystem& system, std::vector<std::size_t> unknowns,
               const std::vector<std::size_t>& sums)
    : system_(system), unknowns_(std::move(unknowns)) {
  std::map<std::size_t, std::size_t> place;
  for (std::size_t i = 0; i < unknowns_.size(); ++i) place[unknowns_[i]] = i;
  std::vector<Move> rows;
  for (const std::size_t s : sums) {
    Move row(unknowns_.size(), 0);
    const auto enter = [&](std::size_t number, std::int64_t sign) {
      if (const auto at = place.find(number); at != place.end()) row[at->second] += sign;
    };
    enter(system.sums[s].total, -1);
    for (const std::size_t part : system.sums[s].parts) enter(part, 1);
    rows.push_back(std::move(row));
  }
  eliminate(std::move(rows));
}

/// Brings the sums into a form in which each one tells a number by others, and reads the moves off it. The
/// largest numbers are told by others, so that what moves freely is small and has the most room.
void Worlds::eliminate(std::vector<Move> rows) {
  const std::size_t n = unknowns_.size();
  std::vector<std::pair<std::size_t, Move>> told;
  for (Move& row : rows) {
    for (const auto& [column, pivot] : told) subtract(row, pivot, column);
    std::size_t best = n;
    for (std::size_t i = 0; i < n; ++i) {
      if (row[i] == 0) continue;
      const auto rank = [&](std::size_t at) {
        return std::pair(std::abs(row[at]) != 1, -system_.numbers[unknowns_[at]].value);
      };
      if (best == n || rank(i) < rank(best)) best = i;
    }
    if (best == n) continue;
    for (auto& [column, pivot] : told) subtract(pivot, row, best);
    told.emplace_back(best, std::move(row));
  }
  std::vector<char> is_told(n, 0);
  for (const auto& [column, pivot] : told) is_told[column] = 1;
  for (std::size_t free = 0; free < n; ++free) {
    if (is_told[free] != 0) continue;
    std::int64_t scale = 1;
    for (const auto& [column, pivot] : told)
      if (pivot[free] != 0) scale = std::lcm(scale, std::abs(pivot[column]));
    Move move(n, 0);
    move[free] = scale;
    for (const auto& [column, pivot] : told)
      if (pivot[free] != 0) move[column] = -pivot[free] * (scale / pivot[column]);
    shrink(move);
    moves_.push_back(std::move(move));
  }
}

/// How far number `i` can be moved up and down together, with all others staying at least one.
std::int64_t Worlds::reach(const Move& move, std::size_t i) const {
  if (move[i] == 0) return 0;
  std::int64_t forth = no_end, back = no_end;
  for (std::size_t j = 0; j < move.size(); ++j) {
    const std::int64_t room = system_.numbers[unknowns_[j]].value - 1;
    if (move[j] < 0) forth = std::min(forth, room / -move[j]);
    if (move[j] > 0) back = std::min(back, room / move[j]);
  }
  const std::int64_t steps = std::min(no_end, forth + back);
  return steps >= no_end / std::abs(move[i]) ? no_end : steps * std::abs(move[i]);
}

bool Worlds::can_differ(std::size_t i, std::int64_t need) const {
  for (const Move& move : moves_)
    if (reach(move, i) >= need) return true;
  std::size_t tried = 0;
  for (const Move& move : moves_) {
    if (move[i] == 0) continue;
    for (const Move& other : moves_) {
      if (&other == &move) continue;
      if (++tried > most_pairs) return false;
      for (const std::int64_t sign : {1, -1})
        if (reach(combined(move, other, sign), i) >= need) return true;
    }
  }
  return false;
}

}  // namespace verzuim
