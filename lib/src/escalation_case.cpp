// SPDX-License-Identifier: EUPL-1.2
#include "escalation_case.hpp"

#include <algorithm>

#include "dossier_fold.hpp"
#include "escalation_opening.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
void DossierCase::refold() { state_ = fold(events_, *setting_.ladders); }

void DossierCase::apply(DossierEvent event) {
  const bool held = event.type == "signal";
  const std::string step = event.type == "assigned" ? event.field("step") : std::string();
  events_.push_back(event);
  fresh_.push_back(std::move(event));
  refold();
  if (!step.empty())
    touched_.insert(step);
  else if (!held && state_.leading() != nullptr)
    touched_.insert(state_.leading()->step);
}

void DossierCase::mark() {
  marked_ = events_.size();
  marked_fresh_ = fresh_.size();
  moves_ = 0;
}

void DossierCase::move(Cause cause, int most) {
  for (DossierEvent& e : cause.events) apply(std::move(e));
  if (++moves_ <= most) return;
  restless_ = true;
  events_.resize(marked_);
  fresh_.resize(marked_fresh_);
  refold();
}

const Ladder& DossierCase::ladder() const { return *setting_.ladders->find(state_.ladder); }

bool DossierCase::at(std::string_view school) const { return brin_of(school) == brin_of(state_.school); }

const Enrolment* DossierCase::enrolment(Date date) const { return enrolment_at(facts_, state_.school, date); }

std::optional<Date> DossierCase::birth_date() const {
  std::optional<Date> born;
  for (const Enrolment& row : facts_.enrolments)
    if (row.birth_date) born = row.birth_date;
  return born;
}

Duty DossierCase::duty(Date date) const {
  return duty_on(*setting_.law, birth_date(), facts_.diplomas, state_.sector, date);
}

Date DossierCase::term_start(Date cause_on) const {
  return on_ - cause_on > ladder().seen_late ? on_ : cause_on;
}

DossierEvent DossierCase::event(std::string type, Date on, Fields fields) const {
  DossierEvent event;
  event.dossier = state_.id;
  event.pupil = state_.pupil;
  event.school = state_.school;
  event.type = std::move(type);
  event.on = on;
  event.recorded_at = setting_.at;
  event.fields = std::move(fields);
  return event;
}

bool DossierCase::no_jeugdarts() const {
  if (setting_.without_jeugdarts == nullptr) return false;
  const School* school = setting_.calendar->school(state_.school);
  std::string code = state_.gemeente;
  // The school's gemeente buys the care for its schools; without a schools file the pupil's stands in for it.
  if (school != nullptr && !school->gemeente.empty())
    code = setting_.reference->gemeente_code(school->gemeente).value_or(code);
  const auto& without = *setting_.without_jeugdarts;
  return std::any_of(without.begin(), without.end(), [&](const std::string& w) {
    return setting_.reference->gemeente_code(w).value_or(w) == code;
  });
}

DossierEvent DossierCase::assigned(const LadderStep& step, std::string_view by, Date cause_on,
                                   const std::string& from, std::optional<Date> due) const {
  const Duty duty_then = duty(cause_on);
  const bool fallback = step.fallback && no_jeugdarts();
  std::string role = fallback ? step.fallback->role : step.role.of(duty_then);
  // A melding that a signal calls for is due whatever we know of the pupil.
  const bool choose = role.empty();
  if (choose) role = ladder().chooser;
  std::set<std::string> passed = left_by(state_, ladder(), step, from);
  passed.insert(state_.passed.begin(), state_.passed.end());
  const auto tasks = tasks_for(step, duty_then, passed);
  if (!due)
    due = due_date(tasks.empty() ? step.follow : step.tasks[*tasks.begin()].within, term_start(cause_on),
                   *setting_.calendar, state_.school);
  Fields fields = {{"step", step.id},
                   {"role", role},
                   {"by", std::string(by)},
                   {"due_on", to_string(*due)},
                   {"duty", std::string(duty_names[static_cast<std::size_t>(duty_then)])}};
  const Date on = std::max(cause_on, state_.moved_on);
  if (on != cause_on) fields.emplace_back("cause_on", to_string(cause_on));
  if (!from.empty()) fields.emplace_back("from", from);
  if (choose) fields.emplace_back("choose", "true");
  if (fallback) fields.emplace_back("fallback", "true");
  return event("assigned", on, std::move(fields));
}

}  // namespace verzuim
