// SPDX-License-Identifier: EUPL-1.2
// Files whose rows hold several facts: reports over days, reports without an end, what was only seen.
#include <doctest/doctest.h>

#include <sstream>

#include "store_world.hpp"

using namespace verzuim;

namespace {

/// One row of a file: the facts that its profile made of it.
struct Told {
  std::string pupil, from, until;  ///< until empty: one day; "open": no end
  std::string kind = "sick";
  int lesson = 0, last_lesson = 0;
  bool observed = false;
};

class ToldRows : public RowReader {
 public:
  explicit ToldRows(std::vector<Told> rows) : rows_(std::move(rows)) {}
  FileKind kind() const override { return FileKind::absences; }
  bool next() override {
    if (at_ == rows_.size()) return false;
    facts_.clear();
    if (rows_[at_++].kind != "present") take(rows_[at_ - 1]);
    return true;
  }
  std::size_t facts() const override { return facts_.size(); }
  const Row& fact(std::size_t i) const override { return facts_[i]; }
  const std::optional<Reject>& fault() const override { return fault_; }
  int line() const override { return static_cast<int>(at_); }

 private:
  void take(const Told& told) {
    const Date from = *parse_date(told.from);
    const bool open = told.until == "open";
    const Date until = open || told.until.empty() ? from : *parse_date(told.until);
    for (Date date = from; date <= until; date = date + 1) {
      if (weekday(date) > 5) continue;
      for (int lesson = told.lesson; lesson <= std::max(told.lesson, told.last_lesson); ++lesson) {
        AbsenceRow row{told.pupil, "99XA00", "", "", {}, {}, open, told.observed};
        if (!told.until.empty()) row.since = from;
        row.absence.date = date;
        row.absence.lesson = static_cast<std::int16_t>(lesson);
        row.absence.kind = *parse_kind(told.kind);
        row.absence.line = line();
        facts_.push_back(row);
      }
    }
  }

  std::vector<Told> rows_;
  std::size_t at_ = 0;
  std::vector<Row> facts_;
  std::optional<Reject> fault_;
};

Receipt take(Store& store, const std::vector<Told>& told, std::optional<Covers> covers = {},
             std::vector<Reject>* refused = nullptr, const std::string& at = "2025-11-24T08:00:00Z",
             bool more_follow = false) {
  static int files = 0;
  std::istringstream in("file " + std::to_string(++files));
  Source source(in, "file.csv");
  ToldRows rows(told);
  Delivery delivery;
  delivery.name = "file.csv";
  delivery.at = at;
  delivery.more_follow = more_follow;
  delivery.covers = covers;
  delivery.reject = [&](const Reject& r) {
    if (refused != nullptr) refused->push_back(r);
  };
  const Receipt r = store.ingest(source, rows, delivery);
  CHECK(r.rows == r.fresh + r.changed + r.same + r.skipped + r.rejected);
  return r;
}

std::int64_t held(Store& store) { return store.info().facts[static_cast<std::size_t>(FileKind::absences)]; }

/// `PUPIL MM-DD[/LESSON] KIND`, joined.
std::string days(Store& store, const KnownAt& known = {}) {
  std::string text;
  const auto each = [&](const PupilFacts& facts) {
    for (const Absence& a : facts.absences)
      text += (text.empty() ? "" : ", ") + facts.pupil + " " + to_string(a.date).substr(5) +
              (a.lesson > 0 ? "/" + std::to_string(a.lesson) : "") + " " +
              std::string(kind_names[static_cast<std::size_t>(a.kind)]);
  };
  store.each_pupil(each, nullptr, known);
  return text;
}

}  // namespace

TEST_CASE("a row of seven lessons is one row of the receipt and seven facts") {
  const Folder folder;
  Store store(folder.file());
  const Receipt r = take(store, {{"P1", "2025-11-17", "", "unauthorised", 2, 8}});
  CHECK(r.fresh == 1);
  CHECK(held(store) == 7);
  // The same row again with one lesson of another kind: the row is changed, though six facts are the same.
  take(store, {{"P1", "2025-11-17", "", "authorised", 3, 3}});
  CHECK(take(store, {{"P1", "2025-11-17", "", "unauthorised", 2, 8}, {"P1", "2025-11-18", "", "late", 1}})
            .changed == 1);
}

