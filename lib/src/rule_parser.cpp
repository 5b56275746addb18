// SPDX-License-Identifier: EUPL-1.2
#include "rule_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rule_slots.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

void check_patterns(const Rule& rule, const TomlNode& node) {
  if (const auto& rising = rule.when.rising) {
    const bool weeks = rule.window.kind == WindowKind::school_weeks && rule.count.of == Measure::rate;
    if (!weeks || (rising->blocks > 0 && rule.window.length % rising->blocks != 0))
      node.refuse("`rising` needs of = \"rate\" and a window of school weeks that the blocks divide");
    if (rising->last >= rule.window.length)
      node.refuse("`last` is shorter than the window: what lies before it is what it is compared with");
  }
  if (const auto& concentrated = rule.when.concentrated) {
    const Measure of = concentrated->by_weekday ? Measure::days : Measure::lessons;
    if (rule.count.of != of)
      node.refuse("`concentrated` counts lessons for a subject and days for a weekday");
  }
}

/// What only the slots together can tell.
void check_rule(const Rule& rule, const TomlNode& node) {
  const bool run = rule.window.kind == WindowKind::run, days = rule.count.of == Measure::run_days;
  if (run != days) node.refuse("of = \"run_days\" and window = { run = … } go together");
  const bool again = rule.again.restart || rule.again.every > 0 || rule.again.fresh > 0;
  if (rule.when.at_least.size() > 1 && again) node.refuse("rungs cannot have restart, every or fresh");
  for (std::size_t i = 1; i < rule.when.at_least.size(); ++i)
    if (rule.when.at_least[i - 1].steps.back().second >= rule.when.at_least[i].steps.back().second)
      node.refuse("rungs must rise");
  if ((rule.again.every > 0 || rule.again.fresh > 0) &&
      (rule.count.of == Measure::rate || rule.when.at_least.empty()))
    node.refuse("`every` and `fresh` need a count with at_least");
  if (rule.again.every > 0 && rule.when.more_than)
    node.refuse("`every` goes with at_least, not with more_than");
  if (rule.when.below && rule.when.at_least.size() != 1) node.refuse("`below` goes with one at_least");
  check_patterns(rule, node);
  const bool whole_days = run || rule.count.of == Measure::rate || rule.count.of == Measure::concerns;
  if (rule.when.share_of_days > 0 && whole_days)
    node.refuse("`share_of_days` is of days with a record: not for a rate, a run or concerns");
  if (run && rule.count.where.share_of_day.any())
    node.refuse("a run is of days wholly missed; `share_of_day` does not go with it");
  if (rule.window.kind == WindowKind::first && rule.window.first_of == FirstOf::stay && rule.who.all_schools)
    node.refuse("the first weeks of a stay are of one school; all_schools does not go with them");
  if (rule.until < rule.start) node.refuse("valid_until lies before the start; mend one of them");
}

}  // namespace

std::size_t choice(const TomlNode& node, std::string_view text, const std::vector<std::string>& names,
                   std::string_view what) {
  const auto at = std::find(names.begin(), names.end(), text);
  if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
  const std::string near = nearest(text, names);
  std::vector<std::string> shown;
  std::copy_if(names.begin(), names.end(), std::back_inserter(shown),
               [](const std::string& n) { return !n.empty(); });
  node.refuse(
      fmt::format("unknown {} `{}`; {}", what, text,
                  near.empty() ? "it is one of " + join(shown, ", ") : "did you mean `" + near + "`?"));
}

DatedValues parse_values(const TomlNode* node) {
  DatedValues values;
  if (node == nullptr) return values;
  for (const auto& [name, list] : node->fields) {
    auto& steps = values[name];
    if (list.type != TomlNode::Type::array || list.items.empty())
      list.refuse("a dated value is a list: [{ from = DATE, is = NUMBER }]");
    for (const TomlNode& item : list.items) {
      TomlTable table(item);
      steps.emplace_back(table.need("from").as_date(), table.need("is").as_micro());
      table.finish();
      if (steps.size() > 1 && steps[steps.size() - 2].first >= steps.back().first)
        item.refuse("the dates of a value must rise");
    }
  }
  return values;
}

Basis parse_basis(const TomlNode& node) {
  TomlTable table(node);
  Basis basis;
  basis.text = table.need_text("text");
  basis.url = table.text("url");
  basis.checked = table.date("checked").value_or(Date{});
  basis.says = table.text("says");
  basis.unsure = table.text("unsure");
  table.finish();
  return basis;
}

Rule parse_rule(const TomlNode& node, const DatedValues& values) {
  TomlTable table(node);
  Rule rule;
  rule.place = node.place;
  rule.id = table.need_text("id");
  if (rule.id.empty() ||
      rule.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_+.") != std::string::npos)
    table.need("id").refuse("write an id with lower-case letters, digits and hyphens only");
  rule.title = table.text("title", rule.id);
  rule.level = Level::school;
  if (const TomlNode* level = table.get("level"))
    rule.level = static_cast<Level>(choice_of(*level, level->as_text(), level_names, "level"));
  if (const TomlNode* basis = table.get("basis")) rule.basis = parse_basis(*basis);
  const auto valid = table.date("valid_from"), seen = table.date("seen_from");
  if (valid && seen)
    node.refuse("a rule has either valid_from or seen_from: the first day it is in force, or was seen to be");
  rule.start = valid ? *valid : seen ? *seen : make_date(1900, 1, 1);
  rule.start_is_seen = seen.has_value();
  rule.until = table.date("valid_until").value_or(open_end);
  rule.who = parse_who(table.get("who"), values);
  const TomlNode& when = table.need("when");
  const bool mix = when.find("mix") != nullptr;
  if (mix && table.get("count") != nullptr)
    node.refuse("the parts of a mix say what they count; leave `count` out");
  if (!mix) rule.count = parse_count_slot(table.need("count"));
  rule.window = parse_window(table.need("window"));
  rule.when = parse_when(when, values, rule.count.of);
  for (const MixPart& part : rule.when.mix) rule.count.kinds |= part.kinds;
  rule.again = parse_again(table.get("again"));
  rule.then = parse_then(table.need("then"), rule.when.at_least.size());
  rule.unsaid = table.texts("unsaid");
  rule.replaces = table.flag("replaces");
  table.finish();
  check_rule(rule, node);
  return rule;
}

}  // namespace verzuim
