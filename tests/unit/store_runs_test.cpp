// SPDX-License-Identifier: EUPL-1.2
// What the store keeps of runs.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>

#include "store_world.hpp"

using namespace verzuim;

namespace {

const Date monday = *parse_date("2026-09-07");
const std::string at = "2026-09-08T06:00:00Z";

Signal signal(const std::string& id, const std::string& pupil, const std::string& count = "16") {
  Signal s;
  s.id = id;
  s.pupil = pupil;
  s.rule = "lpw16";
  s.school = "99XA";
  s.reached_on = monday;
  s.count = count;
  s.threshold = "16";
  s.unit = "hours";
  return s;
}

Rulebook book(const std::string& comment) {
  Rulebook rules;
  rules.add("# " + comment + "\n", "own.toml");
  rules.finish();
  return rules;
}

/// A run that finds `found`; tells its number.
int run(Store& store, std::vector<Signal> found, const Rulebook& rules = book("rules"), bool every = true,
        const std::vector<std::string>* named = nullptr, const std::string& known_at = {}) {
  RunReceipt receipt;
  store.together([&] {
    if (known_at.empty())
      receipt.withdrawn = static_cast<std::int64_t>(
          store.settle(found, named, {monday + 7, rules.hash(), 1, named != nullptr}, at).size());
    count_signals(receipt, found, {});
    receipt.at = at;
    receipt.on = monday + 7;
    receipt.known_at = known_at;
    receipt.every = every;
    receipt.scope = named ? RunScope::named : RunScope::all;
    receipt.ground = ground_of("verzuim 1", rules, {}, {}, {});
    receipt.undecided = {{"missing=region", 3}, {"missing=timetable", 40}};
    store.keep(receipt, rules, named);
  });
  return receipt.run;
}

std::string counts(const std::vector<Signal>& signals) {
  std::string text;
  for (const Signal& s : signals) text += s.id + "=" + s.count + " ";
  return text;
}

}  // namespace

TEST_CASE(
    "what was withdrawn in a run is told in the words of that time, also after it came back and changed") {
  const Folder folder;
  Store store(folder.file());
  const int first = run(store, {signal("a", "P9001"), signal("b", "P9002", "17")});
  const int second = run(store, {signal("a", "P9001")});
  const int third = run(store, {signal("a", "P9001"), signal("b", "P9002", "20")});
  const int fourth = run(store, {signal("b", "P9002", "21"), signal("c", "P9003")});
  const int fifth = run(store, {signal("a", "P9001", "18"), signal("c", "P9003")});
  CHECK(counts(store.past_run(first).withdrawn) == "");
  CHECK(counts(store.past_run(second).withdrawn) == "b=17 ");
  CHECK(counts(store.past_run(third).withdrawn) == "");
  CHECK(counts(store.past_run(fourth).withdrawn) == "a=16 ");
  CHECK(counts(store.past_run(fifth).withdrawn) == "b=21 ");
  CHECK(store.past_run(first).fresh == std::unordered_set<std::string>{"a", "b"});
  CHECK(store.past_run(third).fresh.empty());
  CHECK(store.past_run(fourth).fresh == std::unordered_set<std::string>{"c"});
  const RunReceipt receipt = *store.run_receipt(fourth);
  CHECK(receipt.fresh == 1);
  CHECK(receipt.standing == 1);
  CHECK(receipt.withdrawn == 1);
  CHECK(receipt.undecided ==
        std::map<std::string, std::int64_t>{{"missing=region", 3}, {"missing=timetable", 40}});
}

TEST_CASE("the rules of a run are kept once and come back in their order, shipped or not") {
  const Folder folder;
  Store store(folder.file());
  const int old = run(store, {}, book("old"));
  Rulebook two;
  two.add("# shipped\n", "rules/law/x.toml", true);
  two.add("# old\n", "own.toml");
  two.finish();
  const int newer = run(store, {}, two);
  CHECK(store.past_run(old).rules.hash() == book("old").hash());
  const PastRun past = store.past_run(newer);
  CHECK(past.rules.hash() == two.hash());
  CHECK(past.rules.files()[0].ours);
  CHECK(!past.rules.files()[1].ours);
}

