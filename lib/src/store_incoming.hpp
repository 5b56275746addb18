// SPDX-License-Identifier: EUPL-1.2
// The fast way into the table of absences: SQLite pulls the versions itself, row by row, out of a virtual
// table.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include "store_sort.hpp"

namespace verzuim {

/// A row of the table absence, without its batch.
struct AbsenceVersion {
  StagedAbsence row;
  bool withdrawn = false;
};

/// Where versions come from, in the order of their keys.
class VersionSource {
 public:
  virtual ~VersionSource() = default;
  virtual bool next(AbsenceVersion& version) = 0;
};

/// Inserts all that `source` gives. What it throws comes out here.
void insert_versions(SQLite::Database& db, int batch, VersionSource& source);

}  // namespace verzuim
