// SPDX-License-Identifier: EUPL-1.2
#include "profile_cells.hpp"

#include <fmt/format.h>

#include "canonical_fields.hpp"

namespace verzuim {

SlotCells::SlotCells(const CsvReader& csv, const ProfileParts& parts, FileKind kind, ColumnMap map,
                     const std::string& school)
    : csv_(csv), parts_(parts), map_(std::move(map)), last_read_(map_.cell.size()) {
  for (std::string_view slot : slots_of(kind)) {
    const auto fixed = parts.fixed.find(slot);
    fallback_.push_back(fixed != parts.fixed.end() ? fixed->second : slot == "school" ? school : "");
    const auto words = parts.words.find(slot);
    worded_.push_back(words != parts.words.end() ? &words->second : nullptr);
    if (map_.cell[worded_.size() - 1] >= 0) mapped_.push_back(worded_.size() - 1);
  }
  values_.assign(fallback_.begin(), fallback_.end());
}

std::string_view SlotCells::raw(std::size_t slot) const {
  // A refused row may be shorter than it should be, and is shown all the same.
  const auto cell = static_cast<std::size_t>(map_.cell[slot]);
  return map_.cell[slot] < 0 || cell >= csv_.size() ? std::string_view() : trim(csv_[cell]);
}

void SlotCells::begin() {
  fault_.reset();
  for (std::size_t slot : mapped_) {
    const std::string_view text = raw(slot);
    const std::string* word = worded_[slot] != nullptr ? worded_[slot]->find(text) : nullptr;
    values_[slot] = text.empty() ? std::string_view(fallback_[slot]) : word != nullptr ? *word : text;
  }
}

std::optional<Moment> SlotCells::moment(std::size_t slot, const std::vector<DatePattern>& patterns) {
  const std::string_view text = (*this)[slot];
  if (text.empty()) return std::nullopt;
  Read& last = last_read_[slot];
  if (last.patterns == &patterns && last.text == text) return last.moment;
  const auto moment = read_moment(patterns, text);
  if (moment) {
    last = {&patterns, std::string(text), *moment};
    return moment;
  }
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
