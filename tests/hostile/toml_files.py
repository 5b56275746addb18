# SPDX-License-Identifier: EUPL-1.2
"""Bad configs, rules, ladders, profiles and events, and bad streams between the commands."""
from bad import Bad, Format, edits, much

DOSSIER = [""]  # the dossier of the store, once there is one

CONFIG = """store = "store.db"
books = ["law", "national", "school"]
holder = { kind = "school", code = "99XA" }

[report]
withhold = 5
sickness_totals = false

[roles.mentor]
label = "coach"

[[contact]]
role = "leerplichtambtenaar"
gemeente = "0014"
phone = "050 000 00 00"
mail = "leerplicht@gemeente.example"

[jeugdarts]
without = ["0014"]
"""
RULE = """[[rule]]
id = "zes-uur"
title = "Zes lesuren in vier lesweken"
level = "school"
basis = { text = "Verzuimprotocol van de verzonnen school", checked = 2026-06-01, says = "Bij zes lesuren belt de mentor." }
valid_from = 2026-08-01
count = { of = "lessons", kind = ["unauthorised"] }
window = { school_weeks = 4 }
when = { at_least = 6 }
then = { severity = "should", step = "contact", within = { school_days = 2 } }

[[test]]
rule = "zes-uur"
name = "zes lessen op twee maandagen"
days = ["2026-09-07 unauthorised 1-4", "2026-09-14 unauthorised 1-2"]
fires = [2026-09-14]

[[test]]
rule = "zes-uur"
name = "vijf is te weinig"
days = ["2026-09-07 unauthorised 1-4", "2026-09-14 unauthorised 1"]
fires = []

[[test]]
rule = "zes-uur"
name = "de vijfde week telt niet mee"
days = ["2026-08-31 unauthorised 1-4", "2026-09-28 unauthorised 1-2"]
fires = []
"""
LADDER = """id = "eigen"
title = "Onze stappen"
sectors = ["vo"]
seen_late = { days = 14 }
choose = { role = "schoolleiding", act = "Kies wie verder helpt." }
start = { default = "vroege-actie", verzuim = "gesprek" }

[[basis]]
text = "Afspraak van de school"

[holder]
schoolleiding = "school"
mentor = "school"

[[step]]
id = "vroege-actie"
title = "Even praten"
role = "mentor"
act = "Vraag hoe het gaat."
record = ["talk"]
within = { school_days = 2 }
invite = ["pupil"]
follow = { act = "Kijk nog eens.", within = { school_weeks = 2 } }

[[step]]
id = "gesprek"
title = "Gesprek"
role = "mentor"
act = "Praat met de leerling en de ouders."
record = ["talk"]
within = { school_days = 5 }
invite = ["pupil", { whom = "parents", below_age = 18 }]
follow = { act = "Kijk nog eens.", within = { school_weeks = 2 } }
"""
PROFILE = """name = "onze-school"
title = "Onze school"
kind = "absences"

[file]
delimiter = ";"
encoding = "auto"

[columns]
pupil = "leerling"
date = "datum"
lesson = "uur"
code = "reden"

[fixed]
school = "99XA00"

[dates]
formats = ["d-M-yyyy", "yyyy-MM-dd"]

[codes]
Z = "sick"
S = "unauthorised"
L = "late"
"""
EXPORT = "leerling;datum;uur;reden\nP9001;17-11-2025;1;S\n"
EVENTS = """[[event]]
type = "contact"
on = 2025-11-12
reached = true
by = "mentor"

[[event]]
type = "talk"
on = 2025-11-13
present = ["pupil", "parents"]
cause = "school"
need = "attention"
by = "mentor"
"""
ROWS = """type,on,by,present,cause,need,reached
contact,2025-11-12,mentor,,,,yes
talk,2025-11-13,mentor,pupil,school,attention,
"""

