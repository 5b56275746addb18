// SPDX-License-Identifier: EUPL-1.2
#include "progress_line.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

const Advance half = {"week-47.csv", 1234567, 50'000'000, 100'000'000, 4};

bool ascii(const std::string& line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

TEST_CASE("a progress line tells the share, rows, time left and speed, with a bar where there is room") {
  CHECK(progress_line(half, 79, false) ==
        "week-47.csv  50 %  1 234 567 rows  0:04 left  12.5 MB/s  [##########..........]");
  CHECK(progress_line(half, 78, false) == "week-47.csv  50 %  1 234 567 rows  0:04 left  12.5 MB/s");
  CHECK(progress_line(half, 28, false) == "50 %  1 234 567 rows");
  CHECK(progress_line(half, 5, false) == "50 %");
  CHECK(progress_line(half, 0, false) == "");
  CHECK(progress_line({"f.csv", 0, 0, 0, 0}, 79, false) == "f.csv  0 rows");
}

TEST_CASE("a pipe has no share, no time left and no bar") {
  CHECK(progress_line({"standard input", 4096, 2'000'000, 0, 2}, 79, true) ==
        "standard input  4 096 rows  1.0 MB/s");
}

TEST_CASE("a file that grows while it is read is never more than whole") {
  CHECK(progress_line({"f", 10, 300, 200, 2}, 40, false).find("100 %") != std::string::npos);
  CHECK(progress_line({"f", 10, 300, 200, 2}, 40, false).find("0:00 left") != std::string::npos);
}

TEST_CASE("long times have hours, and never run off") {
  CHECK(progress_line({"f", 1, 1, 3, 3600}, 60, false).find("2:00:00 left") != std::string::npos);
  CHECK(progress_line({"f", 1, 1, 1'000'000'000'000, 60}, 60, false).find("99:59:59 left") !=
        std::string::npos);
}

TEST_CASE("no line is wider than it may be, in either alphabet") {
  for (const std::string& file :
       {std::string("week-47.csv"), std::string(300, 'x'),
        std::string("/map/caf\xC3\xA9/") + "\xE6\xBC\xA2\xE5\xAD\x97.csv", std::string()})
    for (std::size_t width = 0; width < 140; ++width)
      for (const bool utf8 : {false, true}) {
        Advance advance = half;
        advance.file = file;
        const std::string line = progress_line(advance, width, utf8);
        CHECK(columns_taken(line) <= width);
        if (!utf8) CHECK(ascii(line));
      }
}

TEST_CASE("the name of a file cannot steer the terminal") {
  Advance advance = half;
  advance.file =
      "a\x1B[2Jb\r\n\xC2\x9B"
      "c\xE2\x80\xAE"
      "d\xFF.csv";
  CHECK(progress_line(advance, 200, true).find("a?[2Jb???c?d?.csv  ") == 0);
  CHECK(ascii(progress_line(advance, 200, false)));
}
