// SPDX-License-Identifier: EUPL-1.2
#include "disclosure_condition.hpp"

#include <algorithm>

namespace verzuim {
namespace {

bool is(const std::optional<bool>& wanted, bool given) { return !wanted || *wanted == given; }

template <class All, class One>
bool among(const std::vector<All>& wanted, const One& given) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), given) != wanted.end();
}

bool held_by(const std::vector<RoleHolder>& wanted, const std::optional<RoleHolder>& given) {
  return wanted.empty() || (given && among(wanted, *given));
}

bool holds_for_dossier(const DisclosureCondition& c, const Circumstances& given) {
  const bool flags = is(c.part, given.part) && is(c.here, given.here) && is(c.resident, given.resident) &&
                     is(c.consent, given.consent) && is(c.gemeente_step, given.gemeente_step);
  const bool ages = (!c.age_below || (given.age && *given.age < *c.age_below)) &&
                    (!c.age_from || (given.age && *given.age >= *c.age_from));
  const bool told = std::all_of(c.told.begin(), c.told.end(),
                                [&](const std::string& role) { return given.told.contains(role); }) &&
                    std::all_of(c.announced.begin(), c.announced.end(),
                                [&](const std::string& role) { return given.announced.contains(role); });
  const bool recorded = c.recorded.empty() ||
                        std::any_of(c.recorded.begin(), c.recorded.end(),
                                    [&](const std::string& type) { return given.recorded.contains(type); });
  return flags && ages && told && recorded && among(c.duty, given.duty);
}

bool holds_for_event(const DisclosureCondition& c, const Circumstances& given, std::string_view word) {
  const bool flags = is(c.own, given.own) && is(c.evidence, given.evidence) && is(c.since, given.since) &&
                     is(c.confirmed, given.confirmed);
  const bool words = c.words.empty() || std::any_of(c.words.begin(), c.words.end(), [&](const auto& w) {
                       return word.find(w) != std::string_view::npos;
                     });
  return flags && words && held_by(c.by, given.by) && held_by(c.step_by, given.step_by);
}

}  // namespace

bool is_of_an_event(const DisclosureCondition& c) {
  return c.own || c.evidence || c.since || c.confirmed || !c.by.empty() || !c.step_by.empty() ||
         !c.words.empty();
}

bool holds(const DisclosureCondition& c, const Circumstances& given, Look look, std::string_view word) {
  if (!holds_for_dossier(c, given)) return false;
  if (look == Look::event) return holds_for_event(c, given, word);
  return look == Look::possibly || !is_of_an_event(c);
}

}  // namespace verzuim
