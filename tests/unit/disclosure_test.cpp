// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/disclosure.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace verzuim;

namespace {

/// What a reader can find out: every way to fill in the withheld counts that agrees with all that is printed,
/// in whole numbers that are not negative. It shares nothing with the gate: it simply tries them all.
class Attack {
 public:
  /// `at_least` 1 for a reader who knows that zeros are always shown.
  Attack(const std::vector<CountTable*>& tables, std::int64_t at_least) : tables_(tables), least_(at_least) {
    for (const CountTable* table : tables_) {
      ranges_.emplace_back((table->rows() + 1) * (table->columns() + 1));
      const std::size_t before = open_;
      for (std::size_t r = 0; r <= table->rows(); ++r)
        for (std::size_t c = 0; c <= table->columns(); ++c)
          if (printed(*table, r, c) && table->at(r, c).withheld) ++open_;
      open_in_.push_back(open_ - before);
    }
    work_.resize(tables_.size());
  }

  /// How many withheld counts have only one possible value.
  std::size_t recovered() {
    const CountTable& first = *tables_.front();
    totals_.assign(first.rows() + 1, 0);
    if (first.row_totals) {
      each_total(0, 0);
    } else {
      fill_tables();
    }
    return open_;
  }

 private:
  struct Range {
    std::int64_t low = -1;
    bool wide = false;
  };

  static bool printed(const CountTable& table, std::size_t r, std::size_t c) {
    if (r == table.rows() && c == table.columns()) return table.row_totals && table.column_totals;
    if (r == table.rows()) return table.column_totals;
    return c < table.columns() || table.row_totals;
  }
  bool corner_printed() const {
    return std::any_of(tables_.begin(), tables_.end(),
                       [](const CountTable* t) { return printed(*t, t->rows(), t->columns()); });
  }

  /// All row totals that fit; they are the same in every table.
  void each_total(std::size_t r, std::int64_t sum) {
    if (open_ == 0) return;
    const CountTable& first = *tables_.front();
    const Cell& corner = first.at(first.rows(), first.columns());
    if (r == first.rows()) {
      if (corner_printed() && !corner.withheld && sum != corner.value) return;
      totals_[r] = sum;
      fill_tables();
      return;
    }
    const Cell& total = first.at(r, first.columns());
    const std::int64_t low = total.withheld ? least_ : total.value,
                       high = total.withheld ? total.value + 3 : total.value;
    for (std::int64_t value = low; value <= high; ++value) {
      totals_[r] = value;
      each_total(r + 1, sum + value);
    }
  }

  /// Once the row totals are chosen the tables are free of each other, so each is tried by itself; but only
  /// when all of them can be filled.
  void fill_tables() {
    for (probing_ = true; const std::size_t t : order()) {
      found_ = false;
      fill_table(t);
      if (!found_) return;
    }
    probing_ = false;
    for (const std::size_t t : order()) fill_table(t);
  }

