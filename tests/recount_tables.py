# SPDX-License-Identifier: EUPL-1.2
"""The tables of a report, counted in SQL. Each is rows of numbers by the id of the row, in the order of the columns."""
import datetime
import math
import tomllib
from fractions import Fraction
from pathlib import Path

SECTORS = ["po", "so", "vo", "vso", "mbo", "vavo"]
OPEN = ["unauthorised", "late", "removed", "unknown"]
ALL = OPEN + ["sick", "authorised"]
MELDINGEN = ["16-uur", "lrv", "luxe", "overig", "18plus"]
FINE = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 1000]
BANDS = [0, 5, 10, 20, 50, 1000]

# Who counts: the enrolment that ends last in the period, of those the latest begun; where that one lives or goes to school.
PEOPLE = """
CREATE TEMP TABLE person AS
WITH ranked AS (
  SELECT e.*, row_number() OVER (PARTITION BY e.pupil ORDER BY min(e.till, :until) DESC, e.since DESC) AS rank
  FROM enrolled e WHERE e.since <= :until AND e.till >= :from AND ({school}))
SELECT r.pupil, r.sector, {place} AS place, (SELECT max(born) FROM enrolled b WHERE b.pupil = r.pupil) AS born,
  (SELECT count(*) FROM enrolled e WHERE e.pupil = r.pupil AND e.since <= :until AND e.till >= :from AND ({school})) AS enrolments
FROM ranked r WHERE rank = 1 AND ({where})
"""

# The age on the last day, the duty of that day, and the time scheduled and missed.
FACTS = """
CREATE TEMP TABLE fact AS
WITH aged AS (SELECT p.*, CAST(strftime('%Y', :until) AS INT) - CAST(substr(born, 1, 4) AS INT) - (strftime('%m-%d', :until) < substr(born, 6)) AS age FROM person p),
done AS (SELECT a.*,
  EXISTS (SELECT 1 FROM diplomas d WHERE d.pupil = a.pupil AND d."on" <= :until AND d.diploma IN ('havo', 'vwo', 'mbo2', 'mbo3', 'mbo4')) AS qualified,
  EXISTS (SELECT 1 FROM diplomas d WHERE d.pupil = a.pupil AND d."on" <= :until AND d.diploma IN ('pro', 'vso-arbeid', 'vso-dagbesteding')) AS released,
  CAST(substr(a.born, 1, 4) AS INT) + 16 - (substr(a.born, 6) < '08-01') AS last_year FROM aged a),
possible AS (SELECT s.pupil, sum(s.fifths) AS fifths, count(*) AS days FROM school_day s JOIN person p USING (pupil)
  WHERE s.date BETWEEN :from AND :until AND s.brin LIKE :brin GROUP BY 1),
lost AS (SELECT v.pupil, {sums}, sum(CASE WHEN v.kind = 'unauthorised' THEN counted ELSE 0 END) AS counted, sum(v.kind = 'late') AS times,
  sum(v.kind = 'unknown') AS unexplained FROM valued v JOIN person p USING (pupil) WHERE v.date BETWEEN :from AND :until AND v.brin LIKE :brin GROUP BY 1)
SELECT d.*, CASE
    WHEN :until < date(date(born, '+5 years', 'start of month'), '+1 month') THEN 'none'
    WHEN CAST(strftime('%Y', :until) AS INT) - (strftime('%m', :until) < '08') <= last_year THEN 'leerplichtig'
    WHEN NOT qualified AND NOT released AND age < 18 THEN 'kwalificatieplichtig'
    WHEN NOT qualified AND age < CASE WHEN sector = 'vso' THEN 23 WHEN :until >= '2026-01-01' THEN 27 ELSE 23 END THEN 'doorstroom'
    ELSE 'none' END AS duty,
  coalesce(q.fifths, 0) AS possible, coalesce(q.days, 0) AS days, coalesce(l.counted, 0) AS counted, coalesce(times, 0) AS times,
  coalesce(unexplained, 0) AS unexplained, {cells}, 0 AS missed, 0.0 AS share,
  CASE WHEN age >= 23 THEN 'age:>23' WHEN age >= 18 THEN 'age:18<23' WHEN age >= 16 THEN 'age:16<18' WHEN age >= 12 THEN 'age:12<16'
       WHEN age >= 5 THEN 'age:5<12' ELSE 'age:<5' END AS age_class
FROM done d LEFT JOIN possible q USING (pupil) LEFT JOIN lost l USING (pupil)
"""


def rules():
    """What each shipped rule counts, by id: (kinds, is a pattern, must, by concern)."""
    found = {}
    for path in sorted((Path(__file__).resolve().parent.parent / "lib/rules").glob("*/*.toml")):
        for rule in tomllib.loads(path.read_text()).get("rule", []):
            when, count, then = rule.get("when", {}), rule.get("count", {}), rule["then"]
            mix, steps = when.get("mix", []), then.get("step")
            kinds = set(count.get("kind", [])) | {k for part in mix for k in part.get("kind", [])}
            melding = "melding" in (steps if isinstance(steps, list) else [steps])
            where = count.get("where", {})
            pattern = bool(mix) or "concentrated" in when or "rising" in when or ("below" in when and not melding) or "beside_holiday" in where or "lesson" in where
            must = "must" in (then["severity"] if isinstance(then["severity"], list) else [then["severity"]])
            concern = count.get("of") == "concerns" or any(p["of"] == "concerns" for p in mix)
            old = found.get(rule["id"], (set(), False, False, False))
            found[rule["id"]] = (kinds | old[0], pattern, must, concern or old[3])
    return found


RULES = rules()


