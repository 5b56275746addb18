#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds every command against the audit: audited.py PROGRAM.

A table says, for each call, which line it leaves: command, object, result and why; none where nothing named is shown and
nothing is written. A command of the program that the table lacks is a fault, so a new one is not forgotten.
"""
import csv
import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PUPILS = """pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level
P9001,2010-03-17,0014,99XA,vo,2025-08-01,,1600,3A,M07,havo
P9002,2009-11-23,0014,99XA,vo,2025-08-01,,1600,4B,M08,vwo
P9003,1990-01-01,0014,99XA,vo,2001-08-01,2005-07-31,1600,4B,M08,vwo
"""
SCHOOLS = "school,name,gemeente,region,email\n99XA,De Verzonnen School,0014,Noord,\n"
WEEK = "pupil,school,date,lesson,minutes,kind,subject,code,mark\n" + "".join(
    f"P9001,99XA,2025-11-{day:02},{lesson},50,unauthorised,wi,S,\n" for day in (3, 4, 5, 6, 10, 11, 12, 13) for lesson in (1, 2, 3))
RULE = Path(__file__).resolve().parent.parent / "lib/rules/law/hours.toml"
ON = ["--on", "2025-11-20"]
BOTH, ONE, TWO, THREE, NOBODY, ALL = "pupils 1-2", "pupils 1", "pupils 2", "pupils 3", "no pupil", "all pupils"
NONE = None

# words of the call, its exit code, and of the line: object, result, why (as regular expressions).
CALLS = [
    (["ingest", "pupils.csv"], 0, ("delivery 1", "new 3 changed 0 withdrawn 0 rejected 0", "")),
    (["ingest", "schools.csv"], 0, ("delivery 2", "new 1 .*", "")),
    (["--purpose", "weekly", "ingest", "week.csv"], 0, ("delivery 3", "new 24 .*", "weekly")),
    (["ingest", "week.csv"], 0, ("delivery 3", "seen before", "")),
    (["ingest", "bad.csv"], 65, NONE),
    (["ingest", "--show-profile", "week.csv"], 0, NONE),
    (["ingest", "--to", "csv", "week.csv"], 0, NONE),
    (["flag", *ON], 0, ("run 1", "new [1-9].*", "")),
    (["flag", "--all", *ON], 0, ("run 2", "new .*", "")),
    (["flag", "--known-at", "2025-11-24", *ON], 0, ("run 3", ".*", "")),
    (["--purpose", "appeal", "flag", "--replay", "1"], 0, (ONE, "run 1 repeated", "appeal")),
    (["flag", "--from", "pupils.csv", "--from", "schools.csv", "--from", "week.csv", *ON], 0, NONE),
    (["escalate", "--dry-run", *ON], 0, (ONE, "actions [1-9]", "")),
    (["escalate", *ON], 0, [(ONE, "events .*", ""), ("signals", "taken up [1-9]", ""), (ONE, "actions [1-9]", "")]),
    (["escalate", *ON], 0, (ONE, "actions [1-9]", "")),
    (["report", "worklist", *ON], 0, (ONE, "actions [1-9]", "")),
    (["report", "worklist", "-", *ON], 0, (ONE, "actions [1-9]", "")),
    (["report", "gemeente", "--gemeente", "0014", *ON], 0, ("report/.*", "printed", "")),
    (["report", "school", "--school", "99XA", *ON], 0, ("report/.*", "printed", "")),
    (["report", "region", "--region", "01", *ON], 0, ("report/.*", "printed", "")),
    (["report", "telling", "--gemeente", "0014", *ON], 0, ("telling/.*", "printed", "")),
    (["report", "letter", "ouders", "--dossier", "ID", "--for", "parents", *ON], (0, 65), (ONE, "for parents", "")),
    (["report", "letter", "jeugdarts", "--dossier", "ID", "--for", "jeugdarts", *ON], 77, [(ONE, "for jeugdarts", ""), (ONE, "refused for jeugdarts", "")]),
    (["report", "letter", "ouders", "--show-template"], 0, NONE),
    (["report", "dossier", "--dossier", "ID", *ON], 0, (ONE, "", "")),
    (["report", "letter", "ouders", "--dossier", "Dffff", *ON], 66, NONE),
    (["dossier", "list", *ON], 0, (ONE, "dossiers 1", "")),
    (["dossier", "list", "--role", "jeugdarts", *ON], 0, (NOBODY, "dossiers 0", "")),
    (["dossier", "show", "ID"], 0, (ONE, "", "")),
    (["--purpose", "gesprek", "dossier", "show", "ID", "--for", "parents"], 0, (ONE, "for parents", "gesprek")),
    (["dossier", "show", "ID", "--for", "hulpverlening"], 77, (ONE, "refused for hulpverlening", "")),
    (["dossier", "show", "Dffff"], 66, NONE),
    (["dossier", "open", "--pupil", "P9002", "--why", "thuis", *ON], 0, (TWO, "events .*", "")),
    (["dossier", "open", "--pupil", "P9002", "--why", "thuis", *ON], 65, NONE),
    (["dossier", "record", "ID", "contact", "reached=yes", "by=mentor", *ON], 0, (ONE, "events .*", "")),
    (["dossier", "record", "ID", "contact", "reached=perhaps"], (64, 65), NONE),
    (["dossier", "handover", "ID", "--to", "verzuimcoordinator", "--reason", "person", *ON], 0, (ONE, "events .*", "")),
    (["dossier", "melding", "ID", *ON], 0, (ONE, "", "")),
    (["dossier", "close", "ID", "outcome=back-full", *ON], 0, (ONE, "events .*", "")),
    (["explain", "P9001", *ON], 0, (ONE, "", "")),
    (["explain", "ID", *ON], 0, (ONE, "", "")),
    (["explain", "ID", "--for", "hulpverlening", *ON], 77, (ONE, "refused for hulpverlening", "")),
    (["explain", "SIGNAL", *ON], 0, (ONE, "", "")),
    (["explain", "SIGNAL", "--for", "hulpverlening", *ON], 77, (ONE, "refused for hulpverlening", "")),
    (["explain", "P9999", *ON], 66, NONE),
    (["rules", "list"], 0, NONE),
    (["rules", "show", "lpw16"], 0, NONE),
    (["rules", "check", str(RULE)], (0, 78), NONE),
    (["rules", "test", str(RULE)], (0, 78), NONE),
    (["rules", "try", "--from", "2025-11-01", "--until", "2025-11-20", str(RULE)], (0, 78), NONE),
    (["store", "info"], 0, NONE),
    (["store", "check"], 0, NONE),
    (["store", "backup", "copy.db"], 0, (ALL, ".*", "")),
    (["store", "audit"], 0, (ALL, "lines .*", "")),
    (["store", "audit", "--head"], 0, NONE),
    (["--purpose", "inzage", "store", "export", "--pupil", "P9001"], 0, (ONE, "text", "inzage")),
    (["store", "export", "--pupil", "P9999"], 66, NONE),
    (["store", "hold", "--pupil", "P9002", "--why", "complaint"], 0, (TWO, "held", "complaint")),
    (["store", "hold"], 0, (TWO, "", "")),
    (["store", "forget", "--pupil", "P9002", "--why", "unlawful"], 77, (TWO, "refused", "")),
    (["store", "forget", "--pupil", "P9001", "--why", "request"], 77, (ONE, "refused", "")),
    (["store", "hold", "--pupil", "P9002", "--release"], 0, (TWO, "released", "")),
    (["store", "purge", "--due", "--dry-run", *ON], 0, (THREE, "dry run", "")),
    (["store", "purge", "--due", *ON], 0, (THREE, "purged 1", "due")),
    (["store", "forget", "--pupil", "P9002", "--why", "wrong-person"], 0, (TWO, "purged 1", "wrong-person")),
    (["--config", "other.toml", "dossier", "list"], 77, (NOBODY, "refused: another holder", "")),
    (["init", "school", "--out", "new.toml"], 0, NONE),
]


class Store:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.dossier = self.signal = self.actions = ""

    def run(self, words, given=""):
        return subprocess.run([self.program, "--store", "store.db", "--actor", "m07", *words], cwd=self.folder, capture_output=True, text=True, input=given,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1763971200", "HOME": str(self.folder)})

    def lines(self):
        if not (self.folder / "store.db").exists():
            return []
        import sqlite3
        with sqlite3.connect(f"file:{self.folder / 'store.db'}?mode=ro", uri=True) as db:
            return list(db.execute("SELECT number, at, actor, command, object, result, why FROM audit ORDER BY number"))

    def call(self, words):
        words = [{"ID": self.dossier, "SIGNAL": self.signal}.get(w, w) for w in words]
        done = self.run(words, self.actions if "-" in words else "")
        if words[0] == "flag" and not self.signal:
            self.signal = next(csv.reader(io.StringIO(done.stdout.partition("\n")[2])), [""])[0]
        if words[0] == "escalate" and "--dry-run" not in words:
            self.actions = self.actions or done.stdout
            self.dossier = self.dossier or (re.search(r'dossier\s*=\s*"(\w+)"', done.stdout) or [None, ""])[1]
        return done


def command_of(words):
    plain = [w for i, w in enumerate(words) if not w.startswith("--") and (i == 0 or words[i - 1] not in ("--purpose", "--config"))]
    return " ".join(plain[:2]) if plain[0] in ("dossier", "rules", "report", "store") else plain[0]


def faults_of(store, words, codes, expected):
    before = len(store.lines())
    done = store.call(words)
    codes = codes if isinstance(codes, tuple) else (codes,)
    if done.returncode not in codes:
        yield f"exit {done.returncode}: {done.stderr.strip()[:200]}"
    fresh = store.lines()[before:]
    wanted = [] if expected is NONE else expected if isinstance(expected, list) else [expected]
    # The first line of a store that is begun says whose it is.
    fresh = [line for line in fresh if not line[4].startswith("holder ")]
    if len(fresh) != len(wanted):
        yield f"{len(fresh)} lines, not {len(wanted)}: {[line[3:] for line in fresh]}"
        return
    for line, (thing, result, why) in zip(fresh, wanted):
        if line[1] != "2025-11-24T08:00:00Z" or line[2] != "m07" or line[3] != command_of(words):
            yield f"when, who or what is wrong: {line}"
        for part, pattern in zip(line[4:], (thing, result, why)):
            if not re.fullmatch(pattern, part):
                yield f"`{part}` is not `{pattern}`: {line[3:]}"


def commands_of(program):
    """The commands and verbs that the program offers."""
    def listed(*words):
        page = subprocess.run([program, *words, "--help"], capture_output=True, text=True).stdout
        return re.findall(r"^  ([a-z]+) ", page.partition("\nCommands:\n")[2].partition("\n\n")[0], re.M)

    for word in listed():
        verbs = listed(word)
        yield from (f"{word} {verb}" for verb in verbs) if verbs else [word]


def main():
    program = str(Path(sys.argv[1]).resolve())
    problems = []
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        for name, text in {"pupils.csv": PUPILS, "schools.csv": SCHOOLS, "week.csv": WEEK, "bad.csv": WEEK.replace("pupil", "leerling", 1), "other.toml": 'holder = { kind = "gemeente", code = "0014" }\n'}.items():
            (folder / name).write_text(text)
        store = Store(program, folder)
        for words, codes, expected in CALLS:
            problems += [f"verzuim {' '.join(words)}: {fault}" for fault in faults_of(store, words, codes, expected)]
        lines = len(store.lines())
        if (checked := store.run(["store", "check"])).returncode:
            problems.append(f"the chain does not hold: {checked.stderr}")
    known = {command_of(words) for words, _, _ in CALLS}
    offered = list(commands_of(program))
    problems += [f"the table lacks `{c}`" for c in offered if c not in known and c != "report"]
    if len(offered) < 20:
        problems.append(f"only {len(offered)} commands were found in the help")
    for problem in problems:
        print(problem)
    print(f"{len(CALLS)} calls, {lines} lines of audit, {len(problems)} faults")
    return 1 if problems else 0


sys.exit(main())
