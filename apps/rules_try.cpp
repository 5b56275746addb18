// SPDX-License-Identifier: EUPL-1.2
// verzuim rules try: what another rule set would have done over a past period.
#include <fmt/format.h>

#include "cli.hpp"
#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/rule_trial.hpp"
#include "verzuim/store.hpp"

using namespace verzuim;

namespace {

struct Period {
  Date from, until;
};

Period period_of(const RulesOptions& options) {
  const Period period{date_option(options.from, "--from"), date_option(options.until, "--until")};
  if (period.until < period.from)
    throw Error(ErrorCode::usage, fmt::format("--until {} lies before --from {}; the first day comes first",
                                              options.until, options.from));
  if (period.from > today())
    throw Error(ErrorCode::usage,
                fmt::format("--from {} lies in the future; try looks at what has happened", options.from));
  return period;
}

}  // namespace

int try_rules(const Global& global, const RulesOptions& options) {
  const Period period = period_of(options);
  // A file beside the set in use is tried on top of it, or in its own right against another one.
  const bool alone = !options.against.empty();
  const Rulebook was = alone ? load_rulebook(global, {}, {options.against}) : load_rulebook(global, {}, {});
  const Rulebook becomes =
      alone ? load_rulebook(global, {}, options.paths) : load_rulebook(global, options.paths, {});
  Store store(global.store, false);
  expect_holder(global, store);
  const Calendar calendar(Reference::shipped(), store.schools(), store.calendar());
  const Timetables timetables = store.timetables();
  const LadderSet ladders = load_ladders(global, {});
  RuleTrial trial(was, becomes,
                  {&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &store.school_names()},
                  ladders, period.from, period.until, options.pupils);
  bool any = false;
  store.each_pupil([&](const PupilFacts& facts) {
    for (const Absence& record : facts.absences)
      any = any || (period.from <= record.date && record.date <= period.until);
    trial.take(facts);
  });
  if (!any && !global.quiet)
    say(fmt::format("verzuim rules: the store has no absence from {} to {}", to_string(period.from),
                    to_string(period.until)));
  const TrialReport report = trial.report();
  if (options.pupils) store.note_read(nullptr);
  print(options.format == "csv"    ? trial_csv(report)
        : options.format == "toml" ? trial_toml(report)
                                   : trial_text(report));
  return 0;
}
