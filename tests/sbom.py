#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Whether a list of parts is whole: sbom.py LIST FILE... Every package that owns a library which FILE asks for is in the list, with the
version that is installed here, and the list says of each part what it is to verzuim."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

document = json.loads(Path(sys.argv[1]).read_text())
listed = {p["name"]: p["versionInfo"] for p in document["packages"]}
related = {end for r in document["relationships"] for end in (r["spdxElementId"], r["relatedSpdxElement"])}
faults = [f"{p['name']}: no relation to verzuim" for p in document["packages"] if p["SPDXID"] not in related]
asked = 0
for path in sys.argv[2:]:
    wanted = set(re.findall(r"NEEDED\s+(\S+)", subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout))
    places = dict(re.findall(r"^\s*(\S+) => (\S+)", subprocess.run(["ldd", path], capture_output=True, text=True, check=True).stdout, re.M))
    for name in sorted(n for n in wanted if "libverzuim" not in n):
        real = os.path.realpath(places.get(name, ""))
        for spelling in (real, real.removeprefix("/usr")):
            found = subprocess.run(["dpkg-query", "-S", spelling], capture_output=True, text=True)
            if found.returncode == 0:
                break
        package = found.stdout.split(":")[0]
        asked += 1
        version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True).stdout
        if listed.get(package) != version:
            faults.append(f"{path}: {name} is of {package} {version}; the list has {listed.get(package, 'nothing')}")
print("\n".join(faults) or f"list of parts: {len(listed)} packages, {asked} libraries asked for, all named")
sys.exit(bool(faults) or asked == 0)
