// SPDX-License-Identifier: EUPL-1.2
// One step of a ladder file: its tasks, whom it takes in and what moves a dossier on from it.
#include <fmt/format.h>

#include "ladder_parts.hpp"
#include "rule_parser.hpp"

namespace verzuim {
namespace {

constexpr KindSet all_kinds = 0b111111;

LadderTask parse_task(const TomlNode& node) {
  TomlTable table(node);
  LadderTask task;
  task.act = table.need_text("act");
  task.record = parse_records(table.need("record"));
  if (const TomlNode* whom = table.get("whom")) task.whom = parse_role(*whom);
  task.fields = table.texts("fields");
  task.about = table.text("about");
  if (const TomlNode* role = table.get("role")) task.role = parse_role_choice(*role);
  task.within = parse_ladder_term(table.need("within"));
  task.duty = parse_duties(table);
  task.if_passed = table.text("if_passed");
  table.finish();
  return task;
}

std::vector<Involved> parse_involved(TomlTable& step, std::string_view key) {
  std::vector<Involved> list;
  const TomlNode* node = step.get(key);
  if (node == nullptr) return list;
  if (node->type != TomlNode::Type::array)
    node->refuse(fmt::format("`{}` is a list of roles or of tables {{ whom = \"parents\" }}", key));
  for (const TomlNode& item : node->items) {
    if (item.type == TomlNode::Type::text) {
      list.push_back({parse_role(item), {}, 0});
      continue;
    }
    TomlTable table(item);
    list.push_back(
        {parse_role(table.need("whom")), parse_duties(table), table.count("below_age").value_or(0)});
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
    if (move.attempts < 1 || move.days > move.attempts)
      node.refuse("no_contact needs at least one attempt, and no more days than attempts");
  }
  if (move.by == Mover::overdue)
    if (const TomlNode* after = table.get("after")) move.after = parse_ladder_term(*after);
  move.proposed = table.flag("proposed");
  table.finish();
  return move;
}

Fallback parse_fallback(const TomlNode& node) {
  TomlTable table(node);
  Fallback fallback{parse_role(table.need("role")), table.need_text("act"),
                    parse_records(table.need("record"))};
  table.finish();
  return fallback;
}

KindSet parse_kinds(TomlTable& table) {
  const TomlNode* node = table.get("kinds");
  if (node == nullptr) return all_kinds;
  KindSet kinds = 0;
  for (const std::string& text : node->as_texts())
    kinds |= bit(static_cast<Kind>(choice_of(*node, text, kind_names, "kind")));
  return kinds;
}

void parse_tasks(TomlTable& table, LadderStep& step) {
  for (const TomlNode* node : table.tables("before")) step.tasks.push_back(parse_task(*node));
  step.main = step.tasks.size();
  LadderTask own;
  own.act = table.need_text("act");
  own.record = parse_records(table.need("record"));
  own.fields = table.texts("fields");
  own.about = table.text("about");
  own.within = parse_ladder_term(table.need("within"));
  step.tasks.push_back(std::move(own));
  for (const TomlNode* node : table.tables("after")) step.tasks.push_back(parse_task(*node));
}

}  // namespace

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
    if (step.takes_down->unit != LadderUnit::school_weeks)
      down->refuse("what takes a step down is counted in school_weeks");
  }
  step.kinds = parse_kinds(table);
  step.beside = table.flag("beside");
  step.statutory = table.flag("statutory");
  step.gemeente = table.flag("reaches_gemeente");
  step.punitive = table.flag("punitive");
  if (const TomlNode* bundle = table.get("bundle")) {
    TomlTable inner(*bundle);
    step.bundle = inner.need("days").as_count();
    inner.flag("proposed");
    inner.finish();
  }
  if (const TomlNode* fallback = table.get("fallback")) step.fallback = parse_fallback(*fallback);
  step.basis = parse_bases(table.get("basis"));
  table.finish();
  return step;
}

}  // namespace verzuim