class Scope:
    """One report: whose people, in which days."""

    def __init__(self, db, kind, code, since, until, on):
        self.db, self.kind, self.code, self.since, self.until, self.on = db, kind, code, since, until, on
        self.school = kind == "school"
        self.kinds = ALL if self.school else OPEN
        db.executescript("".join(f"DROP TABLE IF EXISTS temp.{t};" for t in ("person", "fact", "seen", "mine")))
        where = {"school": "1", "gemeente": f"r.gemeente = '{code}'",
                 "region": f"r.gemeente IN (SELECT code FROM gemeenten WHERE rmc_region_code = '{code}')"}[kind]
        names = {"from": since, "until": until, "brin": code[:4] if self.school else "%"}
        place = "'at:' || r.grp" if self.school else "'at:' || r.brin || '/' || r.sector"
        db.execute(PEOPLE.format(school=f"e.school LIKE '{code}%'" if self.school else "1", where=where, place=place), names)
        db.execute(FACTS.format(sums=", ".join(f"sum(CASE WHEN v.kind = '{k}' THEN fifths ELSE 0 END) AS s_{k}" for k in ALL),
                                cells=", ".join(f"coalesce(s_{k}, 0) AS m_{k}" for k in ALL)), names)
        db.execute(f"UPDATE fact SET missed = {' + '.join('m_' + k for k in self.kinds)}")
        db.execute("UPDATE fact SET share = CASE WHEN possible > 0 THEN 100.0 * missed / possible END")
        told = [r for r, (kinds, _, _, concern) in RULES.items() if self.school or (kinds and not concern and kinds <= set(OPEN))]
        here = f"substr(s.school, 1, 4) = '{code[:4]}'" if self.school else "1"
        db.execute(f"""CREATE TEMP TABLE seen AS SELECT s.* FROM signals s JOIN person USING (pupil) WHERE status IN ('new', 'standing')
                       AND reached_on BETWEEN '{since}' AND '{until}' AND rule IN ({', '.join(repr(r) for r in told)}) AND {here}""")
        mine = f"substr(k.school, 1, 4) = '{code[:4]}'" if self.school else "1"
        db.execute(f"CREATE TEMP TABLE mine AS SELECT k.*, p.sector AS of_sector, p.place, f.duty, f.age_class FROM kase k JOIN person p USING (pupil) JOIN fact f USING (pupil) WHERE {mine}")
        self.visible = "1" if self.school else "for_gemeente"

    def rows(self, sql, total=True, skip=()):
        rows = {row[0]: list(row[1:]) for row in self.db.execute(sql)}
        if not total:
            return rows
        width = len(next(iter(rows.values()))) if rows else len(self.db.execute(sql).description) - 1
        return {**rows, "total": [None if i in skip else sum(r[i] or 0 for r in rows.values()) for i in range(width)]}

    def inside(self, column):
        return f"{column} BETWEEN '{self.since}' AND '{self.until}'"

    def attendance(self, by):
        return self.rows(f"SELECT {by}, count(*), 0, count(*), sum(possible), {', '.join(f'sum(m_{k})' for k in self.kinds)}, sum(missed) FROM fact GROUP BY 1")

    def hours(self, by):
        return self.rows(f"""SELECT {by}, sum(counted = 0), sum(counted > 0 AND counted < 360), sum(counted >= 360 AND counted < 960), sum(counted >= 960),
                             sum(counted > 0), 0, count(*) FROM fact GROUP BY 1""")

    def meldingen_by(self, by):
        kinds = ", ".join(f"sum(m.kind = '{k}')" for k in MELDINGEN)
        return self.rows(f"SELECT {by}, {kinds}, count(*), count(DISTINCT m.pupil) FROM melding m JOIN mine k USING (dossier) WHERE {self.inside('m.date')} GROUP BY 1")

    def measure(self, sql):
        return list(self.db.execute(f"SELECT count(DISTINCT pupil), count(*) FROM ({sql})").fetchone())

    def events(self, condition, join=""):
        return f"SELECT e.pupil, e.n FROM event e JOIN mine k USING (dossier) {join} WHERE {self.visible} AND {self.inside('e.date')} AND {condition}"


def months(scope):
    s = scope
    possible = dict(s.db.execute(f"SELECT substr(date, 1, 7), sum(fifths) FROM school_day JOIN person USING (pupil) WHERE {s.inside('date')} AND school_day.brin LIKE '{s.code[:4] if s.school else '%'}' GROUP BY 1"))
    found = {r[0]: r[1:] for r in s.db.execute(
        "SELECT substr(date, 1, 7), " + ", ".join(f"sum(CASE WHEN kind = '{k}' THEN fifths ELSE 0 END)" for k in s.kinds) +
        f" FROM valued JOIN person USING (pupil) WHERE {s.inside('date')} AND valued.brin LIKE '{s.code[:4] if s.school else '%'}' GROUP BY 1")}
    names = sorted({str(datetime.date.fromisoformat(s.since) + datetime.timedelta(days=n))[:7]
                    for n in range((datetime.date.fromisoformat(s.until) - datetime.date.fromisoformat(s.since)).days + 1)})
    rows = {m: [possible.get(m, 0), *found.get(m, [0] * len(s.kinds)), sum(found.get(m, []))] for m in names}
    rows["total"] = [sum(r[i] for r in rows.values()) for i in range(len(s.kinds) + 2)]
    return rows


def days(scope):
    """Every Monday to Friday of the period."""
    s, brin = scope, scope.code[:4] if scope.school else "%"
    possible = dict(s.db.execute(f"SELECT date, sum(fifths) FROM school_day JOIN person USING (pupil) WHERE {s.inside('date')} AND school_day.brin LIKE '{brin}' GROUP BY 1"))
    kinds = ", ".join(repr(k) for k in s.kinds)
    missed = dict(s.db.execute(f"SELECT date, sum(fifths) FROM valued JOIN person USING (pupil) WHERE {s.inside('date')} AND kind IN ({kinds}) AND valued.brin LIKE '{brin}' GROUP BY 1"))
    rows, date = {}, datetime.date.fromisoformat(s.since)
    while str(date) <= s.until:
        if date.weekday() < 5:
            rows[str(date)] = [possible.get(str(date), 0), missed.get(str(date), 0)]
        date += datetime.timedelta(days=1)
    return {**rows, "total": [sum(r[i] for r in rows.values()) for i in (0, 1)]}


