#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Installs the build into an empty folder and builds the example consumer against it, by CMake and by pkg-config.
set -euo pipefail
build=$1 consumer=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/usr" >/dev/null
cmake -S "$consumer" -B "$work/cmake" -G Ninja -DCMAKE_PREFIX_PATH="$work/usr" >/dev/null
cmake --build "$work/cmake" >/dev/null
"$work/cmake/flag_one_pupil" | tee "$work/by-cmake"
PKG_CONFIG_PATH=$(dirname "$(find "$work/usr" -name verzuim.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
c++ -std=c++20 "$consumer/flag_one_pupil.cpp" $(pkg-config --cflags --libs verzuim) -Wl,-rpath,"$(pkg-config --variable=libdir verzuim)" -o "$work/by-pkg-config"
"$work/by-pkg-config" | cmp - "$work/by-cmake"
grep -q 'lpw16 2026-09-28' "$work/by-cmake"

# The second one reads a store; what it counts is what the program lists.
report=$(dirname "$consumer")/mentor-table
cmake -S "$report" -B "$work/report" -G Ninja -DCMAKE_PREFIX_PATH="$work/usr" >/dev/null
cmake --build "$work/report" >/dev/null
cp "$(dirname "$consumer")"/tutorial/*.{csv,toml} "$work"
cd "$work"
export SOURCE_DATE_EPOCH=1763737200 HOME=$work PATH="$work/usr/bin:$PATH"
verzuim init school --code 99XA >/dev/null
verzuim ingest schools.csv pupils.csv >/dev/null
verzuim ingest --quiet --profile profiel.toml export.csv | verzuim flag - | verzuim escalate - >/dev/null
report/mentor_table verzuim.db 2025-11-21 | tee table.csv
[ "$(awk -F, 'NR > 1 { n += $2 } END { print n }' table.csv)" = 64 ]
[ "$(awk -F, 'NR > 1 { n += $4 } END { print n }' table.csv)" = "$(($(verzuim dossier list | wc -l) - 1))" ]
[ "$(awk -F, 'NR > 1 { n += $5 } END { print n }' table.csv)" = "$(verzuim dossier list | awk -F, '$10 == "yes"' | wc -l)" ]
if report/mentor_table verzuim.db 2>usage.txt; then exit 1; fi
grep -q 'give a store and a date' usage.txt
