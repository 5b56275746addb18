// SPDX-License-Identifier: EUPL-1.2
// The fields that are dates and numbers.
#include <fmt/format.h>

#include "canonical_fields.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

Date Fields::date(std::size_t column, int first_year) {
  const std::string_view cell = text(column);
  if (!cell.empty() && cell == date_text_) return date_;
  const auto parsed = parse_date(cell);
  if (!parsed) {
    refuse(column, cell.empty() ? "missing" : "bad-date", cell,
           cell.empty() ? "is empty; write a date as YYYY-MM-DD" : date_fault(cell) + "; write YYYY-MM-DD");
    return {};
  }
  if (first_year > 1900 && year_of(*parsed) < first_year) {
    refuse(column, "bad-date", cell,
           fmt::format("is before {}, which cannot be meant; write YYYY-MM-DD", first_year));
    return {};
  }
  if (first_year > 1900) date_text_ = cell, date_ = *parsed;
  return *parsed;
}

Date Fields::until(std::size_t column, Date from) {
  if (text(column).empty()) return open_end;
  const Date last = date(column);
  if (!fault_ && last < from)
    refuse(column, "bad-period", text(column), "is before from; the last day cannot come before the first");
  return last;
}

std::optional<Date> Fields::birth_date(std::size_t column, Date from) {
  const std::string_view cell = text(column);
  if (cell.empty()) return std::nullopt;
  const auto born = parse_date(cell);
  if (!born)
    refuse(column, "bad-date", "",
           "is no date that exists; write YYYY-MM-DD, or leave it empty when it is not known");
  else if (*born > from)
    refuse(column, "bad-date", "",
           "is after from; mend it at the source, or leave it empty when it is not known");
  return born;
}

int Fields::number(std::size_t column, int low, int high, std::optional<int> when_empty) {
  const std::string_view cell = text(column);
  if (cell.empty() && when_empty) return *when_empty;
  const auto value = parse_count(cell);
  if (value && *value >= low && *value <= high) return *value;
  refuse(column, cell.empty() ? "missing" : "bad-number", cell,
         fmt::format("is {}; write a whole number from {} to {}{}", cell.empty() ? "empty" : "no such number",
                     low, high, when_empty ? ", or leave it empty" : ""));
  return low;
}

}  // namespace verzuim
