// SPDX-License-Identifier: EUPL-1.2
// Values as exports write them: durations, lessons, and words with a meaning.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/text.hpp"

namespace verzuim {

/// What a number without a unit stands for.
struct DurationSetting {
  int unit = 1;                 ///< minutes
  int day = 0;                  ///< minutes of a day; 0 when days cannot be told in minutes
  bool whole_days = false;      ///< the unit is a day, so a whole number says no more than that
  bool of_each_lesson = false;  ///< the duration of a row is that of each of its lessons, not of all together
};

/// What whole days say of minutes: nothing.
inline constexpr int whole_days = -1;
/// The minutes of `45`, `1,5`, `1:30`, `107u24m` or `2 uur 15 min`, rounded half up, or `whole_days`. Nothing
/// when it is none, or not all of it is understood.
std::optional<int> parse_duration(std::string_view text, const DurationSetting& setting);

/// The lessons of `3`, `2-8`, `2 t/m 8`, `2..8`, `1,2,5`, `1+2`, `3e uur`, `les 3` or `L3`, rising. Empty
/// when `text` names none, or one outside 1 to 30. A bare `3 uur` names none: it may be a duration.
std::vector<int> parse_lessons(std::string_view text);

/// `text` in lower case, where its letters are Latin ones, without outer spaces. Nothing is dropped from it:
/// `A-` is not `A`.
std::string lowered(std::string_view text);

/// Words of a file and what they stand for. Case and outer spaces make no difference, all else does.
template <class Meaning>
class Words {
 public:
  void add(std::string_view word, Meaning meaning) {
    by_text_.insert_or_assign(std::string(word), meaning);
    by_folded_.insert_or_assign(lowered(word), std::move(meaning));
  }
  const Meaning* find(std::string_view word) const {
    // Most files write their words as the profile does; that saves lowering every cell.
    if (const auto at = by_text_.find(word); at != by_text_.end()) return &at->second;
    const auto at = by_folded_.find(lowered(word));
    return at != by_folded_.end() ? &at->second : nullptr;
  }
  bool empty() const { return by_text_.empty(); }
  std::vector<std::string> words() const {
    std::vector<std::string> all;
    for (const auto& [word, meaning] : by_text_) all.push_back(word);
    return all;
  }
  std::vector<Meaning> meanings() const {
    std::vector<Meaning> all;
    for (const auto& [word, meaning] : by_text_) all.push_back(meaning);
    return all;
  }

 private:
  std::map<std::string, Meaning, std::less<>> by_text_, by_folded_;
};

}  // namespace verzuim
