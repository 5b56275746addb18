// SPDX-License-Identifier: EUPL-1.2
// verzuim rules: lists, shows, checks and tests rules.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli.hpp"
#include "io.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/error.hpp"
#include "verzuim/ladder_proof.hpp"
#include "verzuim/profile.hpp"
#include "verzuim/rule_lint.hpp"
#include "verzuim/rule_mutation.hpp"
#include "verzuim/rule_sentence.hpp"
#include "verzuim/rule_test.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

Rulebook load_rulebook(const Global& global, const std::vector<std::string>& added,
                       const std::vector<std::string>& only) {
  Rulebook rulebook = only.empty() ? Rulebook::shipped(global.config.books) : Rulebook();
  const auto add = [&](const std::vector<std::string>& paths) {
    for (const std::string& path : paths)
      for (const std::string& file : toml_files(path)) rulebook.add(read_file(file, by_hand), file);
  };
  if (only.empty()) add(global.config.rules);
  add(only);
  add(added);
  rulebook.finish();
  return rulebook;
}

namespace {

const std::vector<std::string> all_books(level_names.begin(), level_names.end());

/// Every shipped book and the config's paths, whether switched on or not; or the paths given.
Rulebook everything(const Global& global, const std::vector<std::string>& paths) {
  Global wide = global;
  wide.config.books = all_books;
  return load_rulebook(wide, {}, paths);
}

int list_rules(const Global& global) {
  const auto& on = global.config.books;
  const Rulebook rulebook = everything(global, {});
  std::string out;
  write_csv_row(out, {"rule", "level", "from", "until", "severity", "step", "on", "title", "tests", "file"});
  for (const auto& versions : rulebook.rules()) {
    const auto& all = rulebook.tests();
    const std::string tests = std::to_string(std::count_if(
        all.begin(), all.end(), [&](const RuleTest& t) { return t.rule == versions.front().id; }));
    for (const Rule& rule : versions) {
      const std::string_view level = level_names[static_cast<std::size_t>(rule.level)];
      const std::string from = to_string(rule.start), until = to_string(rule.until),
                        step = join(rule.then.step, ";");
      const bool used =
          !rule.ours || std::find(on.begin(), on.end(),
                                  rule.place.file.substr(6, rule.place.file.find('/', 6) - 6)) != on.end();
      write_csv_row(out, {rule.id, level, from, until,
                          severity_names[static_cast<std::size_t>(rule.then.severity.back())], step,
                          used ? "yes" : "no", rule.title, tests, rule.place.file});
    }
  }
  print(out);
  return 0;
}

/// Breaks a text into lines.
std::string wrapped(const std::string& text) {
  constexpr std::size_t width = 96;
  std::string out, line;
  for (const std::string& word : split(text, ' ')) {
    if (!line.empty() && line.size() + 1 + word.size() > width) {
      out += "  " + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return out + "  " + line + "\n";
}

/// The steps of the ladders in use as a sentence calls them; a role that differs between ladders or pupils is
/// left open.
std::vector<StepName> step_names(const Global& global, const Rule& rule) {
  std::vector<StepName> names;
  const LadderSet ladders = load_ladders(global, {});
  for (const Ladder& ladder : ladders.ladders()) {
    const auto serves = [&](Sector s) {
      return std::find(ladder.sectors.begin(), ladder.sectors.end(), s) != ladder.sectors.end();
    };
    if (!rule.who.sector.empty() && std::none_of(rule.who.sector.begin(), rule.who.sector.end(), serves))
      continue;
    for (const LadderStep& step : ladder.steps) {
      const auto at =
          std::find_if(names.begin(), names.end(), [&](const StepName& n) { return n.id == step.id; });
      if (at == names.end())
        names.push_back({step.id, step.title, step.role.fixed, {}});
      else if (at->role != step.role.fixed)
        at->role.clear();
    }
  }
  for (StepName& name : names) {
    name.label = role_label(name.role);
    for (const auto& [role, label] : global.config.role_labels)
      if (role == name.role) name.label = label;
  }
  return names;
}

void show_version(std::string& out, const Global& global, const Rule& rule) {
  const auto line = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) out += fmt::format("  {:<12}{}\n", name, text);
  };
  const std::string until = to_string(rule.until);
  out += fmt::format("{} ({}) {}\n", rule.id, level_names[static_cast<std::size_t>(rule.level)], rule.title);
  out +=
      wrapped(rule_sentence(rule, global.lang == "en" ? Tongue::en : Tongue::nl, step_names(global, rule)));
  line(rule.start_is_seen ? "seen from" : "valid from",
       to_string(rule.start) + (until.empty() ? "" : " until " + until));
  line("says", rule.basis.says);
  line("source", rule.basis.text);
  line("link", rule.basis.url);
  if (rule.basis.checked > Date{}) line("checked", to_string(rule.basis.checked));
  line("unsure", rule.basis.unsure);
  line("step", join(rule.then.step, ", "));
  line("melding", join(rule.then.melding, ", "));
  for (const std::string& text : rule.unsaid) line("unsaid", text);
  line("written in", fmt::format("{}:{}", rule.place.file, rule.place.line));
}

int show_rule(const Global& global, const std::string& id) {
  const Rulebook rulebook = everything(global, {});
  const auto* versions = rulebook.find(id);
  if (versions == nullptr) {
    std::vector<std::string> ids;
    for (const auto& v : rulebook.rules()) ids.push_back(v.front().id);
    const std::string near = nearest(id, ids);
    throw Error(ErrorCode::usage,
                fmt::format("there is no rule `{}`{}", id,
                            near.empty() ? "; see verzuim rules list" : "; did you mean `" + near + "`?"));
  }
  std::string out;
  for (const Rule& rule : *versions) show_version(out, global, rule);
  print(out);
  return 0;
}

int test_rules(const Global& global, const std::vector<std::string>& paths) {
  const Rulebook rulebook = everything(global, paths);
  std::size_t failed = 0;
  for (const RuleTestOutcome& outcome : run_rule_tests(rulebook)) {
    if (outcome.message.empty()) continue;
    ++failed;
    const std::string what =
        fmt::format("test \"{}\" of `{}`: {}", outcome.test->name, outcome.test->rule, outcome.message);
    say("verzuim rules: " + Error(ErrorCode::config, what, outcome.test->place).text());
  }
  print(fmt::format("{} passed, {} failed\n", rulebook.tests().size() - failed, failed));
  return failed == 0 ? 0 : static_cast<int>(ErrorCode::config);
}

/// Lists what could be changed in a rule without a test that notices.
int mutate(const Global& global, const std::vector<std::string>& paths) {
  const MutationReport report = mutate_rules(everything(global, paths));
  for (const SurvivingMutant& m : report.survivors) {
    const std::string what =
        fmt::format("`{}`: {}: {} -> {}: no test notices; add one", m.rule, m.slot, m.was, m.becomes);
    say("verzuim rules: " + Error(ErrorCode::config, what, m.place).text());
  }
  for (const EquivalentMutant& e : report.idle)
    say("verzuim rules: " +
        Error(
            ErrorCode::config,
            fmt::format("`{}`: {}: {} -> {} is declared to make no difference, but it is no change that the "
                        "tests let pass; remove the declaration",
                        e.rule, e.slot, e.was, e.becomes),
            e.place)
            .text());
  print(fmt::format(
      "{} of {} mutants killed{}\n", report.killed, report.made,
      report.equivalent > 0 ? fmt::format(", {} declared to make no difference", report.equivalent) : ""));
  return report.survivors.empty() && report.idle.empty() ? 0 : static_cast<int>(ErrorCode::config);
}

/// The steps of all ladders in use.
std::vector<LintStep> steps_in_use(const Global& global) {
  std::map<std::string, bool> steps;
  const LadderSet ladders = load_ladders(global, {});
  for (const Ladder& ladder : ladders.ladders())
    for (const LadderStep& step : ladder.steps) steps[step.id] = steps[step.id] || step.gemeente;
  std::vector<LintStep> list;
  for (const auto& [id, gemeente] : steps) list.push_back({id, gemeente});
  return list;
}

/// What can come in: by the profiles of the config where it names some, else by the shipped ones.
std::optional<ProfileYield> yield_in_use(const Global& global) {
  Profiles profiles = Profiles::shipped();
  std::vector<std::string> names;
  for (const std::string& path : global.config.profiles)
    for (const std::string& file : toml_files(path))
      names.push_back(profiles.add(read_file(file, by_hand), file));
  if (names.empty()) names = profiles.names();
  ProfileYield all;
  std::set<std::uint8_t> marks;
  bool any = false;
  for (const std::string& name : names) {
    const auto yield = profiles.find(name)->yield();
    if (!yield) continue;
    any = true;
    all.kinds |= yield->kinds;
    marks.insert(yield->marks.begin(), yield->marks.end());
  }
  if (!any) return std::nullopt;
  all.marks.assign(marks.begin(), marks.end());
  return all;
}

int check_rules(const Global& global, const std::vector<std::string>& paths) {
  Rulebook shipped = Rulebook::shipped(all_books);
  shipped.finish();
  const Rulebook all = everything(global, paths);
  auto findings = lint(all, {today(), steps_in_use(global), yield_in_use(global), &shipped});
  std::vector<std::string> asked;
  // The shipped ladders serve the shipped rules, whatever set is looked at.
  for (const Rulebook* book : std::initializer_list<const Rulebook*>{&all, &shipped})
    for (const auto& versions : book->rules())
      for (const Rule& rule : versions)
        asked.insert(asked.end(), rule.then.step.begin(), rule.then.step.end());
  const auto of_ladders = lint_ladders(load_ladders(global, {}), asked);
  findings.insert(findings.end(), of_ladders.begin(), of_ladders.end());
  for (const LintFinding& finding : findings)
    say("verzuim rules: " +
        Error(ErrorCode::config,
              fmt::format("{}: {}: {}", finding.fault ? "fault" : "warning", finding.code, finding.text),
              finding.place)
            .text());
  return findings.empty() ? 0 : static_cast<int>(ErrorCode::config);
}

}  // namespace

int run_rules(const Global& global, const RulesOptions& options) {
  if (options.verb == "list") return list_rules(global);
  if (options.verb == "show") return show_rule(global, options.id);
  if (options.verb == "try") return try_rules(global, options);
  if (options.verb == "test" && options.mutate) return mutate(global, options.paths);
  if (options.verb == "test") return test_rules(global, options.paths);
  return check_rules(global, options.paths);
}
