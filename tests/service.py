#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The scripts of examples/service do a week's work in a folder of their own: service.py VERZUIM. They must be silent when
there is nothing for a person, say what there is otherwise, lose no file, and leave a file alone while the store is held.
The systemd units are verified where systemd-analyze is there."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SERVICE = Path(__file__).resolve().parent.parent / "examples" / "service"
PROGRAM = Path(sys.argv[1]).resolve()
CANARIES = ("P9001", "1990")  # a pupil's key and a year of birth: no message may hold them

PUPILS = ("pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level\n"
          "P9001,2011-05-01,0014,99XA,vo,2026-08-01,,1600,,m1,\n")
SCHOOLS = "school,name,gemeente,region,email\n99XA,De Verzonnen School,0014,Noord,\n"
HEAD = "pupil,school,date,lesson,minutes,kind,subject,code,mark\n"


def absences(dates, hours=4):
    return HEAD + "".join(f"P9001,99XA,{d},{h},50,unauthorised,,,\n" for d in dates for h in range(1, hours + 1))


class Night:
    def __init__(self, folder):
        self.drop, self.lists = folder / "drop", folder / "lists"
        tools = folder / "bin"
        tools.mkdir()
        (tools / "verzuim").symlink_to(PROGRAM)
        self.store = folder / "verzuim.db"
        self.env = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "VERZUIM_STORE": str(self.store),
                    "VERZUIM_DROP": str(self.drop), "VERZUIM_LISTS": str(self.lists), "QUIET_SECONDS": "0", "BUSY_TIMES": "0", "HOME": str(folder)}
        self.faults = []

    def put(self, name, text):
        (self.drop / "in").mkdir(parents=True, exist_ok=True)
        (self.drop / "in" / name).write_text(text)

    def run(self, what, script, code, says=()):
        done = subprocess.run([SERVICE / script], env=self.env, capture_output=True, text=True, check=False)
        told = done.stdout + done.stderr
        if done.returncode != code:
            self.faults.append(f"{what}: exit {done.returncode}, not {code}: {told}")
        if not says and told:
            self.faults.append(f"{what}: should be silent, but says {told}")
        self.faults += [f"{what}: does not say `{w}` but {told!r}" for w in says if w not in told]
        self.faults += [f"{what}: names {c}" for c in CANARIES if c in told]

    def expect(self, what, holds):
        if not holds:
            self.faults.append(what)


