// SPDX-License-Identifier: EUPL-1.2
// How far a rule is on a day, and which day or which absence changes that.
#pragma once
#include "explanation_case.hpp"

namespace verzuim {

/// How many days after `on` are looked at: until this school year's counts are gone for certain.
inline constexpr int outlook_days = 370;

/// Requires: the days of `rule_case` are laid up to `on` + `outlook_days`. Nothing when no version is in
/// force on `on`, or the pupil is not enrolled then.
std::optional<Outlook> outlook_of(const RuleCase& rule_case, const std::vector<Rule>& versions,
                                  std::string_view brin, Date on);

/// The first signal that comes earlier, or that comes at all, when every record of kind unknown turns out
/// unauthorised; nothing when that changes nothing or the rule does not count unauthorised absence.
std::optional<Date> if_unauthorised(const RuleCase& rule_case, const std::vector<Rule>& versions,
                                    std::string_view brin, Date on, Date after);

}  // namespace verzuim
