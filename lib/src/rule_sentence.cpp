// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_sentence.hpp"

#include <algorithm>

#include "rule_wording.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

void Sentences::add(std::string text) {
  if (text.empty()) return;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  if (text.back() != '.' && text.back() != '?') text += '.';
  if (!text_.empty()) text_ += ' ';
  text_ += text;
}

std::string enumerate(const std::vector<std::string>& words, std::string_view last) {
  if (words.empty()) return {};
  if (words.size() == 1) return words.front();
  return join({words.begin(), words.end() - 1}, ", ") + " " + std::string(last) + " " + words.back();
}

std::string plain_number(std::int64_t micro, char mark) {
  constexpr std::int64_t million = 1000000;
  std::string text = decimal(micro, million);
  std::replace(text.begin(), text.end(), '.', mark);
  return text;
}

std::string percentage(std::int64_t micro, char mark) {
  constexpr std::int64_t hundred = 100;
  return plain_number(micro * hundred, mark) + "%";
}

StepName named_step(const std::string& id, const std::vector<StepName>& steps) {
  const auto at = std::find_if(steps.begin(), steps.end(), [&](const StepName& s) { return s.id == id; });
  return at != steps.end() ? *at : StepName{id, id, {}, {}};
}

bool whatever_reason(KindSet kinds) {
  const KindSet all = bit(Kind::unauthorised) | bit(Kind::authorised) | bit(Kind::sick) | bit(Kind::unknown);
  return (kinds & all) == all;
}

std::string rule_sentence(const Rule& rule, Tongue tongue, const std::vector<StepName>& steps) {
  return tongue == Tongue::nl ? dutch_sentence(rule, steps) : english_sentence(rule, steps);
}

}  // namespace verzuim
