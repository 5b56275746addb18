# SPDX-License-Identifier: EUPL-1.2
"""What is no file, templates, and the streams between the commands."""
import os

import csv_files
import toml_files
from bad import Bad, Format, edits, much

TEMPLATE = "# Gesprek\n\nBeste {{pupil}},\n\n{{#dossier}}Dossier {{dossier}}.{{/dossier}}\n"
SIGNALS = """signal,rule,valid_from,level,severity,pupil,school,gemeente,reached_on,window_from,window_until,count,threshold,unit,step,due_on,status,reason
3f2a9c51e07b4d68,lpw16,2026-08-01,law,must,P9001,99XA,0014,2025-11-12,2025-11-03,2025-11-12,16,16,hours,mentorgesprek,2025-11-17,new,
"""
ACTIONS = """[[action]]
dossier = "D4f1c000000000000"
pupil = "P9001"
school = "99XA00"
gemeente = "0014"
step = "mentorgesprek"
role = "mentor"
owner = ""
why = "lpw16"
signals = ["3f2a9c51e07b4d68"]
due_on = 2025-11-17
invite = ["pupil"]
inform = []
act = "Praat met de leerling."
basis = []
"""
RECEIPT = """[[receipt]]
batch = 1
file = "pupils.csv"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
kind = "pupils"
profile = "canonical"
rows = 2
new = 2
changed = 0
same = 0
skipped = 0
rejected = 0
withdrawn = 0
pupils = ["P9001", "P9002"]
"""

template = Format("template", "brieven/a4.nl.txt", TEMPLATE, ["report", "letter", "a4", "--dossier", "DOSSIER", "--on", "2025-11-17"], store=True,
                  beside={"verzuim.toml": 'templates = "brieven"\n'})
signals = Format("signals", "signals.csv", SIGNALS, ["escalate", "-", "--on", "2025-11-14"], code=65, store=True, stdin=True)
actions = Format("actions", "actions.toml", ACTIONS, ["report", "worklist", "-", "--on", "2025-11-14"], code=65, stdin=True)
receipt = Format("receipt", "receipts.toml", RECEIPT, ["flag", "-", "--on", "2025-11-14"], code=65, store=True, stdin=True)
run_receipt = Format("run receipt", "run.toml", "", ["flag", "--replay", "run.toml"], code=65, store=True)


def folder(path):
    path.mkdir()


def dangling(path):
    path.symlink_to("nowhere")


def loop(path):
    path.symlink_to(path.name)


def device(path):
    path.symlink_to("/dev/null")


def endless(path):
    path.symlink_to("/dev/zero")


def pipe(path):
    """A pipe into which somebody writes nothing."""
    os.mkfifo(path)
    if os.fork() == 0:
        os.close(os.open(path, os.O_WRONLY))
        os._exit(0)


def missing(path):
    pass


def of_no_file():
    forms = [(form, 65, 66) for form in (csv_files.absences, csv_files.pupils)] + [(form, form.code, 66) for form in (*toml_files.ALL, toml_files.event_rows)]
    for form, refused, unread in forms:
        yield Bad(form, "a folder", folder, code=unread)
        gone = 64 if form is toml_files.profile else unread  # a name that is no file may be that of a profile
        if form is not toml_files.profile:
            yield Bad(form, "not there", missing, code=gone)
            yield Bad(form, "a link to nothing", dangling, code=gone, like="not there")
        yield Bad(form, "a link to itself", loop, code=unread)
        if form is toml_files.config or form in (csv_files.absences, csv_files.pupils, toml_files.events):
            yield Bad(form, "a device without end", endless, code=refused, like="" if form.rows else "2 MiB")
    for form in (csv_files.absences, csv_files.pupils):
        yield Bad(form, "an empty device", device, 1, like="no bytes")
        yield Bad(form, "a pipe that brings nothing", pipe, 1, like="no bytes")
    for form in (toml_files.ladder, toml_files.profile, toml_files.events):
        yield Bad(form, "a pipe that brings nothing", pipe, like={"ladder": "id: missing", "profile": "name: missing"}.get(form.name, ""))


def of_templates():
    yield from edits(template, [
        ("an unknown name", "{{pupil}}", "{{pupli}}"), ("a name without end", "{{pupil}}", "{{pupil"), ("an empty name", "{{pupil}}", "{{}}"), ("unescaped", "{{pupil}}", "{{{pupil}}}"), ("a part", "{{pupil}}", "{{>part}}"),
        ("other marks", "{{pupil}}", "{{=<% %>=}}"), ("a section that is not closed", "{{/dossier}}", "", {"line": 0}), ("a section closed that was not opened", "{{#dossier}}", "", {"line": 0}),
        ("a section closed by another name", "{{/dossier}}", "{{/pupil}}"), ("an unknown section", "{{#dossier}}", "{{#dosier}}", {"line": 5}), ("a hundred thousand sections", "{{#dossier}}", "{{#dossier}}" * 20_000, {"line": 0, "like": "a section that is not closed"}),
    ])
    yield Bad(template, "2 MiB", TEMPLATE.encode() + b"woord " * 400_000)
    yield Bad(template, "a line of 100 MB", much(TEMPLATE.encode(), b"x" * 1_000_000, 100, b"\n"), like="2 MiB")
    yield Bad(template, "a folder", folder, code=66)


def of_streams():
    yield from edits(signals, [
        ("a column unknown", "signal,rule", "signaal,rule", {"line": 1}), ("a date that is none", "2025-11-12,2025-11-03", "2025-02-31,2025-11-03"), ("a status unknown", ",new,", ",fresh,"), ("a level unknown", ",law,", ",wet,"),
        ("a cell too few", ",new,", ",new"), ("a NUL", "P9001", b"P9\x00001"), ("no bytes", SIGNALS, "", {"line": 0}),
    ])
    yield from edits(receipt, [("no receipt", "[[receipt]]", "[[bon]]", {"line": 0}), ("pupils: a number", '["P9001", "P9002"]', "7", {"line": 0}), ("cut off", 'pupils = ["P9001", "P9002"]\n', 'pupils = ["P90', {"line": 0}), ("no bytes", RECEIPT, "", {"line": 0})])
    yield from edits(actions, [("a date that is none", "due_on = 2025-11-17", "due_on = 2025-02-31", {"line": 0}), ("a role unknown", '"mentor"\nowner', '"baas"\nowner', {"line": 0}), ("no dossier", 'dossier = "D4f1c000000000000"\n', "", {"line": 0}),
                               ("a list for a text", 'step = "mentorgesprek"', "step = [1]", {"line": 0, "like": "a role unknown"}), ("no bytes", ACTIONS, "", {"line": 0}), ("cut off", 'basis = []\n', "basis = [", {"line": 0})])


def inputs():
    yield from of_no_file()
    yield from of_templates()
    yield from of_streams()
