// SPDX-License-Identifier: EUPL-1.2
// A chain tells of whatever is done to its lines.
#include "verzuim/audit.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace verzuim;

namespace {

std::vector<AuditLine> chain_of(std::int64_t size) {
  std::vector<AuditLine> lines;
  std::string previous(no_audit_head);
  for (std::int64_t i = 1; i <= size; ++i) {
    AuditLine line{i, "2026-11-25T08:00:00Z", "m07", "dossier show", "pupils " + std::to_string(i), "", "",
                   ""};
    line.hash = previous = audit_hash(previous, line);
    lines.push_back(line);
  }
  return lines;
}

bool holds(const std::vector<AuditLine>& lines) {
  AuditChain chain;
  for (const AuditLine& line : lines)
    if (!chain.add(line).empty()) return false;
  return true;
}

}  // namespace

TEST_CASE("a chain that nobody touched holds") {
  CHECK(holds(chain_of(50)));
  CHECK(holds({}));
}

TEST_CASE("every bit of every part of a line is bound") {
  const std::vector<AuditLine> good = chain_of(5);
  const std::array<std::string AuditLine::*, 7> parts = {
      &AuditLine::at,     &AuditLine::actor, &AuditLine::command, &AuditLine::object,
      &AuditLine::result, &AuditLine::why,   &AuditLine::hash};
  int tried = 0;
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const auto part : parts)
      for (std::size_t byte = 0; byte < (good[i].*part).size(); ++byte)
        for (unsigned bit = 0; bit < 8; ++bit, ++tried) {
          std::vector<AuditLine> bad = good;
          (bad[i].*part)[byte] =
              static_cast<char>(static_cast<unsigned char>((bad[i].*part)[byte]) ^ (1u << bit));
          REQUIRE(!holds(bad));
        }
  CHECK(tried > 1000);
}

TEST_CASE("a part cannot run over into the next one") {
  std::vector<AuditLine> lines = chain_of(1);
  lines[0].result = "a";
  lines[0].why = "b";
  lines[0].hash = audit_hash(no_audit_head, lines[0]);
  CHECK(holds(lines));
  lines[0].result = "ab";
  lines[0].why = "";
  CHECK(!holds(lines));
}

TEST_CASE("dropped, swapped, doubled and renumbered lines are seen, a cut end by its head only") {
  const std::vector<AuditLine> good = chain_of(9);
  for (std::size_t i = 0; i + 1 < good.size(); ++i) {
    std::vector<AuditLine> dropped = good, swapped = good, renumbered = good;
    dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(!holds(dropped));
    for (std::size_t k = i; k < dropped.size(); ++k) dropped[k].number = static_cast<std::int64_t>(k) + 1;
    CHECK(!holds(dropped));
    std::swap(swapped[i], swapped[i + 1]);
    CHECK(!holds(swapped));
    std::swap(swapped[i].number, swapped[i + 1].number);
    CHECK(!holds(swapped));
  }
  std::vector<AuditLine> cut = good;
  cut.pop_back();
  CHECK(holds(cut));
  CHECK(cut.back().hash != good.back().hash);
}

TEST_CASE("numbers as ranges come back") {
  CHECK(number_ranges({12, 3, 4, 5, 3, 9, 8}) == "3-5,8-9,12");
  CHECK(ranged_numbers("3-5,8-9,12") == std::vector<std::int64_t>{3, 4, 5, 8, 9, 12});
  CHECK(number_ranges({}).empty());
  CHECK(ranged_numbers("").empty());
}
