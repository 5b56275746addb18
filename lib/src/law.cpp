// SPDX-License-Identifier: EUPL-1.2
// Reads the parameters of the law from the shipped files `rules/law/duty.toml` and `rules/law/hours.toml`.
#include <fmt/format.h>

#include <map>

#include "embedded.hpp"
#include "rule_parser.hpp"

namespace verzuim {
namespace {

/// The parameters of both files by id, each with its dated entries in the order of the file.
using Parameters = std::map<std::string, std::vector<std::pair<Date, TomlNode>>, std::less<>>;

void read_parameters(std::string_view path, Parameters& all) {
  const TomlNode root = read_toml(embedded(path), std::string(path));
  TomlTable table(root);
  for (const TomlNode* node : table.tables("parameter")) {
    TomlTable parameter(*node);
    const std::string id = parameter.need_text("id");
    const auto valid = parameter.date("valid_from"), seen = parameter.date("seen_from");
    if (!valid && !seen) node->refuse("a parameter needs valid_from or seen_from");
    all[id].emplace_back(valid ? *valid : *seen, parameter.need("is"));
    parse_basis(parameter.need("basis"));
    parameter.finish();
  }
  table.finish();
}

DatedNumber number(const Parameters& all, const std::string& id) {
  DatedNumber dated;
  for (const auto& [from, is] : all.at(id)) dated.steps.emplace_back(from, is.as_count());
  return dated;
}

Law read_law() {
  Parameters all;
  read_parameters("rules/law/duty.toml", all);
  read_parameters("rules/law/hours.toml", all);
  const auto texts = [&](const std::string& id) { return all.at(id).back().second.as_texts(); };
  Law law;
  law.leerplicht_start_age = number(all, "leerplicht_start_age");
  law.leerplicht_end_age = number(all, "leerplicht_end_age");
  law.kwalificatie_end_age = number(all, "kwalificatie_end_age");
  law.doorstroom_end_age = number(all, "doorstroom_end_age");
  law.doorstroom_end_age_vso = number(all, "doorstroom_end_age_vso");
  law.startkwalificatie = texts("startkwalificatie");
  law.ends_kwalificatieplicht = texts("ends_kwalificatieplicht");
  law.exempt_articles = texts("exempt_articles");
  law.exempt_kwalificatieplicht = texts("exempt_kwalificatieplicht");
  law.authorised_articles = texts("authorised_articles");
  for (std::size_t i = 0; i < sector_names.size(); ++i) {
    const std::string sector(sector_names[i]);
    law.counts_lessons[i] = texts("hours_" + sector).front() == "lesson";
    if (law.counts_lessons[i]) law.lesson_minutes[i] = *number(all, "lesson_minutes_" + sector).on(open_end);
  }
  return law;
}

}  // namespace

const Law& Law::shipped() {
  static const Law law = read_law();
  return law;
}

}  // namespace verzuim
