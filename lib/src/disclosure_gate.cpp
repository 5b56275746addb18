// SPDX-License-Identifier: EUPL-1.2
// Secondary suppression. A table with its totals is a network: rows and columns are nodes, each count is an
// arc, and a withheld count can be recovered exactly when no other whole numbers fit what is printed. Other
// numbers fit when one can walk round a cycle of withheld arcs, adding one and taking one away by turns. So
// for every withheld count the cheapest such cycle is looked for and what it lacks is withheld as well.
// Adding one to a count and to all totals above it is always such a cycle, so the search cannot fail.
#include <algorithm>
#include <limits>
#include <optional>

#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"

namespace verzuim {
namespace {

using Cost = std::int64_t;
constexpr Cost never = std::numeric_limits<Cost>::max() / 4;
/// A grand total is what a reader wants most, so it goes last.
constexpr Cost corner_factor = 1000;

/// One count that changes by one in the alternative that protects.
struct Change {
  std::size_t table, row, column;
};

struct Route {
  Cost cost = never;
  std::vector<Change> changes;

  void add(const Route& other) {
    cost = std::min(never, cost + other.cost);
    changes.insert(changes.end(), other.changes.begin(), other.changes.end());
  }
};

class Gate {
 public:
  Gate(std::vector<CountTable*> tables, int largest);
  void run();

 private:
  const CountTable& table(std::size_t t) const { return *tables_[t]; }
  bool shared(std::size_t t, std::size_t r, std::size_t c) const;
  bool printed(std::size_t t, std::size_t r, std::size_t c) const;
  Cost price(std::size_t t, std::size_t r, std::size_t c, int change) const;
  Route one(std::size_t t, std::size_t r, std::size_t c, bool down_the_row) const;
  Route path(std::size_t t, std::size_t from, std::size_t to, std::optional<Change> without) const;
  Route inside(std::size_t t, std::size_t r, std::size_t c) const;
  Route across(std::size_t t, std::size_t r, std::size_t c) const;
  Route together(std::size_t t, std::size_t first, std::size_t last) const;
  void withhold(std::size_t t, std::size_t r, std::size_t c);
  void protect(std::size_t t, std::size_t r, std::size_t c);
  template <class Visit>
  void each_cell(const Visit& visit) const;

