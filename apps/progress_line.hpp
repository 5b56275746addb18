// SPDX-License-Identifier: EUPL-1.2
// What a progress line says: text only, so that it can be tried without a terminal.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

/// How far the work on a file has come.
struct Advance {
  std::string file;
  std::int64_t rows = 0;
  std::uint64_t bytes = 0, size = 0;  ///< of the file as it was handed in; size 0: not known
  double seconds = 0;                 ///< since the start
};

/// A line of at most `width` columns: the most telling parts that fit, in order file, share, rows, time left,
/// speed, bar. Without `utf8` it is ASCII. It never holds a control character, whatever the name of the file.
std::string progress_line(const Advance& advance, std::size_t width, bool utf8);
/// How many columns of a terminal a line of `progress_line` takes.
std::size_t columns_taken(const std::string& line);
