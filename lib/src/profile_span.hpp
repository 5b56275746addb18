// SPDX-License-Identifier: EUPL-1.2
// When a row of absences says that someone was away, as the days and lessons of its facts.
#pragma once
#include <optional>
#include <vector>

#include "profile_cells.hpp"

namespace verzuim {

/// From when until when a row speaks.
struct Span {
  Date first, last;
  std::optional<int> from, until;  ///< minutes since midnight of the first and the last day
  bool ends = true;                ///< false: the column for the end is there and empty
  bool may_span_days = false;
};

/// One fact of a row.
struct Occasion {
  Date date;
  int lesson = 0;   ///< 0 for the whole day
  int minutes = 0;  ///< 0 when not given
  int begin = -1;   ///< minute of the day, where only that tells it from another of the day; -1 for none
};

/// What a row comes down to. No occasion at all: its times touch no lesson.
struct Occasions {
  std::vector<Occasion> all;
  std::optional<Date> since;  ///< the first day of a report that may span days
  bool open = false;
};

/// The facts of the current row. Faults are noted in `cells`. `can_go_on`: a report of its kind can be
/// without end.
Occasions read_occasions(SlotCells& cells, const ProfileParts& parts, bool can_go_on);

}  // namespace verzuim
