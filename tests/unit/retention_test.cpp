// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/retention.hpp"

#include <doctest/doctest.h>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

Date day(const char* text) { return *parse_date(text); }

std::vector<Enrolment> enrolled(const char* from, const char* until, const char* born) {
  Enrolment e;
  e.school = "99XA";
  e.from = day(from);
  if (*until != '\0') e.until = day(until);
  if (*born != '\0') e.birth_date = day(born);
  return {e};
}

std::string due(const std::vector<Enrolment>& enrolments, const std::vector<Diploma>& diplomas,
                const char* holder) {
  const DueDate when = Retention::shipped().due(enrolments, diplomas, holder);
  return when.on ? to_string(*when.on) + " " + when.term : when.unknown;
}

}  // namespace

TEST_CASE("a school: the day after five whole years since the pupil left") {
  CHECK(due(enrolled("2019-08-01", "2020-07-31", ""), {}, "school") == "2025-08-01 school-verzuim");
  CHECK(due(enrolled("2019-08-01", "", ""), {}, "school") == "enrolled");
  CHECK(due({}, {}, "school") == "no-enrolment");
  auto two = enrolled("2015-08-01", "2016-07-31", "");
  two.push_back(enrolled("2018-08-01", "2020-07-31", "").front());
  CHECK(due(two, {}, "school") == "2025-08-01 school-verzuim");
}

TEST_CASE("a school must keep until that very day, and a pupil that is still there longer") {
  const Retention& terms = Retention::shipped();
  const auto left = enrolled("2019-08-01", "2020-07-31", "");
  CHECK(terms.must_keep(left, {}, "school", day("2025-07-31")) != nullptr);
  CHECK(terms.must_keep(left, {}, "school", day("2025-08-01")) == nullptr);
  CHECK(terms.must_keep(enrolled("2019-08-01", "", ""), {}, "school", day("2040-01-01")) != nullptr);
  CHECK(terms.must_keep({}, {}, "school", day("2025-08-01")) == nullptr);
  CHECK(terms.must_keep(left, {}, "gemeente", day("2021-01-01")) == nullptr);
}

TEST_CASE("a gemeente: nineteen years from the birth date, enrolled or not") {
  CHECK(due(enrolled("2019-08-01", "", "2008-02-29"), {}, "gemeente") == "2027-03-01 gemeente-leerplicht");
  CHECK(due(enrolled("2019-08-01", "", ""), {}, "gemeente") == "no-birth-date");
}

TEST_CASE("a region: two years after 27 or a startkwalificatie, whichever is first") {
  const auto pupil = enrolled("2019-08-01", "", "2000-05-01");
  CHECK(due(pupil, {}, "region") == "2029-05-01 doorstroom-age");
  CHECK(due(pupil, {{day("2020-07-01"), "mbo2"}}, "region") == "2022-07-01 doorstroom-startkwalificatie");
  CHECK(due(pupil, {{day("2020-07-01"), "vmbo"}}, "region") == "2029-05-01 doorstroom-age");
}

TEST_CASE("every term has its article and source, and a code is a reason of its own side") {
  for (const RetentionTerm& term : Retention::shipped().terms()) {
    CHECK(!term.article.empty());
    CHECK(!term.source.empty());
    CHECK(!term.says.empty());
    CHECK(term.years > 0);
  }
  CHECK(Retention::shipped().reason("unlawful", false).within_term);
  CHECK(!Retention::shipped().reason("request", false).within_term);
  CHECK_THROWS_AS(Retention::shipped().reason("court", false), Error);
  CHECK_THROWS_AS(Retention::shipped().reason("request", true), Error);
  Retention own;
  CHECK_THROWS_AS(own.add("[[term]]\nid = \"x\"\nholder = \"nobody\"\n", "own.toml"), Error);
}
