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
                    "VERZUIM_DROP": str(self.drop), "VERZUIM_LISTS": str(self.lists), "QUIET_SECONDS": "0", "HOME": str(folder)}
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
        other.rollback()
    night.expect("the file still lies there", (drop / "in" / "week-3.csv").exists())
    night.run("once it is free", "take-in", 0)
    night.expect("nothing is left", not any((drop / "in").iterdir()))
    modes = {oct(p.stat().st_mode & 0o077) for d in ("done", "refused", "held") for p in [drop / d, *(drop / d).iterdir()]} | {oct(night.store.stat().st_mode & 0o077)}
    night.expect(f"nobody else can read what is kept: {modes}", modes == {"0o0"})


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
                                    ("silent", "exit-code", "a@example.org", "exit code 75")]:
        (folder / "mail.txt").unlink(missing_ok=True)
        env = {"PATH": f"{tools}:{os.environ['PATH']}", "MONITOR_INVOCATION_ID": run, "MONITOR_SERVICE_RESULT": result, "MONITOR_EXIT_STATUS": "75",
               "MONITOR_UNIT": "verzuim-nightly.service", "VERZUIM_MAILTO": to}
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
        return [f"systemd-analyze: {line}" for line in done.stderr.splitlines() if "verzuim" in line]


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
