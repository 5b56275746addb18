#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""However many threads flag works on, it writes the same bytes: threads.py PROGRAM GENERATOR BENCH_DATA.

Over the store and over files, with all books, on some thousand pupils of the benchmark and on the example year with its timetables;
all pupils and those of a receipt, now and as known before.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, YEAR, BENCH = (str(Path(p).resolve()) for p in sys.argv[1:4])
BOOKS = 'books = ["law", "national", "region", "school", "research", "proposed"]\n'
THREADS = ["1", "2", "7"]
ENV = {**os.environ, "SOURCE_DATE_EPOCH": "1785500000"}


def verzuim(folder, *words, stdin=b""):
    env = {**ENV, "VERZUIM_STORE": "verzuim.db"}
    done = subprocess.run([PROGRAM, *words], cwd=folder, env=env, input=stdin, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"verzuim {' '.join(words)}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout + done.stderr


def store(folder, data, names):
    """A store of the year without any run of the rules; the receipt of the last file."""
    (folder / "verzuim.toml").write_text(BOOKS)
    for path in names:
        receipt = verzuim(folder, "ingest", str(data / path))
    return receipt


def in_a_copy(folder, *words, stdin=b""):
    """What a command says in a store as it was before the command."""
    with tempfile.TemporaryDirectory() as copy:
        for path in folder.glob("verzuim.*"):
            (Path(copy) / path.name).write_bytes(path.read_bytes())
        os.chmod(Path(copy) / "verzuim.db", 0o600)
        return verzuim(Path(copy), *words, stdin=stdin)


def same(what, run):
    """The number of lines that all numbers of threads give alike."""
    one, *others = [run("--threads", n) for n in THREADS] + [run()]
    for n, other in zip(THREADS[1:] + ["all"], others):
        if other != one:
            sys.exit(f"{what}: {n} threads write other bytes than one")
    lines = one.count(b"\n")
    if lines < 20:
        sys.exit(f"{what}: only {lines} lines, so the comparison says little")
    print(f"{what}: {lines} lines, the same")


def check(folder, data, names, on):
    receipt = store(folder, data, names)
    same("the store", lambda *n: in_a_copy(folder, "flag", "--on", on, "--all", *n))
    same("a receipt", lambda *n: in_a_copy(folder, "flag", "--on", on, *n, "-", stdin=receipt))
    same("as known", lambda *n: in_a_copy(folder, "flag", "--on", on, "--known-at", on, *n))
    absences = [name for name in names if "week" in name or "absence" in name]
    (folder / "sorted.csv").write_bytes(verzuim(folder, "ingest", "--to", "csv", *[str(data / name) for name in absences]))
    others = [w for name in names if name not in absences for w in ("--from", str(data / name))]
    same("files", lambda *n: verzuim(folder, "flag", "--on", on, *n, "--from", "sorted.csv", *others))


def main():
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        for name in ("bench", "year"):
            (base / name / "in").mkdir(parents=True)
        subprocess.run([BENCH, "--rows", "20000", str(base / "bench" / "in")], check=True)
        check(base / "bench", base / "bench" / "in", ["schools.csv", "pupils.csv", "absences.csv"], "2026-07-31")
        year = base / "year" / "in"
        subprocess.run([YEAR, str(year)], check=True, stdout=subprocess.DEVNULL)
        names = [f"{n}.csv" for n in ("schools", "calendar", "timetable", "pupils", "diplomas", "exemptions", "concerns")]
        check(base / "year", year, names + sorted(p.name for p in year.glob("week-*.csv")), "2026-07-31")


main()
