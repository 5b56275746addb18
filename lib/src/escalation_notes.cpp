// SPDX-License-Identifier: EUPL-1.2
// What dossiers know of the rules.
#include <algorithm>

#include "rule_title.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/escalation.hpp"

namespace verzuim {

RuleNotes::RuleNotes(const Rulebook& rules) {
  for (const auto& versions : rules.rules()) {
    for (const Rule& rule : versions) {
      const bool worry = rule.when.mix.empty()
                             ? rule.count.of == Measure::concerns
                             : std::any_of(rule.when.mix.begin(), rule.when.mix.end(),
                                           [](const MixPart& p) { return p.of == Measure::concerns; });
      add(rule.id, rule.start,
          {worry ? KindSet{0} : kinds_of(rule), shown_title(rule), rule.basis.text,
           rule.level == Level::law});
    }
  }
}

const RuleNote* RuleNotes::find(std::string_view rule, Date valid_from) const {
  const auto versions = notes_.find(rule);
  if (versions == notes_.end()) return nullptr;
  const auto version = versions->second.find(valid_from.day);
  return version != versions->second.end() ? &version->second : &versions->second.rbegin()->second;
}

}  // namespace verzuim
