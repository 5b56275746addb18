# SPDX-License-Identifier: EUPL-1.2
"""Relations over the store: schedules of runs and deliveries, corrections, what was known when, replay."""
import re
import sqlite3
from relations_files import parts_of, shuffled, without_one_absence
from world import FILES, SHARED, Store, day, living, signals, unlike, unlike_bytes

VALUES = {"absences": ("kind", ["unauthorised", "sick", "authorised"]), "pupils": ("weekly_minutes", ["1500", "1250", "900"]),
          "timetable": ("minutes", ["40", "55", "70"]), "calendar": ("name", ["andere naam"])}


def store_or_files(world, program, r, broken):
    """A store that took in the files gives the bytes that the files give."""
    store = Store(program)
    expected = program.flag_files(world, "--all")
    store.take(without_one_absence(r, world, signals(expected)) if broken else world)
    return unlike_bytes(expected, store.flag(world.rules, world.on, "--all"))


def any_deliveries(world, program, r, broken):
    """Any split of the files in deliveries, in any order, gives the same bytes; so do the same files once more."""
    store = Store(program)
    expected = program.flag_files(world, "--all")
    other = without_one_absence(r, world, signals(expected)) if broken else world
    pieces = [world.text(n, part) for n in FILES for part in parts_of(r, shuffled(r, other.rows[n])) if part]
    for piece in shuffled(r, pieces):
        store.ingest(piece)
        store.tick(r.choice([0, 1, 3600]))
    return unlike_bytes(expected, store.flag(world.rules, world.on, "--all"))


def the_same_twice(world, program, r, broken):
    """The same file once more, or its rows in other bytes, is no news: nothing is new, and all stands as it was."""
    store = Store(program)
    store.take(world)
    first = store.flag(world.rules, world.on, "--all")
    receipts = b""
    for name in FILES:
        rows = [dict(x) for x in world.rows[name]]
        if broken and name == "absences":
            for row in rows[::3]:
                row["kind"] = "unauthorised" if row["kind"] != "unauthorised" else "authorised"
        store.tick()
        receipts += store.ingest(world.text(name), world.text(name, shuffled(r, rows)))
    news = store.flag(world.rules, world.on, "-", stdin=receipts) + store.flag(world.rules, world.on)
    told = [f"new: {line}" for line in news.decode().splitlines() if not line.startswith("signal,")]
    return told + unlike(signals(first), signals(store.flag(world.rules, world.on, "--all")), "status")


def correction(r, world, name, every=False):
    """Some rows of a file, or every one, with another value."""
    column, values = VALUES[name]
    rows = world.rows[name] if every else r.sample(world.rows[name], min(len(world.rows[name]), r.randint(1, 40)))
    return rows, [{**x, column: r.choice([v for v in values if v != x[column]])} for x in rows]


def correction_and_back(world, program, r, broken):
    """Corrections that are taken back leave everything standing as it was, whatever ran in between."""
    store = Store(program)
    store.take(world)
    first = signals(store.flag(world.rules, world.on, "--all"))
    undo = []
    for name in shuffled(r, VALUES):
        if not world.rows[name]:
            continue
        flaw = broken and name == "absences"              # corrected, and never corrected back
        was, becomes = correction(r, world, name, flaw)
        store.tick(r.choice([0, 1]))
        receipts = store.ingest(world.text(name, becomes))
        if not flaw:
            undo.append(world.text(name, was))
        if r.random() < 0.7:
            store.flag(world.rules, world.on, "-", stdin=receipts)
    for text in shuffled(r, undo):
        store.tick(r.choice([0, 1]))
        store.ingest(text)
        if r.random() < 0.5:
            store.flag(world.rules, world.on)
    store.flag(world.rules, world.on)
    return unlike(first, living(signals(store.flag(world.rules, world.on, "--all"))), "status")


