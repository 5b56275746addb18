#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Does what the tutorial of the README says, in a folder of its own: tutorial.py VERZUIM [--keep DIR] [--update].

Every block that begins with ```console is typed into one bash, command after command; what comes out must be the lines
that stand there. A line `…` stands for any number of lines. A command that is to fail ends in `# exit 65`. With --keep
the work stays in DIR; with --update blocks without `…` get the lines that came out.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HEADING = "## Fifteen minutes, from a CSV to a report"
MARK = "\x1e"


def section():
    """From its heading to the next one; what begins with ## inside a block is output."""
    text = README.read_text(encoding="utf-8")
    begin = text.index(HEADING)
    fenced, taken = False, []
    for line in text[begin:].splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if taken and not fenced and line.startswith("## "):
            break
        taken.append(line)
    return "".join(taken)


def commands():
    """Each command with the number of its block, the lines that should come out, and the exit status."""
    for number, block in enumerate(re.findall(r"```console\n(.*?)```", section(), re.S)):
        for piece in re.split(r"^\$ ", block, flags=re.M)[1:]:
            lines = piece.splitlines()
            typed = [lines.pop(0)]
            while lines and lines[0].startswith("> "):
                typed.append(lines.pop(0)[2:])
            status = re.search(r"# exit (\d+)$", typed[-1])
            yield number, "\n".join(typed), lines, int(status[1]) if status else 0


def run(program, work, typed):
    """What each command writes to the screen, and its exit status."""
    (work / "bin").mkdir()
    (work / "bin/verzuim").symlink_to(program)
    (work / "examples").symlink_to(ROOT / "examples")
    env = {"PATH": f"{work}/bin:/usr/bin:/bin", "HOME": str(work), "LC_ALL": "C.UTF-8", "TZ": "Europe/Amsterdam", "USER": "coordinator"}
    script = "".join(f"{one}\nprintf '{MARK}%d{MARK}' $?\n" for one in typed)
    done = subprocess.run(["bash", "--norc", "-c", script], cwd=work, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True, timeout=120, check=False)
    parts = done.stdout.split(MARK)
    return list(zip(parts[::2], map(int, parts[1::2])))


def same(wanted, seen):
    """Whether the lines are those of the README, with `…` for any number of them."""
    pattern = "\n".join(".*" if line == "…" else re.escape(line) for line in wanted)
    return re.fullmatch(pattern.replace("\n.*\n", "\n(?:.*\n)?").replace("\n.*", "(?:\n.*)?"), "\n".join(seen), re.S) is not None


def update(all_commands, results):
    """Puts what came out into the blocks that leave nothing out."""
    blocks, text = {}, section()
    for (number, typed, wanted, _), (out, _) in zip(all_commands, results):
        shown = "$ " + typed.replace("\n", "\n> ") + "\n"
        lines = wanted if "…" in wanted else out.splitlines()
        blocks[number] = blocks.get(number, "") + shown + "".join(line + "\n" for line in lines)
    fresh = iter(blocks[n] for n in sorted(blocks))
    new = re.sub(r"```console\n.*?```", lambda _: "```console\n" + next(fresh) + "```", text, flags=re.S)
    README.write_text(README.read_text(encoding="utf-8").replace(text, new), encoding="utf-8")


def pictures():
    """Every picture that the section shows is there and small, and every one that is there is shown."""
    shown = set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", section()))
    there = {str(p.relative_to(ROOT)) for p in (ROOT / "examples/tutorial/pictures").glob("*")}
    for name in sorted(shown ^ there):
        yield f"{name}: {'shown, but not there' if name in shown else 'there, but not shown'}"
    for name in sorted(there):
        if (ROOT / name).stat().st_size > 150_000:
            yield f"{name}: larger than 150 kB"


def main():
    program = Path(sys.argv[1]).resolve()
    keep = Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else None
    all_commands = list(commands())
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        results = run(program, work, [typed for _, typed, _, _ in all_commands])
        if keep:
            shutil.copytree(work, keep, symlinks=True, dirs_exist_ok=True)
    if "--update" in sys.argv:
        update(all_commands, results)
        return 0
    faults = list(pictures())
    for (_, typed, wanted, status), (out, code) in zip(all_commands, results):
        seen = out.splitlines()
        if not same(wanted, seen) or code != status:
            faults.append("$ " + typed + "\n" + "\n".join(seen) + f"\n  (exit {code}), but the README has\n" + "\n".join(wanted) + "\n")
    if len(results) != len(all_commands) or len(all_commands) < 15:
        faults.append(f"{len(results)} of {len(all_commands)} commands were run")
    print("\n".join(faults))
    print(f"tutorial: {len(all_commands)} commands, {len(faults)} faults")
    return 1 if faults else 0


os.umask(0o022)
sys.exit(main())
