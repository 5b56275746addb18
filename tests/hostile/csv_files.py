# SPDX-License-Identifier: EUPL-1.2
"""Bad canonical files of each kind. A fault of a row refuses that row, one of the file refuses the file."""
import gzip

from bad import Bad, Format, edits, much

PUPILS = """pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level
P9001,2010-03-17,0014,99XA00,vo,2025-08-01,,1600,3A,M07,havo
P9002,2009-11-23,Groningen,99XA00,vo,2025-08-01,2026-07-31,1600,4B,M08,vwo
"""
SCHOOLS = """school,name,gemeente,region,email
99XA,De Verzonnen School,0014,Noord,verzuim@school.example
"""
ABSENCES = """pupil,school,date,lesson,minutes,kind,subject,code,mark
P9001,99XA,2025-11-17,1,50,unauthorised,wi,S,
P9001,99XA,2025-11-17,2,50,late,en,L,
P9002,99XA,2025-11-18,,,sick,,,
P9002,99XA,2025-11-19,3,45,authorised,ne,D,luxe
"""
STORE = {"pupils-first.csv": PUPILS, "schools-first.csv": SCHOOLS}


def form(kind, good):
    return Format(kind, f"{kind}.csv", good, ["ingest", f"{kind}.csv"], code=65, store=True, rows=True)


pupils = form("pupils", PUPILS)
schools = form("schools", SCHOOLS)
absences = form("absences", ABSENCES)
diplomas = form("diplomas", "pupil,on,diploma\nP9001,2026-06-12,havo\nP9002,2026-06-13,mbo4\n")
exemptions = form("exemptions", "pupil,from,until,article\nP9001,2025-09-01,2026-07-31,5a\nP9002,2025-10-06,,11g\n")
timetable = form("timetable", "group,from,until,weekday,lesson,subject,minutes\n3A,2025-08-01,,1,1,wi,50\n3A,2025-08-01,2026-07-31,2,3,en,45\n")
concerns = form("concerns", "pupil,on,by,theme\nP9001,2025-11-17,mentor,gedrag\nP9002,2025-11-18,mentor,thuis\n")
calendar = form("calendar", "school,from,until,name\n99XA,2025-11-17,2025-11-18,studiedag\n*,2025-12-24,2025-12-24,kerstviering\n")
ALL = [pupils, schools, absences, diplomas, exemptions, timetable, concerns, calendar]


def dates(column, value, shown=True):
    """What a date can be instead; a birth date is not repeated in a message, so there one text does for all."""
    same = {} if shown else {"like": f"{column}: no date that exists"}
    for name, bad in {"31 February": "2026-02-31", "29 February of no leap year": "2025-02-29", "day 0": "2026-01-00", "month 13": "2026-13-01", "the year 0003": "0003-09-07",
                      "the year 6209": "6209-09-07", "a date of a spreadsheet": "45978", "a date with a time": "2026-01-05T08:00", "day first": "05-01-2026", "a date of words": "5 jan 2026",
                      "Arabic digits": "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0665"}.items():
        yield f"{column}: {name}", value, bad, dict(same)


def numbers(column, old, make):
    for name, bad in {"a fraction": "1.5", "below nought": "-5", "too large": "4294967297", "a word": "NS", "Arabic digits": "\u0661", "hexadecimal": "0x10"}.items():
        yield f"{column}: {name}", old, make(bad), {"like": f"{column}: no whole number"}


def of_pupils():
    yield from edits(pupils, [
        *dates("birth_date", "2010-03-17", shown=False),
        *dates("from", "2025-08-01"),
        *dates("until", "2026-07-31"),
        *numbers("weekly_minutes", ",1600,3A", lambda bad: f",{bad},3A"),
        ("pupil: empty", "P9001,", ","),
        ("pupil: a name", "P9001,", '"Verzonnen, Jan",'),
        ("pupil: an address", "P9001,", "jan@school.example,", {"like": "pupil: a name"}),
        ("pupil: too long", "P9001", "P" * 65),
        ("pupil: cannot be seen", "P9001", "P9\u200b001"),
        ("pupil: a no-break space", "P9001", "P9001\u00a0", {"like": "pupil: cannot be seen"}),
        ("pupil: turned round", "P9001", "P9\u202e001", {"like": "pupil: cannot be seen"}),
        ("pupil: spoilt by a spreadsheet", "P9001", "1.11222E+08"),
        ("born after the first day", "2010-03-17", "2025-09-01"),
        ("gemeente: unknown code", "0014", "9999"),
        ("gemeente: unknown name", "Groningen", "Nergenshuizen", {"like": "gemeente: unknown code"}),
        ("gemeente: a slip", "Groningen", "Gronigen"),
        ("gemeente: a path", "0014", "../../x", {"like": "gemeente: unknown code"}),
        ("school: empty", "99XA00,vo,2025-08-01,,", ",vo,2025-08-01,,"),
        ("school: no BRIN", "99XA00", "Lyceum"),
        ("school: a path", "99XA00", "99/../X", {"like": "school: no BRIN"}),
        ("school: small letters", "99XA00", "99xa00"),
        ("school: a digit short", "99XA00", "99XA0", {"like": "school: no BRIN"}),
        ("sector: empty", ",vo,", ",,"),
        ("sector: unknown", ",vo,", ",hbo,"),
        ("sector: a slip", ",vo,", ",vavoo,"),
        ("from: empty", "2025-08-01,,", ",,"),
        ("until before from", "2026-07-31", "2025-07-31"),
        ("group: too long", "3A", "3" * 200),
        ("mentor: a name", "M07", '"Verzonnen, Anna"'),
        ("level: too long", "havo", "h" * 200),
        ("a cell too few", ",havo", ""),
        ("a cell too many", "havo", "havo,x"),
        ("two enrolments with one key", "P9002,2009-11-23,Groningen,99XA00,vo,2025-08-01,2026-07-31,1600,4B", "P9001,2010-03-17,0014,99XA00,vo,2025-08-01,,1500,4B",
         {"rows": 2, "line": 2, "like": "two rows with one key"}),
    ])


