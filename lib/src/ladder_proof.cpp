// SPDX-License-Identifier: EUPL-1.2
// The proof of a ladder: what must hold of all its steps together.
#include "verzuim/ladder_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace verzuim {
namespace {

constexpr KindSet inside_kinds = bit(Kind::sick) | bit(Kind::authorised);
constexpr std::array<Duty, 3> held_duties = {Duty::leerplichtig, Duty::kwalificatieplichtig,
                                             Duty::doorstroom};

std::string_view name_of(Duty duty) { return duty_names[static_cast<std::size_t>(duty)]; }

/// Everything that is looked at for one ladder.
class Proof {
 public:
  Proof(const Ladder& ladder, const std::vector<std::string>& asked, std::vector<LintFinding>& findings)
      : ladder_(ladder), asked_(asked), findings_(findings) {}

  void run() {
    const std::set<std::string> reached = reached_steps();
    for (const LadderStep& step : ladder_.steps) {
      if (!reached.contains(step.id) && !step.punitive)
        find(step, "unreachable",
             "no rule, start or move leads to the step `{}`; add one, or leave out the step");
      if (!ends(step))
        find(step, "dead-end",
             "nothing moves a dossier on from the step `{}` and nothing takes it down; add a move or "
             "takes_down");
      check_who(step);
      check_waiting(step);
      check_sickness(step);
      if (step.punitive && asks(step.id))
        find(step, "punitive", "a rule asks for the step `{}`, which punishes; that is only ever a person's");
    }
  }

 private:
  bool asks(const std::string& step) const {
    return std::find(asked_.begin(), asked_.end(), step) != asked_.end();
  }

  void find(const LadderStep& step, std::string code, fmt::string_view text) {
    findings_.push_back({step.place, true, std::move(code), fmt::format(fmt::runtime(text), step.id)});
  }

  std::set<std::string> reached_steps() const {
    std::set<std::string> reached;
    for (const auto& [theme, step] : ladder_.starts) reached.insert(step);
    if (!ladder_.receive.empty()) reached.insert(ladder_.receive);
    for (const LadderStep& step : ladder_.steps)
      if (asks(step.id)) reached.insert(step.id);
    for (std::size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (const LadderStep& step : ladder_.steps)
        for (const Move& move : step.moves)
          if (reached.contains(step.id)) reached.insert(move.to);
    }
    return reached;
  }

  /// True when a dossier can leave this step, now or by way of another one. A step that is done by a person's
  /// decision is left by that decision.
  bool ends(const LadderStep& start) const {
    std::set<std::string> seen = {start.id};
    std::vector<const LadderStep*> open = {&start};
    while (!open.empty()) {
      const LadderStep& step = *open.back();
      open.pop_back();
      const bool decided = std::any_of(step.tasks.begin(), step.tasks.end(), [](const LadderTask& t) {
        return std::find(t.record.begin(), t.record.end(), "route") != t.record.end();
      });
      if (step.takes_down || decided) return true;
      for (const Move& move : step.moves)
        if (seen.insert(move.to).second) open.push_back(ladder_.find(move.to));
    }
    return false;
  }

  void check_who(const LadderStep& step) {
    if (step.punitive) return;
    const bool by_duty = step.role.fixed == "leerplichtambtenaar" || step.role.fixed == "trajectbegeleider";
    if (by_duty)
      find(step, "who-overlap",
           "the step `{}` has one role for every duty, and two gemeente roles divide them by duty; write a "
           "table "
           "from duty to role");
    if (!step.role.varies()) return;
    for (const Duty duty : held_duties)
      if (step.role.of(duty).empty())
        findings_.push_back({step.place, true, "who-gap",
                             fmt::format("nobody acts at the step `{}` for the duty `{}`; add it to `role`",
                                         step.id, name_of(duty))});
    if (step.role.of(Duty::doorstroom) == "leerplichtambtenaar" ||
        step.role.of(Duty::leerplichtig) == "trajectbegeleider" ||
        step.role.of(Duty::kwalificatieplichtig) == "trajectbegeleider")
      find(step, "who-overlap",
           "at the step `{}` the roles are the wrong way round: doorstroom is the trajectbegeleider's, "
           "leerplicht and "
           "kwalificatieplicht are the leerplichtambtenaar's");
  }

  void check_waiting(const LadderStep& step) {
    if (!step.statutory) return;
    const bool no_role = step.role.varies() && step.role.of(Duty::not_known).empty();
    if (step.main > 0 || no_role || step.fallback)
      find(step, "waits",
           "the step `{}` is statutory and waits for nothing; leave out `before` and `fallback`, and give "
           "the duty "
           "`unknown` a role too");
  }

  void check_sickness(const LadderStep& step) {
    const bool inside = step.fallback || ladder_.holder(step.role.fixed) == RoleHolder::jgz;
    for (const Move& move : step.moves)
      if (inside && ladder_.find(move.to)->gemeente)
        find(step, "sick-to-gemeente",
             "the step `{}` is about sickness and moves on to a step of a gemeente; let it end at school");
    if (step.gemeente && (step.kinds & inside_kinds) != 0)
      find(step, "sick-to-gemeente",
           "the step `{}` of a gemeente is moved by sickness or leave; leave them out of kinds");
  }

  const Ladder& ladder_;
  const std::vector<std::string>& asked_;
  std::vector<LintFinding>& findings_;
};

}  // namespace

std::vector<LintFinding> lint_ladders(const LadderSet& ladders, const std::vector<std::string>& asked) {
  std::vector<LintFinding> findings;
  for (const Ladder& ladder : ladders.ladders()) Proof(ladder, asked, findings).run();
  for (std::size_t i = 0; i < sector_names.size(); ++i)
    if (!ladders.ladders().empty() && ladders.of(static_cast<Sector>(i)) == nullptr)
      findings.push_back({ladders.ladders().front().place, true, "who-gap",
                          fmt::format("no ladder is for the sector {}; add one", sector_names[i])});
  return findings;
}

std::vector<WhoActs> who_acts(const LadderSet& ladders) {
  std::vector<WhoActs> table;
  for (std::size_t i = 0; i < sector_names.size(); ++i) {
    const auto sector = static_cast<Sector>(i);
    const Ladder* ladder = ladders.of(sector);
    if (ladder == nullptr) continue;
    for (std::size_t d = 0; d < duty_names.size(); ++d) {
      const auto duty = static_cast<Duty>(d);
      for (const LadderStep& step : ladder->steps) {
        const std::string& role = step.role.of(duty);
        table.push_back({sector, duty, step.id, role.empty() ? ladder->chooser : role, role.empty()});
      }
    }
  }
  return table;
}

}  // namespace verzuim
