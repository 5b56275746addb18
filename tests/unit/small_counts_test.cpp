// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/small_counts.hpp"

#include <doctest/doctest.h>

#include <random>

#include "small_counts_attack.hpp"

using namespace verzuim;

namespace {

/// Tables of counts that are printed together, with their totals; tables may share their row totals.
class Tables {
 public:
  CountSystem system;

  std::size_t number(std::int64_t value) {
    system.numbers.push_back({value, 1, false, false, false, false, 0});
    return system.numbers.size() - 1;
  }
  /// Adds a table; `totals` are row totals that stand already. Gives the places of the row totals.
  std::vector<std::size_t> add(const std::vector<std::vector<std::int64_t>>& rows,
                               std::vector<std::size_t> totals = {}) {
    std::vector<std::vector<std::size_t>> cells;
    std::vector<std::int64_t> columns(rows.front().size(), 0);
    const bool fresh = totals.empty();
    std::int64_t all = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      cells.emplace_back();
      std::int64_t sum = 0;
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        cells.back().push_back(number(rows[r][c]));
        columns[c] += rows[r][c];
        sum += rows[r][c];
      }
      if (fresh) totals.push_back(number(sum));
      system.sums.push_back({totals[r], cells.back()});
      all += sum;
    }
    std::vector<std::size_t> bottom;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      bottom.push_back(number(columns[c]));
      CountSum sum{bottom.back(), {}};
      for (const auto& row : cells) sum.parts.push_back(row[c]);
      system.sums.push_back(std::move(sum));
    }
    if (fresh) {
      totals.push_back(number(all));
      system.sums.push_back({totals.back(), {totals.begin(), totals.end() - 1}});
    }
    system.sums.push_back({totals.back(), bottom});
    return totals;
  }
  void mark(std::int64_t largest) {
    for (CountNumber& number : system.numbers) number.small = number.value >= 1 && number.value <= largest;
  }
  std::size_t withheld() const {
    std::size_t count = 0;
    for (const CountNumber& number : system.numbers) count += number.withheld ? 1 : 0;
    return count;
  }
};

std::vector<std::vector<std::int64_t>> random_rows(std::mt19937& random, std::size_t rows,
                                                   std::size_t columns) {
  std::vector<std::vector<std::int64_t>> table(rows, std::vector<std::int64_t>(columns, 0));
  for (auto& row : table)
    for (auto& cell : row) {
      // Many zeros and small counts, as in the table of a small gemeente.
      const auto draw = random() % 10;
      cell = draw < 3   ? 0
             : draw < 7 ? 1 + static_cast<std::int64_t>(random() % 3)
                        : 1 + static_cast<std::int64_t>(random() % 12);
    }
  return table;
}

/// A table with the row totals of `like`, spread at random.
std::vector<std::vector<std::int64_t>> sister(std::mt19937& random,
                                              const std::vector<std::vector<std::int64_t>>& like,
                                              std::size_t columns) {
  std::vector<std::vector<std::int64_t>> table(like.size(), std::vector<std::int64_t>(columns, 0));
  for (std::size_t r = 0; r < like.size(); ++r) {
    std::int64_t sum = 0;
    for (const std::int64_t cell : like[r]) sum += cell;
    for (std::int64_t n = 0; n < sum; ++n) ++table[r][random() % 3 == 0 ? random() % columns : 0];
  }
  return table;
}

/// Withheld numbers that one attacker or the other recovers, or knows to less than `interval`.
std::size_t recovered(const CountSystem& system, std::int64_t interval, std::size_t& too_long) {
  std::size_t found = LinearAttack(system).recovered().size();
  for (std::size_t n = 0; n < system.numbers.size(); ++n) {
    const CountNumber& number = system.numbers[n];
    if (!number.withheld) continue;
    const std::int64_t need = number.small ? std::max<std::int64_t>(1, interval) : 1;
    WholeAttack attack(system, need + 5);
    const auto range = attack.possible(n, need);
    if (!range)
      ++too_long;
    else if (range->high - range->low < need)
      ++found;
  }
  return found;
}

void withhold_primary_only(CountSystem& system) {
  for (CountNumber& number : system.numbers) number.withheld = number.small;
}

