#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Looks for what no message and no log may hold: canaries.py PROGRAM.

Names, numbers of persons, birth dates and texts that exist nowhere else are put into files, into every place where a
school could put them by mistake; every command works on them, rightly and wrongly, and whatever it says to a person or
writes to the audit, receipts and lists of refused rows is searched. They must be found where they belong: a control
shows that the search sees what it looks for. The golden cases are searched in the same way, by golden/run.
"""
import csv
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

NAME, NUMBER, BORN, TEXT = "Canarie-Verzonnen", "999990019", "2009-12-31", "zij huilde in de gang"
CANARIES = {"name": NAME, "number": NUMBER, "birth date": BORN, "text": TEXT}


def eleven_test(digits):
    return len(digits) == 9 and sum(w * int(d) for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits)) % 11 == 0


def forms(token):
    """A birth date is one in whatever order it is written."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", token):
        y, m, d = token.split("-")
        return {token, y + m + d, f"{d}-{m}-{y}", f"{int(d)}-{int(m)}-{y}"}
    return {token}


def leaks(said, tokens):
    """Which of the tokens stand in what was said."""
    flat = said.casefold()
    return sorted(t for t in tokens if any(form.casefold() in flat for form in forms(t)))


def tokens_of(folder):
    """What the inputs of a golden case hold that no message may repeat."""
    found = set()
    for file in folder.rglob("*"):
        if not file.is_file() or file.name in ("out", "err", "exit"):
            continue
        text = file.read_bytes().decode(errors="replace")
        found |= {n for n in re.findall(r"(?<!\d)\d{9}(?!\d)", text) if eleven_test(n)}
        head, _, rows = text.partition("\n")
        if "birth_date" in head:
            for row in csv.DictReader(text.splitlines()):
                if row.get("birth_date"):
                    found.add(row["birth_date"])
        if "[[event]]" in text:
            found |= {t for t in re.findall(r'^text\s*=\s*"([^"]{12,})"', text, re.M)}
        if file.name == "cmd":
            found |= {t for t in re.findall(r"(?:echo|printf) ['\"]([^'\"]{12,})['\"] *\|[^\n]*--text -", text)}
    return {t for t in found if not re.fullmatch(r"\d{4}-\d\d-\d\d", t) or t < "2019"}


def kept_logs(folder):
    """The audit, the runs and the names of files in each store below a folder, and what was told in files."""
    said = []
    for store in (file for file in folder.rglob("*.db") if file.is_file()):
        try:
            with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
                for table in ("audit", "run", "batch"):
                    said += [str(row) for row in db.execute(f"SELECT * FROM {table}")]
        except sqlite3.Error:
            continue
    return "\n".join(said)


