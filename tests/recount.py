#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""An outside recount: recount.py PROGRAM GENERATOR [--keep FOLDER].

Takes the example year through the program, records talks, meldingen and more in its dossiers, and asks for the reports
of all gemeenten, all schools and a region with nothing withheld. Then counts every number again in SQL, from the CSV
files, the signals, and the events of the dossiers, and compares. Only shares and changes are worked out from the
numbers beside them.
"""
import csv
import io
import json
import math
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
from recount_tables import tables_of  # noqa: E402

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent / "lib/reference"
PROGRAM, GENERATOR = (str(Path(p).resolve()) for p in sys.argv[1:3])
BASE = ["schools", "calendar", "timetable", "pupils", "diplomas", "exemptions", "concerns"]
CONFIG = """books = ["law", "national", "region", "school", "research", "proposed"]
holder = { kind = "region", code = "03" }
[report]
withhold = 0
"""
ON = "2026-07-31"
# Each as it is asked for, from, until, as of: the year in which things happen, and the start of the one after it.
PERIODS = [("2025-2026", "2025-08-01", ON, ON), ("2026-2027", "2026-08-01", "2026-11-30", "2026-11-30")]


class Pipe:
    """The program with a store of its own."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "verzuim.toml").write_text(CONFIG)

    def run(self, *words, stdin="", on=None):
        env = {**os.environ, "VERZUIM_STORE": "store.db", "SOURCE_DATE_EPOCH": "1785500000"}
        done = subprocess.run([PROGRAM, *words, *(["--on", on] if on else [])], cwd=self.folder, env=env, input=stdin,
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"verzuim {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def escalate(self, on):
        self.run("escalate", "-", stdin=self.run("flag", on=on), on=on)

    def dossiers(self, on):
        return list(csv.DictReader(io.StringIO(self.run("dossier", "list", "--all", on=on))))

    def record(self, dossier, event, on, *fields):
        self.run("dossier", "record", dossier, event, f"on={on}", *fields, on=on)


def leave_school(pipe, row, month, later, n):
    """To another school or gemeente, with more or less of what should go along."""
    more = [f"a4_on={month}", f"a4_with_pupil={'yes' if n % 3 else 'no'}"] if n % 32 == 1 else []
    where = ["school=99MA00", "transition=vo-mbo"] if more else ["gemeente=0014"]
    pipe.record(row["dossier"], "handover", month, "state=offered", *where, *more, "by=mentor")
    if n % 48 == 1 and row["step"] != "melding":
        pipe.record(row["dossier"], "handover", later, "state=accepted", "by=mentor")
        if more:
            pipe.record(row["dossier"], "talk", later, "present=pupil", "cause=other", "need=nothing", "about=handover", "by=mentor")


def live_a_year(pipe, year):
    """Signals, and every kind of event, in an order that a year could have."""
    pipe.run("ingest", *[str(year / f"{name}.csv") for name in BASE], *map(str, sorted(year.glob("week-*.csv"))))
    with open(year / "pupils.csv", newline="") as file:
        home = {row["pupil"]: row["gemeente"] for row in csv.DictReader(file)}
    for month in ("2025-10-17", "2025-11-21", "2025-12-19"):
        pipe.escalate(month)
        for n, row in enumerate(pipe.dossiers(month)):
            if row["status"] != "open" or row["opened_on"] > month:
                continue
            who, later = row["dossier"], month[:8] + f"{min(28, int(month[8:]) + 3)}"
            if n % 3 == 0:
                pipe.record(who, "contact", month, "reached=yes", "by=mentor")
            if n % 4 == 0:
                pipe.record(who, "talk", later, "present=pupil", "cause=home", "need=care", "by=mentor")
            if n % 10 == 4:
                pipe.record(who, "talk", month, "present=pupil", "cause=home", "need=care", "by=preventiemedewerker")
                pipe.record(who, "verslag", later, f"gemeente={home[row['pupil']]}", f"sent_on={later}", "by=preventiemedewerker")
                pipe.record(who, "informed", later, "whom=" + ("parents,leerplichtambtenaar" if n % 20 == 4 else "parents"), "why=verslag", "by=preventiemedewerker")
            if n % 7 == 0:
                pipe.record(who, "consult", month, "state=asked", "by=zorgcoordinator")
            if n % 14 == 0:
                pipe.record(who, "consult", later, "state=held", "by=jeugdarts")
            if n % 9 == 0:
                pipe.record(who, "knooppunt", later, f"parties=mentor,zorgcoordinator{',jeugdarts' if n % 2 else ''}", "pupil=yes",
                            *(["parents=yes"] if n % 2 else ["parents=no", "absent_why=declined"]), "decision=help", "by=zorgcoordinator")
            if row["step"] == "melding" and n % 3:
                pipe.record(who, "melding", later, "kind=16-uur", f"begin={month}", f"end={month}", "by=verzuimcoordinator")
            if n % 11 == 0:
                pipe.record(who, "melding", later, "kind=lrv", f"begin={month}", f"end={month}", "by=verzuimcoordinator")
            if n % 22 == 0:
                pipe.record(who, "melding", later, "status=closed", "close_reason=resumed", "by=leerplichtambtenaar")
            if n % 13 == 0:
                pipe.record(who, "route", later, "path=halt", "why=talk", "by=leerplichtambtenaar")
            if n % 12 == 0:
                pipe.record(who, "afspraak", later, "what=attendance", "who=pupil", f"due={later}", "by=mentor")
            if n % 24 == 0:
                pipe.record(who, "afspraak", later, "number=1", "kept=yes", "by=mentor")
            if n % 15 == 0:
                pipe.record(who, "handover", later, "state=offered", "to=mentor", "by=mentor")
            if n % 16 == 1:
                leave_school(pipe, row, month, later, n)
            if n % 5 == 0 and n % 4 == 0:
                pipe.run("dossier", "close", who, "outcome=back-full", on=later)
    pipe.escalate(ON)


def stay_on(year):
    """Everybody stays, so that the next school year has people and a year behind it."""
    pupils = year / "pupils.csv"
    pupils.write_text(pupils.read_text().replace(",2026-07-31,", ",2027-07-31,"))


def load(db, name, path):
    with open(path, newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        db.execute(f'CREATE TABLE IF NOT EXISTS {name}({", ".join(chr(34) + h + chr(34) for h in head)})')
        db.executemany(f"INSERT INTO {name} VALUES({', '.join('?' * len(head))})", rows)


def fields_of(packed):
    """`6:sector2:po` is sector, po."""
    parts = []
    while packed:
        size, rest = packed.split(b":", 1)
        parts.append(rest[:int(size)].decode())
        packed = rest[int(size):]
    return dict(zip(parts[::2], parts[1::2]))


def load_facts(db, pipe, year, on):
    for name in ("schools", "calendar", "timetable", "pupils", "diplomas", "exemptions"):
        load(db, name, year / f"{name}.csv")
    for path in sorted(year.glob("week-*.csv")):
        load(db, "delivered", path)
    # The same key delivered again is a new version.
    db.execute("""CREATE TABLE absences AS SELECT * FROM delivered d WHERE rowid =
                  (SELECT max(rowid) FROM delivered e WHERE (e.pupil, e.school, e.date, e.lesson) = (d.pupil, d.school, d.date, d.lesson))""")
    load(db, "holidays", REFERENCE / "schoolvakanties.csv")
    load(db, "public", REFERENCE / "feestdagen.csv")
    load(db, "gemeenten", REFERENCE / "gemeenten.csv")
    (pipe.folder / "signals.csv").write_text(pipe.run("flag", "--all", on=on))
    load(db, "signals", pipe.folder / "signals.csv")
    (pipe.folder / "dossiers.csv").write_text(pipe.run("dossier", "list", "--all", on=on))
    load(db, "dossiers", pipe.folder / "dossiers.csv")
    db.execute("CREATE TABLE event(n, dossier, pupil, school, type, date, role)")
    db.execute("CREATE TABLE field(n, name, value)")
    store = sqlite3.connect(f"file:{pipe.folder / 'store.db'}?mode=ro", uri=True)
    store.text_factory = bytes
    for n, dossier, pupil, school, kind, day, role, packed in store.execute(
            "SELECT number, dossier, pupil.id, school, type, date(day * 86400, 'unixepoch'), role, fields FROM event JOIN pupil ON pupil.no = event.pupil"):
        db.execute("INSERT INTO event VALUES(?, ?, ?, ?, ?, ?, ?)", (n, *(x.decode() for x in (dossier, pupil, school, kind, day, role))))
        db.executemany("INSERT INTO field VALUES(?, ?, ?)", [(n, k, v) for k, v in fields_of(packed).items()])
    db.executescript("CREATE INDEX event_dossier ON event(dossier); CREATE INDEX field_event ON field(n, name);")
    db.executescript((HERE / "recount.sql").read_text())


def shown(kind, value):
    """As the program prints it: hours have one decimal, shares two, halves go up."""
    if kind == "hours":
        return (value * 20 + 300) // 600 / 10
    return value


def share(numerator, denominator):
    return None if not denominator else (2 * 10000 * numerator + denominator) // (2 * denominator) / 100


def check(report, counted, faults):
    """Compares all tables; gives how many numbers were compared and which tables were not counted."""
    numbers, left = 0, set()
    for table in report["tables"]:
        if table["id"] not in counted:
            left.add(table["id"])
            continue
        want, rows = counted[table["id"]], {row["id"]: row["cells"] for row in table["rows"]}
        plain = [i for i, c in enumerate(table["columns"]) if c["type"] not in ("rate", "change", "points")]
        place = f"{report['report']['scope']} {report['report']['code']} {table['id']}"
        if set(want) != set(rows):
            faults.append(f"{place}: rows {sorted(set(want) ^ set(rows))}")
            continue
        still, last = Fraction(1), next((r for r in reversed(rows) if r != "total"), None)
        for row, cells in rows.items():
            exact = dict(zip((table["columns"][i]["id"] for i in plain), want[row]))
            for i, column in enumerate(table["columns"]):
                if i in plain:
                    value = exact[column["id"]]
                    value = value if value is None else shown(column["type"], value)
                elif column.get("estimate") == "product-limit":
                    gone, here = exact[column["numerator"]], exact[column["denominator"]]
                    still = None if still is None or row in (last, "total") or not here else still * (here - gone) / here
                    value = None if still is None else math.floor(still * 10000 + Fraction(1, 2)) / 100
                elif column["type"] == "rate":
                    over = exact[column["numerator"]], exact[column["denominator"]]
                    value = None if None in over else share(*over)
                else:
                    continue
                numbers += 1
                said = None if cells[i] == {"unknown": True} else cells[i]
                if said != value:
                    faults.append(f"{place} {row} {column['id']}: {cells[i]} in the report, {value} counted")
    return numbers, left


def main():
    faults, numbers, left = [], 0, set()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[4] if len(sys.argv) > 4 else scratch)
        year = folder / "year"
        year.mkdir(parents=True, exist_ok=True)
        subprocess.run([GENERATOR, str(year)], check=True)
        stay_on(year)
        pipe = Pipe(folder)
        live_a_year(pipe, year)
        reports = []
        for name, since, until, on in PERIODS:
            for scope in ("gemeente", "school", "region"):
                pipe.run("report", scope, f"--{scope}", "all", "--period", name, "--format", "json", "--out", name, on=on)
            pipe.run("report", "telling", "--gemeente", "all", "--period", name, "--format", "json", "--out", name, on=on)
            db = sqlite3.connect(":memory:")
            load_facts(db, pipe, year, on)
            for path in sorted((folder / name).glob("*.json")):
                report = json.loads(path.read_text())
                more, other = check(report, tables_of(db, report["report"], since, until, on), faults)
                reports.append(path)
                numbers += more
                left |= other
    print("\n".join(faults[:40]))
    print(f"{len(reports)} reports, {numbers} numbers counted again, {len(faults)} differ; tables not counted: {sorted(left) or 'none'}")
    return 1 if faults or numbers < 10000 else 0


if __name__ == "__main__":
    sys.exit(main())
