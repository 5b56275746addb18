// SPDX-License-Identifier: EUPL-1.2
// Which events hold. Nothing is erased: what was wrong is passed over, and so is what the program did because
// of it. The next run does again whatever still follows.
#include <algorithm>
#include <set>

#include "verzuim/dossier.hpp"

namespace verzuim {
namespace {

/// The number of the event that this one takes back; empty for none.
const std::string& taken_back(const DossierEvent& event) {
  return event.type == "corrects" ? event.field("event") : event.field("corrects");
}

/// True when the program moved the dossier because of `wrong`, an event that did not happen so.
bool follows_from(const DossierEvent& move, const DossierEvent& wrong) {
  if (!move.role.empty()) return false;
  if (move.type == "closed") return move.field("by") == "improved";
  if (move.type != "assigned") return false;
  const std::string& by = move.field("by");
  const Date cause = move.date("cause_on").value_or(move.on);
  if (by == "no_contact") return wrong.type == "contact";
  if (by == "afspraak_broken") return wrong.type == "afspraak";
  if (by == "recorded") return cause == wrong.on;
  return by == "absent_again" && cause > wrong.on;
}

class Settling {
 public:
  explicit Settling(const std::vector<DossierEvent>& events) : events_(events), out_(events.size()) {}

  std::vector<DossierEvent> run() {
    // From the last to the first: a correction may itself be corrected.
    for (std::size_t i = events_.size(); i-- > 0;)
      if (!out_[i] && !taken_back(events_[i]).empty()) take_back(i);
    std::vector<DossierEvent> left;
    for (std::size_t i = 0; i < events_.size(); ++i)
      if (!out_[i]) left.push_back(events_[i]);
    confirm(left);
    return left;
  }

 private:
  void take_back(std::size_t correction) {
    for (std::size_t i = 0; i < correction; ++i) {
      if (std::to_string(events_[i].number) != taken_back(events_[correction])) continue;
      out_[i] = true;
      if (events_[i].type != "corrects") take_moves(i, correction);
    }
  }

  void take_moves(std::size_t wrong, std::size_t correction) {
    std::set<std::string> steps;
    for (std::size_t i = wrong + 1; i < correction; ++i) {
      const DossierEvent& e = events_[i];
      const bool after = e.role.empty() && e.type == "assigned" && steps.contains(e.field("from"));
      if (!after && !follows_from(e, events_[wrong])) continue;
      out_[i] = true;
      if (e.type == "assigned") steps.insert(e.field("step"));
    }
  }

  static void confirm(std::vector<DossierEvent>& events) {
    for (const DossierEvent& e : events) {
      if (e.type != "confirmed") continue;
      for (DossierEvent& old : events) {
        if (std::to_string(old.number) != e.field("event") || !old.field("nothing_medical").empty()) continue;
        old.fields.emplace_back("nothing_medical", e.role);
        old.fields.emplace_back("nothing_medical_at", e.recorded_at);
      }
    }
  }

  const std::vector<DossierEvent>& events_;
  std::vector<bool> out_;
};

}  // namespace

std::vector<DossierEvent> settled(const std::vector<DossierEvent>& events) { return Settling(events).run(); }

}  // namespace verzuim
