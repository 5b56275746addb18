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
