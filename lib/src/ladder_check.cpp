// SPDX-License-Identifier: EUPL-1.2
// What must hold between the steps, roles and holders of a ladder.
#include <fmt/format.h>

#include <algorithm>

#include "ladder_parts.hpp"
#include "rule_parser.hpp"

namespace verzuim {
namespace {

constexpr KindSet never_gemeente = bit(Kind::sick) | bit(Kind::authorised);

/// A step of a gemeente, or one that reaches it, is never moved by what a gemeente may not know.
void settle_gemeente(const TomlNode& node, const Ladder& ladder, LadderStep& step) {
  const auto held = [&](const std::string& role) {
    return !role.empty() && ladder.holder(role) == RoleHolder::gemeente;
  };
  step.gemeente = step.gemeente || held(step.role.fixed) ||
                  std::any_of(step.role.by_duty.begin(), step.role.by_duty.end(), held);
  if (step.gemeente && (step.kinds & never_gemeente) != 0)
    node.refuse(
        fmt::format("the step `{}` reaches the gemeente; give it kinds = [\"unauthorised\", \"late\", "
                    "\"removed\", \"unknown\"], without sick or authorised",
                    step.id));
  if (step.bundle > 0 && !step.statutory)
    node.refuse(fmt::format(
        "the step `{}` bundles what is reported, so it is statutory; write statutory = true", step.id));
  if (step.punitive && (step.statutory || step.takes_down))
    node.refuse(fmt::format(
        "the step `{}` punishes, and that is only ever a person's; leave out statutory and takes_down",
        step.id));
  if (step.statutory && !step.beside)
    node.refuse(
        fmt::format("the step `{}` is statutory and waits for nothing; write beside = true", step.id));
}

void need_roles(const TomlNode& node, const Ladder& ladder, const RoleChoice& choice) {
  need_role(node, ladder, choice.fixed);
  for (const std::string& role : choice.by_duty) need_role(node, ladder, role);
}

void check_step(const TomlNode& node, const Ladder& ladder, LadderStep& step) {
  need_roles(node, ladder, step.role);
  for (const LadderTask& task : step.tasks) {
    if (task.role) need_roles(node, ladder, *task.role);
    need_step(node, ladder, task.if_passed);
  }
  if (step.fallback) need_role(node, ladder, step.fallback->role);
  for (const Move& move : step.moves) {
    need_step(node, ladder, move.to);
    // A step that runs beside has no place in the order, so it can neither be above nor below.
    if (ladder.find(move.to)->punitive)
      node.refuse(fmt::format(
          "the step `{}` moves on to `{}`, which punishes; that is only ever a person's, so leave "
          "out the move",
          step.id, move.to));
    const bool ordered = !step.beside && !ladder.find(move.to)->beside;
    if (ordered && ladder.rank(move.to) < ladder.rank(step.id))
      node.refuse(
          fmt::format("the step `{}` moves back to `{}`; a dossier never goes backwards", step.id, move.to));
  }
  settle_gemeente(node, ladder, step);
}

}  // namespace

void need_role(const TomlNode& node, const Ladder& ladder, const std::string& role) {
  if (!role.empty() && !ladder.holders.contains(role))
    node.refuse(fmt::format("the role {} has no holder; add it under [holder]", role));
}

void need_step(const TomlNode& node, const Ladder& ladder, const std::string& step) {
  if (step.empty()) return;
  std::vector<std::string> ids;
  for (const LadderStep& s : ladder.steps) ids.push_back(s.id);
  choice(node, step, ids, "step");
}

void check_steps(const std::vector<const TomlNode*>& nodes, Ladder& ladder) {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (const std::string& id = ladder.steps[i].id; ladder.rank(id) != static_cast<int>(i))
      nodes[i]->refuse(fmt::format("the step `{}` stands here twice; give one of them another id", id));
  for (std::size_t i = 0; i < nodes.size(); ++i) check_step(*nodes[i], ladder, ladder.steps[i]);
}

}  // namespace verzuim
