# SPDX-License-Identifier: EUPL-1.2
"""A random world of the oracle's generator as rows, the program run over it, and the comparison of what it writes."""
import collections
import csv
import io
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
GENERATE = HERE.parent / "oracle" / "generate.py"
REFERENCE = HERE.parent.parent / "lib" / "reference"
SHARED = ["schools", "calendar", "timetable"]
OF_PUPILS = ["pupils", "diplomas", "exemptions", "absences", "concerns"]
FILES = SHARED + OF_PUPILS


class Fault(Exception):
    """The program did not do what was asked: no comparison is possible."""


class World:
    """Rows by file, rules as text, and the as-of date."""

    def __init__(self, rows, columns, rules, on):
        self.rows, self.columns, self.rules, self.on = rows, columns, rules, on

    @staticmethod
    def random(seed, pupils, rules, folder):
        subprocess.run([sys.executable, GENERATE, "--seed", str(seed), "--pupils", str(pupils), "--rules", str(rules), "--out", folder],
                       check=True)
        rows, columns = {}, {}
        for name in FILES:
            with open(folder / f"{name}.csv", newline="", encoding="utf-8") as f:
                reader = csv.DictReader(f)
                rows[name], columns[name] = list(reader), reader.fieldnames
        return World(rows, columns, (folder / "rules.toml").read_text(encoding="utf-8"),
                     date.fromisoformat((folder / "on").read_text(encoding="utf-8").strip()))

    def copy(self, **changed):
        """The same world with some of its files, its rules or its date replaced; the rows are copies."""
        rows = {n: [dict(x) for x in r] for n, r in self.rows.items()}
        other = World(rows, self.columns, changed.pop("rules", self.rules), changed.pop("on", self.on))
        for name, r in changed.items():
            other.rows[name] = [dict(x) for x in r]
        return other

    def pupils(self):
        return sorted({x["pupil"] for n in OF_PUPILS for x in self.rows[n]})

    def of_pupils(self, keep):
        return self.copy(**{n: [x for x in self.rows[n] if x["pupil"] in keep] for n in OF_PUPILS})

    def text(self, name, rows=None):
        out = io.StringIO()
        w = csv.DictWriter(out, self.columns[name], lineterminator="\n")
        w.writeheader()
        w.writerows(self.rows[name] if rows is None else rows)
        return out.getvalue().encode()

    def sort(self):
        self.rows["absences"].sort(key=lambda x: (x["pupil"], x["date"], x["school"], int(x["lesson"] or 0)))
        return self


class Program:
    """The program under test, in a folder of its own."""

    def __init__(self, path, folder, others=()):
        self.path, self.folder, self.made = str(Path(path).resolve()), folder, 0
        self.others = [str(Path(o).resolve()) for o in others]  # other builds of it, which must repeat its runs
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def file(self, text, ending=".csv"):
        self.made += 1
        path = self.folder / f"f{self.made}{ending}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run(self, *args, stdin=b"", env=None, fails=False, by=None):
        """Standard output; of the build `by`, if not this one. A failure is a fault, unless it `fails` as it may."""
        done = subprocess.run([by or self.path, *map(str, args)], input=stdin, capture_output=True, cwd=self.folder,
                              env={**self.env, **(env or {})}, check=False)
        if done.returncode != 0 and not fails:
            raise Fault(f"exit {done.returncode}: {' '.join(map(str, args))}: {done.stderr.decode()[:500]}")
        return done.stdout if done.returncode == 0 else b""

    def flag_files(self, world, *options, parts=None, env=None):
        """`flag --from`; `parts` may give a file in several pieces."""
        pieces = {n: [world.text(n)] for n in FILES}
        pieces.update({n: [world.text(n, rows) for rows in p] for n, p in (parts or {}).items()})
        named = [self.file(text) for n in pieces for text in pieces[n]]
        random.Random(len(named)).shuffle(named)
        rules = self.file(world.rules, ".toml")
        return self.run("flag", "--only-rules", rules, "--on", world.on, *options, *(x for f in named for x in ("--from", f)), env=env)


class Store:
    """A store with a clock that may stand still between two deliveries."""

    def __init__(self, program, name="store.db"):
        self.program, self.path, self.seconds = program, program.folder / name, 1790000000
        for old in program.folder.glob(name + "*"):
            old.unlink()

    def tick(self, seconds=1):
        self.seconds += seconds

    def now(self):
        return subprocess.check_output(["date", "-u", "-d", f"@{self.seconds}", "+%Y-%m-%dT%H:%M:%SZ"], text=True).strip()

    def run(self, *args, stdin=b"", env=None, fails=False, by=None):
        return self.program.run("--store", self.path, "--quiet", *args, stdin=stdin, fails=fails, by=by,
                                env={"SOURCE_DATE_EPOCH": str(self.seconds), **(env or {})})

    def ingest(self, *texts):
        """Takes in files in this order; their receipts."""
        return self.run("ingest", "--accept", *(self.program.file(t) for t in texts))

    def take(self, world, names=FILES):
        return self.ingest(*(world.text(n) for n in names))

    def flag(self, rules, on, *options, stdin=b""):
        return self.run("flag", "--only-rules", self.program.file(rules, ".toml"), "--on", on, *options, stdin=stdin)


def signals(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


def decided(rows):
    return [r for r in rows if r["status"] in ("new", "standing")]


def living(rows):
    """All but what was withdrawn: that exists only where a run saw it."""
    return [r for r in rows if r["status"] != "withdrawn"]


def unlike(expected, got, *ignored):
    """What is in one and not in the other, columns `ignored` aside; order does not count."""
    def bag(rows):
        return collections.Counter(tuple((k, v) for k, v in r.items() if k not in ignored) for r in rows)
    a, b = bag(expected), bag(got)
    told = [f"lost: {show(x)}" for x in (a - b).elements()] + [f"gained: {show(x)}" for x in (b - a).elements()]
    return sorted(told)


def unlike_bytes(expected, got):
    if expected == got:
        return []
    return unlike(signals(expected), signals(got)) or ["the same rows in another order, or other bytes between them"]


def show(row):
    row = dict(row)
    return " ".join(f"{k}={row[k]}" for k in ("pupil", "school", "rule", "threshold", "reached_on", "count", "status", "reason") if row.get(k))


def day(n):
    return timedelta(days=n)
