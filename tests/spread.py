#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A year flagged in parts by GNU parallel gives the same bytes as flagged at once: spread.py VERZUIM GENERATE_YEAR.
Exit 77 where parallel is not installed."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SPREAD = Path(__file__).resolve().parent.parent / "examples" / "spread" / "with-parallel"
PROGRAM, GENERATOR = (Path(p).resolve() for p in sys.argv[1:3])
OPTIONS = ["--on", "2026-07-31"]


def output(*command, env):
    return subprocess.run([str(c) for c in command], env=env, capture_output=True, check=True).stdout


def main():
    if shutil.which("parallel") is None:
        print("GNU parallel is not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "bin").mkdir()
        (work / "bin" / "verzuim").symlink_to(PROGRAM)
        env = {**os.environ, "PATH": f"{work / 'bin'}:{os.environ['PATH']}", "HOME": folder}
        output(GENERATOR, work, env=env)
        absences = work / "absences.csv"
        absences.write_bytes(output(PROGRAM, "ingest", "--quiet", "--to", "csv", *sorted(work.glob("week-*.csv")), env=env))
        files = [work / f"{n}.csv" for n in ("schools", "calendar", "timetable", "pupils", "diplomas", "exemptions", "concerns")] + [absences]
        whole = output(PROGRAM, "flag", *OPTIONS, *(w for f in files for w in ("--from", f)), env=env)
        faults = [f"{parts} parts differ from the whole" for parts in (1, 3, 8)
                  if output(SPREAD, parts, *files, "--", *OPTIONS, env=env) != whole]
    print("\n".join(faults))
    signals = whole.count(b"\n") - 1
    print(f"{signals} signals in 1, 3 and 8 parts, {len(faults)} faults")
    return 1 if faults or signals < 100 else 0


sys.exit(main())
