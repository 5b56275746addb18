# SPDX-License-Identifier: EUPL-1.2
"""The commands of those we are compared with. Their text stands in README.md too."""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NARROW = {"pupil": "TEXT NOT NULL", "school": "TEXT", "date": "TEXT NOT NULL", "lesson": "INTEGER NOT NULL", "minutes": "INTEGER",
          "kind": "TEXT", "subject": "TEXT", "code": "TEXT", "mark": "TEXT"}
WIDE = {"pupil_id": "TEXT NOT NULL", "birth_date": "TEXT", "gemeente_code": "TEXT", "school_brin": "TEXT", "sector": "TEXT",
        "date": "TEXT NOT NULL", "lesson_hour": "INTEGER NOT NULL", "duration_min": "INTEGER", "subject": "TEXT", "reason": "TEXT",
        "registered_at": "TEXT"}
DUCK_TYPES = {"date": "DATE", "birth_date": "DATE", "registered_at": "TIMESTAMP", "lesson": "TINYINT", "lesson_hour": "TINYINT",
              "minutes": "SMALLINT", "duration_min": "SMALLINT"}
FAST = ["PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF"]
KINDS = ["sick", "authorised", "unauthorised", "late"]


def key_of(columns):
    return "pupil, date, lesson" if "pupil" in columns else "pupil_id, date, lesson_hour"


def sqlite(database, *statements):
    return ["sqlite3", database, *statements]


def sql(name):
    """The text of a file beside this one. Not its comments: the sqlite3 command takes them for an option."""
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return "\n".join(line for line in f.read().splitlines() if not line.startswith("--"))


def sqlite_plain(csv, fast):
    return sqlite("s.db", *(FAST if fast else []), ".mode csv", f".import {csv} t")


def sqlite_indexed(csv, columns):
    typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    return sqlite("s.db", *FAST, "PRAGMA cache_size=-65536", f"CREATE TABLE t({typed})",
                  ".mode csv", f".import --skip 1 {csv} t", f"CREATE UNIQUE INDEX ix ON t({key_of(columns)})")


def sqlite_flag_base(database, data):
    """Makes the table that the rules are asked of."""
    files = [f".import {data}/{name}.csv {table}" for name, table in (("absences", "a"), ("pupils", "p"), ("cal", "c"))]
    subprocess.run(sqlite(database, *FAST, ".mode csv", *files, sql("schema_sqlite.sql")), check=True, stdout=subprocess.DEVNULL)


def flag_query(values):
    text = sql("flag.sql")
    for kind, value in values.items():
        text = text.replace("@" + kind, value)
    return text


def sqlite_flag(database):
    query = flag_query({kind: str(n) for n, kind in enumerate(KINDS)})
    return sqlite(database, ".mode csv", query.replace("SELECT id, rule, day", "SELECT id, rule, date(day * 86400, 'unixepoch')"))


class Duck:
    """DuckDB by whichever way it is here."""

    def __init__(self, threads=2):
        self.threads = str(threads)
        self.way = self.find()

    @staticmethod
    def find():
        if shutil.which("duckdb"):
            return "command"
        for way, words in (("python", [sys.executable, "-c", "import duckdb"]),
                           ("node", ["node", "-e", "require('@duckdb/node-api')"])):
            if shutil.which(words[0]) and subprocess.run(words, capture_output=True, check=False).returncode == 0:
                return way
        return ""

    def words(self, database, *statements):
        if self.way == "command":
            return ["duckdb", database, "-c", f"SET threads={self.threads}", *(w for s in statements for w in ("-c", s))]
        if self.way == "python":
            program = ("import duckdb, sys\nc = duckdb.connect(sys.argv[1], config={'threads': sys.argv[2]})\n"
                       "for s in sys.argv[3:]: c.execute(s)")
            return [sys.executable, "-c", program, database, self.threads, *statements]
        return ["node", os.path.join(HERE, "duckdb.js"), database, self.threads, *statements]

    def plain(self, csv):
        return self.words("d.db", f"CREATE TABLE t AS SELECT * FROM read_csv('{csv}')")

    def keyed(self, csv, columns):
        typed = ", ".join(f"{name} {DUCK_TYPES.get(name, 'VARCHAR')}" for name in columns)
        return self.words("d.db", f"CREATE TABLE t({typed}, PRIMARY KEY({key_of(columns)}))",
                          f"INSERT INTO t SELECT * FROM read_csv('{csv}')")

    def flag_base(self, database, data):
        subprocess.run(self.words(
            database, f"CREATE TABLE t AS SELECT * FROM read_csv('{data}/absences.csv')",
            f"CREATE TABLE cal AS SELECT * FROM read_csv('{data}/cal.csv')",
            "CREATE TABLE pupil AS SELECT DISTINCT pupil, pupil AS id, weekly_minutes "
            f"FROM read_csv('{data}/pupils.csv', types={{'pupil': 'VARCHAR'}})",
            "CREATE VIEW b AS SELECT pupil, kind, t.date AS day, lesson, minutes, sd, sk "
            "FROM t JOIN cal ON t.date = cal.date"), check=True)

    def flag(self, database, *before):
        query = flag_query({kind: f"'{kind}'" for kind in KINDS})
        return self.words(database, *before, f"COPY ({query}) TO 'flags.csv' (HEADER false)")
