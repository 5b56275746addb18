#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Every symbol that the library defines and exports must be ours.
set -euo pipefail
exported=$(nm -D --defined-only -C "$1" | awk '{ $1 = ""; $2 = ""; print substr($0, 3) }')
foreign=$(grep -vE '^(verzuim::|(typeinfo|typeinfo name|vtable) for verzuim::)' <<<"$exported" || true)
own=$(grep -c '^verzuim::' <<<"$exported")
echo "$own symbols of verzuim exported"
if [ -n "$foreign" ]; then
  echo "others:" && head <<<"$foreign"
  exit 1
fi
[ "$own" -gt 50 ]
