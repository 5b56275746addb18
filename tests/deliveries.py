#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""One year, sent in many ways, is one year: deliveries.py PROGRAM GENERATOR [--seeds A..B] [--only NAME].

Each way sends the absences of the example year as other files in another order. Each receipt is held against a plain
model; at the end the signals, the counts of facts and the reports are those of the year sent as one file.
"""
import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from delivering import (Delivery, Fault, Store, days_of, has_profiles, key, make_base, week,  # noqa: E402
                        week_name, weeks_of)
from delivering_forms import FORMS  # noqa: E402


def by_week(rows, **more):
    return [Delivery(f"{week_name(w)}.csv", part, **more) for w, part in weeks_of(rows).items()]


def in_order(rows, _):
    return by_week(rows, look=False)


def shuffled(rows, rng):
    sent = by_week(rows)
    rng.shuffle(sent)
    return sent


def twice(rows, rng):
    """The second time the very same file, or the same rows in another order."""
    sent = []
    for d in by_week(rows):
        again = list(d.rows)
        if rng.random() < 0.5:
            rng.shuffle(again)
        sent += [d, Delivery("again-" + d.name, again)]
    rng.shuffle(sent)
    return sent


def other(row, rng):
    """The row as it was before somebody mended it."""
    kinds = [k for k in ("unknown", "unauthorised", "authorised", "sick", "late") if k != row[5]]
    changes = [lambda: row[:5] + (rng.choice(kinds), *row[6:]), lambda: row[:4] + (str(rng.randint(25, 300)), *row[5:]),
               lambda: row[:8] + ("gewichtig" if row[8] != "gewichtig" else "",)]
    return rng.choice(changes)()


def first_wrong(rows, rng):
    """A year of which a third of the rows is not yet right, and the right ones by key."""
    wrong, right = [], {}
    for row in rows:
        was = other(row, rng) if rng.random() < 1 / 3 else row
        if was != row:
            right[key(row)] = row
        wrong.append(was)
    return wrong, right


def scheduled(parts, rng):
    """Puts files in an order in which each comes after those that it must follow: pairs of a file and earlier ones."""
    at = {}
    for d, after in parts:
        at[d.name] = rng.uniform(max((at[name] for name in after), default=0.0), 1.0)
    return sorted((d for d, _ in parts), key=lambda d: at[d.name])


def mended(rows, rng):
    """Weeks in any order, and after each, some time, the rows of it that were wrong among some that were not."""
    wrong, right = first_wrong(rows, rng)
    weeks = by_week(wrong)
    parts = [(d, []) for d in weeks]
    for n in range(0, len(weeks), 2):
        some = rng.sample(weeks, 1) + weeks[n:n + 2]
        mends = {key(r): right[key(r)] for d in weeks[n:n + 2] for r in d.rows if key(r) in right}
        more = {key(r): r for d in some for r in d.rows if key(r) not in right and rng.random() < 0.2}
        sent = [*mends.values(), *more.values()]
        rng.shuffle(sent)
        parts.append((Delivery(f"mended-{n:02}.csv", sent, look=n % 16 == 0), [d.name for d in some]))
    parts += [(Delivery("again-" + d.name, d.rows), [d.name]) for d in rng.sample(weeks, 10)]
    return scheduled(parts, rng)


def there_and_back(rows, rng):
    """Everything is changed and changed back."""
    wrong, _ = first_wrong(rows, rng)
    changed = [row for row in wrong if row not in set(rows)]
    back = {key(row): row for row in rows}
    sent = shuffled(rows, rng)
    for n in range(3):
        part = changed[n::3]
        mended = [back[key(row)] for row in part]
        sent += [Delivery(f"there-{n}.csv", part, look=n == 1), Delivery(f"back-{n}.csv", mended, look=n == 1)]
    return sent


def ghosts(rows, rng):
    """Rows that were never so: they vanish from a file that covers its week."""
    held = {key(row) for row in rows}
    parts = []
    for w, part in weeks_of(rows).items():
        some = rng.sample(part, min(9, len(part)))
        false = [(*r[:3], str(n), "50", "unauthorised", "", "OA", "") for r in some for n in range(1, 6)]
        false = [r for r in {key(f): f for f in false}.values() if key(r) not in held]
        first = Delivery(f"{week_name(w)}.csv", part + false, look=rng.random() < 0.1)
        again = Delivery(f"whole-{week_name(w)}.csv", part, covers=days_of(w), look=rng.random() < 0.1)
        parts += [(first, []), (again, [first.name])]
    return scheduled(parts, rng)


def lost_and_found(rows, rng):
    """A file that covers its week but lacks rows, and then the first one again, which puts them back."""
    parts = []
    for d in by_week(rows):
        days = days_of(week(d.rows[0]))
        half = [row for n, row in enumerate(d.rows) if n % 3 or row[1] != d.rows[n - 1][1]]
        lost = Delivery("lost-" + d.name, half, covers=days, look=rng.random() < 0.1)
        parts += [(d, []), (lost, [d.name]), (Delivery("found-" + d.name, d.rows, covers=days), [lost.name])]
    return scheduled(parts, rng)


def mixed(rows, rng):
    """Rows of the whole year over files at random; some twice in a file."""
    files = [[] for _ in range(30)]
    for row in rows:
        for file in rng.sample(files, 1 + (rng.random() < 0.2)):
            file += [row] * (1 + (rng.random() < 0.05))
    for file in files:
        rng.shuffle(file)
    return [Delivery(f"part-{n:02}.csv", file) for n, file in enumerate(files)]


def at_odds(rows, rng):
    """Two rows of one file with one key and other values: neither is taken; later each comes by itself."""
    sent = []
    for d in shuffled(rows, rng):
        odd = [other(row, rng) for row in rng.sample(d.rows, min(2, len(d.rows)))]
        odd = [row for row in odd if row not in d.rows]
        mixture = d.rows + odd
        rng.shuffle(mixture)
        sent += [Delivery("odd-" + d.name, mixture), d]
    return sent


WAYS = [in_order, shuffled, twice, mended, there_and_back, ghosts, lost_and_found, mixed, at_odds]


def same(what, found, wanted):
    if found != wanted:
        pairs = sorted(set(map(str, found)) ^ set(map(str, wanted)))
        raise Fault(f"{what} differ in {len(pairs)}, such as {pairs[:3]}")


def past(store, sent, cut, began):
    """What was known before the last files is what a store says that never had them."""
    earlier = began.fresh(began.folder.parent / "base", "past")
    for d in sent[:cut]:
        earlier.take(d)
    same(f"signals as known after {cut} files", store.standing("--known-at", earlier.now()), earlier.standing())


def send(way, rows, seed, root, base, whole):
    """Sends the year one way and compares."""
    rng = random.Random(f"{way.__name__} {seed}")
    store = Store(root.program, root.folder).fresh(base, f"{way.__name__}-{seed}")
    began = Store(root.program, store.folder, store.clock)
    sent = way(rows, rng)
    for d in sent:
        store.take(d)
    same("facts of the model", sorted(store.model.facts.values()), sorted(whole.model.facts.values()))
    standing = store.standing()
    same("signals", standing, whole.standing())
    same("facts", store.held().items(), whole.held().items())
    same("reports", store.reports().items(), whole.reports().items())
    same("withdrawn signals", store.withdrawn(), store.ever - {row[0] for row in standing})
    past(store, sent, rng.randrange(1, len(sent)), began)
    store.take(Delivery("whole.csv", rows[::-1]))  # by the model, every row is the same as what is held
    shutil.rmtree(store.folder)
    return len(sent), len(store.ever - {row[0] for row in standing})


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("program")
    p.add_argument("generator")
    p.add_argument("--seeds", default="1", help="A..B or A")
    p.add_argument("--only", help="this way of sending")
    a = p.parse_args()
    low, _, high = a.seeds.partition("..")
    ways = WAYS + (FORMS if has_profiles(a.program) else [])
    chosen = [way for way in ways if a.only in (None, way.__name__)]
    # In memory where there is such a folder: some 600 files are taken in, and each waits for the disk.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as scratch:
        root = Store(str(Path(a.program).resolve()), Path(scratch))
        base, rows = make_base(root.program, str(Path(a.generator).resolve()), Path(scratch))
        whole = root.fresh(base, "whole")
        whole.take(Delivery("year.csv", rows, look=True))
        files = faults = withdrawn = 0
        for seed in range(int(low), int(high or low) + 1):
            for way in chosen:
                try:
                    sent, gone = send(way, rows, seed, root, base, whole)
                    files, withdrawn = files + sent, withdrawn + gone
                except Fault as fault:
                    faults += 1
                    print(f"{way.__name__}: {fault}\n  repeat with: {sys.argv[0]} {a.program} {a.generator} "
                          f"--seeds {seed} --only {way.__name__}", flush=True)
    print(f"{len(rows)} rows in {files} files, {len(whole.ever)} signals, {withdrawn} withdrawn, {faults} faults")
    return 1 if faults or not chosen else 0


sys.exit(main())
