// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/source.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <vector>

#include "verzuim/csv.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;
using namespace std::string_literals;

namespace {

struct Outcome {
  std::string text;
  std::string fingerprint;
  std::uint64_t bytes = 0;
  std::string error;
  ErrorCode code = ErrorCode::internal;
};

Outcome read(std::istream& in, Encoding encoding = Encoding::automatic, std::size_t at_a_time = 4096) {
  Outcome outcome;
  try {
    Source source(in, "f.csv");
    std::istream& text = source.text(encoding);
    std::vector<char> some(at_a_time);
    while (text.read(some.data(), static_cast<std::streamsize>(some.size())), text.gcount() > 0)
      outcome.text.append(some.data(), static_cast<std::size_t>(text.gcount()));
    outcome.fingerprint = source.sha256();
    outcome.bytes = source.bytes();
  } catch (const Error& error) {
    outcome.error = error.text();
    outcome.code = error.code();
  }
  return outcome;
}

/// Reads `file` and checks what holds for every file that can be read.
std::string text_of(const std::string& file, Encoding encoding = Encoding::automatic) {
  std::istringstream in(file);
  const Outcome outcome = read(in, encoding);
  CHECK(outcome.error == "");
  CHECK(outcome.fingerprint == sha256(file));
  CHECK(outcome.bytes == file.size());
  std::istringstream again(file);
  CHECK(read(again, encoding, 1).text == outcome.text);
  return outcome.text;
}

Outcome outcome_of(const std::string& file, Encoding encoding = Encoding::automatic) {
  std::istringstream in(file);
  return read(in, encoding);
}

std::string head_of(const std::string& file, Encoding encoding = Encoding::automatic,
                    std::size_t most = 65536) {
  std::istringstream in(file);
  return Source(in, "f.csv").head(encoding, most);
}

/// ASCII in UTF-16.
std::string wide(const std::string& text, bool big_endian = false) {
  std::string out;
  for (const char c : text) out += big_endian ? "\0"s + c : c + "\0"s;
  return out;
}

std::string packed(const std::string& text) {
  z_stream zlib{};
  deflateInit2(&zlib, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&zlib, text.size()) + 64, '\0');
  std::string in = text;
  zlib.next_in = reinterpret_cast<Bytef*>(in.data());
  zlib.avail_in = static_cast<uInt>(in.size());
  zlib.next_out = reinterpret_cast<Bytef*>(out.data());
  zlib.avail_out = static_cast<uInt>(out.size());
  deflate(&zlib, Z_FINISH);
  out.resize(zlib.total_out);
  deflateEnd(&zlib);
  return out;
}

/// More text than goes through in one piece.
std::string long_text() {
  std::string text = "pupil,on,diploma\n";
  for (int i = 0; text.size() < 3 * 1024 * 1024; ++i) text += "P" + std::to_string(i) + ",2026-06-01,havo\n";
  return text;
}

/// Gives one byte at a time, as a slow pipe may, and fails where it is told to.
class Drip : public std::streambuf {
 public:
  explicit Drip(std::string text, std::size_t fails_at = std::string::npos)
      : text_(std::move(text)), fails_at_(fails_at) {}

 protected:
  int_type underflow() override {
    if (at_ == fails_at_) throw std::runtime_error("no more");
    if (at_ == text_.size()) return traits_type::eof();
    setg(text_.data() + at_, text_.data() + at_, text_.data() + at_ + 1);
    return traits_type::to_int_type(text_[at_++]);
  }

 private:
  std::string text_;
  std::size_t at_ = 0, fails_at_;
};

const std::string plain = "pupil,on,diploma\nP0412,2026-06-01,havo\n";

}  // namespace

TEST_CASE("a plain file passes as it is, whatever its length") {
  CHECK(text_of("") == "");
  CHECK(text_of("x") == "x");
  CHECK(text_of(plain) == plain);
  CHECK(text_of(plain, Encoding::utf8) == plain);
  const std::string text = long_text();
  CHECK((text_of(text) == text));
  const std::string exact(2 * 1024 * 1024, 'x');
  CHECK((text_of(exact) == exact));
}

TEST_CASE("a pipe that gives a byte at a time is the same file") {
  for (const std::string& file : {plain, packed(plain), "\xFF\xFE" + wide(plain)}) {
    Drip drip(file);
    std::istream in(&drip);
    const Outcome outcome = read(in, Encoding::automatic, 7);
    CHECK(outcome.text == plain);
    CHECK(outcome.fingerprint == sha256(file));
  }
}

