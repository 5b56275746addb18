// SPDX-License-Identifier: EUPL-1.2
// The one gate through which everything passes that leaves the house: who may see which kind of absence and
// which field. Which counts are so small that they could point at a person is asked of small_counts.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {

/// The holder of `role`. A role that is not known gets `other`, which sees no more than a gemeente does.
VERZUIM_EXPORT RoleHolder holder_of(std::string_view role);

/// The kinds of absence that a gemeente may learn of about a person. Sick and authorised absence stay with
/// the school and the jeugdarts. Basis: Leerplichtwet 1969, art. 21a (it speaks of unauthorised absence
/// only); UAVG art. 30.
inline constexpr KindSet gemeente_kinds =
    static_cast<KindSet>(bit(Kind::unauthorised) | bit(Kind::late) | bit(Kind::removed) | bit(Kind::unknown));

/// True when `holder` may see something that rests on all of `kinds`. Nothing known of the kinds (none) is
/// for the school and the JGZ only: a worry raised by hand may be about health.
VERZUIM_EXPORT bool may_see(RoleHolder holder, KindSet kinds);
/// All kinds that a rule looks at.
VERZUIM_EXPORT KindSet kinds_of(const Rule& rule);
/// True when `holder` may see that the rule was met, in whatever version of it.
VERZUIM_EXPORT bool may_see(RoleHolder holder, const std::vector<Rule>& versions);
/// True when `holder` may see this field of an action or of a dossier event. For a gemeente a list of what
/// may pass, so that a new field stays inside until someone lets it out.
VERZUIM_EXPORT bool may_see_field(RoleHolder holder, std::string_view field);

}  // namespace verzuim
