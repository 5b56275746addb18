#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds that each measure against a threat in verzuim-privacy(7) names what shows it, and that it is there and runs.

A file that is named must exist; a script must be one that ctest runs, a golden case one with a `cmd`, a unit test one with
test cases. The Dutch page names the same ones.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"man/verzuim-privacy.7": "THREATS AND MEASURES", "man/nl/verzuim-privacy.7": "RISICO'S EN MAATREGELEN"}


def measures(page, section):
    """The threats of a page, each with the tests that it names."""
    text = (ROOT / page).read_text().partition(f".Sh {section}\n")[2].partition("\n.Sh ")[0]
    for item in text.split("\n.It ")[1:]:
        title, _, body = item.partition("\n")
        tests, folder = [], ""
        for line in re.findall(r"^\.Pa (.*)$", body, re.M):
            for word in line.split():
                if word in (",", "."):
                    continue
                tests.append(word if "/" in word else f"{folder}/{word}")
                folder = tests[-1].rpartition("/")[0]
        yield title, tests


def fault_of(test, run):
    path = ROOT / test
    if not path.exists():
        return "is not there"
    if "golden/" in test and path.is_dir():
        return "" if (path / "cmd").exists() else "is no golden case"
    if "tests/unit/" in test:
        return "" if "TEST_CASE(" in path.read_text() else "has no test cases"
    inside = test.removeprefix("tests/")
    return "" if re.search(rf"[/ }}({{]{re.escape(inside)}\b", run) or f"add_subdirectory({inside})" in run else "is run by no test of ctest"


def main():
    run = (ROOT / "tests/CMakeLists.txt").read_text()
    problems, named = [], {}
    for page, section in PAGES.items():
        found = list(measures(page, section))
        if len(found) < 8:
            problems.append(f"{page}: only {len(found)} threats were found")
        for title, tests in found:
            if not tests:
                problems.append(f"{page}: `{title}` names no test")
            problems += [f"{page}: `{title}`: {t} {fault_of(t, run)}" for t in tests if fault_of(t, run)]
        named[page] = [tests for _, tests in found]
    if len({str(tests) for tests in named.values()}) != 1:
        problems.append("the pages name different tests")
    if not fault_of("tests/nothing.py", run) or not fault_of("tests/cppcheck.txt", run):
        problems.append("control: a test that is none is taken for one")
    for problem in problems:
        print(problem)
    print(f"{sum(map(len, named['man/verzuim-privacy.7']))} tests named for {len(named['man/verzuim-privacy.7'])} threats, {len(problems)} faults")
    return 1 if problems else 0


sys.exit(main())
