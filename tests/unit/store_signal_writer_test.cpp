// SPDX-License-Identifier: EUPL-1.2
#include "store_signal_writer.hpp"

#include <doctest/doctest.h>

#include "store_runs.hpp"

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
    SignalWriter(parts, at, run).keep(s, pupil);
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

TEST_CASE("one found twice in a store without signals stands the second time") {
  Kept kept;
  SignalWriter writer(kept.parts, kept.at, 1);
  Signal first = signal_of("a"), second = signal_of("a"), other = signal_of("b");
  second.count = "17";
  writer.keep(first, pupil);
  writer.keep(second, pupil);
  writer.keep(other, pupil);
  CHECK(first.status == Status::new_);
  CHECK(second.status == Status::standing);
  CHECK(other.status == Status::new_);
  CHECK(kept.text("count") == "17");
}
