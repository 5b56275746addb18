#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The example year through the whole pipe: year.py PROGRAM GENERATOR.

Weekly, nightly and once at the end give the same standing signals; the weekly pipe works on every file; the stories
say what examples/year/README.md says of them.
"""
import csv
import datetime
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, GENERATOR = (str(Path(p).resolve()) for p in sys.argv[1:3])
LAST = datetime.date(2026, 7, 31)
BASE = ["schools", "calendar", "timetable", "pupils", "diplomas", "exemptions", "concerns"]
BOOKS = 'books = ["law", "national", "region", "school", "research", "proposed"]\nholder = { kind = "region", code = "03" }\n'

# pupil, rule and date of the twenty stories; the README tells why
STORIES = """P9001 lpw16 2025-10-20|P9002 mazl-freq 2025-11-17|P9003 pat-vak 2025-11-14|P9004 lpw16 2025-11-24|P9005 18p-mbo 2025-12-01
P9006 lpw16 2026-02-09|P9007 chr-20 2025-09-15|P9008 una-6 2025-11-13|P9009 pat-dag 2025-11-03|P9010 mazl-long 2026-01-22|P9011 mazl-po-l 2026-03-18
P9012 luxe 2025-12-15|P9013 18p-mbo 2026-03-30|P9014 late 2026-03-03|P9015 concern 2025-10-08|P9019 lrv 2026-01-19|P9020 una-6 2025-12-10"""
SILENT = ["P9005 lpw16", "P9016 lpw16", "P9017 lpw16", "P9018 lpw16", "P9020 lpw16", "P9011 mazl-po-f"]


class Store:
    """A store of its own in a folder of its own."""

    def __init__(self, year):
        self.folder = tempfile.TemporaryDirectory()
        (Path(self.folder.name) / "verzuim.toml").write_text(BOOKS)
        self.year = year
        self.run("ingest", *[str(year / f"{name}.csv") for name in BASE])

    def run(self, *words, stdin=""):
        env = {**os.environ, "VERZUIM_STORE": "store.db", "SOURCE_DATE_EPOCH": "1785500000"}
        done = subprocess.run([PROGRAM, *words], cwd=self.folder.name, env=env, input=stdin, capture_output=True, text=True)
        if done.returncode or done.stderr:
            sys.exit(f"verzuim {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def standing(self):
        rows = csv.DictReader(io.StringIO(self.run("flag", "--on", str(LAST), "--all")))
        return [tuple(v for k, v in row.items() if k != "status") for row in rows if row["status"] in ("new", "standing")]


def friday_of(path):
    year, week = map(int, re.match(r"week-(\d+)-W(\d+)", path.name).groups())
    return datetime.date.fromisocalendar(year, week, 5)


def weekly(year, weeks):
    store = Store(year)
    for path in weeks:
        on = str(friday_of(path))
        receipt = store.run("ingest", str(path))
        counts = {k: int(v) for k, v in re.findall(r"^(rows|new|changed|same|skipped|rejected) = (\d+)", receipt, re.M)}
        assert counts["rows"] == sum(v for k, v in counts.items() if k != "rows"), counts
        actions = store.run("escalate", "--on", on, "-", stdin=store.run("flag", "--on", on, "-", stdin=receipt))
        assert store.run("report", "worklist", "--on", on, "-", stdin=actions)
    return store


def nightly(year, weeks):
    store = Store(year)
    for path in weeks:
        store.run("ingest", str(path))
        for day in range(0, 7, 3):
            store.run("flag", "--on", str(friday_of(path) + datetime.timedelta(days=day)))
    return store


def at_once(year, weeks):
    store = Store(year)
    store.run("ingest", *map(str, weeks))
    return store


def main():
    with tempfile.TemporaryDirectory() as folder:
        year = Path(folder)
        subprocess.run([GENERATOR, folder], check=True)
        weeks = sorted(year.glob("week-*.csv"))
        assert len(weeks) > 40
        found = {run.__name__: run(year, weeks).standing() for run in (weekly, nightly, at_once)}
    failed = [name for name in found if found[name] != found["at_once"]]
    for name in failed:
        print(f"{name} differs:", sorted(set(found[name]) ^ set(found["at_once"]))[:5])
    said = {" ".join((s[5], s[1], s[8])) for s in found["at_once"]}
    rules = {" ".join((s[5], s[1])) for s in found["at_once"]}
    missing = [story for line in STORIES.split("\n") for story in line.split("|") if story not in said]
    loud = [story for story in SILENT if story in rules]
    print("stories without their signal:", missing, "signals that should not be:", loud)
    print(f"{len(found['at_once'])} signals, {len(failed) + len(missing) + len(loud)} faults")
    return 1 if failed or missing or loud or len(said) < 500 else 0


sys.exit(main())
