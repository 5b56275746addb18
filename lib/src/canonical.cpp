// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/canonical.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "canonical_fields.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using Names = std::vector<std::string_view>;

const std::array<Names, 8> columns = {
    Names{"pupil", "birth_date", "gemeente", "school", "sector", "from", "until", "weekly_minutes", "group",
          "mentor", "level"},
    Names{"pupil", "on", "diploma"},
    Names{"pupil", "from", "until", "article"},
    Names{"pupil", "school", "date", "lesson", "minutes", "kind", "subject", "code", "mark"},
    Names{"group", "from", "until", "weekday", "lesson", "subject", "minutes"},
    Names{"pupil", "on", "by", "theme"},
    Names{"school", "name", "gemeente", "region", "email"},
    Names{"school", "from", "until", "name"}};

const std::array<Names, 8> keys = {Names{"pupil", "school", "from"},
                                   Names{"pupil", "diploma"},
                                   Names{"pupil", "article", "from"},
                                   Names{"pupil", "school", "date", "lesson"},
                                   Names{"group", "from", "weekday", "lesson"},
                                   Names{"pupil", "on", "by", "theme"},
                                   Names{"school"},
                                   Names{"school", "from"}};

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool may_lack(FileKind kind, std::string_view column) {
  return kind == FileKind::absences && column == "mark";
}

std::vector<std::string> missing_columns(FileKind kind, const Names& header) {
  std::vector<std::string> missing;
  for (std::string_view column : columns_of(kind))
    if (!may_lack(kind, column) && !has(header, column)) missing.emplace_back(column);
  return missing;
}

/// The kind whose columns are most like the header; nothing when no column is known.
std::optional<FileKind> nearest_kind(const Names& header) {
  std::optional<FileKind> best;
  int most = 0;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const auto kind = static_cast<FileKind>(k);
    const auto known =
        std::count_if(header.begin(), header.end(), [&](std::string_view c) { return has(columns[k], c); });
    const int likeness = 1000 + 10 * static_cast<int>(known) - static_cast<int>(header.size()) -
                         static_cast<int>(missing_columns(kind, header).size());
    if (known > 0 && likeness > most) most = likeness, best = kind;
  }
  return best;
}

Names header_of(const CsvReader& csv) {
  Names header;
  for (std::string_view cell : csv.cells()) header.push_back(trim(cell));
  return header;
}

[[noreturn]] void no_known_kind(const CsvReader& csv, const Names& header) {
  for (char other : {';', '\t', '|'})
    if (header.size() == 1 && header[0].find(other) != std::string_view::npos)
      throw Error(ErrorCode::data,
                  fmt::format("the cells are not separated by commas but by {}; save the file with commas",
                              other == '\t' ? "tabs" : fmt::format("'{}'", other)),
                  csv.place(0));
  throw Error(ErrorCode::data,
              "the header is of no known kind; the first line must name the columns of one of the files in "
              "verzuim-formats(5)",
              csv.place(0));
}

/// Throws when the header is not exactly one of `kind`, but for the order.
void check_header(const CsvReader& csv, const Names& header, FileKind kind) {
  const std::string_view name = file_kind_names[static_cast<std::size_t>(kind)];
  const Names& known = columns_of(kind);
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!has(known, header[i])) {
      const std::string near = nearest(header[i], {known.begin(), known.end()});
      const std::string advice =
          near.empty() || has(header, near) ? "remove it" : fmt::format("did you mean '{}'?", near);
      throw Error(
          ErrorCode::data,
          fmt::format("'{}' is no column of a file of kind {}; {}", header[i].substr(0, 40), name, advice),
          csv.place(i));
    }
    if (std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(i), header[i]) !=
        header.begin() + static_cast<std::ptrdiff_t>(i))
      throw Error(ErrorCode::data, fmt::format("the column '{}' stands here twice; remove one", header[i]),
                  csv.place(i));
  }
  const auto missing = missing_columns(kind, header);
  if (!missing.empty())
    throw Error(
        ErrorCode::data,
        fmt::format(
            "a file of kind {} needs the column{} {}; add {}, with empty cells where nothing is known", name,
            missing.size() == 1 ? "" : "s", join(missing, ", "), missing.size() == 1 ? "it" : "them"),
        {csv.name(), csv.line(), 0});
}

std::string count_text(int value, int empty) {
  return value == empty ? std::string() : std::to_string(value);
}

void write_row(std::string& out, const PupilRow& r) {
  const Enrolment& e = r.enrolment;
  const std::string born = e.birth_date ? to_string(*e.birth_date) : "", from = to_string(e.from),
                    until = to_string(e.until);
  write_csv_row(out, {r.pupil, born, e.gemeente, e.school, sector_names[static_cast<std::size_t>(e.sector)],
                      from, until, count_text(e.weekly_minutes, 0), e.group, e.mentor, e.level});
}
void write_row(std::string& out, const DiplomaRow& r) {
  write_csv_row(out, {r.pupil, to_string(r.diploma.on), r.diploma.diploma});
}
void write_row(std::string& out, const ExemptionRow& r) {
  write_csv_row(out,
                {r.pupil, to_string(r.exemption.from), to_string(r.exemption.until), r.exemption.article});
}
void write_row(std::string& out, const AbsenceRow& r) {
  const Absence& a = r.absence;
  write_csv_row(out,
                {r.pupil, r.school, to_string(a.date), count_text(a.lesson, 0), count_text(a.minutes, -1),
                 kind_names[static_cast<std::size_t>(a.kind)], r.subject, r.code, mark_names[a.mark]});
}
void write_row(std::string& out, const TimetableRow& r) {
  write_csv_row(out, {r.group, to_string(r.from), to_string(r.until), std::to_string(r.weekday),
                      std::to_string(r.lesson), r.subject, std::to_string(r.minutes)});
}
void write_row(std::string& out, const ConcernRow& r) {
  write_csv_row(out, {r.pupil, to_string(r.concern.on), r.concern.by, r.concern.theme});
}
void write_row(std::string& out, const School& r) {
  write_csv_row(out, {r.school, r.name, r.gemeente, r.region, r.email});
}
void write_row(std::string& out, const OwnDaysOff& r) {
  write_csv_row(out, {r.school, to_string(r.from), to_string(r.until), r.name});
}

}  // namespace

