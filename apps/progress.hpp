// SPDX-License-Identifier: EUPL-1.2
// A line on standard error that tells how far long work has come, where a person looks on.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "progress_line.hpp"

/// The size of a regular file, `-` for standard input; 0 for a pipe and all else of which it is not known.
std::uint64_t regular_size(const std::string& path);

/// Shows progress from its first half second until it is destroyed, and then leaves no trace. Does nothing
/// when it is not wanted or standard error is no terminal. One lives at a time.
class Progress {
 public:
  /// `size` in bytes; 0: not known.
  Progress(const std::string& file, std::uint64_t size, bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// May be called for every row: mostly it costs two comparisons.
  void at(std::int64_t rows, std::uint64_t bytes) {
    if (!shown_ || (rows < next_rows_ && bytes == advance_.bytes)) return;
    next_rows_ = rows + rows_between_looks;
    advance_.rows = rows;
    advance_.bytes = bytes;
    look();
  }
  /// Takes the line away until it is drawn again: what is written to the terminal next begins on an empty
  /// line.
  static void make_room();

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::int64_t rows_between_looks = 4096;
  void look();
  void draw();
  void erase();

  bool shown_;
  bool utf8_ = false;
  Advance advance_;
  std::int64_t next_rows_ = 0;
  std::size_t drawn_ = 0;  ///< columns that the line on the screen takes
  Clock::time_point begin_, next_;
};
