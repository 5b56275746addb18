// SPDX-License-Identifier: EUPL-1.2
#include "store_incoming.hpp"

#include <sqlite3.h>

#include <exception>

namespace verzuim {
namespace {

/// What the virtual table reads from, and what went wrong on the way: no exception may cross SQLite's own
/// code.
struct Feed {
  VersionSource& source;
  int batch;
  std::exception_ptr thrown;
};

struct Table {
  sqlite3_vtab base;
  Feed* feed;
};

struct Cursor {
  sqlite3_vtab_cursor base;
  Feed* feed;
  AbsenceVersion version;
  bool at_end;
};

int connect(sqlite3* db, void* feed, int, const char* const*, sqlite3_vtab** out, char**) {
  auto* table = new Table{{}, static_cast<Feed*>(feed)};
  *out = &table->base;
  return sqlite3_declare_vtab(db,
                              "CREATE TABLE x(pupil, day, lesson, school, batch, line, kind, minutes, "
                              "subject, code, mark, withdrawn)");
}

int disconnect(sqlite3_vtab* table) {
  delete reinterpret_cast<Table*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }

int open(sqlite3_vtab* table, sqlite3_vtab_cursor** out) {
  auto* cursor = new Cursor{{}, reinterpret_cast<Table*>(table)->feed, {}, false};
  *out = &cursor->base;
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  delete reinterpret_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* base) {
  auto* cursor = reinterpret_cast<Cursor*>(base);
  try {
    cursor->at_end = !cursor->feed->source.next(cursor->version);
    return SQLITE_OK;
  } catch (...) {
    cursor->feed->thrown = std::current_exception();
    return SQLITE_ABORT;
  }
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) { return next(cursor); }
int eof(sqlite3_vtab_cursor* cursor) { return reinterpret_cast<Cursor*>(cursor)->at_end ? 1 : 0; }

int column(sqlite3_vtab_cursor* base, sqlite3_context* context, int index) {
  const auto* cursor = reinterpret_cast<Cursor*>(base);
  const StagedAbsence& r = cursor->version.row;
  const int values[] = {r.pupil,
                        r.day,
                        r.lesson,
                        r.school,
                        cursor->feed->batch,
                        r.line,
                        r.kind,
                        r.minutes,
                        r.subject,
                        r.code,
                        r.mark,
                        cursor->version.withdrawn ? 1 : 0};
  sqlite3_result_int(context, values[index]);
  return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor*, sqlite3_int64* out) {
  *out = 0;
  return SQLITE_OK;
}

sqlite3_module make_module() {
  sqlite3_module m{};
  m.xConnect = connect;
  m.xBestIndex = best_index;
  m.xDisconnect = disconnect;
  m.xOpen = open;
  m.xClose = close;
  m.xFilter = filter;
  m.xNext = next;
  m.xEof = eof;
  m.xColumn = column;
  m.xRowid = rowid;
  return m;
}

/// Registers the virtual table for as long as it lives.
class Registration {
 public:
  Registration(sqlite3* db, Feed& feed) : db_(db) {
    static const sqlite3_module module = make_module();
    if (const int result = sqlite3_create_module(db_, name, &module, &feed); result != SQLITE_OK)
      throw SQLite::Exception(db_, result);
  }
  ~Registration() { sqlite3_create_module(db_, name, nullptr, nullptr); }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

 private:
  static constexpr const char* name = "incoming";
  sqlite3* db_;
};

}  // namespace

void insert_versions(SQLite::Database& db, int batch, VersionSource& source) {
  Feed feed{source, batch, nullptr};
  const Registration registration(db.getHandle(), feed);
  const int result =
      sqlite3_exec(db.getHandle(), "INSERT INTO absence SELECT * FROM incoming", nullptr, nullptr, nullptr);
  if (feed.thrown) std::rethrow_exception(feed.thrown);
  if (result != SQLITE_OK) throw SQLite::Exception(db.getHandle(), sqlite3_extended_errcode(db.getHandle()));
}

}  // namespace verzuim
