// SPDX-License-Identifier: EUPL-1.2
// What moves a dossier by itself: people who cannot be reached, absence after a talk, a broken afspraak, a
// term that ran out, a birthday, a move of house or school, and weeks without absence that end it.
#include <fmt/format.h>

#include <algorithm>

#include "dossier_fold.hpp"
#include "escalation_case.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr KindSet all_kinds = 0b111111;

/// The order of causes on one day: hand over first, so that what follows lands with the right owner; an end
/// comes last.
enum Order { by_handover, by_record, by_event, by_overdue, by_improvement };

Order order_of(Mover by) {
  return by == Mover::recorded ? by_record : by == Mover::overdue ? by_overdue : by_event;
}

}  // namespace

std::optional<Date> DossierCase::no_contact(const Move& move) const {
  std::vector<Date> days;
  int attempts = 0;
  std::vector<Date> sorted = state_.attempts;
  std::sort(sorted.begin(), sorted.end());
  for (Date date : sorted) {
    ++attempts;
    if (days.empty() || days.back() != date) days.push_back(date);
    if (attempts >= move.attempts && static_cast<int>(days.size()) >= move.days) return date;
  }
  return std::nullopt;
}

KindSet DossierCase::watched() const {
  KindSet kinds = 0;
  for (const DossierSignal& signal : state_.signals)
    if (!signal.withdrawn) kinds |= signal.kinds;
  // A worry, and a dossier opened by hand, are about every absence.
  return kinds == 0 || !state_.theme.empty() ? all_kinds : kinds;
}

bool DossierCase::counts(const Absence& absence, KindSet kinds) const {
  const auto school = static_cast<std::size_t>(absence.school);
  if (setting_.schools == nullptr || school >= setting_.schools->size() || !at((*setting_.schools)[school]))
    return false;
  const Enrolment* row = enrolment(absence.date);
  if (row == nullptr || !row->covers(absence.date) || absence.date > on_) return false;
  if (exempt_on(*setting_.law, facts_.exemptions, duty(absence.date), absence.date)) return false;
  const bool leave = leave_on(*setting_.law, facts_.exemptions, absence.date);
  const SchoolDays* days = setting_.calendar->of(state_.school);
  if (days != nullptr && days->known(absence.date) && !days->is_school_day(absence.date)) return false;
  return (kinds & bit(leave ? Kind::authorised : absence.kind)) != 0;
}

std::optional<Date> DossierCase::absent_after(Date date, KindSet kinds) const {
  std::optional<Date> first;
  for (const Absence& absence : facts_.absences)
    if (absence.date > date && (!first || absence.date < *first) && counts(absence, kinds))
      first = absence.date;
  return first;
}

std::optional<Date> DossierCase::when(const Move& move, const OpenStep& step) const {
  if (step.recheck || step.choose) return std::nullopt;
  switch (move.by) {
    case Mover::no_contact:
      return step.done_on ? std::nullopt : no_contact(move);
    case Mover::absent_again:
      return step.done_on ? absent_after(*step.done_on,
                                         static_cast<KindSet>(watched() & ladder().find(move.to)->kinds))
                          : std::nullopt;
    case Mover::recorded:
      return step.done_on;
    case Mover::overdue:
      if (step.done_on || !step.due_on) return std::nullopt;
      return due_date(move.after, *step.due_on, *setting_.calendar, state_.school) + 1;
    case Mover::afspraak_broken:
      break;
  }
  for (const Afspraak& afspraak : state_.afspraken)
    if (afspraak.state == "broken" && !afspraak.acted_on) return afspraak.state_on;
  return std::nullopt;
}

