// SPDX-License-Identifier: EUPL-1.2
// The gate for what is less than a dossier: one event, and one action on a work list.
#include <algorithm>

#include "verzuim/dossier_view.hpp"

namespace verzuim {

std::optional<DossierEvent> for_gemeente(const DossierEvent& event, const DossierState& state,
                                         const Ladder& ladder, std::string_view viewer) {
  DossierState known = state;
  known.meldingen.push_back({std::min(event.on, state.opened_on), {}, {}});  // a gemeente has a part
  const DossierView view(
      known, {event}, ladder,
      {std::string(viewer), RoleHolder::gemeente, {}, {}, {}, event.on, {}, Duty::not_known});
  if (view.events().empty()) return std::nullopt;
  return view.events().front();
}

void disclose(Action& action, const Reader& reader) {
  const DisclosureTable& table = DisclosureTable::shipped();
  const auto text = [&](std::string_view field, std::string& value) {
    if (!table.opens(reader, field) || table.closes_word(reader, value)) value.clear();
  };
  const auto list = [&](std::string_view field, std::vector<std::string>& values) {
    const bool open = table.opens(reader, field);
    values.erase(std::remove_if(values.begin(), values.end(),
                                [&](const std::string& v) { return !open || table.closes_word(reader, v); }),
                 values.end());
  };
  text("action.owner", action.owner);
  text("action.why", action.why);
  text("action.act", action.act);
  text("action.contact", action.contact);
  list("action.signals", action.signals);
  list("action.invite", action.invite);
  list("action.inform", action.inform);
  list("action.basis", action.basis);
}

}  // namespace verzuim
