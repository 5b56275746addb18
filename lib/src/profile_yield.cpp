// SPDX-License-Identifier: EUPL-1.2
// What can come of the files of a profile: a rule that counts something else waits for ever.
#include <algorithm>
#include <set>

#include "profile_parts.hpp"

namespace verzuim {
namespace {

/// The canonical words that a column can hold: those it is told, else any.
template <class Names>
std::set<std::string> column_words(const ProfileParts& parts, std::string_view column, const Names& all) {
  if (const auto fixed = parts.fixed.find(column); fixed != parts.fixed.end()) return {fixed->second};
  if (parts.columns.find(column) == parts.columns.end()) return {};
  const auto words = parts.words.find(column);
  if (words == parts.words.end()) return {all.begin(), all.end()};
  const std::vector<std::string> meanings = words->second.meanings();
  return {meanings.begin(), meanings.end()};
}

}  // namespace

std::optional<ProfileYield> Profile::yield() const {
  const ProfileParts& p = *parts_;
  if (p.canonical || p.kind != FileKind::absences) return std::nullopt;
  KindSet kinds = bit(Kind::unknown);  // what no code explains
  std::set<std::uint8_t> marks;
  std::vector<Verdict> verdicts = p.types.meanings();
  for (const Verdict& verdict : p.presence.meanings()) verdicts.push_back(verdict);
  for (const auto& [code, verdict] : p.codes) verdicts.push_back(verdict);
  for (const Verdict& verdict : verdicts) {
    if (verdict.says == Verdict::Says::skip) continue;
    if (verdict.says == Verdict::Says::kind) kinds |= bit(verdict.kind);
    if (verdict.mark != 0) marks.insert(verdict.mark);
  }
  for (bool authorised : p.authorised.meanings())
    kinds |= bit(authorised ? Kind::authorised : Kind::unauthorised);
  if (p.late_counts_above && (kinds & bit(Kind::late)) != 0) kinds |= bit(Kind::unauthorised);
  for (const std::string& word : column_words(p, "kind", kind_names))
    if (const auto kind = parse_kind(word)) kinds |= bit(*kind);
  for (const std::string& word : column_words(p, "mark", mark_names))
    if (const auto mark = parse_mark(word); mark && *mark != 0) marks.insert(*mark);
  return ProfileYield{kinds, {marks.begin(), marks.end()}};
}

}  // namespace verzuim
