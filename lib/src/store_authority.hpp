// SPDX-License-Identifier: EUPL-1.2
// What a statement may do once the store is open. All of ours stay inside it; one that does not would be a
// slip of ours, or came out of a file.
#pragma once
#include <sqlite3.h>

namespace verzuim {

/// From here on: no other file is opened or attached, tables are neither made, changed nor dropped, nothing
/// is taken out of the audit, and no statement is larger than ours are. To be called when the tables are up
/// to date.
void restrict_statements(sqlite3* db);

}  // namespace verzuim
