// SPDX-License-Identifier: EUPL-1.2
// From the TOML of a profile to its parts. What cannot be meant is refused with its place and the remedy.
#include <fmt/format.h>

#include <algorithm>

#include "profile_parts.hpp"
#include "rule_parser.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// The tree of a base with the keys of another laid over it; those of its tables one by one.
TomlNode laid_over(TomlNode below, const TomlNode& above, bool outermost = true, bool words = false) {
  below.place = above.place;
  for (const auto& [key, value] : above.fields) {
    const auto at = std::find_if(below.fields.begin(), below.fields.end(),
                                 [&, name = std::string_view(key)](const auto& f) {
                                   return words ? lowered(f.first) == lowered(name) : f.first == name;
                                 });
    if (at == below.fields.end())
      below.fields.emplace_back(key, value);
    else if (outermost && value.type == TomlNode::Type::table && at->second.type == TomlNode::Type::table)
      at->second = laid_over(at->second, value, false, is_word_table(key));
    else
      at->second = value;
  }
  return below;
}

char parse_delimiter(const TomlNode& node) {
  const std::string& text = node.as_text();
  if (text == "auto") return 0;
  if (text.size() != 1 || std::string_view(",;\t|").find(text[0]) == std::string_view::npos)
    node.refuse(R"(a delimiter is ",", ";", "\t", "|" or "auto")");
  return text[0];
}

FileShape parse_file(const TomlNode& node) {
  TomlTable table(node);
  FileShape file;
  file.header = table.flag("header", true);
  if (const TomlNode* delimiter = table.get("delimiter")) file.delimiter = parse_delimiter(*delimiter);
  if (const TomlNode* encoding = table.get("encoding"))
    file.encoding =
        static_cast<Encoding>(choice_of(*encoding, encoding->as_text(), encoding_names, "encoding"));
  file.fields = table.count("fields").value_or(0);
  file.trailing_delimiter = table.flag("trailing_delimiter");
  file.quoting = table.flag("quoting", true);
  file.skip_rows = table.count("skip_rows").value_or(0);
  table.finish();
  if (!file.header && file.fields == 0)
    node.refuse("a file without a header is known by its shape; say how many cells a row has: fields = 9");
  return file;
}

/// A place by number, name or alternatives.
void parse_where(const TomlNode& node, ColumnPlace& place) {
  if (node.type == TomlNode::Type::integer) {
    place.number = node.as_count();
    if (place.number < 1 || place.number > most_columns)
      node.refuse(fmt::format("columns are numbered from 1 to {}", most_columns));
    return;
  }
  place.names = node.as_texts();
  if (place.names.empty()) node.refuse("name at least one column");
}

ColumnPlace parse_column(const TomlNode& node) {
  ColumnPlace place;
  if (node.type != TomlNode::Type::table) {
    parse_where(node, place);
    return place;
  }
  TomlTable table(node);
  const TomlNode* number = table.get("number");
  parse_where(number != nullptr ? *number : table.need("name"), place);
  place.optional = table.flag("optional");
  table.finish();
  return place;
}

void check_column(const TomlNode& node, const ColumnPlace& place, const FileShape& file) {
  if (!file.header && place.number == 0)
    node.refuse("a file without a header has no names of columns; give the number of the column");
  if (file.fields > 0 && place.number > file.fields)
    node.refuse(fmt::format("there is no column {} in rows of {} cells; mend the number or `fields`",
                            place.number, file.fields));
}

void parse_columns(const TomlNode* node, ProfileParts& parts) {
  if (node == nullptr) return;
  const TomlTable whole(*node);  // refuses what is no table
  for (const auto& [slot, value] : node->fields) {
    check_slot(value, slot, parts);
    // What the base has and this profile does not.
    if (value.type == TomlNode::Type::flag && !value.flag) continue;
    check_column(value, parts.columns[slot] = parse_column(value), parts.file);
  }
}

void parse_fixed(const TomlNode* node, ProfileParts& parts) {
  if (node == nullptr) return;
  const TomlTable whole(*node);
  for (const auto& [slot, value] : node->fields) {
    check_slot(value, slot, parts);
    parts.fixed[slot] = value.as_text();
  }
}

