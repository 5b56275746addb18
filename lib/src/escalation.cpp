// SPDX-License-Identifier: EUPL-1.2
// The run over one pupil: signals and causes in the order of their days, until nothing more happens up to `on`.
#include "verzuim/escalation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>

#include "escalation_case.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

// Each cause changes the state for good, so a run ends; this is far above what a school year can hold.
constexpr int most_causes = 1000;

std::string kinds_text(KindSet kinds) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if ((kinds & bit(static_cast<Kind>(i))) != 0) words.emplace_back(kind_names[i]);
  return join(words, ",");
}

double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

const Enrolment* enrolment_at(const PupilFacts& facts, std::string_view school, Date date) {
  const Enrolment* last = nullptr;
  for (const Enrolment& row : facts.enrolments) {
    if (brin_of(row.school) != brin_of(school)) continue;
    if (row.covers(date)) return &row;
    last = &row;
  }
  return last;
}

DossierEvent opened(const EscalationSetting& setting, const Enrolment& row, const std::string& pupil, const std::string& school, const std::string& id, Date on, Fields more) {
  const Ladder* ladder = setting.ladders->of(row.sector);
  if (ladder == nullptr)
    throw Error(ErrorCode::config, fmt::format("no ladder is for the sector {}; give one with --ladder", sector_names[static_cast<std::size_t>(row.sector)]));
  DossierEvent event;
  event.dossier = id;
  event.pupil = pupil;
  event.school = school;
  event.type = "opened";
  event.on = on;
  event.recorded_at = setting.at;
  event.fields = {{"ladder", ladder->id}, {"sector", std::string(sector_names[static_cast<std::size_t>(row.sector)])}};
  event.fields.insert(event.fields.end(), more.begin(), more.end());
  return event;
}

/// The run over one pupil.
class PupilRun {
 public:
  PupilRun(const EscalationSetting& setting, Date on, const PupilFacts& facts) : setting_(setting), on_(on), facts_(facts) {}

  void remember(const std::vector<DossierEvent>& history) {
    for (const DossierEvent& event : history) {
      const auto same = [&](const DossierCase& c) { return c.events().front().dossier == event.dossier; };
      const auto at = std::find_if(cases_.begin(), cases_.end(), same);
      (at == cases_.end() ? cases_.emplace_back(setting_, facts_, on_) : *at).remember(event);
    }
    for (DossierCase& c : cases_) c.refold();
  }

  void withdraw(const Signal& signal);
  void take(std::vector<Signal> signals);
  Escalated result() const;

 private:
  bool known(const Signal& signal) const {
    return std::any_of(cases_.begin(), cases_.end(), [&](const DossierCase& c) { return c.state().has_signal(signal.id); });
  }
  DossierCase* open_case(std::string_view school) {
    const auto at = std::find_if(cases_.begin(), cases_.end(), [&](const DossierCase& c) { return c.state().open && c.at(school); });
    return at == cases_.end() ? nullptr : &*at;
  }
  DossierCase& case_for(const Signal& signal);
  void take_one(const Signal& signal, bool lower_rung);
  bool step_on(Date last, const Signal* before);

  const EscalationSetting& setting_;
  Date on_;
  const PupilFacts& facts_;
  std::deque<DossierCase> cases_;
  int held_ = 0;
};

void PupilRun::withdraw(const Signal& signal) {
  for (DossierCase& c : cases_) {
    if (!c.state().has_signal(signal.id)) continue;
    c.apply(c.event("withdrawn", on_, {{"signal", signal.id}}));
    if (!c.state().open) continue;
    const LadderStep* step = c.ladder().find(signal.step);
    const OpenStep* open = step != nullptr ? c.state().find(step->id) : nullptr;
    const bool undone = open != nullptr && !open->watching();
    // What was reported stands until a person decides, and that decision is then the next action.
    if (step != nullptr && step->statutory && !undone && c.state().melding_stands()) c.apply(c.assigned(*step, "evidence_withdrawn", on_, step->id));
  }
}