def weekdays(scope):
    s = scope
    cells = ", ".join(f"sum(min(lesson, 12) = {n})" for n in range(13))
    kinds = ", ".join(repr(k) for k in s.kinds)
    found = s.rows(f"""SELECT 'weekday_' || strftime('%w', date), {cells}, count(*) FROM valued JOIN person USING (pupil)
                       WHERE {s.inside('date')} AND kind IN ({kinds}) AND valued.brin LIKE '{s.code[:4] if s.school else '%'}' GROUP BY 1""", total=False)
    rows = {f"weekday_{d}": found.get(f"weekday_{d}", [0] * 14) for d in range(1, 6)}
    rows["total"] = [sum(r[i] for r in rows.values()) for i in range(14)]
    return rows


def bands(scope):
    enough = "days >= 20"
    cells = ", ".join(f"sum({enough} AND share >= {a} AND share < {b})" for a, b in zip(BANDS, BANDS[1:]))
    return scope.rows(f"""SELECT sector, {cells}, sum({enough} AND share >= 10), sum(possible > 0 AND NOT {enough}), sum(possible = 0), count(*) FROM fact GROUP BY 1""")


def histogram(scope):
    cells = ", ".join(f"coalesce(sum(days >= 20 AND share >= {a} AND share < {b}), 0)" for limits in (FINE, BANDS) for a, b in zip(limits, limits[1:]))
    return scope.rows(f"SELECT 'total', {cells} FROM fact", total=False)


def timely(scope):
    """What came of the signals that must be acted on, one row a signal."""
    s = scope
    return s.db.execute(f"""
      SELECT s.rule, s.pupil, s.reached_on, s.due_on, r.dossier IS NOT NULL,
        (SELECT min(m.date) FROM melding m WHERE m.dossier = r.dossier AND m.date >= s.reached_on),
        r.held = 'true' AND EXISTS (SELECT 1 FROM melding m WHERE m.dossier = r.dossier AND m.ended IS NULL)
      FROM seen s LEFT JOIN (SELECT DISTINCT dossier, signal, held FROM reason) r ON r.signal = s.signal WHERE s.severity = 'must'""").fetchall()


def verdict(row, on):
    _, _, _, due, known, made, covered = row
    if not known or not due:
        return "unknown"
    state = ("on_time" if made <= due else "late") if made else ("overdue" if due < on else "not_due")
    return "on_time" if covered and state != "late" else state


def timeliness(scope):
    rows = {}
    for row in timely(scope):
        counts = rows.setdefault("rule-" + row[0], dict.fromkeys(("on_time", "late", "overdue", "not_due", "unknown"), 0))
        counts[verdict(row, scope.on)] += 1
    return {rule: [c["on_time"], c["late"], c["overdue"], c["on_time"] + c["late"] + c["overdue"], c["not_due"], c["unknown"], sum(c.values())]
            for rule, c in rows.items()}


def working_days(db, since, until):
    """The day after is the first."""
    days, date, last = 0, datetime.date.fromisoformat(since), datetime.date.fromisoformat(until)
    off = {r[0] for r in db.execute("SELECT date FROM public WHERE general_day_off = 'ja'")}
    while date < last:
        date += datetime.timedelta(days=1)
        days += date.weekday() < 5 and str(date) not in off
    return days


def ranked(days, percent):
    days = sorted(days)
    return days[(len(days) * percent + 99) // 100 - 1] if days else None


def waiting(scope):
    s, rows = scope, {}
    start = "signal_on" if s.school else "open_signal_on"
    for name, done in (("first_contact", "contact_on"), ("first_talk", "talk_on")):
        cases = s.db.execute(f"SELECT coalesce({start}, {'opened' if s.school else 'NULL'}), {done}, is_open FROM mine WHERE {s.visible}").fetchall()
        cases = [c for c in cases if c[0] and s.since <= c[0] <= s.until]
        days = [working_days(s.db, a, b) for a, b, _ in cases if b and b >= a]
        still = sum(1 for a, b, is_open in cases if not (b and b >= a) and is_open)
        rows[name] = [len(days), still, len(cases) - len(days) - still, len(cases), ranked(days, 50), ranked(days, 90), None]
    signals = [(r, verdict(r, s.on)) for r in timely(scope)]
    done = [r for r, v in signals if v in ("on_time", "late")]
    days = [working_days(s.db, r[2], r[5]) for r in done if r[5]]
    unknown = sum(v == "unknown" for _, v in signals)
    rows["to_melding"] = [len(done), len(signals) - len(done) - unknown, unknown, len(signals), ranked(days, 50), ranked(days, 90),
                          sum(v == "on_time" for _, v in signals)]
    return rows


CLASSES = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 10), (11, 15), (16, 20), (21, None)]