  std::vector<std::size_t> order() const {
    std::vector<std::size_t> all(tables_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }

  void fill_table(std::size_t t) {
    work_[t].assign(ranges_[t].size(), 0);
    fill(t, 0, 0, 0);
  }

  bool enough(std::size_t t) const { return probing_ ? found_ : open_in_[t] == 0; }

  /// What a printed column total leaves for this count.
  std::int64_t in_column(std::size_t t, std::size_t row, std::size_t c) const {
    const CountTable& table = *tables_[t];
    const Cell& total = table.at(table.rows(), c);
    if (!table.column_totals || total.withheld) return 1000;
    std::int64_t left = total.value;
    for (std::size_t r = 0; r < row; ++r) left -= work_[t][r * (table.columns() + 1) + c];
    return left;
  }

  void fill(std::size_t t, std::size_t r, std::size_t c, std::int64_t sum) {
    if (enough(t)) return;
    const CountTable& table = *tables_[t];
    const std::size_t width = table.columns() + 1;
    if (r == table.rows()) return fill_table_end(t);
    if (c == table.columns()) {
      if (table.row_totals && sum != totals_[r]) return;
      work_[t][r * width + c] = sum;
      fill(t, r + 1, 0, 0);
      return;
    }
    const Cell& cell = table.at(r, c);
    const std::int64_t in_row = table.row_totals ? totals_[r] - sum : cell.value + 3;
    const std::int64_t room = std::min(in_row, in_column(t, r, c));
    const std::int64_t low = cell.withheld ? least_ : cell.value, high = cell.withheld ? room : cell.value;
    for (std::int64_t value = low; value <= high && value <= room; ++value) {
      work_[t][r * width + c] = value;
      fill(t, r, c + 1, sum + value);
    }
  }

  void fill_table_end(std::size_t t) {
    const CountTable& table = *tables_[t];
    const std::size_t width = table.columns() + 1;
    for (std::size_t c = 0; c <= table.columns(); ++c) {
      std::int64_t sum = 0;
      for (std::size_t r = 0; r < table.rows(); ++r) sum += work_[t][r * width + c];
      const Cell& total = table.at(table.rows(), c);
      if (printed(table, table.rows(), c) && !total.withheld && total.value != sum) return;
      if (printed(table, table.rows(), c) && total.withheld && sum < least_) return;
      work_[t][table.rows() * width + c] = sum;
    }
    if (probing_)
      found_ = true;
    else
      note(t);
  }

  void note(std::size_t t) {
    const CountTable& table = *tables_[t];
    for (std::size_t r = 0; r <= table.rows(); ++r) {
      for (std::size_t c = 0; c <= table.columns(); ++c) {
        if (!printed(table, r, c) || !table.at(r, c).withheld) continue;
        const std::size_t place = r * (table.columns() + 1) + c;
        Range& range = ranges_[t][place];
        if (range.low < 0) range.low = work_[t][place];
        if (range.wide || range.low == work_[t][place]) continue;
        range.wide = true;
        --open_;
        --open_in_[t];
      }
    }
  }

  std::vector<CountTable*> tables_;
  std::int64_t least_;
  std::size_t open_ = 0;
  std::vector<std::size_t> open_in_;  ///< by table: withheld counts with one value seen at most
  bool probing_ = false, found_ = false;
  std::vector<std::int64_t> totals_;
  std::vector<std::vector<std::int64_t>> work_;
  std::vector<std::vector<Range>> ranges_;
};

std::vector<CountTable*> pointers(std::vector<CountTable>& tables) {
  std::vector<CountTable*> all;
  for (CountTable& table : tables) all.push_back(&table);
  return all;
}

std::size_t recovered(std::vector<CountTable>& tables, std::int64_t at_least = 1) {
  return Attack(pointers(tables), at_least).recovered();
}

CountTable make(const std::vector<std::vector<std::int64_t>>& rows) {
  CountTable table(rows.size(), rows.front().size());
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size(); ++c) table.at(r, c).value = rows[r][c];
  table.sum();
  return table;
}

std::int64_t random_count(std::mt19937& random) {
  // Many zeros and small counts, as in the table of a small gemeente.
  const auto draw = random() % 10;
  if (draw < 3) return 0;
  return draw < 7 ? 1 + static_cast<std::int64_t>(random() % 3)
                  : 1 + static_cast<std::int64_t>(random() % 12);
}

CountTable random_table(std::mt19937& random, std::size_t rows, std::size_t columns) {
  CountTable table(rows, columns);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) table.at(r, c).value = random_count(random);
  table.sum();
  return table;
}

/// A table with the row totals of `like`, spread at random.
CountTable random_sister(std::mt19937& random, const CountTable& like, std::size_t columns) {
  CountTable table(like.rows(), columns);
  for (std::size_t r = 0; r < like.rows(); ++r)
    for (std::int64_t n = 0; n < like.at(r, like.columns()).value; ++n)
      ++table.at(r, random() % 3 == 0 ? random() % columns : 0).value;
  table.sum();
  return table;
}

void withhold_primary(CountTable& table, std::int64_t largest) {
  for (std::size_t r = 0; r <= table.rows(); ++r)
    for (std::size_t c = 0; c <= table.columns(); ++c) {
      Cell& cell = table.at(r, c);
      cell.withheld = cell.value >= 1 && cell.value <= largest;
    }
}