bool DossierCase::evidence_for_gemeente() const {
  const bool signal = std::any_of(state_.signals.begin(), state_.signals.end(),
                                  [](const DossierSignal& s) { return !s.withdrawn && s.for_gemeente(); });
  if (signal) return true;
  if (state_.theme != "verzuim" && state_.theme != "contact") return false;
  // Whoever raised it said absence, not which. A gemeente that did knows why. Where records say which, some
  // of it must be what a gemeente may know of: sick days alone are no ground.
  if (ladder().holder(events_.front().role) == RoleHolder::gemeente) return true;
  KindSet open_kinds = 0;
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if (const KindSet kind = bit(static_cast<Kind>(i)); may_see(RoleHolder::gemeente, kind))
      open_kinds |= kind;
  const auto since = [&](KindSet kinds) {
    return std::any_of(facts_.absences.begin(), facts_.absences.end(), [&](const Absence& a) {
      return a.date >= school_year_start(state_.opened_on) && counts(a, kinds);
    });
  };
  return since(open_kinds) || !since(all_kinds);
}

bool DossierCase::may_move(const Move& move, const OpenStep& step) const {
  const LadderStep& target = *ladder().find(move.to);
  if (!leads_on(move, step, state_, ladder())) return false;
  if (move.by == Mover::recorded) return !step.statutory || state_.melding_stands();
  return !target.gemeente || move.by == Mover::absent_again || evidence_for_gemeente();
}

void DossierCase::add_moves(std::vector<Cause>& causes) const {
  for (const OpenStep& step : state_.steps) {
    for (const Move& move : ladder().find(step.step)->moves) {
      const auto date = when(move, step);
      if (!date || *date > on_ || !may_move(move, step)) continue;
      const Date on = std::max(*date, state_.moved_on);
      causes.push_back({on,
                        order_of(move.by),
                        {assigned(*ladder().find(move.to), mover_names[static_cast<std::size_t>(move.by)],
                                  *date, step.step)}});
    }
  }
}

void DossierCase::offer_role(const OpenStep& step, std::vector<Cause>& causes) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  // A melding that is due stays due with whom it is; only people's steps follow the duty.
  if (!ladder_step.role.varies() || step.statutory || step.by_person) return;
  const auto role_on = [&](Date date) {
    const std::string& role = ladder_step.role.of(duty(date));
    return role.empty() ? ladder().chooser : role;
  };
  const std::string to = role_on(on_);
  const bool offered = std::any_of(state_.handovers.begin(), state_.handovers.end(),
                                   [&](const Handover& h) { return h.step == step.step && h.to == to; });
  if (to == step.role || offered) return;
  Date date = on_;
  while (date > step.entered_on && role_on(date - 1) == to) date = date - 1;
  const auto adult = setting_.law->kwalificatie_end_age.on(date);
  const auto born = birth_date();
  const bool turned = born && adult && birthday(*born, *adult) == date;
  causes.push_back({std::max(date, state_.moved_on),
                    by_handover,
                    {event("handover", std::max(date, state_.moved_on),
                           {{"state", "offered"},
                            {"reason", turned ? "turns_18" : "duty_changes"},
                            {"step", step.step},
                            {"from", step.role},
                            {"to", to},
                            {"duty", std::string(duty_names[static_cast<std::size_t>(duty(on_))])}})}});
}

void DossierCase::offer_gemeente(std::vector<Cause>& causes) const {
  const Enrolment* row = enrolment(on_);
  if (row == nullptr || !row->covers(on_) || row->gemeente.empty()) return;
  const auto today = [&](const std::string& code) { return setting_.reference->gemeente_on(code, on_); };
  // A merger of gemeenten is no move; and what a person handed over stands until the enrolment changes.
  if (today(row->gemeente) == today(state_.enrolled)) return;
  for (const Handover& offer : state_.handovers)
    if (!offer.gemeente.empty() && today(offer.gemeente) == today(row->gemeente)) return;
  const auto held = [&](const OpenStep& s) { return ladder().holder(s.role) == RoleHolder::gemeente; };
  const bool there = today(row->gemeente) == today(state_.gemeente);
  const bool reached = !there && (state_.verslag || !state_.meldingen.empty() ||
                                  std::any_of(state_.steps.begin(), state_.steps.end(), held));
  const Date date = std::max({row->from, state_.moved_on, state_.handed_on});
  causes.push_back({date,
                    by_handover,
                    {event("handover", date,
                           {{"state", reached ? "offered" : "accepted"},
                            {"reason", "moves_gemeente"},
                            {"gemeente", row->gemeente}})}});
}