def of_absences():
    yield from edits(absences, [
        *dates("date", "2025-11-18"),
        ("date: before 2000", "2025-11-18", "1999-12-31"),
        *numbers("lesson", ",3,45", lambda bad: f",{bad},45"),
        *numbers("minutes", ",45,", lambda bad: f",{bad},"),
        ("lesson: nought", ",3,45", ",0,45", {"like": "lesson: no whole number"}),
        ("lesson: 31", ",3,45", ",31,45", {"like": "lesson: no whole number"}),
        ("minutes: more than a day", ",45,", ",1441,", {"like": "minutes: no whole number"}),
        ("kind: empty", "unauthorised", ""),
        ("kind: Dutch", "unauthorised", "ongeoorloofd"),
        ("kind: a slip", "unauthorised", "unauthorized"),
        ("mark: unknown", "luxe", "feest"),
        ("mark: a slip", "luxe", "luxee"),
        ("subject: too long", ",wi,", "," + "w" * 200 + ","),
        ("code: too long", "wi,S,", "wi," + "S" * 40 + ","),
        ("code: hidden letters", "wi,S,", "wi,\u2066S,"),
        ("lesson twice with other values", "P9001,99XA,2025-11-17,2,50,late", "P9001,99XA,2025-11-17,1,45,late", {"rows": 2, "line": 2}),
    ])


def of_others():
    yield from edits(diplomas, [*dates("on", "2026-06-12"), ("diploma: empty", "havo", ""), ("diploma: unknown", "havo", "gymnasiumbul"), ("diploma: a slip", "mbo4", "mbo5"),
                                ("on: empty", "2026-06-12", "")])
    yield from edits(exemptions, [*dates("from", "2025-09-01"), ("until: day 32", "2026-07-31", "2026-07-32"), ("until before from", "2026-07-31", "2025-07-31"),
                                  ("article: empty", "5a", ""), ("article: unknown", "5a", "99z"), ("article: a slip", "11g", "11h")])
    yield from edits(timetable, [*dates("from", "2025-08-01"), *numbers("weekday", ",2,3,", lambda bad: f",{bad},3,"), ("weekday: 8", ",2,3,", ",8,3,", {"like": "weekday: no whole number"}),
                                 ("lesson: empty", ",2,3,en", ",2,,en"), ("minutes: empty", "en,45", "en,"), ("minutes: too many", "en,45", "en,601"), ("group: empty", "3A,2025-08-01,2026", ",2025-08-01,2026")])
    yield from edits(concerns, [*dates("on", "2025-11-18"), ("by: empty", "mentor,thuis", ",thuis"), ("by: a slip", "mentor,thuis", "mentr,thuis"), ("by: unknown", "mentor,thuis", "buurvrouw,thuis"),
                                ("theme: empty", "gedrag", ""), ("theme: unknown", "gedrag", "diagnose"), ("theme: a slip", "gedrag", "gedraag")])
    yield from edits(schools, [("region: unknown", "Noord", "Oost"), ("region: a slip", "Noord", "Nord"), ("email: none", "verzuim@school.example", "bel maar"),
                               ("email: two", "verzuim@school.example", "a@school.example b@school.example", {"like": "email: none"}),
                               ("email: a header smuggled in", "verzuim@school.example", "\"a@school.example\nBcc: b@x.example\""), ("name: too long", "De Verzonnen School", "D" * 300),
                               ("gemeente: unknown", "0014", "0000"), ("school: empty", "99XA,", ",", {"nth": 0})])
    yield from edits(calendar, [*dates("until", "2025-11-18"), ("until: empty", "2025-11-18", ""), ("until before from", "2025-11-18", "2025-11-16"), ("longer than a year", "2025-11-18", "2027-11-18"),
                                ("school: none", "99XA", "school"), ("school: small letters", "99XA", "99xa", {"like": "school: none"}), ("school: empty", "99XA", ""), ("name: too long", "studiedag", "s" * 300)])