def waiting_days(scope):
    """Until the first contact, or as long as the dossier was followed; in days of its school."""
    s, spans = scope, []
    start = "signal_on" if s.school else "open_signal_on"
    open_days = {}
    for school, date in s.db.execute("SELECT DISTINCT substr(school, 1, 4), date FROM day"):
        open_days.setdefault(school, []).append(date)
    for school, since, met, is_open, closed in s.db.execute(f"""SELECT substr(school, 1, 4), coalesce({start}, {'opened' if s.school else 'NULL'}) AS since, contact_on, is_open,
        (SELECT max(date) FROM event c WHERE c.dossier = mine.dossier AND c.type = 'closed') FROM mine WHERE {s.visible} AND {s.inside('since')}"""):
        done = bool(met) and met >= since
        end = met if done else s.on if is_open else closed
        spans.append((sum(since < d <= end for d in open_days[school]), done))
    rows, here = {}, len(spans)
    for low, high in CLASSES:
        inside = [done for days, done in spans if days >= low and (high is None or days <= high)]
        name = f">{low}" if high is None else str(low) if low == high else f"{low}<{high + 1}"
        rows[name] = [here, sum(inside), len(inside) - sum(inside)]
        here -= len(inside)
    return {**rows, "total": [len(spans), sum(done for _, done in spans), sum(not done for _, done in spans)]}


def measures(scope):
    s = scope
    gemeente = "('leerplichtambtenaar', 'trajectbegeleider', 'team-jeugd')"
    field = "JOIN field f ON f.n = e.n AND f.name = {}"
    found = {
        "talk": s.events("e.type = 'talk'"),
        "gemeente_talk": s.events(f"e.type = 'talk' AND e.role IN {gemeente}"),
        "prevention_talk": s.events("e.type = 'talk' AND e.role = 'preventiemedewerker'"),
        "knooppunt": s.events("e.type = 'knooppunt'"),
        "knooppunt_pupil": s.events("e.type = 'knooppunt' AND f.value = 'yes'", field.format("'pupil'")),
        "knooppunt_parents": s.events("e.type = 'knooppunt' AND f.value = 'yes'", field.format("'parents'")),
        "knooppunt_both": s.events("e.type = 'knooppunt' AND f.value = 'yes' AND g.value = 'yes'",
                                   field.format("'parents'") + " JOIN field g ON g.n = e.n AND g.name = 'pupil'"),
    }
    found = {name: s.measure(sql) for name, sql in found.items()}
    # Offered to another school or gemeente, and what went with it; what was not refused may be accepted, and then be talked about.
    away = "e.type = 'handover' AND h.value = 'offered' AND EXISTS (SELECT 1 FROM field f WHERE f.n = e.n AND f.name IN ('school', 'gemeente'))"
    state = "JOIN field h ON h.n = e.n AND h.name = 'state'"
    # A handover is of the school that gives it, wherever the dossier lies now.
    def given(condition):
        if not s.school:
            return s.events(condition, state)
        return f"SELECT e.pupil, e.n FROM event e JOIN person USING (pupil) {state} WHERE substr(e.school, 1, 4) = '{s.code[:4]}' AND {s.inside('e.date')} AND {condition}"
    def has(name, value=None):
        return f"EXISTS (SELECT 1 FROM field f WHERE f.n = e.n AND f.name = '{name}'" + (f" AND f.value = '{value}')" if value else ")")
    answer = """(SELECT min(a.n) FROM told a WHERE a.dossier = e.dossier AND a.type = 'handover' AND a.name = 'state' AND a.value <> 'offered' AND a.n > e.n)"""
    accepted = f"(SELECT value FROM field WHERE n = {answer} AND name = 'state') = 'accepted'"
    talk = f"""EXISTS (SELECT 1 FROM told t WHERE t.dossier = e.dossier AND t.type = 'talk' AND t.name = 'about' AND t.value LIKE '%handover%'
               AND (t.date > (SELECT date FROM event WHERE n = {answer}) OR t.date = (SELECT date FROM event WHERE n = {answer}) AND t.n > {answer}))"""
    found["handover"] = given("e.type = 'handover' AND h.value = 'offered'")
    found["handover_accepted"] = given(f"e.type = 'handover' AND h.value = 'offered' AND {accepted}")
    found["handover_away"] = given(away)
    found["handover_story"] = given(f"{away} AND {has('text')}")
    found["handover_a4"] = given(f"{away} AND {has('a4_on')}")
    found["handover_a4_pupil"] = given(f"{away} AND {has('a4_on')} AND {has('a4_with_pupil', 'yes')}")
    found["handover_arrived"] = given(f"{away} AND {accepted}")
    found["handover_talk"] = given(f"{away} AND {accepted} AND {talk}")
    found.update({name: s.measure(sql) for name, sql in found.items() if isinstance(sql, str)})
    sent = "JOIN field g ON g.n = e.n AND g.name = 'gemeente' JOIN field d ON d.n = e.n AND d.name = 'sent_on'"
    def verslag(condition):
        return s.measure(f"SELECT e.pupil, e.n FROM event e JOIN mine k USING (dossier) {sent} WHERE {s.visible} AND e.type = 'verslag' AND {s.inside('d.value')} AND {condition}")
    found["verslag"] = verslag("1")
    for (code,) in s.db.execute("SELECT DISTINCT value FROM told WHERE type = 'verslag' AND name = 'gemeente'").fetchall():
        found[f"verslag:{code}"] = verslag(f"g.value = '{code}'")
    for role in {role for (roles,) in s.db.execute("SELECT value FROM told WHERE type = 'knooppunt' AND name = 'parties'") for role in roles.split(",")}:
        if s.school or role != "jeugdarts":
            found[f"party:{role}"] = s.measure(s.events(f"e.type = 'knooppunt' AND (',' || f.value || ',') LIKE '%,{role},%'", field.format("'parties'")))
    first = "(SELECT dossier, min(date) AS first FROM event WHERE type = 'talk' AND role = 'preventiemedewerker' GROUP BY 1) p"
    mine = f"JOIN mine k USING (dossier) JOIN {first} USING (dossier) WHERE {s.visible} AND {s.inside('p.first')}"
    found["reported_after"] = s.measure(f"SELECT m.pupil, m.n FROM melding m {mine} AND m.date >= p.first AND {s.inside('m.date')}")
    for name, who in (("parents_informed", "parents"), ("leerplicht_informed", "leerplichtambtenaar")):
        found[name] = s.measure(f"""SELECT e.pupil, e.n FROM event e {mine} AND e.type = 'informed' AND {s.inside('e.date')}
            AND EXISTS (SELECT 1 FROM field f WHERE f.n = e.n AND f.name = 'whom' AND (',' || f.value || ',') LIKE '%,{who},%')""")
    for name in ("afspraak_broken",):
        found[name] = [0, 0]  # none was recorded
    made = f"FROM event e JOIN mine k USING (dossier) WHERE {s.visible} AND e.type = 'afspraak' AND {s.inside('k.opened')}"
    is_new = "EXISTS (SELECT 1 FROM field f WHERE f.n = e.n AND f.name = 'what')"
    found["afspraak"] = s.measure(f"SELECT e.pupil, e.n {made} AND {is_new}")
    found["afspraak_kept"] = s.measure(f"SELECT DISTINCT e.pupil, e.dossier {made} AND NOT {is_new}")  # only the first is ever kept here
    kept = f"EXISTS (SELECT 1 FROM event b JOIN field f ON f.n = b.n AND f.name = 'number' AND f.value = '1' WHERE b.dossier = e.dossier AND b.type = 'afspraak')"
    first = "e.n = (SELECT min(a.n) FROM event a WHERE a.dossier = e.dossier AND a.type = 'afspraak')"
    late = f"EXISTS (SELECT 1 FROM field f WHERE f.n = e.n AND f.name = 'due' AND f.value < '{s.on}')"
    found["afspraak_overdue"] = s.measure(f"SELECT e.pupil, e.n {made} AND {is_new} AND {late} AND NOT ({first} AND {kept})")
    asked = s.db.execute(f"""SELECT pupil, asked, held FROM (SELECT k.pupil, k.dossier, sum(f.value = 'asked') AS asked, sum(f.value = 'held') AS held
      FROM event e JOIN field f ON f.n = e.n AND f.name = 'state' JOIN mine k USING (dossier) WHERE e.type = 'consult' AND {s.visible} AND {s.inside('k.opened')}
      GROUP BY k.dossier)""").fetchall()
    found["consult"] = [len({p for p, _, _ in asked}), sum(max(a, h) for _, a, h in asked)]
    found["consult_held"] = [len({p for p, _, h in asked if h}), sum(h for _, _, h in asked)]
    return found


