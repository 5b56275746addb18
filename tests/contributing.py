#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What CONTRIBUTING.md names is there: contributing.py VERZUIM. Each command of verzuim in its blocks does its work, and
each file or folder of this repository that it names between backticks exists."""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP = {p.name for p in ROOT.iterdir()}


def main():
    program = str(Path(sys.argv[1]).resolve())
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    faults, commands, paths = [], 0, 0
    for block in re.findall(r"```sh\n(.*?)```", text, re.S):
        for line in re.findall(r"^ *verzuim (.*?)(?:\s+#.*)?$", block, re.M):
            commands += 1
            done = subprocess.run([program, *line.split()], cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                faults.append(f"verzuim {line}: exit {done.returncode}: {done.stderr.strip()}")
    for name in re.findall(r"`([\w./*-]+)`", re.sub(r"```.*?```", "", text, flags=re.S)):
        if name.split("/")[0] in TOP and "/" in name and not re.search(r"NAME|<", name) and not name.startswith("build/"):
            paths += 1
            if not list(ROOT.glob(name.rstrip("/"))):
                faults.append(f"{name}: is not there")
    print("\n".join(faults))
    print(f"{commands} commands, {paths} files and folders, {len(faults)} faults")
    return 1 if faults or commands < 3 or paths < 15 else 0


sys.exit(main())