config = Format("config", "verzuim.toml", CONFIG, ["--config", "verzuim.toml", "rules", "list"])
rule = Format("rule", "own.toml", RULE, ["rules", "check", "own.toml"])
rule_tests = Format("rule test", "own.toml", RULE, ["rules", "test", "own.toml"])
ladder = Format("ladder", "own.toml", LADDER, ["escalate", "--ladder", "own.toml", "--on", "2025-11-14"], store=True)
profile = Format("profile", "own.toml", PROFILE, ["ingest", "--profile", "own.toml", "week.csv"], store=True, beside={"week.csv": EXPORT})
events = Format("event", "talks.toml", EVENTS, ["dossier", "record", "DOSSIER", "--from", "talks.toml", "--on", "2025-11-14"], code=65, store=True)
event_rows = Format("event rows", "talks.csv", ROWS, ["dossier", "record", "DOSSIER", "--from", "talks.csv", "--on", "2025-11-14"], code=65, store=True)
# Told with the same words, for they are the same to whoever has to mend them.
LIKE = {"an isolate in a key": "turned round", "a comment turned round": "turned round", "inline tables 40 deep": "nested 40 deep", "a hundred thousand brackets": "nested 40 deep",
        "a hundred thousand table brackets": "nested 40 deep", "a hundred thousand dots": "nested 40 deep", "noise": "a byte that is no UTF-8", "packed": "a byte that is no UTF-8", "NULs only": "a NUL", "UTF-32": "UTF-16"}
# A file of events that does not look like TOML is taken for CSV.
LIKE_EVENTS = {"NULs only": "noise", "UTF-16": "noise", "UTF-32": "noise", "packed": "noise", "noise": "noise"}
ALL = [config, rule, ladder, profile, events]


def of_text():
    """What can be wrong with any TOML file."""
    for form in ALL:
        good, lines = form.good.encode(), form.good.count("\n")
        first = form.good.index("\n", form.good.index('"')) + 1  # behind a line with a text in it
        at = form.good.count("\n", 0, first) + 1

        def put(text, line=at):
            data = text if isinstance(text, bytes) else text.encode()
            return good[:first] + data + good[first:], line

        for name, (data, line), *more in [
                ("a NUL", put(b'x = "a\0b"\n')), ("a byte that is no UTF-8", put(b'x = "a\xff"\n')), ("a lone CR", put("x = 1\rx2 = 2\n")), ("an escape", put(b'x = "\x1b[2J"\n')),
                ("turned round", put('x = "a\u202eb"\n')), ("an isolate in a key", put('"a\u2066b" = 1\n')), ("a comment turned round", put("# \u202e hidden\n")),
                ("a hundred thousand brackets", put("x = " + "[" * 100_000 + "\n")), ("a hundred thousand table brackets", put("[" * 100_000 + "\n")),
                ("a hundred thousand dots", put("a" + ".a" * 100_000 + " = 1\n")), ("nested 40 deep", put("x = " + "[" * 40 + "]" * 40 + "\n")), ("inline tables 40 deep", put("x = " + "{a=" * 40 + "1" + "}" * 40 + "\n")),
                ("31 February", put("x = 2026-02-31\n")), ("month 13", put("x = 2026-13-01\n")), ("hour 25", put("x = 2026-01-01T25:00:00\n")), ("a number past the end", put("x = 99999999999999999999\n")),
                ("a text that is not closed", put('x = "open\n')), ("a list that is not closed", (good + b"x = [1, 2\n", 0)), ("no value", put("x =\n")), ("no key", put("= 1\n")), ("a bare word", put("woord\n")),
                ("two values", put("x = 1 2\n")), ("a leading zero", put("x = 01\n")), ("a wrong escape", put('x = "\\q"\n')), ("half a pair", put('x = "\\uD800"\n')), ("CSV", (b"pupil,on,by,theme\nP9001,2025-11-17,mentor,gedrag\n", 1)),
                ("JSON", (b'{"rule": []}\n', 1)), ("a web page", (b"<!DOCTYPE html>\n", 1)), ("noise", (bytes(range(128, 256)) * 9, 1)), ("NULs only", (bytes(4096), 1)), ("packed", (b"\x1f\x8b\x08\0\0\0\0\0", 1)),
                ("UTF-16", (form.good.encode("utf-16"), 1)), ("UTF-32", (form.good.encode("utf-32"), 1)), ("the file behind itself", (good + good, 0)), ("2 MiB", (good + b"# x\n" * 600_000, 0))]:
            if form is events and name in ("the file behind itself",):
                continue  # the same talk twice is two talks
            if form is events and not name.startswith(("a ", "an ", "31", "month", "hour", "nested", "inline", "turned", "half", "no ", "two", "2 ")):
                line = min(line, 1)
            yield Bad(form, name, data, line, like=(LIKE_EVENTS if form is events and name in LIKE_EVENTS else LIKE).get(name, ""))
        yield Bad(form, "a line of 100 MB", much(good + b"# ", b"x" * 1_000_000, 100, b"\n"), like="2 MiB")
        yield Bad(form, "a key that is unknown", *put("onbekend = 1\n"))
        for cut in (good.rindex(b'"') - 1, good.rindex(b"=") + 1):
            yield Bad(form, f"cut off behind {cut} bytes", good[:cut], 0)


