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

/// The delimiter in a line such as `sep=;`.
std::optional<char> told_delimiter(std::string_view line) {
  line = line.substr(0, line.find_last_not_of("\r\n") + 1);
  if (line.size() == 7 && line.front() == '"' && line.back() == '"') line = line.substr(1, 5);
  if (line.size() != 5 || lowered(line.substr(0, 4)) != "sep=") return std::nullopt;
  return std::string_view(";,\t|").find(line[4]) != std::string_view::npos ? std::optional(line[4])
                                                                           : std::nullopt;
}

char best_delimiter(std::string_view line) {
  char best = ',';
  for (char candidate : {';', '\t', '|'})
    if (std::count(line.begin(), line.end(), candidate) > std::count(line.begin(), line.end(), best))
      best = candidate;
  return best;
}

Fit fit_of_shape(const ProfileParts& parts, CsvReader& csv) {
  std::size_t rows = 0, good = 0;
  bool first = false;
  while (rows < looked_at && csv.next()) {
    if (is_blank(csv)) continue;
    const bool fits = row_fits(parts, csv);
    first = first || (fits && rows == 0);
    good += fits ? 1 : 0;
    ++rows;
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
  bool any = csv.next();
  while (any && is_blank(csv)) any = csv.next();
  if (!any || csv.fault()) return fit;
  const auto header = header_cells(csv, trailing);
  const ColumnMap map = map_columns(parts, kind_of(parts, header), header);
  fit.found = map.by_name;
  fit.missing = static_cast<int>(map.missing.size());
  fit.lack = lack_of(map);
  fit.fits = fit.found > 0 && fit.lack.empty();
  return fit;
}

}  // namespace

bool is_blank(const CsvReader& csv) {
  const auto& cells = csv.cells();
  return !csv.fault() &&
         std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return trim(cell).empty(); });
}

CsvLimits limits_of(const FileShape& shape) {
  CsvLimits limits;
  limits.quoting = shape.quoting;
  limits.columns = most_columns;
  limits.check_cells = false;
  return limits;
}

Opening opening_of(const FileShape& shape, const Source& source) {
  Opening opening{shape.delimiter, shape.skip_rows};
  std::istringstream lines(source.head(shape.encoding));
  std::string line;
  bool first = true;
  for (int skipped = 0; std::getline(lines, line); first = false) {
    if (first && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    const auto told = first ? told_delimiter(line) : std::nullopt;
    if (told)
      opening = {*told, shape.skip_rows + 1};
    else if (!trim(line).empty() && skipped++ == shape.skip_rows)
      break;
  }
  if (opening.delimiter == 0) opening.delimiter = best_delimiter(line);
  return opening;
}

std::vector<std::string> header_cells(const CsvReader& csv, bool& trailing) {
  std::vector<std::string> header;
  for (std::string_view cell : csv.cells()) header.emplace_back(trim(cell));
  trailing = header.size() > 1 && header.back().empty();
  if (trailing) header.pop_back();
  return header;
}

Fit fit_of(const ProfileParts& parts, const Source& source) {
  std::istringstream head(source.head(parts.file.encoding));
  try {
    // Canonical files are read as they are, so nothing stands above their header.
    const bool plain = parts.name == canonical_profile;
    const Opening opening = plain ? Opening{parts.file.delimiter, 0} : opening_of(parts.file, source);
    CsvReader csv(head, source.name(), opening.delimiter, limits_of(parts.file));
    for (int row = 0; row < opening.rows; ++row) csv.next();
    return parts.file.header ? fit_of_header(parts, csv) : fit_of_shape(parts, csv);
  } catch (const Error&) {
    // What cannot be read as a table is told by whoever reads it; it only fits nothing here.
    return {};
  }
}

}  // namespace verzuim
