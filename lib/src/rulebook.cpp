// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/rulebook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "embedded.hpp"
#include "rule_parser.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

std::optional<std::int64_t> Quantity::on(Date date) const {
  std::optional<std::int64_t> value;
  for (const auto& [from, is] : steps)
    if (from <= date) value = is;
  return value;
}

std::vector<const Quantity*> quantities(const Rule& rule) {
  std::vector<const Quantity*> all;
  if (rule.who.age)
    for (const Quantity* bound : {&rule.who.age->first, &rule.who.age->second}) all.push_back(bound);
  for (const Quantity& rung : rule.when.at_least) all.push_back(&rung);
  if (rule.when.below) all.push_back(&*rule.when.below);
  for (const MixPart& part : rule.when.mix) all.push_back(&part.at_least);
  return all;
}

Rulebook Rulebook::of(std::vector<std::vector<Rule>> rules) {
  Rulebook rulebook;
  rulebook.rules_ = std::move(rules);
  return rulebook;
}

Rulebook Rulebook::shipped(const std::vector<std::string>& books) {
  Rulebook rulebook;
  for (const std::string& book : books) {
    if (std::find(level_names.begin(), level_names.end(), book) == level_names.end())
      throw Error(ErrorCode::config, fmt::format("there is no book `{}`; the books are {}", book,
                                                 join({level_names.begin(), level_names.end()}, ", ")));
    for (const EmbeddedFile& file : embedded_files())
      if (file.path.starts_with("rules/" + book + "/")) rulebook.add(file.text, std::string(file.path), true);
  }
  return rulebook;
}

void Rulebook::add(std::string_view text, const std::string& name, bool ours) {
  const TomlNode root = read_toml(text, name);
  files_.push_back({name, std::string(text), ours});
  TomlTable table(root);
  // The parameters of the law stand beside the rules, but the rules do not read them: `Law` does.
  if (ours && table.get("parameter") != nullptr) return;
  const DatedValues values = parse_values(table.get("value"));
  std::set<std::string> used;
  for (const TomlNode* node : table.tables("rule")) {
    loose_.push_back(parse_rule(*node, values));
    loose_.back().ours = ours;
    for (const Quantity* number : quantities(loose_.back())) used.insert(number->name);
  }
  if (const TomlNode* declared = table.get("value"))
    for (const auto& [value, node] : declared->fields)
      values_.push_back({value, node.place, used.contains(value)});
  for (const TomlNode* node : table.tables("test"))
    for (RuleTest& test : parse_rule_test(*node)) tests_.push_back(std::move(test));
  for (const TomlNode* node : table.tables("equivalent")) equivalents_.push_back(parse_equivalent(*node));
  table.finish();
}

void Rulebook::finish() {
  std::stable_sort(loose_.begin(), loose_.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  for (auto from = loose_.begin(); from != loose_.end();) {
    const auto to = std::find_if(from, loose_.end(), [&](const Rule& r) { return r.id != from->id; });
    std::vector<Rule> versions(from, to);
    order_versions(versions);
    rules_.push_back(std::move(versions));
    from = to;
  }
  loose_.clear();
}

void Rulebook::order_versions(std::vector<Rule>& versions) {
  const bool ours = std::any_of(versions.begin(), versions.end(), [](const Rule& r) { return r.ours; });
  const auto user = std::find_if(versions.begin(), versions.end(), [](const Rule& r) { return !r.ours; });
  if (ours && user != versions.end()) {
    const bool meant =
        std::all_of(versions.begin(), versions.end(), [](const Rule& r) { return r.ours || r.replaces; });
    if (!meant)
      throw Error(ErrorCode::config,
                  fmt::format("the rule `{}` is shipped; write replaces = true to put yours in its place, or "
                              "choose another id",
                              user->id),
                  user->place);
    versions.erase(std::remove_if(versions.begin(), versions.end(), [](const Rule& r) { return r.ours; }),
                   versions.end());
  }
  std::stable_sort(versions.begin(), versions.end(),
                   [](const Rule& a, const Rule& b) { return a.start < b.start; });
  for (std::size_t i = 1; i < versions.size(); ++i) {
    Rule &older = versions[i - 1], &newer = versions[i];
    const std::string both = fmt::format(
        "two versions of `{}` are in force at once: this one from {} and that of {}:{} from {}", newer.id,
        to_string(newer.start), older.place.file, older.place.line, to_string(older.start));
    if (older.who.all_schools != newer.who.all_schools)
      throw Error(ErrorCode::config,
                  fmt::format("one version of `{}` counts all schools together and another does not; give it "
                              "another id",
                              newer.id),
                  newer.place);
    if (older.start == newer.start)
      throw Error(ErrorCode::config, both + "; give them different starts", newer.place);
    if (older.until == open_end) older.until = newer.start - 1;
    if (older.until >= newer.start)
      throw Error(ErrorCode::config, fmt::format("{} until {}; end it before", both, to_string(older.until)),
                  newer.place);
  }
}

const std::vector<Rule>* Rulebook::find(std::string_view id) const {
  const auto at = std::find_if(rules_.begin(), rules_.end(),
                               [&](const auto& versions) { return versions.front().id == id; });
  return at == rules_.end() ? nullptr : &*at;
}

std::string Rulebook::hash() const {
  Sha256 hash;
  for (const RuleFile& file : files_) {
    hash.add(file.text);
    hash.add(std::string_view("\0", 1));
  }
  return hash.hex();
}

}  // namespace verzuim
