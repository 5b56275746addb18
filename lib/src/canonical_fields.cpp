// SPDX-License-Identifier: EUPL-1.2
#include "canonical_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {

std::string showable(std::string_view text) {
  std::size_t digits = 0;
  for (char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 8) return {};
  }
  return text.size() > 40 ? std::string() : std::string(text);
}

std::string shown_cell(std::string_view code, std::string_view text) {
  // A name in a column that holds none: a word of ours is one word, and all else that is mistyped has a
  // digit.
  const bool name = code == "bad-word"
                        ? text.find_first_of(" ,") != std::string_view::npos
                        : text.size() > 3 && text.find_first_of("0123456789") == std::string_view::npos;
  // So is a name beside a number, and what may be a birth date where no date belongs.
  std::size_t letters = 0, longest = 0, digits = 0;
  for (char c : text) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    letters = letter ? letters + 1 : 0;
    longest = std::max(longest, letters);
    digits += c >= '0' && c <= '9' ? 1 : 0;
  }
  const bool date_meant = code == "bad-date" || code == "bad-period";
  if (code != "bad-word" && (longest > 3 || (digits >= 8 && !date_meant))) return {};
  return name ? std::string() : showable(text);
}

void Fields::refuse(std::size_t column, std::string code, std::string_view shown, std::string reason) {
  if (fault_) return;
  std::string text = shown_cell(code, shown);
  fault_ =
      Reject{{csv_.name(), csv_.line(), std::max(1, places_.shown[column])},
             std::move(code),
             std::move(text),
             fmt::format("{} {}", places_.names.empty() ? columns_[column] : places_.names[column], reason)};
}

void Fields::not_among(std::size_t column, const std::vector<std::string>& words) {
  const std::string_view cell = text(column);
  const std::string near = nearest(cell, words);
  std::vector<std::string> named;
  std::copy_if(words.begin(), words.end(), std::back_inserter(named),
               [](const std::string& w) { return !w.empty(); });
  if (cell.empty())
    return refuse(column, "missing", "", fmt::format("is empty; write one of {}", join(named, ", ")));
  refuse(column, "bad-word", cell,
         near.empty() ? fmt::format("is not known; write one of {}", join(named, ", "))
                      : fmt::format("is not known; did you mean '{}'?", near));
}

std::string_view Fields::text(std::size_t column) const {
  const int position = places_.cell[column];
  if (position < 0) return {};
  const std::string_view cell = cells_[static_cast<std::size_t>(position)];
  // A lone space stands for nothing in many exports.
  return cell.empty() || (cell.front() != ' ' && cell.back() != ' ') ? cell : trim(cell);
}

std::string_view Fields::short_text(std::size_t column, std::size_t most) {
  const std::string_view cell = text(column);
  if (cell.size() > most)
    refuse(column, "too-long", "",
           fmt::format("is longer than {} bytes; write a short code or leave it empty", most));
  return cell;
}

std::string Fields::required_text(std::size_t column) {
  const std::string_view cell = short_text(column);
  if (cell.empty()) refuse(column, "missing", "", "is empty; it must hold a value");
  return std::string(cell);
}

}  // namespace verzuim