def lasting(scope):
    s = scope
    rows = {f"lasting_{n}": [0, 0, 0] for n in ("open_short", "open_long", "back", "offer", "exemption", "moved", "other", "ended", "withdrawn")}
    for date, begin, ended, outcome in s.db.execute(f"SELECT m.date, m.begin, m.ended, k.outcome FROM melding m JOIN mine k USING (dossier) WHERE m.kind = 'lrv' AND m.date <= '{s.until}' AND coalesce(m.ended, '9999') >= '{s.since}'"):
        if not ended or ended > s.until:
            year, month, day = map(int, begin.split("-"))
            later = f"{year + (month + 2) // 12}-{(month + 2) % 12 + 1:02}-{day:02}"
            state = "open_long" if later <= s.until else "open_short"
        else:
            state = {"back-full": "back", "back-part": "back", "other-course": "offer", "work": "offer", "exemption": "exemption", "moved": "moved",
                     None: "ended"}.get(outcome, "other")
        rows[f"lasting_{state}"][0 if date < s.since else 1] += 1
        rows[f"lasting_{state}"][2] += 1
    rows["total"] = [sum(r[i] for r in rows.values()) for i in range(3)]
    return rows


def around_talk(scope):
    """The first talk of each person, and four school weeks on both sides of it."""
    s, rows = scope, {}
    weeks = {}
    for school, date in s.db.execute("SELECT school, date FROM day"):
        weeks.setdefault(school, set()).add(datetime.date.fromisoformat(date).isocalendar()[:2])
    talks = {}
    for pupil, school, sector, talk in s.db.execute(f"SELECT pupil, school, of_sector, talk_on FROM mine WHERE {s.visible} AND {s.inside('talk_on')} ORDER BY talk_on, dossier"):
        talks.setdefault(pupil, (school, sector, talk))
    for pupil, (school, sector, talk) in talks.items():
        ends = []
        for step in (-1, 1):
            date, left = datetime.date.fromisoformat(talk), 28
            while left and date.year < 2027:
                date += datetime.timedelta(days=step)
                left -= date.isocalendar()[:2] in weeks.get(school, ())
            ends.append(str(date))
        if ends[1] > s.on:
            continue
        def total(table, cell, a, b, more=""):
            return s.db.execute(f"SELECT coalesce(sum({cell}), 0) FROM {table} WHERE pupil = ? AND brin = ? AND date BETWEEN ? AND ? {more}", (pupil, school[:4], a, b)).fetchone()[0]
        shift = lambda d, n: str(datetime.date.fromisoformat(d) + datetime.timedelta(days=n))  # noqa: E731
        kinds = f"AND kind IN ({', '.join(repr(k) for k in s.kinds)})"
        before, after = (ends[0], shift(talk, -1)), (shift(talk, 1), ends[1])
        possible = [total("school_day", "fifths", *span) for span in (before, after)]
        if not all(possible):
            continue
        row = rows.setdefault(sector, [0] * 5)
        missed = [total("valued", "fifths", *span, kinds) for span in (before, after)]
        for i, more in enumerate((1, possible[0], missed[0], possible[1], missed[1])):
            row[i] += more
    rows["total"] = [sum(r[i] for r in rows.values()) for i in range(5)]
    return rows


