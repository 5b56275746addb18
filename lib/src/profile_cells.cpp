// SPDX-License-Identifier: EUPL-1.2
#include "profile_cells.hpp"

#include <fmt/format.h>

#include "canonical_fields.hpp"

namespace verzuim {

SlotCells::SlotCells(const CsvReader& csv, const ProfileParts& parts, FileKind kind, ColumnMap map,
                     const std::string& school)
    : csv_(csv), parts_(parts), map_(std::move(map)) {
  for (std::string_view slot : slots_of(kind)) {
    const auto fixed = parts.fixed.find(slot);
    fallback_.push_back(fixed != parts.fixed.end() ? fixed->second : slot == "school" ? school : "");
    const auto words = parts.words.find(slot);
    worded_.push_back(words != parts.words.end() ? &words->second : nullptr);
  }
}

std::string_view SlotCells::raw(std::size_t slot) const {
  // A refused row may be shorter than it should be, and is shown all the same.
  const auto cell = static_cast<std::size_t>(map_.cell[slot]);
  return map_.cell[slot] < 0 || cell >= csv_.size() ? std::string_view() : trim(csv_[cell]);
}

std::string_view SlotCells::operator[](std::size_t slot) const {
  const std::string_view text = raw(slot);
  if (text.empty()) return fallback_[slot];
  const std::string* word = worded_[slot] != nullptr ? worded_[slot]->find(text) : nullptr;
  return word != nullptr ? std::string_view(*word) : text;
}

std::optional<Moment> SlotCells::moment(std::size_t slot, const std::vector<DatePattern>& patterns) {
  const std::string_view text = (*this)[slot];
  if (text.empty()) return std::nullopt;
  const auto moment = read_moment(patterns, text);
  if (moment) return moment;
  const bool date = patterns.front().has_date();
  std::vector<std::string> forms;
  for (const DatePattern& pattern : patterns) forms.push_back(pattern.text());
  refuse(slot, date ? "bad-date" : "bad-time", text,
         fmt::format("is no {} that exists, written as {}; mend it, or name its form under [dates]",
                     date ? "date" : "time", join(forms, ", ")));
  return std::nullopt;
}

int SlotCells::duration(std::size_t slot) {
  const std::string_view text = (*this)[slot];
  if (text.empty()) return 0;
  const auto minutes = parse_duration(text, parts_.minutes);
  if (!minutes)
    refuse(slot, "bad-number", text,
           "is no duration; write such as 45, 1,5, 1:30 or 107u24m, or leave it empty");
  return minutes.value_or(0);
}

void SlotCells::refuse(std::size_t slot, std::string code, std::string_view shown,
                       const std::string& reason) {
  if (fault_) return;
  fault_ = Reject{{csv_.name(), csv_.line(), std::max(1, column(slot))},
                  std::move(code),
                  showable(shown),
                  fmt::format("{} {}", label(slot), reason)};
}

}  // namespace verzuim
