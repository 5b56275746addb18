// SPDX-License-Identifier: EUPL-1.2
// The one gate through which everything passes that leaves the house: who may see which kind of absence and
// which field, and which counts are so small that they could point at a person.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {

/// The holder of `role`. A role that is not known gets `other`, which sees no more than a gemeente does.
VERZUIM_EXPORT RoleHolder holder_of(std::string_view role);

/// The kinds of absence that a gemeente may learn of about a person. Sick and authorised absence stay with
/// the school and the jeugdarts. Basis: Leerplichtwet 1969, art. 21a (it speaks of unauthorised absence
/// only); UAVG art. 30.
inline constexpr KindSet gemeente_kinds =
    static_cast<KindSet>(bit(Kind::unauthorised) | bit(Kind::late) | bit(Kind::removed) | bit(Kind::unknown));

/// True when `holder` may see something that rests on all of `kinds`. Nothing known of the kinds (none) is
/// for the school and the JGZ only: a worry raised by hand may be about health.
VERZUIM_EXPORT bool may_see(RoleHolder holder, KindSet kinds);
/// All kinds that a rule looks at.
VERZUIM_EXPORT KindSet kinds_of(const Rule& rule);
/// True when `holder` may see that the rule was met, in whatever version of it.
VERZUIM_EXPORT bool may_see(RoleHolder holder, const std::vector<Rule>& versions);
/// True when `holder` may see this field of an action or of a dossier event. For a gemeente a list of what
/// may pass, so that a new field stays inside until someone lets it out.
VERZUIM_EXPORT bool may_see_field(RoleHolder holder, std::string_view field);

/// One printed number: a count, or a mark that it is withheld.
struct Cell {
  std::int64_t value = 0;
  bool withheld = false;
};

/// Counts in rows and columns, with a last row and column for the totals.
class VERZUIM_EXPORT CountTable {
 public:
  CountTable() = default;
  CountTable(std::size_t rows, std::size_t columns);

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  /// Requires: row <= rows() and column <= columns(); the last of each are the totals.
  Cell& at(std::size_t row, std::size_t column) { return cells_[row * (columns_ + 1) + column]; }
  const Cell& at(std::size_t row, std::size_t column) const { return cells_[row * (columns_ + 1) + column]; }
  /// Fills the totals from the cells.
  void sum();

  bool row_totals = true, column_totals = true;  ///< which totals are printed; the corner when both are
  /// Tables of one group have the same rows with the same row totals, which are printed in each. Empty: on
  /// its own.
  std::string group;

 private:
  std::size_t rows_ = 0, columns_ = 0;
  std::vector<Cell> cells_;
};

/// Withholds the counts from 1 to `largest` in tables that are printed together, and as many others as it
/// takes so that no withheld count follows from what is printed. Zeros are shown, so a reader knows that a
/// withheld count is at least 1; that too is reckoned with. Counts that are marked withheld beforehand are
/// treated as small ones. Requires: totals are filled; tables of a group print their row totals.
VERZUIM_EXPORT void withhold_small(std::vector<CountTable*> tables, int largest);

}  // namespace verzuim