void check_small_are_withheld(const CountTable& table, std::int64_t largest) {
  for (std::size_t r = 0; r <= table.rows(); ++r) {
    for (std::size_t c = 0; c <= table.columns(); ++c) {
      const Cell& cell = table.at(r, c);
      if (cell.value == 0) CHECK_FALSE(cell.withheld);
      if (cell.value >= 1 && cell.value <= largest) CHECK(cell.withheld);
    }
  }
}

}  // namespace

TEST_CASE("one small count takes three others with it") {
  std::vector<CountTable> tables = {make({{3, 20, 30}, {40, 8, 60}, {70, 80, 90}})};
  withhold_small(pointers(tables), 5);
  std::size_t withheld = 0;
  for (std::size_t r = 0; r <= 3; ++r)
    for (std::size_t c = 0; c <= 3; ++c) withheld += tables[0].at(r, c).withheld ? 1 : 0;
  CHECK(withheld == 4);
  CHECK(tables[0].at(0, 0).withheld);
  CHECK(tables[0].at(1, 1).withheld);
  CHECK(recovered(tables) == 0);
}

TEST_CASE("zeros are shown and large counts without small ones stay") {
  std::vector<CountTable> tables = {make({{0, 20}, {40, 0}})};
  withhold_small(pointers(tables), 5);
  for (std::size_t r = 0; r <= 2; ++r)
    for (std::size_t c = 0; c <= 2; ++c) CHECK_FALSE(tables[0].at(r, c).withheld);
}

TEST_CASE("ones whose sum is printed would all be ones, so the sum goes too") {
  std::vector<CountTable> tables = {make({{1, 1, 1, 1, 1, 1}})};
  withhold_small(pointers(tables), 5);
  CHECK(tables[0].at(0, 6).withheld);
  CHECK(recovered(tables) == 0);
}

TEST_CASE("two withheld counts in each row and column are not enough when they lie on no cycle") {
  // Rows 1 and 2 hide columns 1 and 2, rows 3 and 4 columns 3 and 4: two cycles, and a bridge between them.
  CountTable table = make({{2, 9, 30, 30}, {9, 2, 30, 3}, {30, 30, 2, 9}, {30, 30, 9, 2}});
  std::vector<CountTable> tables = {table};
  withhold_primary(tables[0], 5);
  for (const auto& [r, c] : std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {1, 0}, {2, 3}, {3, 2}})
    tables[0].at(r, c).withheld = true;
  CHECK(recovered(tables) == 1);
  tables[0] = table;
  withhold_small(pointers(tables), 5);
  CHECK(recovered(tables) == 0);
}

TEST_CASE("a list without totals loses only its small counts") {
  std::vector<CountTable> tables = {make({{3, 9}, {12, 40}})};
  tables[0].row_totals = tables[0].column_totals = false;
  withhold_small(pointers(tables), 5);
  CHECK(tables[0].at(0, 0).withheld);
  CHECK_FALSE(tables[0].at(0, 1).withheld);
  CHECK_FALSE(tables[0].at(1, 0).withheld);
}

TEST_CASE("a total withheld in one table is withheld in every table that prints it") {
  std::vector<CountTable> tables = {make({{3, 0}, {10, 20}, {5, 9}}), make({{2, 1}, {25, 5}, {14, 0}})};
  tables[0].group = tables[1].group = "sector";
  withhold_small(pointers(tables), 5);
  CHECK(tables[0].at(0, 2).withheld);
  for (std::size_t r = 0; r <= 3; ++r) CHECK(tables[0].at(r, 2).withheld == tables[1].at(r, 2).withheld);
  CHECK(recovered(tables) == 0);
}

TEST_CASE("no withheld count of a random table can be recovered") {
  std::mt19937 random(20251124);
  std::size_t unsafe_without = 0;
  for (int n = 0; n < 2500; ++n) {
    std::vector<CountTable> tables = {random_table(random, 1 + random() % 3, 1 + random() % 4)};
    const std::int64_t largest = n % 4 == 0 ? 3 : 5;
    std::vector<CountTable> control = tables;
    withhold_primary(control[0], largest);
    unsafe_without += recovered(control) > 0 ? 1 : 0;
    withhold_small(pointers(tables), static_cast<int>(largest));
    check_small_are_withheld(tables[0], largest);
    REQUIRE(recovered(tables, 1) == 0);
    REQUIRE(recovered(tables, 0) == 0);
  }
  // The control: the attack does find what primary suppression alone leaves open.
  CHECK(unsafe_without > 700);
}

