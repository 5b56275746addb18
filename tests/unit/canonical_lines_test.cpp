// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/canonical_lines.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "verzuim/profile.hpp"

using namespace verzuim;

namespace {

/// The table of these files, each by its profile, without its header.
std::string table(const std::vector<std::string>& files) {
  const Profiles profiles = Profiles::shipped();
  CanonicalLines lines;
  for (const std::string& text : files) {
    std::istringstream in(text);
    Source source(in, "file.csv");
    const auto rows = open_rows(source, profiles.recognise(source), Reference::shipped(), {{}, "99XA"});
    while (rows->next()) lines.add(*rows);
  }
  std::string out;
  lines.write(FileKind::absences, [&](std::string_view piece) { out += piece; });
  return out.substr(out.find('\n') + 1);
}

const std::string open = "100122;20251113;;;;;;Z;\n";
const std::string other = "100123;20251118;;20251118;;3;3;Z;\n";

}  // namespace

TEST_CASE("a report without an end goes on over weekdays to the last day that the files speak of") {
  CHECK(table({open}) == "100122,99XA,2025-11-13,,,sick,,,\n");
  CHECK(table({open + other}) ==
        "100122,99XA,2025-11-13,,,sick,,,\n100122,99XA,2025-11-14,,,sick,,,\n"
        "100122,99XA,2025-11-17,,,sick,,,\n100122,99XA,2025-11-18,,,sick,,,\n"
        "100123,99XA,2025-11-18,3,,sick,,,\n");
}

TEST_CASE("the last row of a report holds, whether it ends it or opens it again") {
  const std::string ended = "100122;20251113;;20251114;;;;Z;\n";
  CHECK(table({open, ended + other}) ==
        "100122,99XA,2025-11-13,,,sick,,,\n100122,99XA,2025-11-14,,,sick,,,\n"
        "100123,99XA,2025-11-18,3,,sick,,,\n");
  CHECK(table({ended + other, open}) == table({open + other}));
}

TEST_CASE("a day of another report is that report's") {
  CHECK(table({open + "100122;20251114;;20251114;;;;QX;\n"}) ==
        "100122,99XA,2025-11-13,,,sick,,,\n100122,99XA,2025-11-14,,,unknown,,QX,\n");
}

TEST_CASE("what was seen in a lesson is left out where a report explains it") {
  const std::string seen =
      "100122;20251114;;20251114;;2;2;NE;Afwezig;N\n100123;20251118;;20251118;;3;3;NE;Afwezig;N\n"
      "100123;20251118;;20251118;;4;4;NE;Afwezig;N\n";
  const std::string lines = table({open + other, seen});
  CHECK(lines.find("100122,99XA,2025-11-14,2") == std::string::npos);
  CHECK(lines.find("100123,99XA,2025-11-18,3,,unknown") == std::string::npos);
  CHECK(lines.find("100123,99XA,2025-11-18,4,,unknown,NE,,") != std::string::npos);
}

TEST_CASE("what a file added that turned out to be no good is taken back") {
  CanonicalLines lines;
  std::istringstream in("pupil,on,diploma\nP1,2026-07-01,havo\nP2,2026-07-01,havo\n");
  CanonicalReader rows(in, "file.csv", Reference::shipped());
  rows.next();
  lines.add(rows);
  const std::size_t good = lines.size();
  rows.next();
  lines.add(rows);
  lines.go_back(good);
  std::string out;
  lines.write(FileKind::diplomas, [&](std::string_view piece) { out += piece; });
  CHECK(out == "pupil,on,diploma\nP1,2026-07-01,havo\n");
}
