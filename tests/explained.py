#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Explanations against the files: explained.py PROGRAM GENERATOR [SIGNALS].

Takes in the example year, explains signals of every rule, and adds up again what each is said to rest on: from the CSV
files alone, at the file and the line that the explanation names, with the meanings of verzuim-rules(5). No code is
shared with the program.
"""
import csv
import datetime
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

PROGRAM, GENERATOR = (str(Path(p).resolve()) for p in sys.argv[1:3])
WANTED = int(sys.argv[3]) if len(sys.argv) > 3 else 120
ROOT = Path(__file__).resolve().parent.parent
LAST = datetime.date(2026, 7, 31)
BASE = ["schools", "calendar", "timetable", "pupils", "diplomas", "exemptions", "concerns"]
CONFIG = 'books = ["law", "national", "region", "school", "research", "proposed"]\nholder = { kind = "region", code = "03" }\n'
USUAL = {"vo": 50, "vso": 50, "mbo": 60, "vavo": 60}  # a usual lesson; in po and so hours are by the clock
DAY = datetime.timedelta(days=1)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def date(text):
    return datetime.date.fromisoformat(text)


class Year:
    """The files of the example year, and what they say of a school day."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {}
        self.region = {r["school"][:4]: r["region"] for r in read(folder / "schools.csv")}
        self.off = [(r["school"], date(r["from"]), date(r["until"])) for r in read(folder / "calendar.csv")]
        self.holidays = [(r["region"], date(r["first_day"]), date(r["last_day"])) for r in read(ROOT / "lib/reference/schoolvakanties.csv")]
        self.public = {date(r["date"]) for r in read(ROOT / "lib/reference/feestdagen.csv") if r["general_day_off"] == "ja"}
        self.pupils, self.lessons, self.concerns = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in read(folder / "pupils.csv"):
            self.pupils[row["pupil"]].append(row)
        for row in read(folder / "timetable.csv"):
            self.lessons[row["group"]].append(row)
        for row in read(folder / "concerns.csv"):
            self.concerns[row["pupil"]].append(row)

    def line(self, file, number):
        """The row that stands on that line of that file; no cell of the example year holds a line break."""
        if file not in self.files:
            text = (self.folder.parent / file).read_text(encoding="utf-8").splitlines()
            self.files[file] = (text[0].split(","), text)
        head, text = self.files[file]
        return dict(zip(head, next(csv.reader([text[number - 1]]))))

    def school_day(self, school, d):
        if d.weekday() > 4 or d in self.public:
            return False
        region = self.region[school[:4]]
        if any(r == region and a <= d <= b for r, a, b in self.holidays):
            return False
        return not any(s in ("*", region, school, school[:4]) and a <= d <= b for s, a, b in self.off)

    def enrolment(self, row):
        return next(e for e in self.pupils[row["pupil"]] if e["school"][:4] == row["school"][:4] and e["from"] <= row["date"] <= (e["until"] or "9999"))

    def timetable(self, row):
        """The lessons of the row's day, or nothing where no timetable speaks of that date."""
        rows = [r for g in (row["pupil"], self.enrolment(row)["group"]) for r in self.lessons.get(g, []) if r["from"] <= row["date"] <= r["until"]]
        if not rows:
            return None
        return [r for r in rows if int(r["weekday"]) == date(row["date"]).isoweekday()]

    def minutes(self, row):
        if row["minutes"]:
            return Fraction(int(row["minutes"]))
        sector, timetable = self.enrolment(row)["sector"], self.timetable(row)
        if row["lesson"]:
            found = [int(r["minutes"]) for r in timetable or [] if r["lesson"] == row["lesson"]]
            return Fraction(found[0] if found else USUAL.get(sector, 60))
        if timetable is not None:
            return Fraction(sum(int(r["minutes"]) for r in timetable))
        return Fraction(int(self.enrolment(row)["weekly_minutes"]), 5)

    def hour_minutes(self, row):
        sector, plain = self.enrolment(row)["sector"], self.minutes(row)
        if sector not in USUAL or row["kind"] == "late":
            return int(plain)
        if row["lesson"]:
            return max(int(plain), 60)
        timetable = self.timetable(row)
        if timetable is not None:
            return sum(max(int(r["minutes"]), 60) for r in timetable)
        return int(plain * 60 / USUAL[sector])

    def subject(self, row):
        return next((r["subject"] for r in self.timetable(row) or [] if r["lesson"] == row["lesson"]), None)

    def session(self, row, d):
        """A school day on which the pupil has lessons."""
        timetable = self.timetable({**row, "date": str(d)}) if self.school_day(row["school"], d) else []
        return self.school_day(row["school"], d) and timetable != []

    def spells(self, rows):
        days = sorted({date(r["date"]) for r in rows})
        count = 0
        for i, day in enumerate(days):
            before = days[i - 1] + DAY if i else None
            between = [before + DAY * n for n in range((day - before).days)] if i else []
            count += not i or any(self.session(rows[0], d) for d in between)
        return count


