// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/run_receipt.hpp"

#include <doctest/doctest.h>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

RunReceipt full() {
  RunReceipt r;
  r.run = 12;
  r.at = "2026-11-22T06:30:00Z";
  r.on = *parse_date("2026-11-22");
  r.known_at = "2026-11-01T23:59:59Z";
  r.batch = 40;
  r.scope = RunScope::named;
  r.pupils = 3;
  r.every = true;
  r.holder = "gemeente";
  r.ground = {
      "verzuim 9.9.9", "aa", "bb", "cc", "dd", {{"rules/law/a.toml", "a1", true}, {"own \"b\".toml", "b1"}}};
  r.inputs = {{"pupils.csv", "p1"}, {"absences.csv", "q1"}};
  r.fresh = 1;
  r.standing = 2;
  r.withdrawn = 4;
  r.undecided = {{"missing=region", 5}, {"missing=timetable", 6}};
  r.written = 18;
  r.refused = 7;
  r.signals = "ee";
  return r;
}

std::string all_of(const std::vector<std::string>& phrases) {
  std::string text;
  for (const std::string& phrase : phrases) text += phrase + "\n";
  return text;
}

}  // namespace

TEST_CASE("a receipt of a run comes back from its text as it was") {
  const RunReceipt was = full();
  const RunReceipt is = read_run_receipt(run_receipt_text(was), "run.toml");
  CHECK(run_receipt_text(is) == run_receipt_text(was));
  CHECK(is.ground == was.ground);
  CHECK(is.inputs == was.inputs);
  CHECK(is.undecided == was.undecided);
  CHECK(is.scope == RunScope::named);
  CHECK(is.pupils == 3);
  CHECK(read_ground(ground_text(was.ground), "store") == was.ground);
}

TEST_CASE("over files a receipt tells no number, no delivery and no pupils") {
  RunReceipt r = full();
  r.run = r.batch = 0;
  r.scope = RunScope::all;
  const std::string text = run_receipt_text(r);
  for (const char* key : {"number =", "batch =", "pupils ="}) CHECK(text.find(key) == std::string::npos);
  CHECK(run_receipt_text(read_run_receipt(text, "run.toml")) == text);
}

TEST_CASE("what is no receipt of a run is refused with its place") {
  const std::string good = run_receipt_text(full());
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"looked_at = \"named\"", "looked_at = \"some\""},
        {"on = 2026-11-22", "on = \"soon\""},
        {"new = 1", "new = \"one\""},
        {"batch = 40", "batches = 40"},
        {"[ground]", "[grounds]"}}) {
    std::string bad = good;
    REQUIRE(bad.find(from) != std::string::npos);
    bad.replace(bad.find(from), from.size(), to);
    try {
      read_run_receipt(bad, "run.toml");
      FAIL("taken for a receipt: ", to);
    } catch (const Error& fault) {
      CHECK(fault.code() == ErrorCode::data);
      CHECK(fault.place().file == "run.toml");
      CHECK(std::string(fault.what()).find("this is no receipt of a run") == 0);
    }
  }
}

TEST_CASE("each thing that a run stands on is named when it is another") {
  const RunReceipt was = full();
  CHECK(differences(was, was).empty());
  RunReceipt is = was;
  is.ground.program = "verzuim 10.0.0";
  is.ground.calendar = is.ground.mapping = is.ground.rules = "zz";
  is.ground.files[1].sha256 = "b2";
  is.ground.files.push_back({"new.toml", "n1"});
  is.holder = "";
  is.inputs.pop_back();
  const std::string told = all_of(differences(was, is));
  for (const char* phrase : {"the program was verzuim 9.9.9 and is verzuim 10.0.0",
                             "own \"b\".toml has other bytes now (sha256 b1)", "new.toml was not there",
                             "the calendar is another (sha256 cc)", "(sha256 dd)",
                             "the holder was `gemeente`", "the file absences.csv is not there (sha256 q1)"})
    CHECK_MESSAGE(told.find(phrase) != std::string::npos, phrase);
  CHECK(told.find("a.toml") == std::string::npos);
}

TEST_CASE("rules in another order are another rule set, ladders and renamed files are no difference") {
  const RunReceipt was = full();
  RunReceipt is = was;
  std::swap(is.ground.files[0], is.ground.files[1]);
  is.ground.rules = "other";
  CHECK(all_of(differences(was, is)) == "the rules come in another order (sha256 aa)\n");
  is = was;
  is.ground.ladders = "other";
  is.inputs[0].name = "leerlingen.csv";
  is.ground.files[1].name = "elsewhere.toml";
  CHECK(differences(was, is).empty());
}

TEST_CASE("the ground tells rule files, own days off and regions, and not the name of a school") {
  Rulebook rules;
  rules.add("", "empty.toml");
  rules.finish();
  const std::vector<School> schools = {{"99XA", "Verzonnen College", "0014", "Noord", ""}};
  const std::vector<OwnDaysOff> days = {
      {"99XA", *parse_date("2026-10-01"), *parse_date("2026-10-02"), "studiedag"}};
  const RunGround ground = ground_of("verzuim 1", rules, schools, days, {});
  CHECK(ground.files ==
        std::vector<ReadFile>{
            {"empty.toml", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}});
  auto renamed = schools;
  renamed[0].name = "Ander College";
  CHECK(ground_of("verzuim 1", rules, renamed, days, {}) == ground);
  auto moved = schools;
  moved[0].region = "Zuid";
  CHECK(ground_of("verzuim 1", rules, moved, days, {}).calendar != ground.calendar);
  CHECK(ground_of("verzuim 1", rules, schools, {}, {}).calendar != ground.calendar);
  CHECK(ground_of("verzuim 1", rules, schools, days, {{}, {"profile"}}).mapping != ground.mapping);
  CHECK(ground_of("verzuim 1", rules, schools, days, {{"ladder"}, {}}).ladders != ground.ladders);
}
