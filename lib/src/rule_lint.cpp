// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rule_lint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rule_lint_tests.hpp"
#include "rule_reach.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr int basis_days = 400;  // a source should be read again every year, with a month's grace

/// The first word by which a text claims the force of law, unless it says that it has none.
std::string law_word(const std::string& text) {
  const std::string low = folded(text);
  for (const char* word : {"wettelijk", "verplicht", "volgens de wet", "artikel", "art. "}) {
    const auto at = low.find(word);
    if (at == std::string::npos) continue;
    constexpr std::size_t look = 24;  // letters before the word in which it can be denied
    const std::string before = low.substr(at > look ? at - look : 0, std::min(at, look));
    const auto denied = [&](const char* no) { return before.find(no) != std::string::npos; };
    if (!denied("geen") && !denied("niet") && !denied("nooit") && !denied("geldt als on")) return word;
  }
  return {};
}

class Linter {
 public:
  Linter(const Rulebook& rulebook, const LintSetting& setting) : rulebook_(rulebook), setting_(setting) {}

  std::vector<LintFinding> look() {
    for (const auto& versions : rulebook_.rules()) {
      for (const Rule& rule : versions) look_at(rule);
      look_at_versions(versions);
      look_at_shipped(versions);
      look_for_twins(versions);
      if (const std::string lack = tests_.lack(rulebook_, versions); !lack.empty())
        add(versions.back(), false, "few-tests", lack);
    }
    look_at_tests();
    look_at_values();
    return std::move(findings_);
  }

 private:
  void add(const Rule& rule, bool fault, std::string code, std::string text) {
    findings_.push_back({rule.place, fault, std::move(code), std::move(text)});
  }

  void look_at(const Rule& rule) {
    look_at_basis(rule);
    if (const std::string why = out_of_reach(rule); !why.empty())
      add(rule, true, "unreachable", fmt::format("`{}` can never be reached: {}", rule.id, why));
    look_at_steps(rule);
    look_at_claim(rule);
    look_at_codes(rule);
    look_at_start_of_values(rule);
  }

  void look_at_basis(const Rule& rule);
  void look_at_steps(const Rule& rule);
  void look_at_claim(const Rule& rule);
  void look_at_codes(const Rule& rule);
  void look_at_start_of_values(const Rule& rule);
  void look_at_versions(const std::vector<Rule>& versions);
  void look_at_shipped(const std::vector<Rule>& versions);
  void look_for_twins(const std::vector<Rule>& versions);
  void look_at_tests();
  void look_at_values();

  const Rulebook& rulebook_;
  const LintSetting& setting_;
  TestContent tests_;
  std::vector<LintFinding> findings_;
};

void Linter::look_at_basis(const Rule& rule) {
  if (rule.start == make_date(1900, 1, 1))
    add(rule, false, "no-start",
        fmt::format("`{}` does not say from when it holds; write valid_from or seen_from", rule.id));
  if (rule.level == Level::law &&
      (rule.basis.text.empty() || rule.basis.url.empty() || rule.basis.says.empty()))
    add(rule, true, "no-basis",
        fmt::format("`{}` claims to be law but lacks its article, link or what that says", rule.id));
  if (rule.basis.checked > Date{} && setting_.on - rule.basis.checked > basis_days)
    add(rule, false, "old-basis",
        fmt::format("the source of `{}` was last read on {}; read it again", rule.id,
                    to_string(rule.basis.checked)));
}

void Linter::look_at_steps(const Rule& rule) {
  const auto& steps = setting_.steps;
  if (steps.empty()) return;
  const bool theirs = (rule.count.kinds & (bit(Kind::sick) | bit(Kind::authorised))) != 0;
  for (const std::string& id : rule.then.step) {
    if (id.empty()) continue;
    const auto step = std::find_if(steps.begin(), steps.end(), [&](const LintStep& s) { return s.id == id; });
    if (step == steps.end()) {
      std::vector<std::string> ids;
      for (const LintStep& s : steps) ids.push_back(s.id);
      const std::string near = nearest(id, ids);
      add(rule, true, "no-step",
          fmt::format(
              "no ladder has the step `{}` of `{}`{}", id, rule.id,
              near.empty() ? "; the steps are " + join(ids, ", ") : "; did you mean `" + near + "`?"));
    } else if (theirs && step->gemeente) {
      add(rule, true, "sick-step",
          fmt::format("`{}` counts sickness or leave, and its step `{}` is a gemeente's; it must end at "
                      "school or at the jeugdarts",
                      rule.id, id));
    }
  }
}

/// Nobody may take a proposal for a duty.
void Linter::look_at_claim(const Rule& rule) {
  if (rule.level != Level::proposed) return;
  if (std::find(rule.then.severity.begin(), rule.then.severity.end(), Severity::must) !=
      rule.then.severity.end())
    add(rule, true, "proposed-law",
        fmt::format("`{}` is a proposal, and its severity is `must`; write should or notice", rule.id));
  for (const std::string* text : {&rule.title, &rule.basis.says})
    if (const std::string word = law_word(*text); !word.empty())
      add(rule, true, "proposed-law",
          fmt::format(
              "`{}` is a proposal, and speaks as if it were law (\"{}\"); say that it is none, or give "
              "it its level and source",
              rule.id, trim(word)));
}

