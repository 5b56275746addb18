#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A slow, obvious evaluator of the rule language.

It exists to disagree with the engine. It shares no code with it, keeps no state from one day to the next
except the signals already given, and recomputes each window by looking at each calendar day. Where the
language leaves room, README.md in this folder says which reading is taken; the numbers [1] … in the
comments point there.

Dates are ordinals (datetime.date.toordinal), amounts are exact (int or Fraction), never floats.
"""
import argparse
import csv
import math
import sys
import tomllib
from collections import defaultdict
from datetime import date
from fractions import Fraction

COLUMNS = ["pupil", "school", "rule", "threshold", "reached_on", "window_from", "window_until", "count", "unit",
           "due_on", "gemeente", "severity", "step"]
FOREVER = date(9999, 12, 31).toordinal()
REGIONS = ("Noord", "Midden", "Zuid")
LESSON_LENGTH = {"vo": 50, "vso": 50, "mbo": 60, "vavo": 60, "po": 60, "so": 60}   # po, so: [12]
CLOCK_SECTORS = ("po", "so")
STARTKWALIFICATIE = ("havo", "vwo", "mbo2", "mbo3", "mbo4")
ENDS_KWALIFICATIEPLICHT = STARTKWALIFICATIE + ("pro", "vso-arbeid", "vso-dagbesteding")
LIMIT_27_FROM = date(2026, 1, 1).toordinal()


# ---------------------------------------------------------------- small things about dates and numbers

def day_of(text):
    return date.fromisoformat(text).toordinal()


def iso(d):
    return date.fromordinal(d).isoformat()


def weekday(d):
    return date.fromordinal(d).isoweekday()


def school_year_start(d):
    x = date.fromordinal(d)
    return date(x.year if x.month >= 8 else x.year - 1, 8, 1).toordinal()


def date_or_first_of_next_month(year, month, day):
    """The day, or where that month lacks it the first of the next month."""
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1).toordinal()


def birthday(born, n):
    b = date.fromordinal(born)
    return date_or_first_of_next_month(b.year + n, b.month, b.day)


def age_on(born, d):
    n = date.fromordinal(d).year - date.fromordinal(born).year
    return n if birthday(born, n) <= d else n - 1


def months_between(first, last):
    """Whole months from first to last, both inclusive. [22]"""
    f = date.fromordinal(first)
    n = 0
    while True:
        month = f.month - 1 + n + 1
        if date_or_first_of_next_month(f.year + month // 12, month % 12 + 1, f.day) > last + 1:
            return n
        n += 1


def number(x):
    """At most two decimals, rounded half up, no trailing zeros."""
    hundredths = math.floor(Fraction(x) * 100 + Fraction(1, 2))
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------- facts

class Facts:
    def __init__(self):
        self.pupils = defaultdict(list)       # pupil -> enrolments, by from
        self.diplomas = defaultdict(list)
        self.exemptions = defaultdict(list)
        self.schools = {}                     # school text -> region
        self.calendar = []                    # own rows
        self.timetable = defaultdict(list)    # group or pupil -> rows
        self.absences = defaultdict(list)
        self.concerns = defaultdict(list)
        self.vakanties = defaultdict(list)    # region -> [(first, last)]
        self.days_off = set()
        self.calendars = {}

    def read(self, path):
        with open(path, newline="", encoding="utf-8") as f:
            reader = csv.DictReader(f)
            rows = list(reader)
            head = set(reader.fieldnames)
        if "birth_date" in head:
            for r in rows:
                self.add_enrolment(r)
        elif "diploma" in head:
            for r in rows:
                self.diplomas[r["pupil"]].append((day_of(r["on"]), r["diploma"]))
        elif "article" in head:
            for r in rows:
                self.exemptions[r["pupil"]].append((day_of(r["from"]), until(r), r["article"]))
        elif "region" in head and "school" in head and "email" in head:
            for r in rows:
                self.schools[r["school"]] = r["region"]
        elif "weekday" in head:
            for r in rows:
                self.timetable[r["group"]].append(
                    (day_of(r["from"]), until(r), int(r["weekday"]), int(r["lesson"]), r["subject"], int(r["minutes"])))
        elif "lesson" in head and "kind" in head:
            for r in rows:
                self.absences[r["pupil"]].append(r)
        elif "theme" in head:
            for r in rows:
                self.concerns[r["pupil"]].append(day_of(r["on"]))
        elif head == {"school", "from", "until", "name"}:
            for r in rows:
                self.calendar.append((r["school"], day_of(r["from"]), until(r)))
        else:
            sys.exit(f"{path}: header not recognised")

    def add_enrolment(self, r):
        self.pupils[r["pupil"]].append(Enrolment(r))
        self.pupils[r["pupil"]].sort(key=lambda e: e.first)

    def read_vakanties(self, path):
        with open(path, newline="", encoding="utf-8") as f:
            for r in csv.DictReader(f):
                self.vakanties[r["region"]].append((day_of(r["first_day"]), day_of(r["last_day"])))

    def read_feestdagen(self, path):
        with open(path, newline="", encoding="utf-8") as f:
            for r in csv.DictReader(f):
                if r["general_day_off"] == "ja":
                    self.days_off.add(day_of(r["date"]))

    def calendar_of(self, school):
        if school not in self.calendars:
            self.calendars[school] = Calendar(self, school)
        return self.calendars[school]


def until(row):
    return day_of(row["until"]) if row["until"] else FOREVER


class Enrolment:
    def __init__(self, r):
        self.born = day_of(r["birth_date"]) if r["birth_date"] else None
        self.gemeente, self.school, self.sector = r["gemeente"], r["school"], r["sector"]
        self.first, self.last = day_of(r["from"]), until(r)
        self.weekly = int(r["weekly_minutes"])
        self.group, self.level = r["group"], r["level"]


class Calendar:
    """The school days of one school (text as in the enrolment row), before any timetable."""

    def __init__(self, facts, school):
        self.region = facts.schools.get(school) or facts.schools.get(school[:4]) or None
        self.holidays = facts.vakanties[self.region] if self.region else []
        self.own = [(a, b) for scope, a, b in facts.calendar
                    if scope == "*" or scope == self.region or scope == school or (len(scope) == 4 and scope == school[:4])]
        self.days_off = facts.days_off
        self.known = {}

    def school_day(self, d):
        if d not in self.known:
            self.known[d] = (weekday(d) <= 5 and d not in self.days_off
                             and not any(a <= d <= b for a, b in self.holidays)
                             and not any(a <= d <= b for a, b in self.own))
        return self.known[d]


class Record:
    """One absence, valid on its day; or one concern (kind 'concern')."""

    def __init__(self, d, kind, lesson=None, minutes=0, mark="", counted=0):
        self.day, self.kind, self.lesson, self.minutes, self.mark, self.counted = d, kind, lesson, minutes, mark, counted


class Day:
    """What is known of one calendar day for one pupil at one school (or at all)."""
    __slots__ = ("enrolment", "school_day", "lessons", "counts", "scheduled", "records")


# ---------------------------------------------------------------- one pupil at one school

class Unit:
    """A pupil at a school (first four of the BRIN); school None pools all schools."""

    def __init__(self, facts, pupil, school, on):
        self.facts, self.pupil, self.on = facts, pupil, on
        self.enrolments = [e for e in facts.pupils[pupil]
                           if e.first <= on and (school is None or e.school[:4] == school)]
        self.raw = defaultdict(list)
        for r in facts.absences[pupil]:
            d = day_of(r["date"])
            if d <= on and (school is None or r["school"][:4] == school):
                self.raw[d].append(r)
        self.raised = [d for d in facts.concerns[pupil] if d <= on]
        self.born = self.enrolments[0].born if self.enrolments else None
        # A school whose region nobody knows leaves the whole unit undecided. [29]
        self.undecided = not self.enrolments or any(facts.calendar_of(e.school).region is None for e in self.enrolments)
        self.days, self.weeks, self.duties = {}, {}, {}

    # -- enrolment, calendar, timetable

    def enrolment_on(self, d):
        for e in self.enrolments:
            if e.first <= d <= e.last:
                return e
        return None

    def calendar_on(self, d):
        """Outside every enrolment: the calendar of the one that ended last before, else of the first. [1]"""
        e = self.enrolment_on(d)
        if e is None:
            before = [x for x in self.enrolments if x.last < d]
            e = max(before, key=lambda x: x.last) if before else self.enrolments[0]
        return self.facts.calendar_of(e.school)

    def timetable_on(self, d):
        """Lesson -> (minutes, subject); None where no timetable covers the date. The pupil's own goes before the group's. [7]"""
        e = self.enrolment_on(d)
        if e is None:
            return None
        for name in (self.pupil, e.group):
            rows = [r for r in self.facts.timetable.get(name, ()) if name and r[0] <= d <= r[1]]
            if rows:
                return {r[3]: (r[5], r[4]) for r in rows if r[2] == weekday(d)}
        return None

    def day(self, d):
        if d not in self.days:
            x = Day()
            x.enrolment = self.enrolment_on(d)
            x.school_day = self.calendar_on(d).school_day(d)
            x.lessons = self.timetable_on(d)
            # A day without lessons neither counts nor breaks anything. [3]
            x.counts = x.school_day and not (x.lessons is not None and len(x.lessons) == 0)
            x.scheduled = 0
            if x.enrolment and x.counts:
                x.scheduled = (sum(m for m, _ in x.lessons.values()) if x.lessons is not None
                               else Fraction(x.enrolment.weekly, 5))
            x.records = self.records_on(d, x)
            self.days[d] = x
        return self.days[d]

    def stay_start(self, d):
        """The first day of the unbroken row of enrolments that covers d. [36]"""
        first = self.enrolment_on(d).first
        while self.enrolment_on(first - 1):
            first = self.enrolment_on(first - 1).first
        return first

    def in_school_week(self, d):
        """The calendar decides, not the timetable. [2]"""
        monday = d - (weekday(d) - 1)
        if monday not in self.weeks:
            self.weeks[monday] = any(self.day(x).school_day for x in range(monday, monday + 7))
        return self.weeks[monday]

    # -- records

    def records_on(self, d, x):
        out = []
        if x.enrolment:
            out += [Record(d, "concern") for c in self.raised if c == d]       # any enrolled day [26]
        if not x.enrolment or not x.counts:
            return out
        rows = [r for r in self.raw.get(d, ()) if r["school"][:4] == x.enrolment.school[:4]]
        whole = [r for r in rows if r["lesson"] == ""]
        for r in whole or rows:
            out.append(self.record(d, x, r))
        return out

    def record(self, d, x, r):
        sector = x.enrolment.sector
        lesson = int(r["lesson"]) if r["lesson"] else None
        kind = r["kind"]
        if any(a <= d <= b and article in ("11f", "11g") for a, b, article in self.facts.exemptions[self.pupil]):
            kind = "authorised"                                                # whatever it was [9]
        if r["minutes"]:
            minutes = int(r["minutes"])
        elif lesson is None:
            minutes = x.scheduled
        elif x.lessons is not None and lesson in x.lessons:
            minutes = x.lessons[lesson][0]
        else:
            minutes = LESSON_LENGTH[sector]
        # Counted minutes, for hours (and whole days in lessons) only.
        if sector in CLOCK_SECTORS or kind == "late":
            counted = math.floor(minutes)                                      # [11]
        elif lesson is not None:
            counted = 60 if minutes <= 60 else math.floor(minutes)              # [10]
        elif x.lessons is not None:
            counted = sum(60 if m <= 60 else m for m, _ in x.lessons.values())
        else:
            counted = math.floor(Fraction(minutes) * 60 / LESSON_LENGTH[sector])
        return Record(d, kind, lesson, minutes, r.get("mark") or "", counted)

    def record_days(self):
        return sorted(d for d in set(self.raw) | set(self.raised) if self.day(d).records)

    # -- the person

    def duty(self, d):
        if d not in self.duties:
            self.duties[d] = self.duty_now(d)
        return self.duties[d]

    def duty_now(self, d):
        five = date.fromordinal(birthday(self.born, 5))
        starts = date_or_first_of_next_month(five.year, five.month, 32)
        sixteen = school_year_start(birthday(self.born, 16))
        ends = date(date.fromordinal(sixteen).year + 1, 7, 31).toordinal()
        if d < starts:
            return "none"
        if d <= ends:
            return "leerplichtig"
        got = [what for when, what in self.facts.diplomas[self.pupil] if when <= d and when <= self.on]
        if d < birthday(self.born, 18) and not any(w in ENDS_KWALIFICATIEPLICHT for w in got):
            return "kwalificatieplichtig"
        limit = 27 if d >= LIMIT_27_FROM and self.enrolment_on(d).sector != "vso" else 23
        if d < birthday(self.born, limit) and not any(w in STARTKWALIFICATIE for w in got):
            return "doorstroom"
        return "none"

    def exempt(self, d):
        """True, False or None (cannot be decided)."""
        articles = [x for a, b, x in self.facts.exemptions[self.pupil] if a <= d <= b]
        if any(x in ("5a", "5b", "5c", "5a-reizend", "3a", "3b") for x in articles):
            return True
        if "15" in articles:
            return None if self.born is None else self.duty(d) == "kwalificatieplichtig"
        return False


# ---------------------------------------------------------------- rules

class Rule:
    """One version of a rule."""

    def __init__(self, table, values):
        self.table, self.values = table, values
        self.id = table["id"]
        self.start = (table.get("valid_from") or table["seen_from"]).toordinal()
        self.end = table["valid_until"].toordinal() if "valid_until" in table else FOREVER
        self.who = table.get("who", {})
        self.window = table["window"]
        self.when, self.then = table["when"], table["then"]
        self.again = table.get("again", {})
        if "mix" in self.when:
            self.parts = self.when["mix"]
        else:
            self.parts = [table["count"]]
        self.matches = {}

    def value(self, x, t):
        """A number, or "$name" as on day t; None before the first one known."""
        if not isinstance(x, str):
            return x
        known = [v for v in self.values[x.removeprefix("$")] if v["from"].toordinal() <= t]
        return max(known, key=lambda v: v["from"])["is"] if known else None


class Undecided(Exception):
    """Raised where a fact is missing; the verdict of that day is undecided and gives no row."""


def read_rules(paths):
    versions = defaultdict(list)
    for path in paths:
        with open(path, "rb") as f:
            file = tomllib.load(f, parse_float=Fraction)
        for table in file.get("rule", []):
            rule = Rule(table, file.get("value", {}))
            versions[rule.id].append(rule)
    for rules in versions.values():
        rules.sort(key=lambda r: r.start)
        for older, newer in zip(rules, rules[1:]):
            older.end = min(older.end, newer.start - 1)
    return versions


def in_force(versions, t):
    for rule in versions:
        if rule.start <= t <= rule.end:
            return rule
    return None


# ---------------------------------------------------------------- who

def who_holds(rule, unit, d, t):
    """Does `who` hold on day d? Dated values are taken on the trigger day t. [5]"""
    who, e = rule.who, unit.enrolment_on(d)
    if e is None:
        return False
    if "sector" in who and e.sector not in listed(who["sector"]):
        return False
    if "level" in who and e.level not in listed(who["level"]):
        return False
    if "group" in who and e.group not in listed(who["group"]):
        return False
    if "school" in who and not any(s == e.school or s == e.school[:4] for s in listed(who["school"])):
        return False
    if ("duty" in who or "age" in who) and unit.born is None:
        raise Undecided
    exempt = unit.exempt(d)
    if exempt is None:
        raise Undecided
    if exempt != who.get("exempt", False):
        return False
    if "duty" in who and unit.duty(d) not in listed(who["duty"]):
        return False
    if "age" in who:
        low, high = who["age"].split("..")
        age = age_on(unit.born, d)
        if low and age < age_bound(rule, low, t):
            return False
        if high and age >= age_bound(rule, high, t):
            return False
    return True


def age_bound(rule, text, t):
    if not text.startswith("$"):
        return int(text)
    value = rule.value(text, t)
    if value is None:
        raise Undecided
    return value


def listed(x):
    return x if isinstance(x, list) else [x]


# ---------------------------------------------------------------- count: which records

def filters_pass(rule, part, unit, r):
    """Kind and where; not who, not window, not restart."""
    if part["of"] == "lessons" and r.kind == "late":
        return False                                                           # [13]
    return listed_and_where(rule, part, unit, r)


def listed_and_where(rule, part, unit, r):
    if part["of"] == "concerns":
        return r.kind == "concern"
    if r.kind not in part["kind"]:
        return False
    where = part.get("where", {})
    if not passes_alone(rule, where, unit, r):
        return False
    if "share_of_day" in where:
        return between(where["share_of_day"], share_of_day(rule, part, where, unit, r.day))
    return True


def between(bounds, x):
    return bounds.get("at_least", 0) <= x and ("below" not in bounds or x < bounds["below"])


def share_of_day(rule, part, where, unit, d):
    """The scheduled minutes that the records of d take which pass kind and the rest of where; neither who nor restart. [37]"""
    records = [r for r in unit.day(d).records if r.kind in part["kind"] and passes_alone(rule, where, unit, r)]
    if any(r.lesson is None for r in records):
        return 1
    if unit.day(d).scheduled == 0:
        raise Undecided
    return Fraction(sum(r.minutes for r in records)) / unit.day(d).scheduled


def passes_alone(rule, where, unit, r):
    if "minutes" in where and not between(where["minutes"], r.minutes):
        return False
    if "weekday" in where and weekday(r.day) not in where["weekday"]:
        return False
    if "whole_day" in where and (r.lesson is None) != where["whole_day"]:
        return False
    if "mark" in where and r.mark not in where["mark"]:
        return False
    if isinstance(where.get("lesson"), list):
        if r.lesson not in where["lesson"]:
            return False
    elif "lesson" in where and not first_lesson_only(unit, r):
        return False
    if "beside_holiday" in where and not beside_holiday(unit, r.day, rule.value(where["beside_holiday"], r.day)):
        return False
    return True


def first_lesson_only(unit, r):
    x = unit.day(r.day)
    if x.lessons is None or r.lesson is None:
        return False                                                           # [16] [17]
    first = min(x.lessons)
    return r.lesson == first and not any(o.lesson is not None and o.lesson > first for o in x.records)


def beside_holiday(unit, d, n):
    """At most n school days, this one included, between here and a holiday of schoolvakanties.csv. [15]"""
    holidays = unit.calendar_on(d).holidays
    for step in (1, -1):
        x, seen = d, 0
        while seen <= n:
            if any(a <= x <= b for a, b in holidays):
                return True
            if unit.day(x).counts:
                seen += 1
            x += step
    return False


def matching(rule, i, unit, d):
    """Records of day d that pass kind and where of part i."""
    key = (id(unit), i, d)
    if key not in rule.matches:
        x = unit.day(d)
        rule.matches[key] = [r for r in x.records if filters_pass(rule, rule.parts[i], unit, r)]
    return rule.matches[key]


def counted(rule, i, unit, d, t, after):
    """Records of day d that count on trigger day t: kind, where, who on their own date, later than `after`."""
    if d <= after or d > t:
        return []
    found = matching(rule, i, unit, d)
    return found if found and who_holds(rule, unit, d, t) else []


def wholly_missed(rule, unit, d):
    """By the rule's kinds and where; neither who nor restart; a late that is listed too, also where lessons are counted. [14]"""
    x = unit.day(d)
    records = [r for r in x.records if listed_and_where(rule, rule.parts[0], unit, r)]
    if not records or not x.counts:
        return False
    if any(r.lesson is None for r in records):
        return True
    minutes = sum(r.minutes for r in records)
    return minutes >= x.scheduled if x.lessons is not None else minutes >= Fraction(x.scheduled) / 2


