// SPDX-License-Identifier: EUPL-1.2
#include "toml_reader.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "toml_depth.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr int depth_cap = 16;

Place place_of(const toml::node& node, const std::string& name) {
  return {name, static_cast<int>(node.source().begin.line), static_cast<int>(node.source().begin.column)};
}

TomlNode convert(const toml::node& from, const std::string& name, int depth) {
  TomlNode node;
  node.place = place_of(from, name);
  if (depth > depth_cap)
    node.refuse(fmt::format("nested deeper than {} levels; no file of ours needs that", depth_cap));
  if (const auto* table = from.as_table()) {
    for (const auto& [key, value] : *table)
      node.fields.emplace_back(std::string(key.str()), convert(value, name, depth + 1));
    const auto earlier = [](const auto& a, const auto& b) {
      return std::pair(a.second.place.line, a.second.place.column) <
             std::pair(b.second.place.line, b.second.place.column);
    };
    std::stable_sort(node.fields.begin(), node.fields.end(), earlier);
  } else if (const auto* array = from.as_array()) {
    node.type = TomlNode::Type::array;
    for (const auto& item : *array) node.items.push_back(convert(item, name, depth + 1));
  } else if (const auto* text = from.as_string()) {
    node.type = TomlNode::Type::text;
    node.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.type = TomlNode::Type::integer;
    node.integer = integer->get();
  } else if (const auto* real = from.as_floating_point()) {
    node.type = TomlNode::Type::real;
    node.real = real->get();
  } else if (const auto* flag = from.as_boolean()) {
    node.type = TomlNode::Type::flag;
    node.flag = flag->get();
  } else if (const auto* date = from.as_date()) {
    node.type = TomlNode::Type::date;
    node.date = make_date(date->get().year, date->get().month, date->get().day);
  } else {
    node.type = TomlNode::Type::other;
  }
  return node;
}

/// What no file of ours holds, and what a reader of the file would not see. Throws: Error with the place.
void check_signs(std::string_view text, const std::string& name, ErrorCode code) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    throw Error(code, "the file is UTF-16; save it as UTF-8", {name, 1, 1});
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\n\t", at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (end < text.size() && text[end] == '\n' && line.ends_with('\r')) line.remove_suffix(1);
    std::size_t within = 0;
    if (const std::string_view what = unfit(line, &within); !what.empty()) {
      const TomlSpot spot = toml_spot(text, at + within);
      throw Error(code,
                  fmt::format("{} stand{} here; {}", what, what.starts_with("bytes") ? "" : "s",
                              what.starts_with("bytes") ? "save the file as UTF-8" : "remove it"),
                  {name, spot.line, spot.column});
    }
    at = end + 1;
  }
}

}  // namespace

TomlNode read_toml(std::string_view text, const std::string& name, ErrorCode code) {
  if (text.size() > toml_size_cap && code == ErrorCode::config)
    throw Error(code, "the file is larger than 1 MiB; split it", {name});
  check_signs(text, name, code);
  if (const auto spot = too_deep(text, depth_cap))
    throw Error(code, fmt::format("nested deeper than {} levels; no file of ours needs that", depth_cap),
                {name, spot->line, spot->column});
  try {
    return convert(toml::parse(text, std::string_view(name)), name, 0);
  } catch (const toml::parse_error& e) {
    throw Error(code, fmt::format("not valid TOML: {}; mend it here", e.description()),
                {name, static_cast<int>(e.source().begin.line), static_cast<int>(e.source().begin.column)});
  }
}

TomlNode::TomlNode() = default;
TomlNode::TomlNode(const TomlNode&) = default;
TomlNode::TomlNode(TomlNode&&) noexcept = default;
TomlNode& TomlNode::operator=(const TomlNode&) = default;
TomlNode& TomlNode::operator=(TomlNode&&) noexcept = default;
TomlNode::~TomlNode() = default;

const TomlNode* TomlNode::find(std::string_view key) const {
  for (const auto& [name, value] : fields)
    if (name == key) return &value;
  return nullptr;
}

