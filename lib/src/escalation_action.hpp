// SPDX-License-Identifier: EUPL-1.2
// What the parts of an action share.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "verzuim/escalation.hpp"

namespace verzuim {

inline void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

/// The note of the rule version that gave the signal; null when the books do not have the rule.
inline const RuleNote* note_of(const RuleNotes& rules, const DossierSignal& signal) {
  return rules.find(signal.rule, parse_date(signal.valid_from).value_or(signal.reached_on));
}

}  // namespace verzuim
