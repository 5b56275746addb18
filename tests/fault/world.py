# SPDX-License-Identifier: EUPL-1.2
"""What the fault proofs have in common: scenarios, their states, and the shim between program and system."""
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parent

PUPILS = "pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level\n" + "".join(
    f"P90{n:02},20{8 + n % 6:02}-05-01,0014,99XA,{'mbo' if n % 3 == 0 else 'vo'},2026-08-01,,1600,,m1,\n" for n in range(1, 13))
SCHOOLS = "school,name,gemeente,region,email\n99XA,De Verzonnen School,0014,Noord,\n"
HEAD = "pupil,school,date,lesson,minutes,kind,subject,code,mark\n"


def week(days, kinds=("unauthorised", "sick", "late")):
    return HEAD + "".join(f"P90{n:02},99XA,{d},{h},50,{kinds[(n + h) % len(kinds)]},,,\n"
                          for n in range(1, 13) for d in days for h in range(1, 7))


FILES = {
    "schools.csv": SCHOOLS,
    "pupils.csv": PUPILS,
    "before.csv": week(["2026-09-07", "2026-09-14", "2026-09-21"]),
    # One who left so long ago that the term is over.
    "gone.csv": PUPILS.splitlines()[0] + "\nP9088,1990-05-01,0014,99XA,vo,2004-08-01,2008-07-31,1600,,m1,\n",
    "week.csv": week(["2026-09-28", "2026-09-29"]),
    "mended.csv": week(["2026-09-21"], ("authorised", "unauthorised", "unknown")),
}
ON = "2026-10-02"

# name: (commands that make the old state, the command under test, what it leaves besides the store)
SCENARIOS = {
    "ingest": (["ingest before.csv", f"flag --on {ON}"], "ingest week.csv", []),
    "covers": (["ingest before.csv", f"flag --on {ON}"], "ingest --covers 2026-09-21..2026-09-25 mended.csv", []),
    "flag": (["ingest before.csv week.csv"], f"flag --on {ON}", []),
    "escalate": (["ingest before.csv week.csv", f"flag --on {ON}"], f"escalate --on {ON}", []),
    "record": (["ingest before.csv week.csv", f"flag --on {ON}", f"escalate --on {ON}"],
               f"dossier record DOSSIER talk on={ON} present=pupil cause=school need=guidance by=mentor", []),
    "purge": (["ingest before.csv week.csv", f"flag --on {ON}", f"escalate --on {ON}"], "store forget --pupil P9001 --why unlawful", []),
    "backup": (["ingest before.csv week.csv", f"flag --on {ON}"], "store backup copies/copy.db", ["copies"]),
    "due": (["ingest before.csv week.csv", f"flag --on {ON}", "ingest gone.csv"], "store purge --due", []),
    # The old store is one with the tables of an earlier version, which the first command brings up to date.
    "migration-1": (["fixture store-1.sql"], "store info", []),
    "migration": (["fixture store-2.sql"], "store info", []),
    "migration-3": (["fixture store-3.sql"], "store info", []),
    "report": (["ingest before.csv week.csv", f"flag --on {ON}", f"escalate --on {ON}"],
               f"report gemeente --gemeente 0014 --on {ON} --format html --out reports", ["reports"]),
}


def dumped(path):
    """A store as text. The line that a backup is begun is written before the copy is there, that bytes are still to be wiped
    before they are, and that a report goes out before it is: steps on the way, of which only the last is asked about (see noted)."""
    # closed, not only committed: an open connection keeps files beside the store that vanish later
    with closing(sqlite3.connect(path)) as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "corrupt"
        version = db.execute("PRAGMA user_version").fetchone()[0]
        return f"{version}\n" + "\n".join(line for line in db.iterdump() if "'store backup'" not in line and "'erasure_unfinished'" not in line
                                             and "/going-out/" not in line)


def noted(path):
    """How many reports the store says to be out, and how many to be going out."""
    with closing(sqlite3.connect(path)) as db:
        keys = [key for key, in db.execute("SELECT key FROM meta WHERE key LIKE 'printed/%'")]
    going = sum("/going-out/" in key for key in keys)
    return len(keys) - going, going


class World:
    """A folder with the files, a store and an environment in which time stands still."""

    def __init__(self, program, shim, folder):
        self.program, self.shim, self.folder = program, shim, Path(folder)
        for name, text in FILES.items():
            (self.folder / name).write_text(text)
        self.env = {"PATH": "/usr/bin:/bin", "HOME": folder, "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1790000000",
                    "VERZUIM_STORE": "s.db"}
        (self.folder / "copies").mkdir()
        self.run("ingest schools.csv pupils.csv")
        self.dossier = ""

    def run(self, command, **fault):
        """fault: FAULT_… variables. Without any the shim is not there."""
        env = dict(self.env)
        if fault:
            env.update({k: str(v) for k, v in fault.items()}, LD_PRELOAD=str(self.shim))
        words = [self.dossier if w == "DOSSIER" else w for w in command.split()]
        return subprocess.run([self.program, *words], cwd=self.folder, env=env, capture_output=True, text=True, timeout=120, check=False)

    def prepare(self, commands):
        for command in commands:
            if command.startswith("fixture "):
                self.build(command.split()[1])
                return
            done = self.run(command)
            if done.returncode:
                raise RuntimeError(f"{command}: exit {done.returncode}: {done.stderr}")
        listed = self.run(f"dossier list --on {ON}")
        rows = listed.stdout.splitlines()[1:]
        self.dossier = rows[0].split(",")[0] if rows else ""

    def build(self, fixture):
        """An earlier store in the place of the one that is there."""
        for path in self.folder.glob("s.db*"):
            path.unlink()
        with closing(sqlite3.connect(self.folder / "s.db")) as db:
            db.executescript((HERE.parent / "fixtures" / fixture).read_text())
        (self.folder / "s.db").chmod(0o600)

    def state(self, beside):
        """Everything that is kept, as text; a store that is not whole is a state of its own."""
        kept = dumped(self.folder / "s.db")
        for folder in beside:
            for path in sorted((self.folder / folder).glob("*")):
                if path.suffix == ".db":
                    kept += f"\n{path.name}\n{dumped(path)}"
                elif not path.name.startswith("."):
                    kept += f"\n{path.name}\n{path.read_text()}"
        return kept


def copy_of(world, folder):
    """A second world in the same state."""
    shutil.copytree(world.folder, folder, dirs_exist_ok=True)
    other = World.__new__(World)
    other.__dict__.update(world.__dict__)
    other.folder, other.env = Path(folder), {**world.env, "HOME": str(folder)}
    return other


def build_shim(folder):
    shim = Path(folder) / "shim.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", str(HERE / "shim.c"), "-o", str(shim), "-ldl"], check=True)
    return shim


def scratch():
    """In memory where that can be: no disk is worn out, and nothing waits for one."""
    root = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="verzuim-fault-", dir=root)
