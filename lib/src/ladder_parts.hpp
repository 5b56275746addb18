// SPDX-License-Identifier: EUPL-1.2
// The parts of a ladder file: the small ones that return in many places, its steps, and what must hold
// between them.
#pragma once
#include <string>
#include <vector>

#include "toml_reader.hpp"
#include "verzuim/ladder.hpp"

namespace verzuim {

std::string parse_role(const TomlNode& node);
RoleChoice parse_role_choice(const TomlNode& node);
/// The key `duty`; empty without one.
std::vector<Duty> parse_duties(TomlTable& table);
LadderTerm parse_ladder_term(const TomlNode& node);
/// The types of event that record a task, at least one.
std::vector<std::string> parse_records(const TomlNode& node);
std::vector<Basis> parse_bases(const TomlNode* node);

LadderStep parse_step(const TomlNode& node);

void need_role(const TomlNode& node, const Ladder& ladder, const std::string& role);
void need_step(const TomlNode& node, const Ladder& ladder, const std::string& step);
/// Refuses steps that do not fit together, and settles which of them reach a gemeente. Requires: holders and
/// steps are read.
void check_steps(const std::vector<const TomlNode*>& nodes, Ladder& ladder);

}  // namespace verzuim
