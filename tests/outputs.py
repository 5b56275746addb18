#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Looks at what comes out when hostile words went in: outputs.py PROGRAM.

No cell of a report is a formula, no page holds markup or a script that is not ours, no name of a file comes out of data,
nothing outside the folder of --out changes, and what a link points at is never written over.
"""
import csv
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"\"http://x.example\"\")"]
MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>\'&""><svg onload=alert(1)>'
NAMES = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
TAGS = set("""html head meta title style body header main footer nav section article aside div span p a h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td
              figure figcaption svg g path rect circle line polyline polygon text tspan desc defs pattern clippath use br hr strong em abbr time small details summary""".split())


class Page(HTMLParser):
    """Which tags and attributes a page has that none of ours has."""

    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.faults.append(f"the tag <{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "xlink:href", "action") and re.match(r"\s*(https?:|//|javascript:|data:)", value or "")):
                self.faults.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


class World:
    def __init__(self, program, folder):
        self.program, self.folder, self.problems, self.files = program, folder, [], 0

    def run(self, *words, given="", codes=(0,)):
        done = subprocess.run([self.program, "--store", "store.db", *words], cwd=self.folder, capture_output=True, text=True, input=given,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1763971200", "HOME": str(self.folder)})
        if done.returncode not in codes:
            self.problems.append(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.strip()[:300]}")
        return done

    def expect(self, holds, what):
        if not holds:
            self.problems.append(what)


def deliver(world):
    schools = "school,name,gemeente,region,email\n" + "".join(f'99X{letter},"{formula}",0014,Noord,\n' for letter, formula in zip("ABCDE", FORMULAS)) + f'99XF,"{MARKUP}",0014,Noord,\n'
    rows = [(f"{formula[0].replace('@', '+')}{i}1", "99X" + "ABCDEF"[i]) for i, formula in enumerate([*FORMULAS, "<b>"])]
    pupils = "pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level\n" + "".join(f'{key},2010-03-17,0014,{school},vo,2025-08-01,,1600,"=3A","=M07","=havo"\n' for key, school in rows)
    absences = "pupil,school,date,lesson,minutes,kind,subject,code,mark\n" + "".join(
        f'{key},{school},2025-11-{day:02},{lesson},50,unauthorised,"=wi",=S,\n' for key, school in rows for day in (3, 4, 5, 6, 10, 11, 12, 13) for lesson in (1, 2, 3))
    for name, text in (("schools.csv", schools), ("pupils.csv", pupils), ("week.csv", absences)):
        (world.folder / name).write_text(text)
    world.run("ingest", "schools.csv", "pupils.csv", "week.csv")
    world.run("flag", "--on", "2025-11-20")
    return world.run("escalate", "--on", "2025-11-20").stdout


def risky(cell):
    return cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not re.fullmatch(r"-?[\d.,]*%?", cell))


def look(world, folder):
    for file in folder.rglob("*"):
        world.files += 1
        world.expect(all(NAMES.fullmatch(part) for part in file.relative_to(folder).parts), f"a name of a file that is not plain: {file.name!r}")
        world.expect(file.is_dir() or file.stat().st_mode & 0o077 == 0, f"{file.name} can be read by others")
        if file.suffix == ".csv":
            with open(file, newline="") as rows:
                for row in csv.reader(rows):
                    world.expect(not any(risky(cell) for cell in row), f"{file.name}: a formula: {row}")
        if file.suffix == ".html":
            page = Page()
            page.feed(file.read_text())
            for fault in page.faults:
                world.problems.append(f"{file.name}: {fault}")
            world.expect("<script" not in file.read_text().lower(), f"{file.name}: a script")
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as book:
                for part in book.namelist():
                    world.expect("<f>" not in book.read(part).decode(errors="replace"), f"{file.name}: a formula in {part}")
                    world.expect("hyperlink" not in part, f"{file.name}: a link in {part}")


def reports(world, actions):
    out = 0
    for words in (["gemeente", "--gemeente", "0014"], ["school", "--school", "all"], ["region", "--region", "01"], ["telling", "--gemeente", "0014"], ["worklist"]):
        for form in ("html", "md", "csv", "json", "xlsx"):
            if words == ["worklist"] and form in ("json", "xlsx"):
                continue
            out += 1
            world.run("report", *words, "--on", "2025-11-20", "--format", form, "--out", f"out{out}")
            look(world, world.folder / f"out{out}")
    for dossier in sorted(set(re.findall(r'dossier\s*=\s*"(\w+)"', actions))):
        for form in ("text", "html"):
            out += 1
            world.run("report", "dossier", "--dossier", dossier, "--format", form, "--out", f"out{out}")
            look(world, world.folder / f"out{out}")
    raw = world.run("report", "worklist", "--on", "2025-11-20", "--format", "csv", "--raw").stdout
    world.expect(any(risky(cell) for row in csv.reader(raw.splitlines()) for cell in row), "control: --raw shows no formula, so none was put in")
    page = Page()
    page.feed(MARKUP)
    world.expect(len(page.faults) >= 3, "control: the page with the hostile name is called clean")


def paths(world, actions):
    """Streams and arguments that would like to be a path."""
    before = {p: p.stat().st_mtime_ns for p in world.folder.rglob("*") if p.is_file() and "store.db" not in p.name}
    for key, value in (("role", "../../evil"), ("role", "/tmp/evil"), ("dossier", "../../evil"), ("school", "../x"), ("gemeente", "../../x"), ("pupil", "../../x/..%2f"), ("step", "../x\\u0000y")):
        hostile = re.sub(rf'^({key}\s*=\s*)"[^"]*"', rf'\1"{value}"'.replace("\\u", "\\\\u"), actions, flags=re.M)
        world.expect(hostile != actions, f"control: the actions have no {key}")
        for form in ("html", "md", "csv"):
            world.run("report", "worklist", "-", "--on", "2025-11-20", "--format", form, "--out", f"hostile-{key}", given=hostile, codes=(0, 65))
        if (world.folder / f"hostile-{key}").exists():
            look(world, world.folder / f"hostile-{key}")
    for words in (["letter", "ouders", "--dossier", "../../x"], ["dossier", "--dossier", "/etc/passwd"], ["gemeente", "--gemeente", "../x"], ["school", "--school", "99XA/../x"], ["region", "--region", "../x"]):
        world.run("report", *words, "--on", "2025-11-20", "--out", "hostile-word", codes=(64, 66))
        world.expect(not (world.folder / "hostile-word").exists(), f"{words}: something was made")
    for path, when in before.items():
        world.expect(path.exists() and path.stat().st_mtime_ns == when, f"{path.name} was changed")


def links(world):
    victim = world.folder / "victim"
    victim.write_text("mine\n")
    words = ["report", "gemeente", "--gemeente", "0014", "--on", "2025-11-20", "--format", "md", "--out", "linked"]
    world.run(*words)
    files = sorted((world.folder / "linked").iterdir())
    world.expect(len(files) > 0, "control: no report was made")
    for file in files:
        file.unlink()
        file.symlink_to(victim)
    world.run(*words)
    world.expect(victim.read_text() == "mine\n", "a report was written through a link")
    world.expect(all(not f.is_symlink() for f in files), "a link stands where a report should")
    files[0].unlink()
    files[0].mkdir()
    world.run(*words, codes=(73, 74))
    world.expect(not [f for f in (world.folder / "linked").iterdir() if f.name.startswith(".")], "a half report is left")
    (world.folder / "refused.csv").symlink_to(victim)
    (world.folder / "bad.csv").write_text("pupil,on,diploma\nP9001,2025-13-01,havo\n")
    world.run("ingest", "--rejects", "refused.csv", "bad.csv", codes=(64, 1))
    world.run("store", "backup", "refused.csv", codes=(73,))
    world.run("init", "school", "--out", "refused.csv", codes=(64, 65, 73, 77, 78))
    world.expect(victim.read_text() == "mine\n", "something was written through a link")
    loop = world.folder / "loop"
    loop.symlink_to(loop)
    world.run(*words[:-1], "loop", codes=(73, 74))
    world.run(*words[:-1], "victim", codes=(73, 74))


def main():
    with tempfile.TemporaryDirectory() as work:
        os.umask(0o022)
        world = World(str(Path(sys.argv[1]).resolve()), Path(work))
        actions = deliver(world)
        reports(world, actions)
        paths(world, actions)
        links(world)
    for problem in dict.fromkeys(world.problems):
        print(problem)
    print(f"{world.files} files looked at, {len(world.problems)} faults")
    return 1 if world.problems or world.files < 30 else 0


sys.exit(main())
