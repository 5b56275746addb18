#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Random but nasty input for the oracle: invented pupils at invented schools (BRINs 99..), and a random rule set.

The same seed, number of pupils and rules give the same bytes. Nothing here knows which days are school days: records
fall on holidays and weekends as often as chance has it, which is part of the point.
"""
import argparse
import csv
import os
import random
from datetime import date, timedelta

FIRST, LAST = date(2024, 8, 1), date(2027, 7, 31)
KINDS = ["unauthorised", "authorised", "sick", "late", "removed", "unknown"]
MARKS = ["luxe", "religion", "gewichtig", "beroep", "schorsing", "medisch-bezoek", "extern"]
SUBJECTS = ["wiskunde", "nederlands", "engels", "lo", "biologie", "economie"]
SECTORS = ["po", "so", "vo", "vso", "mbo", "vavo"]
LEVELS = {"po": [""], "so": [""], "vo": ["havo", "vwo", "vmbo"], "vso": ["", "vmbo"], "mbo": ["mbo2", "mbo4"], "vavo": ["havo"]}
GEMEENTEN = ["0014", "0106", "0363", "0344", "0518", "0599", "0772", "1966"]
DUTIES = ["leerplichtig", "kwalificatieplichtig", "doorstroom", "none"]
STEPS = ["contact", "mentorgesprek", "waarschuwing", "jeugdarts", "vroege-actie", "knooppunt", "melding", "gemeentegesprek"]
# Fridays before and Mondays after holidays, days around the first of August, the turn of the year.
EDGES = [date.fromisoformat(x) for x in """2024-10-25 2024-12-20 2025-01-06 2025-02-14 2025-02-24 2025-04-25 2025-05-06 2025-07-11 2025-08-01
    2025-08-18 2025-10-10 2025-10-20 2025-12-19 2026-01-05 2026-02-13 2026-02-23 2026-04-24 2026-05-04 2026-07-03 2026-07-31 2026-08-17
    2026-08-31 2026-10-09 2026-10-19 2026-12-18 2027-01-04 2027-02-19 2027-03-01 2027-04-23 2027-05-03 2027-07-09""".split()]


def day(n):
    return timedelta(days=n)


class Generator:
    def __init__(self, seed, pupils, rules, out):
        self.r = random.Random(seed)
        self.pupils, self.rules, self.out = pupils, rules, out
        self.files = {"pupils": [], "diplomas": [], "exemptions": [], "schools": [], "calendar": [], "timetable": [],
                      "absences": [], "concerns": []}
        self.by_group, self.placed = {}, 0              # timetable rows, and how many of them are in it
        self.on = LAST if self.r.random() < 0.7 else self.some_day(date(2025, 9, 1), LAST)

    def chance(self, p):
        return self.r.random() < p

    def some_day(self, a=FIRST, b=LAST):
        return a + day(self.r.randint(0, (b - a).days))

    # ------------------------------------------------------------ schools, calendars, timetables

    def make_schools(self):
        self.schools = {s: [] for s in SECTORS}        # sector -> schools as enrolment rows write them
        self.groups = {}
        letters = "ABCDEFGHJKLM"
        for i, letter in enumerate(letters):
            brin = "99" + self.r.choice("XYZ") + letter
            sectors = [SECTORS[i % 6]] + (["vavo"] if SECTORS[i % 6] == "mbo" else [])
            if i == 11:                                 # region nowhere to be found
                vestigingen, sectors = [""], ["vo"]
            elif self.chance(0.35):
                vestigingen = [""]
                self.school_row(brin)
            elif self.chance(0.3):
                vestigingen = ["00", "01"]              # the row of the BRIN holds for both
                self.school_row(brin)
            else:
                vestigingen = ["00", "01"]
                region = self.r.choice(["Noord", "Midden", "Zuid"])
                for v in vestigingen:
                    self.school_row(brin + v, region if self.chance(0.8) else None)
            for v in vestigingen:
                for s in sectors:
                    self.schools[s].append(brin + v)
                self.groups[brin + v] = [f"{brin}{v}-{g}" for g in "abcd"]
                for s, g in enumerate(self.groups[brin + v][:3]):
                    self.make_timetable(g, sectors[0])
            for _ in range(self.r.randint(0, 4)):
                self.own_holiday(brin + self.r.choice(vestigingen) if self.chance(0.5) else brin)
        for scope in ("Noord", "Midden", "Zuid", "*"):
            if self.chance(0.5):
                self.own_holiday(scope)

    def school_row(self, school, region=None):
        self.files["schools"].append({"school": school, "name": "Verzonnen " + school, "gemeente": self.r.choice(GEMEENTEN),
                                      "region": region or self.r.choice(["Noord", "Midden", "Zuid"]), "email": ""})

    def own_holiday(self, scope):
        a = self.r.choice(EDGES) if self.chance(0.3) else self.some_day()
        b = a + day(self.r.choice([0, 0, 0, 1, 2, 4, 6, 9]))
        if any(x["school"] == scope and x["from"] == a for x in self.files["calendar"]):
            return
        self.files["calendar"].append({"school": scope, "from": a, "until": b, "name": "verzonnen vrije dagen"})

    def make_timetable(self, group, sector):
        kind = self.r.random()
        if kind < 0.15:
            return                                      # this group has none
        if kind < 0.5:
            periods = [(FIRST, LAST)]
        elif kind < 0.8:
            periods = [(FIRST, date(2025, 7, 31)), (date(2025, 8, 1), date(2026, 7, 31)), (date(2026, 8, 1), LAST)]
        else:                                           # part of the time only
            a = self.some_day()
            periods = [(a, min(LAST, a + day(self.r.randint(30, 300))))]
        for a, b in periods:
            free = set(self.r.sample(range(1, 6), self.r.choice([0, 0, 0, 1, 1, 2])))
            for w in range(1, 6):
                if w in free:
                    continue
                first = self.r.choice([1, 1, 1, 2, 3])
                length = self.r.choice([45, 50, 50, 60, 90]) if self.chance(0.8) else None
                for lesson in range(first, first + self.r.randint(2, 7)):
                    self.files["timetable"].append({
                        "group": group, "from": a, "until": "" if b == LAST and self.chance(0.2) else b, "weekday": w, "lesson": lesson,
                        "subject": self.r.choice(SUBJECTS), "minutes": length or self.r.choice([45, 50, 60, 90])})

    # ------------------------------------------------------------ pupils

    def birth(self):
        kind = self.r.random()
        if kind < 0.04:
            return ""
        year = self.r.choice([2025, 2026])
        if kind < 0.12:                                 # the fifth birthday
            return self.some_day(date(2019, 9, 1), date(2022, 4, 1))
        if kind < 0.3:                                  # sixteen around 31 July / 1 August
            return self.r.choice([date(year - 16, 7, 31), date(year - 16, 8, 1), date(year - 16, 7, 30), date(year - 16, 8, 2)])
        if kind < 0.5:                                  # eighteen, twenty-three, twenty-seven in these years
            return self.some_day(date(year - self.r.choice([18, 18, 23, 27]), 1, 1), date(year - 18, 12, 31) if self.chance(0.3) else date(year - 18, 6, 1))
        if kind < 0.58:
            return date(self.r.choice([2000, 2004, 2008, 2020]), 2, 29)
        if kind < 0.75:
            x = self.some_day(FIRST + day(60), LAST - day(60))
            n = self.r.choice([5, 16, 18, 18, 23, 27])
            return date(x.year - n, x.month, min(x.day, 28))
        return self.some_day(date(2006, 1, 1), date(2015, 12, 31))

    def make_pupil(self, i):
        r, pupil = self.r, f"P{i:05d}"
        born, gemeente = self.birth(), r.choice(GEMEENTEN)
        sector = r.choices(SECTORS, [15, 8, 35, 12, 22, 8])[0]
        school = r.choice(self.schools[sector])
        start = FIRST if self.chance(0.5) else self.some_day(FIRST, date(2026, 3, 1))
        rows = []
        for _ in range(r.choice([1, 1, 1, 2, 2, 3, 4])):
            end = start + day(r.choice([r.randint(5, 60), r.randint(60, 300), r.randint(200, 900)]))
            if self.chance(0.1):
                end = date(end.year, 7, 31)
            if end < start:
                end = start
            rows.append({"pupil": pupil, "birth_date": born, "gemeente": gemeente, "school": school, "sector": sector, "from": start,
                         "until": end, "weekly_minutes": r.choice([1600, 1600, 1500, 1440, 1250, 900, 1512, 1603]),
                         "group": r.choice(self.groups[school] + [""]), "mentor": "M1", "level": r.choice(LEVELS[sector])})
            gap = r.choice([1, 1, 1, 2, 3, 4, 8, 15, 29, 50])
            if self.chance(0.15):                       # leave on Friday, come back on Monday
                while rows[-1]["until"].isoweekday() != 5:
                    rows[-1]["until"] += day(1)
                gap = 3
            start = rows[-1]["until"] + day(gap)
            if start > LAST:
                break
            known = school[:4] != self.schools["vo"][-1][:4]        # the school without a region is never left
            if self.chance(0.25):
                gemeente = r.choice(GEMEENTEN)
            if known and self.chance(0.5):
                if self.chance(0.3):
                    sector = r.choice(SECTORS)
                others = [s for s in self.schools[sector] if s[:4] != self.schools["vo"][-1][:4]]
                here = [s for s in others if s[:4] == school[:4]]
                school = r.choice(here if here and self.chance(0.4) else others)
        if self.chance(0.5):
            rows[-1]["until"] = "" if self.chance(0.5) else LAST
        if rows[-1]["until"] and rows[-1]["until"] < rows[-1]["from"]:
            rows[-1]["until"] = rows[-1]["from"]
        self.files["pupils"] += rows
        self.rows = [(x["from"], x["until"] or date(2030, 1, 1), x) for x in rows]
        if self.chance(0.08):
            self.make_timetable(pupil, sector)
        for x in self.files["timetable"][self.placed:]:
            self.by_group.setdefault(x["group"], []).append(x)
        self.placed = len(self.files["timetable"])
        for _ in range(r.choice([0, 0, 0, 0, 1, 2])):
            self.add("diplomas", {"pupil": pupil, "on": self.some_day(), "diploma": r.choice(
                ["havo", "vwo", "mbo1", "mbo2", "mbo3", "mbo4", "vmbo", "pro", "vso-arbeid", "vso-dagbesteding"])}, ("pupil", "diploma"))
        for _ in range(r.choice([0, 0, 0, 0, 0, 1, 2])):
            a = self.some_day()
            articles = ["5a", "5b", "5c", "5a-reizend", "3a", "3b", "11f", "11g"] + (["15"] if born else [])
            self.add("exemptions", {"pupil": pupil, "from": a, "until": "" if self.chance(0.1) else a + day(r.choice([0, 4, 9, 40, 200])),
                                    "article": r.choice(articles)}, ("pupil", "article", "from"))
        for _ in range(r.choice([0, 0, 0, 1, 2, 4])):
            d = self.some_day()
            if d.isoweekday() > 5 and self.chance(0.8):
                d -= day(2)
            self.add("concerns", {"pupil": pupil, "on": d, "by": r.choice(["mentor", "zorgcoordinator"]),
                                  "theme": r.choice(["gedrag", "thuis"])}, ("pupil", "on", "by", "theme"))
        self.make_absences(pupil)

    def add(self, name, row, key):
        if not any(all(x[k] == row[k] for k in key) for x in self.files[name][-20:]):
            self.files[name].append(row)

    # ------------------------------------------------------------ absences

    def make_absences(self, pupil):
        r = self.r
        self.here = {}
        for _ in range(r.choice([1, 2, 3, 4, 6])):
            a, b, _ = r.choice(self.rows)
            b = min(b, LAST)
            start = r.choice(EDGES) - day(r.randint(0, 6)) if self.chance(0.35) else self.some_day(min(a, b), b)
            r.choice([self.scattered, self.scattered, self.lateness, self.sick_spells, self.long_run, self.long_run,
                      self.around_holiday, self.friday_monday, self.one_weekday, self.rising, self.noise, self.fragments, self.new_here,
                      self.one_subject, self.one_subject, self.first_lessons, self.first_lessons])(start)
        for (d, lesson), x in self.here.items():
            self.files["absences"].append({"pupil": pupil, **x})

    def put(self, d, kind, lesson=None, minutes=None, mark=None):
        """One record, unless that lesson has one already."""
        r = self.r
        if not FIRST <= d <= LAST:
            return
        row = next((x for a, b, x in self.rows if a <= d <= b), None)
        outside = row is None
        if outside:
            row = r.choice(self.rows)[2]
        if (d, lesson) in self.here:
            return
        if minutes is None and lesson is not None:
            if kind == "late":
                minutes = r.randint(1, 40)
            elif row["sector"] in ("po", "so") or self.chance(0.2):
                minutes = r.choice([45, 50, 60, 90, 50, 30])
            else:
                minutes = "" if self.chance(0.85) else r.choice([50, 75, 90])
        elif minutes is None:
            minutes = "" if self.chance(0.8) else r.choice([120, 200, 300, 320, 333])
        self.here[d, lesson] = {
            "school": row["school"], "date": d, "lesson": "" if lesson is None else lesson, "minutes": minutes, "kind": kind,
            "subject": "" if lesson is None or self.chance(0.7) else r.choice(SUBJECTS), "code": "",
            "mark": mark if mark is not None else (r.choice(MARKS) if self.chance(0.15) else "")}

    def kind(self):
        return self.r.choices(KINDS, [40, 12, 20, 10, 8, 10])[0]

    def lessons(self, d, kind, n=None):
        first = self.r.choice([1, 1, 1, 2, 3, 4])
        for lesson in range(first, first + (n or self.r.randint(1, 4))):
            self.put(d, kind, lesson)

    def scattered(self, start):
        main = self.kind()
        d = start
        for _ in range(self.r.randint(3, 25)):
            d += day(self.r.choice([0, 1, 1, 2, 3, 7, 7, 9]))
            self.lessons(d, main if self.chance(0.8) else self.kind())

    def lateness(self, start):
        d = start
        for _ in range(self.r.randint(4, 30)):
            d += day(self.r.choice([1, 1, 1, 2, 3, 5]))
            self.put(d, "late", self.r.choice([1, 1, 1, 2, 3]))
            if self.chance(0.1):
                self.put(d, self.kind(), self.r.randint(1, 5))

    def sick_spells(self, start):
        d = start
        for _ in range(self.r.randint(2, 9)):
            for _ in range(self.r.choice([1, 1, 2, 3, 5])):
                self.put(d, "sick" if self.chance(0.93) else self.kind_not_late())
                d += day(1)
            d += day(self.r.choice([1, 2, 3, 3, 5, 9, 20]))

    def kind_not_late(self):
        k = self.kind()
        return "sick" if k == "late" else k

    def long_run(self, start):
        kind, holes = self.kind_not_late(), self.r.choice([0, 0, 0, 0.03])
        by_lesson, mark = self.chance(0.2), self.r.choice(MARKS) if self.chance(0.3) else None
        skip_weekends = self.chance(0.7)
        for i in range(self.r.choice([5, 12, 25, 33, 45, 75, 110])):
            d = start + day(i)
            if self.chance(holes) or (skip_weekends and d.isoweekday() > 5):
                continue
            if by_lesson:
                self.lessons(d, kind, self.r.choice([4, 6, 7, 8]))
            else:
                self.put(d, kind, mark=mark)
                if self.chance(0.05):
                    self.put(d, self.kind(), self.r.randint(1, 5))

    def around_holiday(self, _):
        d, kind = self.r.choice(EDGES), self.r.choice(["unauthorised", "sick", "authorised"])
        for i in range(-self.r.randint(0, 6), self.r.randint(1, 20)):
            if self.chance(0.75):
                self.put(d + day(i), kind, mark="luxe" if self.chance(0.5) else None) if self.chance(0.7) else self.lessons(d + day(i), kind)

    def friday_monday(self, start):
        d = start + day((5 - start.isoweekday()) % 7)
        for _ in range(self.r.randint(2, 8)):
            self.put(d, "sick")
            self.put(d + day(3), self.r.choice(["sick", "sick", "unauthorised"]))
            d += day(self.r.choice([7, 7, 14]))

    def one_weekday(self, start):
        kind = self.kind()
        for i in range(self.r.randint(4, 14)):
            if self.chance(0.8):
                self.lessons(start + day(7 * i), kind, self.r.choice([1, 1, 2]))

    def rising(self, start):
        kind, d = self.r.choice(["unauthorised", "sick"]), start
        for week in range(12):
            for _ in range(week // 3 * self.r.randint(1, 2) + (1 if self.chance(0.5) else 0)):
                self.lessons(d + day(self.r.randint(0, 4)), kind, self.r.choice([1, 2, 3]))
            d += day(7)

    def fragments(self, start):
        d, kind = start, self.kind()
        for _ in range(self.r.randint(4, 20)):
            self.put(d, kind, self.r.randint(1, 7), self.r.choice([None, 10, 20, 21, 50, 150, 160]))
            d += day(self.r.choice([0, 1, 1, 2, 3, 7]))

    def new_here(self, _):
        """In the first weeks of an enrolment, or around 1 August."""
        d = self.r.choice(self.rows)[0] if self.chance(0.7) else date(self.r.choice([2025, 2026]), 8, 1)
        for _ in range(self.r.randint(2, 12)):
            self.lessons(d, self.kind_not_late(), self.r.choice([1, 2, 6])) if self.chance(0.6) else self.put(d, self.kind_not_late())
            d += day(self.r.choice([1, 1, 2, 3, 4, 7, 12]))

    def lessons_on(self, d):
        """Lesson and subject by the timetable of the pupil's own or its group; empty where there is none."""
        row = next((x for a, b, x in self.rows if a <= d <= b), None)
        if row is None:
            return []
        for name in (row["pupil"], row["group"]):
            rows = [x for x in self.by_group.get(name, ()) if x["from"] <= d <= (x["until"] or LAST)]
            if rows:
                return [(x["lesson"], x["subject"]) for x in rows if x["weekday"] == d.isoweekday()]
        return []

    def one_subject(self, start):
        subject, kind = self.r.choice(SUBJECTS), self.kind_not_late()
        for i in range(self.r.choice([20, 40, 70])):
            for lesson, what in self.lessons_on(start + day(i)):
                if self.chance(0.8 if what == subject else 0.04):
                    self.put(start + day(i), kind if self.chance(0.9) else self.kind(), lesson)

    def first_lessons(self, start):
        kind = self.r.choice(KINDS)
        for i in range(self.r.choice([10, 25, 40])):
            lessons = self.lessons_on(start + day(i))
            if lessons and self.chance(0.6):
                self.put(start + day(i), kind if self.chance(0.9) else self.kind(), min(lessons)[0])
                if self.chance(0.1):
                    self.put(start + day(i), self.kind(), max(lessons)[0])

    def noise(self, start):
        for _ in range(self.r.randint(1, 15)):
            d = self.some_day()
            if self.chance(0.5):
                self.put(d, self.kind_not_late())
            else:
                self.put(d, self.kind(), self.r.randint(1, 9))

    # ------------------------------------------------------------ rules

    def make_rules(self):
        self.values, text = {}, []
        for i in range(self.rules):
            text += self.make_rule(f"r{i + 1}")
        head = ["[value]"] + [f"{k} = {v}" for k, v in self.values.items()] if self.values else []
        return "\n".join(head + text) + "\n"

    def dated(self, low, high):
        """A number, or now and then the name of a dated one."""
        n = self.r.randint(low, high)
        if self.chance(0.88):
            return n
        name = f"v{len(self.values) + 1}"
        later = self.some_day(date(2025, 1, 1), date(2026, 12, 1))
        first = date(2000, 1, 1) if self.chance(0.8) else date(2025, 1, 1)
        if later <= first:
            later = first + day(100)
        self.values[name] = f"[{{ from = {first}, is = {n} }}, {{ from = {later}, is = {self.r.randint(low, high)} }}]"
        return f"${name}"

    def make_rule(self, rule_id):
        r = self.r
        count = 1 if self.chance(0.7) else r.randint(2, 3)
        shape = r.choices(["plain", "rungs", "run", "rate", "concentrated", "rising", "mix"], [32, 12, 16, 10, 14, 9, 8])[0]
        everywhere = self.chance(0.15)
        starts = [r.choice([date(2000, 1, 1), date(2020, 7, 1), self.some_day(FIRST, date(2025, 9, 1))])]
        for _ in range(count - 1):
            starts.append(self.some_day(max(starts[-1], FIRST) + day(1), min(LAST, max(starts[-1], FIRST) + day(400))))
        starts = sorted(set(starts))
        out = []
        for i, start in enumerate(starts):
            until = None
            if i + 1 < len(starts) and self.chance(0.3):
                gap = (starts[i + 1] - start).days
                until = starts[i + 1] - day(r.randint(1, max(1, min(60, gap - 1)))) if gap > 1 else None
            elif i + 1 == len(starts) and self.chance(0.12):
                until = max(start, self.some_day(date(2026, 1, 1), LAST))
            out += self.version(rule_id, shape, everywhere, start, until)
        return out

    def version(self, rule_id, shape, everywhere, start, until):
        r = self.r
        then = {}
        rungs = None
        if shape == "mix":
            window, again = self.window(everywhere), self.again(["none", "restart", "bundle"])
            parts = []
            for of in r.sample(["hours", "lessons", "records", "days", "spells", "concerns"], 2):
                parts.append({"of": of, "at_least": self.limit(of)} if of == "concerns" else
                             {"of": of, "kind": self.kinds(), "at_least": self.limit(of)})
            count, when = None, {"mix": parts}
        elif shape == "concentrated":
            by = r.choice(["subject", "subject", "weekday"])
            count = {"of": "lessons" if by == "subject" else "days", "kind": self.kinds()}
            window, again = self.window(everywhere), self.again(["none", "none", "none", "restart"])
            gates = {"at_least": r.randint(2, 4), "of_scheduled": r.choice([0.1, 0.2, 0.30]),
                     "p_below": r.choice([0.01, 0.05, 0.2]), "rest_below": r.choice([0.1, 0.25, 0.5])}
            together = {"together": r.choice([[1, 5], [5, 1], [1, 2, 5], [3, 4]])} if by == "weekday" and self.chance(0.4) else {}
            when = {"concentrated": {"by": by, **together, **{k: v for k, v in gates.items() if self.chance(0.85)}}}
        elif shape == "rising":
            blocks = r.choice([2, 3])
            count = {"of": "rate", "kind": self.kinds()}
            window, again = {"school_weeks": blocks * r.randint(1, 4)}, self.again(["none", "none", "restart"])
            how = {"blocks": blocks}
            if self.chance(0.5):
                weeks = r.randint(2, 10)
                window, how = {"school_weeks": weeks}, {"last": r.randint(1, weeks - 1)}
            when = {"rising": {**how, "at_least": r.choice([0.05, 0.10, 0.2]), "ratio": r.choice([0, 0.5, 1, 1.5, 2])}}
        elif shape == "rate":
            count = self.count("rate")
            if self.chance(0.7):
                count["min_school_days"] = r.choice([3, 10, 20])
            window, again = self.window(everywhere), self.again(["none", "none", "restart", "bundle"])
            if self.chance(0.3):
                rungs = sorted(r.sample([0.02, 0.05, 0.1, 0.125, 0.16, 0.2, 0.33], 3))
                when, again = {"at_least": rungs}, None
            else:
                when = {"at_least": r.choice([0.02, 0.05, 0.10, 0.16, 0.5])}
                if self.chance(0.15):
                    when["below"] = 0.6
        elif shape == "run":
            unit = r.choice(["days", "days", "school_days", "months"])
            run = {"unit": unit}
            if unit == "days" and self.chance(0.7):
                run["holidays"] = r.choice(["count", "skip", "undecided"])
            if unit == "days" and self.chance(0.2):
                del run["unit"]
                run.setdefault("holidays", "count")
            window, count = {"run": run}, self.count("run_days")
            low, high = {"days": (2, 35), "school_days": (1, 25), "months": (1, 2)}[unit]
            if self.chance(0.2):
                rungs = sorted(r.sample(range(low, high + 2), 2 if unit == "months" else r.choice([2, 3])))
                when, again = {"at_least": rungs}, None
            else:
                n = self.dated(low, high)
                when, again = {"at_least": n}, self.again(["none", "none", "none", "restart", "bundle", "every"])
                if again and "every" in again:
                    when["at_least"] = again["every"] = r.randint(low, high)
        else:
            of = r.choice(["hours", "hours", "lessons", "records", "days", "spells", "concerns"])
            count, window = self.count(of), self.window(everywhere)
            if shape == "rungs":
                rungs = sorted(r.sample(range(1, 14), r.choice([2, 3, 4])))
                if of == "hours" and self.chance(0.3):
                    rungs = [x + 0.5 for x in rungs]
                when, again = {"at_least": rungs}, None
            else:
                n = self.limit(of)
                when, again = {"at_least": n}, self.again(["none", "none", "restart", "restart", "bundle", "every", "fresh"])
                if again and "every" in again:
                    when["at_least"] = again["every"] = self.limit(of, plain=True)
                elif again and "fresh" in again:
                    again["fresh"] = self.limit(of, plain=True)
                elif not isinstance(n, str) and self.chance(0.12):
                    when["below"] = n + r.randint(1, 4)
        if "at_least" in when:
            if shape in ("plain", "rungs") and of != "concerns" and self.chance(0.15):
                when["share_of_days"] = r.choice([0.05, 0.1, 0.2, 0.25, 0.5])
            if "every" not in (again or {}) and self.chance(0.2):
                when["more_than"] = when.pop("at_least")
        then["severity"] = r.choice(["must", "should", "notice"])
        then["step"] = r.choice(STEPS)
        if rungs and self.chance(0.6):
            then["step"] = [r.choice(STEPS) for _ in rungs]
            if self.chance(0.5):
                then["severity"] = [r.choice(["must", "should", "notice"]) for _ in rungs]
        if self.chance(0.6):
            then["within"] = {r.choice(["working_days", "school_days", "days"]): r.randint(1, 12)}
        lines = ["", "[[rule]]", f'id = "{rule_id}"', f'title = "Verzonnen regel {rule_id}"', 'level = "school"',
                 'basis = { text = "Verzonnen", url = "https://example.org/", checked = 2026-09-01, says = "Niets." }',
                 f'{r.choice(["valid_from", "valid_from", "seen_from"])} = {start}']
        if until:
            lines.append(f"valid_until = {until}")
        who = self.who()
        if everywhere:
            who["all_schools"] = True
        lines.append(f"who = {toml(who)}")
        for name, x in (("count", count), ("window", window), ("when", when), ("again", again), ("then", then)):
            if x is not None:
                lines.append(f"{name} = {toml(x)}")
        return lines

    def who(self):
        r, who = self.r, {}
        if self.chance(0.45):
            who["duty"] = sorted(r.sample(DUTIES, r.choice([1, 2, 2, 3])))
        if self.chance(0.25):
            who["sector"] = sorted(r.sample(SECTORS, r.choice([2, 3, 4])))
        if self.chance(0.15):
            low, high = r.choice([(5, 12), (12, 18), (16, 18), (18, 23), (18, 27)])
            who["age"] = f"{low}..{high}"
            if self.chance(0.4):
                name = f"v{len(self.values) + 1}"
                self.values[name] = f"[{{ from = 2020-01-01, is = {high} }}, {{ from = 2026-01-01, is = {high + 2} }}]"
                who["age"] = f"{low}..${name}"
        if self.chance(0.06):
            who["level"] = ["havo", "mbo2", "mbo4"]
        if self.chance(0.06):
            who["school"] = sorted({r.choice(self.schools[r.choice(SECTORS)])[:4] for _ in range(5)})
        if self.chance(0.05):
            who["group"] = sorted({g for _ in range(6) for g in self.groups[r.choice(sorted(self.groups))]})
        if self.chance(0.04):
            who["exempt"] = True
        return who

    def kinds(self):
        r = self.r
        if self.chance(0.15):
            return list(KINDS)
        return r.choice([["unauthorised"], ["sick"], ["late"], ["unauthorised", "late"], ["unauthorised", "removed", "unknown"],
                         ["sick", "authorised"], ["unauthorised", "sick", "authorised", "unknown"]])

    def count(self, of):
        r = self.r
        if of == "concerns":
            return {"of": of}
        count = {"of": of, "kind": self.kinds()}
        if of == "run_days" and count["kind"] == ["late"]:
            count["kind"] = ["sick"]
        if of == "lessons" and count["kind"] == ["late"]:
            count["kind"] = ["unauthorised", "late"]
        if self.chance(0.25):
            count["where"] = r.choice([{"lesson": "first"}, {"lesson": "first"}, {"lesson": [2, 3]}, {"lesson": [1, 4, 5, 6], "weekday": [5]}, {"lesson": "first", "weekday": [1, 2, 3, 4]}, {"minutes": {"at_least": r.choice([5, 21, 50, 60])}}, {"minutes": {"below": 60}},
                                       {"share_of_day": {"below": r.choice([0.25, 0.3, 0.5])}}, {"share_of_day": {"at_least": 0.5}},
                                       {"share_of_day": {"at_least": 0.1, "below": 0.9}, "minutes": {"at_least": 10, "below": 55}},
                                       {"share_of_day": {"below": 0.6}, "weekday": [1, 2, 5]}, {"beside_holiday": r.choice([1, 1, 2, 5])}, {"weekday": [1, 5]}, {"weekday": [1, 2, 3]},
                                       {"whole_day": True}, {"whole_day": False}, {"mark": ["luxe"]}, {"mark": ["luxe", "religion", "beroep"]},
                                       {"beside_holiday": 1, "whole_day": True}])
            if of == "run_days" and ("lesson" in count["where"] or "share_of_day" in count["where"]):
                del count["where"]
        return count

    def limit(self, of, plain=False):
        low, high = {"hours": (1, 20), "lessons": (1, 20), "records": (1, 15), "days": (1, 12), "spells": (1, 5), "concerns": (1, 3)}[of]
        if plain:
            return self.r.randint(low, high)
        if of == "hours" and self.chance(0.15):
            return self.r.randint(low, high) + 0.5
        return self.dated(low, high)

    def window(self, everywhere):
        kind = self.r.choices(["school_weeks", "school_days", "school_year", "days", "calendar_month", "calendar_week", "first"],
                              [35, 15, 20, 20, 10, 8, 12])[0]
        if kind in ("school_year", "calendar_month", "calendar_week"):
            return {kind: True}
        if kind == "first":
            return {kind: {"school_weeks": self.r.choice([1, 2, 4, 6, 10]), "of": "school_year" if everywhere or self.chance(0.3) else "stay"}}
        low, high = {"school_weeks": (1, 12), "school_days": (3, 60), "days": (5, 120)}[kind]
        return {kind: self.r.randint(low, high)}

    def again(self, options):
        kind = self.r.choice(options)
        return {"none": None, "restart": {"restart": "day_after"},
                "bundle": {"restart": "day_after", "not_within_days": self.r.choice([3, 7, 14, 28])},
                "every": {"every": 2}, "fresh": {"fresh": 2}}[kind]

    # ------------------------------------------------------------ writing

    def run(self):
        os.makedirs(self.out, exist_ok=True)
        self.make_schools()
        for i in range(1, self.pupils + 1):
            self.make_pupil(i)
        rules = self.make_rules()
        self.files["absences"].sort(key=lambda x: (x["pupil"], x["date"], x["school"], x["lesson"] or 0))
        columns = {"pupils": "pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level",
                   "diplomas": "pupil,on,diploma", "exemptions": "pupil,from,until,article",
                   "schools": "school,name,gemeente,region,email", "calendar": "school,from,until,name",
                   "timetable": "group,from,until,weekday,lesson,subject,minutes",
                   "absences": "pupil,school,date,lesson,minutes,kind,subject,code,mark", "concerns": "pupil,on,by,theme"}
        for name, rows in self.files.items():
            with open(os.path.join(self.out, name + ".csv"), "w", newline="", encoding="utf-8") as f:
                w = csv.DictWriter(f, columns[name].split(","), lineterminator="\n")
                w.writeheader()
                w.writerows(rows)
        with open(os.path.join(self.out, "rules.toml"), "w", encoding="utf-8") as f:
            f.write(rules)
        with open(os.path.join(self.out, "on"), "w", encoding="utf-8") as f:
            f.write(f"{self.on}\n")


def toml(x):
    if isinstance(x, bool):
        return "true" if x else "false"
    if isinstance(x, str):
        return f'"{x}"'
    if isinstance(x, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in x.items()) + " }" if x else "{}"
    if isinstance(x, list):
        return "[" + ", ".join(toml(v) for v in x) + "]"
    return str(x)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--pupils", type=int, default=200)
    p.add_argument("--rules", type=int, default=6)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    Generator(a.seed, a.pupils, a.rules, a.out).run()


if __name__ == "__main__":
    main()
