// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "store_standing.hpp"

using namespace verzuim;

namespace {

constexpr std::int64_t pupil = 1;

Signal signal_of(const std::string& id) {
  Signal s;
  s.id = id;
  s.pupil = "P9001";
  s.rule = "LAW-1";
  s.school = "99XA00";
  s.reached_on = *parse_date("2026-10-02");
  s.due_on = *parse_date("2026-10-09");
  s.count = "16";
  s.threshold = "16";
  s.unit = "lessons";
  return s;
}

/// A store without a name, with one pupil.
struct Kept {
  Kept() : parts(nameless_store, true) { CHECK(parts.pupil_number("P9001") == pupil); }

  /// Keeps `s` as a run of that number does; tells how many rows that wrote.
  int keep(Signal& s, int run) {
    const int before = sqlite3_total_changes(parts.db.getHandle());
    std::vector<Signal> standing;
    KeptSignals kept(parts, nullptr);
    if (kept.next() != nullptr) CHECK(kept.take(standing) == pupil);
    SignalWriter(parts, at, run).keep(s, pupil, standing.empty() ? nullptr : &standing.front());
    return sqlite3_total_changes(parts.db.getHandle()) - before;
  }
  int number(const std::string& column) {
    return parts.db.execAndGet("SELECT " + column + " FROM signal WHERE id = 'a'").getInt();
  }
  std::string text(const std::string& column) {
    return parts.db.execAndGet("SELECT " + column + " FROM signal WHERE id = 'a'").getString();
  }

  StoreParts parts;
  std::string at = "2026-10-03T08:00:00Z";
};

}  // namespace

TEST_CASE("a signal that is as it was kept is not written again") {
  Kept kept;
  Signal s = signal_of("a");
  CHECK(kept.keep(s, 1) == 1);
  CHECK(s.status == Status::new_);
  CHECK(kept.keep(s, 2) == 0);
  CHECK(s.status == Status::standing);
  CHECK(kept.number("first_run") == 1);
}

TEST_CASE("whatever changed of a signal is written, with what was known of its first run") {
  const auto changes = {
      +[](Signal& s) { s.valid_from = Date{1}; },   +[](Signal& s) { s.severity = Severity::must; },
      +[](Signal& s) { s.level = Level::school; },  +[](Signal& s) { s.gemeente = "9999"; },
      +[](Signal& s) { s.window_from = Date{7}; },  +[](Signal& s) { s.due_on.reset(); },
      +[](Signal& s) { s.due_on = *s.due_on + 1; }, +[](Signal& s) { s.count = "17"; },
      +[](Signal& s) { s.threshold_order = 3; },    +[](Signal& s) { s.melding = "m"; },
      +[](Signal& s) { s.reason = "r=1"; }};
  for (const auto change : changes) {
    Kept kept;
    Signal s = signal_of("a");
    kept.keep(s, 1);
    kept.parts.db.exec("UPDATE signal SET pending = 0");
    change(s);
    kept.at = "2026-10-10T08:00:00Z";
    CHECK(kept.keep(s, 2) == 1);
    CHECK(kept.keep(s, 3) == 0);
    CHECK(kept.number("first_run") == 1);
    CHECK(kept.number("pending") == 0);
    CHECK(kept.text("first_seen") == "2026-10-03T08:00:00Z");
  }
}

TEST_CASE("a signal that comes back is put aside as it was, even where nothing else changed") {
  Kept kept;
  Signal s = signal_of("a");
  kept.keep(s, 1);
  kept.parts.db.exec("UPDATE signal SET withdrawn = 1, pending = 0, gone_run = 2");
  CHECK(kept.keep(s, 3) == 2);
  CHECK(s.status == Status::standing);
  CHECK(kept.number("withdrawn") == 0);
  CHECK(kept.number("pending") == 1);
  CHECK(kept.number("gone_run") == 0);
  CHECK(kept.parts.db
            .execAndGet("SELECT count(*) FROM signal_gone WHERE id = 'a' AND gone_run = 2 AND "
                        "back_run = 3 AND count = '16' AND rule = 'LAW-1'")
            .getInt() == 1);
}

TEST_CASE("one found twice is new the first time and stands the second, whether or not the store had it") {
  Kept kept;
  std::vector<Signal> found = {signal_of("a"), signal_of("a"), signal_of("b")};
  found[1].count = "17";
  const SettledSignal each = [](const Signal&, bool) {};
  const auto run = [&](int number) {
    SignalSettler settler(kept.parts, {*parse_date("2026-10-03"), "hash", 1, false, number}, nullptr, true,
                          kept.at, each);
    settler.take(found);
    settler.finish();
    return std::vector<Status>{found[0].status, found[1].status, found[2].status};
  };
  CHECK(run(1) == std::vector<Status>{Status::new_, Status::standing, Status::new_});
  CHECK(kept.text("count") == "17");
  CHECK(run(2) == std::vector<Status>{Status::standing, Status::standing, Status::standing});
  CHECK(kept.text("count") == "17");
}

TEST_CASE("pupils of whom nothing is found lose what stands, wherever they come among the others") {
  Kept kept;
  std::vector<std::string> told;
  const SettledSignal each = [&](const Signal& s, bool changed) {
    told.push_back(s.pupil + " " + s.id + (s.status == Status::withdrawn ? " gone" : "") +
                   (changed ? "!" : ""));
  };
  const auto settle = [&](int number, std::vector<std::pair<std::string, std::string>> signals,
                          const std::vector<std::string>* pupils, bool every) {
    told.clear();
    std::vector<Signal> found;
    for (const auto& [pupil_id, id] : signals) {
      found.push_back(signal_of(id));
      found.back().pupil = pupil_id;
    }
    const Run run{*parse_date("2026-10-03"), "hash", 1, false, number};
    SignalSettler settler(kept.parts, run, pupils, every, kept.at, each);
    settler.take(found);
    settler.finish();
    return told;
  };
  using Told = std::vector<std::string>;
  // Not in the order in which the store numbered them.
  CHECK(settle(1, {{"P8", "d"}, {"P9001", "a"}, {"P9002", "b"}, {"P9003", "c"}}, nullptr, false) ==
        Told{"P8 d!", "P9001 a!", "P9002 b!", "P9003 c!"});
  CHECK(settle(2, {{"P9002", "b"}}, nullptr, false) ==
        Told{"P8 d gone!", "P9001 a gone!", "P9002 b", "P9003 c gone!"});
  const std::vector<std::string> only = {"P9001", "P9002", "P9009"};
  CHECK(settle(3, {}, &only, false) == Told{"P9001 a gone", "P9002 b gone!"});
  // Who is not looked at keeps what stands, and is told of only where all is asked for.
  CHECK(settle(4, {{"P8", "d"}, {"P9003", "c"}}, nullptr, false).size() == 4);
  CHECK(settle(5, {}, &only, true) == Told{"P9001 a gone", "P9002 b gone"});
  CHECK(settle(6, {{"P9001", "a"}}, &only, true) == Told{"P9001 a", "P9002 b gone"});
}
