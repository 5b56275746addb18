// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "store_database.hpp"

using namespace verzuim;

TEST_CASE("an open store does what ours do, and nothing else") {
  SQLite::Database db = open_database(nameless_store, true);
  db.exec("INSERT INTO audit VALUES(1, 'now', 'm07', 'test', 'pupils 1', '', '', 'hash')");
  db.exec("INSERT INTO meta VALUES('word', 'value')");
  db.exec("UPDATE meta SET value = 'other'");
  db.exec("DELETE FROM meta");
  CHECK(db.execAndGet("SELECT count(*) FROM audit").getInt() == 1);
  for (const char* wrong :
       {"DELETE FROM audit", "UPDATE audit SET actor = 'nobody'", "DROP TABLE audit",
        "ATTACH 'other.db' AS other", "CREATE TABLE mine(x)", "CREATE VIEW mine AS SELECT 1",
        "ALTER TABLE audit RENAME TO mine", "CREATE TRIGGER mine AFTER INSERT ON meta BEGIN SELECT 1; END",
        "PRAGMA writable_schema = ON", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
        "SELECT load_extension('mine')", "UPDATE sqlite_master SET name = 'mine'",
        "CREATE TEMP TABLE mine(x)"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(db.exec(wrong), SQLite::Exception);
  }
  CHECK(db.execAndGet("SELECT count(*) FROM audit").getInt() == 1);
}

TEST_CASE("taking away the bytes of a purge stays possible") {
  SQLite::Database db = open_database(nameless_store, true);
  db.exec("INSERT INTO meta VALUES('word', 'value')");
  CHECK_NOTHROW(db.exec("VACUUM"));
  CHECK(db.execAndGet("SELECT value FROM meta").getString() == "value");
}

TEST_CASE("a statement is never longer than ours are") {
  SQLite::Database db = open_database(nameless_store, true);
  CHECK_THROWS_AS(db.exec("SELECT 1 --" + std::string(100000, 'x')), SQLite::Exception);
}
