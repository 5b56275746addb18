# SPDX-License-Identifier: EUPL-1.2
"""What deliveries.py needs: a year of rows, a store that is sent files, and a plain model of what must come of each."""
import csv
import datetime
import hashlib
import io
import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = ["pupil", "school", "date", "lesson", "minutes", "kind", "subject", "code", "mark"]
KEY = 4  # the first columns are the key
BASE = ["schools", "calendar", "timetable", "pupils", "diplomas", "exemptions", "concerns"]
LAST = "2026-07-31"
CONFIG = 'books = ["law", "national", "region", "school", "research", "proposed"]\nholder = { kind = "region", code = "03" }\n'
COUNTS = ["rows", "new", "changed", "same", "skipped", "rejected", "withdrawn"]


class Fault(Exception):
    """Something did not come out as it must."""


def key(row):
    return row[:KEY]


def week(row):
    return datetime.date.fromisoformat(row[2]).isocalendar()[:2]


def kept(row):
    """What the store keeps of a row: of the sick no code and no subject."""
    return row[:6] + ("", "", row[8]) if row[5] == "sick" else row


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
    return out.getvalue().encode()


@dataclass
class Delivery:
    """A file on its way: its rows as facts, and its bytes where it is no plain canonical file."""
    name: str
    rows: list
    covers: tuple = ()
    content: bytes = b""
    words: tuple = ()
    files: tuple = ()  # names and texts of what must lie beside it, such as a profile
    source_rows: int = 0  # how many rows the file has where one stands for several facts
    look: bool = False  # the rules are run after it

    def bytes(self):
        return self.content or as_csv(self.rows)


class Model:
    """What a store must hold, in the plainest way."""

    def __init__(self):
        self.facts = {}
        self.seen, self.touched = set(), {}  # by the hash of the file: was it taken in whole, whom did it touch

    def take(self, d):
        """The counts and the pupils that the receipt must tell."""
        sha = hashlib.sha256(d.bytes()).hexdigest()
        if sha in self.seen and not d.covers:
            return {"rows": len(d.rows), "same": len(d.rows), "seen": True, "pupils": sorted(self.touched[sha])}
        told = dict.fromkeys(COUNTS, 0) | {"rows": len(d.rows), "seen": False}
        values, touched = {}, set()
        for row in map(kept, d.rows):
            values.setdefault(key(row), []).append(row)
        for k, rows in values.items():
            if len(set(rows)) > 1:
                told["rejected"] += len(rows)
                continue
            what = "new" if k not in self.facts else "same" if self.facts[k] == rows[0] else "changed"
            told[what] += 1
            told["same"] += len(rows) - 1
            self.facts[k] = rows[0]
            touched |= {k[0]} if what != "same" else set()
        if d.covers and told["rejected"] == 0:
            schools = {row[1] for row in d.rows}
            gone = [k for k in self.facts if k not in values and k[1] in schools and d.covers[0] <= k[2] <= d.covers[1]]
            for k in gone:
                del self.facts[k]
            told["withdrawn"] = len(gone)
            touched |= {k[0] for k in gone}
        # A file with refused rows is read again: the rows may be welcome by now.
        if told["rejected"] == 0:
            self.seen.add(sha)
        # A file that comes again lists whom it touched before, so that the rules look at them after a broken pipe.
        self.touched[sha] = touched | self.touched.get(sha, set())
        told["pupils"] = sorted(self.touched[sha])
        return told


