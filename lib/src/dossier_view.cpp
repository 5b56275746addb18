// SPDX-License-Identifier: EUPL-1.2
// What of a dossier passes the gate for one reader.
#include "verzuim/dossier_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "verzuim/dossier_entry.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// From when someone outside may know of the dossier: its first signal that is for a gemeente, its first
/// melding, or the first step or record of a gemeente. What happened before that would tell that there was
/// absence of another kind.
std::optional<Date> outside_since(const DossierState& state, const std::vector<DossierEvent>& events,
                                  const Ladder& ladder) {
  std::optional<Date> since;
  const auto earlier = [&](Date date) {
    if (!since || date < *since) since = date;
  };
  for (const DossierSignal& signal : state.signals)
    if (signal.for_gemeente() && !signal.withdrawn) earlier(signal.reached_on);
  for (const DossierMelding& melding : state.meldingen) earlier(melding.on);
  if (state.verslag_on) earlier(*state.verslag_on);
  for (const DossierEvent& event : events)
    if (!event.role.empty() && event.role != "team-jeugd" &&
        ladder.holder(event.role) == RoleHolder::gemeente)
      earlier(event.on);
  for (const OpenStep& step : state.steps)
    if (const LadderStep* of = ladder.find(step.step); of != nullptr && of->gemeente)
      earlier(step.entered_on);
  return since;
}

bool names(const DossierEvent& event, std::string_view field, const std::string& role) {
  const auto words = split(event.field(field), ',');
  return std::find(words.begin(), words.end(), role) != words.end();
}

/// Roles that an event says were there, told or invited.
std::vector<std::string> told_by(const DossierEvent& event) {
  std::vector<std::string> roles;
  constexpr std::array<std::string_view, 5> telling = {"contact", "invited", "informed", "talk", "knooppunt"};
  if (std::find(telling.begin(), telling.end(), event.type) == telling.end()) return roles;
  if (event.type == "contact" && event.field("reached") != "yes") return roles;
  for (const std::string_view name : {"present", "parties", "whom"})
    for (std::string& role : split(event.field(name), ',')) roles.push_back(std::move(role));
  if (event.type == "knooppunt")
    for (const char* role : {"pupil", "parents"})
      if (event.field(role) == "yes") roles.emplace_back(role);
  return roles;
}

/// A step of the jeugdarts, or the one in its place where there is none.
std::optional<RoleHolder> holder_of_step(const DossierEvent& event, const Ladder& ladder) {
  const LadderStep* step = ladder.find(event.field("step"));
  if (step == nullptr) return std::nullopt;
  return step->fallback ? RoleHolder::jgz : ladder.holder(step->role.fixed);
}

}  // namespace

void know_pupil(DossierReader& reader, const Law& law, const PupilFacts& facts, Sector sector) {
  std::optional<Date> born;
  for (const Enrolment& row : facts.enrolments)
    if (row.birth_date) born = row.birth_date;
  if (born) reader.age = age_on(*born, reader.on);
  reader.duty = duty_on(law, born, facts.diplomas, sector, reader.on);
}

bool gemeente_has_part(const DossierState& state, const Ladder& ladder) {
  const auto held = [&](const std::string& role) {
    return role != "team-jeugd" && ladder.holder(role) == RoleHolder::gemeente;
  };
  return state.verslag || !state.meldingen.empty() ||
         std::any_of(state.owners.begin(), state.owners.end(), held);
}

bool has_part(const std::string& role, const DossierState& state, const Ladder& ladder) {
  const RoleHolder holder = ladder.holder(role);
  if (holder == RoleHolder::school || role == "pupil" || role == "parents") return true;
  // A team-jeugd gives care: that the gemeente which pays it knows of the dossier does not bring it in.
  if (holder == RoleHolder::gemeente && role != "team-jeugd") return gemeente_has_part(state, ladder);
  return state.owners.contains(role) || state.parties.contains(role);
}

DossierView::DossierView(const DossierState& state, const std::vector<DossierEvent>& events,
                         const Ladder& ladder, DossierReader reader, const DisclosureTable& table)
    : state_(&state), ladder_(&ladder), reader_(std::move(reader)), table_(&table) {
  const std::vector<DossierEvent> holding = settled(events);
  since_ = outside_since(state, holding, ladder);
  set_circumstances(holding);
  if (inside())
    for (const DossierEvent& event : events)
      if (auto open = passed(event)) log_.push_back(std::move(*open));
  for (const DossierEvent& event : holding)
    if (auto open = passed(event)) {
      if (event.type == "afspraak" && event.field("number").empty()) note_afspraak(event, *open);
      events_.push_back(std::move(*open));
    }
}

/// What the reader may see of an afspraak, with the state that later events gave it.
void DossierView::note_afspraak(const DossierEvent& event, const DossierEvent& open) {
  const std::string& number = event.field("afspraak");
  const auto same = [&](const Afspraak& a) {
    if (!number.empty()) return std::to_string(a.number) == number;
    return a.what == event.field("what") && a.who == event.field("who") && a.due == event.date("due");
  };
  const auto at = std::find_if(state_->afspraken.begin(), state_->afspraken.end(), same);
  Afspraak seen = at == state_->afspraken.end() ? Afspraak() : *at;
  seen.what = open.field("what");
  seen.who = open.field("who");
  seen.due = open.date("due");
  afspraken_.push_back(std::move(seen));
}