TEST_CASE("a byte order mark is no part of the text, and wins over what is said of the encoding") {
  for (const Encoding said : {Encoding::automatic, Encoding::utf8, Encoding::utf16, Encoding::windows_1252}) {
    CHECK(text_of("\xEF\xBB\xBF"
                  "caf\xC3\xA9\n",
                  said) == "caf\xC3\xA9\n");
    CHECK(text_of("\xFF\xFE" + wide(plain), said) == plain);
    CHECK(text_of("\xFE\xFF" + wide(plain, true), said) == plain);
  }
  CHECK(text_of("\xEF\xBB\xBF") == "");
  CHECK(text_of("\xFF\xFE") == "");
}

TEST_CASE("UTF-16 is told by its NULs where no mark says so") {
  CHECK(text_of(wide(plain)) == plain);
  CHECK(text_of(wide(plain, true)) == plain);
  CHECK(text_of(wide(plain), Encoding::utf16) == plain);
  // A NUL here and there is a fault of its row, no encoding.
  CHECK(text_of("a,b\n1,\0\n"s) == "a,b\n1,\0\n"s);
}

TEST_CASE("letters of UTF-16 outside ASCII and in pairs arrive, also across pieces") {
  // é, €, and U+1F4DA, which takes a pair.
  CHECK(text_of("\xFF\xFE\xE9\x00\xAC\x20\x3D\xD8\xDA\xDC"s) == "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\x9A");
  std::string file = "\xFF\xFE" + wide("x"), text = "x";
  while (file.size() < 2'200'000) {
    file += "\x3D\xD8\xDA\xDC"s;
    text += "\xF0\x9F\x93\x9A";
  }
  CHECK((text_of(file) == text));
}

TEST_CASE("half a pair becomes a byte that no UTF-8 holds, and only its row is refused") {
  const std::string file = "\xFF\xFE" + wide("a,b\n1,") + "\x3D\xD8"s + wide("\n2,3\n");
  CHECK(text_of(file) == "a,b\n1,\xFF\n2,3\n");
  CHECK(text_of("\xFF\xFE\xDA\xDC"s + wide("x")) == "\xFFx");
  std::istringstream in(file);
  Source source(in, "f.csv");
  CsvReader reader(source.text(), "f.csv");
  REQUIRE(reader.next());
  REQUIRE(reader.next());
  REQUIRE(reader.fault());
  CHECK(reader.fault()->code == "bad-characters");
  CHECK(reader.fault()->place.line == 2);
  REQUIRE(reader.next());
  CHECK_FALSE(reader.fault());
}

TEST_CASE("UTF-16 that ends inside a letter is cut off") {
  for (const std::string& end : {"x"s, "\x3D\xD8"s, "\x3D\xD8\xDA"s}) {
    const Outcome outcome = outcome_of("\xFF\xFE" + wide(plain) + end);
    CHECK(outcome.code == ErrorCode::data);
    CHECK(outcome.error.find("cut off") != std::string::npos);
    CHECK(outcome_of("\xFF\xFE" + wide(long_text()) + end).code == ErrorCode::data);
  }
}

TEST_CASE("one byte a letter: what it is in its encoding, and FF where it is nothing") {
  CHECK(text_of("a\xE9\x80\x92z\n", Encoding::windows_1252) == "a\xC3\xA9\xE2\x82\xAC\xE2\x80\x99z\n");
  CHECK(text_of("a\x81z\x8D\x8F\x90\x9D", Encoding::windows_1252) == "a\xFFz\xFF\xFF\xFF\xFF");
  // C1 controls are letters of ISO-8859-1; the reader of rows refuses them.
  CHECK(text_of("a\xE9\x92z\n", Encoding::iso_8859_1) == "a\xC3\xA9\xC2\x92z\n");
  CHECK(unfit(text_of("\x92", Encoding::iso_8859_1)) != "");
  CHECK(text_of("a\xE9z\n", Encoding::utf8) == "a\xE9z\n");
}

