// SPDX-License-Identifier: EUPL-1.2
// The fields of one canonical row: each getter answers a typed value, and notes the first fault of the row.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/canonical.hpp"

namespace verzuim {

/// Which cell holds each canonical column, and how messages number it.
struct FieldPlaces {
  std::vector<int> cell;             ///< by canonical column; -1 for none
  std::vector<int> shown;            ///< the column of the file, from 1; 0 where there is none
  std::vector<std::string> names{};  ///< what messages call the columns; none: as they are called here
};

/// The cell where it may be shown: a long one, or one with a number of eight digits or more, may be an
/// identity in a wrong column.
std::string showable(std::string_view text);
/// The same for a cell that is refused with this code.
std::string shown_cell(std::string_view code, std::string_view text);

/// The cells of the current row of a reader, by canonical column.
class Fields {
 public:
  /// Requires: `csv`, `cells`, `reference` outlive this. `cells` are those of `csv`, or what a profile made
  /// of them.
  Fields(const CsvReader& csv, const std::vector<std::string_view>& cells, const Reference& reference,
         FileKind kind, FieldPlaces places)
      : csv_(csv),
        cells_(cells),
        reference_(reference),
        columns_(columns_of(kind)),
        places_(std::move(places)) {}

  /// To be called before the fields of a row are asked for.
  void begin() { fault_.reset(); }
  std::optional<Reject>& fault() { return fault_; }

  std::string_view pupil(std::size_t column);
  std::string_view school(std::size_t column);
  /// BRIN, holiday region or `*`.
  std::string calendar_school(std::size_t column);
  std::string_view text(std::size_t column) const;
  /// The same, of a bounded length: a longer one is a remark, and those are not to be kept.
  std::string_view short_text(std::size_t column, std::size_t most = 64);
  std::string required_text(std::size_t column);
  std::string mentor(std::size_t column);
  std::string email(std::size_t column);
  /// Empty allowed.
  std::string gemeente(std::size_t column);
  std::string region(std::size_t column);
  Date date(std::size_t column, int first_year = 1900);
  /// Open when empty; never before `from`.
  Date until(std::size_t column, Date from);
  std::optional<Date> birth_date(std::size_t column, Date from);
  /// A number in [low, high]; `when_empty` for an empty cell, which is a fault without one.
  int number(std::size_t column, int low, int high, std::optional<int> when_empty = {});
  /// One of `words`: its place among them.
  template <class Words>
  std::size_t word(std::size_t column, const Words& words) {
    const std::string_view cell = text(column);
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i] == cell) return i;
    not_among(column, {words.begin(), words.end()});
    return 0;
  }

  void refuse(std::size_t column, std::string code, std::string_view shown, std::string reason);

 private:
  void not_among(std::size_t column, const std::vector<std::string>& words);

  const CsvReader& csv_;
  const std::vector<std::string_view>& cells_;
  const Reference& reference_;
  const std::vector<std::string_view>& columns_;
  FieldPlaces places_;
  std::optional<Reject> fault_;
  // Neighbouring rows mostly share their date and gemeente, so the last answer is kept.
  std::string date_text_, gemeente_text_, gemeente_code_;
  Date date_;
};

/// Reads the row of `Fields` into `row`; what it holds counts only where no fault was noted.
void parse_row(Fields& fields, FileKind kind, int line, Row& row);

}  // namespace verzuim