void DossierView::set_circumstances(const std::vector<DossierEvent>& events) {
  const LadderStep* leading = ladder_->find(state_->step);
  given_.part = reader_.role.empty() || has_part(reader_.role, *state_, *ladder_);
  given_.gemeente_step = leading != nullptr && leading->gemeente;
  given_.age = reader_.age;
  given_.duty = reader_.duty;
  given_.here = reader_.school.empty() || brin_of(reader_.school) == brin_of(state_->school);
  given_.resident = reader_.gemeente.empty() || reader_.gemeente == state_->gemeente ||
                    std::any_of(state_->handovers.begin(), state_->handovers.end(),
                                [&](const Handover& h) { return h.gemeente == reader_.gemeente; });
  for (const DisclosureLetter& letter : table_->letters()) {
    if (letter.id != reader_.letter) continue;
    given_.part = given_.part || letter.asks;
    given_.recorded.insert(letter.id);  // a verslag that is being written is about to be sent
  }
  for (const DossierEvent& event : events) {
    if (event.on > reader_.on) continue;
    given_.recorded.insert(event.type);
    const bool of_consult = event.field("why") == "consult" || event.field("meeting") == "consult";
    for (std::string& role : told_by(event)) {
      if (of_consult) given_.announced.insert(role);
      given_.told.insert(std::move(role));
    }
    if (event.type == "consent") set_consent(event);
  }
}

/// A later word about the same reader takes the place of an earlier one.
void DossierView::set_consent(const DossierEvent& event) {
  if (reader_.role.empty() || !names(event, "whom", reader_.role)) return;
  const auto until = event.date("until");
  given_.consent = event.field("given") != "no" && (!until || *until >= reader_.on);
}

Circumstances DossierView::around(const DossierEvent& event) const {
  Circumstances given = given_;
  // The same role at another school or gemeente is another person.
  const bool same_house = given.here && (reader_.gemeente.empty() || reader_.gemeente == state_->gemeente);
  given.own = same_house && !reader_.role.empty() && event.role == reader_.role;
  given.since = since_ && event.on >= *since_;
  // Who wrote a text may see it again; to others goes what was confirmed, and nothing that speaks of health.
  given.confirmed = (given.own || !event.field("nothing_medical").empty()) &&
                    health_fault(event.field("text")).reason.empty();
  if (!event.role.empty())
    given.by = event.role == "jeugdarts" ? RoleHolder::jgz : ladder_->holder(event.role);
  given.step_by = holder_of_step(event, *ladder_);
  if (event.type == "signal") {
    const auto at = std::find_if(state_->signals.begin(), state_->signals.end(),
                                 [&](const DossierSignal& s) { return s.id == event.field("signal"); });
    // A school to which the pupil goes learns no more than a gemeente, unless it may.
    const bool own = given.here || given.consent || reader_.holder != RoleHolder::school;
    given.evidence =
        at != state_->signals.end() && may_see(own ? reader_.holder : RoleHolder::gemeente, at->kinds);
  }
  return given;
}

std::optional<DossierEvent> DossierView::passed(const DossierEvent& event) const {
  const Reader reader{reader_.role, reader_.holder};
  const Circumstances given = around(event);
  if (!table_->opens(reader, event.type, given)) return std::nullopt;
  DossierEvent open = event;
  open.fields.clear();
  for (const auto& [key, value] : event.fields) {
    const bool a4 = key == "text" && event.is_a4();
    if ((value.empty() && !inside()) || !table_->opens(reader, (a4 ? "a4" : event.type) + "." + key, given))
      continue;
    std::vector<std::string> words = key == "text" ? std::vector{value} : split(value, ',');
    const auto closed = std::remove_if(words.begin(), words.end(), [&](const std::string& word) {
      return table_->closes_word(reader, word, given);
    });
    if (closed == words.end()) {
      open.fields.emplace_back(key, value);
    } else if (given.own && closed != words.begin()) {
      // Who wrote the list knows it; to others its gap would tell what was taken out.
      words.erase(closed, words.end());
      open.fields.emplace_back(key, join(words, ","));
    }
  }
  return open;
}

const DisclosureNever* DossierView::refusal() const {
  return table_->closes({reader_.role, reader_.holder}, given_);
}

void DossierView::refuse(const std::string& what, std::string why) const {
  if (!why.empty() && why.front() >= 'A' && why.front() <= 'Z')
    why.front() = static_cast<char>(why.front() - 'A' + 'a');
  if (!why.empty() && why.back() == '.') why.pop_back();
  throw Error(
      ErrorCode::not_permitted,
      fmt::format("{} is not for {}: {}", what, reader_.role.empty() ? "this gemeente" : reader_.role, why));
}

void DossierView::expect_something() const {
  if (const DisclosureNever* never = refusal()) refuse("dossier " + state_->id, never->why_not.en);
}

void DossierView::expect_letter(const DisclosureLetter& letter) const {
  if (const auto why = table_->closes(letter, {reader_.role, reader_.holder}, given_))
    refuse(fmt::format("the letter `{}` about dossier {}", letter.id, state_->id), why->en);
}

bool DossierView::opens(std::string_view field) const {
  return table_->opens({reader_.role, reader_.holder}, field, given_);
}

bool DossierView::inside() const {
  const bool family = reader_.role == "parents" || reader_.role == "pupil";
  return family || reader_.holder == RoleHolder::jgz || (reader_.holder == RoleHolder::school && given_.here);
}

std::optional<Date> DossierView::opened_on() const {
  return inside() ? std::optional(state_->opened_on) : since_;
}

std::vector<LeftOut> DossierView::left_out() const {
  return table_->left_out({reader_.role, reader_.holder}, given_);
}

}  // namespace verzuim