class Schedule:
    """Deliveries in the order of time, some late, some wrong at first, with runs of any kind between them."""

    def __init__(self, world, program, r):
        self.world, self.r, self.store = world, r, Store(program)
        self.runs = []                                  # the bytes that each run wrote
        self.rules = [world.rules, re.sub(r"(at_least = )(\d+)\b", lambda m: m[1] + str(int(m[2]) + 1), world.rules, count=3)]
        self.deliveries = self.plan()

    def plan(self):
        dated = {}
        for row in self.world.rows["absences"]:
            late = self.r.choice([0, 0, 0, 1, 2])
            dated.setdefault(int(row["date"].replace("-", "")[:6]) // 3 + late, []).append(row)
        chunks = [self.world.text("absences", rows) for _, rows in sorted(dated.items())]
        rest = [self.world.text(n) for n in FILES if n not in ("absences", "pupils", *SHARED)]
        for text in rest:
            chunks.insert(self.r.randrange(len(chunks) + 1), text)
        return [*(self.world.text(n) for n in (*SHARED, "pupils")), *chunks]

    def run(self, rules, on, *options, stdin=b""):
        self.runs.append(self.store.flag(rules, on, *options, stdin=stdin))

    def any_run(self, receipts):
        rules = self.r.choice(self.rules) if self.r.random() < 0.3 else self.world.rules
        on = self.world.on - day(self.r.choice([0, 0, 1, 30, 200, -30]))
        options = self.r.choice([[], [], [], ["--all"], ["-"], ["-", "--all"], ["--known-at"]])
        if options == ["--known-at"]:
            options = ["--known-at", self.store.now(), *self.r.choice([[], ["--all"]])]
        self.run(rules, on, *options, stdin=receipts if "-" in options else b"")

    def go(self):
        for text in self.deliveries:
            receipts = self.store.ingest(text)
            for _ in range(self.r.choice([0, 0, 1, 1, 2])):
                self.any_run(receipts)
                if self.r.random() < 0.5:
                    self.store.tick()
            if self.r.random() < 0.2 and self.world.rows["absences"]:
                was, becomes = correction(self.r, self.world, "absences")
                self.any_run(self.store.ingest(self.world.text("absences", becomes)))
                self.store.ingest(self.world.text("absences", was))
        # What a wrong delivery brought in before its time stands now too: the last word is the whole.
        self.store.ingest(self.world.text("absences"))
        return self


def any_schedule(world, program, r, broken):
    """Whatever ran before, by night or by hand, the signals that stand are those of one run over everything."""
    schedule = Schedule(world, program, r).go()
    schedule.run(world.rules, world.on)
    other = world.copy(on=world.on - day(60)) if broken else world
    return unlike(living(signals(program.flag_files(other, "--all"))),
                  living(signals(schedule.store.flag(world.rules, world.on, "--all"))), "status")


def dump(path):
    """All that is held, but for the audit: that someone has read leaves its line there."""
    with sqlite3.connect(path) as db:
        return [line for line in db.iterdump() if not re.match(r'INSERT INTO "?audit', line)]


def replayed_schedule(world, program, r, broken):
    """Every run of a schedule, repeated at its end, writes the same bytes, and the store stays as it was."""
    schedule = Schedule(world, program, r).go()
    store = schedule.store
    if broken:                                          # one fact of the first deliveries is not what it was
        with sqlite3.connect(store.path) as db:
            db.execute("UPDATE enrolment SET until = since WHERE pupil IN (SELECT pupil FROM signal)")
    before, told = dump(store.path), []
    for number, expected in enumerate(schedule.runs, 1):
        by = r.choice([program.path, *program.others])
        again = store.run("flag", "--replay", number, fails=True, by=by, env={"LC_ALL": r.choice(["C.UTF-8", "nl_NL.UTF-8"])})
        if again != expected:
            told.append(f"run {number} of {len(schedule.runs)} is repeated with other bytes, or not at all: {unlike_bytes(expected, again)[:2]}")
    return told + ([] if dump(store.path) == before else ["the store was changed by it"])


def known_then(world, program, r, broken):
    """What was known before later deliveries is known again with --known-at: the bytes of that time."""
    store = Store(program)
    half = {n: parts_of(r, world.rows[n], 2) for n in FILES if world.rows[n]}
    store.ingest(*(world.text(n, p[0]) for n, p in half.items()))
    then = store.now()
    early = program.flag_files(world.copy(**{n: p[0] for n, p in half.items()}), "--all")
    store.tick(0 if broken else 1)
    store.ingest(*(world.text(n, rows) for n, p in half.items() for rows in p[1:]))
    store.flag(world.rules, world.on)
    for name in ("absences", "pupils"):
        store.tick(0 if broken else 1)
        store.ingest(world.text(name, correction(r, world, name)[1]))
    return unlike_bytes(early, store.flag(world.rules, world.on, "--all", "--known-at", then))


RELATIONS = [store_or_files, any_deliveries, the_same_twice, correction_and_back, any_schedule, replayed_schedule, known_then]