void check_small_are_withheld(const CountSystem& system) {
  for (const CountNumber& number : system.numbers) {
    if (number.value == 0) CHECK_FALSE(number.withheld);
    if (number.small) CHECK(number.withheld);
  }
}

}  // namespace

TEST_CASE("one small count takes three others with it") {
  Tables tables;
  tables.add({{3, 20, 30}, {40, 8, 60}, {70, 80, 90}});
  tables.mark(5);
  CHECK(withhold_small(tables.system, 0).empty());
  CHECK(tables.withheld() == 4);
  CHECK(tables.system.numbers[0].withheld);
  std::size_t too_long = 0;
  CHECK(recovered(tables.system, 1, too_long) == 0);
}

TEST_CASE("zeros are shown and large counts without small ones stay") {
  Tables tables;
  tables.add({{0, 20}, {40, 0}});
  tables.mark(5);
  withhold_small(tables.system, 0);
  CHECK(tables.withheld() == 0);
}

TEST_CASE("ones whose sum is printed would all be ones, so the sum goes too") {
  Tables tables;
  const auto totals = tables.add({{1, 1, 1, 1, 1, 1}});
  tables.mark(5);
  withhold_small(tables.system, 0);
  CHECK(tables.system.numbers[totals[0]].withheld);
  std::size_t too_long = 0;
  CHECK(recovered(tables.system, 1, too_long) == 0);
}

TEST_CASE("two withheld counts in each row and column are not enough when they lie on no cycle") {
  // Rows 1 and 2 hide columns 1 and 2, rows 3 and 4 columns 3 and 4: two cycles, and a bridge between them.
  Tables tables;
  tables.add({{2, 9, 30, 30}, {9, 2, 30, 3}, {30, 30, 2, 9}, {30, 30, 9, 2}});
  tables.mark(5);
  Tables bridge = tables;
  withhold_primary_only(bridge.system);
  // Cells 1, 5, 11 and 15 of the rows, five numbers a row with its total.
  for (const std::size_t n : {1u, 5u, 13u, 17u}) bridge.system.numbers[n].withheld = true;
  CHECK_FALSE(LinearAttack(bridge.system).recovered().empty());
  withhold_small(tables.system, 0);
  std::size_t too_long = 0;
  CHECK(recovered(tables.system, 1, too_long) == 0);
}

TEST_CASE("no withheld count of a random table can be recovered") {
  std::mt19937 random(20251124);
  std::size_t unsafe = 0, too_long = 0;
  for (int n = 0; n < 800; ++n) {
    Tables tables;
    tables.add(random_rows(random, 1 + random() % 3, 1 + random() % 4));
    tables.mark(n % 4 == 0 ? 3 : 5);
    CountSystem control = tables.system;
    withhold_primary_only(control);
    unsafe += LinearAttack(control).recovered().empty() ? 0 : 1;
    CHECK(withhold_small(tables.system, 0).empty());
    check_small_are_withheld(tables.system);
    REQUIRE(recovered(tables.system, 1, too_long) == 0);
  }
  // The control: the attack does find what primary suppression alone leaves open.
  CHECK(unsafe > 250);
  CHECK(too_long < 20);
}

TEST_CASE("no withheld count of tables that share totals can be recovered") {
  std::mt19937 random(99);
  std::size_t too_long = 0;
  for (int n = 0; n < 500; ++n) {
    Tables tables;
    const auto rows = random_rows(random, 2 + random() % 2, 2);
    const auto totals = tables.add(rows);
    tables.add(sister(random, rows, 2), totals);
    if (n % 2 == 0) tables.add(sister(random, rows, 3), totals);
    tables.mark(5);
    CHECK(withhold_small(tables.system, 0).empty());
    check_small_are_withheld(tables.system);
    REQUIRE(recovered(tables.system, 1, too_long) == 0);
  }
  CHECK(too_long < 40);
}