void Linter::look_at_codes(const Rule& rule) {
  if (!setting_.codes) return;
  std::vector<std::string> lacking;
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if ((rule.count.kinds & bit(static_cast<Kind>(i)) & ~setting_.codes->kinds) != 0)
      lacking.push_back(fmt::format("the kind `{}`", kind_names[i]));
  const auto& marks = setting_.codes->marks;
  for (std::uint8_t mark : rule.count.where.mark)
    if (!std::binary_search(marks.begin(), marks.end(), mark))
      lacking.push_back(fmt::format("the mark `{}`", mark_names[mark]));
  if (!lacking.empty())
    add(rule, false, "no-code",
        fmt::format(
            "`{}` counts {}, and no code of a profile in use stands for it; name one under [codes] or "
            "[types]",
            rule.id, join(lacking, " and ")));
}

void Linter::look_at_start_of_values(const Rule& rule) {
  for (const Quantity* number : quantities(rule))
    if (!number->name.empty() && number->steps.front().first > rule.start)
      add(rule, false, "late-value",
          fmt::format("`{}` holds from {}, but `${}` has no value before {}: until then it is undecided",
                      rule.id, to_string(rule.start), number->name, to_string(number->steps.front().first)));
}

void Linter::look_at_versions(const std::vector<Rule>& versions) {
  for (std::size_t i = 1; i < versions.size(); ++i)
    if (versions[i - 1].until + 1 != versions[i].start)
      add(versions[i], false, "gap",
          fmt::format("between {} and {} no version of `{}` is in force; is that meant?",
                      to_string(versions[i - 1].until), to_string(versions[i].start), versions[i].id));
}

void Linter::look_at_shipped(const std::vector<Rule>& versions) {
  if (setting_.shipped == nullptr || versions.front().ours) return;
  const auto* shipped = setting_.shipped->find(versions.front().id);
  for (const Rule& rule : versions) {
    if (shipped == nullptr && rule.replaces)
      add(rule, false, "nothing-replaced",
          fmt::format(
              "`{}` says replaces = true, but no shipped rule has this id; leave it out, or mend the id",
              rule.id));
    if (shipped != nullptr && !rule.replaces)
      add(rule, true, "shipped-id",
          fmt::format("the rule `{}` is shipped; write replaces = true to put yours in its place, or choose "
                      "another id",
                      rule.id));
  }
  if (shipped == nullptr) return;
  const Date from = shipped->front().start, until = shipped->back().until;
  if (versions.front().start > from)
    add(versions.front(), false, "shadow",
        fmt::format(
            "`{}` hides the shipped rule, which holds from {}; yours starts on {}, and before that there "
            "is now none",
            versions.front().id, to_string(from), to_string(versions.front().start)));
  if (versions.back().until < until)
    add(versions.back(), false, "shadow",
        fmt::format("`{}` hides the shipped rule, which goes on after {}; then there is now none",
                    versions.back().id, to_string(versions.back().until)));
}

/// Two ids that say the same give every signal twice.
void Linter::look_for_twins(const std::vector<Rule>& versions) {
  for (const auto& others : rulebook_.rules()) {
    if (others.front().id >= versions.front().id) break;
    for (const Rule& other : others)
      for (const Rule& rule : versions)
        if (rule.same_norm(other) && rule.start <= other.until && other.start <= rule.until)
          add(rule, false, "twin",
              fmt::format("`{}` counts the same as `{}` of {}:{}; both will fire", rule.id, other.id,
                          other.place.file, other.place.line));
  }
}

void Linter::look_at_tests() {
  std::vector<std::string> ids;
  for (const auto& versions : rulebook_.rules()) ids.push_back(versions.front().id);
  const Place* last = nullptr;
  for (const RuleTest& test : rulebook_.tests()) {
    const bool said = last != nullptr && last->file == test.place.file && last->line == test.place.line;
    if (said || rulebook_.find(test.rule) != nullptr) continue;
    last = &test.place;
    const std::string near = nearest(test.rule, ids);
    findings_.push_back({test.place, true, "unknown-rule",
                         fmt::format("test \"{}\" is of the rule `{}`, which is not in this set{}", test.name,
                                     test.rule, near.empty() ? "" : "; did you mean `" + near + "`?")});
  }
}

void Linter::look_at_values() {
  for (const DeclaredValue& value : rulebook_.values())
    if (!value.used)
      findings_.push_back({value.place, false, "unused-value",
                           fmt::format("no rule of this file uses the value `{0}`; write \"${0}\" where it "
                                       "belongs, or remove it",
                                       value.name)});
}

}  // namespace

std::vector<LintFinding> lint(const Rulebook& rulebook, const LintSetting& setting) {
  return Linter(rulebook, setting).look();
}

}  // namespace verzuim
