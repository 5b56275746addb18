// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/disclosure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace verzuim {
namespace {

constexpr std::array<std::pair<std::string_view, RoleHolder>, 13> holders = {{
    {"mentor", RoleHolder::school},
    {"verzuimcoordinator", RoleHolder::school},
    {"zorgcoordinator", RoleHolder::school},
    {"schoolleiding", RoleHolder::school},
    {"jeugdarts", RoleHolder::jgz},
    {"preventiemedewerker", RoleHolder::gemeente},
    {"leerplichtambtenaar", RoleHolder::gemeente},
    {"trajectbegeleider", RoleHolder::gemeente},
    {"team-jeugd", RoleHolder::gemeente},
    {"samenwerkingsverband", RoleHolder::other},
    {"hulpverlening", RoleHolder::other},
    {"parents", RoleHolder::other},
    {"pupil", RoleHolder::other},
}};

/// What may pass to a gemeente. Causes, advice, remarks and the source's own codes are not among it.
constexpr std::array<std::string_view, 32> open_fields = {
    "act",  "basis",  "begin",  "by",       "contact", "count",   "decision", "dossier",
    "due",  "due_on", "end",    "gemeente", "hours",   "inform",  "invite",   "kept",
    "kind", "number", "on",     "outcome",  "owner",   "parties", "pupil",    "reached",
    "role", "rule",   "school", "sent_on",  "signals", "status",  "step",     "why"};

}  // namespace

RoleHolder holder_of(std::string_view role) {
  const auto found =
      std::find_if(holders.begin(), holders.end(), [&](const auto& h) { return h.first == role; });
  return found == holders.end() ? RoleHolder::other : found->second;
}

bool may_see(RoleHolder holder, KindSet kinds) {
  if (holder == RoleHolder::school || holder == RoleHolder::jgz) return true;
  return kinds != 0 && (kinds & ~gemeente_kinds) == 0;
}

KindSet kinds_of(const Rule& rule) {
  unsigned kinds = rule.count.kinds;
  for (const MixPart& part : rule.when.mix) kinds |= part.kinds;
  return static_cast<KindSet>(kinds);
}

bool may_see(RoleHolder holder, const std::vector<Rule>& versions) {
  return std::all_of(versions.begin(), versions.end(), [&](const Rule& rule) {
    const bool concern = std::any_of(rule.when.mix.begin(), rule.when.mix.end(),
                                     [](const MixPart& part) { return part.of == Measure::concerns; });
    const bool worry = concern || (rule.when.mix.empty() && rule.count.of == Measure::concerns);
    return may_see(holder, worry ? KindSet{0} : kinds_of(rule));
  });
}

bool may_see_field(RoleHolder holder, std::string_view field) {
  if (holder == RoleHolder::school || holder == RoleHolder::jgz) return true;
  return std::find(open_fields.begin(), open_fields.end(), field) != open_fields.end();
}

}  // namespace verzuim
