// SPDX-License-Identifier: EUPL-1.2
#include "ladder_parser.hpp"

#include <fmt/format.h>

#include "ladder_parts.hpp"
#include "rule_parser.hpp"

namespace verzuim {
namespace {

void parse_holders(const TomlNode& node, Ladder& ladder) {
  TomlTable table(node);
  for (const auto& [role, holder] : node.fields) {
    table.get(role);
    const std::string name(role_names[choice_of(holder, role, role_names, "role")]);
    const auto held =
        static_cast<RoleHolder>(choice_of(holder, holder.as_text(), role_holder_names, "holder"));
    if (always_gemeente(name) && held != RoleHolder::gemeente)
      holder.refuse(
          fmt::format("the role {0} is always held by the gemeente; write {0} = \"gemeente\"", name));
    ladder.holders[name] = held;
  }
}

void parse_starts(const TomlNode& node, Ladder& ladder) {
  std::vector<std::string_view> names(concern_themes.begin(), concern_themes.end());
  names.push_back("default");
  for (const auto& [theme, step] : node.fields) {
    choice_of(step, theme, names, "theme");
    need_step(step, ladder, step.as_text());
    if (ladder.find(step.text)->punitive)
      step.refuse(
          fmt::format("a dossier cannot start with `{}`, which punishes; name another step", step.text));
    ladder.starts[theme] = step.text;
  }
  if (!ladder.starts.contains("default"))
    node.refuse("the key `default` is missing; add the step with which other themes start");
}

}  // namespace

Ladder parse_ladder(std::string_view text, const std::string& name) {
  const TomlNode root = read_toml(text, name);
  TomlTable table(root);
  Ladder ladder;
  ladder.place = {name, 1, 1};
  ladder.id = table.need_text("id");
  ladder.title = table.need_text("title");
  const TomlNode& sectors = table.need("sectors");
  if (sectors.as_texts().empty()) sectors.refuse("name at least one sector");
  for (const std::string& sector : sectors.as_texts())
    ladder.sectors.push_back(static_cast<Sector>(choice_of(sectors, sector, sector_names, "sector")));
  ladder.basis = parse_bases(&table.need("basis"));
  TomlTable chooser(table.need("choose"));
  ladder.chooser = parse_role(chooser.need("role"));
  ladder.choose_act = chooser.need_text("act");
  chooser.finish();
  TomlTable late(table.need("seen_late"));
  ladder.seen_late = late.need("days").as_count();
  late.flag("proposed");
  late.finish();
  parse_holders(table.need("holder"), ladder);
  need_role(chooser.node(), ladder, ladder.chooser);
  const auto steps = table.tables("step");
  if (steps.empty()) root.refuse("a ladder needs at least one [[step]]");
  for (const TomlNode* node : steps) ladder.steps.push_back(parse_step(*node));
  check_steps(steps, ladder);
  parse_starts(table.need("start"), ladder);
  if (const TomlNode* receive = table.get("receive")) {
    ladder.receive = receive->as_text();
    need_step(*receive, ladder, ladder.receive);
  }
  table.finish();
  return ladder;
}

}  // namespace verzuim
