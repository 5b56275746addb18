// SPDX-License-Identifier: EUPL-1.2
// What the sentences of a rule have in common, whatever their language.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/rule_sentence.hpp"

namespace verzuim {

/// Sentences, one after the other.
class Sentences {
 public:
  /// Adds one; its first letter becomes a capital and its end a full stop.
  void add(std::string text);
  std::string text() const { return text_; }

 private:
  std::string text_;
};

/// `a`, `a or b`, `a, b or c`.
std::string enumerate(const std::vector<std::string>& words, std::string_view last);
/// Millionths as a number, with the mark that stands before decimals.
std::string plain_number(std::int64_t micro, char mark);
/// Millionths as a percentage.
std::string percentage(std::int64_t micro, char mark);
/// The step of that id, by name.
StepName named_step(const std::string& id, const std::vector<StepName>& steps);
/// All kinds of absence besides being late and sent out of a lesson.
bool whatever_reason(KindSet kinds);

template <class T>
const T& for_rung(const std::vector<T>& list, std::size_t rung) {
  return list.size() == 1 ? list.front() : list[rung];
}

std::string dutch_sentence(const Rule& rule, const std::vector<StepName>& steps);
std::string english_sentence(const Rule& rule, const std::vector<StepName>& steps);

}  // namespace verzuim
