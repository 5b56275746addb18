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

}  // namespace

RoleHolder holder_of(std::string_view role) {
  const auto found =
      std::find_if(holders.begin(), holders.end(), [&](const auto& h) { return h.first == role; });
  return found == holders.end() ? RoleHolder::other : found->second;
}

KindSet gemeente_kinds() {
  static const KindSet kinds = [] {
    unsigned open = 0;
    for (std::size_t k = 0; k < kind_names.size(); ++k)
      if (const KindSet one = bit(static_cast<Kind>(k)); may_see(RoleHolder::gemeente, one)) open |= one;
    return static_cast<KindSet>(open);
  }();
  return kinds;
}

bool may_see(RoleHolder holder, KindSet kinds) {
  // Asked for every signal and record, so worked out once.
  static const auto open = [] {
    std::array<std::pair<KindSet, bool>, role_holder_names.size()> all = {};
    const DisclosureTable& table = DisclosureTable::shipped();
    for (std::size_t h = 0; h < all.size(); ++h) {
      const Reader reader{{}, static_cast<RoleHolder>(h)};
      for (std::size_t k = 0; k < kind_names.size(); ++k)
        if (table.opens(reader, "absence." + std::string(kind_names[k])))
          all[h].first = static_cast<KindSet>(all[h].first | bit(static_cast<Kind>(k)));
      all[h].second = table.opens(reader, "absence.worry");
    }
    return all;
  }();
  const auto& [kinds_open, worry_open] = open[static_cast<std::size_t>(holder)];
  return kinds == 0 ? worry_open : (kinds & ~kinds_open) == 0;
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
  const DisclosureTable& table = DisclosureTable::shipped();
  const Reader reader{{}, holder};
  if (table.group_of(field) != nullptr) return table.opens(reader, field);
  bool known = false;
  for (const DisclosureGroup& group : table.groups()) {
    for (const std::string& full : group.fields) {
      const auto dot = full.find('.');
      if (dot == std::string::npos || std::string_view(full).substr(dot + 1) != field) continue;
      if (!table.opens(reader, full)) return false;
      known = true;
    }
  }
  return known;
}

}  // namespace verzuim
