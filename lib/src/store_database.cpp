// SPDX-License-Identifier: EUPL-1.2
#include "store_database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "store_versions.hpp"

namespace verzuim {
namespace {

constexpr int application_id = 0x565A524D;  // "VZRM"
constexpr int patience = 5000;              // milliseconds to wait for another run

// Facts are rows with a batch in their key: the newest batch of a key is how it stands, the others are how it
// stood. Absence is clustered by pupil and day, and holds small integers only; texts stand in side tables
// once.
constexpr std::string_view first_schema = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE batch(no INTEGER PRIMARY KEY, at TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, kind INTEGER NOT NULL,
  profile TEXT NOT NULL, rows INTEGER NOT NULL, fresh INTEGER NOT NULL, changed INTEGER NOT NULL, same INTEGER NOT NULL,
  skipped INTEGER NOT NULL, rejected INTEGER NOT NULL, withdrawn INTEGER NOT NULL, first_day INTEGER, last_day INTEGER) STRICT;
CREATE INDEX batch_sha256 ON batch(sha256);
CREATE TABLE volume(batch INTEGER NOT NULL REFERENCES batch, school INTEGER NOT NULL REFERENCES school, rows INTEGER NOT NULL,
  days INTEGER NOT NULL, PRIMARY KEY(school, batch)) STRICT, WITHOUT ROWID;

CREATE TABLE pupil(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kinds INTEGER NOT NULL DEFAULT 0,
  last_day INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE school(no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE subject(no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE code(no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE touch(batch INTEGER NOT NULL, pupil INTEGER NOT NULL, PRIMARY KEY(batch, pupil)) STRICT, WITHOUT ROWID;

CREATE TABLE absence(pupil INTEGER NOT NULL, day INTEGER NOT NULL, lesson INTEGER NOT NULL, school INTEGER NOT NULL,
  batch INTEGER NOT NULL, line INTEGER NOT NULL, kind INTEGER NOT NULL, minutes INTEGER NOT NULL, subject INTEGER NOT NULL,
  code INTEGER NOT NULL, mark INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  PRIMARY KEY(pupil, day, lesson, school, batch)) STRICT, WITHOUT ROWID;
CREATE TABLE enrolment(pupil INTEGER NOT NULL REFERENCES pupil, school TEXT NOT NULL, since INTEGER NOT NULL, batch INTEGER NOT NULL,
  line INTEGER NOT NULL, until INTEGER NOT NULL, sector INTEGER NOT NULL, born INTEGER, gemeente TEXT NOT NULL,
  weekly_minutes INTEGER NOT NULL, class TEXT NOT NULL, mentor TEXT NOT NULL, level TEXT NOT NULL,
  PRIMARY KEY(pupil, school, since, batch)) STRICT, WITHOUT ROWID;
CREATE TABLE diploma(pupil INTEGER NOT NULL REFERENCES pupil, diploma TEXT NOT NULL, batch INTEGER NOT NULL, line INTEGER NOT NULL,
  day INTEGER NOT NULL, PRIMARY KEY(pupil, diploma, batch)) STRICT, WITHOUT ROWID;
CREATE TABLE exemption(pupil INTEGER NOT NULL REFERENCES pupil, article TEXT NOT NULL, since INTEGER NOT NULL, batch INTEGER NOT NULL,
  line INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY(pupil, article, since, batch)) STRICT, WITHOUT ROWID;
CREATE TABLE concern(pupil INTEGER NOT NULL REFERENCES pupil, day INTEGER NOT NULL, role TEXT NOT NULL, theme TEXT NOT NULL,
  batch INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY(pupil, day, role, theme, batch)) STRICT, WITHOUT ROWID;
CREATE TABLE timetable(class TEXT NOT NULL, since INTEGER NOT NULL, weekday INTEGER NOT NULL, lesson INTEGER NOT NULL,
  batch INTEGER NOT NULL, line INTEGER NOT NULL, until INTEGER NOT NULL, subject TEXT NOT NULL, minutes INTEGER NOT NULL,
  PRIMARY KEY(class, since, weekday, lesson, batch)) STRICT, WITHOUT ROWID;
CREATE TABLE school_row(school TEXT NOT NULL, batch INTEGER NOT NULL, line INTEGER NOT NULL, name TEXT NOT NULL, gemeente TEXT NOT NULL,
  region TEXT NOT NULL, email TEXT NOT NULL, PRIMARY KEY(school, batch)) STRICT, WITHOUT ROWID;
CREATE TABLE calendar_row(school TEXT NOT NULL, since INTEGER NOT NULL, batch INTEGER NOT NULL, line INTEGER NOT NULL,
  until INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(school, since, batch)) STRICT, WITHOUT ROWID;

CREATE TABLE run(no INTEGER PRIMARY KEY, at TEXT NOT NULL, day INTEGER NOT NULL, rules_hash TEXT NOT NULL,
  last_batch INTEGER NOT NULL, partial INTEGER NOT NULL) STRICT;
CREATE TABLE signal(id TEXT PRIMARY KEY, pupil INTEGER NOT NULL REFERENCES pupil, rule TEXT NOT NULL, valid_from INTEGER NOT NULL,
  level INTEGER NOT NULL, severity INTEGER NOT NULL, school TEXT NOT NULL, gemeente TEXT NOT NULL, reached_on INTEGER NOT NULL,
  window_from INTEGER, due_on INTEGER, count TEXT NOT NULL, threshold TEXT NOT NULL, threshold_order INTEGER NOT NULL,
  unit TEXT NOT NULL, step TEXT NOT NULL, melding TEXT NOT NULL, reason TEXT NOT NULL, first_seen TEXT NOT NULL,
  withdrawn INTEGER NOT NULL, pending INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX signal_pupil ON signal(pupil);
CREATE INDEX signal_pending ON signal(pending) WHERE pending = 1;
CREATE TABLE event(number INTEGER PRIMARY KEY AUTOINCREMENT, dossier TEXT NOT NULL, pupil INTEGER NOT NULL REFERENCES pupil,
  school TEXT NOT NULL, type TEXT NOT NULL, day INTEGER NOT NULL, at TEXT NOT NULL, role TEXT NOT NULL, fields TEXT NOT NULL) STRICT;
CREATE INDEX event_dossier ON event(dossier);
)sql";

// Version 2: the absences of a pupil and delivery are one row of bytes (store_versions.hpp), of which the key
// is the pupil's number with that of the delivery in the last 24 bits. A batch tells how many facts it added,
// since a row of a file may hold several, and by which profile it was read; a volume, of which day its file
// still spoke. open_report names the pupils of whom a report may be open: an index, not a fact.
constexpr std::string_view second_schema = R"sql(
ALTER TABLE absence RENAME TO absence_v1;
CREATE TABLE absence(pupil_batch INTEGER PRIMARY KEY, versions BLOB NOT NULL) STRICT;
ALTER TABLE batch ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE volume ADD COLUMN horizon INTEGER NOT NULL DEFAULT 0;
CREATE TABLE open_report(school INTEGER NOT NULL, pupil INTEGER NOT NULL, PRIMARY KEY(school, pupil)) STRICT, WITHOUT ROWID;
UPDATE batch SET facts = fresh - withdrawn;
)sql";

void to_second(SQLite::Database& db) {
  db.exec(std::string(second_schema));
  convert_absences(db);
  db.exec("DROP TABLE absence_v1");
}

// Version 3: a run leaves a receipt. What runs have in common, the ground they stand on and the texts of
// their rules, is kept once, by its fingerprint. A signal tells which run found it first and which withdrew
// it last; what a withdrawn one looked like before it came back is kept beside it, so that the statuses of
// every run can be told again.
constexpr std::string_view third_schema = R"sql(
CREATE TABLE kept_text(no INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT;
ALTER TABLE run ADD COLUMN known_at TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN ground INTEGER REFERENCES kept_text;
ALTER TABLE run ADD COLUMN scope INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN pupils INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN named BLOB;
ALTER TABLE run ADD COLUMN every INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN written INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN undecided TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN signals TEXT NOT NULL DEFAULT '';
ALTER TABLE signal ADD COLUMN first_run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE signal ADD COLUMN gone_run INTEGER NOT NULL DEFAULT 0;
CREATE TABLE signal_gone(id TEXT NOT NULL, gone_run INTEGER NOT NULL, back_run INTEGER NOT NULL, pupil INTEGER NOT NULL REFERENCES pupil,
  rule TEXT NOT NULL, valid_from INTEGER NOT NULL, level INTEGER NOT NULL, severity INTEGER NOT NULL, school TEXT NOT NULL,
  gemeente TEXT NOT NULL, reached_on INTEGER NOT NULL, window_from INTEGER, due_on INTEGER, count TEXT NOT NULL, threshold TEXT NOT NULL,
  threshold_order INTEGER NOT NULL, unit TEXT NOT NULL, step TEXT NOT NULL, melding TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(id, back_run)) STRICT, WITHOUT ROWID;
)sql";

/// What brings the tables from version i to i + 1.
constexpr std::array<void (*)(SQLite::Database&), 3> migrations = {
    [](SQLite::Database& db) { db.exec(std::string(first_schema)); }, to_second,
    [](SQLite::Database& db) { db.exec(std::string(third_schema)); }};

[[noreturn]] void fail(ErrorCode code, const std::string& path, const std::string& message) {
  throw Error(code, message, {path});
}

/// WAL needs memory that all users of the file share, which a network share does not give.
bool on_network_share(const std::string& path) {
  struct statfs fs {};
  if (statfs(path.c_str(), &fs) != 0) return false;
  const auto type = static_cast<std::uint32_t>(fs.f_type);
  return type == 0x6969u || type == 0x517Bu || type == 0xFF534D42u ||
         type == 0xFE534D42u;  // NFS, SMB, CIFS, SMB2
}

void check_file(const std::string& path, const struct stat& file) {
  if (S_ISLNK(file.st_mode))
    fail(ErrorCode::not_permitted, path, "the store is a symbolic link; name the file itself");
  if (!S_ISREG(file.st_mode))
    fail(ErrorCode::not_permitted, path, "this is no file, so it cannot be a store; name another place");
  if ((file.st_mode & 077u) != 0)
    fail(ErrorCode::not_permitted, path, "others may read or write the store; run: chmod 600 on it");
  if (on_network_share(path))
    fail(ErrorCode::config, path,
         "the store is on a network share, where it could be damaged; move it to a local disk");
}

void make_file(const std::string& path) {
  const mode_t before = umask(077);
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  const int file = failed ? -1 : open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
  const int why = errno;
  umask(before);
  if (file >= 0) close(file);
  // Another run may have made it in the meantime.
  else if (failed || why != EEXIST)
    fail(ErrorCode::cannot_create, path, "the store cannot be made here; is the folder yours to write?");
}

int pragma(SQLite::Database& db, const char* name) {
  return db.execAndGet(std::string("PRAGMA ") + name).getInt();
}

/// Throws when the file is another program's or a newer one's: those are not to be touched at all.
void check_owner(SQLite::Database& db, const std::string& path) {
  const bool empty = db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
  if (!empty && pragma(db, "application_id") != application_id)
    fail(ErrorCode::data, path, "this is a database, but not a store of verzuim; name another place");
  if (const int version = pragma(db, "user_version"); version > newest_schema())
    fail(
        ErrorCode::config, path,
        fmt::format(
            "the store was written by a newer verzuim (tables {}, this program knows {}); update the program",
            version, newest_schema()));
}

void migrate(SQLite::Database& db, const std::string& path) {
  if (pragma(db, "user_version") == newest_schema()) return;
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  check_owner(db, path);  // another run may have come first
  int version = pragma(db, "user_version");
  for (; version < newest_schema(); ++version) migrations[static_cast<std::size_t>(version)](db);
  db.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, version));
  transaction.commit();
}

void settings(SQLite::Database& db) {
  // Durable at a power cut: WAL with FULL. Nothing of a deleted row stays behind in the file.
  db.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema "
      "= OFF;"
      "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size "
      "= -32768;"
      "PRAGMA journal_size_limit = 67108864");
}

}  // namespace

int newest_schema() { return static_cast<int>(migrations.size()); }

void translate(const std::string& path, const SQLite::Exception& fault) {
  switch (fault.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      fail(ErrorCode::busy, path, "another run holds the store; try again later");
    case SQLITE_FULL:
      fail(ErrorCode::io, path, "the disk is full; nothing was changed; make room and run it again");
    case SQLITE_IOERR:
      fail(ErrorCode::io, path,
           "reading or writing the store failed; nothing was changed; is the disk well?");
    case SQLITE_NOTADB:
      fail(ErrorCode::data, path, "this is not a store of verzuim; name another place");
    case SQLITE_CORRUPT:
      fail(ErrorCode::data, path, "the store is damaged; put a copy back in its place");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      fail(ErrorCode::not_permitted, path,
           "the store cannot be opened for writing; are the file and its folder yours?");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      fail(ErrorCode::internal, path,
           fmt::format("the store gave fault {} ({})", fault.getExtendedErrorCode(), fault.getErrorStr()));
  }
}

/// Makes the file where it is to be made, and looks whether it can be a store.
void prepare_file(const std::string& path, bool make) {
  struct stat file {};
  if (lstat(path.c_str(), &file) != 0) {
    if (!make) fail(ErrorCode::no_input, path, "there is no store here; make one with 'verzuim ingest'");
    make_file(path);
    if (lstat(path.c_str(), &file) != 0)
      fail(ErrorCode::cannot_create, path, "the store cannot be made here; is the folder yours to write?");
  }
  check_file(path, file);
}

SQLite::Database open_database(const std::string& path, bool make) {
  const bool nameless = path == nameless_store;
  if (!nameless) prepare_file(path, make);
  return translated(path, [&] {
    SQLite::Database db(
        path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX | (nameless ? SQLite::OPEN_CREATE : 0), patience);
    check_owner(db, path);
    settings(db);
    migrate(db, path);
    return db;
  });
}

SQLite::Database open_for_reading(const std::string& path) {
  return translated(path, [&] {
    SQLite::Database db(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, patience);
    // Pupils are read once each, so a small cache does.
    db.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -4096");
    return db;
  });
}

HotStatement::HotStatement(SQLite::Database& db, std::string_view sql) : db_(db.getHandle()) {
  if (sqlite3_prepare_v2(db_, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr) != SQLITE_OK)
    throw SQLite::Exception(db_, sqlite3_extended_errcode(db_));
}

bool HotStatement::step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  sqlite3_reset(statement_);
  if (result != SQLITE_DONE) throw SQLite::Exception(db_, result);
  return false;
}

}  // namespace verzuim
