# SPDX-License-Identifier: EUPL-1.2
"""Good files, and the ways in which they come to harm. All in them is invented."""
import gzip
import random
from dataclasses import dataclass, field

KINDS = "unauthorised sick late authorised removed unknown".split()


@dataclass
class Layout:
    name: str
    header: list            # the names of the columns; empty for a headerless file
    rows: list
    delimiter: str
    key: int                # the column of the pupil
    date: int
    words: int              # a column of free but short words
    number: int             # a column of numbers
    last_may_be_short: bool = False  # a cut inside the last cell cannot be seen
    options: list = field(default_factory=list)

    def text(self, rows=None, end="\n", header=None):
        top = self.header if header is None else header
        lines = ([top] if top else []) + (self.rows if rows is None else rows)
        return "".join(self.delimiter.join(line) + end for line in lines).encode()

    def line(self, row):
        return row + (2 if self.header else 1)


@dataclass
class Damage:
    name: str
    data: object            # bytes, or an iterable of them
    codes: tuple            # the exit codes that are right
    rejected: object = None  # how many rows are refused when the code is 0 or 1
    line: object = None     # where the first refused row is
    fresh: object = None    # how many rows are new when the code is 0 or 1
    source: bool = False    # needs unpacking or decoding


def pupil(i):
    """Every third key looks like an identity number: what a school puts there must not come back in a message."""
    return ["P%04d" % (400 + i), "jan-verzonnen-%d" % i, "%09d" % (999000000 + 7919 * i)][i % 3]


