// SPDX-License-Identifier: EUPL-1.2
// Files of events: TOML for people, CSV for other systems. Here only their form is read; what the fields may
// hold is looked at for each event.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "dossier_spec.hpp"
#include "toml_reader.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/dossier_entry.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

[[noreturn]] void refuse(const Place& place, const std::string& message) {
  throw Error(ErrorCode::data, message, place);
}

std::string text_of(const TomlNode& node, std::string_view key) {
  switch (node.type) {
    case TomlNode::Type::text:
      return node.text;
    case TomlNode::Type::integer:
      return std::to_string(node.integer);
    case TomlNode::Type::flag:
      return node.flag ? "yes" : "no";
    case TomlNode::Type::date:
      return to_string(node.date);
    case TomlNode::Type::array: {
      std::vector<std::string> parts;
      for (const TomlNode& item : node.items) parts.push_back(text_of(item, key));
      return join(parts, ",");
    }
    default:
      refuse(node.place, fmt::format("`{}` is written as a text, a number, a date or a list of them", key));
  }
}

void add(DossierEntry& entry, const std::string& key, const std::string& value, const Place& place) {
  if (key == "dossier")
    entry.dossier = value;
  else if (key == "type")
    entry.type = value;
  else
    entry.fields.push_back({key, value, place});
}

void need_type(const DossierEntry& entry) {
  if (entry.type.empty())
    refuse(entry.place, "an event lacks its `type`; add it: contact, talk, afspraak, …");
}

std::vector<DossierEntry> read_toml_entries(std::string_view text, const std::string& name) {
  std::vector<DossierEntry> entries;
  try {
    const TomlNode root = read_toml(text, name, ErrorCode::data);
    TomlTable table(root);
    for (const TomlNode* node : table.tables("event")) {
      DossierEntry& entry = entries.emplace_back();
      entry.place = node->place;
      for (const auto& [key, value] : node->fields) add(entry, key, text_of(value, key), value.place);
      need_type(entry);
    }
    table.finish();
  } catch (const Error& e) {
    throw Error(ErrorCode::data, e.what(), e.place());
  }
  return entries;
}

/// The keys of the columns. Every one is that of some event; a slip would otherwise pass as an empty column.
std::vector<std::string> read_header(const CsvReader& csv) {
  std::vector<std::string> known = {"dossier", "type", "on", "date", "by"}, keys;
  for (const EventSpec& spec : event_specs())
    for (const FieldSpec& field : spec.fields) known.emplace_back(field.name);
  for (const FieldSpec& field : common_spec().fields) known.emplace_back(field.name);
  for (std::size_t i = 0; i < csv.size(); ++i) {
    keys.emplace_back(trim(csv[i]));
    if (std::find(known.begin(), known.end(), keys.back()) == known.end()) {
      const std::string near = nearest(keys.back(), known);
      const bool fit = unfit(keys.back()).empty() && keys.back().size() <= 40;
      refuse(csv.place(i),
             !fit ? "this is no field of an event; write [[event]] tables, or CSV with `type`"
                  : fmt::format("no event has the field `{}`; {}", keys.back(),
                                near.empty() ? "remove the column" : "did you mean `" + near + "`?"));
    }
    if (std::count(keys.begin(), keys.end(), keys.back()) > 1)
      refuse(csv.place(i), fmt::format("the column `{}` stands here twice; leave one out", keys.back()));
  }
  if (std::find(keys.begin(), keys.end(), "type") == keys.end())
    refuse(csv.place(0), "the column `type` is missing; add it, with the event that each row is");
  return keys;
}

std::vector<DossierEntry> read_csv_entries(std::string_view text, const std::string& name) {
  std::istringstream in{std::string(text)};
  CsvLimits limits;
  limits.cell = most_text + 1;  // one more, so that a text that is too long is called so
  limits.check_cells = false;
  CsvReader csv(in, name, ',', limits);
  std::vector<std::string> keys;
  std::vector<DossierEntry> entries;
  while (csv.next()) {
    if (csv.fault()) refuse(csv.fault()->place, csv.fault()->reason);
    if (keys.empty()) {
      keys = read_header(csv);
      continue;
    }
    if (csv.size() != keys.size())
      refuse(csv.place(0),
             fmt::format("this row has {} cells and the header {}; is a comma missing, or a quote?",
                         csv.size(), keys.size()));
    DossierEntry& entry = entries.emplace_back();
    entry.place = csv.place(0);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      // Of a text its own check tells the line within it.
      if (const std::string_view what = unfit(csv[i]); !what.empty() && keys[i] != "text")
        refuse(csv.place(i), fmt::format("the cell holds {}; mend it at the source", what));
      if (!trim(csv[i]).empty()) add(entry, keys[i], std::string(csv[i]), csv.place(i));
    }
    need_type(entry);
  }
  return entries;
}

/// True when the first line that says something begins a table.
bool is_toml(std::string_view text) {
  for (const std::string& line : split(text, '\n')) {
    const std::string_view said = trim(line);
    if (!said.empty() && said.front() != '#') return said.front() == '[';
  }
  return false;
}

}  // namespace

std::vector<DossierEntry> read_entries(std::string_view text, const std::string& name) {
  if (text.size() > toml_size_cap)
    throw Error(ErrorCode::data, "the file is larger than 1 MiB; take the events in parts", {name});
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto entries = is_toml(text) ? read_toml_entries(text, name) : read_csv_entries(text, name);
  if (entries.empty())
    refuse({name, 1, 1}, "there is no event in it; write [[event]] tables, or CSV with `type`");
  if (entries.size() > most_entries)
    refuse(entries[most_entries].place, fmt::format("more than {} events; take them in parts", most_entries));
  return entries;
}

}  // namespace verzuim
