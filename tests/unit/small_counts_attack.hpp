// SPDX-License-Identifier: EUPL-1.2
// What a reader can find out. Two attackers that share nothing with the gate: one reasons with sums alone, by
// elimination modulo a prime; the other tries whole numbers, with every bound that the sums give.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "verzuim/small_counts.hpp"

namespace verzuim {

/// By linear reasoning: the withheld numbers that follow from the sums.
class LinearAttack {
 public:
  explicit LinearAttack(const CountSystem& system) : system_(system) {
    for (std::size_t n = 0; n < system.numbers.size(); ++n)
      if (system.numbers[n].withheld) place_[n] = place_.size();
  }

  std::vector<std::size_t> recovered() const {
    const std::size_t n = place_.size();
    std::vector<std::vector<std::uint64_t>> rows;
    for (const CountSum& sum : system_.sums) {
      std::vector<std::uint64_t> row(n, 0);
      const auto enter = [&](std::size_t number, std::uint64_t sign) {
        if (const auto at = place_.find(number); at != place_.end())
          row[at->second] = (row[at->second] + sign) % prime;
      };
      enter(sum.total, prime - 1);
      for (const std::size_t part : sum.parts) enter(part, 1);
      rows.push_back(std::move(row));
    }
    reduce(rows, n);
    std::vector<std::size_t> found;
    for (const auto& row : rows) {
      const auto filled = std::count_if(row.begin(), row.end(), [](std::uint64_t x) { return x != 0; });
      if (filled != 1) continue;
      for (const auto& [number, at] : place_)
        if (row[at] != 0) found.push_back(number);
    }
    return found;
  }

 private:
  static constexpr std::uint64_t prime = 2147483647;

  static std::uint64_t inverse(std::uint64_t x) {
    std::uint64_t result = 1;
    for (std::uint64_t e = prime - 2; e > 0; e >>= 1) {
      if ((e & 1) != 0) result = result * x % prime;
      x = x * x % prime;
    }
    return result;
  }

  static void reduce(std::vector<std::vector<std::uint64_t>>& rows, std::size_t columns) {
    std::size_t done = 0;
    for (std::size_t c = 0; c < columns && done < rows.size(); ++c) {
      std::size_t at = done;
      while (at < rows.size() && rows[at][c] == 0) ++at;
      if (at == rows.size()) continue;
      std::swap(rows[at], rows[done]);
      const std::uint64_t scale = inverse(rows[done][c]);
      for (auto& x : rows[done]) x = x * scale % prime;
      for (std::size_t r = 0; r < rows.size(); ++r) {
        if (r == done || rows[r][c] == 0) continue;
        const std::uint64_t times = prime - rows[r][c];
        for (std::size_t i = 0; i < columns; ++i) rows[r][i] = (rows[r][i] + times * rows[done][i]) % prime;
      }
      ++done;
    }
  }

  const CountSystem& system_;
  std::map<std::size_t, std::size_t> place_;
};

/// By whole numbers: what is the least and the most that a withheld number can be?
class WholeAttack {
 public:
  /// `more` is how far above the largest number looking goes. A reader knows that zeros are shown.
  WholeAttack(const CountSystem& system, std::int64_t more) : system_(system) {
    std::int64_t most = 0;
    for (const CountNumber& number : system.numbers) most = std::max(most, number.value);
    most += more;
    start_.resize(system.numbers.size());
    for (std::size_t n = 0; n < start_.size(); ++n) {
      const CountNumber& number = system.numbers[n];
      start_[n] = number.withheld ? Range{1, most} : Range{number.value, number.value};
    }
  }

  struct Range {
    std::int64_t low = 0, high = 0;
  };

  /// The least whole number that fits and the first one at least `need` above it, or the most that fits;
  /// nothing when it took too long.
  std::optional<Range> possible(std::size_t number, std::int64_t need) {
    std::optional<Range> found;
    for (std::int64_t value = 1; value <= start_[number].high; ++value) {
      if (found && found->high - found->low >= need) break;
      std::vector<Range> ranges = start_;
      ranges[number] = {value, value};
      steps_ = 0;
      const int fits = search(ranges);
      if (fits < 0) return std::nullopt;
      if (fits == 0) continue;
      if (!found) found = Range{value, value};
      found->high = value;
    }
    return found;
  }

  /// What the sums alone leave of every number, without trying any.
  std::vector<Range> bounds() const {
    std::vector<Range> ranges = start_;
    narrow(ranges);
    return ranges;
  }

 private:
  /// Narrows every range by every sum until nothing changes; false when some sum cannot hold.
  bool narrow(std::vector<Range>& ranges) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (const CountSum& sum : system_.sums) {
        Range all;
        for (const std::size_t part : sum.parts) {
          all.low += ranges[part].low;
          all.high += ranges[part].high;
        }
        const auto cut = [&](Range& range, std::int64_t low, std::int64_t high) {
          if (low > range.low || high < range.high) changed = true;
          range.low = std::max(range.low, low);
          range.high = std::min(range.high, high);
        };
        cut(ranges[sum.total], all.low, all.high);
        const Range total = ranges[sum.total];
        if (total.low > total.high) return false;
        for (const std::size_t part : sum.parts) {
          const Range before = ranges[part];
          cut(ranges[part], total.low - (all.high - before.high), total.high - (all.low - before.low));
          if (ranges[part].low > ranges[part].high) return false;
          all.low += ranges[part].low - before.low;
          all.high += ranges[part].high - before.high;
        }
      }
    }
    return true;
  }

  /// 1 for fits, 0 for not, -1 for too long.
  int search(std::vector<Range> ranges) {
    if (++steps_ > 20000) return -1;
    if (!narrow(ranges)) return 0;
    std::size_t open = ranges.size();
    for (std::size_t n = 0; n < ranges.size(); ++n) {
      const auto width = [&](std::size_t at) { return ranges[at].high - ranges[at].low; };
      if (width(n) > 0 && (open == ranges.size() || width(n) < width(open))) open = n;
    }
    if (open == ranges.size()) return 1;
    const Range range = ranges[open];
    for (std::int64_t value = range.low; value <= range.high; ++value) {
      ranges[open] = {value, value};
      const int fits = search(ranges);
      if (fits != 0) return fits;
    }
    return 0;
  }

  const CountSystem& system_;
  std::vector<Range> start_;
  int steps_ = 0;
};

}  // namespace verzuim
