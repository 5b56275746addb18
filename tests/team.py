#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The people of the example year at work: team.py PROGRAM GENERATOR TEAM. Some weeks of it, twice: what they record is taken,
is the same both times, and leaves the dossiers of the stories to the stories."""
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROGRAM, GENERATOR, TEAM = (str(Path(p).resolve()) for p in sys.argv[1:4])
FRIDAYS = ["2025-11-14", "2025-11-21", "2025-11-28", "2025-12-05", "2025-12-12", "2025-12-19"]
BASE = ["schools", "calendar", "timetable", "pupils", "diplomas", "exemptions"]


def weeks(folder):
    """What was recorded by people, dossier for dossier."""
    (Path(folder) / "bin").mkdir()
    (Path(folder) / "bin/verzuim").symlink_to(PROGRAM)
    env = {**os.environ, "VERZUIM_STORE": "s.db", "SOURCE_DATE_EPOCH": "1785500000", "PATH": f"{folder}/bin:{os.environ['PATH']}"}

    def run(*words, stdin=None):
        done = subprocess.run(words, cwd=folder, env=env, input=stdin, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    subprocess.run([GENERATOR, folder], check=True)
    run("verzuim", "ingest", *[f"{name}.csv" for name in BASE], *sorted(p.name for p in Path(folder).glob("week-2025-W*.csv") if p.name < "week-2025-W47"))
    for friday in FRIDAYS:
        run("verzuim", "escalate", "--on", friday, "-", stdin=run("verzuim", "flag", "--on", friday))
        run(sys.executable, TEAM, friday)
    said = {}
    for line in run("verzuim", "dossier", "list", "--all", "--on", FRIDAYS[-1]).splitlines()[1:]:
        dossier, pupil = line.split(",")[:2]
        log = tomllib.loads(run("verzuim", "dossier", "show", dossier, "--on", FRIDAYS[-1])).get("event", [])
        said[pupil, dossier] = [(e["type"], str(e["on"]), e["role"], e["fields"]) for e in log if e.get("role")]
    return said


with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
    first, second = weeks(one), weeks(two)
kinds = {}
for events in first.values():
    for kind, *_ in events:
        kinds[kind] = kinds.get(kind, 0) + 1
print(f"{len(first)} dossiers; " + ", ".join(f"{n} {k}" for k, n in sorted(kinds.items())))
faults = [f"{pupil}: a story was written on" for (pupil, _), events in first.items() if pupil.startswith("P9") and events]
faults += [f"nobody recorded a {kind}" for kind in ("contact", "talk", "afspraak", "melding", "closed", "consult") if kind not in kinds]
if first != second:
    faults.append("two runs of the same weeks differ")
print("\n".join(faults) or "0 faults")
sys.exit(bool(faults))
