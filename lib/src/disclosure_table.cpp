// SPDX-License-Identifier: EUPL-1.2
// Asking the table: may this reader see this field here, and what stays closed.
#include <algorithm>

#include "disclosure_condition.hpp"

namespace verzuim {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// Whether a never closes what it is asked about.
bool closes_here(const DisclosureNever& never, const Reader& reader, const Circumstances& given, Look look,
                 std::string_view word = {}) {
  if (!never.readers.include(reader) || !holds(never.when, given, look, word)) return false;
  return std::none_of(never.unless.begin(), never.unless.end(),
                      [&](const DisclosureCondition& c) { return holds(c, given, look, word); });
}

}  // namespace

bool DisclosureReaders::include(const Reader& reader) const {
  if (contains(except, reader.role)) return false;
  return contains(roles, reader.role) ||
         std::find(holders.begin(), holders.end(), reader.holder) != holders.end();
}

const DisclosureGroup* DisclosureTable::group_of(std::string_view field) const {
  const auto dot = field.find('.');
  const std::string any =
      dot == std::string_view::npos ? std::string() : "*" + std::string(field.substr(dot));
  for (const DisclosureGroup& group : groups_)
    if (contains(group.fields, field) || (!any.empty() && contains(group.fields, any))) return &group;
  return nullptr;
}

bool DisclosureTable::opens(const Reader& reader, std::string_view field, const Circumstances& given) const {
  const DisclosureGroup* group = group_of(field);
  if (group == nullptr) return false;
  for (const DisclosureNever& never : nevers_)
    if (never.when.words.empty() && closes_here(never, reader, given, Look::event)) return false;
  return std::any_of(opens_.begin(), opens_.end(), [&](const DisclosureOpen& open) {
    return contains(open.groups, group->id) && open.readers.include(reader) && holds(open.when, given);
  });
}

const DisclosureNever* DisclosureTable::closes(const Reader& reader, const Circumstances& given) const {
  const auto at = std::find_if(nevers_.begin(), nevers_.end(), [&](const DisclosureNever& never) {
    return closes_here(never, reader, given, Look::surely);
  });
  return at == nevers_.end() ? nullptr : &*at;
}

std::optional<BothLanguages> DisclosureTable::closes(const DisclosureLetter& letter, const Reader& reader,
                                                     const Circumstances& given) const {
  if (!contains(letter.roles, reader.role))
    return BothLanguages{"Deze brief is niet voor deze rol.", "This letter is not for this role."};
  if (const DisclosureNever* never = closes(reader, given)) return never->why_not;
  const auto met = [&](const DisclosureCondition& c) { return holds(c, given, Look::surely); };
  if (!letter.when.empty() && std::none_of(letter.when.begin(), letter.when.end(), met))
    return letter.why_not;
  return std::nullopt;
}

bool DisclosureTable::closes_word(const Reader& reader, std::string_view word,
                                  const Circumstances& given) const {
  return std::any_of(nevers_.begin(), nevers_.end(), [&](const DisclosureNever& never) {
    return !never.when.words.empty() && closes_here(never, reader, given, Look::event, word);
  });
}

std::vector<LeftOut> DisclosureTable::left_out(const Reader& reader, const Circumstances& given) const {
  std::vector<LeftOut> list;
  const DisclosureNever* never = closes(reader, given);
  for (const DisclosureGroup& group : groups_) {
    bool whole = false, partly = false;
    for (const DisclosureOpen& open : opens_) {
      if (never != nullptr || !contains(open.groups, group.id) || !open.readers.include(reader)) continue;
      whole = whole || holds(open.when, given, Look::surely);
      partly = partly || holds(open.when, given, Look::possibly);
    }
    if (!whole) list.push_back({group.id, group.title, never ? never->why_not : group.why_not, partly});
  }
  return list;
}

}  // namespace verzuim