def play(night):
    drop = night.drop
    night.run("an empty folder", "take-in", 0)
    night.put("1-schools.csv", SCHOOLS)
    night.put("2-pupils.csv", PUPILS)
    night.run("two good files", "take-in", 0)
    night.expect("good files lie in done", len(list((drop / "done").glob("*.csv"))) == 2)
    night.put("week.csv", absences(["2026-09-07", "2026-09-14"]))
    night.run("a week without findings", "nightly", 0)
    night.put("week-2.csv", absences(["2026-09-21", "2026-09-28"]) + "P9001,99XA,2026-02-31,1,50,unauthorised,,,\n")
    night.run("a week with a finding and a refused row", "nightly", 1, ["rows of week-2.csv were refused", "actions for people"])
    night.expect("the refused row is kept", any((drop / "refused").glob("*week-2.csv")))
    night.expect("the work lists are there", any(night.lists.glob("*/*.html")))
    night.put("not-ours.csv", "a;b\n1;2\n")
    night.run("a file that is nothing", "take-in", 65, ["could not be used"])
    night.expect("it is held", any((drop / "held").glob("*not-ours.csv")))
    night.put("week-3.csv", absences(["2026-10-05"]))
    with sqlite3.connect(night.store) as other:  # somebody else writes
        other.execute("BEGIN IMMEDIATE")
        night.run("a store that is held", "take-in", 75, ["waits for the next time"])
        night.expect("the file is kept", any((drop / "waiting").glob("*week-3.csv")))
        night.run("and still held", "take-in", 75, ["waits for the next time"])
        night.env.update({"BUSY_TIMES": "30", "BUSY_SECONDS": "1"})
        patient = subprocess.Popen([SERVICE / "take-in"], env=night.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        time.sleep(8)  # longer than verzuim itself waits
        night.expect("it waits while the store is held", patient.poll() is None)
        other.rollback()
    night.expect("and is done without a word once it is free", patient.communicate()[0] == "" and patient.returncode == 0)
    night.env["BUSY_TIMES"] = "0"
    night.expect("nothing waits any more", not any((drop / "waiting").iterdir()))
    night.expect("nothing is left", not any((drop / "in").iterdir()))
    uploads(night)
    at_once(night)
    broken_off(night)
    modes = {oct(p.stat().st_mode & 0o077) for d in ("done", "refused", "held") for p in [drop / d, *(drop / d).iterdir()]} | {oct(night.store.stat().st_mode & 0o077)}
    night.expect(f"nobody else can read what is kept: {modes}", modes == {"0o0"})


def uploads(night):
    """What is no export by its name is not taken half, and does not lie there unseen."""
    inbox = night.drop / "in"
    night.put(".week-4.csv", "pupil,sch")  # an upload under way
    night.put("week-4.CSV", absences(["2026-10-12"]))
    night.put("new\nline.csv", "a;b\n1;2\n")
    night.put("week-4.xls", "something")
    night.run("names as people give them", "take-in", 65, ["new?line.csv could not be used"])
    night.expect("an upload under way is left alone", {p.name for p in inbox.iterdir()} == {".week-4.csv", "week-4.xls"})
    night.expect("capitals are taken", any((night.drop / "done").glob("*week-4.CSV")))
    long_ago = time.time() - 7200
    (inbox / "folder").mkdir()
    (inbox / "link.csv").symlink_to(night.store)
    for other in ("week-4.xls", "folder", "link.csv"):
        os.utime(inbox / other, (long_ago, long_ago), follow_symlinks=False)
    night.run("other things, an hour later", "take-in", 65, ["week-4.xls is no CSV file by its name", "folder is no", "link.csv is no"])
    night.expect("they are held too", all(any((night.drop / "held").glob(f"*{other}")) for other in ("week-4.xls", "folder", "link.csv")))
    next((night.drop / "held").glob("*link.csv")).unlink()
    night.expect("the store is where it was", night.store.is_file() and not night.store.is_symlink())
    (inbox / ".week-4.csv").unlink()
    for old in [night.drop / "held" / "old.csv", night.drop / "refused" / "old.csv", night.drop / "done" / "old.csv"]:
        old.write_text("x")
        os.utime(old, (0, 0))
    night.run("what is old", "take-in", 0)
    night.expect("it is removed", not any(night.drop.glob("*/old.csv")))


def at_once(night):
    """The path unit, the timer and a person start it together."""
    for day in range(1, 13):
        night.put(f"day-{day}.csv", absences([f"2026-11-{day:02}"], 1))
    runs = [subprocess.Popen([SERVICE / "take-in"], env=night.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(3)]
    said = [run.communicate()[0] for run in runs]
    night.expect(f"three at once are silent and done: {said}", not any(said) and all(run.returncode == 0 for run in runs))
    night.expect("and each file is taken once", len(list((night.drop / "done").glob("*-day-*.csv"))) == 12 and not any((night.drop / "in").iterdir()))


def broken_off(night):
    """Actions are told once: a night whose work lists could not be written has to tell them the next time."""
    there = set(night.lists.iterdir())
    night.put("others.csv", PUPILS.replace("P9001", "P9002"))
    night.put("others-week.csv", absences(["2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12"]).replace("P9001", "P9002"))
    full = night.store.parent / "full"
    full.mkdir()
    (full / "verzuim").write_text(f'#!/bin/sh\n[ "$1" != report ] || {{ echo "verzuim report: no room" >&2; exit 74; }}\nexec "{PROGRAM}" "$@"\n')
    (full / "verzuim").chmod(0o755)
    path = night.env["PATH"]
    night.env["PATH"] = f"{full}:{path}"
    night.run("a night whose lists cannot be written", "nightly", 74, ["no room"])
    night.env["PATH"] = path
    with open(night.store.parent / "journal", "w+") as journal:  # and what the journal gets has its level
        at = os.fstat(journal.fileno())
        subprocess.run([SERVICE / "nightly"], env={**night.env, "JOURNAL_STREAM": f"{at.st_dev}:{at.st_ino}"}, stdout=journal, check=False)
        journal.seek(0)
        said = journal.read()
    night.expect(f"the next night tells them, with its level: {said!r}", said.startswith("<5>nightly: ") and "actions for people" in said)
    fresh = set(night.lists.iterdir()) - there
    night.expect(f"beside the lists of before: {fresh}", len(fresh) == 1 and there <= set(night.lists.iterdir()))
    told = [name.read_text() for folder in fresh for name in folder.glob("*-99XA*.html")]
    night.expect("each action once", sum(page.count("P9002") for page in told) == 1 and sum(page.count("Melding") for page in told) == 1)
    night.run("what is too late is told every night", "nightly", 0, ["nightly: 1 actions for people"])
    last = set(night.lists.iterdir()) - there - fresh
    night.expect("and what was told is not", len(last) == 1 and not any("P9002" in page.read_text() for page in last.pop().iterdir()))


def mails(folder):
    """What a unit said is mailed, and silence is not. journalctl and sendmail are stand-ins that keep what they are given."""
    tools = folder / "mail"
    tools.mkdir()
    (tools / "journalctl").write_text('#!/bin/sh\ncase "$*" in *=silent) ;; *=told) echo "nightly: 3 actions for people" ;; *) exit 1 ;; esac\n')
    (tools / "sendmail").write_text(f'#!/bin/sh\ncat >"{folder}/mail.txt"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    faults = []
    for run, result, to, wanted in [("silent", "success", "a@example.org", ""), ("told", "success", "", ""), ("told", "success", "a@example.org", "3 actions"),
                                    ("silent", "exit-code", "a@example.org", "exit code 75"),
                                    ("told", "exit-code", "a@example.org", "3 actions"), ("told", "exit-code", "a@example.org", "exit code 75")]:
        (folder / "mail.txt").unlink(missing_ok=True)
        env = {"PATH": f"{tools}:{os.environ['PATH']}", "MONITOR_INVOCATION_ID": run, "MONITOR_SERVICE_RESULT": result, "MONITOR_EXIT_STATUS": "75",
               "MONITOR_UNIT": "verzuim-nightly.service", "VERZUIM_MAILTO": to, "SETTLE_SECONDS": "0"}
        done = subprocess.run([SERVICE / "mail-findings"], env=env, capture_output=True, text=True, check=False)
        mail = (folder / "mail.txt").read_text() if (folder / "mail.txt").exists() else ""
        if done.returncode or wanted not in mail or bool(wanted) != bool(mail):
            faults.append(f"mail of a run that ended in {result} and was {run}, to `{to}`: exit {done.returncode}, {mail!r}")
    return faults


def units():
    if shutil.which("systemd-analyze") is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for unit in SERVICE.glob("verzuim-*.*"):
            # the scripts are installed elsewhere; what is verified is the unit
            (Path(folder) / unit.name).write_text(unit.read_text().replace("/usr/libexec/verzuim/", f"{SERVICE}/"))
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", *sorted(str(p) for p in Path(folder).glob("*"))],
                              capture_output=True, text=True, check=False)
        faults = [f"systemd-analyze: {line}" for line in done.stderr.splitlines() if "verzuim" in line]
        for unit in ("verzuim-nightly.service", "verzuim-take-in.service"):  # what sees the store is closed: an exposure of at most 0.3
            done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=3", f"{folder}/{unit}"],
                                  capture_output=True, text=True, check=False)
            if done.returncode:
                faults.append(f"systemd-analyze: {done.stdout.splitlines()[-1] if done.stdout else done.stderr}")
        return faults


def main():
    with tempfile.TemporaryDirectory() as folder:
        night = Night(Path(folder))
        play(night)
        night.faults += mails(Path(folder))
    faults = night.faults + units()
    print("\n".join(faults))
    print(f"{len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
