// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/flagging.hpp"

#include <doctest/doctest.h>

#include <mutex>

using namespace verzuim;

namespace {

/// Pupils that are invented when they are asked for: 5 a portion, `portions` of them.
struct Invented {
  int portions = 0;
  int broken = -1;  ///< the portion that cannot be read
  std::mutex turn;
  int next = 0;
};

constexpr int pupils_each = 5;

/// Pupil `n` is absent on as many days as its number says, at one of three schools; one school has no region.
void invent(int n, PupilFacts& facts) {
  static const std::vector<std::string> schools = {"99XA", "99XB", "99XC"};
  facts = {};
  facts.pupil = "P" + std::to_string(100000 + n);
  Enrolment e;
  e.school = schools[static_cast<std::size_t>(n % 3)];
  e.from = make_date(2026 - n % 4, 8, 1);
  e.weekly_minutes = n % 7 == 0 ? 0 : 1600;
  if (n % 5 != 0) e.birth_date = make_date(2011, 1, 1) + n;
  facts.enrolments = {e};
  if (n % 11 == 0) facts.enrolments.clear();
  for (int day = 0; day < n % 13; ++day) {
    Absence a;
    a.date = make_date(2026, 9, 7) + 7 * day;
    a.lesson = static_cast<std::int16_t>(n % 2);
    a.kind = Kind::unauthorised;
    a.school = n % 3;
    facts.absences.push_back(a);
  }
}

class InventedReader : public PupilReader {
 public:
  explicit InventedReader(Invented& all) : all_(all) {}
  bool next(Portion& portion) override {
    const std::lock_guard lock(all_.turn);
    const int number = all_.next++;
    portion.number = static_cast<std::size_t>(number);
    portion.count = 0;
    portion.schools = {"99XA", "99XB", "99XC"};
    if (number == all_.broken) throw Error(ErrorCode::data, "this portion cannot be read");
    if (number >= all_.portions) return false;
    for (int i = 0; i < pupils_each; ++i) invent(number * pupils_each + i, portion.room());
    return true;
  }

 private:
  Invented& all_;
};

const char* rules_text = R"toml(
[[rule]]
id = "often"
level = "school"
basis = { text = "t" }
valid_from = 2020-08-01
count = { of = "records", kind = ["unauthorised"] }
window = { school_year = true }
when = { at_least = [3, 6] }
then = { severity = "must" }
[[rule]]
id = "duty"
level = "school"
basis = { text = "t" }
seen_from = 2026-09-20
who = { duty = ["leerplichtig"] }
count = { of = "hours", kind = ["unauthorised"] }
window = { school_weeks = 4 }
when = { at_least = 2 }
then = { severity = "must" }
[[rule]]
id = "where"
level = "school"
basis = { text = "t" }
valid_from = 2020-08-01
count = { of = "records", kind = ["unauthorised"], where = { lesson = "first" } }
window = { school_year = true }
when = { at_least = 2 }
then = { severity = "must" }
)toml";

struct Outcome {
  std::string text;
  int strangers = 0, told = 0;
};

/// Everything that is told, as it would be written.
Outcome flag(int threads, int portions, int broken = -1, int unwanted = -1) {
  static const Rulebook book = [] {
    Rulebook made;
    made.add(rules_text, "rules.toml");
    made.finish();
    return made;
  }();
  const Calendar calendar(Reference::shipped(), {{"99XA", "", "", "Noord", ""}, {"99XB", "", "", "Zuid", ""}},
                          {});
  const Timetables timetables;
  Invented all;
  all.portions = portions;
  all.broken = broken;
  PupilReaders readers;
  for (int i = 0; i < threads; ++i) readers.push_back(std::make_unique<InventedReader>(all));
  Outcome outcome;
  try {
    flag_pupils(book, {&Law::shipped(), &Reference::shipped(), &calendar, &timetables}, readers,
                make_date(2027, 1, 31), [&](Flagged& flagged) {
                  if (outcome.told == unwanted) throw Error(ErrorCode::io, "nobody takes this");
                  ++outcome.told;
                  outcome.strangers += flagged.strangers;
                  for (const Signal& s : flagged.signals) write_signal(outcome.text, s);
                  for (const Signal& s : flagged.undecided) write_signal(outcome.text, s);
                });
  } catch (const Error& error) {
    outcome.text += error.text();
  }
  return outcome;
}

}  // namespace

TEST_CASE("the number of threads does not show in what is found") {
  const Outcome one = flag(1, 120);
  CHECK(one.told == 120);
  CHECK(one.strangers > 0);
  CHECK(one.text.find(",often,") != std::string::npos);
  CHECK(one.text.find("missing=region") != std::string::npos);
  CHECK(one.text.find("missing=birth_date") != std::string::npos);
  for (int threads : {2, 3, 7}) {
    const Outcome many = flag(threads, 120);
    CHECK(many.text == one.text);
    CHECK(many.strangers == one.strangers);
  }
}

TEST_CASE("what a whole school lacks is said once, by however many threads") {
  const std::string text = flag(4, 60).text;
  const std::size_t first = text.find("often,2020-08-01,school,must,,99XC");
  REQUIRE(first != std::string::npos);
  CHECK(text.find("often,2020-08-01,school,must,,99XC", first + 1) == std::string::npos);
}

TEST_CASE("a portion that cannot be read ends the work: those before it are told, none behind it") {
  const Outcome one = flag(1, 60, 20);
  CHECK(one.told == 20);
  CHECK(one.text.find("this portion cannot be read") != std::string::npos);
  for (int threads : {2, 5}) CHECK(flag(threads, 60, 20).text == one.text);
}

TEST_CASE("when nobody takes what is found no more is told") {
  for (int threads : {1, 4}) {
    const Outcome outcome = flag(threads, 60, -1, 7);
    CHECK(outcome.told == 7);
    CHECK(outcome.text.find("nobody takes this") != std::string::npos);
  }
}

TEST_CASE("no pupils at all is no work") {
  CHECK(flag(1, 0).told == 0);
  CHECK(flag(3, 0).text.empty());
}
