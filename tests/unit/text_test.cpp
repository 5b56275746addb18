// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/text.hpp"

#include <doctest/doctest.h>

using namespace verzuim;
using namespace std::string_view_literals;

TEST_CASE("splitting and joining are each other's reverse") {
  CHECK(split("a;;b;", ';') == std::vector<std::string>{"a", "", "b", ""});
  CHECK(split("", ';').empty());
  CHECK(join({"a", "b"}, ", ") == "a, b");
  CHECK(trim(" \ta b\r\n") == "a b");
}

TEST_CASE("a count is digits only, and below a thousand million") {
  CHECK(parse_count("007") == 7);
  CHECK(parse_count("999999999") == 999999999);
  for (const char* text : {"", "-1", "+1", "1.5", "1e3", " 1", "1000000000"}) CHECK_FALSE(parse_count(text));
}

TEST_CASE("a BRIN is two digits and two capitals, with two digits more for a vestiging") {
  CHECK(is_brin("99XA"));
  CHECK(is_brin("99XA00"));
  for (const char* text : {"", "99xa", "9XA", "99XA0", "99XA000", "XA99", "99XAZZ"})
    CHECK_FALSE(is_brin(text));
  CHECK(brin_of("99XA00") == "99XA");
}

TEST_CASE("NUL, control and bidirectional characters and bytes that are no UTF-8 make a key unfit") {
  CHECK(unfit("Jos\xC3\xA9 \xF0\x9F\x8E\x93").empty());
  CHECK(unfit("a\0b"sv) == "a NUL byte");
  CHECK(unfit("a\x1B") == "an escape, which works on terminals");
  CHECK(unfit("a\x7F") == "a control character");
  CHECK(unfit("a\xC2\x85") == "a control character");
  CHECK(unfit("\xE2\x80\xAE") == "a bidirectional control character");
  CHECK(unfit("\xE2\x81\xA6") == "a bidirectional control character");
  for (std::string_view bytes :
       {"\xC3"sv, "\xC0\xAF"sv, "\xE0\x80\xAF"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "\xFF"sv, "\x92"sv})
    CHECK(unfit(bytes) == "bytes that are not UTF-8");
}

TEST_CASE("names of places match whatever their case, accents and hyphens") {
  CHECK(folded("'s-Gravenhage") == folded("s gravenhage"));
  CHECK(folded("S\xC3\xBA"
               "dwest-Frysl\xC3\xA2n") == "sudwest fryslan");
  CHECK(folded("  Bergen  (NH.) ") == "bergen (nh.)");
}

TEST_CASE("decimals are rounded half up to two places without trailing zeros") {
  CHECK(decimal(16, 1) == "16");
  CHECK(decimal(1, 3) == "0.33");
  CHECK(decimal(1, 200) == "0.01");
  CHECK(decimal(1, 201) == "0");
  CHECK(decimal(995, 60) == "16.58");
  CHECK(decimal(3, 2) == "1.5");
  CHECK(decimal(1999, 1000) == "2");
}

TEST_CASE("the nearest word within two edits is found") {
  CHECK(nearest("unautorised", {"authorised", "unauthorised"}) == "unauthorised");
  CHECK(nearest("xyz", {"authorised"}).empty());
}

TEST_CASE("what goes to a terminal holds nothing that it would act on") {
  CHECK(visible("school 99XA, d\xC3\xA9j\xC3\xA0 vu") == "school 99XA, d\xC3\xA9j\xC3\xA0 vu");
  CHECK(visible("a\x1B[2Jb\nc\xE2\x80\xAEz") == "a?[2Jb?c?z");
  std::size_t where = 0;
  CHECK(unfit("abc\xFF", &where) == "bytes that are not UTF-8");
  CHECK(where == 3);
}
