#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Hand-checked cases for the evaluator, each from a sentence of the rule language.

The calendar here is small and made up: region Noord has a holiday in the week of 2026-10-12 and a summer of six weeks;
2026-12-25 and 2027-05-06 are days off. 2026-09-07 is a Monday.
"""
import tomllib
import unittest
from fractions import Fraction

import evaluate as E


def facts(days, sector="vo", born="2011-05-01", enrolments=(("99XA", "2020-08-01", ""),), timetable=(), weekly=1600,
          diplomas=(), exemptions=(), calendar=(), concerns=()):
    f = E.Facts()
    f.vakanties["Noord"] = [(E.day_of("2026-10-10"), E.day_of("2026-10-18")), (E.day_of("2027-07-10"), E.day_of("2027-08-22"))]
    f.days_off = {E.day_of("2026-12-25"), E.day_of("2027-05-06")}
    for school, a, b in enrolments:
        f.schools[school] = "Noord"
        f.add_enrolment({"pupil": "P1", "birth_date": born, "gemeente": "0014", "school": school, "sector": sector, "from": a,
                         "until": b, "weekly_minutes": weekly, "group": "g", "level": ""})
    for w, lesson, minutes, subject in timetable:
        f.timetable["g"].append((E.day_of("2020-08-01"), E.FOREVER, w, lesson, subject, minutes))
    f.diplomas["P1"] = [(E.day_of(d), x) for d, x in diplomas]
    f.exemptions["P1"] = [(E.day_of(a), E.day_of(b), x) for a, b, x in exemptions]
    f.calendar = [(s, E.day_of(a), E.day_of(b)) for s, a, b in calendar]
    f.concerns["P1"] = [E.day_of(d) for d in concerns]
    for text in days:
        school = enrolments[0][0]
        when, kind, *rest = text.split()
        row = {"pupil": "P1", "school": school, "kind": kind, "mark": "", "minutes": ""}
        lessons = [""]
        for x in rest:
            if x.startswith("@"):
                row["school"] = x[1:]
            elif x.startswith("mark="):
                row["mark"] = x[5:]
            elif x.endswith("m"):
                row["minutes"] = x[:-1]
            else:
                a, _, b = x.partition("-")
                lessons = range(int(a), int(b or a) + 1)
        a, _, b = when.partition("..")
        for d in range(E.day_of(a), E.day_of(b or a) + 1):
            if not b or E.weekday(d) <= 5:
                f.absences["P1"] += [{**row, "date": E.iso(d), "lesson": str(x) if x else ""} for x in lessons]
    return f


def run(rule, days, on="2027-07-31", values="", **more):
    text = values
    for version in rule if isinstance(rule, list) else [rule]:
        text += '\n[[rule]]\nid = "r"\n' + ("" if "_from" in version else "valid_from = 2000-01-01\n")
        text += version + ("" if "then" in version else '\nthen = { severity = "must", step = "melding" }\n')
    file = tomllib.loads(text, parse_float=Fraction)
    versions = sorted((E.Rule(t, file.get("value", {})) for t in file["rule"]), key=lambda v: v.start)
    for a, b in zip(versions, versions[1:]):
        a.end = min(a.end, b.start - 1)
    return E.evaluate(facts(days, **more), {"r": versions}, E.day_of(on))


def fires(*a, **k):
    return [r["reached_on"] for r in run(*a, **k)]


HOURS16 = """count = { of = "hours", kind = ["unauthorised"] }
window = { school_weeks = 4 }
when = { at_least = 16 }
again = { restart = "day_after" }"""
FOUR_MONDAYS = ["2026-09-07 unauthorised 1-4", "2026-09-14 unauthorised 1-4", "2026-09-21 unauthorised 1-4"]
FULL = [(w, n, 50, s) for w in range(1, 6) for n, s in enumerate(["wiskunde", "engels", "lo", "engels", "lo", "engels"], 1)]


def rule(count, window, when, more=""):
    return f"count = {count}\nwindow = {window}\nwhen = {when}\n{more}"


class Windows(unittest.TestCase):
    def test_the_16th_hour_fires_on_its_own_day(self):
        r, = run(HOURS16, FOUR_MONDAYS + ["2026-09-28 unauthorised 1-4"])
        self.assertEqual((r["reached_on"], r["window_from"], r["count"], r["unit"]), ("2026-09-28", "2026-09-07", "16", "hours"))

    def test_28_days_later_is_outside(self):
        self.assertEqual(fires(HOURS16, FOUR_MONDAYS + ["2026-10-05 unauthorised 1-4"]), [])

    def test_a_holiday_week_has_no_index(self):
        for first, fired in (("2026-09-21", []), ("2026-09-22", ["2026-10-26"])):          # 29 and 28 indexed days
            self.assertEqual(fires(HOURS16, [first + " unauthorised 1-8", "2026-10-26 unauthorised 1-8"]), fired)

    def test_school_windows_stop_at_1_august_and_days_do_not(self):
        days = ["2026-07-31 sick", "2026-08-03 sick"]
        count = '{ of = "days", kind = ["sick"] }'
        for window in ("{ school_weeks = 4 }", "{ school_days = 9 }", "{ school_year = true }"):
            self.assertEqual(fires(rule(count, window, "{ at_least = 2 }"), days), [])
        self.assertEqual(fires(rule(count, "{ days = 9 }", "{ at_least = 2 }"), days), ["2026-08-03"])

    def test_school_days_skip_weekend_and_holiday(self):
        days = ["2026-10-09 sick", "2026-10-19 sick"]
        self.assertEqual(fires(rule('{ of = "days", kind = ["sick"] }', "{ school_days = 2 }", "{ at_least = 2 }"), days), ["2026-10-19"])

    def test_a_calendar_week_begins_on_monday(self):
        r = rule('{ of = "days", kind = ["sick"] }', "{ calendar_week = true }", "{ at_least = 2 }")
        self.assertEqual(fires(r, ["2026-09-07 sick", "2026-09-11 sick"]), ["2026-09-11"])
        self.assertEqual(fires(r, ["2026-09-11 sick", "2026-09-14 sick"]), [])

    def test_the_first_weeks_of_a_stay_and_of_a_school_year(self):
        def first(of, day, stays):
            r = rule('{ of = "days", kind = ["sick"] }', '{ first = { school_weeks = 2, of = "%s" } }' % of, "{ at_least = 1 }")
            return fires(r, [day + " sick"], enrolments=[("99XA", a, b) for a, b in stays])

        new = [("2026-09-29", "")]                     # 13 days with an index up to the holiday week, one after it
        self.assertEqual(first("stay", "2026-10-19", new), ["2026-10-19"])
        self.assertEqual(first("stay", "2026-10-20", new), [])
        self.assertEqual(first("stay", "2026-09-14", [("2025-08-01", "2026-08-31"), ("2026-09-01", "")]), [])
        self.assertEqual(first("stay", "2026-09-15", [("2025-08-01", "2026-08-31"), ("2026-09-02", "")]), ["2026-09-15"])
        self.assertEqual(first("school_year", "2026-08-14", new + [("2020-08-01", "2026-09-01")]), ["2026-08-14"])
        self.assertEqual(first("school_year", "2026-08-17", [("2026-08-10", "")]), [])


class Counting(unittest.TestCase):
    def test_minutes_of_the_record(self):
        r = rule('{ of = "records", kind = ["late"], where = { minutes = { at_least = 21, below = 40 } } }', "{ school_year = true }", "{ at_least = 1 }")
        for minutes, fired in ((20, []), (21, ["2026-09-07"]), (39, ["2026-09-07"]), (40, [])):
            self.assertEqual(fires(r, [f"2026-09-07 late 1 {minutes}m"]), fired)

    def test_the_share_of_the_day_is_of_all_records_that_pass_the_rest(self):
        r = rule('{ of = "days", kind = ["sick", "late"], where = { share_of_day = { below = 0.5 } } }', "{ school_year = true }", "{ at_least = 1 }")
        self.assertEqual(fires(r, ["2026-09-07 sick 1-3", "2026-09-07 unauthorised 4-6"]), ["2026-09-07"])       # 150 of 320
        self.assertEqual(fires(r, ["2026-09-07 sick 1-3", "2026-09-07 late 4 10m"]), [])                           # 160
        self.assertEqual(fires(r, ["2026-09-07 sick 1-3"], timetable=FULL), [])                                     # 150 of 300
        self.assertEqual(fires(r, ["2026-09-07 sick 20m"]), [])                                                     # whole day
        self.assertEqual(fires(r, ["2026-09-07 sick 1"], weekly=0), [])                                             # undecided

    def test_more_than_is_not_equal(self):
        r = rule('{ of = "hours", kind = ["sick", "late"] }', "{ school_year = true }", "{ more_than = 2 }")
        self.assertEqual(fires(r, ["2026-09-07 sick 1-2", "2026-09-08 late 1 1m"]), ["2026-09-08"])

    def test_a_share_of_days_besides_the_number(self):
        r = rule('{ of = "records", kind = ["late"] }', "{ school_days = 8 }", "{ at_least = 2, share_of_days = 0.25 }")
        self.assertEqual(fires(r, ["2026-09-07 late 1 5m", "2026-09-16 late 1 5m"]), ["2026-09-16"])               # 2 of 8
        self.assertEqual(fires(r, ["2026-09-16 late 1-2 5m"]), [])                                                 # 1 of 8

    def test_clock_sector_counts_minutes(self):
        r = rule('{ of = "hours", kind = ["unauthorised"] }', "{ school_weeks = 4 }", "{ at_least = 1 }")
        self.assertEqual([x["count"] for x in run(r, ["2026-09-07 unauthorised 1 45m", "2026-09-08 unauthorised 1 20m"], sector="po")], ["1.08"])

    def test_whole_day_without_timetable_is_rounded_down_per_record(self):
        r = rule('{ of = "hours", kind = ["sick"] }', "{ school_weeks = 4 }", "{ at_least = 1 }")
        self.assertEqual([x["count"] for x in run(r, ["2026-09-07 sick"])], ["6.4"])          # 320 * 60 / 50 = 384 minutes
        self.assertEqual([x["count"] for x in run(r, ["2026-09-07 sick 333m"])], ["6.65"])    # 399.6 -> 399

    def test_whole_day_with_timetable_counts_its_lessons(self):
        r = rule('{ of = "hours", kind = ["sick"] }', "{ school_weeks = 4 }", "{ at_least = 1 }")
        table = [(1, 1, 50, "a"), (1, 2, 90, "b")]
        self.assertEqual([x["count"] for x in run(r, ["2026-09-07 sick"], timetable=table)], ["2.5"])

    def test_whole_day_replaces_lessons_also_of_other_kinds(self):
        days = FOUR_MONDAYS + ["2026-09-28 unauthorised 1-4", "2026-09-28 sick"]
        self.assertEqual(fires(HOURS16, days), [])

    def test_no_school_day_or_outside_enrolment_does_not_count(self):
        r = rule('{ of = "records", kind = ["sick"] }', "{ school_year = true }", "{ at_least = 1 }")
        enrolled = (("99XA", "2026-08-01", "2026-12-31"),)
        self.assertEqual(fires(r, ["2026-09-05 sick", "2026-10-12 sick", "2026-12-25 sick", "2027-01-04 sick"], enrolments=enrolled), [])
        self.assertEqual(fires(r, ["2026-12-31 sick"], enrolments=enrolled), ["2026-12-31"])

    def test_friday_and_monday_are_one_spell_and_so_are_the_days_around_a_holiday(self):
        r = rule('{ of = "spells", kind = ["sick"] }', "{ school_weeks = 12 }", "{ at_least = 2 }")
        self.assertEqual(fires(r, ["2026-09-11 sick", "2026-09-14 sick", "2026-10-09 sick", "2026-10-19 sick"]), ["2026-10-09"])
        self.assertEqual(fires(r, ["2026-10-09 sick", "2026-10-19 sick"]), [])
        self.assertEqual(fires(r, ["2026-09-07 sick", "2026-09-08 authorised", "2026-09-09 sick"]), ["2026-09-09"])

    def test_rate_is_exact_and_waits_for_enough_days(self):
        r = rule('{ of = "rate", kind = ["sick"], min_school_days = 5 }', "{ school_year = true }", "{ at_least = 0.2 }")
        enrolled = (("99XA", "2026-09-07", ""),)
        self.assertEqual(fires(r, ["2026-09-07 sick"], enrolments=enrolled), [])
        x, = run(r, ["2026-09-11 sick"], enrolments=enrolled)
        self.assertEqual((x["count"], x["threshold"], x["unit"]), ("20", "20", "percent"))

    def test_first_lesson_only_when_no_later_one_was_missed(self):
        r = rule('{ of = "records", kind = ["unauthorised"], where = { lesson = "first" } }', "{ school_year = true }", "{ at_least = 1 }",
                 'again = { restart = "day_after" }')
        days = ["2026-09-07 unauthorised 1", "2026-09-08 unauthorised 1-2", "2026-09-09 unauthorised 2"]
        self.assertEqual(fires(r, days, timetable=FULL), ["2026-09-07"])

    def test_beside_a_holiday(self):
        r = rule('{ of = "records", kind = ["unauthorised"], where = { beside_holiday = 1 } }', "{ school_year = true }", "{ at_least = 1 }",
                 'again = { restart = "day_after" }')
        days = [f"2026-10-{n} unauthorised" for n in ("08", "09", "19", "20")]
        self.assertEqual(fires(r, days), ["2026-10-09", "2026-10-19"])

    def test_11f_makes_its_days_authorised(self):
        r = rule('{ of = "days", kind = ["unauthorised"] }', "{ days = 9 }", "{ at_least = 1 }")
        self.assertEqual(fires(r, ["2026-09-07 unauthorised", "2026-09-08 unauthorised"], exemptions=[("2026-09-07", "2026-09-07", "11f")]),
                         ["2026-09-08"])


class Runs(unittest.TestCase):
    def run_of(self, n, options, more=""):
        return rule('{ of = "run_days", kind = ["sick"] }', "{ run = " + options + " }", f"{{ at_least = {n} }}", more)

    def test_days_holidays_count_skip_undecided(self):
        days = ["2026-10-05..2026-10-23 sick"]
        self.assertEqual(fires(self.run_of(15, '{ holidays = "count" }'), days), ["2026-10-19"])
        self.assertEqual(fires(self.run_of(15, '{ holidays = "skip" }'), days), [])
        self.assertEqual(fires(self.run_of(12, '{ holidays = "skip" }'), days), ["2026-10-23"])
        self.assertEqual(fires(self.run_of(12, '{ holidays = "undecided" }'), days), ["2026-10-23"])
        self.assertEqual(fires(self.run_of(11, '{ unit = "school_days" }'), ["2026-10-05..2026-10-30 sick"]), ["2026-10-26"])

    def test_a_gap_in_enrolment_ends_a_run_even_over_a_weekend(self):
        days = ["2026-09-07..2026-09-18 sick"]
        one = (("99XA", "2026-08-01", "2026-09-11"), ("99XA", "2026-09-12", ""))
        two = (("99XA", "2026-08-01", "2026-09-11"), ("99XA", "2026-09-14", ""))
        self.assertEqual(fires(self.run_of(8, "{}"), days, enrolments=one), ["2026-09-14"])
        self.assertEqual(fires(self.run_of(8, "{}"), days, enrolments=two), [])

    def test_a_run_fires_late_when_who_holds_late(self):
        r = 'who = { age = "18..99" }\n' + self.run_of(3, "{}")
        x, = run(r, ["2026-09-07..2026-09-18 sick"], born="2008-09-15")
        self.assertEqual((x["reached_on"], x["count"], x["window_from"]), ("2026-09-15", "9", "2026-09-07"))

    def test_once_per_run(self):
        days = ["2026-09-07..2026-09-11 sick", "2026-09-21..2026-09-25 sick"]
        self.assertEqual(fires(self.run_of(3, "{}"), days), ["2026-09-09", "2026-09-23"])

    def test_months(self):
        self.assertEqual(E.months_between(E.day_of("2026-09-07"), E.day_of("2026-10-05")), 0)
        self.assertEqual(E.months_between(E.day_of("2026-09-07"), E.day_of("2026-10-06")), 1)


class When(unittest.TestCase):
    def test_two_rungs_on_one_day_and_each_once_a_year(self):
        r = rule('{ of = "records", kind = ["late"] }', "{ days = 9 }", "{ at_least = [1, 3] }",
                 'then = { severity = "must", step = ["contact", "melding"], within = { working_days = 5 } }')
        rows = run(r, ["2026-09-07 late 1-4 5m", "2026-09-08 late 1 5m"])
        self.assertEqual([(x["threshold"], x["count"], x["step"], x["due_on"]) for x in rows],
                         [("1", "4", "contact", "2026-09-14"), ("3", "4", "melding", "2026-09-14")])

    def test_hypergeometric_anchors(self):
        self.assertEqual([f"{float(E.tail(120, 12, n, k)):.3g}" for n, k in ((5, 4), (5, 3), (6, 3))], ["0.000285", "0.00695", "0.0131"])

    def test_concentrated_in_one_subject(self):
        r = rule('{ of = "lessons", kind = ["unauthorised"] }', "{ school_weeks = 4 }",
                 '{ concentrated = { by = "subject", at_least = 3, of_scheduled = 0.3, p_below = 0.01, rest_below = 0.2 } }')
        table = [(w, n, 50, "wiskunde" if (w, n) in ((1, 1), (3, 1)) else "rest") for w in range(1, 6) for n in range(1, 6)]
        days = ["2026-09-07 unauthorised 1", "2026-09-09 unauthorised 1", "2026-09-14 unauthorised 1"]
        x, = run(r, days, timetable=table, enrolments=(("99XA", "2026-08-24", ""),))
        self.assertEqual((x["reached_on"], x["count"], x["threshold"]), ("2026-09-14", "3", "3"))

    def test_rising(self):
        r = rule('{ of = "rate", kind = ["sick"] }', "{ school_weeks = 3 }", "{ rising = { blocks = 3, at_least = 0.5, ratio = 2 } }")
        days = ["2026-09-07 sick", "2026-09-14 sick", "2026-09-15 sick", "2026-09-23..2026-09-27 sick"]
        x = run(r, days)
        self.assertEqual([(s["reached_on"], s["count"]) for s in x], [("2026-09-25", "60")])

    def test_mix(self):
        r = """window = { days = 30 }
