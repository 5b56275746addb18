// SPDX-License-Identifier: EUPL-1.2
// The absences of a pupil that hold: reports without an end go on, and what was seen gives way to what was
// reported.
#pragma once
#include <vector>

#include "store_parts.hpp"
#include "store_versions.hpp"

namespace verzuim {

class HoldingAbsences {
 public:
  /// `known`: by number of the delivery. Requires: `parts` and `known` outlive this.
  HoldingAbsences(StoreParts& parts, const std::vector<bool>& known)
      : known_(known), horizons_(parts.horizons(known)), table_(parts.db) {}

  /// By date, lesson and school. The answer lives until the next call.
  const std::vector<StandingAbsence>& of(std::int32_t pupil);

 private:
  const std::vector<bool>& known_;
  std::vector<std::int32_t> horizons_;
  AbsenceTable table_;
  std::vector<StandingAbsence> rows_;
};

/// The record as the rules see it.
Absence absence_of(const StandingAbsence& standing);

}  // namespace verzuim