DossierCase& PupilRun::case_for(const Signal& signal) {
  if (DossierCase* open = open_case(signal.school)) return *open;
  const Enrolment* row = enrolment_at(facts_, signal.school, *signal.reached_on);
  if (row == nullptr)
    throw Error(ErrorCode::data, fmt::format("signal {} is about a pupil who is not enrolled at {}; ingest the pupils file of that school first", signal.id, signal.school));
  DossierCase& fresh = cases_.emplace_back(setting_, facts_, on_);
  const std::string gemeente = !signal.gemeente.empty() ? signal.gemeente : row->gemeente;
  const std::string id = "D" + short_id({"dossier", signal.pupil, brin_of(signal.school), signal.id});
  // A signal that comes back after its dossier was closed opens another one.
  const auto taken = std::count_if(cases_.begin(), cases_.end() - 1, [&](const DossierCase& c) { return c.state().id.substr(0, id.size()) == id; });
  fresh.apply(opened(setting_, *row, signal.pupil, signal.school, taken == 0 ? id : fmt::format("{}-{}", id, taken + 1), *signal.reached_on, {{"gemeente", gemeente}, {"by", "signal"}}));
  return fresh;
}

void PupilRun::take_one(const Signal& signal, bool lower_rung) {
  const RuleNote* note = setting_.rules->find(signal.rule, signal.valid_from);
  if (note == nullptr)
    throw Error(ErrorCode::config, fmt::format("signal {} comes from the rule `{}`, which is in no rule file that escalate reads; name its file under `rules` in the config", signal.id, signal.rule));
  DossierCase& c = case_for(signal);
  const LadderStep* step = c.ladder().find(signal.step);
  if (step == nullptr)
    throw Error(ErrorCode::config, fmt::format("the rule `{}` asks for the step `{}`, which the ladder `{}` does not have; add the step or change the rule", signal.rule, signal.step, c.ladder().id));
  // Sickness, leave and worries never lead to a gemeente, whatever a rule says; and a rule that only allows a melding does not order one.
  if (step->gemeente && !may_see(RoleHolder::gemeente, note->kinds)) step = c.ladder().find(c.ladder().start((note->kinds & bit(Kind::sick)) != 0 ? "gezondheid" : "verzuim"));
  else if (step->statutory && signal.severity == Severity::notice) step = c.ladder().find(c.ladder().start("verzuim"));

  const OpenStep* main = c.state().main();
  const OpenStep* same = c.state().find(step->id);
  const bool beneath = main != nullptr && c.ladder().rank(step->id) <= c.ladder().rank(main->step);
  const bool held = lower_rung || (step->beside ? same != nullptr && !same->watching() : beneath);
  const Date on = std::max(*signal.reached_on, c.state().moved_on);
  Fields fields = {{"signal", signal.id}, {"rule", signal.rule}, {"valid_from", to_string(signal.valid_from)}, {"reached_on", to_string(*signal.reached_on)}, {"step", step->id}, {"kinds", kinds_text(note->kinds)}};
  if (!signal.melding.empty()) fields.emplace_back("melding", signal.melding);
  if (held) fields.emplace_back("held", "true");
  held_ += held ? 1 : 0;
  c.apply(c.event("signal", on, std::move(fields)));
  if (held) return;
  const bool late = c.term_start(*signal.reached_on) != *signal.reached_on;
  const bool asked = step->id == signal.step;  // else the term of the rule is that of another step
  const std::optional<Date> due = asked && (step->statutory || !late) ? signal.due_on : std::nullopt;
  c.apply(c.assigned(*step, "signal", *signal.reached_on, {}, due));
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
  for (DossierEvent& event : first->events) which->apply(std::move(event));
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
  int causes = 0;
  const auto run_to = [&](Date last, const Signal* before) {
    while (step_on(last, before))
      if (++causes > most_causes) throw Error(ErrorCode::internal, "a dossier keeps moving without end; report this with the ladder that was used");
  };
  for (const Signal& signal : signals) {
    if (known(signal)) continue;
    run_to(*signal.reached_on, &signal);
    const bool lower = std::any_of(signals.begin(), signals.end(), [&](const Signal& s) {
      return s.rule == signal.rule && s.school == signal.school && s.reached_on == signal.reached_on && number(s.threshold) > number(signal.threshold);
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

}  // namespace

RuleNotes::RuleNotes(const Rulebook& rules) {
  for (const auto& versions : rules.rules()) {
    for (const Rule& rule : versions) {
      const bool worry = rule.when.mix.empty() ? rule.count.of == Measure::concerns
                                               : std::any_of(rule.when.mix.begin(), rule.when.mix.end(), [](const MixPart& p) { return p.of == Measure::concerns; });
      add(rule.id, rule.start, {worry ? KindSet{0} : kinds_of(rule), rule.title, rule.basis.text});
    }
  }
}

const RuleNote* RuleNotes::find(std::string_view rule, Date valid_from) const {
  const auto versions = notes_.find(rule);
  if (versions == notes_.end()) return nullptr;
  const auto version = versions->second.find(valid_from.day);
  return version != versions->second.end() ? &version->second : &versions->second.rbegin()->second;
}

void DossierCase::refold() { state_ = fold(events_, *setting_.ladders); }

void DossierCase::apply(DossierEvent event) {
  const bool held = event.type == "signal";
  const std::string step = event.type == "assigned" ? event.field("step") : std::string();
  events_.push_back(event);
  fresh_.push_back(std::move(event));
  refold();
  if (!step.empty()) touched_.insert(step);
  else if (!held && state_.leading() != nullptr) touched_.insert(state_.leading()->step);
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

Duty DossierCase::duty(Date date) const { return duty_on(*setting_.law, birth_date(), facts_.diplomas, state_.sector, date); }

Date DossierCase::term_start(Date cause_on) const { return on_ - cause_on > ladder().seen_late ? on_ : cause_on; }

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
  if (school != nullptr && !school->gemeente.empty()) code = setting_.reference->gemeente_code(school->gemeente).value_or(code);
  const auto& without = *setting_.without_jeugdarts;
  return std::any_of(without.begin(), without.end(), [&](const std::string& w) { return setting_.reference->gemeente_code(w).value_or(w) == code; });
}

DossierEvent DossierCase::assigned(const LadderStep& step, std::string_view by, Date cause_on, const std::string& from, std::optional<Date> due) const {
  const Duty duty_then = duty(cause_on);
  const bool fallback = step.fallback && no_jeugdarts();
  std::string role = fallback ? step.fallback->role : step.role.of(duty_then);
  // A melding that a signal calls for is due whatever we know of the pupil.
  const bool choose = role.empty();
  if (choose) role = ladder().chooser;
  std::size_t first = 0;
  while (first != step.main && !step.tasks[first].duty.empty() && std::find(step.tasks[first].duty.begin(), step.tasks[first].duty.end(), duty_then) == step.tasks[first].duty.end()) ++first;
  if (first != step.main && !step.tasks[first].if_passed.empty() && !state_.passed.contains(step.tasks[first].if_passed)) first = step.main;
  if (!due) due = due_date(step.tasks[first].within, term_start(cause_on), *setting_.calendar, state_.school);
  Fields fields = {{"step", step.id}, {"role", role}, {"by", std::string(by)}, {"due_on", to_string(*due)}, {"duty", std::string(duty_names[static_cast<std::size_t>(duty_then)])}};
  const Date on = std::max(cause_on, state_.moved_on);
  if (on != cause_on) fields.emplace_back("cause_on", to_string(cause_on));
  if (!from.empty()) fields.emplace_back("from", from);
  if (choose) fields.emplace_back("choose", "true");
  if (fallback) fields.emplace_back("fallback", "true");
  return event("assigned", on, std::move(fields));
}

Escalated escalate(const EscalationSetting& setting, Date on, const PupilFacts& facts, const std::vector<DossierEvent>& history, std::vector<Signal> signals) {
  PupilRun run(setting, on, facts);
  run.remember(history);
  std::vector<Signal> standing;
  for (Signal& signal : signals) {
    if (signal.status == Status::withdrawn) run.withdraw(signal);
    else if (signal.status != Status::undecided && signal.reached_on && *signal.reached_on <= on && !signal.step.empty()) standing.push_back(std::move(signal));
  }
  run.take(std::move(standing));
  return run.result();
}

std::vector<DossierEvent> open_dossier(const EscalationSetting& setting, Date on, const PupilFacts& facts, std::string_view school, std::string_view theme, const std::string& role) {
  std::vector<const Enrolment*> rows;
  for (const Enrolment& row : facts.enrolments)
    if (row.covers(on) && (school.empty() || brin_of(row.school) == brin_of(school))) rows.push_back(&row);
  if (rows.empty()) throw Error(ErrorCode::data, fmt::format("this pupil is enrolled at no {}school on {}; check --school and --on, or ingest the pupils file first", school.empty() ? "" : "such ", to_string(on)));
  const auto other = [&](const Enrolment* row) { return brin_of(row->school) != brin_of(rows.front()->school); };
  if (std::any_of(rows.begin(), rows.end(), other)) throw Error(ErrorCode::data, fmt::format("this pupil has more than one school on {}; say which with --school", to_string(on)));

  const Enrolment& row = *rows.front();
  const std::string id = "D" + short_id({"dossier", facts.pupil, brin_of(row.school), "person", to_string(on), theme});
  DossierCase fresh(setting, facts, on);
  DossierEvent first = opened(setting, row, facts.pupil, row.school, id, on, {{"gemeente", row.gemeente}, {"by", "person"}, {"theme", std::string(theme)}});
  first.role = role;
  fresh.apply(std::move(first));
  DossierEvent second = fresh.assigned(*fresh.ladder().find(fresh.ladder().start(theme)), "person", on, {});
  second.role = role;
  fresh.apply(std::move(second));
  return fresh.fresh();
}

namespace {

/// Fills in what a person left out of an assignment. Sickness alone is no ground for a step of a gemeente, also by hand.
void complete_assignment(const DossierCase& c, DossierEvent& event) {
  const LadderStep* step = c.ladder().find(event.field("step"));
  if (step == nullptr) {
    std::vector<std::string> ids;
    for (const LadderStep& s : c.ladder().steps) ids.push_back(s.id);
    throw Error(ErrorCode::data, fmt::format("the ladder `{}` has no step `{}`; it has {}", c.ladder().id, event.field("step"), join(ids, ", ")));
  }
  const std::string& given = event.field("role");
  const bool to_gemeente = step->gemeente || c.ladder().holder(given) == RoleHolder::gemeente;
  if (to_gemeente && !c.evidence_for_gemeente())
    throw Error(ErrorCode::not_permitted, "this dossier rests on sickness, leave or a worry only, and those never lead to a step of a gemeente; keep it with the school or the jeugdarts");
  const OpenStep* main = c.state().main();
  const DossierEvent proposed = c.assigned(*step, "person", event.on, main != nullptr ? main->step : "");
  for (const auto& [key, value] : proposed.fields) {
    const bool chosen = key == "choose" && !given.empty();
    if (event.field(key).empty() && !chosen) event.fields.emplace_back(key, value);
  }
}

/// At the receiving school the dossier starts with the talk of its mentor, on the ladder of its sector.
void complete_acceptance(const EscalationSetting& setting, const PupilFacts& facts, const DossierCase& c, DossierEvent& event) {
  for (const Handover& offer : c.state().handovers) {
    if (offer.school.empty()) continue;
    const Enrolment* row = enrolment_at(facts, offer.school, event.on);
    const Sector sector = row != nullptr ? row->sector : c.state().sector;
    const Ladder* ladder = setting.ladders->of(sector);
    if (ladder == nullptr) ladder = &c.ladder();
    const LadderStep& step = *ladder->find(ladder->start("default"));
    event.fields.insert(event.fields.end(), {{"ladder", ladder->id}, {"sector", std::string(sector_names[static_cast<std::size_t>(sector)])}, {"step", step.id}, {"by", "changes_school"},
                                             {"role", step.role.fixed.empty() ? ladder->chooser : step.role.fixed},
                                             {"due_on", to_string(due_date(step.tasks[step.main].within, event.on, *setting.calendar, offer.school))},
                                             {"duty", std::string(duty_names[static_cast<std::size_t>(c.duty(event.on))])}});
    return;
  }
}

}  // namespace

DossierEvent complete_event(const EscalationSetting& setting, const PupilFacts& facts, const std::vector<DossierEvent>& history, DossierEvent event) {
  DossierCase before(setting, facts, event.on);
  for (const DossierEvent& e : history) before.remember(e);
  before.refold();
  if (event.type == "assigned") complete_assignment(before, event);
  if (event.type == "handover" && event.field("state") == "accepted") complete_acceptance(setting, facts, before, event);
  DossierCase after = before;
  after.apply(event);
  for (const OpenStep& step : after.state().steps) {
    const OpenStep* old = before.state().find(step.step);
    if (old == nullptr || step.due_on || (old->task() == step.task() && old->recheck == step.recheck)) continue;
    const LadderStep& ladder_step = *after.ladder().find(step.step);
    const auto task = step.task();
    event.fields.emplace_back("next_due", to_string(due_date(task ? ladder_step.tasks[*task].within : ladder_step.follow, event.on, *setting.calendar, after.state().school)));
    break;
  }
  return event;
}

}  // namespace verzuim