void DossierCase::offer_school(std::vector<Cause>& causes) const {
  const Enrolment* to = nullptr;
  std::optional<Date> left;
  for (const Enrolment& row : facts_.enrolments) {
    if (at(row.school) && row.covers(on_)) return;
    if (at(row.school) && row.until < on_ && (!left || *left < row.until)) left = row.until;
  }
  if (!left) return;
  for (const Enrolment& row : facts_.enrolments)
    if (!at(row.school) && row.covers(on_) && row.from > *left) to = &row;
  if (to == nullptr) return;
  for (const Handover& offer : state_.handovers)
    if (brin_of(offer.school) == brin_of(to->school)) return;
  const Date date = std::max(to->from, state_.moved_on);
  Fields fields = {{"state", "offered"}, {"reason", "changes_school"}, {"school", to->school}};
  if (!to->gemeente.empty() && (to->gemeente != state_.gemeente || to->gemeente != state_.enrolled))
    fields.emplace_back("gemeente", to->gemeente);
  causes.push_back({date, by_handover, {event("handover", date, std::move(fields))}});
}

std::optional<Cause> DossierCase::improved() const {
  const OpenStep* leading = state_.leading();
  if (leading == nullptr || !state_.handovers.empty() || state_.melding_stands()) return std::nullopt;
  const auto& term = ladder().find(leading->step)->takes_down;
  const bool open_afspraak = std::any_of(state_.afspraken.begin(), state_.afspraken.end(),
                                         [](const Afspraak& a) { return a.state == "open"; });
  if (!term || open_afspraak) return std::nullopt;
  Date since = state_.opened_on;
  for (const OpenStep& step : state_.steps) {
    if (!step.watching()) return std::nullopt;
    since = std::max({since, step.entered_on, step.done_on.value_or(step.entered_on)});
  }
  for (const Absence& absence : facts_.absences)
    if (counts(absence, watched())) since = std::max(since, absence.date);
  const auto date = after_school_weeks(term->n, since, on_, *setting_.calendar, state_.school);
  if (!date) return std::nullopt;
  return Cause{
      *date, by_improvement, {event("closed", *date, {{"outcome", "back-full"}, {"by", "improved"}})}};
}

bool DossierCase::baseless() const {
  const bool supported = std::any_of(state_.signals.begin(), state_.signals.end(),
                                     [](const DossierSignal& s) { return !s.withdrawn; });
  const bool by_person = std::any_of(state_.steps.begin(), state_.steps.end(),
                                     [](const OpenStep& s) { return s.by == "person"; });
  return !state_.signals.empty() && !supported && !by_person && state_.theme.empty() &&
         state_.talks.empty() && !state_.melding_stands();
}

std::optional<Cause> DossierCase::next_cause() const {
  if (!state_.open || restless_) return std::nullopt;
  if (baseless())
    return Cause{
        on_, by_handover, {event("closed", on_, {{"outcome", "withdrawn"}, {"by", "evidence_withdrawn"}})}};
  std::vector<Cause> causes;
  for (const OpenStep& step : state_.steps) offer_role(step, causes);
  offer_gemeente(causes);
  offer_school(causes);
  add_moves(causes);
  if (auto end = improved()) causes.push_back(std::move(*end));
  const auto first = std::min_element(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
    return std::pair(a.on, a.order) < std::pair(b.on, b.order);
  });
  return first == causes.end() ? std::nullopt : std::optional(std::move(*first));
}

}  // namespace verzuim
