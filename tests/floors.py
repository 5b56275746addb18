#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Reads every #include of lib/ and apps/: one may point down the floors or stay on its own, never up."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# The house. A private file stands on the floor of the noun it serves.
FLOORS = {
    0: "error date text hash export",
    1: "csv audit source identity calendar reference embedded embedded_data",
    2: "pupil retention absence rulebook rule_parser rule_test_parser rule_slots rule_slot_when law canonical canonical_fields ladder ladder_parser toml_reader toml_writer config receipt profile toml_depth rule_sentence rule_wording rule_title directory",
    3: "signal fact_files signal_csv schooling tally chain pattern rule_test rule_scene rule_mutants rule_mutants_when rule_mutation rule_lint rule_lint_tests rule_reach run_receipt run_receipt_text almanac duty_spans plan portion flagging ladder_proof",
    4: "dossier dossier_event dossier_fold disclosure disclosure_gate escalation escalation_action escalation_case escalation_moves rule_trial small small_counts dossier_view disclosure_condition melding",
    5: "store report letter document explanation worklist plot template",
}
# Who may include a third-party header.
THIRD = {
    "toml++": {"toml_reader.cpp"},
    "SQLiteCpp": re.compile(r"store.*"),
    "sqlite3.h": re.compile(r"store.*"),
    "CLI": {"cli.cpp", "completion.cpp", "help.cpp", "options.cpp", "options_verbs.cpp", "usage.cpp"},
    "sodium.h": {"hash.cpp"},
    "openssl": {"hash.cpp"},
    "zlib.h": {"source_gzip.cpp"},
    "iconv.h": {"source_encoding.cpp"},
    "nlohmann": {"report_json.cpp"},
    "xlsxwriter.h": {"report_xlsx.cpp"},
}


def floor_of(name):
    for floor, names in FLOORS.items():
        if name in names.split():
            return floor
    # store_read, report_text and rule_sentence_nl belong to the noun before the underscore
    if "_" in name:
        return floor_of(name.rsplit("_", 1)[0])
    return None


def allowed(third, file):
    rule = THIRD[third]
    return file in rule if isinstance(rule, set) else bool(rule.match(file))


def files_on(floors):
    """The sources on these floors, for whoever wants to measure them."""
    return [p.relative_to(ROOT) for p in sorted([*ROOT.glob("lib/src/*"), *ROOT.glob("lib/include/verzuim/*.hpp")]) if floor_of(p.stem) in floors]


def main():
    if sys.argv[1:2] == ["--files"]:
        print("\n".join(map(str, files_on({int(n) for n in sys.argv[2:]}))))
        return 0
    faults, files = [], 0
    for path in sorted([*ROOT.glob("lib/include/verzuim/*.hpp"), *ROOT.glob("lib/src/*"), *ROOT.glob("apps/*pp")]):
        files += 1
        app = path.parent.name == "apps"
        here = 6 if app else floor_of(path.stem)
        place = path.relative_to(ROOT)
        if here is None:
            faults.append(f"{place}: stands on no floor; add its noun to tests/floors.py")
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'\s*#include\s*([<"])([^>"]+)', line)
            if not found:
                continue
            quote, target = found.groups()
            third = next((t for t in THIRD if target == t or target.startswith(t + "/") or target.startswith(t + ".")), None)
            if third and not allowed(third, path.name):
                faults.append(f"{place}:{number}: {target} may not be included here")
            if "include/verzuim" in str(place) and (third or target.startswith(("fmt/", "nlohmann"))):
                faults.append(f"{place}:{number}: a third-party header in a public one")
            if quote == '"' and app and not target.startswith("verzuim/") and not (ROOT / "apps" / target).exists():
                faults.append(f"{place}:{number}: the program uses public headers only, not {target}")
            if quote == '"' and not app:
                there = floor_of(Path(target).stem)
                if there is None or there > here:
                    faults.append(f"{place}:{number}: {target} stands on floor {there}, above floor {here}")
    print("\n".join(faults))
    print(f"{files} files, {len(faults)} faults")
    return 1 if faults or files < 40 else 0


sys.exit(main())
