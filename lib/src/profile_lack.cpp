// SPDX-License-Identifier: EUPL-1.2
// What keeps a header from being that of a profile, in words for the one who named it.
#include <fmt/format.h>

#include <algorithm>

#include "canonical_fields.hpp"
#include "profile_shape.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::size_t most_told = 12;

/// True when the first line can be told: it names columns, and is not the first pupil of a file without a
/// header.
bool is_header(const ColumnMap& map, const std::vector<std::string>& header) {
  const auto number = [](const std::string& cell) {
    return cell.find_first_of("0123456789") != std::string::npos;
  };
  return map.by_name > 0 || std::none_of(header.begin(), header.end(), number);
}

/// The names that may be shown.
std::vector<std::string> shown_names(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  for (const std::string& cell : header)
    if (unfit(cell).empty() && !showable(cell).empty()) names.push_back(cell);
  return names;
}

/// The name among `names` that may be meant by `wanted`: the one begins as the other, or they differ little.
std::string near_name(const std::string& wanted, const std::vector<std::string>& names) {
  constexpr std::size_t least = 3;
  const std::string word = folded(wanted);
  std::vector<std::string> words;
  for (const std::string& name : names) words.push_back(folded(name));
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::min(word.size(), words[i].size()) >= least &&
        (words[i].starts_with(word) || word.starts_with(words[i])))
      return names[i];
  const std::string near = nearest(word, words);
  if (near.empty() || word.size() < least) return {};
  return names[static_cast<std::size_t>(std::find(words.begin(), words.end(), near) - words.begin())];
}

std::string told_names(std::vector<std::string> names) {
  const bool more = names.size() > most_told;
  if (more) names.resize(most_told);
  return join(names, ", ") + (more ? ", ..." : "");
}

/// `; did you mean 'Leerlingnr'?`, or which columns there are.
std::string suggestion(const ColumnMap& map, const std::vector<std::string>& header) {
  const auto names = shown_names(header);
  if (!is_header(map, header))
    return "; is its first line the header? Else see `header` and `skip_rows` under [file]";
  std::vector<std::string> near;
  for (const std::string& wanted : map.missing)
    if (const std::string name = near_name(wanted, names); !name.empty())
      near.push_back(map.missing.size() == 1 ? fmt::format("'{}'", name)
                                             : fmt::format("'{}' for {}", name, wanted));
  return near.empty() ? fmt::format("; it has {}", told_names(names))
                      : fmt::format("; did you mean {}?", join(near, ", "));
}

}  // namespace

std::string lack_of(const ColumnMap& map) {
  if (!map.missing.empty()) return fmt::format("it has no column {}", join(map.missing, ", "));
  if (!map.twice.empty())
    return fmt::format("two of its columns are called {}; give the number of the one that is meant",
                       map.twice);
  return {};
}

std::string lack_of(const ColumnMap& map, const ProfileParts& parts, const std::vector<std::string>& header,
                    char delimiter) {
  std::string lack = lack_of(map);
  if (map.missing.empty() || !parts.file.header) return lack;
  if (header.size() == 1)
    return lack + fmt::format(
                      "; its header, split at {}, is one cell: name the `delimiter`, or with "
                      "`skip_rows` how many rows stand above the header, under [file]",
                      shown_delimiter(delimiter));
  lack += suggestion(map, header);
  std::vector<std::string> elsewhere = map.missing_slots;
  std::erase_if(elsewhere, [](const std::string& slot) { return slot == "pupil" || slot == "birth_date"; });
  if (parts.kind == FileKind::pupils && !elsewhere.empty())
    lack += fmt::format("{} What is the same for all rows can stand under [fixed]: {}",
                        lack.ends_with('?') ? "" : ".", join(elsewhere, ", "));
  return lack;
}

std::string shown_delimiter(char delimiter) {
  return delimiter == '\t' ? "tab" : fmt::format("'{}'", delimiter);
}

}  // namespace verzuim