TEST_CASE("nobody said the encoding: the first letter outside ASCII tells") {
  CHECK(text_of("caf\xE9,\x80\n") == "caf\xC3\xA9,\xE2\x82\xAC\n");
  CHECK(text_of("caf\xC3\xA9,\xE9\n") == "caf\xC3\xA9,\xE9\n");  // UTF-8 with a broken row
  CHECK(text_of("caf\xE9,\xC3\xA9\n") == "caf\xC3\xA9,\xC3\x83\xC2\xA9\n");
  CHECK(text_of("caf\xC3") == "caf\xC3\x83");  // the end of the file in Windows-1252
  // No UTF-8: too long a form, a surrogate, past the last letter.
  CHECK(text_of("\xC0\xAF") != "\xC0\xAF");
  CHECK(text_of("\xE0\x80\xAF") != "\xE0\x80\xAF");
  CHECK(text_of("\xED\xA0\x80") != "\xED\xA0\x80");
  CHECK(text_of("\xF4\x90\x80\x80") != "\xF4\x90\x80\x80");
  CHECK(text_of("\xF0\x9F\x93\x9A") == "\xF0\x9F\x93\x9A");
}

TEST_CASE("the first letter outside ASCII may stand far on, and on the edge of a piece") {
  for (std::size_t before = 1024 * 1024 - 4; before <= 1024 * 1024 + 1; ++before) {
    const std::string ascii(before, 'x');
    for (const std::string& letter : {"\xC3\xA9"s, "\xE2\x82\xAC"s, "\xF0\x9F\x93\x9A"s})
      CHECK((outcome_of(ascii + letter + "y\xE9").text == ascii + letter + "y\xE9"));
    CHECK((outcome_of(ascii + "\xE9y").text == ascii + "\xC3\xA9y"));
    CHECK((outcome_of(ascii + "\xE2\x82").text == ascii + "\xC3\xA2\xE2\x80\x9A"));
  }
}

TEST_CASE("the line ends of old Macs become those of all others") {
  CHECK(text_of("a,b\r1,2\r") == "a,b\n1,2\n");
  CHECK(text_of("\xFF\xFE" + wide("a,b\r1,2\r")) == "a,b\n1,2\n");
  CHECK(text_of("a,b\r\n1,2\r\n") == "a,b\r\n1,2\r\n");
  CHECK(text_of("a,b\n1,\r2\n") == "a,b\n1,\r2\n");
  // A CR that stands last of what is looked at may go with an LF behind it.
  const std::string wide_line = std::string(65535, 'x') + "\r\n1\r\n";
  CHECK((text_of(wide_line) == wide_line));
}

TEST_CASE("gzip is unpacked, one packed file or several in a row") {
  CHECK(text_of(packed(plain)) == plain);
  CHECK(text_of(packed("")) == "");
  CHECK(text_of(packed(plain) + packed("") + packed("P0413,2026-06-01,vwo\n")) ==
        plain + "P0413,2026-06-01,vwo\n");
  CHECK(text_of(packed(plain) + std::string(700, '\0')) == plain);
  CHECK(text_of(packed("\xFF\xFE" + wide(plain))) == plain);
  CHECK(text_of(packed("caf\xE9\n"), Encoding::windows_1252) == "caf\xC3\xA9\n");
  const std::string text = long_text();
  CHECK((text_of(packed(text) + packed(text)) == text + text));
}

TEST_CASE("a gzip file that is cut off anywhere is told, never read as a shorter one") {
  const std::string one = packed(plain), two = one + packed(plain);
  for (std::size_t length = 1; length < two.size(); ++length) {
    const Outcome outcome = outcome_of(two.substr(0, length));
    if (length == one.size()) continue;  // a whole file by itself
    CAPTURE(length);
    CHECK(outcome.code == ErrorCode::data);
    CHECK(outcome.error == "f.csv: the file is cut off inside its packing; ask for it again");
  }
}

TEST_CASE("a gzip file of which a byte was changed gives an error or the same text") {
  const std::string good = packed(plain);
  int told = 0;
  for (std::size_t at = 2; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x55);
    const Outcome outcome = outcome_of(bad);
    CAPTURE(at);
    if (outcome.error.empty()) CHECK(outcome.text == plain);  // the time stamp and the like
    if (!outcome.error.empty()) CHECK(outcome.code == ErrorCode::data);
    told += outcome.error.find("damaged") != std::string::npos ? 1 : 0;
  }
  CHECK(told > static_cast<int>(good.size()) / 2);
  CHECK(outcome_of(good + "and more").error ==
        "f.csv: the file is damaged inside its packing (gzip); ask for it again");
}