def of_config():
    yield from edits(config, [
        ("holder: unknown", 'kind = "school"', 'kind = "bank"'), ("holder: no table", '{ kind = "school", code = "99XA" }', '"school"'), ("holder: a word too many", 'code = "99XA"', 'code = "99XA", x = 1'),
        ("holder: without kind", 'kind = "school", ', ""), ("holder: no such gemeente", 'kind = "school", code = "99XA"', 'kind = "gemeente", code = "9999"'),
        ("books: unknown", '"national"', '"nationaal"'), ("books: a number", '["law", "national", "school"]', "3"), ("store: a number", '"store.db"', "7"),
        ("withhold: below nought", "withhold = 5", "withhold = -1"), ("withhold: a text", "withhold = 5", 'withhold = "vijf"', {"like": "withhold: below nought"}), ("sickness_totals: a text", "= false", '= "nee"'),
        ("role: unknown", "[roles.mentor]", "[roles.mentr]"), ("role: without label", 'label = "coach"', "", {"line": 9}), ("role: no table", '[roles.mentor]\nlabel = "coach"', '[roles]\nmentor = "coach"', {"line": 10, "like": "holder: no table"}),
        ("contact: unknown role", 'role = "leerplichtambtenaar"', 'role = "buurvrouw"'), ("contact: no such gemeente", 'gemeente = "0014"', 'gemeente = "9999"', {"like": "holder: no such gemeente"}), ("contact: a phone of words", "050 000 00 00", "bel maar"),
        ("contact: no address", "leerplicht@gemeente.example", "leerplicht"), ("contact: a line smuggled into the address", "leerplicht@gemeente.example", "a@b.example\\nBcc: x@y.example"),
        ("jeugdarts: no such gemeente", 'without = ["0014"]', 'without = ["Nergens"]'), ("jeugdarts: a slip", "without", "withuot"), ("rules: a number in a list", "books =", "rules = [1]\nbooks =", {"line": 2, "like": "store: a number"}),
    ])