TEST_CASE("no withheld count of tables that share totals can be recovered") {
  std::mt19937 random(99);
  std::size_t unsafe_alone = 0;
  for (int n = 0; n < 4000; ++n) {
    std::vector<CountTable> tables = {random_table(random, 2 + random() % 2, 2)};
    tables.push_back(random_sister(random, tables[0], 2));
    if (n % 2 == 0) tables.push_back(random_sister(random, tables[0], 2));
    if (n % 5 == 0)
      for (CountTable& table : tables) table.column_totals = false;
    std::vector<CountTable> control = tables;
    for (CountTable& table : control) withhold_small({&table}, 5);
    for (CountTable& table : tables) table.group = "sector";
    withhold_small(pointers(tables), 5);
    for (std::size_t t = 1; t < tables.size(); ++t)
      for (std::size_t r = 0; r <= tables[t].rows(); ++r) {
        const bool here = tables[t].at(r, tables[t].columns()).withheld;
        CHECK(here == tables[0].at(r, tables[0].columns()).withheld);
        unsafe_alone +=
            control[t].at(r, control[t].columns()).withheld != control[0].at(r, control[0].columns()).withheld
                ? 1
                : 0;
      }
    REQUIRE(recovered(tables, 1) == 0);
  }
  // The control: gated one by one, a total would be hidden in one table and printed in another.
  CHECK(unsafe_alone > 100);
}

TEST_CASE("a gemeente may see unauthorised, late, removed and unknown absence and nothing else") {
  const auto one = [](Kind kind) { return may_see(RoleHolder::gemeente, bit(kind)); };
  CHECK(one(Kind::unauthorised));
  CHECK(one(Kind::late));
  CHECK(one(Kind::removed));
  CHECK(one(Kind::unknown));
  CHECK_FALSE(one(Kind::sick));
  CHECK_FALSE(one(Kind::authorised));
  CHECK_FALSE(may_see(RoleHolder::gemeente, static_cast<KindSet>(bit(Kind::unauthorised) | bit(Kind::sick))));
  CHECK_FALSE(may_see(RoleHolder::gemeente, KindSet{0}));
  CHECK(may_see(RoleHolder::jgz, bit(Kind::sick)));
  CHECK(may_see(RoleHolder::school, KindSet{0}));
}

TEST_CASE("one version of a rule that looks at sickness keeps the whole rule from the gemeente") {
  Rule unauthorised, sick, mix, worry;
  unauthorised.count.kinds = bit(Kind::unauthorised);
  sick.count.kinds = bit(Kind::sick);
  mix.when.mix = {{Measure::spells, bit(Kind::sick), {}}, {Measure::hours, bit(Kind::unauthorised), {}}};
  worry.count.of = Measure::concerns;
  CHECK(may_see(RoleHolder::gemeente, std::vector<Rule>{unauthorised}));
  CHECK_FALSE(may_see(RoleHolder::gemeente, std::vector<Rule>{unauthorised, sick}));
  CHECK_FALSE(may_see(RoleHolder::gemeente, std::vector<Rule>{mix}));
  CHECK_FALSE(may_see(RoleHolder::gemeente, std::vector<Rule>{worry}));
  CHECK(may_see(RoleHolder::school, std::vector<Rule>{sick}));
}

TEST_CASE("an unknown role sees no more than a gemeente and a new field stays inside") {
  CHECK(holder_of("buurman") == RoleHolder::other);
  CHECK_FALSE(may_see(holder_of("buurman"), bit(Kind::sick)));
  CHECK(holder_of("leerplichtambtenaar") == RoleHolder::gemeente);
  CHECK(holder_of("jeugdarts") == RoleHolder::jgz);
  CHECK(may_see_field(RoleHolder::gemeente, "due_on"));
  CHECK_FALSE(may_see_field(RoleHolder::gemeente, "cause"));
  CHECK_FALSE(may_see_field(RoleHolder::gemeente, "anything-new"));
  CHECK(may_see_field(RoleHolder::school, "cause"));
}
