// SPDX-License-Identifier: EUPL-1.2
// The small parts of a ladder file.
#include "ladder_parts.hpp"

#include <array>

#include "rule_parser.hpp"

namespace verzuim {
namespace {

/// The types of event that can record a task.
constexpr std::array<std::string_view, 11> records = {"contact", "invited",  "talk",    "afspraak",
                                                      "verslag", "informed", "consult", "knooppunt",
                                                      "melding", "handover", "route"};

}  // namespace

std::string parse_role(const TomlNode& node) {
  return std::string(role_names[choice_of(node, node.as_text(), role_names, "role")]);
}

std::vector<Duty> parse_duties(TomlTable& table) {
  std::vector<Duty> duties;
  if (const TomlNode* node = table.get("duty"))
    for (const std::string& text : node->as_texts())
      duties.push_back(static_cast<Duty>(choice_of(*node, text, duty_names, "duty")));
  return duties;
}

RoleChoice parse_role_choice(const TomlNode& node) {
  RoleChoice choice;
  if (node.type != TomlNode::Type::table) {
    choice.fixed = parse_role(node);
    return choice;
  }
  for (const auto& [duty, role] : node.fields)
    choice.by_duty[choice_of(role, duty, duty_names, "duty")] = parse_role(role);
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
  for (const std::string& text : node.as_texts())
    types.emplace_back(records[choice_of(node, text, records, "event")]);
  if (types.empty()) node.refuse("name at least one event that records the step");
  return types;
}

std::vector<Basis> parse_bases(const TomlNode* node) {
  std::vector<Basis> bases;
  if (node == nullptr) return bases;
  if (node->type != TomlNode::Type::array) node->refuse("`basis` is a list of tables: [[basis]]");
  for (const TomlNode& item : node->items) bases.push_back(parse_basis(item));
  return bases;
}

}  // namespace verzuim
