// SPDX-License-Identifier: EUPL-1.2
#include "toml_depth.hpp"

#include <algorithm>
#include <string>

namespace verzuim {
namespace {

/// The place just behind the text that opens at `at`, whichever of the four kinds it is; the end of the file
/// when it never closes (the parser then says so).
std::size_t behind_text(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool block = text.substr(at, 3) == std::string(3, quote);
  const std::string close(block ? 3 : 1, quote);
  for (std::size_t i = at + close.size(); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"')
      ++i;
    else if (text.substr(i, close.size()) == close)
      return i + close.size();
    else if (text[i] == '\n' && !block)
      return i;
  }
  return text.size();
}

}  // namespace

TomlSpot toml_spot(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto line = before.rfind('\n');
  return {1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
          static_cast<int>(line == std::string_view::npos ? at + 1 : at - line)};
}

std::optional<TomlSpot> too_deep(std::string_view text, int cap) {
  constexpr std::string_view ends = "=,[]{}\n";
  int dots = 0, open = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = behind_text(text, i);
      continue;
    }
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
      continue;
    }
    if (ends.find(c) != std::string_view::npos) dots = 0;
    if (c == '.' && ++dots > cap) return toml_spot(text, i);
    if ((c == '[' || c == '{') && ++open > cap) return toml_spot(text, i);
    if ((c == ']' || c == '}') && open > 0) --open;
    ++i;
  }
  return std::nullopt;
}

}  // namespace verzuim
