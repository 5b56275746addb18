#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Purges pupils and reads the disk afterwards: purge.py PROGRAM.

No byte of a purged pupil, key, birth date in the bytes of the table, dossier or signal id, may be in the store, the files
beside it, a backup made afterwards, or what the commands print. The control deletes the same rows with plain SQL and
without secure_delete, and must leave hits: so the search can see them."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "fault"))
import world  # noqa: E402

PROGRAM = str(Path(sys.argv[1]).resolve())
NAMED = "P90zq7verzonnen"  # long enough never to be there by chance
OTHER = "P90xk3verzonnen"


def run(folder, command, code=0):
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1790000000", "VERZUIM_STORE": "s.db"}
    done = subprocess.run([PROGRAM, *command.split()], cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode != code:
        raise RuntimeError(f"{command}: exit {done.returncode}: {done.stderr}")
    return done.stdout


def rename(text):
    return text.replace("P9001", NAMED).replace("P9007", OTHER)


def fill(folder):
    for name, text in world.FILES.items():
        (folder / name).write_text(rename(text))
    (folder / f"talk-{NAMED}.csv").write_text("pupil,on,by,theme\n" + f"{NAMED},2026-09-30,mentor,thuis\n")
    (folder / "own.csv").write_text(f"group,from,until,weekday,lesson,subject,minutes\n{NAMED},2026-08-01,,1,1,wi,50\n")
    run(folder, f"ingest schools.csv pupils.csv before.csv week.csv mended.csv own.csv talk-{NAMED}.csv")
    run(folder, f"flag --on {world.ON}")
    run(folder, f"escalate --on {world.ON}")
    receipts = run(folder, "ingest before.csv")
    subprocess.run([PROGRAM, "flag", "-", "--on", world.ON], input=receipts, cwd=folder, text=True, capture_output=True, check=True,
                   env={"PATH": "/usr/bin", "HOME": str(folder), "VERZUIM_STORE": "s.db", "SOURCE_DATE_EPOCH": "1790000000"})
    run(folder, "dossier list")


def traces(folder, key):
    """The texts by which this pupil could be found again."""
    with closing(sqlite3.connect(folder / "s.db")) as db, db:
        number = db.execute("SELECT no FROM pupil WHERE id = ?", (key,)).fetchone()[0]
        found = {key} | {r[0] for r in db.execute("SELECT DISTINCT dossier FROM event WHERE pupil = ?", (number,))}
        found |= {r[0] for r in db.execute("SELECT id FROM signal WHERE pupil = ?", (number,))}
        blobs = {r[0] for r in db.execute("SELECT versions FROM absence WHERE pupil_batch >> 24 = ?", (number,))}
        # Of pupils with the same absence the bytes are the same: only what is this one's alone is a trace.
        shared = {r[0] for r in db.execute("SELECT versions FROM absence WHERE pupil_batch >> 24 != ?", (number,))}
    return {t.encode() for t in found} | (blobs - shared)


def hits(paths, wanted):
    return [(path.name, trace[:20]) for path in paths if path.is_file() for trace in wanted if trace in path.read_bytes()]


def stores(folder):
    return sorted(p for p in folder.iterdir() if p.name.startswith(("s.db", "copy")))


def control(folder, wanted):
    with closing(sqlite3.connect(folder / "s.db")) as db, db:
        db.execute("PRAGMA secure_delete = OFF")
        number = db.execute("SELECT no FROM pupil WHERE id = ?", (NAMED,)).fetchone()[0]
        for table in ("enrolment", "concern", "signal", "event", "touch"):
            db.execute(f"DELETE FROM {table} WHERE pupil = ?", (number,))
        db.execute("DELETE FROM absence WHERE pupil_batch >> 24 = ?", (number,))
        db.execute("DELETE FROM pupil WHERE no = ?", (number,))
    return len(hits(stores(folder), wanted))


def main():
    faults = []
    root = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=root) as work:
        folder, beside = Path(work) / "a", Path(work) / "b"
        folder.mkdir()
        fill(folder)
        wanted = traces(folder, NAMED)
        before = len(hits(stores(folder), wanted))
        if before < 4:
            faults.append(f"only {before} traces before the purge: the search sees too little")
        shutil.copytree(folder, beside)
        seen = control(beside, wanted)
        if seen == 0:
            faults.append("the control was not seen")
        run(folder, f"store hold --pupil {NAMED} --why court")
        run(folder, f"store forget --pupil {NAMED} --why unlawful", 77)
        if len(hits(stores(folder), wanted)) < 4:
            faults.append("a hold did not hold")
        run(folder, f"store hold --pupil {NAMED} --release")
        run(folder, f"store forget --pupil {NAMED} --why unlawful")
        run(folder, "store backup copy.db")
        for command in ("store check", "store audit", "store info", "dossier list --all", "flag --on 2026-10-05 --all", "escalate --on 2026-10-05",
                        f"report worklist --on {world.ON}", f"report gemeente --gemeente 0014 --on {world.ON} --format html"):
            text = run(folder, command)
            faults += [f"{command} prints {t[:20]}" for t in wanted if t in text.encode()]
        found = hits(stores(folder), wanted)
        left = len(found)
        faults += [f"{name} holds {trace}" for name, trace in found]
        run(folder, f"store export --pupil {NAMED}", 66)
        if OTHER not in run(folder, f"store export --pupil {OTHER}"):
            faults.append("another pupil is gone too")
        # A number is not given again: the audit would speak of somebody else.
        (folder / "later.csv").write_text(world.PUPILS.splitlines()[0] + "\nP9099,2010-05-01,0014,99XA,vo,2026-08-01,,1600,,m1,\n")
        run(folder, "ingest later.csv")
        text = run(folder, "store audit")
        faults += ["the number of a purged pupil was given to another"] * ("P9099" in text)
        run(folder, "store check")
    for fault in faults:
        print(fault)
    print(f"{len(wanted)} traces, {before} hits before, {left} after; control {seen} hits; {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