# ---------------------------------------------------------------- window

def window_days(rule, unit, t):
    """The days of the window that ends on t, in order."""
    (kind, n), = rule.window.items()
    n = n if kind == "first" else rule.value(n, t)
    if n is None:
        raise Undecided
    first = school_year_start(t)
    if kind == "school_year":
        return list(range(first, t + 1))
    if kind == "days":
        return list(range(t - n + 1, t + 1))
    if kind == "calendar_week":
        return list(range(t - (weekday(t) - 1), t + 1))
    if kind == "first":                                # no window at all on a day behind the first weeks [36]
        start = unit.stay_start(t) if n["of"] == "stay" else first
        indexed = [d for d in range(start, t + 1) if unit.in_school_week(d)]
        return indexed if len(indexed) <= 7 * n["school_weeks"] and unit.in_school_week(t) else None
    if kind == "calendar_month":
        return list(range(date.fromordinal(t).replace(day=1).toordinal(), t + 1))
    if kind == "school_weeks":
        days, d = [], t
        while d >= first and len(days) < 7 * n:
            if unit.in_school_week(d):
                days.append(d)
            d -= 1
        return days[::-1]
    if kind == "school_days":
        d, seen = t, 0
        while d > first:
            if unit.day(d).counts:
                seen += 1
                if seen == n:
                    break
            d -= 1
        return list(range(d, t + 1))
    raise ValueError(kind)


