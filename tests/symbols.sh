#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Every symbol that the library defines and exports is ours and stands in lib/verzuim.symbols: symbols.sh LIBRARY. With
# UPDATE=1 the list is written anew. A name that goes, or whose arguments change, breaks programs that were built before:
# raise SOVERSION in lib/CMakeLists.txt then (libverzuim(3) has the promise). A name that comes is only added here.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
list=$root/lib/verzuim.symbols
# Functions and data that a program can be linked to; weak ones are copies that each compiler makes or not.
exported=$(nm -D --defined-only -C "$1" | awk '{ $1 = ""; print substr($0, 2) }' | LC_ALL=C sort -u)
foreign=$(sed 's/^. //' <<<"$exported" | grep -vE '^(verzuim::|(typeinfo|typeinfo name|vtable) for verzuim::)' || true)
if [ -n "$foreign" ]; then
  echo "not ours:" && head <<<"$foreign"
  exit 1
fi
soname=$(objdump -p "$1" | awk '$1 == "SONAME" { print $2 }')
names=$(printf '# %s\n' "$soname" && grep -E '^[TDBR] ' <<<"$exported" | sed 's/^. //' | LC_ALL=C sort -u)
if [ -n "${UPDATE:-}" ]; then
  printf '%s\n' "$names" >"$list"
fi
echo "$(grep -c '^verzuim::' <<<"$names") symbols of verzuim exported by $soname"
if ! diff -u "$list" - <<<"$names" | grep '^[-+]'; then
  [ "$(grep -c '^verzuim::' <<<"$names")" -gt 50 ]
  exit
fi
echo "lines with - are gone: raise SOVERSION; lines with + are new: UPDATE=1 tests/symbols.sh LIBRARY"
exit 1
