// SPDX-License-Identifier: EUPL-1.2
// The run over one pupil: signals and causes in the order of their days, until nothing more happens up to
// `on`.
#include <algorithm>
#include <charconv>
#include <tuple>

#include "escalation_opening.hpp"
#include "escalation_run.hpp"
#include "verzuim/error.hpp"

namespace verzuim {
namespace {

// Each cause changes the state for good, so a run ends; this is far above what a school year can hold.
constexpr int most_causes = 500;

double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

void PupilRun::remember(const std::vector<DossierEvent>& history) {
  for (const DossierEvent& event : history) {
    const auto same = [&](const DossierCase& c) { return c.events().front().dossier == event.dossier; };
    const auto at = std::find_if(cases_.begin(), cases_.end(), same);
    (at == cases_.end() ? cases_.emplace_back(setting_, facts_, on_) : *at).remember(event);
  }
  for (DossierCase& c : cases_) c.refold();
}

bool PupilRun::step_on(Date last, const Signal* before) {
  DossierCase* which = nullptr;
  std::optional<Cause> first;
  for (DossierCase& c : cases_) {
    auto cause = c.next_cause();
    if (!cause || cause->on > last || (before != nullptr && cause->on == last)) continue;
    if (first && first->on <= cause->on) continue;
    first = std::move(cause);
    which = &c;
  }
  if (which == nullptr) return false;
  which->move(std::move(*first), most_causes);
  return true;
}

void PupilRun::take(std::vector<Signal> signals) {
  const auto rank = [&](const Signal& s) {
    const Enrolment* row = enrolment_at(facts_, s.school, *s.reached_on);
    const Ladder* ladder = row != nullptr ? setting_.ladders->of(row->sector) : nullptr;
    return ladder != nullptr ? ladder->rank(s.step) : -1;
  };
  // On one day the weightiest first: the others then find their step open or passed.
  std::stable_sort(signals.begin(), signals.end(), [&](const Signal& a, const Signal& b) {
    if (*a.reached_on != *b.reached_on) return *a.reached_on < *b.reached_on;
    if (rank(a) != rank(b)) return rank(a) > rank(b);
    return std::tuple(a.rule, -number(a.threshold), a.id) < std::tuple(b.rule, -number(b.threshold), b.id);
  });
  const auto run_to = [&](Date last, const Signal* before) {
    for (DossierCase& c : cases_) c.mark();
    while (step_on(last, before)) {
    }
  };
  for (const Signal& signal : signals) {
    if (known(signal)) continue;
    run_to(*signal.reached_on, &signal);
    const bool lower = std::any_of(signals.begin(), signals.end(), [&](const Signal& s) {
      return s.rule == signal.rule && s.school == signal.school && s.reached_on == signal.reached_on &&
             number(s.threshold) > number(signal.threshold);
    });
    take_one(signal, lower);
  }
  run_to(on_, nullptr);
}

Escalated PupilRun::result() const {
  Escalated out;
  for (const DossierCase& c : cases_) {
    out.events.insert(out.events.end(), c.fresh().begin(), c.fresh().end());
    const auto actions = c.actions();
    out.actions.insert(out.actions.end(), actions.begin(), actions.end());
  }
  out.held = held_;
  return out;
}

Escalated escalate(const EscalationSetting& setting, Date on, const PupilFacts& facts,
                   const std::vector<DossierEvent>& history, std::vector<Signal> signals) {
  PupilRun run(setting, on, facts);
  run.remember(history);
  std::vector<Signal> standing;
  for (Signal& signal : signals) {
    if (signal.status == Status::withdrawn)
      run.withdraw(signal);
    else if (signal.status != Status::undecided && signal.reached_on && *signal.reached_on <= on &&
             !signal.step.empty())
      standing.push_back(std::move(signal));
  }
  run.take(std::move(standing));
  return run.result();
}

}  // namespace verzuim