def of_rule():
    yield from edits(rule, [
        ("id: capitals", '"zes-uur"\ntitle', '"Zes Uur"\ntitle'), ("id: a path", '"zes-uur"\ntitle', '"../zes"\ntitle', {"like": "id: capitals"}), ("id: missing", 'id = "zes-uur"\ntitle', "title", {"line": 1}),
        ("level: unknown", '"school"', '"wet"'), ("basis: missing", "basis =", "basiss ="), ("basis: without text", 'text = "Verzuimprotocol van de verzonnen school", ', ""),
        ("valid_from: a text", "= 2026-08-01", '= "2026-08-01"'), ("until before from", "valid_from = 2026-08-01", "valid_from = 2026-08-01\nvalid_until = 2025-08-01", {"line": 1}),
        ("of: unknown", 'of = "lessons"', 'of = "minuten"'), ("kind: unknown", '"unauthorised"]', '"ongeoorloofd"]'), ("kind: missing", ', kind = ["unauthorised"]', ""), ("kind: a slip of the key", "kind = [", "kinds = [", {"like": "kind: missing"}),
        ("window: two of them", "school_weeks = 4", "school_weeks = 4, days = 28"), ("window: nought", "school_weeks = 4", "school_weeks = 0"), ("window: below nought", "school_weeks = 4", "school_weeks = -4"),
        ("window: a fraction", "school_weeks = 4", "school_weeks = 4.5", {"like": "window: below nought"}), ("window: unknown", "school_weeks = 4", "schoolweken = 4"), ("when: empty", "{ at_least = 6 }", "{ }"),
        ("when: two ways", "at_least = 6", "at_least = 6, more_than = 5"), ("when: not a number", "at_least = 6", "at_least = nan"), ("when: endless", "at_least = 6", "at_least = inf", {"like": "when: not a number"}),
        ("when: a text", "at_least = 6", 'at_least = "zes"'), ("when: a value that is not there", "at_least = 6", 'at_least = "$zes"'), ("when: rungs that fall", "at_least = 6", "at_least = [6, 3]", {"line": 1}), ("when: too large", "at_least = 6", "at_least = 1000001", {"like": "when: not a number"}),
        ("severity: unknown", '"should"', '"moet"'), ("severity: missing", 'severity = "should", ', ""), ("term: two of them", "{ school_days = 2 }", "{ school_days = 2, days = 3 }"),
        ("term: unknown", "{ school_days = 2 }", "{ weken = 2 }"), ("a rule twice", "[[test]]", RULE.partition("\n[[test]]")[0] + "\n[[test]]", {"line": 12, "like": "the file behind itself"}),
        ("in force in the year 0003", "= 2026-08-01", "= 0003-08-01"), ("in force in the year 6209", "= 2026-08-01", "= 6209-08-01"),
    ])


    yield from edits(rule_tests, [
        ("test: of no rule", 'rule = "zes-uur"\nname = "zes', 'rule = "zeven-uur"\nname = "zes', {"line": 12}), ("test: a day that is none", "2026-09-07 unauthorised 1-4", "2026-02-31 unauthorised 1-4", {"line": 12}),
        ("test: a kind that is none", "2026-09-07 unauthorised 1-4", "2026-09-07 spijbelen 1-4", {"line": 12}), ("test: lessons the wrong way", "2026-09-07 unauthorised 1-4", "2026-09-07 unauthorised 4-1", {"line": 12}),
        ("test: words too many", "2026-09-07 unauthorised 1-4", "2026-09-07 unauthorised 1-4 x y z", {"line": 12}), ("test: without fires", "fires = [2026-09-14]\n", "", {"line": 12}),
        ("test: the year 0003", "2026-09-07 unauthorised 1-4", "0003-09-07 unauthorised 1-4", {"line": 12}), ("test: the year 6209", "2026-09-07 unauthorised 1-4", "6209-09-07 unauthorised 1-4", {"line": 12}),
    ])


