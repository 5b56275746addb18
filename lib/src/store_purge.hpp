// SPDX-License-Identifier: EUPL-1.2
// What erasing leaves to be done, and the numbers that it may not give out again.
#pragma once
#include "store_database.hpp"

namespace verzuim {

/// True when rows were erased and their bytes may still be in the file.
bool erasure_unfinished(SQLite::Database& db);

/// The highest number that any pupil has or had: the audit speaks of pupils by number, so that of a purged
/// one is never given to another.
inline constexpr const char* highest_pupil =
    "SELECT max(coalesce((SELECT max(no) FROM pupil), 0), coalesce((SELECT CAST(value AS INTEGER) FROM meta "
    "WHERE key = 'last_pupil'), 0))";

}  // namespace verzuim
