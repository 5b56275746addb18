// SPDX-License-Identifier: EUPL-1.2
// What a gemeente may see of an event.
#include <algorithm>

#include "verzuim/disclosure.hpp"
#include "verzuim/dossier_entry.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// Types of which a gemeente may know that they happened.
bool type_for_gemeente(std::string_view type) {
  return type != "consult" && type != "consent" && type != "withdrawn" && type != "corrects" &&
         type != "confirmed";
}

bool medical(std::string_view text) {
  const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  return has("jeugdarts") || has("health") || has("gezondheid");
}

/// Free text goes with what is sent to a gemeente, and only when its writer confirmed that nothing medical
/// stands in it.
bool text_for_gemeente(const DossierEvent& event) {
  const bool sent = event.type == "verslag" || event.type == "melding" || event.type == "handover";
  return sent && !event.field("nothing_medical").empty() && health_fault(event.field("text")).reason.empty();
}

}  // namespace

std::optional<DossierEvent> for_gemeente(const DossierEvent& event, const DossierState& state,
                                         const Ladder& ladder, std::string_view viewer) {
  if (!type_for_gemeente(event.type) || event.role == "jeugdarts") return std::nullopt;
  if (event.type == "signal") {
    const auto at = std::find_if(state.signals.begin(), state.signals.end(),
                                 [&](const DossierSignal& s) { return s.id == event.field("signal"); });
    if (at == state.signals.end() || !may_see(RoleHolder::gemeente, at->kinds)) return std::nullopt;
  }
  const LadderStep* step = ladder.find(event.field("step"));
  // A step of the jeugdarts, or the one in its place, says by its name alone what the absence was.
  if (step != nullptr && (step->fallback || ladder.holder(step->role.fixed) == RoleHolder::jgz))
    return std::nullopt;
  DossierEvent open = event;
  const bool own = !viewer.empty() && event.role == viewer;
  if (own)
    for (auto& [key, value] : open.fields) {
      if (key == "text") continue;
      std::vector<std::string> words = split(value, ',');
      words.erase(std::remove_if(words.begin(), words.end(), medical), words.end());
      value = join(words, ",");
    }
  const auto closed = [&](const auto& field) {
    if (field.first == "text")
      return own ? !health_fault(field.second).reason.empty() : !text_for_gemeente(event);
    return field.second.empty() || medical(field.second) ||
           (!own && !may_see_field(RoleHolder::gemeente, field.first));
  };
  open.fields.erase(std::remove_if(open.fields.begin(), open.fields.end(), closed), open.fields.end());
  return open;
}

}  // namespace verzuim