TEST_CASE("rows that contradict each other in one lesson are refused whole, each naming the other's line") {
  const Folder folder;
  Store store(folder.file());
  std::vector<Reject> refused;
  const Receipt r = take(store,
                         {{"P1", "2025-11-17", "", "unauthorised", 2, 8},
                          {"P1", "2025-11-17", "", "authorised", 8, 9},
                          {"P2", "2025-11-17", "", "late", 1}},
                         {}, &refused);
  CHECK(r.rejected == 2);
  CHECK(r.fresh == 1);
  CHECK(days(store) == "P2 11-17/1 late");
  REQUIRE(refused.size() == 2);
  CHECK(refused[0].place.line == 1);
  CHECK(refused[0].reason.find("line 2") != std::string::npos);
  CHECK(refused[1].reason.find("line 1") != std::string::npos);
}

TEST_CASE("presence is skipped and counted") {
  const Folder folder;
  Store store(folder.file());
  const Receipt r = take(store, {{"P1", "2025-11-17", "", "present"}, {"P1", "2025-11-17", "", "late", 1}});
  CHECK(r.skipped == 1);
  CHECK(r.fresh == 1);
}

TEST_CASE("a report without an end goes on as far as the file speaks, and further by the next one") {
  const Folder folder;
  Store store(folder.file());
  CHECK(take(store, {{"P1", "2025-11-13", "open"}, {"P2", "2025-11-18", "", "late", 1}}).fresh == 2);
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P1 11-17 sick, P1 11-18 sick, P2 11-18/1 late");
  // The next file need not even speak of it.
  const Receipt next = take(store, {{"P2", "2025-11-19", "", "late", 1}});
  CHECK(next.pupils == std::vector<std::string>{"P1", "P2"});
  CHECK(days(store).find("P1 11-19 sick") != std::string::npos);
}

TEST_CASE("an end that comes later takes back the days after it") {
  const Folder folder;
  Store store(folder.file());
  take(store, {{"P1", "2025-11-13", "open"}, {"P2", "2025-11-20", "", "late", 1}});
  const Receipt r = take(store, {{"P1", "2025-11-13", "2025-11-17"}});
  CHECK(r.changed == 1);
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P1 11-17 sick, P2 11-20/1 late");
  CHECK(take(store, {{"P1", "2025-11-13", "2025-11-17"}}).same == 1);
  CHECK(held(store) == 4);
}

TEST_CASE("a file that comes late does not take an end back, but one that holds everything does") {
  const Folder folder;
  Store store(folder.file());
  take(store, {{"P1", "2025-11-13", "2025-11-14"}});
  CHECK(take(store, {{"P1", "2025-11-13", "open"}, {"P2", "2025-11-18", "", "late", 1}}).same == 1);
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P2 11-18/1 late");
  take(store, {{"P1", "2025-11-13", "open"}}, Covers{*parse_date("2025-11-10"), *parse_date("2025-11-17")});
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P1 11-17 sick, P1 11-18 sick, P2 11-18/1 late");
}

TEST_CASE("another code of a report without an end is that of all its days") {
  const Folder folder;
  Store store(folder.file());
  take(store, {{"P1", "2025-11-13", "open", "unauthorised"}, {"P2", "2025-11-18", "", "late", 1}});
  take(store, {{"P1", "2025-11-13", "open", "sick"}});
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P1 11-17 sick, P1 11-18 sick, P2 11-18/1 late");
  take(store, {{"P1", "2025-11-13", "2025-11-14", "authorised"}});
  CHECK(days(store) == "P1 11-13 authorised, P1 11-14 authorised, P2 11-18/1 late");
}

TEST_CASE("a report goes on as far as files of its own school speak, and as was known then") {
  const Folder folder;
  Store store(folder.file());
  take(store, {{"P1", "2025-11-13", "open"}});
  CHECK(days(store) == "P1 11-13 sick");
  take(store, {{"P2", "2025-11-17", "", "late", 1}}, {}, nullptr, "2025-12-01T08:00:00Z");
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P1 11-17 sick, P2 11-17/1 late");
  CHECK(days(store, {"2025-11-30T08:00:00Z"}) == "P1 11-13 sick");
}

