#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Follows the manual where it says how a backup and an export leave the machine: encrypted.py PROGRAM.

Encrypted with `age`, the plain copy taken away, and put back as a store that is sound and holds the same. Nothing plain is
left in what leaves; another key and a damaged file give nothing. Skipped (77) without age.
"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CSV = """pupil,birth_date,gemeente,school,sector,from,until,weekly_minutes,group,mentor,level
P9001-canary,2010-03-17,0014,99XA,vo,2025-08-01,,1600,3A,M07,havo
"""


def main():
    if not shutil.which("age") or not shutil.which("age-keygen"):
        return 77
    program, problems = str(Path(sys.argv[1]).resolve()), []
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)

        def call(*words, code=0, store="store.db"):
            words = [program, "--store", store, *words[1:]] if words[0] == "verzuim" else words
            done = subprocess.run(words, cwd=folder, capture_output=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": work, "SOURCE_DATE_EPOCH": "1763971200"})
            if (done.returncode == 0) != (code == 0):
                problems.append(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.decode()[:200]}")
            return done.stdout

        (folder / "pupils.csv").write_text(CSV)
        call("verzuim", "ingest", "pupils.csv")
        for key in ("key.txt", "other.txt"):
            call("age-keygen", "-o", key)
        public = [line.split()[-1] for line in (folder / "key.txt").read_text().splitlines() if "public key" in line][0]
        call("verzuim", "store", "backup", "copy.db")
        plain = (folder / "copy.db").read_bytes()
        call("age", "-r", public, "-o", "copy.db.age", "copy.db")
        (folder / "copy.db").unlink()
        (folder / "inzage.txt").write_bytes(call("verzuim", "store", "export", "--pupil", "P9001-canary"))
        call("age", "-r", public, "-o", "inzage.txt.age", "inzage.txt")
        if b"P9001-canary" not in plain or b"P9001-canary" not in (folder / "inzage.txt").read_bytes():
            problems.append("control: the pupil is not in the plain files")
        for name in ("copy.db.age", "inzage.txt.age"):
            sealed = (folder / name).read_bytes()
            if b"P9001-canary" in sealed or b"SQLite" in sealed:
                problems.append(f"{name} is not encrypted")
            call("age", "-d", "-i", "other.txt", "-o", "nothing", name, code=1)
        damaged = bytearray((folder / "copy.db.age").read_bytes())
        damaged[len(damaged) // 2] ^= 1
        (folder / "damaged.age").write_bytes(damaged)
        call("age", "-d", "-i", "key.txt", "-o", "nothing", "damaged.age", code=1)
        call("age", "-d", "-i", "key.txt", "-o", "restored.db", "copy.db.age")
        (folder / "restored.db").chmod(0o600)
        if (folder / "restored.db").read_bytes() != plain:
            problems.append("what came back is not what was sent")
        call("verzuim", "store", "check", store="restored.db")
        same = [call("verzuim", "store", "export", "--pupil", "P9001-canary", "--format", "toml", store=s).split(b"[[audit]]")[0] for s in ("store.db", "restored.db")]
        if same[0] != same[1] or b"P9001-canary" not in same[0]:
            problems.append("the restored store holds something else")
    for problem in problems:
        print(problem)
    print(f"a backup and an export encrypted, {len(problems)} faults")
    return 1 if problems else 0


sys.exit(main())
