// SPDX-License-Identifier: EUPL-1.2
#include "profile_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::size_t looked_at = 50;  // rows of a file without a header

/// True when a row of a file without a header can be one of the profile: as many cells, and its dates, times
/// and words of presence such as they must be.
bool row_fits(const ProfileParts& parts, const CsvReader& csv) {
  const auto fields = static_cast<std::size_t>(parts.file.fields);
  const bool trailing = parts.file.trailing_delimiter && csv.size() == fields + 1 && csv[fields].empty();
  if (csv.fault() || (csv.size() != fields && !trailing)) return false;
  const auto cell = [&](std::string_view slot) {
    const auto at = parts.columns.find(slot);
    return at == parts.columns.end() ? std::string_view()
                                     : trim(csv[static_cast<std::size_t>(at->second.number - 1)]);
  };
  const auto reads = [](std::string_view text, const std::vector<DatePattern>& patterns) {
    return text.empty() || read_moment(patterns, text);
  };
  for (std::string_view slot : {"date", "from_date", "until_date", "from", "until", "on"})
    if (!reads(cell(slot), parts.dates)) return false;
  for (std::string_view slot : {"from_time", "until_time"})
    if (!reads(cell(slot), parts.times)) return false;
  const bool seen = !parts.columns.contains("presence") || parts.presence.find(cell("presence")) != nullptr;
  const bool dated = !cell("date").empty() || !cell("from_date").empty() || parts.kind != FileKind::absences;
  return dated && seen;
}

Fit fit_of_shape(const ProfileParts& parts, CsvReader& csv) {
  std::size_t rows = 0, good = 0;
  bool first = false;
  for (; rows < looked_at && csv.next(); ++rows) {
    const bool fits = row_fits(parts, csv);
    first = first || (fits && rows == 0);
    good += fits ? 1 : 0;
  }
  Fit fit;
  fit.fits = first && 2 * good > rows;
  if (!fit.fits)
    fit.lack =
        fmt::format("its rows are not {} cells with dates where the profile has them", parts.file.fields);
  return fit;
}

Fit fit_of_header(const ProfileParts& parts, CsvReader& csv) {
  Fit fit;
  bool trailing = false;
  if (!csv.next() || csv.fault()) return fit;
  const auto header = header_cells(csv, trailing);
  const ColumnMap map = map_columns(parts, kind_of(parts, header), header);
  fit.found = map.by_name;
  fit.missing = static_cast<int>(map.missing.size());
  fit.lack = lack_of(map);
  fit.fits = fit.found > 0 && fit.lack.empty();
  return fit;
}

}  // namespace

CsvLimits limits_of(const FileShape& shape) {
  CsvLimits limits;
  limits.quoting = shape.quoting;
  return limits;
}

char delimiter_of(const FileShape& shape, const Source& source) {
  if (shape.delimiter != 0) return shape.delimiter;
  std::istringstream lines(source.head(shape.encoding));
  std::string line;
  for (int skipped = 0; std::getline(lines, line);)
    if (!trim(line).empty() && skipped++ == shape.skip_rows) break;
  char best = ',';
  for (char candidate : {';', '\t', '|'})
    if (std::count(line.begin(), line.end(), candidate) > std::count(line.begin(), line.end(), best))
      best = candidate;
  return best;
}

std::vector<std::string> header_cells(const CsvReader& csv, bool& trailing) {
  std::vector<std::string> header;
  for (std::string_view cell : csv.cells()) header.emplace_back(trim(cell));
  trailing = header.size() > 1 && header.back().empty();
  if (trailing) header.pop_back();
  return header;
}

std::string lack_of(const ColumnMap& map) {
  if (!map.missing.empty()) return fmt::format("it has no column {}", join(map.missing, ", "));
  if (!map.twice.empty())
    return fmt::format("two of its columns are called {}; give the number of the one that is meant",
                       map.twice);
  return {};
}

Fit fit_of(const ProfileParts& parts, const Source& source) {
  std::istringstream head(source.head(parts.file.encoding));
  try {
    CsvReader csv(head, source.name(), delimiter_of(parts.file, source), limits_of(parts.file));
    for (int row = 0; row < parts.file.skip_rows; ++row) csv.next();
    return parts.file.header ? fit_of_header(parts, csv) : fit_of_shape(parts, csv);
  } catch (const Error&) {
    // What cannot be read as a table is told by whoever reads it; it only fits nothing here.
    return {};
  }
}

}  // namespace verzuim