TEST_CASE("with an interval no small count is known to less than that") {
  std::mt19937 random(7);
  std::size_t narrow = 0, too_long = 0, unused = 0;
  for (int n = 0; n < 300; ++n) {
    Tables tables;
    const auto rows = random_rows(random, 2, 2 + random() % 2);
    const auto totals = tables.add(rows);
    if (n % 2 == 0) tables.add(sister(random, rows, 2), totals);
    tables.mark(5);
    CountSystem without = tables.system;
    withhold_small(without, 0);
    narrow += recovered(without, 4, unused) > 0 ? 1 : 0;
    CHECK(withhold_small(tables.system, 4).empty());
    REQUIRE(recovered(tables.system, 4, too_long) == 0);
  }
  // The control: without the setting some are known rather closely.
  CHECK(narrow > 10);
  CHECK(too_long < 40);
}

TEST_CASE("what the report before showed hides nothing, and what it withheld stays withheld") {
  // Last week: 3 and 40 withheld beside a total of 43. This week all three are the same.
  Tables tables;
  const std::size_t small = tables.number(6), other = tables.number(40), total = tables.number(46);
  tables.system.sums.push_back({total, {small, other}});
  const std::size_t then = tables.number(3), sum_then = tables.number(43);
  tables.system.sums.push_back({sum_then, {then, other}});
  // The 40 stands in both reports: showing it now would tell what the other was then.
  tables.system.numbers[other].withheld = true;
  tables.system.numbers[then].withheld = tables.system.numbers[then].fixed = true;
  tables.system.numbers[sum_then].fixed = true;
  tables.mark(5);
  CHECK(withhold_small(tables.system, 0).empty());
  CHECK(tables.system.numbers[other].withheld);
  CHECK(tables.system.numbers[small].withheld);
  CHECK(LinearAttack(tables.system).recovered().empty());
}

TEST_CASE("no withheld count can be recovered from two reports together") {
  std::mt19937 random(20260107);
  std::size_t apart = 0;
  for (int n = 0; n < 400; ++n) {
    const auto before = random_rows(random, 2, 3);
    auto after = before;
    // A few people came in since.
    for (int more = 0; more < 3; ++more) ++after[random() % 2][random() % 3];
    Tables first, second;
    first.add(before);
    first.mark(5);
    withhold_small(first.system, 0);
    second.add(after);
    second.mark(5);
    // What is unchanged is one number; a reader would guess as much.
    const auto join = [&](const CountSystem& now) {
      CountSystem both = now;
      std::vector<std::size_t> place;
      for (std::size_t i = 0; i < first.system.numbers.size(); ++i) {
        const CountNumber& then = first.system.numbers[i];
        if (then.value == now.numbers[i].value) {
          place.push_back(i);
          if (then.withheld)
            both.numbers[i].withheld = both.numbers[i].withheld && true;
          else
            both.numbers[i].withheld = false;
          continue;
        }
        both.numbers.push_back(then);
        place.push_back(both.numbers.size() - 1);
      }
      for (const CountSum& sum : first.system.sums) {
        CountSum moved{place[sum.total], {}};
        for (const std::size_t part : sum.parts) moved.parts.push_back(place[part]);
        both.sums.push_back(std::move(moved));
      }
      return both;
    };
    CountSystem alone = second.system;
    withhold_small(alone, 0);
    apart += LinearAttack(join(alone)).recovered().empty() ? 0 : 1;
    CountSystem system = join(second.system);
    for (std::size_t i = 0; i < first.system.numbers.size(); ++i) {
      CountNumber& number = system.numbers[i];
      if (first.system.numbers[i].value != number.value) continue;
      number.withheld = first.system.numbers[i].withheld;
      number.fixed = !number.withheld;
    }
    for (std::size_t i = second.system.numbers.size(); i < system.numbers.size(); ++i)
      system.numbers[i].fixed = true;
    withhold_small(system, 0);
    REQUIRE(LinearAttack(system).recovered().empty());
  }
  // The control: gated each by itself, two reports give some counts away.
  CHECK(apart > 20);
}

TEST_CASE("rounding goes to the nearest multiple") {
  CHECK(rounded_to(2, 5) == 0);
  CHECK(rounded_to(3, 5) == 5);
  CHECK(rounded_to(7, 5) == 5);
  CHECK(rounded_to(8, 5) == 10);
  CHECK(rounded_to(8, 0) == 8);
}
