// SPDX-License-Identifier: EUPL-1.2
#include "ladder_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rule_parser.hpp"
#include "toml_reader.hpp"

namespace verzuim {
namespace {

/// The types of event that can record a task.
constexpr std::array<std::string_view, 10> records = {"contact", "invited", "talk", "afspraak", "verslag", "informed", "consult", "knooppunt", "melding", "handover"};
constexpr KindSet all_kinds = 0b111111;
constexpr KindSet never_gemeente = bit(Kind::sick) | bit(Kind::authorised);

std::string parse_role(const TomlNode& node) {
  return std::string(role_names[choice_of(node, node.as_text(), role_names, "role")]);
}

std::vector<Duty> parse_duty(TomlTable& table) {
  std::vector<Duty> duties;
  if (const TomlNode* node = table.get("duty"))
    for (const std::string& text : node->as_texts()) duties.push_back(static_cast<Duty>(choice_of(*node, text, duty_names, "duty")));
  return duties;
}

RoleChoice parse_role_choice(const TomlNode& node) {
  RoleChoice choice;
  if (node.type != TomlNode::Type::table) {
    choice.fixed = parse_role(node);
    return choice;
  }
  for (const auto& [duty, role] : node.fields) choice.by_duty[choice_of(role, duty, duty_names, "duty")] = parse_role(role);
  return choice;
}

LadderTerm parse_ladder_term(const TomlNode& node) {
  TomlTable table(node);
  LadderTerm term;
  int given = 0;
  for (std::size_t i = 0; i < ladder_unit_names.size(); ++i) {
    if (const auto n = table.count(ladder_unit_names[i])) {
      term.n = *n;
      term.unit = static_cast<LadderUnit>(i);
      ++given;
    }
  }
  term.proposed = table.flag("proposed");
  table.finish();
  if (given != 1) node.refuse("a term has one of working_days, school_days, school_weeks and days");
  return term;
}

std::vector<std::string> parse_records(const TomlNode& node) {
  std::vector<std::string> types;
  for (const std::string& text : node.as_texts()) types.emplace_back(records[choice_of(node, text, records, "event")]);
  if (types.empty()) node.refuse("name at least one event that records the step");
  return types;
}

LadderTask parse_task(const TomlNode& node) {
  TomlTable table(node);
  LadderTask task;
  task.act = table.need_text("act");
  task.record = parse_records(table.need("record"));
  if (const TomlNode* whom = table.get("whom")) task.whom = parse_role(*whom);
  if (const TomlNode* role = table.get("role")) task.role = parse_role_choice(*role);
  task.within = parse_ladder_term(table.need("within"));
  task.duty = parse_duty(table);
  task.if_passed = table.text("if_passed");
  table.finish();
  return task;
}

std::vector<Involved> parse_involved(TomlTable& step, std::string_view key) {
  std::vector<Involved> list;
  const TomlNode* node = step.get(key);
  if (node == nullptr) return list;
  if (node->type != TomlNode::Type::array) node->refuse(fmt::format("`{}` is a list of roles or of tables {{ whom = \"parents\" }}", key));
  for (const TomlNode& item : node->items) {
    if (item.type == TomlNode::Type::text) {
      list.push_back({parse_role(item), {}, 0});
      continue;
    }
    TomlTable table(item);
    list.push_back({parse_role(table.need("whom")), parse_duty(table), table.count("below_age").value_or(0)});
    table.finish();
  }
  return list;
}

Move parse_move(const TomlNode& node) {
  TomlTable table(node);
  Move move;
  const TomlNode& by = table.need("by");
  move.by = static_cast<Mover>(choice_of(by, by.as_text(), mover_names, "mover"));
  move.to = table.need_text("to");
  if (move.by == Mover::no_contact) {
    move.attempts = table.need("attempts").as_count();
    move.days = table.count("days").value_or(1);
    if (move.attempts < 1 || move.days > move.attempts) node.refuse("no_contact needs at least one attempt, and no more days than attempts");
  }
  if (move.by == Mover::overdue)
    if (const TomlNode* after = table.get("after")) move.after = parse_ladder_term(*after);
  move.proposed = table.flag("proposed");
  table.finish();
  return move;
}

Fallback parse_fallback(const TomlNode& node) {
  TomlTable table(node);
  Fallback fallback{parse_role(table.need("role")), table.need_text("act"), parse_records(table.need("record"))};
  table.finish();
  return fallback;
}

std::vector<Basis> parse_bases(const TomlNode* node) {
  std::vector<Basis> bases;
  if (node == nullptr) return bases;
  if (node->type != TomlNode::Type::array) node->refuse("`basis` is a list of tables: [[basis]]");
  for (const TomlNode& item : node->items) bases.push_back(parse_basis(item));
  return bases;
}

KindSet parse_kinds(TomlTable& table) {
  const TomlNode* node = table.get("kinds");
  if (node == nullptr) return all_kinds;
  KindSet kinds = 0;
  for (const std::string& text : node->as_texts()) kinds |= bit(static_cast<Kind>(choice_of(*node, text, kind_names, "kind")));
  return kinds;
}

void parse_tasks(TomlTable& table, LadderStep& step) {
  for (const TomlNode* node : table.tables("before")) step.tasks.push_back(parse_task(*node));
  step.main = step.tasks.size();
  LadderTask own;
  own.act = table.need_text("act");
  own.record = parse_records(table.need("record"));
  own.within = parse_ladder_term(table.need("within"));
  step.tasks.push_back(std::move(own));
  for (const TomlNode* node : table.tables("after")) step.tasks.push_back(parse_task(*node));
}

LadderStep parse_step(const TomlNode& node) {
  TomlTable table(node);
  LadderStep step;
  step.place = node.place;
  step.id = table.need_text("id");
  step.title = table.need_text("title");
  step.role = parse_role_choice(table.need("role"));
  parse_tasks(table, step);
  TomlTable follow(table.need("follow"));
  step.follow_act = follow.need_text("act");
  step.follow = parse_ladder_term(follow.need("within"));
  follow.finish();
  step.withdrawn_act = table.text("withdrawn_act");
  step.invite = parse_involved(table, "invite");
  step.inform = parse_involved(table, "inform");
  for (const TomlNode* move : table.tables("moves")) step.moves.push_back(parse_move(*move));
  if (const TomlNode* down = table.get("takes_down")) {
    step.takes_down = parse_ladder_term(*down);
    if (step.takes_down->unit != LadderUnit::school_weeks) down->refuse("what takes a step down is counted in school_weeks");
  }
  step.kinds = parse_kinds(table);
  step.beside = table.flag("beside");
  step.statutory = table.flag("statutory");
  step.gemeente = table.flag("reaches_gemeente");
  if (const TomlNode* fallback = table.get("fallback")) step.fallback = parse_fallback(*fallback);
  step.basis = parse_bases(table.get("basis"));
  table.finish();
  return step;
}

void parse_holders(const TomlNode& node, Ladder& ladder) {
  TomlTable table(node);
  for (const auto& [role, holder] : node.fields) {
    table.get(role);
    const std::string name(role_names[choice_of(holder, role, role_names, "role")]);
    const auto held = static_cast<RoleHolder>(choice_of(holder, holder.as_text(), role_holder_names, "holder"));
    if (always_gemeente(name) && held != RoleHolder::gemeente) holder.refuse(fmt::format("the role {} is always held by the gemeente", name));
    ladder.holders[name] = held;
  }
}

/// A step of a gemeente, or one that reaches it, is never moved by what a gemeente may not know.
void settle_gemeente(const TomlNode& node, const Ladder& ladder, LadderStep& step) {
  const auto held = [&](const std::string& role) { return !role.empty() && ladder.holder(role) == RoleHolder::gemeente; };
  step.gemeente = step.gemeente || held(step.role.fixed) || std::any_of(step.role.by_duty.begin(), step.role.by_duty.end(), held);
  if (step.gemeente && (step.kinds & never_gemeente) != 0)
    node.refuse(fmt::format("the step `{}` reaches the gemeente; give it kinds = [\"unauthorised\", \"late\", \"removed\", \"unknown\"], without sick or authorised", step.id));
  if (step.statutory && !step.beside) node.refuse(fmt::format("the step `{}` is statutory and waits for nothing; write beside = true", step.id));
}

void need_role(const TomlNode& node, const Ladder& ladder, const std::string& role) {
  if (!role.empty() && !ladder.holders.contains(role)) node.refuse(fmt::format("the role {} has no holder; add it under [holder]", role));
}

void need_roles(const TomlNode& node, const Ladder& ladder, const RoleChoice& choice) {
  need_role(node, ladder, choice.fixed);
  for (const std::string& role : choice.by_duty) need_role(node, ladder, role);
}

void need_step(const TomlNode& node, const Ladder& ladder, const std::string& step) {
  if (step.empty()) return;
  std::vector<std::string> ids;
  for (const LadderStep& s : ladder.steps) ids.push_back(s.id);
  choice(node, step, ids, "step");
}

void check(const std::vector<const TomlNode*>& nodes, Ladder& ladder) {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (const std::string& id = ladder.steps[i].id; ladder.rank(id) != static_cast<int>(i)) nodes[i]->refuse(fmt::format("the step `{}` stands here twice; give one of them another id", id));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    LadderStep& step = ladder.steps[i];
    const TomlNode& node = *nodes[i];
    need_roles(node, ladder, step.role);
    for (const LadderTask& task : step.tasks) {
      if (task.role) need_roles(node, ladder, *task.role);
      need_step(node, ladder, task.if_passed);
    }
    if (step.fallback) need_role(node, ladder, step.fallback->role);
    for (const Move& move : step.moves) {
      need_step(node, ladder, move.to);
      // A step that runs beside has no place in the order, so it can neither be above nor below.
      const bool ordered = !step.beside && !ladder.find(move.to)->beside;
      if (ordered && ladder.rank(move.to) < static_cast<int>(i)) node.refuse(fmt::format("the step `{}` moves back to `{}`; a dossier never goes backwards", step.id, move.to));
    }
    settle_gemeente(node, ladder, step);
  }
}

void parse_starts(const TomlNode& node, Ladder& ladder) {
  std::vector<std::string_view> names(concern_themes.begin(), concern_themes.end());
  names.push_back("default");
  for (const auto& [theme, step] : node.fields) {
    choice_of(step, theme, names, "theme");
    need_step(step, ladder, step.as_text());
    ladder.starts[theme] = step.text;
  }
  if (!ladder.starts.contains("default")) node.refuse("the key `default` is missing: the step with which other themes start");
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
  for (const std::string& sector : sectors.as_texts()) ladder.sectors.push_back(static_cast<Sector>(choice_of(sectors, sector, sector_names, "sector")));
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
  check(steps, ladder);
  parse_starts(table.need("start"), ladder);
  table.finish();
  return ladder;
}

}  // namespace verzuim
