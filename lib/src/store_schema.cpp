// SPDX-License-Identifier: EUPL-1.2
#include "store_schema.hpp"

#include <array>

#include "store_versions.hpp"

namespace verzuim {
namespace {

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

// Version 4: who saw or changed what (verzuim/audit.hpp), and whose data are not to be erased for now.
constexpr std::string_view fourth_schema = R"sql(
CREATE TABLE audit(number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, command TEXT NOT NULL, object TEXT NOT NULL,
  result TEXT NOT NULL, why TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE hold(pupil INTEGER PRIMARY KEY REFERENCES pupil, why TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL) STRICT;
)sql";

// Version 5: signals lie by pupil and no more by id, which is random. A run finds them pupil after pupil, so
// it writes them one behind the other and compares them with what stands in step, and holds none of them.
constexpr std::string_view fifth_schema = R"sql(
ALTER TABLE signal RENAME TO signal_v4;
CREATE TABLE signal(pupil INTEGER NOT NULL REFERENCES pupil, id TEXT NOT NULL, rule TEXT NOT NULL, valid_from INTEGER NOT NULL,
  level INTEGER NOT NULL, severity INTEGER NOT NULL, school TEXT NOT NULL, gemeente TEXT NOT NULL, reached_on INTEGER NOT NULL,
  window_from INTEGER, due_on INTEGER, count TEXT NOT NULL, threshold TEXT NOT NULL, threshold_order INTEGER NOT NULL,
  unit TEXT NOT NULL, step TEXT NOT NULL, melding TEXT NOT NULL, reason TEXT NOT NULL, first_seen TEXT NOT NULL,
  withdrawn INTEGER NOT NULL, pending INTEGER NOT NULL, first_run INTEGER NOT NULL, gone_run INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(pupil, id)) STRICT, WITHOUT ROWID;
INSERT INTO signal SELECT pupil, id, rule, valid_from, level, severity, school, gemeente, reached_on, window_from, due_on, count,
  threshold, threshold_order, unit, step, melding, reason, first_seen, withdrawn, pending, first_run, gone_run
  FROM signal_v4 ORDER BY pupil, id;
DROP TABLE signal_v4;
CREATE INDEX signal_pending ON signal(pending) WHERE pending = 1;
)sql";

constexpr std::array<void (*)(SQLite::Database&), 5> all_migrations = {
    [](SQLite::Database& db) { db.exec(std::string(first_schema)); }, to_second,
    [](SQLite::Database& db) { db.exec(std::string(third_schema)); },
    [](SQLite::Database& db) { db.exec(std::string(fourth_schema)); },
    [](SQLite::Database& db) { db.exec(std::string(fifth_schema)); }};

}  // namespace

std::span<void (*const)(SQLite::Database&)> migrations() { return all_migrations; }

}  // namespace verzuim
