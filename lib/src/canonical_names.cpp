// SPDX-License-Identifier: EUPL-1.2
// The fields that say who and where: pupils, schools, mentors, addresses, gemeenten and regions.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "canonical_fields.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 3> regions = {"Noord", "Midden", "Zuid"};

bool is_plain(std::string_view key) {
  return std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// True for a name or an address: those have two words or an at sign, and no digit. A key mostly has one.
bool looks_like_name(std::string_view key) {
  const bool words = key.find_first_of(" ,") != std::string_view::npos;
  return key.find('@') != std::string_view::npos ||
         (words && key.find_first_of("0123456789") == std::string_view::npos);
}

bool has_space(std::string_view text) { return text.find(' ') != std::string_view::npos; }

/// True for what a spreadsheet makes of a key: `1,11222E+08`, `#REF!`.
bool mangled(std::string_view key) {
  if (key.front() == '#')
    return key.back() == '!' || key.back() == '?' || key.find('/') != std::string_view::npos;
  const auto exponent = key.find_first_of("eE");
  return exponent != std::string_view::npos && exponent > 0 && exponent + 1 < key.size() &&
         (key[exponent + 1] == '+' || key[exponent + 1] == '-') &&
         key.substr(0, exponent).find_first_not_of("0123456789.,") == std::string_view::npos &&
         parse_count(key.substr(exponent + 2)).has_value();
}

}  // namespace

std::string_view Fields::pupil(std::size_t column) {
  const std::string_view cell = cells_[static_cast<std::size_t>(places_.cell[column])];
  if (cell.empty())
    refuse(column, "missing", "", "is empty; it must hold the school's own key for the pupil");
  else if (cell.size() > 64)
    refuse(column, "bad-id", "", "is longer than 64 bytes; write the school's own key for the pupil");
  else if (cell.front() == ' ' || cell.back() == ' ')
    refuse(column, "bad-id", "", "begins or ends with a space; remove it at the source");
  else if (is_plain(cell))
    return cell;  // as nearly all are: none of what follows can be wrong with it
  else if (looks_like_name(cell))
    refuse(column, "bad-id", "", "looks like a name or an address; write the school's own key for the pupil");
  else if (mangled(cell))
    refuse(column, "bad-id", "",
           "was rewritten by a spreadsheet; export it again and do not open it in a spreadsheet");
  else if (has_unseen(cell))
    refuse(column, "bad-id", "", "holds a character that cannot be seen; remove it at the source");
  return cell;
}

std::string_view Fields::school(std::size_t column) {
  const std::string_view cell = text(column);
  if (is_brin(cell)) return cell;
  std::string capitals(cell);
  std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  if (cell.empty())
    refuse(column, "missing", "", "is empty; write the BRIN of the school, such as 99XA or 99XA00");
  else if (is_brin(capitals))
    refuse(column, "bad-school", cell, fmt::format("is no BRIN; did you mean '{}'?", capitals));
  else
    refuse(column, "bad-school", cell,
           "is no BRIN; write two digits and two capitals (99XA), with the vestiging or without (99XA00)");
  return cell;
}

std::string Fields::calendar_school(std::size_t column) {
  const std::string_view cell = text(column);
  if (!is_brin(cell) && cell != "*" && std::find(regions.begin(), regions.end(), cell) == regions.end())
    refuse(column, cell.empty() ? "missing" : "bad-school", cell,
           cell.empty()
               ? "is empty; write a BRIN, a region, or * for all schools"
               : "is no BRIN (99XA or 99XA00), no region (Noord, Midden, Zuid) and not *; write one of them");
  return std::string(cell);
}

std::string Fields::mentor(std::size_t column) {
  const std::string_view cell = short_text(column);
  // A space or an at sign gives a name or an address away; neither is to be kept, nor to be repeated in a
  // message.
  if (has_space(cell) || cell.find('@') != std::string_view::npos)
    refuse(column, "bad-mentor", "", "looks like a name or an address; write a code, such as M07");
  return std::string(cell);
}

std::string Fields::email(std::size_t column) {
  const std::string_view cell = short_text(column, 254);
  if (!cell.empty() && (has_space(cell) || cell.find('@') == std::string_view::npos))
    refuse(column, "bad-email", "", "is no address; write one address or leave it empty");
  return std::string(cell);
}

std::string Fields::gemeente(std::size_t column) {
  const std::string_view cell = text(column);
  if (cell.empty()) return {};
  if (cell == gemeente_text_) return gemeente_code_;
  const auto code = reference_.gemeente_code(cell);
  if (!code) {
    std::vector<std::string> names;
    for (const Gemeente& gemeente : reference_.gemeenten()) names.push_back(gemeente.name);
    const std::string near = parse_count(cell) || cell.size() > 40 ? std::string() : nearest(cell, names);
    refuse(column, "bad-gemeente", cell,
           near.empty() ? "is not known; write the CBS code (four digits) or the name of a gemeente"
                        : fmt::format("is not known; did you mean '{}'?", near));
    return {};
  }
  gemeente_text_ = cell;
  return gemeente_code_ = *code;
}

std::string Fields::region(std::size_t column) {
  const std::string_view cell = text(column);
  if (!cell.empty()) word(column, regions);
  return std::string(cell);
}

}  // namespace verzuim