@dataclass
class Store:
    """A store in a folder of its own; its clock goes on an hour with each file."""
    program: str
    folder: Path
    clock: int = 1785500000
    model: Model = field(default_factory=Model)
    several: bool = False  # it was given rows that stand for several facts
    ever: set = field(default_factory=set)  # ids of signals that stood when the rules were run

    def fresh(self, base, name):
        """A copy of a store that holds the reference files only."""
        folder = self.folder / name
        folder.mkdir()
        for file in ("verzuim.toml", "store.db"):
            shutil.copy(base / file, folder)
        return Store(self.program, folder, self.clock)

    def run(self, *words, codes=(0,)):
        env = {**os.environ, "VERZUIM_STORE": "store.db", "SOURCE_DATE_EPOCH": str(self.clock)}
        done = subprocess.run([self.program, *words], cwd=self.folder, env=env, capture_output=True, text=True, check=False)
        if done.returncode not in codes:
            raise Fault(f"verzuim {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def now(self):
        return datetime.datetime.fromtimestamp(self.clock, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def take(self, d):
        self.clock += 3600
        (self.folder / d.name).write_bytes(d.bytes())
        for name, text in d.files:
            (self.folder / name).write_text(text, encoding="utf-8")
        covers = ["--covers", "..".join(d.covers)] if d.covers else []
        must = self.model.take(d)
        text = self.run("ingest", *d.words, *covers, d.name, codes=(1,) if must.get("rejected") else (0,))
        (told,) = tomllib.loads(text)["receipt"]
        if told["rows"] != sum(told[c] for c in COUNTS[1:6]):
            raise Fault(f"{d.name}: the counts do not add up: {told}")
        if d.source_rows:  # a row of several facts is counted once, which the model does not know
            must = {"rows": d.source_rows, "rejected": 0, "seen": must["seen"]}
        # Of whom a report is open, that is touched too by every file that speaks of later days.
        self.several = self.several or bool(d.source_rows)
        if self.several and set(must.get("pupils", [])) <= set(told["pupils"]):
            must.pop("pupils", None)
        wrong = {k: (told.get(k, False), v) for k, v in must.items() if told.get(k, False) != v}
        if wrong:
            raise Fault(f"{d.name}: the receipt has (it says, it must say) {str(wrong)[:600]}")
        if d.look:
            self.look()

    def look(self):
        self.run("flag", "--on", LAST)
        self.ever |= {row["signal"] for row in self.signals() if row["status"] != "undecided"}

    def signals(self, *words):
        rows = csv.DictReader(io.StringIO(self.run("flag", "--on", LAST, "--all", *words)))
        return [row for row in rows if row["status"] in ("new", "standing", "undecided")]

    def standing(self, *words):
        return [tuple(v for c, v in row.items() if c != "status") for row in self.signals(*words)]

    def withdrawn(self):
        rows = csv.DictReader(io.StringIO(self.run("flag", "--on", LAST, "--all")))
        return {row["signal"] for row in rows if row["status"] == "withdrawn"}

    def reports(self):
        """The tables of all reports, without the list of files, by name."""
        self.run("report", "gemeente", "--gemeente", "all", "--format", "csv", "--period", "2025-2026",
                 "--on", LAST, "--out", "reports")
        others = ("-sources.csv", "-head.csv")
        found = [p for p in (self.folder / "reports").iterdir() if not p.name.endswith(others)]
        return {p.name: p.read_bytes() for p in found}

    def held(self):
        """The counts of facts that the store tells."""
        return tomllib.loads(self.run("store", "info"))["facts"]


def make_base(program, generator, folder):
    """The invented year: a store with its reference files, and its absences as they stand at the end of it."""
    year, base = folder / "year", folder / "base"
    year.mkdir()
    base.mkdir()
    subprocess.run([generator, str(year)], check=True)
    for path in year.glob("*.csv"):  # letters that every encoding writes its own way
        path.write_bytes(path.read_bytes().replace(b"economie", "economië".encode()))
    (base / "verzuim.toml").write_text(CONFIG)
    store = Store(program, base)
    store.run("ingest", *[str(year / f"{name}.csv") for name in BASE])
    facts = {}
    for path in sorted(year.glob("week-*.csv")):
        with path.open(encoding="utf-8", newline="") as f:
            for row in list(csv.reader(f))[1:]:
                facts[key(tuple(row))] = tuple(row)
    return base, sorted(facts.values(), key=lambda row: (row[1], row[2], row[0], row[3]))


def weeks_of(rows):
    """The rows by week, in the order of the weeks."""
    found = {}
    for row in rows:
        found.setdefault(week(row), []).append(row)
    return dict(sorted(found.items()))


def week_name(which):
    return f"week-{which[0]}-W{which[1]:02}"


def days_of(which):
    return tuple(str(datetime.date.fromisocalendar(*which, day)) for day in (1, 7))


def has_profiles(program):
    text = subprocess.run([program, "ingest", "--help"], capture_output=True, text=True, check=False).stdout
    return bool(re.search(r"--profile\b", text))
