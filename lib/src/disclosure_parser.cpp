// SPDX-License-Identifier: EUPL-1.2
// From TOML to the disclosure table. Every doubt is refused with its place: a table that is half understood
// would let something out.
#include <fmt/format.h>

#include <algorithm>

#include "embedded.hpp"
#include "rule_parser.hpp"
#include "verzuim/disclosure.hpp"

namespace verzuim {
namespace {

BothLanguages both(TomlTable& table, std::string_view key) {
  TomlTable inner(table.need(key));
  BothLanguages texts{inner.need_text("nl"), inner.need_text("en")};
  inner.finish();
  return texts;
}

std::optional<bool> flag(TomlTable& table, std::string_view key) {
  const TomlNode* node = table.get(key);
  return node == nullptr ? std::nullopt : std::optional(node->as_flag());
}

template <class Names>
std::vector<std::string> words_of(TomlTable& table, std::string_view key, const Names& names,
                                  std::string_view what) {
  const std::vector<std::string> words = table.texts(key);
  for (const std::string& word : words) choice_of(table.need(key), word, names, what);
  return words;
}

template <class Enum, class Names>
std::vector<Enum> choices(TomlTable& table, std::string_view key, const Names& names, std::string_view what) {
  std::vector<Enum> list;
  for (const std::string& word : table.texts(key))
    list.push_back(static_cast<Enum>(choice_of(table.need(key), word, names, what)));
  return list;
}

DisclosureCondition read_condition(const TomlNode& node) {
  TomlTable table(node);
  DisclosureCondition c;
  c.part = flag(table, "part");
  c.here = flag(table, "here");
  c.resident = flag(table, "resident");
  c.own = flag(table, "own");
  c.evidence = flag(table, "evidence");
  c.since = flag(table, "since");
  c.consent = flag(table, "consent");
  c.confirmed = flag(table, "confirmed");
  c.gemeente_step = flag(table, "gemeente_step");
  c.by = choices<RoleHolder>(table, "by", role_holder_names, "holder");
  c.step_by = choices<RoleHolder>(table, "step_by", role_holder_names, "holder");
  c.words = table.texts("words");
  c.told = words_of(table, "told", role_names, "role");
  c.announced = words_of(table, "announced", role_names, "role");
  c.recorded = table.texts("recorded");
  c.duty = choices<Duty>(table, "duty", duty_names, "duty");
  c.age_below = table.count("age_below");
  c.age_from = table.count("age_from");
  table.finish();
  return c;
}

DisclosureReaders read_readers(TomlTable& table) {
  DisclosureReaders readers;
  readers.holders = choices<RoleHolder>(table, "holders", role_holder_names, "holder");
  readers.roles = words_of(table, "roles", role_names, "role");
  readers.except = words_of(table, "except", role_names, "role");
  if (readers.holders.empty() && readers.roles.empty())
    table.node().refuse("this is for nobody; name `holders` or `roles`");
  return readers;
}

DisclosureGroup read_group(const TomlNode& node, const std::vector<DisclosureGroup>& before) {
  TomlTable table(node);
  DisclosureGroup group;
  group.id = table.need_text("id");
  group.title = both(table, "title");
  group.why_not = both(table, "why_not");
  group.fields = table.texts("fields");
  table.finish();
  if (group.fields.empty()) node.refuse(fmt::format("the group `{}` has no fields", group.id));
  for (const DisclosureGroup& other : before) {
    if (other.id == group.id) node.refuse(fmt::format("there are two groups `{}`", group.id));
    for (const std::string& field : group.fields)
      if (std::find(other.fields.begin(), other.fields.end(), field) != other.fields.end())
        table.need("fields").refuse(
            fmt::format("`{}` stands in `{}` as well; a field has one group", field, other.id));
  }
  return group;
}

DisclosureOpen read_open(const TomlNode& node, const std::vector<DisclosureGroup>& groups) {
  TomlTable table(node);
  std::vector<std::string> ids;
  for (const DisclosureGroup& group : groups) ids.push_back(group.id);
  DisclosureOpen open;
  open.groups = words_of(table, "groups", ids, "group");
  if (open.groups.empty()) node.refuse("this opens nothing; name `groups`");
  open.readers = read_readers(table);
  if (const TomlNode* when = table.get("when")) open.when = read_condition(*when);
  open.why = table.need_text("why");
  open.source = table.need_text("source");
  open.unsure = table.text("unsure");
  table.finish();
  return open;
}

DisclosureNever read_never(const TomlNode& node) {
  TomlTable table(node);
  DisclosureNever never;
  never.id = table.need_text("id");
  never.readers = read_readers(table);
  if (const TomlNode* when = table.get("when")) never.when = read_condition(*when);
  if (const TomlNode* unless = table.get("unless"))
    for (const TomlNode& item : unless->items) never.unless.push_back(read_condition(item));
  never.why_not = both(table, "why_not");
  never.source = table.need_text("source");
  never.unsure = table.text("unsure");
  table.finish();
  return never;
}

DisclosureLetter read_letter(const TomlNode& node, const std::vector<DisclosureLetter>& before) {
  TomlTable table(node);
  DisclosureLetter letter;
  letter.id = table.need_text("id");
  for (const DisclosureLetter& other : before)
    if (other.id == letter.id) node.refuse(fmt::format("there are two letters `{}`", letter.id));
  letter.roles = words_of(table, "roles", role_names, "role");
  letter.by_duty = table.flag("by_duty");
  letter.asks = table.flag("asks");
  letter.elsewhere = table.flag("elsewhere");
  if (letter.roles.size() < (letter.by_duty ? 2U : 1U))
    node.refuse("this letter is for nobody; name `roles`");
  if (const TomlNode* when = table.get("when")) {
    for (const TomlNode& item : when->items) letter.when.push_back(read_condition(item));
    if (letter.when.empty()) when->refuse("write `when` as a list: [{ … }]");
    letter.why_not = both(table, "why_not");
  }
  letter.why = table.need_text("why");
  letter.source = table.need_text("source");
  letter.unsure = table.text("unsure");
  table.finish();
  return letter;
}

}  // namespace

DisclosureTable DisclosureTable::read(std::string_view text, const std::string& name) {
  const TomlNode root = read_toml(text, name);
  TomlTable table(root);
  DisclosureTable read;
  for (const TomlNode* node : table.tables("never")) read.nevers_.push_back(read_never(*node));
  for (const TomlNode* node : table.tables("group")) read.groups_.push_back(read_group(*node, read.groups_));
  for (const TomlNode* node : table.tables("open")) read.opens_.push_back(read_open(*node, read.groups_));
  for (const TomlNode* node : table.tables("letter"))
    read.letters_.push_back(read_letter(*node, read.letters_));
  table.finish();
  return read;
}

const DisclosureTable& DisclosureTable::shipped() {
  static const std::string path = "disclosure/table.toml";
  static const DisclosureTable table = read(embedded(path), path);
  return table;
}

}  // namespace verzuim