  std::vector<CountTable*> tables_;
  std::int64_t largest_;
  std::vector<std::vector<char>> safe_;  ///< by table and place: another value is known to fit
  std::vector<std::vector<std::size_t>>
      group_;                 ///< by table: the tables that share its row totals, itself included
  std::vector<char> corner_;  ///< by table: its grand total is printed somewhere
};

Gate::Gate(std::vector<CountTable*> tables, int largest) : tables_(std::move(tables)), largest_(largest) {
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    safe_.emplace_back((table(t).rows() + 1) * (table(t).columns() + 1), char{0});
    std::vector<std::size_t> group;
    bool corner = false;
    for (std::size_t other = 0; other < tables_.size(); ++other) {
      const bool same = other == t || (!table(t).group.empty() && table(other).group == table(t).group);
      if (!same) continue;
      group.push_back(other);
      corner = corner || (table(other).row_totals && table(other).column_totals);
    }
    group_.push_back(std::move(group));
    corner_.push_back(corner ? char{1} : char{0});
  }
}

/// True for a total that other tables print too.
bool Gate::shared(std::size_t t, std::size_t, std::size_t c) const {
  return c == table(t).columns() && !table(t).group.empty();
}

bool Gate::printed(std::size_t t, std::size_t r, std::size_t c) const {
  const bool total_row = r == table(t).rows(), total_column = c == table(t).columns();
  if (total_row && total_column) return corner_[t] != 0;
  if (total_row) return table(t).column_totals;
  return !total_column || table(t).row_totals;
}

/// What it takes to let this count change by one in an alternative.
Cost Gate::price(std::size_t t, std::size_t r, std::size_t c, int change) const {
  if (!printed(t, r, c)) return 0;
  const Cell& cell = table(t).at(r, c);
  // Zeros are shown. A withheld count is therefore known to be at least one, so a one cannot become less.
  if (cell.value == 0 || (change < 0 && cell.value < 2)) return never;
  if (cell.withheld) return 0;
  const bool corner = r == table(t).rows() && c == table(t).columns();
  return corner ? cell.value * corner_factor : cell.value + 1;
}

/// The arc of one count, walked from its row to its column or back. A total stands on the other side of its
/// equation, so there the same walk takes one away.
Route Gate::one(std::size_t t, std::size_t r, std::size_t c, bool down_the_row) const {
  const bool margin = (r == table(t).rows()) != (c == table(t).columns());
  return {price(t, r, c, down_the_row != margin ? 1 : -1), {{t, r, c}}};
}

/// The cheapest walk inside one table that leaves the totals it shares alone. Nodes: rows, then columns.
Route Gate::path(std::size_t t, std::size_t from, std::size_t to, std::optional<Change> without) const {
  const std::size_t rows = table(t).rows() + 1, nodes = rows + table(t).columns() + 1;
  std::vector<Cost> cost(nodes, never);
  std::vector<std::size_t> before(nodes, nodes);
  std::vector<char> done(nodes, char{0});
  cost[from] = 0;
  for (std::size_t round = 0; round < nodes; ++round) {
    std::size_t at = nodes;
    for (std::size_t n = 0; n < nodes; ++n)
      if (done[n] == 0 && cost[n] < never && (at == nodes || cost[n] < cost[at])) at = n;
    if (at == nodes || at == to) break;
    done[at] = 1;
    const bool is_row = at < rows;
    for (std::size_t next = is_row ? rows : 0; next < (is_row ? nodes : rows); ++next) {
      const std::size_t r = is_row ? at : next, c = (is_row ? next : at) - rows;
      if (shared(t, r, c) || (without && without->row == r && without->column == c)) continue;
      const Cost step = one(t, r, c, is_row).cost;
      if (step >= never || cost[at] + step >= cost[next]) continue;
      cost[next] = cost[at] + step;
      before[next] = at;
    }
  }
  Route route;
  if (cost[to] >= never) return route;
  route.cost = cost[to];
  for (std::size_t n = to; n != from; n = before[n]) {
    const std::size_t other = before[n];
    route.changes.push_back({t, std::min(n, other), std::max(n, other) - rows});
  }
  return route;
}

/// A cycle through a count that stays inside its table.
Route Gate::inside(std::size_t t, std::size_t r, std::size_t c) const {
  const std::size_t column = table(t).rows() + 1 + c;
  const Change self{t, r, c};
  Route up = one(t, r, c, true), down = one(t, r, c, false);
  up.add(path(t, column, r, self));
  down.add(path(t, r, column, self));
  return up.cost <= down.cost ? up : down;
}

/// The totals of the rows `first` and `last` change, the one against the other, and every table of the group
/// but `t` follows suit.
Route Gate::together(std::size_t t, std::size_t first, std::size_t last) const {
  const std::size_t totals = table(t).columns();
  Route route = one(t, first, totals, false);
  route.add(one(t, last, totals, true));
  for (std::size_t other : group_[t])
    if (other != t && route.cost < never) route.add(path(other, first, last, std::nullopt));
  return route;
}

/// A cycle through a count that runs over two shared totals, and so through every table of the group.
Route Gate::across(std::size_t t, std::size_t r, std::size_t c) const {
  const std::size_t column = table(t).rows() + 1 + c;
  const bool total = shared(t, r, c);
  const Change self{t, r, c};
  Route best;
  const auto consider = [&](std::size_t first, std::size_t last) {
    Route route = together(t, first, last);
    if (route.cost >= best.cost) return;
    if (total) {
      route.add(path(t, first, last, std::nullopt));
    } else if (first == r) {
      route.add(one(t, r, c, true));
      route.add(path(t, column, last, self));
    } else {
      route.add(one(t, r, c, false));
      route.add(path(t, first, column, self));
    }
    if (route.cost < best.cost) best = std::move(route);
  };
  for (std::size_t other = 0; other <= table(t).rows(); ++other) {
    if (other == r) continue;
    consider(r, other);
    consider(other, r);
  }
  return best;
}

template <class Visit>
void Gate::each_cell(const Visit& visit) const {
  for (std::size_t t = 0; t < tables_.size(); ++t)
    for (std::size_t r = 0; r <= table(t).rows(); ++r)
      for (std::size_t c = 0; c <= table(t).columns(); ++c)
        if (printed(t, r, c)) visit(t, r, c);
}

void Gate::withhold(std::size_t t, std::size_t r, std::size_t c) {
  if (!printed(t, r, c)) return;
  if (!shared(t, r, c)) {
    tables_[t]->at(r, c).withheld = true;
    return;
  }
  for (std::size_t other : group_[t]) tables_[other]->at(r, table(other).columns()).withheld = true;
}

void Gate::protect(std::size_t t, std::size_t r, std::size_t c) {
  Route best = shared(t, r, c) ? Route{} : inside(t, r, c);
  if (!table(t).group.empty() && best.cost > 0) {
    Route wide = across(t, r, c);
    if (wide.cost < best.cost) best = std::move(wide);
  }
  if (best.cost >= never)
    throw Error(ErrorCode::internal, "a small count in a report cannot be withheld safely");
  for (const Change& change : best.changes) {
    withhold(change.table, change.row, change.column);
    const bool everywhere = shared(change.table, change.row, change.column);
    for (std::size_t other : group_[change.table]) {
      if (other != change.table && !everywhere) continue;
      const std::size_t column = everywhere ? table(other).columns() : change.column;
      safe_[other][change.row * (table(other).columns() + 1) + column] = 1;
    }
  }
}

void Gate::run() {
  each_cell([&](std::size_t t, std::size_t r, std::size_t c) {
    const Cell& cell = table(t).at(r, c);
    if (cell.value != 0 && (cell.withheld || cell.value <= largest_)) withhold(t, r, c);
  });
  // What is withheld along the way lies on a cycle already, so one round does; shared totals first, since
  // their cycles protect much of what is below them.
  for (const bool totals : {true, false})
    each_cell([&](std::size_t t, std::size_t r, std::size_t c) {
      const bool safe = safe_[t][r * (table(t).columns() + 1) + c] != 0;
      if (shared(t, r, c) == totals && table(t).at(r, c).withheld && !safe) protect(t, r, c);
    });
}

}  // namespace

void withhold_small(std::vector<CountTable*> tables, int largest) { Gate(std::move(tables), largest).run(); }

}  // namespace verzuim
