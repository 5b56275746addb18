// SPDX-License-Identifier: EUPL-1.2
#include "profile_values.hpp"

#include <doctest/doctest.h>

using namespace verzuim;

namespace {

int minutes(const std::string& text, const DurationSetting& setting = {}) {
  return parse_duration(text, setting).value_or(-99);
}

using Lessons = std::vector<int>;

}  // namespace

TEST_CASE("durations come in minutes, hours, clocks and words") {
  CHECK(minutes("45") == 45);
  CHECK(minutes("0") == 0);
  CHECK(minutes("1:30") == 90);
  CHECK(minutes("1:30:00") == 90);
  CHECK(minutes("107u24m") == 6444);
  CHECK(minutes("107u") == 6420);
  CHECK(minutes("1u30") == 90);
  CHECK(minutes("2 uur 15 min") == 135);
  CHECK(minutes("1,5 uur") == 90);
  CHECK(minutes("44,5") == 45);
  CHECK(minutes("44,4") == 44);
  DurationSetting hours;
  hours.unit = 60;
  CHECK(minutes("1,5", hours) == 90);
  CHECK(minutes("1.25", hours) == 75);
  CHECK(minutes("30m", hours) == 30);
}

TEST_CASE("a whole number of days says nothing of minutes, a part of one does") {
  DurationSetting days;
  days.unit = days.day = 330;
  days.whole_days = true;
  CHECK(minutes("1", days) == whole_days);
  CHECK(minutes("2,0", days) == whole_days);
  CHECK(minutes("0", days) == 0);
  CHECK(minutes("0,5", days) == 165);
  CHECK(minutes("1.5", days) == 495);
}

TEST_CASE("what is no duration is none, and never zero") {
  for (const char* text : {"", "NS", ".", "x", "-5", "1:3", "1:75", "5 q", "24m107u", "1,", "12 34",
                           "99999999999", "1\u00BD", "2\u20AC", "1 uur\u00BD", "1:30:xx", "1 u-ur"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text, {}));
  }
}

TEST_CASE("lessons are read one by one, as ranges and as lists") {
  CHECK(parse_lessons("3") == Lessons{3});
  CHECK(parse_lessons("03") == Lessons{3});
  const Lessons seven{2, 3, 4, 5, 6, 7, 8};
  for (const char* text : {"2-8", "2\u20138", "2..8", "2 t/m 8", "2 - 8", "2t/m8"}) {
    INFO(text);
    CHECK(parse_lessons(text) == seven);
  }
  CHECK(parse_lessons("1,2,5") == Lessons{1, 2, 5});
  CHECK(parse_lessons("5+1") == Lessons{1, 5});
  CHECK(parse_lessons("1-3, 5 en 6") == Lessons{1, 2, 3, 5, 6});
  CHECK(parse_lessons("2,2") == Lessons{2});
}

TEST_CASE("what names no lesson from 1 to 30 is none") {
  for (const char* text :
       {"", "0", "31", "8-2", "2-", "-2", "a", "1;2", "2--8", "3 uur", "uur", "3ex", "P3"}) {
    INFO(text);
    CHECK(parse_lessons(text).empty());
  }
}

TEST_CASE("lessons are read as people write them") {
  for (const char* text :
       {"3e", "3E", "3de", "3e uur", "3e lesuur", "uur 3", "Les 3", "lesuur 3", "L3", "l 3"}) {
    INFO(text);
    CHECK(parse_lessons(text) == Lessons{3});
  }
  CHECK(parse_lessons("1ste") == Lessons{1});
  CHECK(parse_lessons("2e en 3e uur") == Lessons{2, 3});
  CHECK(parse_lessons("2en 3") == Lessons{2, 3});
  CHECK(parse_lessons("L2-L4") == Lessons{2, 3, 4});
  CHECK(parse_lessons("7e t/m 9e uur") == Lessons{7, 8, 9});
}

TEST_CASE("words are known in any case, and nothing else of them is dropped") {
  Words<int> words;
  words.add("Te laat", 1);
  words.add(" ge\u00CBxcuseerd", 2);
  words.add("A", 3);
  REQUIRE(words.find("TE LAAT ") != nullptr);
  CHECK(words.find("te-laat") == nullptr);
  CHECK(words.find("laat") == nullptr);
  REQUIRE(words.find("Ge\u00EBxcuseerd") != nullptr);
  CHECK(words.find("geexcuseerd") == nullptr);
  CHECK(words.find("A-") == nullptr);
  CHECK(words.find("A'") == nullptr);
  CHECK(words.find("\u00C1") == nullptr);
}

TEST_CASE("letters of Latin scripts have a lower case, and what is no letter stays") {
  CHECK(lowered("\u00C9\u00DE\u00D7\u00DF\u00FF\u0178") == "\u00E9\u00FE\u00D7\u00DF\u00FF\u00FF");
  CHECK(lowered("\u0100\u0101\u0139\u013A\u014A\u0179\u0130\u0131") ==
        "\u0101\u0101\u013A\u013A\u014B\u017A\u0130\u0131");
  CHECK(lowered(" \u20AC5 +\xC3") == "\u20AC5 +\xC3");
}