TEST_CASE("files of one coverage withdraw what none of them holds") {
  const Folder folder;
  Store store(folder.file());
  const Covers week{*parse_date("2025-11-17"), *parse_date("2025-11-21")};
  take(store, {{"P1", "2025-11-17", "", "late", 1},
               {"P2", "2025-11-18", "", "late", 1},
               {"P3", "2025-11-19", "", "late", 1}});
  CHECK(take(store, {{"P1", "2025-11-17", "", "late", 1}}, week, nullptr, "2025-12-01T08:00:00Z", true)
            .withdrawn == 0);
  CHECK(take(store, {{"P3", "2025-11-19", "", "late", 1}}, week).withdrawn == 1);
  CHECK(days(store) == "P1 11-17/1 late, P3 11-19/1 late");
}

TEST_CASE(
    "a coverage of which a file could not be read withdraws nothing, and what was seen is another layer") {
  const Folder folder;
  Store store(folder.file());
  const Covers week{*parse_date("2025-11-17"), *parse_date("2025-11-21")};
  take(store, {{"P1", "2025-11-17", "", "late", 1}, {"P2", "2025-11-18", "", "late", 1}});
  store.break_coverage();
  CHECK(take(store, {{"P3", "2025-11-19", "", "late", 1}}, week).withdrawn == 0);
  CHECK(take(store, {{"P3", "2025-11-20", "", "unknown", 2, 2, true}}, week).withdrawn == 0);
  CHECK(held(store) == 4);
}

TEST_CASE("a report with an end in the same file ends the one without") {
  const Folder folder;
  Store store(folder.file());
  const Receipt r = take(store, {{"P1", "2025-11-13", "open"},
                                 {"P1", "2025-11-13", "2025-11-14"},
                                 {"P2", "2025-11-20", "", "late", 1}});
  CHECK(r.rejected == 0);
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P2 11-20/1 late");
}

TEST_CASE("what is said of a day itself goes above a report without an end") {
  const Folder folder;
  Store store(folder.file());
  take(store, {{"P1", "2025-11-13", "open"}, {"P1", "2025-11-17", "", "unauthorised"}});
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P1 11-17 unauthorised");
  take(store, {{"P1", "2025-11-13", "open"}, {"P2", "2025-11-18", "", "late", 1}});
  CHECK(days(store) == "P1 11-13 sick, P1 11-14 sick, P1 11-17 unauthorised, P1 11-18 sick, P2 11-18/1 late");
}

TEST_CASE("a report that comes again with an earlier end has lost its last days") {
  const Folder folder;
  Store store(folder.file());
  take(store, {{"P1", "2025-11-17", "2025-11-21", "authorised"}});
  const Receipt r = take(store, {{"P1", "2025-11-17", "2025-11-19", "authorised"}});
  CHECK(r.changed == 1);
  CHECK(r.withdrawn == 2);
  CHECK(days(store) == "P1 11-17 authorised, P1 11-18 authorised, P1 11-19 authorised");
}

TEST_CASE("a report that has no end for more than a year is refused") {
  const Folder folder;
  Store store(folder.file());
  CHECK(take(store, {{"P1", "2024-11-13", "open"}, {"P2", "2025-11-20", "", "late", 1}}).rejected == 1);
  CHECK(days(store) == "P2 11-20/1 late");
}

TEST_CASE("what was seen in a lesson holds until a report explains it, in whatever order they come") {
  const std::vector<Told> seen = {{"P1", "2025-11-17", "", "unknown", 2, 3, true},
                                  {"P1", "2025-11-18", "", "unknown", 1, 1, true}};
  const std::vector<Told> reported = {{"P1", "2025-11-17", "", "authorised", 3, 4},
                                      {"P1", "2025-11-18", "2025-11-19", "sick"}};
  const Folder folder;
  Store a(folder.file("a.db")), b(folder.file("b.db"));
  take(a, seen);
  CHECK(days(a) == "P1 11-17/2 unknown, P1 11-17/3 unknown, P1 11-18/1 unknown");
  take(a, reported);
  take(b, reported);
  take(b, seen);
  CHECK(days(a) ==
        "P1 11-17/2 unknown, P1 11-17/3 authorised, P1 11-17/4 authorised, P1 11-18 sick, P1 11-19 sick");
  CHECK(days(a) == days(b));
}
