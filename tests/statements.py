#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds that SQL is only prepared: values are bound, never written into the text of a statement.

Every place where the text of a statement is put together is named here, with what goes into it: names of tables and
columns that stand in the source. One that is not named is a fault, and so is one that is named and gone.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SQL = re.compile(r"(?:R\"\w*\(|\")\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|PRAGMA|VACUUM|CREATE|DROP|ALTER)\b")

# What may be put into a statement: names of tables and columns, all of which stand in the source.
NAMES = set("""table columns shape shape_ key keys values list join from highest_pupil select_signals signal_columns name application_id version by_class
                size vector empty front std string fmt format string_view
                SQLite Statement HotStatement rows db db_ parts parts_ in_ exec execAndGet getInt getInt64 return keep insert find erase_ insert_ find_ begin const
                by class pupil n SQL public shape_of kind_ kind Intake intake FactTaker FileKind about_pupils_ StoreParts SignalWriter any_kept_ replace_ put_aside_
                at at_ run run_ int withdraw_ nullptr KeptSignals only only_ rows_""".split())
# File: how many statements in it are put together. One more is one to look at.
BUILT = {"store.cpp": 2, "store_check.cpp": 1, "store_database.cpp": 2, "store_dictionary.cpp": 1, "store_export.cpp": 1, "store_facts.cpp": 1, "store_purge.cpp": 2,
         "store_replay.cpp": 1, "store_signal_writer.cpp": 1, "store_signals.cpp": 1, "store_standing.cpp": 1}


def built(text):
    """The places in a source where the text of a statement is put together, each with what goes into it."""
    text = re.sub(r"(?m)//[^\n]*$|^\s*#[^\n]*$", "", text)
    quoted = re.compile(r'"(?:[^"\\\n]|\\.)*"|R"(\w*)\(.*?\)\1"|\'(?:[^\'\\]|\\.)+\'', re.S)
    text = quoted.sub(lambda m: ("SQL" if SQL.match(m[0]) else '""') + "\n" * m[0].count("\n"), text)
    line = 1
    for piece in re.split(r"[;{}]", text):
        here = line + piece[:len(piece) - len(piece.lstrip())].count("\n")
        line += piece.count("\n")
        flat = re.sub(r'(SQL|"")(\s*"")+', r"\1", " ".join(piece.split()))
        if re.search(r"\bSQL\b", flat) and ("fmt::format" in flat or re.search(r'(SQL|"")\)? \+ |\+ (SQL|"")', flat)):
            yield here, flat


def faults_of(name, text, allowed):
    places = {piece: line for line, piece in built(text)}
    if places and not name.startswith("store"):
        yield f"{name}: SQL outside the store"
    if len(places) != allowed:
        yield f"{name}: {len(places)} statements are put together, not {allowed}: lines {', '.join(map(str, places.values()))}; bind values with `?`, or name it here"
    for piece, line in places.items():
        for word in set(re.findall(r"[A-Za-z_]\w*", piece)) - NAMES:
            yield f"{name}:{line}: `{word}` is near a statement that is put together; is it a name of ours?"


def main():
    problems, places = [], 0
    for file in sorted([*(ROOT / "lib/src").glob("*.?pp"), *(ROOT / "apps").glob("*.?pp")]):
        text = file.read_text()
        places += len({piece for _, piece in built(text)})
        problems += faults_of(file.name, text, BUILT.get(file.name, 0) if file.parent.name == "src" else 0)
        if file.parent.name == "apps" and "sqlite" in text.lower():
            problems.append(f"{file.name}: the program knows of SQLite")
    # The control: a value in the text of a statement is seen.
    for leak in ('db.exec("DELETE FROM pupil WHERE id = \'" + id + "\'");', 'Statement s(db, fmt::format("SELECT * FROM pupil WHERE id = \'{}\'", given));'):
        if not list(faults_of("store_new.cpp", leak, 0)) or not list(faults_of("store_new.cpp", leak, 1)):
            problems.append(f"control: not seen: {leak}")
    for problem in problems:
        print(problem)
    print(f"{places} statements are put together, of names only; {len(problems)} faults")
    return 1 if problems else 0


sys.exit(main())
