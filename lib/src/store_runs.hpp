// SPDX-License-Identifier: EUPL-1.2
// What the kept signals and the kept runs share.
#pragma once
#include <vector>

#include "store_parts.hpp"

namespace verzuim {

/// What is kept of a signal besides its id, in the order in which `signal_in` reads it after that.
inline constexpr std::string_view signal_columns =
    "pupil.id, rule, valid_from, level, severity, school, gemeente, reached_on, window_from, due_on, count, "
    "threshold, threshold_order, unit, step, melding, reason";

/// The signal in a row of id, `signal_columns` and whether it is withdrawn.
Signal signal_in(SQLite::Statement& row);

/// Makes the row of a run and tells its number.
int note_run(SQLite::Database& db, const Run& run, const std::string& at);

/// The receipts of the last runs that left one, oldest first.
std::vector<RunReceipt> last_receipts(StoreParts& parts);

}  // namespace verzuim
