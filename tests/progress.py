#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The progress line on a terminal of its own: progress.py PROGRAM.

It is drawn at most ten times a second, fits the window, is ASCII where the locale is, and is gone at the end. It is not
there with --quiet, nor where standard error is no terminal.
"""
import fcntl
import os
import pty
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

PROGRAM = str(Path(sys.argv[1]).resolve())


def make(path, rows):
    with open(path, "w") as file:
        file.write("pupil,school,date,lesson,minutes,kind,subject,code,mark\n")
        for i in range(rows):
            file.write(f"P{i // 1400:05d},99XA,2026-{1 + i % 1400 // 140:02d}-{1 + i % 140 // 5:02d},{1 + i % 5},50,unauthorised,wi,,\n")


def on_terminal(folder, columns, locale, *words, stderr=None):
    """What appears on a terminal of so many columns, and how long it took."""
    begin = time.monotonic()
    child, screen = pty.fork()
    if child == 0:
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if stderr:
            os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT), 2)
        os.chdir(folder)
        os.execve(PROGRAM, ["verzuim", "--store", "store.db", "ingest", *words], {"HOME": folder, "LC_ALL": locale})
    out = b""
    try:
        while piece := os.read(screen, 65536):
            out += piece
    except OSError:  # that is how the end of a terminal shows
        pass
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    Path(folder, "store.db").unlink(missing_ok=True)
    return code, out.decode(), time.monotonic() - begin


def faults(folder):
    for columns, locale, named in ((100, "C.UTF-8", "caf\u00e9.csv"), (100, "C", "caf?.csv"), (30, "C", "rows")):
        code, out, seconds = on_terminal(folder, columns, locale, "caf\u00e9.csv")
        frames = out.split("\r")
        where = f"{columns} columns, {locale}"
        if code != 0:
            yield f"{where}: exit {code}"
        if len(frames) < 4:
            yield f"{where}: no progress in {seconds:.1f} s"
            continue
        if len(frames) - 2 > 10 * seconds + 1:
            yield f"{where}: drawn {len(frames) - 2} times in {seconds:.1f} s"
        if any(len(frame) >= columns for frame in frames):
            yield f"{where}: a line does not fit: {max(frames, key=len)!r}"
        if locale == "C" and not out.isascii():
            yield f"{where}: not ASCII"
        if not all(named in frame for frame in frames[1:-2]):
            yield f"{where}: {frames[1]!r} does not tell {named}"
        if frames[-1] or frames[-2].strip():
            yield f"{where}: left behind: {frames[-2:]!r}"
    if (out := on_terminal(folder, 80, "C", "--quiet", "caf\u00e9.csv")[1]) != "":
        yield f"--quiet: {out[:80]!r}"
    on_terminal(folder, 80, "C", "caf\u00e9.csv", stderr=folder + "/err")
    if text := Path(folder, "err").read_text():
        yield f"not a terminal: {text[:80]!r}"


def main():
    try:
        for end in os.openpty():
            os.close(end)
    except OSError as why:
        print(f"skipped: this machine gives no terminals ({why})")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder, "caf\u00e9.csv"), 5_000_000)  # some seconds of work
        found = list(faults(folder))
    for fault in found:
        print(fault)
    print(f"progress: {len(found)} faults")
    return 1 if found else 0


sys.exit(main())
