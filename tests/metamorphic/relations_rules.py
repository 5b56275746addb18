# SPDX-License-Identifier: EUPL-1.2
"""Relations that hold for some rules only: an inserted empty holiday week, and more hours."""
import csv
import tomllib
from datetime import date

from world import REFERENCE, OF_PUPILS, day, decided, signals, unlike

# ---------------------------------------------------------------- an empty holiday week
#
# Shipped holidays cannot be moved, so all that happens is kept inside six weeks without any day off anywhere. A Monday in
# the midst is chosen, and everything from there on happens a week later; the free week is a day off of all schools. Rules:
# those whose windows go by school weeks, school days or the school year, without duty and age (a birthday does not
# move), terms, and windows of calendar days.


def quiet_periods(weeks=6):
    """Mondays that begin so many weeks in which no school in the country has a holiday or a public day off."""
    off = set()
    with open(REFERENCE / "schoolvakanties.csv", newline="", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            first, last = (date.fromisoformat(row[k]) for k in ("first_day", "last_day"))
            off |= {first + day(i) for i in range((last - first).days + 1)}
    with open(REFERENCE / "feestdagen.csv", newline="", encoding="utf-8") as f:
        off |= {date.fromisoformat(row["date"]) for row in csv.DictReader(f)}
    monday, found = date(2024, 8, 5), []
    while monday < date(2027, 6, 1):
        days = [monday + day(i) for i in range(7 * weeks)]
        if not off & set(days) and all(d.month != 8 or d.day > 20 for d in days):
            found.append(monday)
        monday += day(7)
    return found


def plain_rule(r, i):
    """A rule of which the meaning is made of school days only."""
    kind = r.choice(['["unauthorised"]', '["sick"]', '["unauthorised", "late", "removed"]', '["sick", "authorised", "unknown"]'])
    where = r.choice(["", "", "", ', where = { lesson = "first" }', ", where = { weekday = [1, 5] }", ", where = { whole_day = true }"])
    window = r.choice([f"{{ school_weeks = {r.randint(1, 6)} }}", f"{{ school_days = {r.randint(3, 25)} }}", "{ school_year = true }"])
    of = r.choice(["hours", "lessons", "records", "days", "spells", "rate", "run_days"])
    limit, again = str(r.randint(1, 8)), r.choice(["", "", 'again = { restart = "day_after" }', "again = { fresh = 2 }"])
    if of == "rate":
        limit, again, where = r.choice(["0.05", "0.1", "0.2"]), "", where + r.choice(["", ", min_school_days = 5"])
    if of == "run_days":
        window = r.choice(['{ run = { unit = "school_days" } }', '{ run = { unit = "days", holidays = "skip" } }'])
        where, again = "", ""
    return rule_text(f"r{i}", f'of = "{of}", kind = {kind}{where}', window, limit, again)


def rule_text(name, count, window, limit, again):
    return f"""
[[rule]]
id = "{name}"
title = "Verzonnen regel {name}"
level = "school"
basis = {{ text = "Verzonnen", url = "https://example.org/", checked = 2026-09-01, says = "Niets." }}
valid_from = 2000-01-01
count = {{ {count} }}
window = {window}
when = {{ at_least = {limit} }}
{again}
then = {{ severity = "notice", step = "contact" }}
"""


def crowded(world, monday, r):
    """All absences and concerns in five weeks from `monday`; nothing that is tied to other days."""
    rows = world.copy(calendar=[]).rows
    def inside(text):
        d = date.fromisoformat(text)
        return monday + day((d - date(2024, 1, 1)).days % 35)
    # Most pupils stay at one school all the time, or few of them would be there in these weeks.
    stay, pupils = {}, []
    for x in rows["pupils"]:
        if x["pupil"] not in stay:
            stay[x["pupil"]] = x["school"] if r.random() < 0.7 else None
            pupils.append({**x, "from": "2024-08-01", "until": ""} if stay[x["pupil"]] else x)
        elif not stay[x["pupil"]]:
            pupils.append(x)
    seen, absences = set(), []
    for x in rows["absences"]:
        x["school"] = stay.get(x["pupil"]) or x["school"]
        x["date"] = str(inside(x["date"]))
        key = (x["pupil"], x["school"], x["date"], x["lesson"])
        if key not in seen:
            absences.append(x)
        seen.add(key)
    concerns = {(x["pupil"], str(inside(x["on"])), x["by"], x["theme"]): {**x, "on": str(inside(x["on"]))} for x in rows["concerns"]}
    off = [{"school": "*", "from": str(d), "until": str(d), "name": "vrij"} for d in {monday + day(r.randrange(35)) for _ in range(2)}]
    rules = "".join(plain_rule(r, i) for i in range(10))
    return world.copy(pupils=pupils, absences=absences, concerns=concerns.values(), calendar=off, rules=rules, on=monday + day(48)).sort()


def holiday_week_inserted(world, program, r, broken):
    """A week without school that is slipped in moves what comes after it, and changes nothing else."""
    start = r.choice(quiet_periods())
    cut = start + day(7 * r.randint(1, 4))
    world = crowded(world, start, r)
    def later(text):
        return str(date.fromisoformat(text) + day(7)) if text >= str(cut) else text
    def until(text):                                    # the day after the last one moves, and the last one with it
        return str(date.fromisoformat(later(str(date.fromisoformat(text) + day(1)))) - day(1)) if text else text
    other = world.copy()
    for name in (*OF_PUPILS, "calendar", "timetable"):
        for row in other.rows[name]:
            for column in ("from", "date", "on"):
                if column in row:
                    row[column] = later(row[column])
            if "until" in row:
                row["until"] = until(row["until"])
    if not broken:
        other.rows["calendar"].append({"school": "*", "from": str(cut), "until": str(cut + day(6)), "name": "ingelaste vakantie"})
    def moved(x):
        return {**x, **{k: later(x[k]) for k in ("reached_on", "window_from", "window_until")}}
    expected = [moved(x) for x in decided(signals(program.flag_files(world)))]
    return unlike(expected, decided(signals(program.flag_files(other))), "signal")


# ---------------------------------------------------------------- more hours
#
# More absence never makes a first signal later, for rules that count upwards: at_least (one or rungs) or a mix, over any window but a
# run; without below, restart, every, fresh, spells (a new day can make one of two) and `lesson = "first"` (a new later
# lesson makes the first no longer the only one). What is added are lessons on days without a whole-day record, for that
# would replace them.

MEASURES = {"hours", "lessons", "records", "days", "rate", "concerns"}
COUNT_KEYS = {"of", "kind", "where", "min_school_days", "at_least"}
WHERE_KEYS = {"beside_holiday", "weekday", "whole_day", "mark"}
WINDOWS = {"school_weeks", "school_days", "school_year", "days", "calendar_month"}


def upward_rule(r, i):
    """A rule of that kind, whatever the generator made."""
    of = r.choice(sorted(MEASURES - {"concerns"}))
    kinds = r.choice(['["unauthorised"]', '["sick", "authorised"]', '["unauthorised", "late", "removed"]',
                      '["unauthorised", "authorised", "sick", "late", "removed", "unknown"]'])
    where = r.choice(["", "", ", where = { beside_holiday = 2 }", ", where = { weekday = [1, 5] }", ", where = { whole_day = false }"])
    window = r.choice([f"{{ school_weeks = {r.randint(1, 8)} }}", f"{{ school_days = {r.randint(3, 40)} }}", "{ school_year = true }",
                       f"{{ days = {r.randint(5, 90)} }}", "{ calendar_month = true }"])
    limit = r.choice(["0.05", "0.1", "0.2"]) if of == "rate" else r.choice([str(r.randint(1, 16)), f"[{r.randint(1, 4)}, {r.randint(5, 16)}]"])
    return rule_text(f"m{i}", f'of = "{of}", kind = {kinds}{where}', window, limit, "")


def counts_upwards(rule):
    parts = rule["when"].get("mix") or [rule.get("count", {})]
    return (set(rule["when"]) <= {"at_least", "mix"} and not rule.get("again") and set(rule["window"]) <= WINDOWS
            and all(set(p) <= COUNT_KEYS and p.get("of") in MEASURES and set(p.get("where", {})) <= WHERE_KEYS for p in parts))


def first_signals(rows, rules):
    """By pupil, rule, school and school year the day of the first signal."""
    first = {}
    for x in rows:
        if x["rule"] in rules:
            year = int(x["reached_on"][:4]) - (x["reached_on"][5:7] < "08")
            key = (x["pupil"], x["rule"], "" if rules[x["rule"]] else x["school"][:4], year)
            first[key] = min(first.get(key, "9999"), x["reached_on"])
    return first


def more_lessons(world, r):
    whole = {(x["pupil"], x["date"]) for x in world.rows["absences"] if not x["lesson"]}
    taken = {(x["pupil"], x["date"], x["lesson"]) for x in world.rows["absences"]}
    added = []
    for x in world.rows["absences"]:
        lesson = str(r.randint(1, 9))
        if r.random() < 0.5 and (x["pupil"], x["date"]) not in whole and (x["pupil"], x["date"], lesson) not in taken and x["lesson"]:
            taken.add((x["pupil"], x["date"], lesson))
            added.append({**x, "lesson": lesson})
    return added


def more_is_never_later(world, program, r, broken):
    """More lessons missed never make the first signal of a school year later, for rules that count upwards."""
    world = world.copy(rules=world.rules + "".join(upward_rule(r, i) for i in range(12)))
    by_id = {}
    for rule in tomllib.loads(world.rules)["rule"]:
        by_id.setdefault(rule["id"], []).append(rule)
    rules = {i: any(v.get("who", {}).get("all_schools") for v in versions) for i, versions in by_id.items() if all(map(counts_upwards, versions))}
    before = first_signals(decided(signals(program.flag_files(world))), rules)
    absences = world.rows["absences"] + more_lessons(world, r)
    if broken:
        absences = [x for x in absences if r.random() < 0.5]
    after = first_signals(decided(signals(program.flag_files(world.copy(absences=absences).sort()))), rules)
    return [f"{' '.join(map(str, key))}: first on {d}, with more on {after.get(key, 'no day')}"
            for key, d in sorted(before.items()) if after.get(key, "9999") > d]


RELATIONS = [holiday_week_inserted, more_is_never_later]
