// SPDX-License-Identifier: EUPL-1.2
#include "profile_dates.hpp"

#include <doctest/doctest.h>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

/// `2026-11-17 08:30`, as far as it is known; `-` where the text does not fit.
std::string read(const std::string& pattern, const std::string& text) {
  const auto moment = DatePattern(pattern).read(text);
  if (!moment) return "-";
  std::string said = moment->date ? to_string(*moment->date) : "";
  if (!moment->minute) return said;
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return said + (said.empty() ? "" : " ") + two(*moment->minute / 60) + ":" + two(*moment->minute % 60);
}

std::string fault_of(const std::string& pattern) {
  try {
    const DatePattern read(pattern);
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("dates are read as their pattern says and otherwise not") {
  CHECK(read("yyyy-MM-dd", "2026-11-07") == "2026-11-07");
  CHECK(read("dd-MM-yyyy", "07-11-2026") == "2026-11-07");
  CHECK(read("dd-MM-yyyy", "7-11-2026") == "-");
  CHECK(read("d-M-yyyy", "7-11-2026") == "2026-11-07");
  CHECK(read("d-M-yyyy", "07-11-2026") == "2026-11-07");
  CHECK(read("d-M-yy", "7-11-26") == "2026-11-07");
  CHECK(read("yyyyMMdd", "20261107") == "2026-11-07");
  CHECK(read("yyyyMMdd", "202611071") == "-");
  CHECK(read("dMMyyyy", "7112026") == "2026-11-07");
  CHECK(read("dMMyyyy", "17112026") == "2026-11-17");
  CHECK(read("EEE d MMM yyyy", "ma 17 nov. 2026") == "2026-11-17");
  CHECK(read("d MMMM yyyy", "2 maart 2026") == "2026-03-02");
  CHECK(read("d MMM yyyy", "2 xyz 2026") == "-");
}

TEST_CASE("a date that does not exist is none") {
  CHECK(read("d-M-yyyy", "31-6-2026") == "-");
  CHECK(read("d-M-yyyy", "29-2-2026") == "-");
  CHECK(read("d-M-yyyy", "29-2-2028") == "2028-02-29");
  CHECK(read("yyyyMMdd", "00000000") == "-");
}

TEST_CASE("times are read with and without their zeros, and midnight may be the end of a day") {
  CHECK(read("HHmm", "0830") == "08:30");
  CHECK(read("Hmm", "830") == "08:30");
  CHECK(read("Hmm", "1015") == "10:15");
  CHECK(read("H.mm", "8.30") == "08:30");
  CHECK(read("H:mm:ss", "8:30:59") == "08:30");
  CHECK(read("HH:mm", "24:00") == "24:00");
  CHECK(read("HH:mm", "24:01") == "-");
  CHECK(read("HH:mm", "12:60") == "-");
}

TEST_CASE("a time with an offset falls on the day that it is in the Netherlands") {
  const std::string moment = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
  CHECK(read(moment, "2023-06-30T22:00:00.000Z") == "2023-07-01 00:00");
  CHECK(read(moment, "2023-01-09T11:05:00.000+01:00") == "2023-01-09 11:05");
  CHECK(read(moment, "2023-01-08T23:30:00.000Z") == "2023-01-09 00:30");
  CHECK(read(moment, "2023-07-01T00:30:00.000+02:00") == "2023-07-01 00:30");
  CHECK(read("yyyy-MM-dd'T'HH:mm:ssXXX", "2023-01-09T11:05:00+0100") == "2023-01-09 11:05");
  CHECK(read("yyyy-MM-ddTHH:mm:ss", "2023-01-09T11:05:00") == "2023-01-09 11:05");
}

TEST_CASE(
    "the clock goes forward and back at one in the morning UTC on the last Sundays of March and October") {
  const std::string moment = "yyyy-MM-dd'T'HH:mmXXX";
  CHECK(read(moment, "2026-03-29T00:59Z") == "2026-03-29 01:59");
  CHECK(read(moment, "2026-03-29T01:00Z") == "2026-03-29 03:00");
  CHECK(read(moment, "2026-10-25T00:59Z") == "2026-10-25 02:59");
  CHECK(read(moment, "2026-10-25T01:00Z") == "2026-10-25 02:00");
  // 31 March 2024 is itself a Sunday.
  CHECK(read(moment, "2024-03-31T00:30Z") == "2024-03-31 01:30");
  CHECK(read(moment, "2024-03-31T22:30Z") == "2024-04-01 00:30");
}

TEST_CASE("a pattern that cannot be meant is refused with what it may hold") {
  CHECK(fault_of("DD-MM-YYYY").find("`DD` in `DD-MM-YYYY` is no part of a date") == 0);
  CHECK(fault_of("dMyyyy").find("where one number ends") != std::string::npos);
  CHECK(fault_of("yyyy'T").find("not closed") != std::string::npos);
  CHECK(fault_of("d-M-yyyy").empty());
}
