#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A Dutch page says what the English page of its name says: twins.py [PAGE...].

Words cannot be compared, but what stands between them can: the sections and subsections in order, the lists with their
number of entries, the paragraphs, and everything that is not a language: options, codes, files, keys, addresses, terms
and examples. In an English example nothing may differ from the Dutch one but words of arguments.
"""
import re
import sys
from pathlib import Path

MAN = Path(__file__).resolve().parent.parent / "man"
NOT_LANGUAGE = ("Fl", "Li", "Ev", "Pa", "Cm", "Xr", "Em", "Lk", "Ic")
# Words that a page in one language marks because the other language needs no explanation for them.
ONE_SIDED = {"Em": {"unsure", "onzeker"}}


def marked(line):
    """What one line marks as no language: `.It Fl Fl store Ar FILE` has the option --store."""
    words, found = line.lstrip(".").split(), []
    for n, macro in enumerate(words[:-1]):
        if macro in NOT_LANGUAGE and words[n + 1] not in NOT_LANGUAGE:
            rest = []
            for word in words[n + 1:]:
                if word in NOT_LANGUAGE or word in ("Ar", "Pq", "Op", ",", ".", ";", "|"):
                    break
                rest.append(word)
            text = " ".join(rest).rstrip(".,;")
            if text and text not in ONE_SIDED.get(macro, ()):
                found.append(f"{macro} {text}")
    return found


def read(page):
    """The page as a list of sections, each with its shape and what it marks."""
    sections = []
    for line in page.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"\.(Sh|Ss) (.*)", line)
        if heading:
            sections.append({"level": heading[1], "name": heading[2], "shape": [], "marks": []})
            continue
        if not sections:
            continue
        shape = re.match(r"\.(Bl|El|It|Pp|Bd|Ed)\b(.*)", line)
        if shape:
            sections[-1]["shape"].append(shape[1] + (" " + shape[2].split()[0] if shape[1] == "Bl" else ""))
        if line.startswith("."):
            sections[-1]["marks"] += marked(line)
    return sections


def differences(english, dutch):
    ours, theirs = read(english), read(dutch)
    if [s["level"] for s in ours] != [s["level"] for s in theirs]:
        names = ["; ".join(f"{s['level']} {s['name']}" for s in page) for page in (ours, theirs)]
        return [f"{dutch.name}: other sections than the English page:\n    {names[0]}\n    {names[1]}"]
    faults = []
    for one, other in zip(ours, theirs):
        where = f"{dutch.name}: {one['name']} / {other['name']}"
        if one["shape"] != other["shape"]:
            faults.append(f"{where}: another shape: {len(one['shape'])} and {len(other['shape'])} lists, entries and paragraphs")
        for mark in sorted(set(one["marks"]) ^ set(other["marks"])):
            faults.append(f"{where}: `{mark}` stands in the {'English' if mark in one['marks'] else 'Dutch'} page only")
    return faults


def main():
    pages = sorted(MAN.glob("nl/*")) if len(sys.argv) == 1 else [MAN / "nl" / name for name in sys.argv[1:]]
    faults = []
    for page in pages:
        faults += differences(MAN / page.name, page)
    print("\n".join(faults))
    print(f"{len(pages)} pages in Dutch, {len(faults)} faults")
    return 1 if faults or not pages else 0


sys.exit(main())
