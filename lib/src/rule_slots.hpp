// SPDX-License-Identifier: EUPL-1.2
// The six slots of a rule, each from its TOML. Whatever the language does not have is refused with its place.
#pragma once
#include "rule_parser.hpp"

namespace verzuim {

Who parse_who(const TomlNode* node, const DatedValues& values);
Count parse_count_slot(const TomlNode& node);
Window parse_window(const TomlNode& node);
When parse_when(const TomlNode& node, const DatedValues& values, Measure of);
Again parse_again(const TomlNode* node);
/// `rungs` is how many values a list may have.
Then parse_then(const TomlNode& node, std::size_t rungs);

// What more than one slot holds.

/// A number, or the dated value that a text with `$` names.
Quantity parse_quantity(const TomlNode& node, const DatedValues& values);
/// A fraction in millionths.
std::int64_t parse_fraction(const TomlNode& node);
std::vector<int> parse_weekdays(const TomlNode& node);
KindSet parse_kinds(const TomlNode& node);
int small_count(TomlTable& table, std::string_view key);

}  // namespace verzuim
