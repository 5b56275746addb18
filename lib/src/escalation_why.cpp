// SPDX-License-Identifier: EUPL-1.2
// Why something is to be done, in Dutch sentences.
#include <fmt/format.h>

#include <algorithm>

#include "escalation_action.hpp"
#include "escalation_case.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What else was seen is named up to here; the rest is counted.
constexpr std::size_t most_others = 3;

/// The Dutch sentence for what brought the dossier to its step.
std::string moved_text(const OpenStep& step, const Ladder& ladder, bool open_to_gemeente) {
  const LadderStep* from = ladder.find(step.from);
  if (step.by == "no_contact") return "Het lukt niet om contact te krijgen.";
  if (step.by == "absent_again")
    return fmt::format("Opnieuw afwezig op {}, na de vorige stap.", dutch_date(step.cause_on));
  if (step.by == "afspraak_broken") return "Een afspraak is niet nagekomen.";
  if (step.by == "recorded") return "De melding is gedaan.";
  if (step.by == "evidence_withdrawn")
    return "Het verzuim is gecorrigeerd: een signaal waarop de melding rust, klopt niet meer.";
  if (step.by == "changes_school") return "De leerling is van school veranderd.";
  if (step.by == "overdue" && from != nullptr && !open_to_gemeente)
    return fmt::format("De stap '{}' was niet op tijd af. Daarom is nu deze stap aan de beurt.", from->title);
  if (step.by == "overdue") return "De vorige stap was niet op tijd af.";
  return {};
}

std::string handover_text(const Handover& offer) {
  if (offer.reason == "turns_18") return "De leerling is 18 jaar geworden.";
  if (offer.reason == "duty_changes") return "De plicht van de leerling is veranderd.";
  if (offer.reason == "moves_gemeente") return "De leerling woont in een andere gemeente.";
  if (offer.reason == "changes_school") return "De leerling is van school veranderd.";
  if (offer.reason == "transition") return "De leerling gaat naar een andere school.";
  return "Het dossier is aangeboden voor overdracht.";
}

/// Rules that spoke, each once, in the order in which they first did.
using Titles = std::vector<std::pair<std::string, std::vector<Date>>>;

void add(Titles& titles, const std::string& title, Date date) {
  const auto same =
      std::find_if(titles.begin(), titles.end(), [&](const auto& t) { return t.first == title; });
  if (same == titles.end())
    titles.push_back({title, {date}});
  else
    same->second.push_back(date);
}

/// Each title with its date; a rule that spoke more often with the number of times and the last date. At most
/// `most` of them.
std::string titles_text(const Titles& titles, std::size_t most) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(most, titles.size()); ++i) {
    const auto& [title, dates] = titles[i];
    const std::string last = dutch_date(*std::max_element(dates.begin(), dates.end()));
    texts.push_back(dates.size() == 1 ? fmt::format("{} ({})", title, last)
                                      : fmt::format("{} ({} keer, laatst op {})", title, dates.size(), last));
  }
  return join(texts, "; ") + (titles.size() > most ? fmt::format(" en nog {}", titles.size() - most) : "");
}

}  // namespace

std::string DossierCase::signals_text(const OpenStep& step, bool open_to_gemeente) const {
  Titles own, others;
  std::vector<std::string> kinds;
  for (const DossierSignal* signal : shown_signals(step, open_to_gemeente)) {
    if (step.statutory) add_once(kinds, signal->melding);
    const RuleNote* note = note_of(*setting_.rules, *signal);
    add(is_reason(*signal, step) ? own : others, note != nullptr ? note->title : signal->rule,
        signal->reached_on);
  }
  const auto said = [&](const auto& t) {
    return std::any_of(own.begin(), own.end(), [&](const auto& o) { return o.first == t.first; });
  };
  others.erase(std::remove_if(others.begin(), others.end(), said), others.end());
  std::vector<std::string> parts;
  if (!own.empty()) parts.push_back("Signaal: " + titles_text(own, own.size()) + ".");
  if (!others.empty()) parts.push_back("Ook gezien: " + titles_text(others, most_others) + ".");
  if (!kinds.empty()) parts.push_back("Soort melding: " + join(kinds, ", ") + ".");
  return join(parts, " ");
}

std::string DossierCase::why(const OpenStep& step, bool open_to_gemeente) const {
  std::vector<std::string> parts;
  if (step.cause_on <= on_) add_once(parts, moved_text(step, ladder(), open_to_gemeente));
  if (step.choose)
    parts.emplace_back(duty(on_) == Duty::not_known
                           ? "De geboortedatum ontbreekt, dus de plicht is niet bekend."
                           : "De leerling is niet meer leer- of kwalificatieplichtig en valt niet onder het "
                             "Doorstroompunt.");
  if (step.fallback)
    parts.emplace_back("In deze gemeente is geen jeugdarts beschikbaar; daarom pakt de school dit zelf op.");
  add_once(parts, signals_text(step, open_to_gemeente));
  if (step.statutory) add_once(parts, bundle_text(step));
  if (!state_.refused_why.empty()) parts.emplace_back("Een eerdere overdracht is niet aangenomen.");
  if (!state_.theme.empty() && !open_to_gemeente) parts.push_back("Zorg gemeld over: " + state_.theme + ".");
  for (const Handover& offer : state_.handovers)
    if (offer.on <= on_) add_once(parts, handover_text(offer));
  if (step.due_on && *step.due_on < on_ && !step.watching())
    parts.push_back(fmt::format("Dit is te laat: het moest op {} af zijn.", dutch_date(*step.due_on)));
  return join(parts, " ");
}

}  // namespace verzuim
