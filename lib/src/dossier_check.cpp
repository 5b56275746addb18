// SPDX-License-Identifier: EUPL-1.2
// Whether an event fits the dossier that it is meant for.
#include <fmt/format.h>

#include <algorithm>

#include "verzuim/dossier_entry.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

[[noreturn]] void misuse(const std::string& message) { throw Error(ErrorCode::usage, message); }
[[noreturn]] void wrong(const std::string& message) { throw Error(ErrorCode::data, message); }

/// Dates of 1925 and 2125 are slips of the hand; kept, they would move a dossier for ever or never.
void check_date(std::string_view what, Date date, const DossierState& state, Date today) {
  if (date > add_months(today, 12))
    misuse(fmt::format("{} {} is more than a year from today; check the year", what, to_string(date)));
  if (date < add_months(state.opened_on, -12))
    misuse(fmt::format("{} {} is more than a year before dossier {} was opened; check the year", what,
                       to_string(date), state.id));
}

void check_open(const DossierEvent& event, const DossierState& state) {
  const bool looks_back = event.type == "corrects" || event.type == "confirmed";
  if (!state.open && event.type != "reopened" && !looks_back)
    wrong(fmt::format("dossier {} is closed; reopen it first with `dossier record {} reopened why=…`",
                      state.id, state.id));
  if (state.open && event.type == "reopened")
    wrong(fmt::format("dossier {} is open; there is nothing to reopen", state.id));
}

const DossierEvent& mentioned(std::string_view number, const std::vector<DossierEvent>& history) {
  const auto at = std::find_if(history.begin(), history.end(),
                               [&](const DossierEvent& e) { return std::to_string(e.number) == number; });
  if (at == history.end())
    wrong(fmt::format("there is no event {} in this dossier; `verzuim dossier show` gives each its number",
                      number));
  return *at;
}

void check_correction(const DossierEvent& event, const DossierEvent& old,
                      const std::vector<DossierEvent>& history, const Ladder& ladder) {
  if (old.role.empty() || old.type == "opened")
    wrong(fmt::format(
        "event {} was recorded by the program; correct the facts it rests on, or record what is to "
        "happen instead",
        old.number));
  const auto holds = settled(history);
  const bool standing =
      std::any_of(holds.begin(), holds.end(), [&](const DossierEvent& e) { return e.number == old.number; });
  if (!standing) wrong(fmt::format("event {} was corrected already; correct the event that did", old.number));
  if (event.role != old.role && ladder.holder(event.role) != ladder.holder(old.role))
    throw Error(ErrorCode::not_permitted,
                fmt::format("event {} was recorded by {}; only someone of the same organisation corrects it",
                            old.number, old.role));
}

}  // namespace

void check_event(const DossierEvent& event, const DossierState& state, Date today) {
  check_open(event, state);
  if (!event.role.empty() && !is_role(event.role))
    wrong(fmt::format("`{}` is no role; it is one of {}", event.role,
                      join({role_names.begin(), role_names.end()}, ", ")));
  check_date("the date", event.on, state, today);
  for (const auto& [key, value] : event.fields)
    if (const auto date = parse_date(value); date && key != "text")
      check_date("`" + key + "`", *date, state, today);
  if (event.type == "afspraak" && !event.field("number").empty()) {
    const bool made = std::any_of(state.afspraken.begin(), state.afspraken.end(), [&](const Afspraak& a) {
      return std::to_string(a.number) == event.field("number");
    });
    if (!made)
      wrong(fmt::format("there is no afspraak {}; this dossier has {}", event.field("number"),
                        state.afspraken.size()));
  }
  if (event.type == "melding" && event.field("kind").empty() && state.meldingen.empty())
    wrong("no melding was made in this dossier; give kind= and begin= to record one");
  if (event.type == "handover" && event.field("state") == "accepted" && state.handovers.empty())
    wrong("nothing was offered, so there is nothing to accept; record state=offered first");
  if (event.type == "handover" && event.field("state") == "offered" && event.field("to").empty() &&
      event.field("gemeente").empty())
    throw Error(ErrorCode::usage, "`handover` lacks to=ROLE or gemeente=CODE; say who is to take over");
}

void check_mention(const DossierEvent& event, const std::vector<DossierEvent>& history,
                   const Ladder& ladder) {
  const std::string& number = event.type == "corrects" ? event.field("event") : event.field("corrects");
  if (!number.empty()) check_correction(event, mentioned(number, history), history, ladder);
  if (event.type != "confirmed") return;
  const DossierEvent& old = mentioned(event.field("event"), history);
  if (old.field("text").empty())
    wrong(fmt::format("event {} has no text, so there is nothing to confirm", old.number));
  if (const TextFault fault = health_fault(old.field("text")); !fault.reason.empty())
    wrong(fmt::format("event {}, line {}: {}", old.number, fault.line, fault.reason));
  const bool same_person = old.field("person").empty() || old.field("person") == event.field("person");
  if (old.role != event.role || !same_person)
    throw Error(ErrorCode::not_permitted,
                fmt::format("only who recorded event {} can confirm its text: by={}{}", old.number, old.role,
                            old.field("person").empty() ? "" : " and the same person="));
}

}  // namespace verzuim
