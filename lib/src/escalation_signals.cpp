// SPDX-License-Identifier: EUPL-1.2
// How a signal comes to its dossier and what it does there.
#include <fmt/format.h>

#include <algorithm>

#include "escalation_opening.hpp"
#include "escalation_run.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::string kinds_text(KindSet kinds) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if ((kinds & bit(static_cast<Kind>(i))) != 0) words.emplace_back(kind_names[i]);
  return join(words, ",");
}

/// The step to which a signal brings the dossier: the one its rule asks for, unless that reaches a gemeente
/// without ground.
const LadderStep* step_for(const Signal& signal, const RuleNote& note, const Ladder& ladder) {
  const LadderStep* step = ladder.find(signal.step);
  if (step == nullptr)
    throw Error(ErrorCode::config, fmt::format("the rule `{}` asks for the step `{}`, which the ladder `{}` "
                                               "does not have; add the step or change the rule",
                                               signal.rule, signal.step, ladder.id));
  if (step->punitive)
    throw Error(ErrorCode::config,
                fmt::format("the rule `{}` asks for the step `{}` of the ladder `{}`, which "
                            "punishes and is only ever a person's; change the rule",
                            signal.rule, signal.step, ladder.id));
  // Sickness, leave and worries never lead to a gemeente, whatever a rule says; and a rule that only allows a
  // melding does not order one.
  if (step->gemeente && !may_see(RoleHolder::gemeente, note.kinds))
    step = ladder.find(ladder.start((note.kinds & bit(Kind::sick)) != 0 ? "gezondheid" : "verzuim"));
  else if (step->statutory && signal.severity == Severity::notice)
    step = ladder.find(ladder.start("verzuim"));
  return step;
}

}  // namespace

bool PupilRun::known(const Signal& signal) const {
  return std::any_of(cases_.begin(), cases_.end(),
                     [&](const DossierCase& c) { return c.state().has_signal(signal.id); });
}

DossierCase* PupilRun::open_case(std::string_view school) {
  const auto at = std::find_if(cases_.begin(), cases_.end(),
                               [&](const DossierCase& c) { return c.state().open && c.at(school); });
  return at == cases_.end() ? nullptr : &*at;
}

void PupilRun::withdraw(const Signal& signal) {
  for (DossierCase& c : cases_) {
    if (!c.state().has_signal(signal.id)) continue;
    c.apply(c.event("withdrawn", on_, {{"signal", signal.id}}));
    if (!c.state().open) continue;
    const LadderStep* step = c.ladder().find(signal.step);
    const OpenStep* open = step != nullptr ? c.state().find(step->id) : nullptr;
    const bool undone = open != nullptr && !open->watching();
    // What was reported stands until a person decides, and that decision is then the next action.
    if (step != nullptr && step->statutory && !undone && c.state().melding_stands())
      c.apply(c.assigned(*step, "evidence_withdrawn", on_, step->id));
  }
}

DossierCase& PupilRun::case_for(const Signal& signal) {
  if (DossierCase* open = open_case(signal.school)) return *open;
  const Enrolment* row = enrolment_at(facts_, signal.school, *signal.reached_on);
  if (row == nullptr)
    throw Error(ErrorCode::data, fmt::format("signal {} is about a pupil who is not enrolled at {}; ingest "
                                             "the pupils file of that school first",
                                             signal.id, signal.school));
  DossierCase& fresh = cases_.emplace_back(setting_, facts_, on_);
  const std::string gemeente = !signal.gemeente.empty() ? signal.gemeente : row->gemeente;
  const std::string id = "D" + short_id({"dossier", signal.pupil, brin_of(signal.school), signal.id});
  // A signal that comes back after its dossier was closed opens another one.
  const auto taken = std::count_if(cases_.begin(), cases_.end() - 1, [&](const DossierCase& c) {
    return c.state().id.substr(0, id.size()) == id;
  });
  fresh.apply(opened(setting_, *row, signal.pupil, signal.school,
                     taken == 0 ? id : fmt::format("{}-{}", id, taken + 1), *signal.reached_on,
                     {{"gemeente", gemeente}, {"by", "signal"}}));
  return fresh;
}

void PupilRun::take_one(const Signal& signal, bool lower_rung) {
  const RuleNote* note = setting_.rules->find(signal.rule, signal.valid_from);
  if (note == nullptr)
    throw Error(ErrorCode::config,
                fmt::format("signal {} comes from the rule `{}`, which is in no rule file that escalate "
                            "reads; name its file under `rules` in the config",
                            signal.id, signal.rule));
  DossierCase& c = case_for(signal);
  const LadderStep* step = step_for(signal, *note, c.ladder());
  const OpenStep* main = c.state().main();
  const OpenStep* same = c.state().find(step->id);
  const bool beneath = main != nullptr && c.ladder().rank(step->id) <= c.ladder().rank(main->step);
  const bool reported = step->statutory && c.state().is_reported(signal.melding, *signal.reached_on);
  const bool held = lower_rung || reported || (step->beside ? same != nullptr && !same->watching() : beneath);
  const Date on = std::max(*signal.reached_on, c.state().moved_on);
  Fields fields = {{"signal", signal.id},
                   {"rule", signal.rule},
                   {"valid_from", to_string(signal.valid_from)},
                   {"reached_on", to_string(*signal.reached_on)},
                   {"step", step->id},
                   {"kinds", kinds_text(note->kinds)}};
  if (!signal.melding.empty()) fields.emplace_back("melding", signal.melding);
  if (step->statutory) {
    if (signal.due_on) fields.emplace_back("due_on", to_string(*signal.due_on));
    if (signal.window_from) fields.emplace_back("window_from", to_string(*signal.window_from));
  }
  if (held) fields.emplace_back("held", "true");
  held_ += held ? 1 : 0;
  c.apply(c.event("signal", on, std::move(fields)));
  if (held) return;
  const bool late = c.term_start(*signal.reached_on) != *signal.reached_on;
  const bool asked = step->id == signal.step;  // else the term of the rule is that of another step
  const std::optional<Date> due = asked && (step->statutory || !late) ? signal.due_on : std::nullopt;
  c.apply(c.assigned(*step, "signal", *signal.reached_on, {}, due));
}

}  // namespace verzuim
