// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/explanation.hpp"

#include <algorithm>

#include "explanation_change.hpp"
#include "explanation_signal.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 21> uncounted_names = {
    "other_kind",      "leave",      "not_explained", "late_no_lesson",
    "replaced",        "weekend",    "holiday",       "public_day_off",
    "own_day_off",     "no_lessons", "not_enrolled",  "calendar_not_known",
    "other_school",    "filter",     "who",           "before_window",
    "before_restart",  "after",      "not_whole_day", "before_run",
    "whole_day_missed"};

/// School and JGZ may see every kind of absence.
bool sees_all(RoleHolder viewer) { return viewer == RoleHolder::school || viewer == RoleHolder::jgz; }

/// What this reader may not see is left out, and it says so.
void withhold(SignalExplanation& made, RoleHolder viewer) {
  if (sees_all(viewer)) return;
  const auto hidden = [&](const ExplainedRecord& record) {
    // That a leave made it authorised, or that a whole day took its place, tells of what stays with the
    // school.
    return !may_see(viewer, bit(record.kind)) || record.why == Uncounted::leave ||
           record.why == Uncounted::replaced;
  };
  for (auto* records : {&made.counted, &made.uncounted})
    made.withheld = std::erase_if(*records, hidden) > 0 || made.withheld;
  made.withheld = made.withheld || made.unlisted > 0 || !made.concerns.empty();
  made.unlisted = 0;
  made.concerns.clear();
  for (ExplainedChange& change : made.changes)
    for (std::string* side : {&change.was, &change.is})
      if (side->starts_with("sick") || side->starts_with("authorised")) {
        side->clear();
        made.withheld = true;
      }
}

}  // namespace

std::string_view name_of(Uncounted why) { return uncounted_names[static_cast<std::size_t>(why)]; }

SignalExplanation explain_signal(const ExplanationGround& ground, const PupilFacts& facts,
                                 const Signal& signal, const EarlierFacts* earlier) {
  const std::vector<Rule>* versions = ground.rules->find(signal.rule);
  SignalExplanation made;
  if (versions == nullptr) {
    if (!sees_all(ground.viewer))
      throw Error(ErrorCode::not_permitted,
                  "the rule of this signal is not in use any more, so it cannot be told whether it may be "
                  "shown; ask the school");
    made.signal = signal;
    made.rule.id = signal.rule;
    made.rule.start = signal.valid_from;
    made.rule.level = signal.level;
    made.found = made.rule_in_use = false;
    return made;
  }
  if (!may_see(ground.viewer, *versions))
    throw Error(ErrorCode::not_permitted,
                "this signal rests on absence or worries that stay with the school and the jeugdarts; ask "
                "the school");
  if (signal.pupil.empty() || facts.enrolments.empty()) {
    made.signal = signal;
    made.rule = *version_of(*versions, signal);
    made.found = signal.status == Status::undecided;
    return made;
  }
  if (signal.reached_on && *signal.reached_on > ground.on)
    throw Error(ErrorCode::no_input, "this signal is of " + to_string(*signal.reached_on) + ", later than " +
                                         to_string(ground.on) + "; ask with --on from that day");
  made = SignalMaker(ground, facts, *versions, signal).make();
  if (!made.found && earlier != nullptr) {
    made.changes = changes_between(*earlier, ground);
    made.changed_at = earlier->at;
    made.changed_by = earlier->files;
  }
  withhold(made, ground.viewer);
  return made;
}

bool follows(const Rulebook& rules, const Setting& setting, const PupilFacts& facts, Date on,
             const std::string& id) {
  std::vector<Signal> signals, undecided;
  Engine engine(rules, setting);
  engine.evaluate(facts, on, signals, undecided);
  return std::any_of(signals.begin(), signals.end(), [&](const Signal& s) { return s.id == id; });
}

}  // namespace verzuim