def telling(scope):
    s, rows = scope, {}

    def row(name, sql):
        found = dict(s.db.execute(sql)) if sql else None
        rows["telling_" + name] = [None] * 7 if found is None else [found.get(x, 0) for x in SECTORS] + [sum(found.values())]
    for name in ("absolute", "absolute_long", "absolute_solved"):
        row(name, None)
    due = "k.duty IN ('leerplichtig', 'kwalificatieplichtig')"
    melded = "SELECT k.of_sector, count(DISTINCT m.pupil) FROM melding m JOIN mine k USING (dossier) WHERE " + due
    for kind in ("16-uur", "luxe"):
        row(kind, f"{melded} AND m.kind = '{kind}' AND {s.inside('m.date')} GROUP BY 1")
    row("lrv_start", f"{melded} AND m.kind = 'lrv' AND m.date < '{s.since}' AND coalesce(m.ended, '9999') >= '{s.since}' GROUP BY 1")
    row("lrv_new", f"{melded} AND m.kind = 'lrv' AND {s.inside('m.date')} GROUP BY 1")
    row("lrv_long", f"{melded} AND m.kind = 'lrv' AND m.date <= '{s.until}' AND m.ended IS NULL AND date(m.begin, '+3 months') <= '{s.until}' GROUP BY 1")
    for article in ("5a", "5b", "5c", "5a-reizend", "3a", "3b", "15"):
        row("exempt-" + article, f"SELECT sector, count(DISTINCT pupil) FROM exemptions x JOIN person USING (pupil) WHERE article = '{article}' AND x.\"from\" <= '{s.until}' AND x.\"until\" >= '{s.since}' GROUP BY 1")
    row("halt", f"SELECT k.of_sector, count(DISTINCT e.pupil) FROM event e JOIN mine k USING (dossier) WHERE e.type = 'route' AND {due} AND {s.visible} AND {s.inside('e.date')} GROUP BY 1")
    row("proces-verbaal", "SELECT 1, 0 WHERE 0")
    return {"telling": rows}


def signals(scope):
    s = scope
    seen = s.rows("SELECT 'rule-' || rule, count(DISTINCT pupil), count(*) FROM seen GROUP BY 1", total=False)
    much = dict(s.db.execute("SELECT 'rule-' || rule, count(DISTINCT pupil) FROM seen JOIN fact USING (pupil) WHERE days >= 20 AND share >= 10 GROUP BY 1"))
    tables = {"signals": {**seen, "total": list(s.db.execute("SELECT count(DISTINCT pupil), count(*) FROM seen").fetchone())},
              "patterns": {r: [*n, much.get(r, 0)] for r, n in seen.items() if RULES[r[5:]][1]}}
    def after(kind, state=None):
        condition = f"e.type = '{kind}'" + (f" AND f.value IN ({state})" if state else "")
        return f"""EXISTS (SELECT 1 FROM event e JOIN mine k USING (dossier) LEFT JOIN field f ON f.n = e.n AND f.name = 'state'
                   WHERE e.pupil = x.pupil AND {condition} AND e.date >= x.first)"""
    tables["sickness"] = s.rows(f"""WITH x AS (SELECT rule, pupil, min(reached_on) AS first FROM seen GROUP BY 1, 2)
      SELECT 'rule-' || rule, count(*), sum({after('talk').replace('e.date >= x.first', 'k.talk_on >= x.first')}), sum({after('consult', "'asked', 'held', 'advice'")}), sum({after('consult', "'held', 'advice'")}),
      sum({after('consult', "'advice'")}) FROM x GROUP BY 1""", total=False)
    tables["sickness"] = {r: n for r, n in tables["sickness"].items() if RULES[r[5:]][0] and not RULES[r[5:]][0] & set(OPEN)}
    return tables


