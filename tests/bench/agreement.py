# SPDX-License-Identifier: EUPL-1.2
"""Whether all that were asked for the same signals gave the same: a comparison of speed means nothing otherwise."""
import csv
import os


class Agreement:
    def __init__(self):
        self.found = {}

    def keep(self, name, file, columns=None):
        """A check that remembers pupil, rule and day; `columns` where the file has a header."""
        def check(folder):
            with open(os.path.join(folder, file), encoding="utf-8", newline="") as f:
                if columns:
                    rows = {tuple(row[c] for c in columns) for row in csv.DictReader(f)}
                else:
                    rows = {tuple(row) for row in csv.reader(f)}
            self.found[name] = {row for row in rows if row[0] and row[2]}
        return check

    def lines(self):
        if not self.found:
            return
        first, *others = self.found
        yield f"{first}: {len(self.found[first])} signals"
        for name in others:
            differ = sorted(self.found[name] ^ self.found[first])
            yield f"{name}: " + (f"{len(differ)} DIFFER, such as {differ[:3]}" if differ else "the same")

    def whole(self):
        return len({frozenset(rows) for rows in self.found.values()}) <= 1
