// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/csv.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace verzuim;
using namespace std::string_literals;

namespace {

using Table = std::vector<std::vector<std::string>>;

struct Outcome {
  Table rows;
  std::vector<Reject> refused;
};

Outcome read(const std::string& text, char delimiter = ',', CsvLimits limits = {}) {
  std::istringstream in(text);
  CsvReader reader(in, "f.csv", delimiter, limits);
  Outcome outcome;
  while (reader.next()) {
    if (reader.fault())
      outcome.refused.push_back(*reader.fault());
    else
      outcome.rows.emplace_back(reader.cells().begin(), reader.cells().end());
  }
  return outcome;
}

std::string error_of(const std::string& text) {
  try {
    read(text);
  } catch (const Error& e) {
    return e.text();
  }
  return {};
}

}  // namespace

TEST_CASE("what is written is read back as it was") {
  const Table table = {
      {"a", "b,c", "say \"hi\""}, {"", " x ", ""}, {"\"", "\"\"", "\",\""}, {"last", "", ""}};
  std::string text;
  for (const auto& row : table) write_csv_row(text, {row.begin(), row.end()});
  CHECK(read(text).rows == table);
}

TEST_CASE("a byte order mark, CRLF, blank lines and a missing last line end do not matter") {
  CHECK(read("\xEF\xBB\xBF"
             "a,b\r\n\r\n\n  \n1,2")
            .rows == Table{{"a", "b"}, {"1", "2"}});
  CHECK(read("a;b,c;\n", ';').rows == Table{{"a", "b,c", ""}});
}

TEST_CASE("a row with line ends in a cell is refused as one row, and lines are counted through it") {
  std::istringstream in("a,b\n\"x\ny\",2\n3,4\n");
  CsvReader reader(in, "f.csv");
  REQUIRE(reader.next());
  REQUIRE(reader.next());
  REQUIRE(reader.fault());
  CHECK(reader.fault()->place.line == 2);
  REQUIRE(reader.next());
  CHECK(reader.line() == 4);
  CHECK(reader.place(1).column == 2);
  CHECK_FALSE(reader.unended());
}

TEST_CASE("rows larger than the buffer of the reader come through whole") {
  // More than a buffer in rows of odd length, so that rows lie across its border.
  std::string text;
  Table table;
  for (int i = 0; i < 30000; ++i) {
    table.push_back({std::to_string(i), std::string(static_cast<std::size_t>(i % 97), 'x'),
                     i % 7 == 0 ? "a\"b,c" : "plain"});
    write_csv_row(text, {table.back().begin(), table.back().end()});
  }
  CHECK(read(text).rows == table);
}

TEST_CASE("a faulty row is handed out and the next one is read") {
  const auto one = [](const std::string& row) {
    const Outcome outcome = read("1,2\n" + row + "\n3,4\n");
    CHECK(outcome.rows == Table{{"1", "2"}, {"3", "4"}});
    REQUIRE(outcome.refused.size() == 1);
    CHECK(outcome.refused[0].place.line == 2);
    CHECK(outcome.refused[0].text.empty());
    return outcome.refused[0].code;
  };
  CHECK(one("a\0b,2"s) == "bad-characters");
  CHECK(one("a\xFF,2") == "bad-characters");
  CHECK(one("\"a\"b,2") == "stray-quote");
  CHECK(one("a\"b,2") == "stray-quote");
  CHECK(one(std::string(4097, 'x') + ",2") == "cell-too-long");
  CHECK(one(std::string(64, ',')) == "too-many-columns");
  CHECK(one(std::string(1024 * 1024 + 1, 'x')) == "line-too-long");
}

TEST_CASE("a file that ends inside quotes is cut off") {
  CHECK(error_of("a,b\n1,\"x\n2,y\n").find("f.csv:2: the file ends inside a quoted cell") == 0);
}

TEST_CASE("the last row knows whether a line end follows it") {
  std::istringstream in("a\nb");
  CsvReader reader(in, "f.csv");
  REQUIRE(reader.next());
  CHECK_FALSE(reader.unended());
  REQUIRE(reader.next());
  CHECK(reader.unended());
  CHECK_FALSE(reader.next());
}