def cases(scope):
    s, done = scope, measures(scope)
    melded = s.rows(f"SELECT m.kind, count(DISTINCT m.pupil), count(*) FROM melding m JOIN mine USING (dossier) WHERE {s.inside('m.date')} GROUP BY 1", total=False)
    both = s.db.execute(f"SELECT count(DISTINCT m.pupil), count(*) FROM melding m JOIN mine USING (dossier) WHERE {s.inside('m.date')}").fetchone()
    states = [r[0] for r in s.db.execute(f"SELECT DISTINCT CASE WHEN is_open THEN 'open' ELSE outcome END FROM melding m JOIN mine USING (dossier) WHERE {s.inside('m.date')} ORDER BY 1")]
    route = s.measure(s.events("e.type = 'route'"))
    nothing = [0, 0]
    solved = f"""CASE WHEN NOT is_open AND outcome = 'back-full' AND at_mentor THEN 0 WHEN with_gemeente THEN 2
                 WHEN NOT is_open AND outcome = 'back-full' THEN 1 WHEN is_open THEN 4 ELSE 3 END"""
    mine = f"FROM mine WHERE {s.visible} AND {s.inside('opened')}"
    sixteen = "CASE WHEN sixteen_on IS NOT NULL THEN 2 WHEN NOT is_open AND outcome = 'back-full' THEN 0 ELSE 1 END"
    hidden = "1" if s.school else "NOT (step = 'jeugdarts' OR role = 'jeugdarts')"
    lost = "role = '' OR due_on = ''"
    open_now = f"FROM mine WHERE is_open AND {s.visible} AND {hidden}"
    met = {"met_knooppunt_both": ("knooppunt", "knooppunt_both"), "met_handover_accepted": ("handover", "handover_accepted"),
           "met_handover_a4": ("handover_away", "handover_a4"), "met_handover_a4_pupil": ("handover_a4", "handover_a4_pupil"),
           "met_handover_talk": ("handover_arrived", "handover_talk")}
    if s.school:
        met["met_consult_held"] = ("consult", "consult_held")
    table = lambda *names: {n: done[n] for n in names}  # noqa: E731
    tables = {
        "meldingen": {**{k: melded.get(k, nothing) for k in MELDINGEN}, "total": list(both)},
        "meldingen_sectors": s.meldingen_by("k.of_sector"), "meldingen_ages": s.meldingen_by("k.age_class"), "meldingen_places": s.meldingen_by("k.place"),
        "outcomes": s.rows("SELECT m.kind, " + ", ".join(f"sum(CASE WHEN is_open THEN 'open' ELSE outcome END = '{x}')" for x in states) +
                           (", " if states else "") + f"count(*) FROM melding m JOIN mine USING (dossier) WHERE {s.inside('m.date')} GROUP BY 1", total=False),
        "routes": {f"path_{p}": route if p == "halt" else nothing for p in ("help", "halt", "civil", "criminal", "school")},
        "lasting": lasting(s), "timeliness": timeliness(s), "waiting": waiting(s), "waiting_days": waiting_days(s),
        "dossiers": s.rows(f"SELECT step || '/' || role, sum(NOT (due_on <> '' AND due_on < '{s.on}')), sum(due_on <> '' AND due_on < '{s.on}'), count(*) {open_now} GROUP BY 1"),
        "ownerless": s.rows(f"SELECT 'total', coalesce(sum(NOT ({lost})), 0), coalesce(sum({lost}), 0), count(*) {open_now}", total=False),
        "verslagen": {n: v for n, v in done.items() if n.startswith("verslag:") and v[1]},
        "parties": {n: v for n, v in done.items() if n.startswith("party:") and v[1]},
        "prevention_mbo": table("prevention_talk", "verslag", "parents_informed", "leerplicht_informed", "reported_after"),
        "knooppunten": table("knooppunt", "knooppunt_pupil", "knooppunt_parents", "knooppunt_both", "afspraak", "afspraak_kept", "afspraak_broken", "afspraak_overdue"),
        "handovers": table("handover", "handover_accepted", "handover_away", "handover_story", "handover_a4", "handover_a4_pupil", "handover_arrived", "handover_talk"),
        "steps_met": {name: [done[a][1], done[b][1]] for name, (a, b) in met.items()},
        "solved": s.rows(f"SELECT of_sector, {', '.join(f'sum({solved} = {i})' for i in range(5))}, count(*) {mine} GROUP BY 1"),
        "before_sixteen": s.rows(f"SELECT of_sector, {', '.join(f'sum({sixteen} = {i})' for i in range(3))}, count(*) {mine} AND below GROUP BY 1"),
        "around_talk": around_talk(s),
        "funnel": {"funnel_signal": [s.db.execute("SELECT count(DISTINCT pupil) FROM seen").fetchone()[0]], "funnel_talk": done["talk"][:1],
                   **({"funnel_doctor": done["consult"][:1]} if s.school else {}), "funnel_knooppunt": done["knooppunt"][:1], "funnel_melding": [both[0]],
                   "funnel_gemeente": done["gemeente_talk"][:1]},
    }
    tables["prevention"] = prevention(s, tables, done)
    return tables


def subjects(scope):
    """Lessons by subject of a school. Days missed wholly tell nothing of one; late and sent out is there."""
    s, lessons = scope, {}
    for row in s.db.execute("""SELECT s.pupil, s.date, CAST(t.lesson AS INT), t.subject FROM scheduled s JOIN person USING (pupil) JOIN timetable t ON t."group" = s.grp
        AND s.date BETWEEN t."from" AND t."until" AND CAST(t.weekday AS INT) = CAST(strftime('%w', s.date) AS INT) WHERE s.brin = ? AND s.date BETWEEN ? AND ?""",
                            (s.code[:4], s.since, s.until)):
        lessons.setdefault(row[:2], {})[row[2]] = row[3]
    missed = {}
    for pupil, date, lesson in s.db.execute(f"""SELECT pupil, date, lesson FROM valued JOIN person USING (pupil) WHERE valued.brin = '{s.code[:4]}' AND {s.inside('date')}
        AND kind NOT IN ('late', 'removed')"""):
        missed.setdefault((pupil, date), set()).add(lesson)
    pupils = {}
    for day, taught in lessons.items():
        gone = missed.get(day, set())
        if 0 in gone or gone >= set(taught):
            continue
        for lesson, subject in taught.items():
            here = pupils.setdefault(day[0], {}).setdefault(subject, [0, 0])
            here[0] += 1
            here[1] += lesson in gone
    rows, expected = {f"subject:{x}": [0, 0] for taught in lessons.values() for x in taught.values()}, {}
    for own in pupils.values():
        all_lessons, all_missed = (sum(n[i] for n in own.values()) for i in (0, 1))
        for subject, (k, gone) in own.items():
            row = rows[f"subject:{subject}"]
            row[0] += k
            row[1] += gone
            if all_missed > gone:
                expected[f"subject:{subject}"] = expected.get(f"subject:{subject}", 0) + Fraction(k * (all_missed - gone), all_lessons - k)
    rows = {name: [*row, math.floor(expected.get(name, 0) * 10 + Fraction(1, 2)) / 10] for name, row in rows.items()}
    if not rows:
        return {}  # without a timetable no subject is known
    return {**rows, "total": [sum(r[0] for r in rows.values()), sum(r[1] for r in rows.values()), None]}


def meldingen_years(db, report, since, until, on):
    """Five school years, each with its own people; before the first dossier nothing is known."""
    years, first = [], int(since[:4])
    start = db.execute("SELECT min(date) FROM event WHERE type = 'opened'").fetchone()[0]
    for year in range(first - 4, first + 1):
        last = until if year == first else f"{year + 1}-07-31"
        s = Scope(db, report["scope"], report["code"], f"{year}-08-01", last, on)
        people = db.execute("SELECT count(*) FROM person").fetchone()[0]
        known = year == first or people and start and start <= last
        made = f"SELECT count(*) FROM melding m JOIN mine USING (dossier) WHERE {s.inside('m.date')}"
        years.append([db.execute(f"{made} AND m.kind = '{k}'").fetchone()[0] if known else None for k in MELDINGEN] +
                     [db.execute(made).fetchone()[0] if known else None])
    return {k: [year[i] for year in years] for i, k in enumerate([*MELDINGEN, "total"])}