TEST_CASE("a run is repeated for those it was told to look at, or for those whose signals were new") {
  const Folder folder;
  Store store(folder.file());
  std::vector<std::string> pupils;
  std::vector<Signal> found;
  for (int i = 0; i < 300; ++i) pupils.push_back("P" + std::to_string(9000 + i));
  for (const std::string& pupil : pupils) found.push_back(signal("s" + pupil, pupil));
  CHECK(!store.past_run(run(store, found)).pupils);
  // Far apart and close together; one whom the store has never heard of.
  const std::vector<std::string> named = {"P9000", "P9001", "P9150", "P9299", "P0000"};
  const int look = run(store, {signal("n", "P9150")}, book("rules"), true, &named);
  CHECK(*store.past_run(look).pupils == std::vector<std::string>{"P9000", "P9001", "P9150", "P9299"});
  const int fresh = run(store, {signal("n", "P9150"), signal("m", "P9002")}, book("rules"), false);
  CHECK(*store.past_run(fresh).pupils == std::vector<std::string>{"P9002"});
  const std::vector<std::string> nobody;
  CHECK(store.past_run(run(store, {}, book("rules"), true, &nobody)).pupils->empty());
}

TEST_CASE("a question about the past is kept as a run, but nothing builds on it") {
  const Folder folder;
  Store store(folder.file());
  const int first = run(store, {signal("a", "P9001")});
  const int question =
      run(store, {signal("b", "P9002")}, book("other"), true, nullptr, "2026-09-01T00:00:00Z");
  CHECK(question == first + 1);
  CHECK(store.last_run()->number == first);
  CHECK(store.last_look()->number == first);
  CHECK(store.signals().size() == 1);
  const PastRun past = store.past_run(question);
  CHECK(past.receipt.known_at == "2026-09-01T00:00:00Z");
  CHECK(past.withdrawn.empty());
  CHECK(!past.pupils);
}

TEST_CASE("a run without a receipt is told as such") {
  const Folder folder;
  Store store(folder.file());
  std::vector<Signal> none;
  store.settle(none, nullptr, {monday, "hash", 1, false}, at);
  CHECK(!store.run_receipt(1));
  CHECK_THROWS_WITH(store.past_run(1),
                    "there is no receipt of a run 1; `verzuim store info` lists the last ones");
  CHECK(store.info().runs.empty());
}

TEST_CASE("rules that a later program does not read any more are told, with the program that does") {
  const Folder folder;
  int number = 0;
  {
    Store store(folder.file());
    number = run(store, {}, book("rules"));
  }
  SQLite::Database(folder.file(), SQLite::OPEN_READWRITE)
      .exec("UPDATE kept_text SET text = 'rule = 1' WHERE text LIKE '# rules%'");
  Store store(folder.file());
  try {
    store.past_run(number);
    FAIL("the rules were read");
  } catch (const Error& fault) {
    CHECK(fault.code() == ErrorCode::data);
    CHECK(fault.place().file.empty());
    CHECK(std::string(fault.what())
              .find("run 1 cannot be repeated: this program does not read its rules any more "
                    "(own.toml:1:8: ") == 0);
    CHECK(std::string(fault.what()).ends_with("; use verzuim 1"));
  }
}

TEST_CASE("nightly runs of a year that find nothing cost well under a kilobyte each") {
  const Folder folder;
  std::uintmax_t before = 0;
  const auto size = [&] { return std::filesystem::file_size(folder.file()); };
  {
    Store store(folder.file());
    run(store, {signal("a", "P9001")});
  }
  before = size();
  {
    Store store(folder.file());
    for (int night = 0; night < 365; ++night) run(store, {signal("a", "P9001")}, book("rules"), false);
    CHECK(store.info().runs.size() == 10);
    CHECK(store.info().runs.back().run == 366);
  }
  CHECK(size() - before < 365 * 512);
}