def printed(x):
    """At most two decimals, rounded half up."""
    hundredths = int(x * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")


def months(first, last):
    n, end = 0, last + DAY
    while True:
        year, month = divmod(first.month + n, 12)
        try:
            border = datetime.date(first.year + year, month + 1, first.day)
        except ValueError:
            border = datetime.date(first.year + year, month + 2, 1)
        if border > end:
            return n
        n += 1


def measured(year, unit, rows, told):
    """What the rows add up to in that unit."""
    if unit == "hours":
        return Fraction(sum(year.hour_minutes(r) for r in rows), 60)
    if unit == "lessons":
        return Fraction(sum(0 if r["kind"] == "late" else 1 if r["lesson"] else year.hour_minutes(r) // 60 for r in rows))
    if unit == "records":
        return Fraction(len(rows))
    if unit == "days":
        return Fraction(len({r["date"] for r in rows}))
    if unit == "spells":
        return Fraction(year.spells(rows))
    if unit == "percent":
        return 100 * sum(year.minutes(r) for r in rows) / Fraction(told["scheduled_minutes"])
    raise ValueError(unit)


def run_length(year, rule, rows):
    days = sorted({date(r["date"]) for r in rows})
    run = rule["window"]["run"]
    if run["unit"] == "school_days":
        return Fraction(len(days))
    if run["unit"] == "months":
        return Fraction(months(days[0], days[-1]))
    span = [days[0] + DAY * n for n in range((days[-1] - days[0]).days + 1)]
    if run.get("holidays") == "skip":
        weeks = {d - DAY * d.weekday() for d in span}
        lessons = {w for w in weeks if any(year.school_day(rows[0]["school"], w + DAY * n) for n in range(5))}
        span = [d for d in span if d - DAY * d.weekday() in lessons]
    return Fraction(len(span))


def check(year, rules, told):
    """The faults of one explanation."""
    faults, rows = [], []
    for record in told.get("counted", []):
        row = year.line(record["file"], record["line"])
        said = (told["pupil"], str(record["date"]), record["lesson"], record["kind"])
        if (row["pupil"], row["date"], int(row["lesson"] or 0), row["kind"]) != said:
            faults.append(f"{record['file']}:{record['line']} is no row of {said}")
        rows.append(row)
    if len({(r["file"], r["line"]) for r in told.get("counted", [])}) != len(rows):
        faults.append("a line is counted twice")
    rule = next(r for r in rules[told["rule"]["id"]] if r.get("valid_from", r.get("seen_from")) == (told["rule"].get("valid_from") or told["rule"].get("seen_from")))
    when, unit = rule["when"], told["unit"]
    if "mix" in when:
        for part in told["part"]:
            own = [r for r in rows if r["kind"] in part["kinds"]]
            if part["unit"] == "concerns":
                counts = Fraction(len(told.get("concern", [])))
            else:
                counts = measured(year, part["unit"], own, told)
            if printed(counts) != part["count"]:
                faults.append(f"a part of {part['kinds']} counts {part['count']}, its rows {printed(counts)}")
        return faults
    if "rising" in when:
        part = told["part"][-1]
        own = [r for r in rows if str(part["from"]) <= r["date"] <= str(part["until"])]
        total = measured(year, "percent", own, part)
    elif "concentrated" in when:
        if when["concentrated"]["by"] == "subject":
            total = Fraction(sum(year.subject(r) == told["reason"]["subject"] for r in rows))
        else:
            days = {int(d) for d in told["reason"]["weekday"].split("+")}
            total = Fraction(len({r["date"] for r in rows if date(r["date"]).isoweekday() in days}))
    elif unit == "run_days":
        total = run_length(year, rule, rows)
    elif unit == "concerns":
        inside = [c for c in year.concerns[told["pupil"]] if str(told["window_start"]) <= c["on"] <= str(told["window_until"])]
        total = Fraction(len(inside))
        if len(inside) != len(told["concern"]):
            faults.append("the worries are not those of the file")
    else:
        total = measured(year, unit, rows, told)
    if printed(total) != told["count"]:
        faults.append(f"the signal counts {told['count']} {unit}, its rows {printed(total)}")
    additive = unit not in ("run_days", "concerns", "percent")
    if additive and printed(sum(Fraction(r["counts"]) for r in told["counted"])) != told["count"]:
        faults.append("what the records are said to add is not the count")
    return faults


def main():
    folder = tempfile.TemporaryDirectory()
    work = Path(folder.name)
    (work / "in").mkdir()
    (work / "verzuim.toml").write_text(CONFIG)
    subprocess.run([GENERATOR, str(work / "in")], check=True, stdout=subprocess.DEVNULL)
    env = {**os.environ, "VERZUIM_STORE": "store.db", "SOURCE_DATE_EPOCH": "1785500000"}

    def verzuim(*words):
        done = subprocess.run([PROGRAM, *words], cwd=work, env=env, capture_output=True, text=True)
        if done.returncode or done.stderr:
            sys.exit(f"verzuim {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    verzuim("ingest", *[f"in/{name}.csv" for name in BASE])
    verzuim("ingest", *sorted(str(p.relative_to(work)) for p in (work / "in").glob("week-*.csv")))
    signals = defaultdict(list)
    for row in csv.DictReader(verzuim("flag", "--all", "--on", str(LAST)).splitlines()):
        if row["status"] == "new":
            signals[row["rule"]].append(row["signal"])
    # Of every rule the same number, spread over its signals.
    each = -(-WANTED // len(signals))
    chosen = [ids[i * len(ids) // min(each, len(ids))] for ids in signals.values() for i in range(min(each, len(ids)))]
    rules = defaultdict(list)
    for path in ROOT.glob("lib/rules/*/*.toml"):
        for rule in tomllib.loads(path.read_text()).get("rule", []):
            rules[rule["id"]].append(rule)
    year, bad, blind, units = Year(work / "in"), 0, 0, set()
    for signal in chosen:
        told = tomllib.loads(verzuim("explain", signal, "--on", str(LAST), "--format", "toml"))
        units.add(told["unit"])
        # A record that is withheld must be missed, or the sum proves nothing.
        if told.get("counted"):
            blind += not check(year, rules, {**told, "counted": told["counted"][:-1]})
        for fault in check(year, rules, told):
            bad += 1
            print(f"{told['rule']['id']} {signal} of {told['pupil']}: {fault}")
    print(f"{len(chosen)} signals of {len(signals)} rules explained, {bad} faults; {blind} would not miss their last record")
    folder.cleanup()
    # A test that looked at little proves little.
    return 1 if bad or blind * 20 > len(chosen) or len(chosen) < 50 or len(signals) < 20 or len(units) < 7 else 0


sys.exit(main())
