#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Purges pupils and reads the disk afterwards: purge.py PROGRAM.

No byte of a purged pupil, key, birth date in the bytes of the table, dossier or signal id, may be in the store, the files
beside it, a backup made afterwards, reports, or what the commands print and log; whether one was named (`forget`) or the term of
several was over (`purge --due`), of whom one is held and must stay whole until let go. The control deletes the same rows with plain SQL and
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
LOG = []  # what every command wrote to standard error


def run(folder, command, code=0):
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1790000000", "VERZUIM_STORE": "s.db"}
    done = subprocess.run([PROGRAM, "-v", *command.split()], cwd=folder, env=env, capture_output=True, text=True, check=False)
    LOG.append(done.stderr)
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


LEFT, HELD, BORN = "P90lk5verzonnen", "P90hh2verzonnen", "1990-05-17"


def by_term(folder):
    """Two who left long ago, one of them held; the faults, and how many traces there were."""
    (folder / "reports").mkdir(parents=True)
    for name, text in world.FILES.items():
        (folder / name).write_text(text)
    (folder / "gone.csv").write_text(world.PUPILS.splitlines()[0] + "\n" + "".join(
        f"{key},{BORN},0014,99XA,vo,2006-08-01,2008-07-31,1600,,m1,\n" for key in (LEFT, HELD)))
    (folder / "then.csv").write_text(world.HEAD + "".join(
        f"{key},99XA,2008-0{3 + n % 3}-{10 + n},{1 + n % 5},{41 + n},unauthorised,,,\n" for key in (LEFT, HELD) for n in range(12)))
    run(folder, "ingest schools.csv pupils.csv gone.csv then.csv before.csv")
    for on in ("2008-06-02", world.ON):
        run(folder, f"flag --on {on}")
        run(folder, f"escalate --on {on}")
    # What both have says nothing of either.
    both = {key: traces(folder, key) for key in (LEFT, HELD)}
    wanted = {LEFT: both[LEFT] - both[HELD], HELD: both[HELD] - both[LEFT]}
    run(folder, f"store hold --pupil {HELD} --why court")
    faults, logs = [], []
    told = run(folder, "store purge --due --dry-run")
    if [line.split(",")[0] for line in told.splitlines()[1:]] != sorted([LEFT, HELD]) or not told.count("court") == 1:
        faults.append(f"who is due: {told}")
    for key, held in ((LEFT, True), (HELD, False)):
        if not held:
            run(folder, f"store hold --pupil {HELD} --release")
        if not hits(stores(folder), wanted[key]):
            faults.append(f"no trace of {key} before its purge: the search sees too little")
        run(folder, "store purge --due")
        run(folder, f"store backup copy-{key[:6]}.db")
        run(folder, f"report gemeente --gemeente 0014 --on {world.ON} --format html --out reports")
        logs.append("")
        for command in ("store info", "store check", "store audit", "dossier list --all", f"flag --all --on {world.ON}", f"report worklist --on {world.ON}"):
            logs[-1] += run(folder, command)
        # The first copy was made while the other was held, so that one stands in it.
        paths = [p for p in (*stores(folder), *folder.rglob("reports/**/*")) if held or p.name != f"copy-{LEFT[:6]}.db"]
        faults += [f"{name} holds {trace}" for name, trace in hits(paths, wanted[key])]
        faults += [f"a command prints {t[:20]}" for t in wanted[key] if t in logs[-1].encode()]
        with closing(sqlite3.connect(folder / "s.db")) as db:
            born = db.execute("SELECT count(*) FROM enrolment WHERE born = CAST(julianday(?) - julianday('1970-01-01') AS INTEGER)", (BORN,)).fetchone()[0]
        if born != held:
            faults.append(f"{born} rows with the birth date, not {int(held)}")
        if held and HELD not in run(folder, f"store export --pupil {HELD}"):
            faults.append("who is held was purged")
    faults += ["a command prints the birth date"] * any(BORN in log for log in logs)
    return faults, sum(len(w) for w in wanted.values())


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
        more, terms = by_term(Path(work) / "c")
        faults += more
        faults += [f"a log names {t}" for t in (NAMED, LEFT, HELD, BORN) for text in LOG if t in text.replace(f"talk-{NAMED}.csv", "")]
    for fault in faults:
        print(fault)
    print(f"{len(wanted)} traces and {terms} by term, {before} hits before, {left} after; control {seen} hits; {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
