// SPDX-License-Identifier: EUPL-1.2
// The slot `when`: the number that a count is held against, or the shape that it must have.
#include <fmt/format.h>

#include <algorithm>

#include "rule_slots.hpp"

namespace verzuim {
namespace {

Concentrated parse_concentrated(const TomlNode& node) {
  TomlTable table(node);
  Concentrated c;
  c.by_weekday = choice(node, table.need_text("by"), {"subject", "weekday"}, "group") == 1;
  if (const TomlNode* days = table.get("together")) {
    c.together = parse_weekdays(*days);
    std::sort(c.together.begin(), c.together.end());
    const bool twice = std::adjacent_find(c.together.begin(), c.together.end()) != c.together.end();
    if (!c.by_weekday || c.together.size() < 2 || twice)
      days->refuse("`together` lists two or more different weekdays, and goes with by = \"weekday\"");
  }
  c.at_least = small_count(table, "at_least");
  if (const TomlNode* n = table.get("of_scheduled")) c.of_scheduled = parse_fraction(*n);
  if (const TomlNode* n = table.get("p_below"))
    c.p_below = static_cast<double>(parse_fraction(*n)) / static_cast<double>(micro);
  if (const TomlNode* n = table.get("rest_below")) c.rest_below = parse_fraction(*n);
  table.finish();
  return c;
}

Rising parse_rising(const TomlNode& node) {
  TomlTable table(node);
  Rising r{small_count(table, "blocks"), small_count(table, "last"), table.need("at_least").as_micro(),
           table.need("ratio").as_micro()};
  if ((r.blocks > 0) == (r.last > 0)) node.refuse("`rising` needs either blocks or last");
  if (r.blocks == 1) node.refuse("`blocks` is at least 2");
  table.finish();
  return r;
}

/// A rate is a fraction; what is larger than 1 was meant as a percentage.
Quantity as_rate(Quantity quantity) {
  for (auto& [from, is] : quantity.steps)
    if (is > micro) is /= 100;
  return quantity;
}

}  // namespace

When parse_when(const TomlNode& node, const DatedValues& values, Measure of) {
  TomlTable table(node);
  When when;
  const auto quantity = [&](const TomlNode& n) {
    Quantity q = parse_quantity(n, values);
    return of == Measure::rate ? as_rate(std::move(q)) : q;
  };
  const TomlNode* more = table.get("more_than");
  const TomlNode* least = table.get("at_least");
  if (more != nullptr && least != nullptr) node.refuse("write either at_least or more_than");
  when.more_than = more != nullptr;
  if (const TomlNode* n = more != nullptr ? more : least) {
    if (n->type == TomlNode::Type::array)
      for (const TomlNode& rung : n->items) when.at_least.push_back(quantity(rung));
    else
      when.at_least.push_back(quantity(*n));
    if (when.at_least.empty()) n->refuse("a number is needed here");
  }
  if (const TomlNode* n = table.get("share_of_days")) when.share_of_days = parse_fraction(*n);
  if (const TomlNode* n = table.get("below")) when.below = quantity(*n);
  if (const TomlNode* n = table.get("concentrated")) when.concentrated = parse_concentrated(*n);
  if (const TomlNode* n = table.get("rising")) when.rising = parse_rising(*n);
  for (const TomlNode* part : table.tables("mix")) {
    TomlTable mix(*part);
    const TomlNode& of_node = mix.need("of");
    const auto measure =
        static_cast<Measure>(choice_of(of_node, of_node.as_text(), measure_names, "measure"));
    // A concern has no kind; everything else counts records of some.
    const KindSet kinds = measure == Measure::concerns ? KindSet{0} : parse_kinds(mix.need("kind"));
    if (measure == Measure::run_days || measure == Measure::rate)
      of_node.refuse("a mix counts hours, lessons, records, days, spells or concerns");
    when.mix.push_back({measure, kinds, parse_quantity(mix.need("at_least"), values)});
    mix.finish();
  }
  table.finish();
  const int ways =
      !when.at_least.empty() + when.concentrated.has_value() + when.rising.has_value() + !when.mix.empty();
  if (ways != 1) node.refuse("`when` needs exactly one of at_least, more_than, concentrated, rising and mix");
  if (when.share_of_days > 0 && when.at_least.empty())
    node.refuse("`share_of_days` goes with at_least or more_than");
  return when;
}

}  // namespace verzuim
