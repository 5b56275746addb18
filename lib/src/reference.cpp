// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/reference.hpp"

#include <algorithm>
#include <functional>
#include <sstream>

#include "embedded.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using Cells = std::vector<std::string_view>;

/// Calls `row` for each row of a shipped table but its header.
void each_row(std::string_view table, const std::function<void(const Cells&)>& row) {
  std::istringstream in{std::string(embedded("reference/" + std::string(table)))};
  CsvReader reader(in, std::string(table));
  reader.next();
  while (reader.next()) row(reader.cells());
}

Date shipped_date(std::string_view text) {
  const auto date = parse_date(text);
  if (!date)
    throw Error(ErrorCode::internal, "a shipped table holds no date where one must be: " + std::string(text));
  return *date;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

const Reference& Reference::shipped() {
  static const Reference reference;
  return reference;
}

Reference::Reference() {
  read_gemeenten();
  read_calendar();
  each_row("brin_regio.csv", [&](const Cells& c) { region_by_school_.emplace(c[0], c[2]); });
}

void Reference::read_gemeenten() {
  each_row("gemeenten.csv", [&](const Cells& c) {
    gemeenten_.push_back({std::string(c[0]), std::string(c[1]), std::string(c[3]), std::string(c[4])});
    code_by_name_.emplace(folded(c[1]), c[0]);
  });
  std::sort(gemeenten_.begin(), gemeenten_.end(),
            [](const auto& a, const auto& b) { return a.code < b.code; });
  each_row("gemeenten_aliassen.csv", [&](const Cells& c) { code_by_name_.emplace(folded(c[1]), c[0]); });
  each_row("gemeente_herindelingen.csv", [&](const Cells& c) {
    herindelingen_.push_back(
        {std::string(c[0]), std::string(c[1]), std::string(c[2]), shipped_date(c[4]), c[5] == "hoofd"});
    code_by_name_.emplace(folded(c[1]), c[0]);
  });
}

void Reference::read_calendar() {
  each_row("schoolvakanties.csv", [&](const Cells& c) {
    const auto year = parse_count(c[0].substr(0, 4));
    holidays_.push_back(
        {std::string(c[1]), std::string(c[2]), shipped_date(c[3]), shipped_date(c[4]), year.value_or(0)});
  });
  each_row("feestdagen.csv", [&](const Cells& c) {
    if (c[2] == "ja") days_off_.push_back(shipped_date(c[0]));
  });
  std::sort(days_off_.begin(), days_off_.end());
}

std::optional<std::string> Reference::gemeente_code(std::string_view text) const {
  std::string_view digits = text;
  if (digits.starts_with("GM") || digits.starts_with("gm")) digits.remove_prefix(2);
  if (all_digits(digits) && digits.size() <= 4) {
    const std::string code = std::string(4 - digits.size(), '0') + std::string(digits);
    const bool old = std::any_of(herindelingen_.begin(), herindelingen_.end(),
                                 [&](const auto& h) { return h.old_code == code; });
    if (old || gemeente(code) != nullptr) return code;
    return std::nullopt;
  }
  const auto found = code_by_name_.find(folded(text));
  return found == code_by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::string Reference::gemeente_on(std::string_view code, Date on) const {
  std::string current(code);
  // A merged gemeente can merge again, so follow the chain; it is as short as the table.
  for (std::size_t hops = 0; hops < herindelingen_.size(); ++hops) {
    const auto next = std::find_if(herindelingen_.begin(), herindelingen_.end(), [&](const auto& h) {
      return h.main && h.old_code == current && h.effective <= on;
    });
    if (next == herindelingen_.end()) break;
    current = next->new_code;
  }
  return current;
}

const Gemeente* Reference::gemeente(std::string_view code) const {
  const auto at = std::lower_bound(gemeenten_.begin(), gemeenten_.end(), code,
                                   [](const Gemeente& g, std::string_view c) { return g.code < c; });
  return at != gemeenten_.end() && at->code == code ? &*at : nullptr;
}

std::string_view Reference::region_of_school(std::string_view school) const {
  const auto exact = region_by_school_.find(school);
  if (exact != region_by_school_.end()) return exact->second;
  // A BRIN without vestiging stands for its main location: the first of its vestigingen.
  const auto first = region_by_school_.lower_bound(brin_of(school));
  return first != region_by_school_.end() && brin_of(first->first) == brin_of(school)
             ? std::string_view(first->second)
             : std::string_view();
}

}  // namespace verzuim
