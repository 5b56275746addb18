// SPDX-License-Identifier: EUPL-1.2
// What became of each row of a file, where a row may hold several facts: it is changed if any of them is,
// else new if any of them is, and refused as a whole.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "verzuim/store.hpp"

namespace verzuim {

enum class RowOutcome : std::uint8_t { none, same, fresh, changed };

class RowLedger {
 public:
  /// `several`: a row may hold more than one fact, so that a byte a row must be kept. Else a fact is a row.
  RowLedger(Receipt& receipt, bool several) : receipt_(receipt), several_(several) {}

  bool several() const { return several_; }
  void note(int line, RowOutcome outcome) {
    if (!several_) return count(outcome);
    std::uint8_t& entry = at(line);
    entry = std::max(entry, static_cast<std::uint8_t>(outcome));
  }
  /// False when the row was refused before.
  bool refuse(int line) {
    if (!several_) return true;
    std::uint8_t& entry = at(line);
    const bool first = entry != refused_row;
    entry = refused_row;
    return first;
  }
  bool refused(int line) const {
    const auto row = static_cast<std::size_t>(line);
    return several_ && row < rows_.size() && rows_[row] == refused_row;
  }
  /// Adds what was kept to the receipt. To be called once, at the end.
  void close() {
    for (std::uint8_t entry : rows_)
      if (entry != refused_row) count(static_cast<RowOutcome>(entry));
    rows_ = {};
  }

 private:
  static constexpr std::uint8_t refused_row = 255;
  std::uint8_t& at(int line) {
    const auto row = static_cast<std::size_t>(line);
    if (row >= rows_.size()) rows_.resize(std::max(row + 1, 2 * rows_.size()));
    return rows_[row];
  }
  void count(RowOutcome outcome) {
    receipt_.same += outcome == RowOutcome::same;
    receipt_.fresh += outcome == RowOutcome::fresh;
    receipt_.changed += outcome == RowOutcome::changed;
  }

  Receipt& receipt_;
  bool several_;
  std::vector<std::uint8_t> rows_;  ///< by line
};

}  // namespace verzuim