std::optional<FileKind> parse_file_kind(std::string_view text) {
  const auto at = std::find(file_kind_names.begin(), file_kind_names.end(), text);
  if (at == file_kind_names.end()) return std::nullopt;
  return static_cast<FileKind>(at - file_kind_names.begin());
}

const Names& columns_of(FileKind kind) { return columns[static_cast<std::size_t>(kind)]; }
const Names& key_columns(FileKind kind) { return keys[static_cast<std::size_t>(kind)]; }

struct CanonicalReader::Parts {
  Parts(std::istream& in, const std::string& name) : csv(in, name) {}

  CsvReader csv;
  FileKind kind = FileKind::absences;
  std::size_t width = 0;  ///< cells that every row must have
  bool trailing = false;  ///< a last empty cell more is nothing
  std::optional<Fields> fields;
  Row row;
  std::optional<Reject> fault;
};

CanonicalReader::CanonicalReader(std::istream& in, const std::string& name, const Reference& reference,
                                 std::optional<FileKind> as)
    : parts_(std::make_unique<Parts>(in, name)) {
  CsvReader& csv = parts_->csv;
  if (!csv.next())
    throw Error(ErrorCode::data, "the file is empty; it must begin with a line that names the columns",
                {name, 1, 0});
  if (csv.fault())
    throw Error(ErrorCode::data, "the header cannot be read: " + csv.fault()->reason, csv.fault()->place);
  Names header = header_of(csv);
  // Some systems end every row with a delimiter.
  parts_->trailing = header.size() > 1 && header.back().empty();
  if (parts_->trailing) header.pop_back();
  const auto kind = as ? as : nearest_kind(header);
  if (!kind) no_known_kind(csv, header);
  check_header(csv, header, *kind);
  FieldPlaces places;
  for (std::string_view column : columns_of(*kind)) {
    const auto at = std::find(header.begin(), header.end(), column);
    places.cell.push_back(at == header.end() ? -1 : static_cast<int>(at - header.begin()));
    places.shown.push_back(places.cell.back() + 1);
  }
  parts_->kind = *kind;
  parts_->width = header.size();
  parts_->fields.emplace(csv, csv.cells(), reference, *kind, std::move(places));
  if (*kind == FileKind::absences) parts_->row = AbsenceRow{};
}

CanonicalReader::~CanonicalReader() = default;

RowReader::~RowReader() = default;

FileKind CanonicalReader::kind() const { return parts_->kind; }
std::size_t CanonicalReader::facts() const { return parts_->fault ? 0 : 1; }
const Row& CanonicalReader::fact(std::size_t) const { return parts_->row; }
const std::optional<Reject>& CanonicalReader::fault() const { return parts_->fault; }
int CanonicalReader::line() const { return parts_->csv.line(); }

bool CanonicalReader::next() {
  Parts& p = *parts_;
  p.fault.reset();
  if (!p.csv.next()) return false;
  std::size_t cells = p.csv.size();
  if (p.trailing && cells == p.width + 1 && p.csv[p.width].empty()) --cells;
  if (p.csv.unended() && cells < p.width)
    throw Error(ErrorCode::data, "the file is cut off inside its last row; ask for it again",
                {p.csv.name(), p.csv.line(), 0});
  if (p.csv.fault()) {
    p.fault = p.csv.fault();
    return true;
  }
  if (cells != p.width) {
    p.fault =
        Reject{p.csv.place(std::min(cells, p.width)), "cells", "",
               fmt::format("the row has {} cells where the header has {}; is a comma missing, or a quote?",
                           cells, p.width)};
    return true;
  }
  p.fields->begin();
  parse_row(*p.fields, p.kind, p.csv.line(), p.row);
  if (p.fields->fault()) p.fault = std::move(p.fields->fault());
  return true;
}

std::vector<Date> open_days(Date from, Date last) {
  std::vector<Date> days;
  for (Date date = from + 1; date <= last; date = date + 1)
    if (weekday(date) <= 5) days.push_back(date);
  return days;
}

void write_canonical_header(std::string& out, FileKind kind) { write_csv_row(out, columns_of(kind)); }

void write_canonical(std::string& out, const Row& row) {
  std::visit([&](const auto& typed) { write_row(out, typed); }, row);
}

bool barred_from_gemeente(const Row& row) {
  const auto* absence = std::get_if<AbsenceRow>(&row);
  return absence != nullptr &&
         (absence->absence.kind == Kind::sick || absence->absence.kind == Kind::authorised);
}

Reject barred_row(Place place) {
  return {std::move(place), "holder", "",
          "a gemeente may not hold sick or authorised absence; leave these rows out"};
}

}  // namespace verzuim