def run_first_day(rule, unit, t, after):
    """First day of the unbroken run of wholly missed school days that ends on t; None if t is none."""
    if not wholly_missed(rule, unit, t):
        return None
    first, d = t, t - 1
    while d > after:
        x = unit.day(d)
        if x.enrolment is None:
            break                                      # any gap ends a run, even one without a school day
        if x.counts:
            if not wholly_missed(rule, unit, d):
                break
            first = d
        d -= 1
    return first


# ---------------------------------------------------------------- measures

def measure(of, records):
    if of == "hours":
        return Fraction(sum(r.counted for r in records), 60)
    if of == "lessons":
        return (len({(r.day, r.lesson) for r in records if r.lesson is not None})
                + sum(r.counted // 60 for r in records if r.lesson is None))
    if of in ("records", "concerns"):
        return len(records)
    if of == "days":
        return len({r.day for r in records})
    raise ValueError(of)


def spells(unit, days, dates_with_record, inside=False):
    """Maximal runs of consecutive school days with a counted record; `inside` says one is going on at the start."""
    n = 0
    for d in days:
        if d in dates_with_record:
            if not inside:
                n += 1
            inside = True
        elif unit.day(d).counts:
            inside = False
    return n


def measured(unit, of, days, records):
    if of == "spells":
        return spells(unit, days, {r.day for r in records})
    return measure(of, records)


def rate(unit, days, records, min_school_days):
    """Plain minutes over the scheduled minutes of enrolled school days; None while there is no rate."""
    scheduled = [unit.day(d).scheduled for d in days if unit.day(d).enrolment and unit.day(d).counts]
    if len(scheduled) < min_school_days or sum(scheduled) == 0:
        return None
    return Fraction(sum(r.minutes for r in records)) / sum(scheduled)


# ---------------------------------------------------------------- one rule, one day

class Signal:
    def __init__(self, rule, t, threshold, count, unit_name, window_from, rung=0):
        self.rule, self.t, self.threshold, self.count = rule, t, threshold, count
        self.unit_name, self.window_from, self.rung = unit_name, window_from, rung
        self.run = None


def once(past, t, threshold=None):
    """No signal of this id yet in the school year of t (of this threshold, when given)."""
    return not any(school_year_start(s.t) == school_year_start(t) and (threshold is None or s.threshold == threshold)
                   for s in past)


def judge(rule, unit, t, past):
    """The signals of this rule version on day t, given the earlier ones of every version of the id."""
    restarts = "restart" in rule.again
    after = past[-1].t if restarts and past else 0
    if restarts and past and "not_within_days" in rule.again:
        n = rule.value(rule.again["not_within_days"], t)
        if n is None:
            raise Undecided
        if t < past[-1].t + n:
            return []
    if not any(matching(rule, i, unit, t) for i in range(len(rule.parts))):
        return []                                      # only days with a counted record can trigger
    if not who_holds(rule, unit, t, t):
        return []
    if "run" in rule.window:
        return judge_run(rule, unit, t, past, after)
    days = window_days(rule, unit, t)
    if days is None:
        return []
    per_part = [[r for d in days for r in counted(rule, i, unit, d, t, after)] for i in range(len(rule.parts))]
    if not any(r.day == t for records in per_part for r in records):
        return []                                      # e.g. a concern in a holiday week [26]
    window_from = min(r.day for records in per_part for r in records)
    if "mix" in rule.when:
        found = judge_mix(rule, unit, t, days, per_part, after)
    elif "concentrated" in rule.when:
        found = judge_concentrated(rule, unit, t, days, per_part[0])
    elif "rising" in rule.when:
        found = judge_rising(rule, unit, t, days, per_part[0])
    else:
        return judge_at_least(rule, unit, t, days, per_part[0], after, past, window_from)
    if found is None or not (restarts or once(past, t)):
        return []
    threshold, count, name = found
    return [Signal(rule, t, threshold, count, name, window_from)]


def number_at(rule, x, t):
    x = rule.value(x, t)
    if x is None:
        raise Undecided
    return x


def judge_at_least(rule, unit, t, days, records, after, past, window_from):
    part = rule.parts[0]
    of, again, name = part["of"], rule.again, part["of"]
    if of == "rate":
        count = rate(unit, days, records, number_at(rule, part.get("min_school_days", 0), t))
        if count is None:
            return []
        name = "percent"
    else:
        count = measured(unit, of, [d for d in days if d > after], records)
    scale = 100 if of == "rate" else 1

    def signal(threshold, rung=0):
        return Signal(rule, t, threshold * scale, count * scale, name, window_from, rung)

    strict = "more_than" in rule.when
    at_least = rule.when["more_than" if strict else "at_least"]

    def reaches(x):
        return count > x if strict else count >= x

    if "share_of_days" in rule.when:
        of_days = len([d for d in days if unit.day(d).enrolment and unit.day(d).counts])
        if Fraction(len({r.day for r in records}), of_days) < rule.when["share_of_days"]:          # [38]
            return []
    if isinstance(at_least, list):
        return [signal(x, i) for i, x in enumerate(at_least) if reaches(x) and once(past, t, x * scale)]
    at_least = number_at(rule, at_least, t)
    if not reaches(at_least):
        return []
    if "below" in rule.when and count >= number_at(rule, rule.when["below"], t):
        return []
    if "every" in again:
        n = number_at(rule, again["every"], t)
        multiples = [n * k for k in range(1, math.floor(Fraction(count) / n) + 1)]
        return [signal(m) for m in multiples if m >= at_least and once(past, t, m * scale)]
    if "fresh" in again:
        if past and further(rule, unit, t, past[-1].t) < number_at(rule, again["fresh"], t):
            return []
        return [signal(at_least)]
    if "restart" in again or once(past, t):
        return [signal(at_least)]
    return []


def further(rule, unit, t, last):
    """Units counted since the last signal, window or not; a spell that was going on then is none. What no window can
    ever hold, such as a concern in a holiday week where windows are school weeks, is not counted. [20]"""
    of, days = rule.parts[0]["of"], range(last + 1, t + 1)
    if "school_weeks" in rule.window or "first" in rule.window:
        days = [d for d in days if unit.in_school_week(d)]
    records = [r for d in days for r in counted(rule, 0, unit, d, t, last)]
    if of == "spells":
        going_on = bool(counted(rule, 0, unit, last, t, 0))
        return spells(unit, days, {r.day for r in records}, going_on)
    return measure(of, records)


def judge_run(rule, unit, t, past, after):
    first = run_first_day(rule, unit, t, after)
    if first is None:
        return []
    run = rule.window["run"]
    run = run if isinstance(run, dict) else {}
    kind, holidays = run.get("unit", "days"), run.get("holidays", "count")
    if kind == "school_days":
        lengths = [sum(1 for d in range(first, t + 1) if unit.day(d).counts)]
    elif kind == "months":
        lengths = [months_between(first, t)]
    else:
        plain = t - first + 1
        indexed = sum(1 for d in range(first, t + 1) if unit.in_school_week(d))
        lengths = {"count": [plain], "skip": [indexed], "undecided": [plain, indexed]}[holidays]     # [21]

    def reaches(x):
        return all(length > x if strict else length >= x for length in lengths)

    def not_yet_in_this_run(threshold=None):
        return not any(s.run == first and (threshold is None or s.threshold == threshold) for s in past)

    def signal(threshold, rung=0):
        s = Signal(rule, t, threshold, lengths[0], "run_days", first, rung)
        s.run = first
        return s

    strict = "more_than" in rule.when
    at_least = rule.when["more_than" if strict else "at_least"]
    if isinstance(at_least, list):                     # each rung once per run [19]
        return [signal(x, i) for i, x in enumerate(at_least) if reaches(x) and not_yet_in_this_run(x)]
    at_least = number_at(rule, at_least, t)
    if not reaches(at_least):
        return []
    if "below" in rule.when and any(length >= number_at(rule, rule.when["below"], t) for length in lengths):
        return []
    if "every" in rule.again:
        n = number_at(rule, rule.again["every"], t)
        return [signal(n * k) for k in range(1, min(lengths) // n + 1)
                if n * k >= at_least and once(past, t, n * k)]
    if "restart" in rule.again or not_yet_in_this_run():
        return [signal(at_least)]
    return []


def judge_mix(rule, unit, t, days, per_part, after):
    """All parts in the window; printed are count, threshold and unit of the first part. [23]"""
    counts = [measured(unit, part["of"], [d for d in days if d > after], records)
              for part, records in zip(rule.parts, per_part)]
    limits = [number_at(rule, part["at_least"], t) for part in rule.parts]
    if all(c >= x for c, x in zip(counts, limits)):
        return limits[0], counts[0], rule.parts[0]["of"]
    return None


def judge_rising(rule, unit, t, days, records):
    rising, weeks = rule.when["rising"], number_at(rule, rule.window["school_weeks"], t)
    if len(days) < 7 * weeks:
        return None                                    # earlier in the year than the window is long
    if "last" in rising:                               # two blocks that need not be equal
        cut = 7 * (weeks - rising["last"])
        blocks = [days[:cut], days[cut:]]
    else:
        size = 7 * weeks // rising["blocks"]
        blocks = [days[i * size:(i + 1) * size] for i in range(rising["blocks"])]
    rates = []
    for block in blocks:
        inside = set(block)
        rates.append(rate(unit, block, [r for r in records if r.day in inside], 1))
    if None in rates or rates[0] == 0:
        return None
    at_least, ratio = number_at(rule, rising["at_least"], t), number_at(rule, rising["ratio"], t)
    if all(a <= b for a, b in zip(rates, rates[1:])) and rates[-1] >= at_least and rates[-1] >= ratio * rates[0]:
        return at_least * 100, rates[-1] * 100, "percent"
    return None


def tail(N, K, n, k):
    """P(X >= k), X hypergeometric: n drawn from N of which K are of the group."""
    return Fraction(sum(math.comb(K, i) * math.comb(N - K, n - i) for i in range(k, min(K, n) + 1)), math.comb(N, n))


def judge_concentrated(rule, unit, t, days, records):
    c = rule.when["concentrated"]
    together = c.get("together", [])

    def group_of(d):
        """Its own weekday; of weekdays that are one group that group, or none. [39]"""
        return weekday(d) if not together else "together" if weekday(d) in together else None

    scheduled, missed, on_trigger = [], [], set()      # (group) per scheduled and per missed item
    of_day = defaultdict(list)
    for r in records:
        of_day[r.day].append(r)
    for d in days:
        x = unit.day(d)
        if not x.enrolment or not x.counts:
            continue
        if x.lessons is None:
            raise Undecided                            # needs a timetable on every school day [24]
        if c["by"] == "weekday":
            scheduled.append(group_of(d))
            if d == t and group_of(d):
                on_trigger.add(group_of(d))
            if any(r.lesson is None for r in of_day[d]) or sum(r.minutes for r in of_day[d]) * 2 >= x.scheduled:
                missed.append(group_of(d))
            continue
        if d == t:
            on_trigger |= {x.lessons[r.lesson][1] for r in of_day[d] if r.lesson in x.lessons}
        if wholly_missed(rule, unit, d):
            continue
        hit = {r.lesson for r in of_day[d]}
        for lesson, (_, subject) in x.lessons.items():
            scheduled.append(subject)
            if lesson in hit:
                missed.append(subject)
    best = None
    N, n = len(scheduled), len(missed)
    for group in sorted(on_trigger):
        K, k = scheduled.count(group), missed.count(group)
        if K == 0 or k < c.get("at_least", 0) or Fraction(k, K) < c.get("of_scheduled", 0):
            continue
        if N > K and "rest_below" in c and Fraction(n - k, N - K) >= c["rest_below"]:
            continue
        p = tail(N, K, n, k)
        if ("p_below" not in c or p < c["p_below"]) and (best is None or p < best[0]):
            best = (p, k)
    if best is None:
        return None
    return c.get("at_least", 0), best[1], rule.parts[0]["of"]


# ---------------------------------------------------------------- all of it

def due_on(facts, within, t, school):
    if not within:
        return ""
    (kind, n), = within.items()
    d = t
    while n > 0:
        d += 1
        if kind == "days":
            n -= 1
        elif kind == "working_days":
            n -= weekday(d) <= 5 and d not in facts.days_off
        else:
            n -= facts.calendar_of(school).school_day(d)                       # the school's, not the pupil's [4]
    return iso(d)


def row(facts, unit, s):
    e = unit.enrolment_on(s.t)

    def pick(x):
        return x[s.rung] if isinstance(x, list) else x

    then = s.rule.then
    within = pick(then.get("within"))
    if within:
        within = {k: s.rule.value(v, s.t) for k, v in within.items()}
    return {"pupil": unit.pupil, "school": e.school, "rule": s.rule.id, "threshold": number(s.threshold),
            "reached_on": iso(s.t), "window_from": iso(s.window_from), "window_until": iso(s.t),
            "count": number(s.count), "unit": s.unit_name, "due_on": due_on(facts, within, s.t, e.school),
            "gemeente": e.gemeente, "severity": pick(then["severity"]), "step": pick(then["step"])}


def evaluate_unit(facts, unit, versions):
    """Signals of one rule id (all its versions) for one pupil at one school, day by day."""
    past = []
    if unit.undecided:
        return past
    for t in unit.record_days():
        rule = in_force(versions, t)
        if rule is None:
            continue
        try:
            past += judge(rule, unit, t, past)
        except Undecided:
            pass
    return past


def evaluate(facts, rules, on):
    rows = []
    for pupil in facts.pupils:
        schools = sorted({e.school[:4] for e in facts.pupils[pupil]})
        units = [Unit(facts, pupil, s, on) for s in schools]
        pooled = Unit(facts, pupil, None, on)
        for versions in rules.values():
            everywhere = any(v.who.get("all_schools", False) for v in versions)
            for unit in [pooled] if everywhere else units:
                rows += [row(facts, unit, s) for s in evaluate_unit(facts, unit, versions)]
            for v in versions:
                v.matches.clear()
    rows.sort(key=lambda r: (r["pupil"], r["reached_on"], r["rule"], r["school"], Fraction(r["threshold"])))
    return rows


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--on", required=True)
    p.add_argument("--vakanties", required=True)
    p.add_argument("--feestdagen", required=True)
    p.add_argument("files", nargs="+", help="canonical CSV files and rule TOML files")
    a = p.parse_args()
    facts = Facts()
    facts.read_vakanties(a.vakanties)
    facts.read_feestdagen(a.feestdagen)
    for path in a.files:
        if not path.endswith(".toml"):
            facts.read(path)
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    out.writerows(evaluate(facts, read_rules([f for f in a.files if f.endswith(".toml")]), day_of(a.on)))


if __name__ == "__main__":
    main()