void TomlNode::refuse(const std::string& message) const { throw Error(ErrorCode::config, message, place); }

const std::string& TomlNode::as_text() const {
  if (type != Type::text) refuse("a text in quotes is needed here");
  return text;
}

int TomlNode::as_count() const {
  if (type != Type::integer || integer < 0 || integer > 1000000)
    refuse("a whole number from 0 to 1000000 is needed here");
  return static_cast<int>(integer);
}

bool TomlNode::as_flag() const {
  if (type != Type::flag) refuse("true or false is needed here");
  return flag;
}

Date TomlNode::as_date() const {
  if (type != Type::date) refuse("a date is needed here, without quotes: 2026-08-01");
  if (const int year = year_of(date); year < 1900 || year > 2199)
    refuse(fmt::format("the year {:04} cannot be meant; write a date such as 2026-08-01", year));
  return date;
}

std::int64_t TomlNode::as_micro() const {
  if (type == Type::integer && integer >= 0 && integer <= 1000000) return integer * micro;
  if (type == Type::real && real >= 0 && real <= 1000000)
    return std::llround(real * static_cast<double>(micro));
  refuse("a number from 0 to 1000000 is needed here");
}

std::vector<std::string> TomlNode::as_texts() const {
  if (type == Type::text) return {text};
  if (type != Type::array) refuse("a list of texts is needed here: [\"…\", \"…\"]");
  std::vector<std::string> texts;
  for (const TomlNode& item : items) texts.push_back(item.as_text());
  return texts;
}

TomlTable::TomlTable(const TomlNode& node) : node_(node) {
  if (node.type != TomlNode::Type::table) node.refuse("a table is needed here: { key = value }");
}

const TomlNode* TomlTable::get(std::string_view key) {
  asked_.emplace(key);
  return node_.find(key);
}

const TomlNode& TomlTable::need(std::string_view key) {
  const TomlNode* value = get(key);
  if (value != nullptr) return *value;
  std::vector<std::string> there;
  for (const auto& [name, field] : node_.fields)
    if (!asked_.contains(name)) there.push_back(name);
  const std::string near = nearest(key, there);
  const TomlNode* at = near.empty() ? &node_ : node_.find(near);
  at->refuse(fmt::format("the key `{}` is missing; {}", key,
                         near.empty() ? "add it" : "is it meant by `" + near + "`?"));
}

std::string TomlTable::text(std::string_view key, std::string fallback) {
  const TomlNode* value = get(key);
  return value != nullptr ? value->as_text() : fallback;
}

std::string TomlTable::need_text(std::string_view key) { return need(key).as_text(); }

std::optional<int> TomlTable::count(std::string_view key) {
  const TomlNode* value = get(key);
  return value != nullptr ? std::optional(value->as_count()) : std::nullopt;
}

bool TomlTable::flag(std::string_view key, bool fallback) {
  const TomlNode* value = get(key);
  return value != nullptr ? value->as_flag() : fallback;
}

std::optional<Date> TomlTable::date(std::string_view key) {
  const TomlNode* value = get(key);
  return value != nullptr ? std::optional(value->as_date()) : std::nullopt;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
  const TomlNode* value = get(key);
  return value != nullptr ? value->as_texts() : std::vector<std::string>{};
}

std::vector<const TomlNode*> TomlTable::tables(std::string_view key) {
  std::vector<const TomlNode*> found;
  const TomlNode* value = get(key);
  if (value == nullptr) return found;
  if (value->type != TomlNode::Type::array)
    value->refuse(fmt::format("`{0}` is a list of tables: [[{0}]]", key));
  for (const TomlNode& item : value->items) found.push_back(&item);
  return found;
}

void TomlTable::finish() const {
  for (const auto& [key, value] : node_.fields) {
    if (asked_.contains(key)) continue;
    const std::string near = nearest(key, {asked_.begin(), asked_.end()});
    value.refuse(fmt::format("unknown key `{}`; {}", key,
                             near.empty() ? "remove it" : "did you mean `" + near + "`?"));
  }
}

void write_toml_text(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  out += '"';
}

}  // namespace verzuim