std::vector<DatePattern> parse_patterns(const TomlNode* node, const std::vector<std::string>& usual) {
  std::vector<DatePattern> patterns;
  try {
    for (const std::string& text : node != nullptr ? node->as_texts() : usual) patterns.emplace_back(text);
    if (patterns.empty()) node->refuse("name at least one form, or leave the key out");
  } catch (const Error& e) {
    throw Error(e.code(), e.what(), e.place().file.empty() && node != nullptr ? node->place : e.place());
  }
  return patterns;
}

void parse_dates(const TomlNode* node, ProfileParts& parts) {
  static const TomlNode nothing;
  TomlTable table(node != nullptr ? *node : nothing);
  const TomlNode *formats = table.get("formats"), *times = table.get("times");
  parts.dates = parse_patterns(formats, {"yyyy-MM-dd", "d-M-yyyy", "d/M/yyyy", "yyyyMMdd"});
  parts.times =
      parse_patterns(times, {"H:mm", "H.mm", "H:mm:ss", "HHmm", "H'u'mm", "H:mm 'uur'", "H.mm 'uur'"});
  for (const DatePattern& pattern : parts.dates)
    if (!pattern.has_date())
      formats->refuse(
          fmt::format("`{}` does not say year, month and day; write such as d-M-yyyy", pattern.text()));
  for (const DatePattern& pattern : parts.times)
    if (!pattern.has_time())
      times->refuse(fmt::format("`{}` has no hour; write such as HH:mm", pattern.text()));
  table.finish();
}

void parse_identity(const TomlNode* node, ProfileParts& parts) {
  if (node == nullptr) return;
  TomlTable table(*node);
  if (const TomlNode* number = table.get("number"))
    parts.identity.number =
        static_cast<IdentityNumber>(choice_of(*number, number->as_text(), identity_number_names, "number"));
  if (const TomlNode* file = table.get("key_file")) {
    const auto slash = file->place.file.rfind('/');
    const bool beside = !file->as_text().starts_with('/') && slash != std::string::npos;
    parts.identity.key_file = (beside ? file->place.file.substr(0, slash + 1) : "") + file->as_text();
  }
  table.finish();
}

/// Where the layout was seen: for those who read the file, so only its keys are looked at.
void check_layout(const TomlNode* node) {
  if (node == nullptr) return;
  TomlTable table(*node);
  table.text("source");
  table.text("confidence");
  table.date("checked");
  table.finish();
}

}  // namespace

void check_slot(const TomlNode& node, std::string_view slot, const ProfileParts& parts) {
  std::vector<std::string> known;
  for (std::size_t kind = 0; kind < file_kind_names.size(); ++kind)
    if (!parts.kind || *parts.kind == static_cast<FileKind>(kind))
      for (std::string_view name : slots_of(static_cast<FileKind>(kind))) known.emplace_back(name);
  choice(node, slot, known, "column");
}

ProfileParts parse_profile(const TomlNode& tree, const ProfileParts* base) {
  ProfileParts parts;
  check_words(tree);
  parts.tree = base != nullptr ? laid_over(base->tree, tree) : tree;
  TomlTable table(parts.tree);
  parts.name = TomlTable(tree).need_text("name");
  table.get("name");
  table.get("based_on");
  parts.title = table.text("title", parts.name);
  if (base != nullptr) {
    parts.bases = base->bases;
    parts.bases.push_back(base->name);
  }
  parts.canonical = base != nullptr ? base->canonical : parts.name == canonical_profile;
  check_layout(table.get("layout"));
  if (const TomlNode* kind = parts.canonical ? table.get("kind") : &table.need("kind"))
    parts.kind = static_cast<FileKind>(choice_of(*kind, kind->as_text(), file_kind_names, "kind of file"));
  if (const TomlNode* file = table.get("file")) parts.file = parse_file(*file);
  parts.observed = table.flag("observed");
  parts.late_counts_above = table.count("late_counts_above");
  parse_columns(table.get("columns"), parts);
  parse_fixed(table.get("fixed"), parts);
  parse_dates(table.get("dates"), parts);
  parse_identity(table.get("identity"), parts);
  parse_profile_values(table, parts);
  table.finish();
  check_profile(parts);
  return parts;
}

}  // namespace verzuim
