# SPDX-License-Identifier: EUPL-1.2
"""How long a command takes and how much memory it needs, and what else the machine did meanwhile."""
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field


@dataclass
class Work:
    """One command that is measured. `prepare` is not timed and gives the words of the command."""
    name: str
    prepare: object
    product: str = ""  # the file whose size is told
    check: object = None  # raises where the command did not do its work
    runs: list = field(default_factory=list)

    def median(self):
        return statistics.median(run.wall for run in self.runs)


@dataclass
class Run:
    wall: float
    cpu: float
    memory: float  # MB, the largest process
    size: float  # MB of the product
    others: float  # cores that other processes used


def busy_seconds():
    """CPU seconds of the whole machine; nothing where that cannot be told."""
    try:
        with open("/proc/stat", encoding="ascii") as f:
            user, nice, system, _idle, _wait, irq, soft, steal = map(int, f.readline().split()[1:9])
        return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return 0.0


def size_of(path):
    return sum(os.path.getsize(path + end) for end in ("", "-wal", ".wal") if os.path.exists(path + end)) / 1e6


def once(work, folder):
    """Runs it in an empty folder of its own."""
    words = work.prepare(folder)
    with open(os.path.join(folder, "out"), "wb") as out, open(os.path.join(folder, "err"), "wb") as err:
        before, began = busy_seconds(), time.perf_counter()
        child = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        wall, after = time.perf_counter() - began, busy_seconds()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        with open(os.path.join(folder, "err"), encoding="utf-8", errors="replace") as f:
            sys.exit(f"{work.name}: exit {child.returncode}\n{f.read()}")
    if work.check:
        work.check(folder)
    cpu = used.ru_utime + used.ru_stime
    size = size_of(os.path.join(folder, work.product)) if work.product else 0.0
    work.runs.append(Run(wall, cpu, used.ru_maxrss * 1024 / 1e6, size, max(0.0, (after - before - cpu) / wall)))


def table(works, source_mb):
    """Markdown; the ratio says how many times as long as the first of the works. Yields lines."""
    own = works[0]
    yield ("| what | wall s, median [min–max] | CPU s | memory MB | size MB | size / CSV "
           "| times the first, median [min–max] | others' cores |")
    yield "|---" * 8 + "|"
    for work in works:
        walls = [run.wall for run in work.runs]
        ratios = [run.wall / first.wall for run, first in zip(work.runs, own.runs)]
        middle = statistics.median
        size = work.runs[-1].size
        shown = f"{size:.1f} | {size / source_mb:.2f}" if size else " | "
        cpu, others = middle(r.cpu for r in work.runs), middle(r.others for r in work.runs)
        yield (f"| {work.name} | {middle(walls):.2f} [{min(walls):.2f}–{max(walls):.2f}] | {cpu:.2f} "
               f"| {max(r.memory for r in work.runs):.0f} | {shown} "
               f"| {work.median() / own.median():.2f} [{min(ratios):.2f}–{max(ratios):.2f}] | {others:.2f} |")
