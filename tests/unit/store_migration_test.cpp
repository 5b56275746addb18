// SPDX-License-Identifier: EUPL-1.2
// Stores of earlier versions, kept as SQL, are read by this one.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "store_world.hpp"

using namespace verzuim;

namespace {

void build(const std::string& path, const std::string& fixture) {
  std::ifstream in(std::string(VERZUIM_FIXTURES) + "/" + fixture);
  const std::string sql((std::istreambuf_iterator<char>(in)), {});
  REQUIRE(!sql.empty());
  SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
  ::chmod(path.c_str(), 0600);
}

std::string absences(Store& store, const KnownAt& at = {}) {
  std::string text;
  store.each_pupil(
      [&](const PupilFacts& facts) {
        for (const Absence& a : facts.absences)
          text += facts.pupil + " " + to_string(a.date).substr(8) + "/" + std::to_string(a.lesson) + " " +
                  std::string(kind_names[static_cast<std::size_t>(a.kind)]) + " " +
                  store.batch_file(a.batch) + ":" + std::to_string(a.line) + "\n";
      },
      nullptr, at);
  return text;
}

}  // namespace

TEST_CASE("a store of version 1 keeps its facts, their versions and where they came from") {
  const Folder folder;
  build(folder.file(), "store-1.sql");
  Store store(folder.file());
  CHECK(store.info().schema == 5);
  CHECK(store.info().facts[static_cast<std::size_t>(FileKind::absences)] == 11);
  CHECK(absences(store) ==
        "P0001 01/1 authorised correction.csv:2\nP0001 01/2 unauthorised week-36.csv:3\n"
        "P0001 01/3 unauthorised week-36.csv:4\nP0001 01/4 unauthorised week-36.csv:5\n"
        "P0001 02/1 unauthorised week-36.csv:6\nP0001 02/2 unauthorised week-36.csv:7\n"
        "P0001 02/3 unauthorised week-36.csv:8\nP0001 02/4 unauthorised week-36.csv:9\n"
        "P0001 05/3 removed covers.csv:2\nP0002 03/0 sick week-36.csv:18\n"
        "P0002 10/0 unauthorised correction.csv:3\n");
  // As it was known before the correction: four days of four lessons, unauthorised all.
  const std::string before = absences(store, {"2025-11-24T12:00:00Z"});
  CHECK(std::count(before.begin(), before.end(), '\n') == 18);
  CHECK(before.find("P0001 01/1 unauthorised week-36.csv:2") != std::string::npos);
  CHECK(store.last_run()->on == *parse_date("2025-10-01"));
}

TEST_CASE("a store of version 2 keeps its runs and signals, and tells that its runs left no receipt") {
  const Folder folder;
  build(folder.file(), "store-2.sql");
  Store store(folder.file());
  CHECK(store.info().schema == 5);
  CHECK(store.info().facts[static_cast<std::size_t>(FileKind::absences)] == 32);
  CHECK(store.last_look()->number == 2);
  CHECK(store.last_run()->number == 1);
  CHECK(store.info().runs.empty());
  CHECK(!store.run_receipt(2));
  const std::vector<Signal> signals = store.signals();
  REQUIRE(signals.size() == 3);
  CHECK(std::count_if(signals.begin(), signals.end(),
                      [](const Signal& s) { return s.status == Status::withdrawn; }) == 1);
  // What was withdrawn before receipts were kept was so in every run since.
  Rulebook rules;
  rules.finish();
  RunReceipt receipt;
  receipt.at = "2026-09-24T06:00:00Z";
  receipt.every = true;
  std::vector<Signal> found(signals.begin(), signals.end());
  found.erase(std::remove_if(found.begin(), found.end(),
                             [](const Signal& s) { return s.status == Status::withdrawn; }),
              found.end());
  store.together([&] {
    store.settle(found, nullptr, {*parse_date("2026-10-02"), rules.hash(), 3, false}, receipt.at);
    store.keep(receipt, rules, nullptr);
  });
  CHECK(receipt.run == 3);
  CHECK(store.past_run(3).fresh.empty());
  REQUIRE(store.past_run(3).withdrawn.size() == 1);
  CHECK(to_string(*store.past_run(3).withdrawn[0].reached_on) == "2026-09-14");
}

TEST_CASE("a store of version 3 keeps its dossiers and begins an audit") {
  const Folder folder;
  build(folder.file(), "store-3.sql");
  Store store(folder.file());
  CHECK(store.info().schema == 5);
  CHECK(store.info().facts[static_cast<std::size_t>(FileKind::absences)] == 30);
  CHECK(store.info().runs.size() == 2);
  CHECK(!store.events().empty());
  // Their rules are still there, so that they can be repeated.
  CHECK(store.past_run(1).receipt.signals.starts_with("68bbef9f"));
  CHECK(store.past_run(2).receipt.signals.starts_with("dd881030"));
  CHECK(store.audit_head() == no_audit_head);
  CHECK(store.check().faults.empty());
  store.note_read(nullptr);
  CHECK(store.check().audit_lines == 1);
}
