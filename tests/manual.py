#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A command has one source file, one man page and one golden folder, and its page names exactly the options of its --help."""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sys.argv[1]
NOT_COMMANDS = {"main", "cli", "options", "completion", "help", "io", "layouts", "progress", "terminal", "usage", "welcome"}  # and parts of one: flag_replay


def help_options(*words):
    text = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, check=True).stdout
    subcommands = re.findall(r"^  ([a-z]+)\s{2,}", text.split("Commands:")[1], re.M) if "Commands:" in text else []
    options = set(re.findall(r"--([a-z][a-z-]*)", text.split("Options:")[1] if "Options:" in text else ""))
    return options, subcommands


def page_options(page):
    return set(re.findall(r"^\.It (?:Fl \w , )?Fl Fl ([a-z][a-z-]*)", page.read_text(), re.M))


def main():
    faults = []
    global_options, commands = help_options()
    sources = {p.stem for p in ROOT.glob("apps/*.cpp") if "_" not in p.stem} - NOT_COMMANDS
    pages = {p.stem.removeprefix("verzuim-") for p in ROOT.glob("man/verzuim-*.1")}
    golden = {p.name for p in ROOT.glob("tests/golden/*/")} - {"errors"}
    for name, what in (("source file", sources), ("man page", pages), ("golden folder", golden)):
        for command in sorted(set(commands) ^ what):
            faults.append(f"{command}: {'has no' if command in commands else 'is no command, but has a'} {name}")
    for command in commands:
        options, subs = help_options(command)
        for sub in subs:
            options |= help_options(command, sub)[0]
        options -= {"help"}
        page = ROOT / f"man/verzuim-{command}.1"
        if page.exists():
            for option in sorted(options ^ page_options(page)):
                faults.append(f"{page.name}: --{option} is {'not in the page' if option in options else 'not an option of the program'}")
    for option in sorted(global_options ^ page_options(ROOT / "man/verzuim.1")):
        faults.append(f"verzuim.1: --{option} is {'not in the page' if option in global_options else 'not an option of the program'}")
    for page in sorted(ROOT.glob("man/**/*.[1357]")):
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
        faults += [line for line in lint.stdout.splitlines() if line]
    print("\n".join(faults))
    print(f"{len(commands)} commands, {len(faults)} faults")
    return 1 if faults or len(commands) < 7 else 0


sys.exit(main())
