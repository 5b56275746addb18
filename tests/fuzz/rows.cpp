// SPDX-License-Identifier: EUPL-1.2
// Rows from outside: CSV as such, canonical files, and exports by each shipped profile.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "targets.hpp"
#include "verzuim/canonical.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/profile.hpp"

using namespace verzuim;

namespace {

/// The first byte of an input chooses among `n` ways; the rest is the file.
std::size_t choose(std::string_view& input, std::size_t n) {
  if (input.empty()) return 0;
  const auto way = static_cast<unsigned char>(input.front()) % n;
  input.remove_prefix(1);
  return way;
}

std::string as_canonical(const std::string& text, std::size_t& rows) {
  std::istringstream in(text);
  std::string out;
  CanonicalReader reader(in, "in", Reference::shipped());
  write_canonical_header(out, reader.kind());
  for (rows = 0; reader.next();)
    if (!reader.fault()) {
      write_canonical(out, reader.fact());
      ++rows;
    } else {
      expect(!reader.fault()->reason.empty() && reader.fault()->place.line > 0,
             "a refusal has its place and reason");
    }
  return out;
}

}  // namespace

void fuzz_csv(std::string_view input) {
  constexpr char delimiters[] = {',', ';', '\t', '|'};
  const char delimiter = delimiters[choose(input, 4)];
  CsvLimits limits;
  limits.line = 300;  // small, so that the caps are reached
  limits.cell = 60;
  limits.columns = 8;
  const std::size_t way = choose(input, 16);
  limits.quoting = way % 4 != 0;
  limits.piece = way < 4 ? 7 : way < 8 ? 64 : 65536;  // so that every place can be where one piece ends
  std::istringstream in{std::string(input)};
  CsvReader reader(in, "in", delimiter, limits);
  int last = 0;
  try {
    while (reader.next()) {
      expect(reader.line() > last, "lines rise");
      last = reader.line();
      if (reader.fault()) continue;
      expect(reader.size() <= limits.columns, "no row has more columns than allowed");
      std::string once;
      write_csv_row(once, reader.cells(), delimiter);
      if (!limits.quoting) continue;
      std::istringstream back(once);
      CsvReader again(back, "back", delimiter);
      if (!again.next()) {
        expect(reader.size() == 1 && reader[0].empty(), "only an empty cell alone vanishes");
        continue;
      }
      expect(!again.fault() && again.cells() == reader.cells(), "what was written is what is read");
    }
  } catch (const Error&) {
  }
}

void fuzz_canonical(std::string_view input) {
  try {
    std::size_t rows = 0, again = 0;
    const std::string once = as_canonical(std::string(input), rows);
    const std::string twice = as_canonical(once, again);
    expect(once == twice && rows == again, "canonical rows are read as they are written");
  } catch (const Error&) {
  }
}

void fuzz_export(std::string_view input) {
  static const Profiles profiles = Profiles::shipped();
  static const std::vector<std::string> names = profiles.names();
  const std::size_t way = choose(input, names.size() + 1);
  std::istringstream in{std::string(input)};
  try {
    Source source(in, "in");
    const Profile profile = way < names.size() ? *profiles.find(names[way]) : profiles.recognise(source);
    ReadSetting setting;
    setting.school = "99XA";
    const auto rows = open_rows(source, profile, Reference::shipped(), setting);
    while (rows->next()) {
      if (rows->fault()) continue;
      for (std::size_t i = 0; i < rows->facts(); ++i) {
        std::string out;
        write_canonical(out, rows->fact(i));
        expect(out.ends_with('\n'), "a fact is a row");
      }
    }
    expect(source.sha256().size() == 64, "a fingerprint has 64 digits");
  } catch (const Error&) {
  }
}
