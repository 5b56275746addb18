// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_trial.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "escalation_opening.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// The version that gave a signal.
const Rule* version_of(const Rulebook& book, const Signal& signal) {
  const auto* versions = book.find(signal.rule);
  if (versions == nullptr) return nullptr;
  const auto at = std::find_if(versions->begin(), versions->end(),
                               [&](const Rule& r) { return r.start == signal.valid_from; });
  return at == versions->end() ? nullptr : &*at;
}

/// The step to which `escalate` would bring a dossier: sickness and leave never lead to a gemeente, and what
/// only draws attention orders no duty of the law.
const LadderStep* step_for(const Signal& signal, const Rule& rule, const Ladder& ladder) {
  const LadderStep* step = ladder.find(signal.step);
  if (step == nullptr) return nullptr;
  if (step->gemeente && !may_see(RoleHolder::gemeente, rule.count.kinds))
    return ladder.find(ladder.start((rule.count.kinds & bit(Kind::sick)) != 0 ? "gezondheid" : "verzuim"));
  if (step->statutory && signal.severity == Severity::notice) return ladder.find(ladder.start("verzuim"));
  return step;
}

/// A place where a rule can fire: what moves, moves inside it.
using Seat = std::tuple<std::string, std::string, std::string>;  // rule, school, rung

}  // namespace

struct RuleTrial::Parts {
  const Rulebook* books[2];
  Setting setting;
  const LadderSet& ladders;
  Date from, until;
  bool pupils;
  std::array<std::unique_ptr<Engine>, 2> engines;
  std::map<std::string, TrialRule> rules;
  std::map<std::pair<std::string, std::string>, std::array<std::size_t, 2>> loads;
  std::vector<TrialChange> changes;

  std::vector<Signal> signals_of(std::size_t side, const PupilFacts& facts) {
    std::vector<Signal> signals, undecided;
    engines[side]->evaluate(facts, until, signals, undecided);
    std::sort(signals.begin(), signals.end(), before);
    signals.erase(
        std::remove_if(signals.begin(), signals.end(),
                       [&](const Signal& s) { return *s.reached_on < from || *s.reached_on > until; }),
        signals.end());
    return signals;
  }

  std::string role_of(std::size_t side, const PupilFacts& facts, const Signal& signal) const {
    if (signal.step.empty()) return "none";
    const Rule* rule = version_of(*books[side], signal);
    const Enrolment* row = enrolment_at(facts, signal.school, *signal.reached_on);
    const Ladder* ladder = row != nullptr ? ladders.of(row->sector) : nullptr;
    const LadderStep* step =
        ladder != nullptr && rule != nullptr ? step_for(signal, *rule, *ladder) : nullptr;
    if (step == nullptr) return "no-ladder";
    std::optional<Date> born;
    for (const Enrolment& e : facts.enrolments)
      if (e.birth_date) born = e.birth_date;
    const Duty duty = duty_on(*setting.law, born, facts.diplomas, row->sector, *signal.reached_on);
    const std::string& role = step->role.of(duty);
    return role.empty() ? ladder->chooser : role;
  }

  void compare(const PupilFacts& facts, const Seat& seat, std::vector<Date> was, std::vector<Date> becomes);
};

RuleTrial::RuleTrial(const Rulebook& was, const Rulebook& becomes, const Setting& setting,
                     const LadderSet& ladders, Date from, Date until, bool pupils)
    : parts_(new Parts{{&was, &becomes}, setting, ladders, from, until, pupils, {}, {}, {}, {}}) {
  for (std::size_t side : {0, 1}) {
    parts_->engines[side] = std::make_unique<Engine>(*parts_->books[side], setting);
    for (const auto& versions : parts_->books[side]->rules()) {
      const std::string& id = versions.front().id;
      parts_->rules[id].rule = id;
    }
  }
}

RuleTrial::~RuleTrial() = default;

/// Same days are the same; of the rest the first that is gone became the first that is new, and so on.
void RuleTrial::Parts::compare(const PupilFacts& facts, const Seat& seat, std::vector<Date> was,
                               std::vector<Date> becomes) {
  TrialRule& rule = rules[std::get<0>(seat)];
  rule.was += was.size();
  rule.becomes += becomes.size();
  std::vector<Date> gone, fresh;
  std::set_difference(was.begin(), was.end(), becomes.begin(), becomes.end(), std::back_inserter(gone));
  std::set_difference(becomes.begin(), becomes.end(), was.begin(), was.end(), std::back_inserter(fresh));
  const std::size_t moved = std::min(gone.size(), fresh.size());
  rule.same += was.size() - gone.size();
  rule.moved += moved;
  rule.lost += gone.size() - moved;
  rule.gained += fresh.size() - moved;
  if (!pupils) return;
  for (std::size_t i = 0; i < std::max(gone.size(), fresh.size()); ++i)
    changes.push_back({rule.rule, facts.pupil, std::get<1>(seat),
                       i < gone.size() ? std::optional(gone[i]) : std::nullopt,
                       i < fresh.size() ? std::optional(fresh[i]) : std::nullopt});
}

void RuleTrial::take(const PupilFacts& facts) {
  std::map<Seat, std::array<std::vector<Date>, 2>> seats;
  for (std::size_t side : {0, 1})
    for (const Signal& signal : parts_->signals_of(side, facts)) {
      const std::vector<Rule>& versions = *parts_->books[side]->find(signal.rule);
      const bool rungs = std::any_of(versions.begin(), versions.end(),
                                     [](const Rule& r) { return r.when.at_least.size() > 1; });
      // Which rung it is counts, not its number: that may be what changed.
      const Rule* rule = version_of(*parts_->books[side], signal);
      std::size_t rung = 0;
      while (rungs && rule != nullptr && rung < rule->when.at_least.size() &&
             rule->when.at_least[rung].on(*signal.reached_on) != signal.threshold_order)
        ++rung;
      seats[{signal.rule, std::string(brin_of(signal.school)), std::to_string(rung)}][side].push_back(
          *signal.reached_on);
      ++parts_->loads[{parts_->role_of(side, facts, signal), iso_week(*signal.reached_on)}][side];
    }
  for (auto& [seat, days] : seats) parts_->compare(facts, seat, days[0], days[1]);
}

TrialReport RuleTrial::report() const {
  TrialReport report;
  for (const auto& [id, rule] : parts_->rules) report.rules.push_back(rule);
  for (const auto& [key, counts] : parts_->loads)
    report.loads.push_back({key.first, key.second, counts[0], counts[1]});
  report.changes = parts_->changes;
  const auto key = [](const TrialChange& c) {
    return std::tuple(std::string_view(c.rule), std::string_view(c.pupil), c.was ? *c.was : *c.becomes,
                      std::string_view(c.school));
  };
  std::stable_sort(report.changes.begin(), report.changes.end(),
                   [&](const TrialChange& a, const TrialChange& b) { return key(a) < key(b); });
  return report;
}

}  // namespace verzuim
