#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The completion scripts do in their shells what the command tree says: completions.py VERZUIM. A shell that is not
installed is left out and named; bash always takes part."""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = sys.argv[1]

# What is typed, what must be offered, what must not.
CASES = [
    (["in"], {"ingest"}, {"flag"}),
    (["dossier", ""], {"list", "show", "record"}, {"ingest"}),
    (["flag", "--kn"], {"--known-at"}, {"--covers"}),
    (["dossier", "list", "--ro"], {"--role"}, {"--known-at"}),
    (["--lang", ""], {"nl", "en"}, {"ingest"}),
    (["ingest", "--to", ""], {"csv"}, {"--as"}),
    (["report", "--format", "h"], {"html"}, {"md"}),
]


def script(shell, folder):
    path = Path(folder) / f"verzuim.{shell}"
    path.write_text(subprocess.run([PROGRAM, "--completion", shell], capture_output=True, text=True, check=True).stdout)
    return path


def offered_by_bash(path, words):
    typed = " ".join(f"'{w}'" for w in ["verzuim", *words])
    # compopt works only while a key is being completed
    code = f"compopt() {{ :; }}; source {path}; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _verzuim; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    return subprocess.run(["bash", "--norc", "-c", code], capture_output=True, text=True, check=True).stdout.split()


def offered_by_fish(path, words):
    code = f"source {path}; complete -C 'verzuim {' '.join(words)}'"
    out = subprocess.run(["fish", "--no-config", "-c", code], capture_output=True, text=True, check=True).stdout
    return [line.split("\t")[0] for line in out.splitlines()]


def zsh_faults(path):
    """zsh completes only at a prompt; here it must read the script and know every command."""
    code = f"autoload -U compinit; compinit -D; source {path}; for f in _verzuim _verzuim_flag _verzuim_dossier_record; do whence $f >/dev/null || echo $f; done"
    done = subprocess.run(["zsh", "-f", "-c", code], capture_output=True, text=True, check=False)
    return [f"zsh: {line}" for line in (done.stdout + done.stderr).splitlines()]


def main():
    faults, left_out, asked = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for shell, offered in (("bash", offered_by_bash), ("fish", offered_by_fish)):
            if shutil.which(shell) is None:
                left_out.append(shell)
                continue
            path = script(shell, folder)
            for words, wanted, unwanted in CASES:
                asked += 1
                found = set(offered(path, words))
                if not wanted <= found or unwanted & found:
                    faults.append(f"{shell}: verzuim {' '.join(words)} offers {sorted(found)}")
        if shutil.which("zsh") is None:
            left_out.append("zsh")
        else:
            asked += 1
            faults += zsh_faults(script("zsh", folder))
    print("\n".join(faults))
    print(f"{asked} completions, {len(faults)} faults" + (f"; not installed: {', '.join(left_out)}" if left_out else ""))
    return 1 if faults or asked < len(CASES) else 0


sys.exit(main())