class World:
    def __init__(self, program, folder):
        self.program, self.folder = program, Path(folder)
        self.said, self.shown, self.calls = "", "", 0

    def put(self, name, text):
        (self.folder / name).write_text(text)

    def run(self, *words, given=""):
        done = subprocess.run([self.program, "-v", "--store", "store.db", "--actor", "m07", *words], cwd=self.folder, capture_output=True, text=True, input=given,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1763971200", "HOME": str(self.folder)})
        self.said += done.stderr
        self.shown += done.stdout
        self.calls += 1
        if done.returncode not in (0, 1, 2, 64, 65, 66, 73, 74, 77, 78):
            raise SystemExit(f"{words}: exit {done.returncode}: {done.stderr}")
        return done


PUPILS = "pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level\n"
ABSENCES = "pupil,school,date,lesson,minutes,kind,subject,code,mark\n"


def deliver(world):
    """Good files, and files with a canary in each column where it does not belong."""
    world.put("schools.csv", f"school,name,gemeente,region,email\n99XA,School {NAME},0014,Noord,{NAME}@school.example\n")
    world.put("pupils.csv", PUPILS + f"P9001,{BORN},0014,99XA,vo,2025-08-01,,1600,3A,M07,havo\n{NUMBER},{BORN},0014,99XA,vo,2025-08-01,,1600,3A,M07,havo\n")
    lessons = "".join(f"P9001,99XA,2025-11-{day:02},{lesson},50,unauthorised,wi,S,\n" for day in (3, 4, 5, 6, 10, 11, 12, 13, 17, 18) for lesson in (1, 2, 3))
    world.put("week.csv", ABSENCES + lessons + f"{NUMBER},99XA,2025-11-18,,,sick,,{TEXT[:20]},\n")
    world.put("week2.csv", ABSENCES + "P9001,99XA,2025-11-19,1,50,late,wi,S,\n")
    for name in ("schools.csv", "pupils.csv", "week.csv", "week.csv"):
        world.run("ingest", name)
    for kind, good in (("pupils", ["P9002", BORN, "0014", "99XA", "vo", "2025-08-01", "2026-07-31", "1600", "3A", "M07", "havo"]),
                       ("absences", ["P9001", "99XA", "2025-11-19", "1", "50", "late", "wi", "S", ""]), ("diplomas", ["P9001", "2025-06-01", "havo"]),
                       ("exemptions", ["P9001", "2025-09-01", "2026-07-31", "5a"]), ("concerns", ["P9001", "2025-11-17", "mentor", "gedrag"]),
                       ("timetable", ["3A", "2025-08-01", "", "1", "1", "wi", "50"]), ("calendar", ["99XA", "2025-11-17", "2025-11-18", "dag"])):
        head = {"pupils": PUPILS, "absences": ABSENCES, "diplomas": "pupil,on,diploma\n", "exemptions": "pupil,from,until,article\n", "concerns": "pupil,on,by,theme\n",
                "timetable": "group,from,until,weekday,lesson,subject,minutes\n", "calendar": "school,from,until,name\n"}[kind]
        for column in range(len(good)):
            for canary in (f"Jan {NAME}", NAME + ", Jan", NUMBER, TEXT, f"{BORN} {NAME}"):
                row = [*good]
                row[column] = f'"{canary}"'
                world.put("bad.csv", head + ",".join(row) + "\n")
                words = ["--rejects", "refused.csv"] if column % 2 else []
                world.run("ingest", *words, "bad.csv")
                if words and leaks((world.folder / "refused.csv").read_text(), CANARIES.values()):
                    world.said += f"list of refused rows of {kind}, column {column + 1}: " + (world.folder / "refused.csv").read_text()
    world.put("odd.csv", ABSENCES.replace("code", "remark") + f"P9001,99XA,2025-11-19,1,50,late,wi,{TEXT},\n")
    world.run("ingest", "odd.csv")
    world.run("flag", "--from", "pupils.csv", "--from", "bad.csv", "--on", "2025-11-20")


def work(world):
    """Every command that names a pupil, as it should be called and as it should not."""
    signals = world.run("flag", "--on", "2025-11-20", "--receipt", "run.toml").stdout
    world.put("signals.csv", signals)
    world.run("flag", "--all", "--on", "2025-11-20")
    actions = world.run("escalate", "--on", "2025-11-20").stdout
    world.run("report", "worklist", "-", "--on", "2025-11-20", given=actions)
    for format_ in ("html", "md", "csv"):
        world.run("report", "worklist", "--on", "2025-11-20", "--format", format_, "--out", "out")
    for scope in (["gemeente", "--gemeente", "0014"], ["school", "--school", "99XA"]):
        world.run("report", *scope, "--on", "2025-11-20", "--out", "out")
    listed = world.run("dossier", "list", "--on", "2025-11-20").stdout
    ids = re.findall(r"^(D[0-9a-f]{16})", listed, re.M)
    ids += [world.run("dossier", "open", "--pupil", NUMBER, "--why", "thuis", "--on", "2025-11-18").stdout.strip()]
    world.put("text.txt", f"Op school: {TEXT}.\n")
    world.put("birth.txt", f"Geboren {BORN}.\n")
    world.put("bsn.txt", f"Nummer {NUMBER}.\n")
    for dossier in ids:
        talk = ["talk", "present=pupil", "cause=school", "need=attention", "by=mentor", "on=2025-11-19"]
        for file in ("text.txt", "birth.txt", "bsn.txt"):
            world.run("dossier", "record", dossier, *talk, "--text", file)
        world.run("dossier", "record", dossier, "talk", f"present={NAME}", f"cause={TEXT}", f"need={NUMBER}", "by=mentor")
        world.run("dossier", "record", dossier, "contact", f"person={NAME} Jan")
        world.put("events.toml", f'[[event]]\ntype = "talk"\non = {BORN}\nname = "{NAME}"\ntext = "{TEXT}"\n')
        world.run("dossier", "record", dossier, "--from", "events.toml")
        for role in ("", "parents", "pupil", "leerplichtambtenaar", "jeugdarts", "hulpverlening", NAME):
            world.run("dossier", "show", dossier, *(["--for", role] if role else []))
            world.run("explain", dossier, *(["--for", role] if role else []))
            world.run("report", "letter", "ouders", "--dossier", dossier, *(["--for", role] if role else []))
        world.run("report", "dossier", "--dossier", dossier)
    for pupil in ("P9001", NUMBER, NAME, BORN):
        world.run("explain", pupil, "--on", "2025-11-20")
        world.run("dossier", "open", "--pupil", pupil, "--why", "thuis", "--on", "2025-11-18")
        world.run("store", "export", "--pupil", pupil)
        world.run("store", "hold", "--pupil", pupil, "--why", "complaint")
        world.run("store", "forget", "--pupil", pupil, "--why", "request")
        world.run("store", "forget", "--pupil", pupil, "--why", NAME)
    for words in (["store", "info"], ["store", "check"], ["store", "audit", "--head"], ["store", "backup", "copy.db"], ["store", "purge", "--due"], ["flag", "--replay", "1"],
                  ["report", "gemeente", "--gemeente", NAME], ["report", "school", "--school", NAME], ["flag", "--on", NAME], ["rules", "list"]):
        world.run(*words)


def main():
    with tempfile.TemporaryDirectory() as folder:
        world = World(str(Path(sys.argv[1]).resolve()), folder)
        deliver(world)
        work(world)
        problems = []
        # What a person typed on the command line is shown back to that person; it was not in a file.
        typed = re.compile("|".join(map(re.escape, (f"`{NAME}`", f"'{NAME}'", f"`{NUMBER}`", f"`{BORN}`", f"`{TEXT}`"))))
        for line in world.said.splitlines():
            if found := leaks(typed.sub("", line), CANARIES.values()):
                problems.append(f"a message holds {', '.join(found)}: {line}")
        for found in leaks(kept_logs(world.folder), CANARIES.values()):
            problems.append(f"the audit, a run or a delivery holds {found}")
        for receipt in world.folder.glob("run.toml"):
            problems += [f"{receipt.name} holds {t}" for t in leaks(receipt.read_text(), CANARIES.values())]
        # The controls: what was put in is in, and the search sees a leak, whatever its form.
        missing = [what for what in ("number", "text", "birth date") if not leaks(world.shown, [CANARIES[what]])]
        problems += [f"control: {what} was shown nowhere, so nothing was tried" for what in missing]
        for planted in (f"verzuim: {NAME.upper()}", "verzuim: 31-12-2009", f"x{NUMBER}y", "verzuim: 20091231"):
            if not leaks(planted, CANARIES.values()):
                problems.append(f"control: the search does not see {planted}")
        for problem in problems[:40]:
            print(problem)
        print(f"{world.calls} calls, {len(world.said.splitlines())} lines of messages, {len(CANARIES)} canaries, {len(problems)} leaks")
        return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
