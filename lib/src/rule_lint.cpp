// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_lint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr int basis_days = 400;  // a source should be read again every year, with a month's grace
constexpr int least_tests = 3;   // fires, just below, edge

/// More than this many of the unit cannot stand in the window; 0 when there is no such limit. Units: as
/// counted.
std::int64_t ceiling(const Rule& rule) {
  constexpr int days_a_week = 5, hours_a_day = 24;
  int days = 0;
  if (rule.window.kind == WindowKind::school_weeks) days = rule.window.length * days_a_week;
  if (rule.window.kind == WindowKind::school_days || rule.window.kind == WindowKind::days)
    days = rule.window.length;
  if (days == 0) return 0;
  switch (rule.count.of) {
    case Measure::days:
    case Measure::spells:
      return days;
    case Measure::hours:
      return std::int64_t{days} * hours_a_day;
    default:
      return 0;
  }
}

class Linter {
 public:
  Linter(Date on, const std::vector<std::string>& steps) : on_(on), steps_(steps) {}

  void look(const std::vector<Rule>& versions, const std::vector<RuleTest>& tests) {
    for (const Rule& rule : versions) {
      look_at_basis(rule);
      look_at_threshold(rule);
      look_at_steps(rule);
    }
    const Rule& last = versions.back();
    for (std::size_t i = 1; i < versions.size(); ++i)
      if (versions[i - 1].until + 1 != versions[i].start)
        add(versions[i], "gap",
            fmt::format("between {} and {} no version of `{}` is in force; is that meant?",
                        to_string(versions[i - 1].until), to_string(versions[i].start), last.id));
    const auto n =
        std::count_if(tests.begin(), tests.end(), [&](const RuleTest& t) { return t.rule == last.id; });
    if (n < least_tests)
      add(last, "few-tests",
          fmt::format("`{}` has {} tests; write at least three: fires, just below, edge", last.id, n));
  }

  std::vector<LintFinding> findings;

 private:
  void add(const Rule& rule, std::string code, std::string text) {
    findings.push_back({rule.place, std::move(code), std::move(text)});
  }

  void look_at_basis(const Rule& rule) {
    if (rule.start == make_date(1900, 1, 1))
      add(rule, "no-start",
          fmt::format("`{}` does not say from when it holds; write valid_from or seen_from", rule.id));
    if (rule.level == Level::law &&
        (rule.basis.text.empty() || rule.basis.url.empty() || rule.basis.says.empty()))
      add(rule, "no-basis",
          fmt::format("`{}` claims to be law but lacks its article, link or what that says", rule.id));
    if (rule.basis.checked > Date{} && on_ - rule.basis.checked > basis_days)
      add(rule, "old-basis",
          fmt::format("the source of `{}` was last read on {}; read it again", rule.id,
                      to_string(rule.basis.checked)));
  }

  void look_at_threshold(const Rule& rule) {
    const std::int64_t most = ceiling(rule);
    for (const Quantity& q : rule.when.at_least)
      for (const auto& [from, is] : q.steps)
        if ((most > 0 && is > most * 1000000) || (rule.count.of == Measure::rate && is > 1000000))
          add(rule, "unreachable",
              fmt::format("`{}` can never be reached: the window holds at most {}", rule.id,
                          most > 0 ? most : 100));
  }

  void look_at_steps(const Rule& rule) {
    const KindSet not_theirs = bit(Kind::sick) | bit(Kind::authorised);
    for (const std::string& step : rule.then.step)
      if ((rule.count.kinds & not_theirs) != 0 &&
          (step == "melding" || step == "preventiegesprek" || step == "gemeentegesprek"))
        add(rule, "sick-step",
            fmt::format("`{}` counts sickness or leave, and its step `{}` is a gemeente's; it must end at "
                        "school or at the jeugdarts",
                        rule.id, step));
    if (steps_.empty()) return;
    for (const std::string& step : rule.then.step) {
      if (step.empty() || std::find(steps_.begin(), steps_.end(), step) != steps_.end()) continue;
      const std::string near = nearest(step, steps_);
      add(rule, "no-step",
          fmt::format("no ladder has the step `{}` of `{}`{}", step, rule.id,
                      near.empty() ? "" : "; did you mean `" + near + "`?"));
    }
  }

  Date on_;
  const std::vector<std::string>& steps_;
};

}  // namespace

std::vector<LintFinding> lint(const Rulebook& rulebook, Date on, const std::vector<std::string>& steps) {
  Linter linter(on, steps);
  for (const auto& versions : rulebook.rules()) linter.look(versions, rulebook.tests());
  return linter.findings;
}

}  // namespace verzuim