def of_bytes():
    """What can be wrong with any file, tried on the kind that comes every week, and in part on all."""
    n = ABSENCES.count("\n")
    last = n + 1
    good = ABSENCES.encode()
    yield from edits(absences, [
        ("a NUL", "P9001,99XA,2025-11-17,2", b"P9\0001,99XA,2025-11-17,2"),
        ("a byte that is no UTF-8", "P9001,99XA,2025-11-17,2", b"P9\xff001,99XA,2025-11-17,2"),
        ("a lone CR", "wi,S,\n", "wi,S,\r", {"line": 2}),
        ("an escape", "P9001,99XA,2025-11-17,2", "P9\x1b[2J,99XA,2025-11-17,2"),
        ("a quote inside a cell", "wi,S", 'w"i,S'),
        ("text behind a quote", "wi,S", '"w"i,S', {"like": "a quote inside a cell"}),
        ("a line end in a cell", "P9001,99XA,2025-11-17,2", '"P9\n001",99XA,2025-11-17,2', {"line": 3}),
        ("a cell of 5 KiB", ",wi,", "," + "w" * 5000 + ","),
        ("a header that is unknown", "pupil,school", "leerling,school", {"code": 65, "line": 1}),
        ("a header with a slip", "minutes", "minuts", {"code": 65, "line": 1}),
        ("a header without a column", ",kind,", ",", {"code": 65, "line": 1}),
        ("a header twice the same", "mark", "kind", {"code": 65, "line": 1}),
        ("a header with a NUL", "pupil", b"pup\0il", {"code": 65, "line": 1}),
        ("a header turned round", "pupil", "\u202epupil", {"code": 65, "line": 1}),
    ])
    for form in ALL:
        first, width = form.good.partition(",")[0], form.good.splitlines()[0].count(",")
        lines = form.good.count("\n")
        yield Bad(form, "no bytes", b"", 1)
        yield Bad(form, "cut off in its last row", form.good.encode()[:form.good.rindex(",")], lines)
        yield Bad(form, "a million columns", much(form.good.encode(), b"," * 10_000, 100, b"\n"), lines + 1, 1, 1)
        yield Bad(form, "70 columns", form.good.encode() + b"," * 70 + b"\n", lines + 1, 1, 1, like="a million columns")
        yield Bad(form, "delimiters only", form.good.encode() + b"," * width + b"\n", lines + 1, 1, 1, like=f"{first}: empty")
        yield Bad(form, "a line of totals", form.good.encode() + b"Totaal,2\n", lines + 1, 1, 1)
    yield Bad(absences, "a line of 100 MB", much(good, b"x" * 1_000_000, 100, b"\n"), last, 1, 1)
    yield Bad(absences, "a header of 100 MB", much(b"", b"pupil," * 170_000, 100, b"\n"), 1)
    yield Bad(absences, "a quote opened and 30 MB behind it", much(good + b'"', b"a,b,c,d,e\n" * 100_000, 30, b""), last)
    yield Bad(absences, "a million quotes", good + b'"' * 1_000_001 + b"\n", last)
    yield Bad(absences, "NULs only", bytes(10_000), 1)
    yield Bad(absences, "200 MB of NULs, packed", gzip.compress(good) + gzip.compress(bytes(4_000_000)) * 50, last, 65, like="cut off in its last row")
    yield Bad(absences, "packed and cut off", gzip.compress(good, mtime=0)[:-9])
    yield Bad(absences, "packed with a wrong sum", gzip.compress(good, mtime=0)[:-8] + b"\1\2\3\4" + gzip.compress(good, mtime=0)[-4:])
    yield Bad(absences, "packed twice", gzip.compress(gzip.compress(good)))
    yield Bad(absences, "UTF-16 that ends in half a letter", ABSENCES.encode("utf-16")[:-1])
    yield Bad(absences, "UTF-32", ABSENCES.encode("utf-32"))
    for name, head in {"a workbook": b"PK\3\4", "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1", "a PDF": b"%PDF-1.7\n", "a web page": b"<!DOCTYPE html>\n<html>", "JSON": b"{\"rows\": [\n"}.items():
        yield Bad(absences, name, head + bytes(range(256)) * 8)
    yield Bad(absences, "bars", good.replace(b",", b"|"), 1)
    yield Bad(absences, "tabs", good.replace(b",", b"\t"), 1, like="bars")
    yield Bad(absences, "twenty bad rows", good + b"P9001,99XA,2025-13-17,2,50,late,en,L,\n" * 20, 0, 65, like="date: month 13", says="20 of 24 rows refused")


def inputs():
    yield from of_pupils()
    yield from of_absences()
    yield from of_others()
    yield from of_bytes()
