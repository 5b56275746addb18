// SPDX-License-Identifier: EUPL-1.2
// From the TOML of a rule file to rules and tests. Every doubt is refused with its place.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "toml_reader.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {

/// The dated values of a file by name.
using DatedValues = std::map<std::string, std::vector<std::pair<Date, std::int64_t>>, std::less<>>;

DatedValues parse_values(const TomlNode* node);
Basis parse_basis(const TomlNode& node);
Rule parse_rule(const TomlNode& node, const DatedValues& values);
/// The test of `node`, once for each sector and birth date that it names.
std::vector<RuleTest> parse_rule_test(const TomlNode& node);
EquivalentMutant parse_equivalent(const TomlNode& node);

/// The place of `text` in `names`; refuses with the nearest name otherwise.
std::size_t choice(const TomlNode& node, std::string_view text, const std::vector<std::string>& names,
                   std::string_view what);

template <class Names>
std::size_t choice_of(const TomlNode& node, std::string_view text, const Names& names,
                      std::string_view what) {
  return choice(node, text, {names.begin(), names.end()}, what);
}

}  // namespace verzuim