def of_ladder():
    yield from edits(ladder, [
        ("id: missing", 'id = "eigen"\n', ""), ("sectors: unknown", '["vo"]', '["hbo"]'), ("sectors: none", '["vo"]', "[]"), ("seen_late: two terms", "{ days = 14 }", "{ days = 14, school_days = 2 }"),
        ("seen_late: a number", "{ days = 14 }", "14"), ("choose: unknown role", '{ role = "schoolleiding", act', '{ role = "baas", act'), ("choose: missing", "choose =", "kies =", {"line": 1}), ("start: no default", 'default = "vroege-actie", ', ""),
        ("start: no such step", 'verzuim = "gesprek"', 'verzuim = "praatje"'), ("start: no such theme", 'verzuim = "gesprek"', 'verzuimm = "gesprek"'), ("holder: unknown", 'mentor = "school"', 'mentor = "iedereen"'),
        ("holder: unknown role", 'mentor = "school"', 'mentro = "school"'), ("holder: a gemeente's role at school", 'mentor = "school"', 'mentor = "school"\nleerplichtambtenaar = "school"', {"line": 14}), ("holder: missing", 'mentor = "school"\n', "", {"line": 0}),
        ("step: twice", 'id = "gesprek"', 'id = "vroege-actie"', {"line": 25}), ("step: without id", 'id = "gesprek"\n', "", {"line": 25, "like": "id: missing"}), ("step: without act", 'act = "Vraag hoe het gaat."\n', "", {"line": 15}), ("step: without term", "within = { school_days = 2 }\n", "", {"line": 15}),
        ("step: role unknown", 'role = "mentor"\nact = "Vraag', 'role = "mentr"\nact = "Vraag'), ("record: unknown event", 'record = ["talk"]', 'record = ["praat"]'), ("record: none", 'record = ["talk"]', "record = []"), ("invite: unknown", 'invite = ["pupil"]', 'invite = ["buren"]'),
        ("invite: a number", 'invite = ["pupil"]', "invite = [3]", {"like": "seen_late: a number"}), ("within: below nought", "school_days = 2 }", "school_days = -2 }"), ("within: a fraction", "school_days = 2 }", "school_days = 2.5 }", {"like": "within: below nought"}),
        ("within: without end", "school_days = 2 }", "school_days = 2000000 }", {"like": "within: below nought"}), ("within: unknown", "{ school_days = 2 }", "{ weeks = 2 }"), ("follow: without act", 'act = "Kijk nog eens.", ', "", {"like": "step: without act"}), ("moves: to no step", "[[basis]]", "[[basis]]", {"line": 0}),
    ][:-1])


def of_profile():
    yield from edits(profile, [
        ("name: missing", 'name = "onze-school"\n', "", {"line": 1}), ("kind: unknown", '"absences"', '"afwezig"'), ("delimiter: unknown", 'delimiter = ";"', 'delimiter = "##"'), ("delimiter: a quote", 'delimiter = ";"', "delimiter = '\"'", {"like": "delimiter: unknown"}),
        ("encoding: unknown", '"auto"', '"utf-9"'), ("column: unknown", 'lesson = "uur"', 'les = "uur"'), ("column: number 0", 'lesson = "uur"', "lesson = 0"), ("column: number 1000", 'lesson = "uur"', "lesson = 1000", {"like": "column: number 0"}),
        ("column: no names", 'lesson = "uur"', "lesson = []"), ("pupil: missing", 'pupil = "leerling"\n', "", {"line": 0}), ("date: missing", 'date = "datum"\n', "", {"line": 0}), ("school: no BRIN", "99XA00", "lyceum"), ("school: small letters", "99XA00", "99xa00", {"like": "school: no BRIN"}),
        ("dates: no form", '["d-M-yyyy", "yyyy-MM-dd"]', '["vandaag"]'), ("dates: none", '["d-M-yyyy", "yyyy-MM-dd"]', "[]"), ("dates: without day", '"d-M-yyyy"', '"M-yyyy"', {"like": "dates: no form"}), ("codes: no kind", 'S = "unauthorised"', 'S = "spijbelen"'), ("codes: a slip", 'L = "late"', 'L = "laet"'),
        ("codes: a number", 'L = "late"', "L = 3"), ("codes: without their column", 'code = "reden"\n', "", {"line": 0}), ("based on nothing", 'kind = "absences"', 'kind = "absences"\nbased_on = "niets"', {"line": 4}),
        ("types: without their column", "[codes]", '[types]\n1 = "absent"\n[codes]', {"line": 0}), ("lesson times: none", "[codes]", '[lesson_times]\n1 = "vroeg"\n[codes]', {"line": 22}), ("lesson times: the wrong way", "[codes]", '[lesson_times]\n1 = "09:20-08:30"\n[codes]', {"line": 22, "like": "lesson times: none"}),
        ("headerless without a shape", 'encoding = "auto"', 'encoding = "auto"\nheader = false', {"line": 0}),
    ])