TEST_CASE("what is cut off far behind the head is told while its text is read") {
  std::string noise;
  for (unsigned i = 0, x = 1; i < 3'000'000; ++i)
    noise += static_cast<char>('a' + ((x = x * 1103515245 + 12345) >> 16) % 26);
  const std::string file = packed(noise);
  std::istringstream in(file.substr(0, file.size() - 9));
  Source source(in, "f.csv");
  std::string line;
  CHECK_THROWS_WITH_AS(std::getline(source.text(), line),
                       "the file is cut off inside its packing; ask for it again", Error);
}

TEST_CASE("a reader that fails is an error of reading, not the end of the file") {
  for (const std::size_t fails_at : {std::size_t{0}, std::size_t{5}, plain.size()}) {
    Drip drip(plain, fails_at);
    std::istream in(&drip);
    CHECK(read(in).code == ErrorCode::io);
  }
  Drip late(long_text(), 2'000'000);
  std::istream in(&late);
  const Outcome outcome = read(in);
  CHECK(outcome.code == ErrorCode::io);
  CHECK(outcome.error.find("f.csv: reading failed") == 0);
}

TEST_CASE("the fingerprint is that of the whole file, also when its text is not read") {
  const std::string file = long_text();
  std::istringstream in(file);
  Source source(in, "f.csv");
  CHECK(source.head().size() > 60000);
  CHECK(source.sha256() == sha256(file));
  CHECK(source.bytes() == file.size());
}

TEST_CASE("the head is whole lines of the text, and uses nothing up") {
  CHECK(head_of("") == "");
  CHECK(head_of("a,b") == "a,b");
  CHECK(head_of("a,b\n1,2") == "a,b\n1,2");
  CHECK(head_of("a,b\n1,2\n", Encoding::automatic, 6) == "a,b\n");
  CHECK(head_of("a,b\n1,2\n", Encoding::automatic, 3) == "");
  CHECK(head_of("a\xE9\n", Encoding::windows_1252) == "a\xC3\xA9\n");
  CHECK(head_of(packed("\xFF\xFE" + wide("a\rb\r"))) == "a\nb\n");
  const std::string file = long_text();
  const std::string head = head_of(file);
  CHECK(head.size() > 65000);
  CHECK(head.size() <= 65536);
  CHECK(head.back() == '\n');
  CHECK((file.substr(0, head.size()) == head));
  std::istringstream in(plain);
  Source source(in, "f.csv");
  CHECK(source.head() == plain);
  CHECK(source.head() == plain);
  std::istream& text = source.text();
  CHECK(std::string(std::istreambuf_iterator<char>(text), {}) == plain);
}

TEST_CASE("what is no table is refused with what to do about it") {
  const std::vector<std::pair<std::string, std::string>> strangers = {
      {"PK\x03\x04rest", "save the sheet as CSV"},
      {"\xD0\xCF\x11\xE0\xA1\xB1", "save the sheet as CSV"},
      {"%PDF-1.7\n", "ask for the same list as CSV"},
      {packed(packed(plain)), "unpack it once first"},
      {packed("PK\x03\x04rest"), "save the sheet as CSV"},
      {"<!DOCTYPE html><html>", "save the sheet as CSV"},
      {"\xEF\xBB\xBF \n<HTML><table>", "save the sheet as CSV"},
      {"\xFF\xFE" + wide("<?xml version=\"1.0\"?>"), "save the sheet as CSV"},
      {"\xFF\xFE\0\0a\0\0\0"s, "UTF-32"}};
  for (const auto& stranger : strangers) {
    const Outcome outcome = outcome_of(stranger.first);
    const std::string& remedy = stranger.second;
    CAPTURE(remedy);
    CHECK(outcome.code == ErrorCode::data);
    CHECK(outcome.error.find(remedy) != std::string::npos);
    CHECK(outcome.error.find("f.csv:1:1: this is ") == 0);
  }
}

TEST_CASE("encodings have names") {
  CHECK(parse_encoding("auto") == Encoding::automatic);
  CHECK(parse_encoding("iso-8859-1") == Encoding::iso_8859_1);
  CHECK_FALSE(parse_encoding("latin1"));
}
