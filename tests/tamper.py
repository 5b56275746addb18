#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tampers with the audit of a store in every way that there is, and looks whether `store check` sees it: tamper.py PROGRAM [N].

Of each line every column is changed in one bit, the line is dropped, swapped with the next, doubled and put in anew; the end is
cut off at every length, which shows against a head that was kept. N bits of each column are tried (3)."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "fault"))
import world  # noqa: E402

PROGRAM = str(Path(sys.argv[1]).resolve())
BITS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
COLUMNS = ["at", "actor", "command", "object", "result", "why", "hash"]


def run(folder, *words):
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1790000000", "VERZUIM_STORE": "s.db"}
    return subprocess.run([PROGRAM, *words], cwd=folder, env=env, capture_output=True, text=True, check=False)


def bit_flips(lines):
    for number, *values in lines:
        for column, value in zip(COLUMNS, values):
            for k in range(BITS):
                # Within a letter, so that the text stays text; an empty cell gets one.
                at = k * 7 % len(value) if value else 0
                bad = value[:at] + chr(ord(value[at]) ^ (1 << k)) + value[at + 1:] if value else "x"
                yield f"line {number}: {column}", [(f"UPDATE audit SET {column} = ? WHERE number = ?", (bad, number))], False


def moves(lines):
    last = lines[-1][0]
    for number, *_ in lines:
        if number < last:
            yield f"line {number} dropped", [("DELETE FROM audit WHERE number = ?", (number,))], False
            yield f"line {number} dropped, the rest moved up", [
                ("DELETE FROM audit WHERE number = ?", (number,)), ("UPDATE audit SET number = -number WHERE number > ?", (number,)),
                ("UPDATE audit SET number = -number - 1 WHERE number < 0", ())], False
            yield f"line {number} swapped with the next", [
                ("UPDATE audit SET number = 0 WHERE number = ?", (number,)), ("UPDATE audit SET number = ? WHERE number = ?", (number, number + 1)),
                ("UPDATE audit SET number = ? WHERE number = 0", (number + 1,))], False
        yield f"line {number} doubled", [("INSERT INTO audit SELECT ?, at, actor, command, object, result, why, hash FROM audit WHERE number = ?", (last + 1, number))], False
        yield f"cut from line {number}", [("DELETE FROM audit WHERE number >= ?", (number,))], True


def main():
    root = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    tried, faults = 0, []
    with tempfile.TemporaryDirectory(dir=root) as work:
        folder = Path(work)
        for name, text in world.FILES.items():
            (folder / name).write_text(text)
        for command in ("ingest schools.csv pupils.csv before.csv week.csv", f"flag --on {world.ON}", f"escalate --on {world.ON}", "dossier list",
                        "store export --pupil P9001", "store hold --pupil P9002 --why court"):
            done = run(folder, *command.split())
            if done.returncode:
                raise RuntimeError(f"{command}: {done.stderr}")
        head = run(folder, "store", "audit", "--head").stdout.strip()
        shutil.copy(folder / "s.db", folder / "good.db")
        good = run(folder, "store", "check", "--head", head)
        if good.returncode:
            faults.append(f"an untouched store is called bad: {good.stderr}")
        with closing(sqlite3.connect(folder / "good.db")) as db, db:
            lines = db.execute("SELECT * FROM audit ORDER BY number").fetchall()
        for name, statements, needs_head in [*bit_flips(lines), *moves(lines)]:
            for beside in ("-wal", "-shm"):
                (folder / f"s.db{beside}").unlink(missing_ok=True)
            shutil.copy(folder / "good.db", folder / "s.db")
            with closing(sqlite3.connect(folder / "s.db")) as db, db:
                for sql, values in statements:
                    db.execute(sql, values)
            seen = run(folder, "store", "check", *(["--head", head] if needs_head else []))
            tried += 1
            if seen.returncode != 65 or "audit" not in seen.stderr:
                faults.append(f"{name}: not seen (exit {seen.returncode})")
            if needs_head and run(folder, "store", "check").returncode:
                faults.append(f"{name}: seen without the head, so this tries nothing")
    for fault in faults[:20]:
        print(fault)
    print(f"{tried} tamperings, {len(faults)} not seen")
    return 1 if faults or tried < 100 else 0


sys.exit(main())