def of_events():
    yield from edits(events, [
        ("type: unknown", '"contact"', '"contakt"', {"line": 1}), ("type: missing", 'type = "contact"\n', "", {"line": 1}), ("type: a number", '"contact"', "7", {"line": 1}), ("on: 31 February, as text", "2025-11-12", '"2026-02-31"'), ("on: the year 0003", "2025-11-12", "0003-11-12"),
        ("on: the year 6209", "2025-11-12", "6209-11-12"), ("on: a text", "2025-11-12", '"gisteren"', {"like": "on: 31 February, as text"}), ("by: unknown", 'reached = true\nby = "mentor"', 'reached = true\nby = "mentr"', {"line": 5}), ("cause: unknown", '"school"', '"huis"'), ("cause: missing", 'cause = "school"\n', "", {"line": 7}),
        ("present: a stranger", '"parents"', '"buren"'), ("a field that is unknown", 'need = "attention"', 'need = "attention"\nkleur = "rood"', {"line": 13}), ("a name among the fields", 'by = "mentor"\n\n', 'by = "mentor"\nname = "Jan Verzonnen"\n\n', {"line": 6}),
        ("of another dossier", 'type = "contact"', 'type = "contact"\ndossier = "Dffffffffffffffff"', {"line": 0}), ("text: a birth date", 'need = "attention"', 'need = "attention"\ntext = "Geboren op 17-03-2010."', {"line": 13}), ("text: a number of a person", 'need = "attention"', 'need = "attention"\ntext = "Nummer 111222333."', {"line": 13}),
        ("text: turned round", 'need = "attention"', 'need = "attention"\ntext = "Alles \u202egoed."', {"line": 13, "like": "turned round"}), ("text: an escape", 'need = "attention"', 'need = "attention"\ntext = "Alles \\u001b[2J goed."', {"line": 13}), ("text: 100 KB", 'need = "attention"', 'need = "attention"\ntext = "' + "goed " * 20_000 + '"', {"line": 13}),
        ("no events", EVENTS, "x = 1\n", {"line": 0}),
    ])
    yield from edits(event_rows, [
        ("type: unknown", "contact,", "contakt,"), ("on: 31 February", "2025-11-12", "2025-02-31"), ("on: the year 0003", "2025-11-12", "0003-11-12"), ("on: the year 6209", "2025-11-12", "6209-11-12"), ("by: unknown", "2025-11-12,mentor", "2025-11-12,buurvrouw"), ("cause: unknown", "school", "huis"),
        ("need: missing", "attention", ""), ("a column that is unknown", "cause", "oorzaak"), ("a column twice", "present", "on"), ("a cell too few", "attention,", "attention"), ("a NUL", "pupil", b"pu\0pil"), ("turned round", "pupil,school", "pu\u202epil,school"), ("no bytes", ROWS, ""), ("header alone", ROWS.partition("\n")[2], "", {"line": 1, "like": "no bytes"}),
        ("a quote opened", "pupil,school", '"pupil,school'), ("2 MiB", ROWS.partition("\n")[2], ROWS.partition("\n")[2] * 20_000, {"line": 0}),
    ])


def inputs():
    yield from of_text()
    for family in (of_config, of_rule, of_ladder, of_profile, of_events):
        yield from family()
