// SPDX-License-Identifier: EUPL-1.2
#include "store_authority.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace verzuim {
namespace {

std::string_view text(const char* word) { return word == nullptr ? std::string_view() : word; }

bool is_ours(std::string_view pragma) {
  constexpr std::array<std::string_view, 4> known = {"user_version", "integrity_check", "foreign_key_check",
                                                     "wal_checkpoint"};
  return std::find(known.begin(), known.end(), pragma) != known.end();
}

/// What SQLite asks of each statement before it is prepared.
int may(void*, int action, const char* first, const char* second, const char* database, const char*) {
  const std::string_view table = text(first);
  // VACUUM, which takes away the bytes of a purge, writes into a nameless file beside the store.
  const bool vacuum = text(database) == "vacuum_db";
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return SQLITE_OK;
    case SQLITE_INSERT:
      return vacuum || !table.starts_with("sqlite_") ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return vacuum || (!table.starts_with("sqlite_") && table != "audit") ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return text(second) != "load_extension" ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA:
      return is_ours(table) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_ATTACH:
      return table.empty() ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_INDEX:
    case SQLITE_REINDEX:
      return vacuum ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

}  // namespace

void restrict_statements(sqlite3* db) {
  constexpr int largest_statement = 64 * 1024, largest_value = 256 * 1024 * 1024;
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, largest_statement);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, largest_value);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  sqlite3_set_authorizer(db, may, nullptr);
}

}  // namespace verzuim
