# SPDX-License-Identifier: EUPL-1.2
"""What verzuim itself does in the benchmark, and that it did it."""
import json
import os
import re
import shutil
import subprocess
import sys

from measure import Work

HERE = os.path.dirname(os.path.abspath(__file__))
ON = "2026-07-31"
BOOKS = ["law", "national", "region", "school", "research", "proposed"]
SIGNAL = ("pupil", "rule", "reached_on")


def rows_of(path):
    with open(path, "rb") as f:
        return sum(piece.count(b"\n") for piece in iter(lambda: f.read(1 << 20), b"")) - 1


class Verzuim:
    def __init__(self, program, data, wide, agreement):
        self.agreement = agreement
        self.program, self.data = os.path.abspath(program), data
        self.profile = ["--profile", os.path.join(HERE, "wide.toml")] if wide else []
        self.four = ["--only-rules", os.path.join(HERE, "four.toml")]
        os.environ["VERZUIM_STORE"] = "verzuim.db"

    def words(self, *words):
        return [self.program, *words]

    def check_ingest(self, folder):
        """As many facts as rows, by the receipt and by the store."""
        rows = rows_of(os.path.join(self.data, "absences.csv"))
        with open(os.path.join(folder, "out"), encoding="utf-8") as f:
            counts = {k: int(v) for k, v in re.findall(r"^(rows|new|changed|same|skipped|rejected) = (\d+)", f.read(), re.M)}
        info = subprocess.run(self.words("store", "info"), cwd=folder, capture_output=True, text=True, check=True).stdout
        held = int(re.search(r"^absences = (\d+)", info, re.M).group(1))
        if counts["rows"] != rows or counts["new"] != rows or held != rows:
            sys.exit(f"bench: {rows} rows were sent, the receipt says {counts}, the store holds {held}")

    def ingest(self):
        words = self.words("ingest", *self.profile, os.path.join(self.data, "absences.csv"))
        return Work("`verzuim ingest`", lambda _: words, "verzuim.db", self.check_ingest)

    def base(self, folder):
        """A store with the year in it, looked at once, and the year sorted for --from."""
        files = [os.path.join(self.data, name + ".csv") for name in ("schools", "pupils", "absences")]
        run = lambda *words, **more: subprocess.run(self.words(*words), cwd=folder, check=True, **more)  # noqa: E731
        run("ingest", *files, stdout=subprocess.DEVNULL)
        shutil.copy(os.path.join(folder, "verzuim.db"), os.path.join(folder, "unflagged.db"))
        run("flag", *self.four, "--on", ON, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "sorted.csv"), "wb") as out:
            run("ingest", "--to", "csv", files[2], stdout=out)

    def week(self, base):
        def prepare(folder):
            shutil.copy(os.path.join(base, "verzuim.db"), folder)
            pipe = '"$0" ingest "$1" | "$0" flag --only-rules "$2" --on "$3" -'
            return ["bash", "-o", "pipefail", "-c", pipe, self.program, os.path.join(self.data, "week.csv"), self.four[1], ON]
        return Work("`verzuim ingest … \\| verzuim flag -`", prepare, "verzuim.db")

    def flag_store(self, base, book, *more):
        """Of a year in which no run found anything yet: `book` is `four`, `usual` or `whole`."""
        def prepare(folder):
            shutil.copy(os.path.join(base, "unflagged.db"), os.path.join(folder, "verzuim.db"))
            with open(os.path.join(folder, "whole.toml"), "w", encoding="utf-8") as f:
                f.write(f"books = {json.dumps(BOOKS)}\n")
            config = ["--config", "whole.toml"] if book == "whole" else []
            return self.words(*config, "flag", *(self.four if book == "four" else []), "--on", ON, "--all", *more)
        what = {"four": "four rules", "usual": "the law and national rules", "whole": "the whole rule book"}[book]
        name = " ".join(["`verzuim flag", *more]) + "`, " + what
        return Work(name, prepare, check=self.agreement.keep(name, "out", SIGNAL) if book == "four" else None)

    def national(self):
        """A year of the whole country in three commands, each on the store that the one before it left."""
        files = [os.path.join(self.data, name + ".csv") for name in ("schools", "pupils", "absences")]
        for name, words in (("load", ["ingest", *files]), ("flag", ["flag", "--on", ON]),
                            ("report", ["report", "gemeente", "--gemeente", "all", "--period", "2025-2026", "--on", ON, "--out", "reports"])):
            yield Work(f"`verzuim {words[0]}` ({name})", lambda _, words=words: self.words(*words), "verzuim.db")

    def flag_from(self, base):
        others = [os.path.join(self.data, name + ".csv") for name in ("pupils", "schools")]
        froms = [w for path in (os.path.join(base, "sorted.csv"), *others) for w in ("--from", path)]
        name = "`verzuim flag --from`, four rules"
        return Work(name, lambda _: self.words("flag", *self.four, "--on", ON, *froms),
                    check=self.agreement.keep(name, "out", SIGNAL))