def prevention(scope, tables, done):
    """Part and whole of each share; the wholes are those of the tables below it."""
    s = scope
    parts = {"solved_mentor": (tables["solved"]["total"][0], tables["solved"]["total"][5]),
             "solved_below": (tables["before_sixteen"]["total"][0], tables["before_sixteen"]["total"][3]),
             "first_talk": (tables["waiting"]["first_talk"][0], tables["waiting"]["first_talk"][3])}
    pairs = [("consult", "consult_held")] if s.school else []
    pairs += [("knooppunt", "knooppunt_both"), ("handover", "handover_accepted"), ("handover_away", "handover_a4"), ("handover_a4", "handover_a4_pupil"),
              ("handover_arrived", "handover_talk")]
    return {**{k: list(v) for k, v in parts.items()}, **{f"met_{b}": [done[b][1], done[a][1]] for a, b in pairs}}


def key_figures(scope):
    """What is compared with the year before."""
    s = scope
    one = lambda sql: list(s.db.execute(sql).fetchone())  # noqa: E731
    kinds = {k: one(f"SELECT count(DISTINCT m.pupil), count(*) FROM melding m JOIN mine USING (dossier) WHERE m.kind = '{k}' AND {s.inside('m.date')}") for k in MELDINGEN}
    kinds["total"] = one(f"SELECT count(DISTINCT m.pupil), count(*) FROM melding m JOIN mine USING (dossier) WHERE {s.inside('m.date')}")
    people, some, most = one("SELECT count(*), coalesce(sum(counted > 0), 0), coalesce(sum(counted >= 960), 0) FROM fact")
    possible, missed, unauthorised = one("SELECT coalesce(sum(possible), 0), coalesce(sum(missed), 0), coalesce(sum(m_unauthorised), 0) FROM fact")
    return kinds, {"compared_pupils": people, "compared_unauthorised": some, "compared_16": most,
                   "compared_signalled": one("SELECT count(DISTINCT pupil) FROM seen")[0], "compared_melded": kinds["total"][0]}, {
        "compared_missed": [missed, possible], "compared_unauthorised_time": [unauthorised, possible]}


def tables_of(db, report, since, until, on):
    if report["kind"] != "telling":
        years = meldingen_years(db, report, since, until, on)
    if "before" in report:
        before = Scope(db, report["scope"], report["code"], report["before"]["from"], report["before"]["until"], on)
        then, old_bands, old_cases = key_figures(before), bands(before), cases(before)
        start = db.execute("SELECT min(date) FROM event WHERE type = 'opened'").fetchone()[0]
        knew = start is not None and start <= report["before"]["until"]
    scope = Scope(db, report["scope"], report["code"], since, until, on)
    if report["kind"] == "telling":
        return telling(scope)
    s = scope
    duties = ", ".join(f"sum(duty = '{d}')" for d in ("leerplichtig", "kwalificatieplichtig", "doorstroom", "none", "unknown"))
    tables = {
        "population": s.rows(f"SELECT sector, {duties}, count(*), sum(enrolments) - count(*), sum(enrolments) FROM fact GROUP BY 1"),
        "attendance": s.attendance("sector"), "attendance_places": s.attendance("place"), "months": months(s), "days": days(s), "weekdays": weekdays(s),
        "bands": bands(s), "histogram": histogram(s),
        "unauthorised": s.hours("sector"), "unauthorised_ages": s.hours("age_class"), "unauthorised_places": s.hours("place"),
        "late": s.rows("""SELECT sector, sum(times = 0), sum(times BETWEEN 1 AND 2), sum(times BETWEEN 3 AND 5), sum(times BETWEEN 6 AND 8), sum(times >= 9),
                          sum(times > 0), 0, count(*) FROM fact GROUP BY 1"""),
        "unexplained": s.rows("SELECT sector, sum(unexplained = 0), sum(unexplained > 0), 0, count(*) FROM fact GROUP BY 1"),
        "exemptions": s.rows(f"""SELECT 'article-' || article, sum(start), sum(NOT start), count(*) FROM (SELECT DISTINCT pupil, article, x."from" <= '{since}' AS start
                                 FROM exemptions x JOIN person USING (pupil) WHERE x."from" <= '{until}' AND x."until" >= '{since}') GROUP BY 1""", total=False),
        **signals(s), **cases(s)}
    tables["meldingen_years"] = years
    if s.school:
        tables["subjects"] = subjects(s)
    if "before" in report:
        now = key_figures(s)
        unknown = lambda row: row if knew else [None] * len(row)  # noqa: E731
        tables["meldingen"] = {k: [*now[0][k], *unknown(then[0][k])] for k in now[0]}
        tables["compared_counts"] = {k: [now[1][k], then[1][k] if knew or k != "compared_melded" else None] for k in now[1]}
        tables["compared_rates"] = {k: [*now[2][k], *then[2][k]] for k in now[2]}
        place = {f"share_{n}": i for i, n in enumerate(("<5", "5<10", "10<20", "20<50", ">50"))} | {"short": 6, "unknown": 7, "total": 8}
        tables["compared_bands"] = {k: [tables["bands"]["total"][i], old_bands["total"][i]] for k, i in place.items()}
        tables["prevention"] = {k: [*n, *unknown(old_cases["prevention"][k])] for k, n in tables["prevention"].items()}
        tables["waiting"] = {k: [*n, old_cases["waiting"][k][4] if knew and k != "to_melding" else None] for k, n in tables["waiting"].items()}
    return tables
