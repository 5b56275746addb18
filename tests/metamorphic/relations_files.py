# SPDX-License-Identifier: EUPL-1.2
"""Relations over files alone: order, splitting, names, other pupils, machine settings. Each takes a world, the program, a
source of chance, and whether it is to be the control; it answers with what is not as it should be."""
from datetime import date

from world import FILES, OF_PUPILS, day, decided, signals, unlike, unlike_bytes


def shuffled(r, rows):
    rows = list(rows)
    r.shuffle(rows)
    return rows


def parts_of(r, rows, most=4):
    """The rows dealt into some parts, each in the order in which it was; none is empty unless there are no rows."""
    n = min(r.randint(2, most), max(1, len(rows)))
    parts = [[] for _ in range(n)]
    for i, row in enumerate(rows):
        parts[i if i < n else r.randrange(n)].append(row)
    return parts


def without_one_absence(r, world, found):
    """The world without the absences of a pupil who has a signal: a flaw that must be seen."""
    pupil = r.choice(sorted({x["pupil"] for x in decided(found)}) or world.pupils())
    return world.copy(absences=[x for x in world.rows["absences"] if x["pupil"] != pupil])


def order_and_split(world, program, r, broken):
    """The order of rows of the small files, and any split of all files in parts in any order, change no byte."""
    expected = program.flag_files(world, "--all")
    other = without_one_absence(r, world, signals(expected)) if broken else world
    parts = {n: parts_of(r, other.rows[n] if n == "absences" else shuffled(r, other.rows[n])) for n in FILES if other.rows[n]}
    return unlike_bytes(expected, program.flag_files(other, "--all", parts=parts))


def split_by_pupil(world, program, r, broken):
    """Split by pupil, evaluated apart and joined, the bytes are those of the whole."""
    expected = program.flag_files(world)
    pupils = world.pupils()
    cuts = sorted(r.sample(range(1, len(pupils)), min(len(pupils) - 1, r.randint(1, 5))))
    joined = b""
    for low, high in zip([0, *cuts], [*cuts, len(pupils)]):
        part = world.of_pupils(set(pupils[low:high]))
        if broken:                                      # the part does not get its share of what all share
            part.rows["timetable"] = []
        out = program.flag_files(part)
        joined += out if low == 0 else out.partition(b"\n")[2]
    return unlike_bytes(expected, joined)


def other_pupils(world, program, r, broken):
    """Rows of other pupils change nothing of a pupil's signals; what a whole school lacks is not about a pupil."""
    keep = {p for p in world.pupils() if r.random() < 0.5}
    less = world.of_pupils(keep)
    if broken and less.rows["absences"]:
        less = without_one_absence(r, less, signals(program.flag_files(less)))
    def mine(data):
        return [x for x in signals(data) if x["pupil"] in keep]
    return unlike(mine(program.flag_files(world, "--all")), mine(program.flag_files(less, "--all")))


def renumbered_pupils(world, program, r, broken):
    """Other names for the pupils give the same signals under those names, in the order of those names."""
    names = dict(zip(world.pupils(), r.sample([f"Q{i:06d}" for i in range(10 * len(world.pupils()))], len(world.pupils()))))
    other = world.copy()
    for name in OF_PUPILS:
        for row in other.rows[name]:
            row["pupil"] = names[row["pupil"]]
    for row in other.rows["timetable"]:
        row["group"] = row["group"] if broken else names.get(row["group"], row["group"])
    if broken:                                          # two pupils swap their names in one file only
        a, b = r.sample(sorted(names.values()), 2)
        for row in other.rows["pupils"]:
            row["pupil"] = {a: b, b: a}.get(row["pupil"], row["pupil"])
    got = signals(program.flag_files(other.sort(), "--all"))
    expected = signals(program.flag_files(world, "--all"))
    told = unlike([{**x, "pupil": names.get(x["pupil"], "")} for x in expected], got, "signal")
    order = [(x["status"] == "undecided", x["pupil"], x["reached_on"], x["rule"], x["school"], float(x["threshold"] or 0)) for x in got]
    return told + ([] if order == sorted(order) else ["the rows are not in the order of pupil, day, rule, school and threshold"])


def later_facts(world, program, r, broken):
    """Absences and concerns dated after the as-of date are unseen: without them the bytes are the same."""
    on = date.fromisoformat(r.choice([x["date"] for x in world.rows["absences"]]))
    world = world.copy(on=on)
    limit = on - day(120) if broken else on
    past = world.copy(absences=[x for x in world.rows["absences"] if x["date"] <= str(limit)],
                      concerns=[x for x in world.rows["concerns"] if x["on"] <= str(limit)])
    return unlike_bytes(program.flag_files(world, "--all"), program.flag_files(past, "--all"))


def zones_and_locales(world, program, r, broken):
    """Time zone, locale and working hours of the machine change no byte."""
    expected, told = program.flag_files(world, "--all"), []
    for zone, locale in (("Pacific/Kiritimati", "nl_NL.UTF-8"), ("America/Adak", "tr_TR.UTF-8"), ("Europe/Amsterdam", "C"),
                         ("XXX+23:59", "de_DE.ISO-8859-1"), ("", "")):
        other = without_one_absence(r, world, signals(expected)) if broken else world
        told += unlike_bytes(expected, program.flag_files(other, "--all", env={"TZ": zone, "LC_ALL": locale, "LANG": locale}))
    return told


RELATIONS = [order_and_split, split_by_pupil, other_pupils, renumbered_pupils, later_facts, zones_and_locales]
