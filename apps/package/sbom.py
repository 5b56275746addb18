#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes what the program is made of as SPDX 2.3: sbom.py VERSION PACKAGES OUT FILE...

FILE is the library and the program; what they need when they run is asked of the files themselves. PACKAGES is the list of
Debian packages that building needs: of those, the -dev packages bring headers and static libraries that end up inside. Names and
versions are those that dpkg has on the machine that builds. The same machine gives the same bytes: the time is SOURCE_DATE_EPOCH."""
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path


def said_by(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}).stdout


def needed(path):
    """The shared libraries that a file asks for itself, by the name it asks for."""
    return set(re.findall(r"NEEDED\s+(\S+)", said_by("objdump", "-p", path)))


def loaded(path):
    """Where the loader finds each library."""
    return dict(re.findall(r"^\s*(\S+) => (\S+)", said_by("ldd", path), re.M))


def owner(path):
    """The Debian package that a file belongs to. /lib is a link to /usr/lib, and dpkg knows a file by one of the two."""
    for name in (str(path), os.path.realpath(path), re.sub(r"^/usr", "", os.path.realpath(path)), "/usr" + str(path)):
        found = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    sys.exit(f"sbom: {path} belongs to no Debian package")


def run_time(files):
    packages = set()
    for path in files:
        places = loaded(path)
        packages |= {owner(places[name]) for name in needed(path) if name in places and "libverzuim" not in name}
    return packages


def build_time(listed):
    names = [line.split("#")[0].strip() for line in Path(listed).read_text().splitlines()]
    return {name for name in names if name.endswith("-dev")}


def entry(name):
    version, source = said_by("dpkg-query", "-W", "-f", "${Version}\t${source:Package}\n", name).splitlines()[0].split("\t")
    return {"SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name), "name": name, "versionInfo": version, "supplier": "Organization: Debian",
            "downloadLocation": "NOASSERTION", "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
            "filesAnalyzed": False, "comment": f"Debian source package {source}; its licence stands in /usr/share/doc/{name}/copyright",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": f"pkg:deb/debian/{name}@{version.replace(':', '%3A').replace('+', '%2B')}?distro=bookworm"}]}


def main():
    version, listed, out, *files = sys.argv[1:]
    runs, builds = run_time(files), build_time(listed)
    ours = {"SPDXID": "SPDXRef-verzuim", "name": "verzuim", "versionInfo": version, "downloadLocation": "NOASSERTION", "licenseConcluded": "EUPL-1.2",
            "licenseDeclared": "EUPL-1.2", "copyrightText": "Copyright the contributors to verzuim", "filesAnalyzed": False}
    packages = [ours] + [entry(name) for name in sorted(runs | builds)]
    ids = {p["name"]: p["SPDXID"] for p in packages}
    relations = [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-verzuim"}]
    relations += [{"spdxElementId": "SPDXRef-verzuim", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": ids[n]} for n in sorted(runs)]
    relations += [{"spdxElementId": ids[n], "relationshipType": "TEST_DEPENDENCY_OF" if n == "doctest-dev" else "BUILD_DEPENDENCY_OF",
                   "relatedSpdxElement": "SPDXRef-verzuim"} for n in sorted(builds)]
    mark = hashlib.sha256(json.dumps([packages, relations], sort_keys=True).encode()).hexdigest()[:16]
    made = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    document = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"verzuim-{version}",
                "documentNamespace": f"https://spdx.org/spdxdocs/verzuim-{version}-{mark}",
                "creationInfo": {"created": made.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": [f"Tool: verzuim-sbom-{version}"]},
                "packages": packages, "relationships": relations}
    Path(out).write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


main()