when = { mix = [ { of = "spells", kind = ["sick"], at_least = 1 }, { of = "records", kind = ["late"], at_least = 2 } ] }"""
        self.assertEqual(fires(r, ["2026-09-07 late 1 5m", "2026-09-08 sick", "2026-09-10 late 1 5m"]), ["2026-09-10"])


class Again(unittest.TestCase):
    def test_restart_and_not_within(self):
        days = ["2026-09-07 unauthorised 1-8", "2026-09-08 unauthorised 1-8", "2026-09-09 unauthorised 1-8", "2026-09-10 unauthorised 1-8",
                "2026-09-16 unauthorised 1"]
        self.assertEqual(fires(HOURS16, days), ["2026-09-08", "2026-09-10"])
        bundled = run(HOURS16.replace('"day_after"', '"day_after", not_within_days = 7'), days)
        self.assertEqual([(x["reached_on"], x["count"]) for x in bundled], [("2026-09-08", "16"), ("2026-09-16", "17")])

    def test_every_and_fresh(self):
        days = [f"2026-09-{n:02d} late 1 5m" for n in (7, 8, 9, 10, 11, 14)]
        base = rule('{ of = "records", kind = ["late"] }', "{ school_year = true }", "{ at_least = 2 }")
        every = run(base + "again = { every = 2 }", days)
        self.assertEqual([(x["reached_on"], x["threshold"]) for x in every], [("2026-09-08", "2"), ("2026-09-10", "4"), ("2026-09-14", "6")])
        self.assertEqual(fires(base + "again = { fresh = 3 }", days), ["2026-09-08", "2026-09-11"])

    def test_versions_share_again_and_end(self):
        base = rule('{ of = "records", kind = ["late"] }', "{ school_year = true }", "{ at_least = 1 }")
        days = ["2026-09-07 late 1 5m", "2026-10-05 late 1 5m"]
        self.assertEqual(fires([base, "valid_from = 2026-10-01\n" + base], days), ["2026-09-07"])
        self.assertEqual(fires("valid_from = 2026-08-01\nvalid_until = 2026-09-06\n" + base, days), [])
        self.assertEqual(fires("seen_from = 2026-10-01\n" + base, days), ["2026-10-05"])

    def test_dated_values_are_taken_on_the_trigger_day(self):
        r = rule('{ of = "records", kind = ["late"] }', "{ school_year = true }", '{ at_least = "$n" }')
        values = "[value]\nn = [{ from = 2020-01-01, is = 9 }, { from = 2026-09-10, is = 2 }]\n"
        self.assertEqual(fires(r, ["2026-09-07 late 1-3 5m", "2026-09-10 late 1 5m"], values=values), ["2026-09-10"])


class Who(unittest.TestCase):
    def duty(self, born, day, diplomas=(), sector="vo"):
        f = facts([], sector=sector, born=born, enrolments=(("99XA", "2000-08-01", ""),), diplomas=diplomas)
        return E.Unit(f, "P1", "99XA", E.day_of("2030-01-01")).duty(E.day_of(day))

    def test_leerplicht_begins_the_month_after_the_fifth_birthday(self):
        self.assertEqual([self.duty("2021-09-15", d) for d in ("2026-09-30", "2026-10-01")], ["none", "leerplichtig"])
        self.assertEqual([self.duty("2020-02-29", d) for d in ("2025-03-31", "2025-04-01")], ["none", "leerplichtig"])

    def test_sixteen_on_31_july_or_1_august(self):
        self.assertEqual([self.duty("2010-07-31", d) for d in ("2026-07-31", "2026-08-01")], ["leerplichtig", "kwalificatieplichtig"])
        self.assertEqual([self.duty("2010-08-01", d) for d in ("2027-07-31", "2027-08-01")], ["leerplichtig", "kwalificatieplichtig"])

    def test_eighteen_and_diplomas(self):
        self.assertEqual([self.duty("2008-09-15", d) for d in ("2026-09-14", "2026-09-15")], ["kwalificatieplichtig", "doorstroom"])
        got = [("2026-09-10", "pro")]
        self.assertEqual([self.duty("2009-09-15", d, got) for d in ("2026-09-09", "2026-09-10")], ["kwalificatieplichtig", "doorstroom"])
        self.assertEqual(self.duty("2009-09-15", "2026-09-10", [("2026-09-10", "havo")]), "none")
        self.assertEqual(self.duty("2010-09-15", "2026-10-01", [("2026-09-01", "havo")]), "leerplichtig")

    def test_the_age_limit_changes_in_2026_but_not_in_vso(self):
        self.assertEqual([self.duty("2001-06-01", d) for d in ("2025-12-31", "2026-01-01")], ["none", "doorstroom"])
        self.assertEqual(self.duty("2001-06-01", "2026-01-01", sector="vso"), "none")

    def test_a_record_on_whose_date_who_does_not_hold_is_left_out(self):
        r = 'who = { duty = ["doorstroom"] }\n' + rule('{ of = "days", kind = ["sick"] }', "{ days = 9 }", "{ at_least = 2 }")
        self.assertEqual(fires(r, ["2026-09-14 sick", "2026-09-15 sick", "2026-09-16 sick"], born="2008-09-15"), ["2026-09-16"])

    def test_exempt_is_out_by_default(self):
        r = rule('{ of = "days", kind = ["sick"] }', "{ days = 9 }", "{ at_least = 1 }")
        away = [("2026-09-01", "2026-09-30", "5a")]
        self.assertEqual(fires(r, ["2026-09-14 sick"], exemptions=away), [])
        self.assertEqual(fires("who = { exempt = true }\n" + r, ["2026-09-14 sick"], exemptions=away), ["2026-09-14"])

    def test_missing_birth_date_is_undecided_only_where_it_is_asked(self):
        r = rule('{ of = "days", kind = ["sick"] }', "{ days = 9 }", "{ at_least = 1 }")
        self.assertEqual(fires(r, ["2026-09-14 sick"], born=""), ["2026-09-14"])
        self.assertEqual(fires('who = { duty = ["none"] }\n' + r, ["2026-09-14 sick"], born=""), [])

    def test_schools_are_apart_unless_all_schools(self):
        r = rule('{ of = "days", kind = ["sick"] }', "{ days = 9 }", "{ at_least = 2 }")
        where = (("99XA00", "2020-08-01", "2026-09-09"), ("99XB00", "2026-09-10", ""))
        days = ["2026-09-09 sick", "2026-09-10 sick @99XB00"]
        self.assertEqual(fires(r, days, enrolments=where), [])
        self.assertEqual([x["school"] for x in run("who = { all_schools = true }\n" + r, days, enrolments=where)], ["99XB00"])


class Patterns(unittest.TestCase):
    def test_mondays_and_fridays_as_one_group(self):
        when = '{ concentrated = { by = "weekday", together = [1, 5], at_least = 3, p_below = 0.03 } }'
        r = rule('{ of = "days", kind = ["sick"] }', "{ school_days = 15 }", when)
        days = ["2026-09-07 sick", "2026-09-11 sick", "2026-09-14 sick"]
        # From 24 August 15 school days, 6 of them Monday or Friday: 3 of 3 has a chance of 20 / 455 = 0.044.
        self.assertEqual(fires(r, days, timetable=FULL, enrolments=(("99XA", "2026-08-25", ""),)), [])
        self.assertEqual(fires(r, days + ["2026-09-18 sick"], timetable=FULL), ["2026-09-18"])                     # 15 / 1365
        self.assertEqual(fires(r, days + ["2026-09-17 sick"], timetable=FULL), [])

    def test_a_late_that_is_listed_makes_a_day_wholly_missed_though_it_misses_no_lesson(self):
        when = '{ concentrated = { by = "subject", at_least = 2 } }'
        for kinds, fired in ('"sick", "late"', []), ('"sick"', ["2026-09-14"]):
            r = rule('{ of = "lessons", kind = [%s] }' % kinds, "{ school_weeks = 2 }", when)
            days = ["2026-09-07 sick 1", "2026-09-07 late 2 250m", "2026-09-14 sick 1", "2026-09-14 late 2 250m"]
            self.assertEqual(fires(r, days, timetable=FULL), fired)

    def test_the_last_weeks_against_the_rest_of_the_window(self):
        r = rule('{ of = "rate", kind = ["sick"] }', "{ school_weeks = 3 }", "{ rising = { last = 1, at_least = 0.1, ratio = 2 } }")
        # Monday 14 to Sunday 20 September against the two weeks before.
        self.assertEqual(fires(r, ["2026-09-01 sick", "2026-09-21 sick"]), ["2026-09-21"])                          # 1 of 5, 1 of 10
        self.assertEqual(fires(r, ["2026-09-01 sick", "2026-09-02 sick", "2026-09-21 sick"]), [])
        self.assertEqual(fires(r, ["2026-09-21 sick"]), [])                                                        # from nothing


if __name__ == "__main__":
    unittest.main()
