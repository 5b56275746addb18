#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Every symbol that the library defines and exports must be ours.
set -euo pipefail
exported=$(nm -D --defined-only -C "$1" | awk '{ $1 = ""; $2 = ""; print substr($0, 3) }')
foreign=$(grep -vE '^(verzuim::|typeinfo (for|name for) verzuim::|vtable for verzuim::|VERZUIM_|guard variable for verzuim::)' <<<"$exported" |
  grep -vE '^(std::|void std::|bool std::|char\* std::|fmt::|.*std::__cxx11::|typeinfo|vtable|unsigned long std|decltype)' || true)
own=$(grep -c '^verzuim::' <<<"$exported")
echo "$own symbols of verzuim exported"
if grep -qE 'SQLite|toml|sqlite3_' <<<"$exported"; then
  echo "symbols of a linked library are exported:" && grep -E 'SQLite|toml|sqlite3_' <<<"$exported" | head
  exit 1
fi
if [ -n "$foreign" ]; then
  echo "foreign symbols:" && head <<<"$foreign"
  exit 1
fi
[ "$own" -gt 50 ]
