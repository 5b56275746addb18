// SPDX-License-Identifier: EUPL-1.2
#include "store_versions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "store_sort.hpp"

using namespace verzuim;

namespace {

StagedAbsence some_row(std::mt19937& random) {
  const auto below = [&](unsigned n) { return static_cast<std::int32_t>(random() % n); };
  StagedAbsence r;
  r.pupil = 1 + below(50);
  r.day = 20000 + below(300) - 150;
  r.lesson = static_cast<std::int16_t>(below(2) == 0 ? below(31) : observed_lesson + below(31));
  r.minutes = static_cast<std::int16_t>(below(1442) - 1);
  r.school = 1 + below(3000);
  r.line = 1 + below(2000000000);
  r.subject = below(200);
  r.code = below(200);
  r.kind = static_cast<std::uint8_t>(below(6));
  r.mark = static_cast<std::uint8_t>(below(8));
  r.since = static_cast<std::int16_t>(below(3) == 0 ? below(367) : StagedAbsence::no_report);
  r.state = static_cast<FactState>(below(3));
  return r;
}

bool same(const StagedAbsence& a, const StagedAbsence& b) {
  return a.same_key(b) && a.same_values(b) && a.line == b.line && a.since == b.since && a.state == b.state;
}

}  // namespace

TEST_CASE("versions come out of their bytes as they went in") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<StagedAbsence> rows;
    for (auto n = 1 + random() % 40; n > 0; --n) rows.push_back(some_row(random));
    for (StagedAbsence& row : rows) row.pupil = 9;
    std::sort(rows.begin(), rows.end(), key_before);
    std::string bytes;
    encode_versions(bytes, rows);
    std::vector<StagedAbsence> back;
    decode_versions(bytes, 9, back);
    REQUIRE(back.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK(same(rows[i], back[i]));
    CHECK(may_hold(bytes, rows.front().day, rows.front().day));
    CHECK(may_hold(bytes, rows.back().day, rows.back().day + 9));
    CHECK_FALSE(may_hold(bytes, rows.back().day + 1, rows.back().day + 9));
    CHECK_FALSE(may_hold(bytes, rows.front().day - 9, rows.front().day - 1));
  }
}

TEST_CASE("bytes that are cut off are damaged, never a shorter list in silence") {
  std::mt19937 random(8);
  std::vector<StagedAbsence> rows(1, some_row(random));
  std::string bytes;
  encode_versions(bytes, rows);
  int damaged = 0;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    std::vector<StagedAbsence> back;
    try {
      decode_versions(std::string_view(bytes).substr(0, length), 9, back);
      CHECK(back.empty());  // cut off right behind the head: no row is there at all
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::data);
      ++damaged;
    }
  }
  CHECK(damaged >= static_cast<int>(bytes.size()) - 1);
}

TEST_CASE("rows sort the same in memory, and in runs on disk that are merged") {
  std::mt19937 random(9);
  std::vector<StagedAbsence> rows;
  for (int i = 0; i < 30000; ++i) rows.push_back(some_row(random));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].line = static_cast<std::int32_t>(i + 1);
  const std::string beside = (std::filesystem::temp_directory_path() / "verzuim-sort-test").string();
  AbsenceSort held(beside), spilled(beside);
  for (const StagedAbsence& row : rows) {
    held.add(row);
    spilled.add(row);
    if (row.line % 7000 == 0) spilled.spill();
  }
  held.finish();
  spilled.finish();
  for (int twice = 0; twice < 2; ++twice) {
    StagedAbsence a, b, before;
    std::size_t count = 0;
    for (; held.next(a); before = a, ++count) {
      REQUIRE(spilled.next(b));
      REQUIRE(same(a, b));
      REQUIRE(a.pupil >= before.pupil);
      if (a.pupil == before.pupil) {
        REQUIRE_FALSE(key_before(a, before));
        if (a.same_key(before)) REQUIRE(a.line > before.line);
      }
    }
    CHECK_FALSE(spilled.next(b));
    CHECK(count == rows.size());
    held.restart();
    spilled.restart();
  }
}
