// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/config.hpp"

#include <fmt/format.h>

#include "config_parts.hpp"
#include "rule_parser.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/reference.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {
namespace {

void read_holder(const TomlNode& node, Config& config) {
  TomlTable table(node);
  const TomlNode& kind = table.need("kind");
  config.holder_kind = std::vector<std::string>{
      "school", "gemeente",
      "region"}[choice(kind, kind.as_text(), {"school", "gemeente", "region"}, "holder")];
  config.holder_code = table.text("code");
  if (config.holder_kind == "gemeente" && !config.holder_code.empty()) {
    const auto code = Reference::shipped().gemeente_code(config.holder_code);
    if (!code)
      table.need("code").refuse(
          fmt::format("`{}` is no gemeente; write its CBS code or name", config.holder_code));
    config.holder_code = *code;
  }
  table.finish();
}

void read_roles(const TomlNode& node, Config& config) {
  for (const auto& [role, value] : node.fields) {
    choice_of(value, role, role_names, "role");
    TomlTable table(value);
    config.role_labels.emplace_back(role, table.need_text("label"));
    table.finish();
  }
}

std::vector<std::string> read_gemeenten(const TomlNode& node) {
  TomlTable table(node);
  std::vector<std::string> codes;
  for (const std::string& text : table.texts("without")) {
    const auto code = Reference::shipped().gemeente_code(text);
    if (!code)
      table.need("without").refuse(fmt::format("`{}` is no gemeente; write its CBS code or name", text));
    codes.push_back(*code);
  }
  table.finish();
  return codes;
}

}  // namespace

Config read_config(std::string_view text, const std::string& name) {
  const TomlNode root = read_toml(text, name);
  TomlTable table(root);
  Config config;
  config.store = table.text("store");
  if (const TomlNode* holder = table.get("holder")) read_holder(*holder, config);
  if (const TomlNode* books = table.get("books")) {
    config.books = books->as_texts();
    for (const std::string& book : config.books) choice_of(*books, book, level_names, "book");
  }
  config.rules = table.texts("rules");
  config.ladders = table.texts("ladders");
  config.profiles = table.texts("profiles");
  config.templates = table.text("templates");
  if (const TomlNode* report = table.get("report")) {
    TomlTable inner(*report);
    config.withhold = inner.count("withhold").value_or(config.withhold);
    config.interval = inner.count("interval").value_or(config.interval);
    config.round = inner.count("round").value_or(config.round);
    config.sickness_totals = inner.flag("sickness_totals");
    inner.finish();
  }
  if (const TomlNode* roles = table.get("roles")) read_roles(*roles, config);
  config.directory = Directory(read_contacts(table.tables("contact")));
  if (const TomlNode* jeugdarts = table.get("jeugdarts"))
    config.without_jeugdarts = read_gemeenten(*jeugdarts);
  table.finish();
  return config;
}

}  // namespace verzuim
