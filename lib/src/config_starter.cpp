// SPDX-License-Identifier: EUPL-1.2
// The config that a newcomer begins with. Its text is a template in which a line `#@KIND,KIND text` stands
// for `text` under these kinds of holder and for nothing under others.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "embedded.hpp"
#include "verzuim/config.hpp"
#include "verzuim/error.hpp"
#include "verzuim/reference.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

bool is_region(std::string_view code) {
  const auto& all = Reference::shipped().gemeenten();
  return std::any_of(all.begin(), all.end(),
                     [&](const Gemeente& g) { return g.doorstroompunt_region == code; });
}

void check_code(std::string_view kind, const std::string& code) {
  if (code.empty()) return;
  if (kind == "school" && !is_brin(code))
    throw Error(ErrorCode::usage, fmt::format("`{}` is no BRIN such as 99XA or 99XA00", code));
  if (kind == "gemeente" && !Reference::shipped().gemeente_code(code))
    throw Error(ErrorCode::usage, fmt::format("`{}` is no gemeente; write its CBS code or name", code));
  if (kind == "region" && !is_region(code))
    throw Error(ErrorCode::usage,
                fmt::format("`{}` is no Doorstroompunt region; write its number, for example 03", code));
}

/// What the line says to a holder of this kind; nothing when it is for others.
std::optional<std::string> line_for(std::string_view kind, const std::string& line) {
  if (!line.starts_with("#@")) return line;
  const auto space = line.find(' ');
  const auto kinds = split(std::string_view(line).substr(2, space - 2), ',');
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) return std::nullopt;
  return line.substr(space + 1);
}

void fill(std::string& text, std::string_view name, std::string_view value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
    text.replace(at, name.size(), value);
}

}  // namespace

std::string starter_config(std::string_view kind, const std::string& code, std::string_view lang) {
  check_code(kind, code);
  const bool dutch = lang == "nl";
  std::string text;
  std::string whole(embedded(fmt::format("templates/config.{}.toml", lang)));
  if (whole.ends_with('\n')) whole.pop_back();
  for (const std::string& line : split(whole, '\n'))
    if (const auto said = line_for(kind, line)) text += *said + '\n';
  const std::string_view holder = kind == "school"     ? (dutch ? "een school" : "a school")
                                  : kind == "gemeente" ? (dutch ? "een gemeente" : "a gemeente")
                                                       : (dutch ? "een regio" : "a region");
  fill(text, "{holder_text}", holder);
  fill(text, "{kind}", kind);
  fill(text, "{code}", code);
  return text;
}

}  // namespace verzuim
