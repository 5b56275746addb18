#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Hands in good files that came to harm, in every way that damages.py knows: damage.py PROGRAM [WORD...].

For each: the exit code is the right one; what is refused has its file, line and remedy, and never a number of a pupil;
the store holds exactly what the receipt says, and nothing at all after 65; memory stays below a bound; no crash. With
WORDs only the damages whose name holds one of them.
"""
import csv
import itertools
import os
import re
import resource
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import damages

PROGRAM = str(Path(sys.argv[1]).resolve())
MOST_MEMORY = 64 * 1024  # KiB
MOST_SECONDS = 30
ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1793000000",
       **{k: v for k, v in os.environ.items() if k.startswith(("LD_LIBRARY", "ASAN", "LSAN", "UBSAN"))}}
REMEDY = re.compile(r"[;?]|\b(write|use|remove|mend|ask|save|close|must)\b")
SANITIZED = b"__asan_init" in Path(PROGRAM).read_bytes()


class Run:
    """One call of the program, with the memory that it took."""

    def __init__(self, folder, *words):
        with open(folder / "out", "wb") as out, open(folder / "err", "wb") as err:
            child = subprocess.Popen([PROGRAM, "--store", "store.db", *words], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env={**ENV, "HOME": str(folder)})
            resource.prlimit(child.pid, resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = self.code = os.waitstatus_to_exitcode(status)
        self.memory = usage.ru_maxrss
        self.out = (folder / "out").read_text()
        self.err = (folder / "err").read_bytes().decode(errors="surrogateescape")


def write(path, data):
    with open(path, "wb") as file:
        for piece in [data] if isinstance(data, bytes) else data:
            file.write(piece)


def stored(folder):
    """How many absences the store holds; 0 when there is no store."""
    if not (folder / "store.db").exists():
        return 0
    return tomllib.loads(Run(folder, "store", "info").out)["facts"]["absences"]


def refused(folder):
    """Row by row: this process must stay small, since what it holds counts as memory of its children."""
    if (folder / "rejects.csv").exists():
        with open(folder / "rejects.csv", newline="", errors="surrogateescape") as file:
            yield from csv.DictReader(file)


def told(folder, damage, numbers):
    """The refused rows, each checked for its place and remedy."""
    first = True
    for row in refused(folder):
        if row["file"] != "file.csv" or not row["line"].isdigit() or int(row["line"]) < 1:
            yield f"a refused row without its place: {row}"
        if not REMEDY.search(row["reason"]):
            yield f"no remedy in: {row['reason']}"
        if any(number in row["text"] + row["reason"] for number in numbers):
            yield "a number of a pupil is in a refused row"
        if first and damage.line and int(row["line"]) != damage.line:
            yield f"the refused row is told at line {row['line']}, not {damage.line}"
        first = False


def check_receipt(folder, run, damage, layout):
    receipts = tomllib.loads(run.out).get("receipt", [])
    if len(receipts) != 1:
        yield f"{len(receipts)} receipts"
        return
    r = receipts[0]
    if r["rows"] != r["new"] + r["changed"] + r["same"] + r["skipped"] + r["rejected"]:
        yield f"the receipt does not add up: {r}"
    if (r["rejected"] > 0) != (run.code == 1):
        yield f"exit {run.code} with {r['rejected']} rows refused"
    for name, want in (("rejected", damage.rejected), ("new", damage.fresh)):
        if want is not None and r[name] != want:
            yield f"{r[name]} rows {name}, not {want}"
    held = stored(folder)
    if layout.header and held != r["new"]:  # elsewhere a row may be several facts
        yield f"the store holds {held} facts, the receipt says {r['new']}"
    lines = sum(1 for _ in refused(folder))
    if lines != r["rejected"]:
        yield f"{lines} refused rows are told, the receipt says {r['rejected']}"


def check_refusal(folder, run):
    if run.out:
        yield "a receipt for a file that was refused"
    if held := stored(folder):
        yield f"{held} facts of a refused file are in the store"
    first = run.err.partition("\n")[0]
    if "file.csv:" not in first:
        yield f"the message does not name the file: {first}"
    if not REMEDY.search(first):
        yield f"no remedy in: {first}"


def faults(folder, damage, layout):
    write(folder / "file.csv", damage.data)
    run = Run(folder, "ingest", "--rejects", "rejects.csv", *layout.options, "file.csv")
    if run.code not in damage.codes:
        yield f"exit {run.code}, not {' or '.join(map(str, damage.codes))}: {run.err[:300]}"
        if run.code not in (0, 1, 65):
            return
    if run.memory > MOST_MEMORY and not SANITIZED:
        yield f"{run.memory} KiB of memory"
    numbers = {r[layout.key] for r in layout.rows if len(r[layout.key]) >= 8 and r[layout.key].isdigit()}
    if any(number in run.err for number in numbers):
        yield "a number of a pupil is in a message"
    if "\x1b" in run.err or "\0" in run.err:
        yield "a control character is in a message"
    yield from itertools.islice(told(folder, damage, numbers), 3)
    yield from check_refusal(folder, run) if run.code == 65 else check_receipt(folder, run, damage, layout)


def can_unpack():
    with tempfile.TemporaryDirectory() as work:
        write(Path(work) / "file.csv", damages.gzip.compress(damages.canonical().text()))
        return Run(Path(work), "ingest", "file.csv").code == 0


def main():
    words = sys.argv[2:]
    usage = subprocess.run([PROGRAM, "ingest", "--help"], capture_output=True, text=True).stdout
    layouts = [damages.canonical()] + ([damages.eduarte()] if "--profile" in usage else [])
    unpacks, done, failed, skipped = can_unpack(), 0, 0, 0
    for layout in layouts:
        for damage in damages.damages(layout):
            if words and not any(word in damage.name for word in words):
                continue
            if damage.source and not unpacks:
                skipped += 1
                continue
            with tempfile.TemporaryDirectory() as work:
                found = list(faults(Path(work), damage, layout))
            done += 1
            failed += bool(found)
            for fault in found:
                print(f"{layout.name}: {damage.name}: {fault}")
    print(f"{done - failed} passed, {failed} failed" + (f", {skipped} skipped: this program does not unpack" if skipped else ""))
    return 1 if failed or not done else 0


sys.exit(main())
