# SPDX-License-Identifier: EUPL-1.2
"""A bad input, and how one is made out of a good file. All in them is invented."""
from dataclasses import dataclass, field


@dataclass
class Format:
    """A kind of file that is read, a good one of it, and the call that reads it."""
    name: str
    file: str                 # what it is called
    good: str
    call: list                # the words behind `verzuim`
    code: int = 78            # with which the file is refused
    store: bool = False       # works on a store that holds pupils and a dossier
    beside: dict = field(default_factory=dict)  # other files that the call needs
    stdin: bool = False       # comes by standard input
    column: bool = True       # its messages have a column
    rows: bool = False        # a row's fault refuses that row (exit 1), not the file

    @property
    def place(self):
        return "standard input" if self.stdin else self.file


@dataclass
class Bad:
    format: Format
    name: str
    data: object              # bytes, an iterable of bytes, or a function that makes something at a path
    line: int = 0             # 0: told of the file as a whole
    code: int = 0             # 0: that of the format
    rows: int = 0             # how many rows are refused, when the others are taken in
    like: str = ""            # another damage that may be told with the same words
    says: str = ""            # what the message must hold

    @property
    def title(self):
        return f"{self.format.name}: {self.name}"


def edited(text, old, new, nth=0):
    """`text` with the nth `old` made `new`, and the line where that is."""
    at = -1
    for _ in range(nth + 1):
        at = text.find(old, at + 1)
        if at < 0:
            raise ValueError(f"the good file does not hold {old!r}")
    # A new line in front of what is wrong moves its place.
    lead = len(new) - len(new.lstrip("\n")) if isinstance(new, str) else 0
    line = text.count("\n", 0, at) + 1 + lead
    if isinstance(new, bytes):
        return text[:at].encode() + new + text[at + len(old):].encode(), line
    return (text[:at] + new + text[at + len(old):]).encode(), line


def edits(form, table):
    """Of lines (name, old, new) with, as a fourth, what else is so."""
    for name, old, new, *more in table:
        more = dict(more[0]) if more else {}
        data, line = edited(form.good, old, new, more.pop("nth", 0))
        line = more.pop("line", line)
        code = more.pop("code", 1 if form.rows else form.code)
        rows = more.pop("rows", 1 if code == 1 else 0)
        yield Bad(form, name, data, line, code, rows, **more)


def much(head, piece, times, tail):
    yield head
    for _ in range(times):
        yield piece
    yield tail
