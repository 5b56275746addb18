# SPDX-License-Identifier: EUPL-1.2
"""The year in the forms in which schools send it: packed, in other letters, lessons as ranges, absence left open."""
import datetime
import gzip

from delivering import Delivery, as_csv, week, week_name, weeks_of

WINDOWS = 'name = "windows"\nbased_on = "canonical"\n[file]\nencoding = "windows-1252"\n'
RANGES = 'name = "ranges"\nbased_on = "canonical"\n[minutes]\nof = "lesson"\n'
REPORTS = ('name = "reports"\nbased_on = "eduarte-absentiemeldingen"\n[fixed]\nschool = "{}"\n[codes]\n'
           'Z = "sick"\nOA = "unauthorised"\nGA = "authorised"\nA = "unknown"\n')
CODES = {"sick": "Z", "unauthorised": "OA", "authorised": "GA", "unknown": "A"}


def packed(rows, rng):
    """gzip: the same file twice is the same bytes."""
    sent = []
    for w, part in weeks_of(rows).items():
        sent.append(Delivery(f"{week_name(w)}.csv.gz", part, content=gzip.compress(as_csv(part), mtime=0)))
    sent += rng.sample(sent, 5)
    rng.shuffle(sent)
    return sent


def letters(rows, rng):
    """UTF-16 either way, UTF-8 with a mark, Windows-1252, line ends of Windows; then the same weeks as they are."""
    forms = [("utf-16", ()), ("utf-16-be", ()), ("utf-8-sig", ()), ("cp1252", ("--profile", "windows.toml"))]
    sent = []
    for w, part in weeks_of(rows).items():
        form, words = rng.choice(forms)
        text = as_csv(part).decode().replace("\n", rng.choice(["\n", "\r\n"]))
        content = (("\ufeff" if form == "utf-16-be" else "") + text).encode(form)
        sent.append(Delivery(f"{week_name(w)}.csv", part, content=content, words=words,
                             files=(("windows.toml", WINDOWS),)))
        sent.append(Delivery(f"plain-{week_name(w)}.csv", part))
    rng.shuffle(sent)
    return sent


def joined(rows):
    """Rows that differ in nothing but a lesson that follows: as one row, `2-5`."""
    found = []
    for row in sorted(rows, key=lambda r: (r[:3], r[4:], int(r[3] or 0))):
        last = found[-1] if found else None
        if last and row[3] and last[0] == row[:3] + row[4:] and last[2] == int(row[3]) - 1:
            last[2] += 1
        else:
            found.append([row[:3] + row[4:], int(row[3] or 0), int(row[3] or 0)])
    name = lambda first, last: "" if not first else str(first) if first == last else f"{first}-{last}"  # noqa: E731
    return [(*same[:3], name(first, last), *same[3:]) for same, first, last in found]


def ranges(rows, rng):
    """Several lessons in a row, some with a blank about the dash."""
    sent = []
    for w, part in weeks_of(rows).items():
        lines = [(*r[:3], r[3].replace("-", rng.choice(["-", " - ", " t/m ", ".."])), *r[4:]) for r in joined(part)]
        rng.shuffle(lines)
        sent.append(Delivery(f"{week_name(w)}.csv", part, content=as_csv(lines), words=("--profile", "ranges.toml"),
                             files=(("ranges.toml", RANGES),), source_rows=len(lines)))
    rng.shuffle(sent)
    return sent


def is_plain_day(row):
    """A row that a report over days can stand for: a whole day of which nothing more is said."""
    kind, code = row[5], row[7]
    nothing_more = row[3:5] == ("", "") and row[6] == "" and row[8] == ""
    return nothing_more and kind in CODES and code == ("" if kind == "sick" else CODES[kind])


def follows(row, last):
    """On the next day from Monday to Friday, and otherwise the same."""
    before, after = datetime.date.fromisoformat(last[2]), datetime.date.fromisoformat(row[2])
    step = 3 if before.weekday() == 4 else 1
    return last[:2] + last[5:] == row[:2] + row[5:] and before + datetime.timedelta(days=step) == after


def reports_of(rows):
    """Runs of days of one pupil, school and kind, Friday and Monday together: (rows of the run)."""
    runs = []
    for row in sorted(rows, key=lambda r: (r[0], r[1], r[2])):
        if runs and follows(row, runs[-1][-1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def line(run, ends):
    """Nine cells and no header."""
    day = lambda row: row[2].replace("-", "")  # noqa: E731
    return ";".join([run[0][0], day(run[0]), "", day(run[-1]) if ends else "", "", "", "", CODES[run[0][5]], ""])


def weekly_reports(rows, rng, bare):
    """By week and school the lines of the reports, each with the rows that it stands for when it has an end.

    A report that goes on is open in the file of its first week and has its end in that of its last. Some of those
    that ended are open at first too, and have their end in the next. `bare`: also where that file has nothing else,
    so that it speaks of no later day than the one in which the report was open."""
    order = list(weeks_of(rows))
    files, runs = {}, reports_of(rows)
    busy = {(week(run[-1]), run[0][1]) for run in runs}
    for run in runs:
        first, last = order.index(week(run[0])), order.index(week(run[-1]))
        late = first == last and last + 1 < len(order) and rng.random() < 0.3
        late = late and (bare or (order[last + 1], run[0][1]) in busy)
        files.setdefault((order[last + late], run[0][1]), []).append((line(run, True), run))
        if first != last or late:
            files.setdefault((order[first], run[0][1]), []).append((line(run, False), []))
    return files


def reports(rows, rng, bare=False):
    """A file of each school and week without a header, with reports that are still open."""
    plain = [row for row in rows if is_plain_day(row)]
    rest = [row for row in rows if not is_plain_day(row)]
    sent = [Delivery(f"rest-{week_name(w)}.csv", part) for w, part in weeks_of(rest).items()]
    for (w, school), lines in weekly_reports(plain, rng, bare).items():
        rng.shuffle(lines)
        text = "".join(text + "\n" for text, _ in lines)
        facts = [row for _, run in lines for row in run]
        profile = f"reports-{school}.toml"
        sent.append(Delivery(f"reports-{week_name(w)}-{school}.csv", facts, content=text.encode(),
                             words=("--profile", profile), files=((profile, REPORTS.format(school)),),
                             source_rows=len(lines)))
    return sent


def reports_in_order(rows, rng):
    """Week after week: what is open is closed by a later file."""
    return sorted(reports(rows, rng), key=lambda d: d.name.split("week-")[1])


def reports_shuffled(rows, rng):
    """In any order: an end that came first is not undone by the open report that comes after it."""
    sent = reports(rows, rng)
    rng.shuffle(sent)
    return sent


def ends_alone(rows, rng):
    """The same where a file may hold nothing but the end of a report of the week before."""
    sent = reports(rows, rng, bare=True)
    rng.shuffle(sent)
    return sent


FORMS = [packed, letters, ranges, reports_in_order, reports_shuffled, ends_alone]
