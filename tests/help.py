#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The page of --help of every command and verb: help.py VERZUIM.

Away from a terminal it fits 80 columns and has no colour, whatever the variables say. On a terminal it fits the window,
its headings are bold, and NO_COLOR and a dumb terminal take that away. Each page has an example that the program
understands, and no two options begin their texts at different columns.
"""
import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

PROGRAM = str(Path(sys.argv[1]).resolve())
ESCAPE = "\x1b["


def plain(*words, **variables):
    env = {"HOME": "/nonexistent", "LC_ALL": "C.UTF-8", **variables}
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, env=env, check=True).stdout


def on_terminal(columns, *words, **variables):
    child, screen = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execve(PROGRAM, ["verzuim", *words], {"HOME": "/nonexistent", "TERM": "xterm", **variables})
    out = b""
    try:
        while piece := os.read(screen, 65536):
            out += piece
    except OSError:  # that is how the end of a terminal shows
        pass
    os.waitpid(child, 0)
    return out.decode().replace("\r\n", "\n")


def pages(*path):
    """Every command and verb, as the pages themselves name them."""
    yield path
    text = plain(*path, "--help")
    if "Commands:" in text:
        for name in re.findall(r"^  ([a-z]+)  ", text.split("Commands:")[1].split("Options:")[0], re.M):
            yield from pages(*path, name)


def too_wide(text, columns):
    return [line for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines() if len(line) > columns]


def ragged(text):
    """Options whose text does not begin where the others do."""
    block = text.split("Options:\n")[1].split("\n\n")[0]
    starts = {re.match(r"  -.*?  +(?=\S)", line).end() for line in block.splitlines() if re.match(r"  -.*?\S  +\S", line)}
    return sorted(starts) if len(starts) > 1 else []


def example_faults(text, folder):
    """An example is understood as far as its words go: it may fail for want of a store, not for its usage."""
    for line in re.findall(r"Example:\n  (.*)", text):
        for part in re.split(r" \| ", line):
            words = shlex.split(re.sub(r"[<>] *\S+", "", part))
            done = subprocess.run([PROGRAM, *words[1:]], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                  env={"HOME": folder}, check=False)
            if done.returncode in (64, 70) or words[0] != "verzuim":
                yield f"{part}: exit {done.returncode}: {done.stderr.strip()}"
    if "Example:" not in text:
        yield "no example"


def faults(folder):
    seen = 0
    for path in pages():
        seen += 1
        where = "verzuim " + " ".join(path)
        text = plain(*path, "--help", COLUMNS="200", TERM="xterm")
        if text != plain(*path, "--help", COLUMNS="40"):
            yield f"{where}: not the same in a pipe of another width"
        if ESCAPE in text:
            yield f"{where}: colour in a pipe"
        for line in too_wide(text, 80):
            yield f"{where}: wider than 80 columns: {line}"
        if starts := ragged(text):
            yield f"{where}: texts begin at columns {starts}"
        for fault in example_faults(text, folder):
            yield f"{where}: {fault}"
        if plain("help", *path) != text:
            yield f"{where}: `help` shows another page"
    if seen < 25:
        yield f"only {seen} pages"
    print(f"{seen} pages")


def terminal_faults():
    for columns in (60, 100, 140):
        shown = on_terminal(columns, "flag", "--help")
        if wide := [line for line in too_wide(shown, min(columns, 100)) if not line.startswith("  verzuim")]:
            yield f"{columns} columns: {wide}"
    if f"{ESCAPE}1mUsage:" not in on_terminal(80, "flag", "--help"):
        yield "no bold on a terminal"
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}):
        if ESCAPE in on_terminal(80, "flag", "--help", **variables):
            yield f"colour with {variables}"
    if ESCAPE in on_terminal(80, NO_COLOR="1") or ESCAPE not in on_terminal(80):
        yield "verzuim alone: colour is not as asked"


def main():
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(folder))
    try:
        for end in os.openpty():
            os.close(end)
        found += terminal_faults()
    except OSError as why:
        print(f"this machine gives no terminals ({why}); only pipes were looked at")
    print("\n".join(found))
    print(f"help: {len(found)} faults")
    return 1 if found else 0


sys.exit(main())