def canonical():
    rows = []
    for i in range(360):
        day = "2026-%02d-%02d" % (9 + i // 180, 1 + i // 12 % 28)
        kind = KINDS[i % 6]
        rows.append([pupil(i % 48), "99X" + "ABC"[i % 3], day, str(1 + i % 8), "50", kind, "" if kind == "sick" else "wi", "", "luxe" if kind == "authorised" else ""])
    header = "pupil,school,date,lesson,minutes,kind,subject,code,mark".split(",")
    return Layout("canonical", header, rows, ",", key=0, date=2, words=6, number=4)


def eduarte():
    rows = []
    for i in range(360):
        day = "2026%02d%02d" % (9 + i // 180, 1 + i // 12 % 28)
        rows.append(["%06d" % (100100 + i % 48), day, "1000", day, "1045", str(1 + i % 8), str(1 + i % 8), "Z", "verzonnen %d" % i])
    return Layout("eduarte", [], rows, ";", key=0, date=1, words=8, number=5, last_may_be_short=True,
                  options=["--profile", "eduarte-absentiemeldingen", "--school", "99XA"])


def with_cell(layout, row, column, value, times=1):
    rows = [list(r) for r in layout.rows]
    for i in range(row, row + times):
        rows[i][column] = value
    return layout.text(rows)


def raw_cell(layout, row, column, value):
    """A cell that is no text."""
    good = with_cell(layout, row, column, "@@HERE@@")
    return good.replace(b"@@HERE@@", value)


def is_utf8(data):
    try:
        return bool(data.decode())
    except UnicodeDecodeError:
        return False


def noise(size):
    return random.Random(7).randbytes(size)


def much(head, piece, times, tail):
    yield head
    for _ in range(times):
        yield piece
    yield tail


def cuts(layout):
    good = layout.text()
    for at in (1, 10, 40):
        yield Damage(f"cut after {at} bytes", good[:at], (65,))
    from_end = good.rfind(b"\n", 0, good.rfind(b"\n", 0, len(good) - 1)) + 1
    for at in range(from_end, len(good)):
        part = good[:at]
        last = part[part.rfind(b"\n") + 1:].decode()
        cells = last.count(layout.delimiter) + 1 if last else 0
        whole = cells in (0, len(layout.rows[0]))
        yield Damage(f"cut {len(good) - at} bytes before the end", part, (0, 1, 65) if whole else (65,))


def bytes_gone_wrong(layout):
    n, k = len(layout.rows), layout.key
    good = layout.text()
    for name, value in {"a NUL": b"a\0b", "FF": b"a\xff", "an overlong slash": b"a\xc0\xaf", "a lone surrogate": b"a\xed\xa0\x80", "half a letter": b"a\xc3",
                        "a bidirectional override": "a\u202eb".encode(), "a bidirectional isolate": "a\u2066b".encode(), "a bell": b"a\x07", "an escape": b"a\x1b[2J",
                        "a DEL": b"a\x7f", "C1": "a\u0085b".encode(), "a tab inside": b"a\tb", "a zero-width space": "a\u200b".encode(), "a zero-width joiner": "a\u200db".encode(),
                        "a byte order mark": "\ufeffa".encode(), "a soft hyphen": "a\u00adb".encode(), "a no-break space behind": "a\u00a0".encode(), "a line separator": "a\u2028b".encode()}.items():
        # Elsewhere the first odd byte shows that the file is Windows-1252, in which it is a letter.
        strict = layout.header or is_utf8(value)
        yield Damage(f"key with {name}", raw_cell(layout, 5, k, value), *(((1,), 1, layout.line(5)) if strict else ((0, 1),)))
    yield Damage("no rows, no bytes", b"", (65,))
    yield Damage("blank lines only", b"\n\n \n\r\n", (65,))
    yield Damage("noise", noise(100_000), (65,))
    yield Damage("NULs only", bytes(10_000), (65,))
    yield Damage("NULs behind the end, as after a crash", good + bytes(4096), (1, 65))
    at = good.find(b"\n", 3000) + 1
    yield Damage("a sector of NULs", good[:at] + bytes(512) + good[at + 512:], (1, 65))
    yield Damage("end-of-file mark of DOS", good + b"\x1a", (1, 65))
    for seed in range(24):
        rng = random.Random(seed)
        bad = bytearray(good)
        at = rng.randrange(len(bad))
        bad[at] ^= 1 << rng.randrange(8)
        yield Damage(f"bit turned at {at}", bytes(bad), (0, 1, 65))
    yield Damage("one byte lost", good[:3000] + good[3001:], (0, 1, 65))
    yield Damage("a block twice", good[:6000] + good[4000:], (0, 1, 65))
    yield Damage("a block lost", good[:4000] + good[6000:], (0, 1, 65))
    yield Damage("latin letters in UTF-8", with_cell(layout, 5, layout.words, "d\u00e9j\u00e0"), (0,), 0, fresh=n)


def encodings(layout):
    n = len(layout.rows)
    good = layout.text()
    text = good.decode()
    mark = b"\xef\xbb\xbf"
    yield Damage("byte order mark", mark + good, (0,), 0, fresh=n)
    yield Damage("byte order mark twice", mark + mark + good, (0, 1, 65))
    yield Damage("UTF-16 with mark", text.encode("utf-16"), (0,), 0, fresh=n, source=True)
    yield Damage("UTF-16, the other end first", b"\xfe\xff" + text.encode("utf-16-be"), (0,), 0, fresh=n, source=True)
    yield Damage("UTF-16 without mark", text.encode("utf-16-le"), (0, 65), source=True)
    yield Damage("UTF-16 that ends in half a letter", text.encode("utf-16")[:-1], (65,), source=True)
    yield Damage("UTF-16 that lost a byte", b"\xff\xfe" + text.encode("utf-16-le")[:2000] + text.encode("utf-16-le")[2001:], (65,), source=True)
    bad = with_cell(layout, 5, layout.key, "a@@")
    yield Damage("UTF-16 with half a pair", bad.decode().encode("utf-16").replace("@@".encode("utf-16-le"), b"\x00\xd8b\x00"), (1,), 1, layout.line(5), source=True)
    yield Damage("UTF-32", text.encode("utf-32"), (65,), source=True)
    yield Damage("UTF-7-like", ("+AGE-" + text).encode(), (0, 1, 65))
    packed = gzip.compress(good, mtime=0)
    yield Damage("gzip", packed, (0,), 0, fresh=n, source=True)
    yield Damage("gzip in two parts", gzip.compress(good[:999]) + gzip.compress(good[999:]), (0,), 0, fresh=n, source=True)
    for at in (1, 2, 9, 10, 11, len(packed) // 2, len(packed) - 9, len(packed) - 8, len(packed) - 1):
        yield Damage(f"gzip cut after {at} bytes", packed[:at], (65,), source=True)
    bad = bytearray(packed)
    bad[len(bad) // 2] ^= 0x20
    yield Damage("gzip damaged", bytes(bad), (65,), source=True)
    yield Damage("gzip with a wrong checksum", packed[:-8] + b"\1\2\3\4" + packed[-4:], (65,), source=True)
    yield Damage("gzip and garbage behind it", packed + b"garbage", (65,), source=True)
    yield Damage("gzip in gzip", gzip.compress(packed), (65,), source=True)
    for name, head in {"xlsx": b"PK\3\4", "xls": b"\xd0\xcf\x11\xe0\xa1\xb1", "PDF": b"%PDF-1.7\n", "a web page": b"<!DOCTYPE html>\n<html>", "JSON": b"{\"rows\": [\n"}.items():
        yield Damage(name, head + noise(2000), (65,))


def lines(layout):
    n = len(layout.rows)
    good = layout.text()
    each = good.splitlines(keepends=True)
    yield Damage("CRLF", layout.text(end="\r\n"), (0,), 0, fresh=n)
    yield Damage("CR alone", layout.text(end="\r"), (0,), 0, fresh=n, source=True)
    yield Damage("line ends mixed", b"".join(line[:-1] + (b"\r\n" if i % 2 else b"\n") for i, line in enumerate(each)), (0,), 0, fresh=n)
    yield Damage("LF CR", layout.text(end="\n\r"), (0, 1, 65))
    yield Damage("one CR alone", b"".join(each[:9]) + each[9][:-1] + b"\r" + b"".join(each[10:]), (1,), 1)
    yield Damage("no last line end", good[:-1], (0,), 0, fresh=n)
    yield Damage("blank lines first", b"\n \n\r\n" + good, (0,), 0, fresh=n)
    yield Damage("blank lines between and behind", good.replace(b"\n", b"\n\n") + b"\n  \n", (0,), 0, fresh=n)
    yield Damage("a million blank lines", much(good, b"\n" * 1000, 1000, b""), (0,), 0, fresh=n)
    yield Damage("two rows in one line", b"".join(each[:9]) + each[9][:-1] + b"".join(each[10:]), (1,), 1, layout.line(9 if not layout.header else 8))
    yield Damage("half a row inside", b"".join(each[:9]) + each[9][:12] + b"\n" + b"".join(each[10:]), (1,), 1)
    yield Damage("shuffled", layout.text(random.Random(3).sample(layout.rows, n)), (0,), 0, fresh=n)
    yield Damage("three rows twice", layout.text(layout.rows + layout.rows[:3]), (0,), 0, fresh=n)
    other = [list(r) for r in layout.rows[:2]]
    for row in other:
        row[layout.number if layout.header else 7] = "49" if layout.header else "QX"
    yield Damage("two rows again with other values", layout.text(layout.rows + other), (1,), 4 if layout.header else None)
    yield Damage("the file behind itself", good + good, (1,) if layout.header else (0,), 1 if layout.header else 0, fresh=n)
    yield Damage("two files run together", good[:-1] + good, (0, 1, 65))
    yield Damage("a line of totals", good + b"Totaal%c360\n" % layout.delimiter.encode(), (1,), 1, layout.line(n))
    empty = good + layout.delimiter.encode() * (len(layout.rows[0]) - 1) + b"\n"  # a profile skips such a row
    yield Damage("a line of delimiters", empty, (1,), 1, layout.line(n)) if layout.header else Damage(
        "a line of delimiters", empty, (0,), 0)
    yield Damage("sep= first", b"sep=" + layout.delimiter.encode() + b"\n" + good, (0, 1, 65))
    yield Damage("a title first", b"Verzuim week 37\n" + good, (1, 65))


def columns(layout):
    n = len(layout.rows)
    without = lambda c: ([r[:c] + r[c + 1:] for r in [layout.header] if r], [r[:c] + r[c + 1:] for r in layout.rows])
    for c in {layout.key, layout.date, layout.number}:
        top, rows = without(c)
        yield Damage(f"column {c + 1} dropped", layout.text(rows, header=top[0] if top else []), (65,))
    yield Damage("a column added", layout.text([r + ["x"] for r in layout.rows], header=layout.header + ["extra"] * bool(layout.header)), (65,))
    yield Damage("a column twice", layout.text([r + [r[0]] for r in layout.rows], header=layout.header + layout.header[:1]), (65,))
    yield Damage("a delimiter behind each row", layout.text([r + [""] for r in layout.rows]), (65,) if layout.header else (0, 65))
    yield Damage("first and third column swapped", layout.text([[r[2], r[1], r[0], *r[3:]] for r in layout.rows]), (65,))
    yield Damage("a cell too many in a row", raw_cell(layout, 5, layout.key, b"a" + layout.delimiter.encode()), (1,), 1, layout.line(5))
    for other in ";\t|" if layout.delimiter == "," else ",\t|":
        # Excel saves canonical files with semicolons, which are read as such.
        codes = (0, 65) if layout.header and other == ";" else (65,)
        yield Damage(f"delimiter {other!r}", layout.text().replace(layout.delimiter.encode(), other.encode()), codes)
    row = layout.text([layout.rows[5]], header=[]).replace(layout.delimiter.encode(), b"|")
    yield Damage("another delimiter in a row", layout.text() + row, (1,), 1, layout.line(n))
    if not layout.header:
        return
    h = layout.header
    yield Damage("header missing", layout.text(header=[]), (65,))
    yield Damage("header alone", layout.text([]), (0, 65))
    yield Damage("header alone, without its end", layout.text([])[:-1], (0, 65))
    yield Damage("header cut off", layout.text([])[:25], (65,))
    yield Damage("header inside too", layout.text(layout.rows[:9] + [h] + layout.rows[9:]), (1,), 1, 11)
    yield Damage("header twice", layout.text([h] + layout.rows), (1,), 1, 2)
    yield Damage("header renamed", layout.text(header=[c.replace("kind", "soort") for c in h]), (65,))
    yield Damage("header with a slip", layout.text(header=[c.replace("minutes", "minuts") for c in h]), (65,))
    yield Damage("header in capitals", layout.text(header=[c.upper() for c in h]), (0, 65))
    yield Damage("header with spaces", layout.text(header=[f" {c} " for c in h]), (0,), 0, fresh=n)
    yield Damage("header in quotes", layout.text(header=[f'"{c}"' for c in h]), (0,), 0, fresh=n)
    yield Damage("header with no-break spaces", layout.text(header=[c + "\u00a0" for c in h]), (0, 65))
    yield Damage("header with a NUL", layout.text(header=[h[0] + "\0", *h[1:]]), (65,))
    yield Damage("columns in another order", layout.text([r[::-1] for r in layout.rows], header=h[::-1]), (0,), 0, fresh=n)


def quotes(layout):
    n = len(layout.rows)
    yield Damage("a line end in a cell", with_cell(layout, 5, layout.key, '"a\nb"'), (1,), 1, layout.line(5))
    yield Damage("a quote inside a cell", with_cell(layout, 5, layout.key, 'a"b'), (1,), 1, layout.line(5))
    yield Damage("text behind a quote", with_cell(layout, 5, layout.key, '"a"b'), (1,), 1, layout.line(5))
    yield Damage("a quote opened", with_cell(layout, 5, layout.key, '"a'), (1, 65))
    yield Damage("a quote opened in the last row", with_cell(layout, n - 1, layout.key, '"a'), (65,))
    yield Damage("a million quotes", with_cell(layout, 5, layout.words, '"' * 1_000_000), (1, 65))
    yield Damage("all in quotes", layout.text([[f'"{c}"' for c in r] for r in layout.rows]), (0,), 0, fresh=n)


def cells(layout):
    n, d = len(layout.rows), layout.date
    impossible = ["2026-02-30", "2026-13-01", "2026-00-10", "0000-00-00", "0003-09-07", "6209-09-07", "1899-12-30", "1999-12-31", "2026-9-7", "07-09-26", "9/7/2026", "46272", "46272.5",
                  "7 sep 2026", "2026-09-07x", "2026-09", "tomorrow", "", " ", "#####", "-1", "\u0662\u0660\u0662\u0666-\u0660\u0669-\u0660\u0667"]
    impossible += ["20260907", "07-09-2026", "2026-09-07T00:00:00", "2026/09/07"] if layout.header else ["2026-09-07", "20260230", "00030907", "62090907", "2026090", "202609071"]
    for value in impossible:
        yield Damage(f"date {value!r}", with_cell(layout, 5, d, value), (1,), 1, layout.line(5))
    for value in ["1.0", "1,5", "-5", "1e2", "99999", "4294967297", "0x10", "2-jan", "TRUE", "#N/A", "NS", "\u0661"]:
        quoted = f'"{value}"' if layout.delimiter in value else value
        if value == "1,5" and not layout.header:  # the first lesson and the fifth
            continue
        yield Damage(f"number {value}", with_cell(layout, 5, layout.number, quoted), (1,), 1, layout.line(5))
    for value in ["", " ", "1.11222E+08", "1,11222E+08", "#REF!", "x" * 300]:
        quoted = f'"{value}"' if layout.delimiter in value else value
        yield Damage(f"key {value[:20]!r}", with_cell(layout, 5, layout.key, quoted), (1,), 1, layout.line(5))
    for value in ["=A2", "a b  c"]:
        yield Damage(f"key {value!r}", with_cell(layout, 5, layout.key, value), (0, 1))
    yield Damage("spaces around a key", with_cell(layout, 5, layout.key, f" {layout.rows[5][layout.key]} "), (0, 1))
    yield Damage("19 bad rows", with_cell(layout, 0, d, "?", 19), (1,), 19)
    yield Damage("30 bad rows", with_cell(layout, 0, d, "?", 30), (65,))
    yield Damage("every date bad", with_cell(layout, 0, d, "?", n), (65,))
    large = with_cell(layout, 5, layout.words, "x" * 5000)  # a profile does not look at a remark
    yield Damage("a cell of 5 KiB", large, (1,), 1, layout.line(5)) if layout.header else Damage(
        "a cell of 5 KiB", large, (0,), 0)
    if not layout.header:  # a quote is a letter there
        return
    yield from quotes(layout)
    for column, values in {1: ["99xa", "9.9E+01", "XA", "", "99XA001"], 3: ["0", "31", "1-8"], 5: ["Sick", "ziek", "", "sick "], 8: ["luxus"]}.items():
        for value in values:
            good = value == "sick "
            yield Damage(f"{layout.header[column]} {value!r}", with_cell(layout, 1 if good else 3, column, value), (0,) if good else (1,), 0 if good else 1)


def giants(layout):
    good, end = layout.text(), b"\n"
    yield Damage("a line of 100 MB", much(good, b"x" * 1_000_000, 100, end), (1,), 1)
    yield Damage("a line of 100 MB without end", much(good, b"x" * 1_000_000, 100, b""), (1, 65))
    yield Damage("nothing but a line of 100 MB", much(b"", b"x" * 1_000_000, 100, b""), (65,))
    yield Damage("10^5 columns in a row", good + layout.delimiter.encode() * 100_000 + end, (1,), 1)
    yield Damage("10^5 columns in the first row", layout.delimiter.encode() * 100_000 + end + good, (1, 65))
    yield Damage("gzip of 200 MB of NULs", gzip.compress(good) + gzip.compress(bytes(4_000_000)) * 50, (1, 65), source=True)
    if not layout.header:
        return
    yield Damage("a quoted cell of 100 MB", much(good + b'"', b"x" * 1_000_000, 100, b'"' + end), (1, 65))
    yield Damage("a quote opened before 30 MB of rows", much(good + b'"', b"a,b,c,d,e\n" * 100_000, 30, b""), (65,))
    yield Damage("quotes that never pair off", much(good, b'a,"b""c\n' * 100_000, 2, b""), (65,))


def damages(layout):
    for family in (cuts, bytes_gone_wrong, encodings, lines, columns, cells, giants):
        yield from family(layout)
