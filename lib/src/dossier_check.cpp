// SPDX-License-Identifier: EUPL-1.2
// Whether an event fits the dossier that it is meant for.
#include <fmt/format.h>

#include <algorithm>

#include "dossier_spec.hpp"
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

bool is_punitive(std::string_view path) { return path == "halt" || path == "civil" || path == "criminal"; }

std::string shown_field(std::string_view type, std::string_view name) {
  for (const EventSpec& spec : event_specs())
    if (const FieldSpec* field = spec.type == type ? spec.find(name) : nullptr; field != nullptr)
      return wanted(*field);
  return "VALUE";
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

/// The melding that an event with a status speaks of: the one with its number, else the last.
const DossierMelding& melding_of(const DossierEvent& event, const DossierState& state) {
  for (const DossierMelding& melding : state.meldingen)
    if (!melding.number.empty() && melding.number == event.field("number")) return melding;
  return state.meldingen.back();
}

void check_status(const DossierEvent& event, const DossierState& state) {
  if (state.meldingen.empty())
    wrong("no melding was made in this dossier; give kind= and begin= to record one");
  const DossierMelding& melding = melding_of(event, state);
  const std::string& to = event.field("status");
  if (melding.status == to) {
    // Where the evidence was withdrawn, to say again what it is decides that it stands.
    const bool asked =
        std::any_of(state.steps.begin(), state.steps.end(), [](const OpenStep& s) { return s.recheck; });
    if (!asked) wrong(fmt::format("the melding is `{}` already; there is nothing to change", to));
  } else if (!melding_may_become(melding.status, to)) {
    wrong(
        fmt::format("a melding that is `{}` cannot become `{}`; registered goes to in-progress, and both to "
                    "closed, withdrawn or noted; make a new melding if there is new absence",
                    melding.status, to));
  }
  if ((to == "closed" || to == "withdrawn") && event.field("close_reason").empty())
    misuse(fmt::format("`melding` lacks close_reason={}; say why it is {}",
                       shown_field("melding", "close_reason"), to));
}

void check_melding(const DossierEvent& event, const DossierState& state) {
  if (event.field("kind").empty()) {
    check_status(event, state);
    return;
  }
  const auto begin = event.date("begin");
  for (const DossierMelding& old : state.meldingen)
    if (begin && old.status != "withdrawn" && old.kind == event.field("kind") && old.begin <= *begin &&
        *begin <= old.last())
      wrong(fmt::format(
          "a melding of this kind ends on {}, and counting starts again on the day after; begin on {} or "
          "later, or withdraw that melding first",
          to_string(old.last()), to_string(old.last() + 1)));
  if (event.field("wanted") == "none" && event.field("not_wanted_why").empty())
    misuse(fmt::format("`melding` lacks not_wanted_why={}; say why nothing is asked of the gemeente",
                       shown_field("melding", "not_wanted_why")));
}

/// What was discussed is for the gemeente where the pupil lives, and for the one that takes over from it.
/// Sent to another it is a leak, and the one that should act hears nothing.
void check_verslag(const DossierEvent& event, const DossierState& state) {
  const std::string& to = event.field("gemeente");
  const bool takes_over = std::any_of(state.handovers.begin(), state.handovers.end(),
                                      [&](const Handover& h) { return h.gemeente == to; });
  const bool before_move = event.on < state.handed_on;  // recorded late
  if (to == state.gemeente || to == state.enrolled || takes_over || before_move) return;
  wrong(fmt::format(
      "the verslag goes to the gemeente where the pupil lives, which is {}, and not to {}; send it there, or "
      "ingest the new address in a pupil file first",
      state.gemeente, to));
}

void check_handover(const DossierEvent& event, const DossierState& state) {
  const auto has = [&](std::string_view name) { return !event.field(name).empty(); };
  const std::string& what = event.field("state");
  if (what != "offered" && state.handovers.empty())
    wrong(fmt::format("nothing was offered, so there is nothing to {}; record state=offered first",
                      what == "accepted" ? "accept" : "refuse"));
  const bool onward = event.field("transition").ends_with("-ho");  // hbo and wo are no schools of ours
  if (what == "offered" && !has("to") && !has("gemeente") && !has("school") && !onward)
    misuse("`handover` lacks to=ROLE, gemeente=CODE or school=BRIN; say who is to take over");
  if (what == "refused" && !has("refused_why"))
    misuse(fmt::format("`handover` lacks refused_why={}; say why it is not taken over",
                       shown_field("handover", "refused_why")));
  if (has("transition") && what == "offered" && (!has("a4_on") || !has("a4_with_pupil")))
    misuse(
        "a transition takes the A4 of successes and talents along: a4_on=YYYY-MM-DD and "
        "a4_with_pupil=yes|no");
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
  if (event.type == "melding") check_melding(event, state);
  if (event.type == "verslag" && !state.gemeente.empty()) check_verslag(event, state);
  if (event.type == "handover") check_handover(event, state);
}

void check_step(const DossierEvent& event, const DossierState& state, const Ladder& ladder) {
  const RoleHolder by = ladder.holder(event.role);
  if (event.type == "route" && is_punitive(event.field("path")) && by != RoleHolder::gemeente)
    throw Error(
        ErrorCode::not_permitted,
        fmt::format("the way `{}` is only ever chosen by a person of the gemeente; record your wish as "
                    "path=help, or report it with a melding",
                    event.field("path")));
  for (const OpenStep& step : state.steps) {
    const LadderStep& ladder_step = *ladder.find(step.step);
    for (const std::size_t i : step.tasks) {
      const LadderTask& task = ladder_step.tasks[i];
      const bool records = std::find(task.record.begin(), task.record.end(), event.type) != task.record.end();
      if (step.done.contains(i) || !records || (event.type == "talk" && by != ladder.holder(step.role)))
        continue;
      std::vector<std::string> lacking;
      for (const std::string& name : task.fields)
        if (event.field(name).empty()) lacking.push_back(name + "=" + shown_field(event.type, name));
      if (!lacking.empty())
        misuse(fmt::format("the step `{}` also asks of `{}`: {}", step.step, event.type,
                           join(lacking, " and ")));
    }
  }
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
