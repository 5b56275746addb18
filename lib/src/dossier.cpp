// SPDX-License-Identifier: EUPL-1.2
// What can be asked of an event and of the state of a dossier.
#include "verzuim/dossier.hpp"

#include <algorithm>

#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

const std::string& DossierEvent::field(std::string_view name) const {
  static const std::string nothing;
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return nothing;
}

std::optional<Date> DossierEvent::date(std::string_view name) const { return parse_date(field(name)); }

bool DossierEvent::is_a4() const {
  const std::vector<std::string> about = split(field("about"), ',');
  return type == "talk" && std::find(about.begin(), about.end(), "a4") != about.end();
}

bool DossierSignal::for_gemeente() const { return may_see(RoleHolder::gemeente, kinds); }

std::optional<std::size_t> OpenStep::task() const {
  for (std::size_t task : tasks)
    if (!done.contains(task)) return task;
  return std::nullopt;
}

const OpenStep* DossierState::main() const {
  return !steps.empty() && !steps.front().beside ? &steps.front() : nullptr;
}

const OpenStep* DossierState::find(std::string_view wanted) const {
  const auto at =
      std::find_if(steps.begin(), steps.end(), [&](const OpenStep& s) { return s.step == wanted; });
  return at == steps.end() ? nullptr : &*at;
}

const OpenStep* DossierState::leading() const {
  const auto weight = [](const OpenStep& s) {
    if (s.moves_on) return 1;  // what was left undone at the step before it is overtaken
    return (s.watching() ? 4 : 0) + (s.statutory ? 0 : s.beside ? 3 : 2);
  };
  const auto at = std::min_element(steps.begin(), steps.end(), [&](const OpenStep& a, const OpenStep& b) {
    return weight(a) < weight(b);
  });
  return at == steps.end() ? nullptr : &*at;
}

bool DossierState::has_signal(std::string_view signal) const {
  return std::any_of(signals.begin(), signals.end(),
                     [&](const DossierSignal& s) { return s.id == signal && !s.withdrawn; });
}

bool DossierState::melding_stands() const {
  return std::any_of(meldingen.begin(), meldingen.end(), [](const DossierMelding& m) { return m.stands(); });
}

bool DossierState::is_reported(std::string_view melding, Date date) const {
  return std::any_of(meldingen.begin(), meldingen.end(),
                     [&](const DossierMelding& m) { return m.covers(melding, date); });
}

std::vector<const DossierSignal*> DossierState::unreported(std::string_view wanted) const {
  std::vector<const DossierSignal*> list;
  for (const DossierSignal& signal : signals)
    if (signal.step == wanted && !signal.withdrawn && !signal.reported) list.push_back(&signal);
  std::stable_sort(list.begin(), list.end(), [](const DossierSignal* a, const DossierSignal* b) {
    return a->reached_on < b->reached_on;
  });
  return list;
}

bool melding_may_become(std::string_view from, std::string_view to) {
  if (from == "registered")
    return to == "in-progress" || to == "closed" || to == "withdrawn" || to == "noted";
  return from == "in-progress" && (to == "closed" || to == "withdrawn" || to == "noted");
}

}  // namespace verzuim
