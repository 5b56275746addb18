#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The completion scripts do in their shells what the command tree says: completions.py VERZUIM. A shell that is not
installed is left out and named, as is zsh where there are no terminals; bash always takes part."""
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
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


def offered_by_zsh(path, words):
    """zsh completes only at a prompt, so it gets a terminal and a Tab; what would be offered goes to a file."""
    with tempfile.TemporaryDirectory() as folder:
        found, ready = Path(folder, "found"), Path(folder, "ready")
        setup = Path(folder, "setup.zsh")
        setup.write_text(f"""autoload -U compinit; compinit -D -u
source {path}
compadd() {{ local -a hits; builtin compadd -O hits "$@"; print -l -- $hits >>{found}; builtin compadd "$@"; }}
done-now() {{ zle expand-or-complete; : >{ready}; exit }}
zle -N done-now; bindkey '^I' done-now; PROMPT=''
""")
        child, screen = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "HOME": folder})
        typed = f"source {setup}\nverzuim {' '.join(words)}\t"
        time.sleep(0.3)
        os.write(screen, typed.encode())
        end = time.monotonic() + 10
        while time.monotonic() < end and not ready.exists():
            if select.select([screen], [], [], 0.1)[0]:
                try:
                    os.read(screen, 65536)
                except OSError:
                    break
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(screen)
        return found.read_text().split() if found.exists() else []


def terminals():
    try:
        for end in os.openpty():
            os.close(end)
        return True
    except OSError:
        return False


def main():
    faults, left_out, asked = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for shell, offered in (("bash", offered_by_bash), ("fish", offered_by_fish), ("zsh", offered_by_zsh)):
            if shutil.which(shell) is None or (shell == "zsh" and not terminals()):
                left_out.append(shell)
                continue
            path = script(shell, folder)
            for words, wanted, unwanted in CASES:
                asked += 1
                found = set(offered(path, words))
                if not wanted <= found or unwanted & found:
                    faults.append(f"{shell}: verzuim {' '.join(words)} offers {sorted(found)}")
    print("\n".join(faults))
    print(f"{asked} completions, {len(faults)} faults" + (f"; not installed: {', '.join(left_out)}" if left_out else ""))
    return 1 if faults or asked < len(CASES) else 0


sys.exit(main())
