// SPDX-License-Identifier: EUPL-1.2
#include "profile_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

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
    const std::size_t at = worded_.size() - 1;
    if (map_.cell[at] < 0) continue;
    mapped_.push_back(at);
    if (slot != "remark") used_.push_back(at);
    if (const auto skip = parts.skip.find(slot); skip != parts.skip.end())
      skip_.emplace_back(at, &skip->second);
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

void SlotCells::check(const CsvLimits& limits) {
  if (csv_.plain()) return;
  for (std::size_t slot : used_)
    if (const auto fault = cell_fault(raw(slot), limits)) return refuse(slot, fault->code, "", fault->reason);
}

bool SlotCells::skipped() const {
  return std::any_of(skip_.begin(), skip_.end(), [&](const auto& skip) {
    const bool there = static_cast<std::size_t>(map_.cell[skip.first]) < csv_.size();
    return there && skip.second->find(raw(skip.first)) != nullptr;
  });
}

std::optional<Moment> SlotCells::moment(std::size_t slot, const std::vector<DatePattern>& patterns) {
  const std::string_view text = (*this)[slot];
  if (text.empty()) return std::nullopt;
  // What the profile says itself may be written as the profile writes dates.
  if (text.data() == fallback_[slot].data())
    if (const auto date = parse_date(text)) return Moment{date, std::nullopt};
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

std::optional<int> SlotCells::duration(std::size_t slot) {
  const std::string_view text = (*this)[slot];
  if (text.empty()) return std::nullopt;
  const auto minutes = parse_duration(text, parts_.minutes);
  if (!minutes)
    refuse(slot, "bad-number", text,
           "is no duration; write such as 45, 1,5, 1:30 or 107u24m, or leave it empty");
  return minutes == whole_days ? std::nullopt : minutes;
}

void SlotCells::refuse(std::size_t slot, std::string code, std::string_view shown,
                       const std::string& reason) {
  if (fault_) return;
  std::string text = shown_cell(code, shown);
  fault_ = Reject{{csv_.name(), csv_.line(), std::max(1, column(slot))},
                  std::move(code),
                  std::move(text),
                  fmt::format("{} {}", label(slot), reason)};
}

}  // namespace verzuim
