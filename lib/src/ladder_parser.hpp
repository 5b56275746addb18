// SPDX-License-Identifier: EUPL-1.2
// From the TOML of a ladder file to a ladder. Every doubt is refused with its place.
#pragma once
#include <string>
#include <string_view>

#include "verzuim/ladder.hpp"

namespace verzuim {

Ladder parse_ladder(std::string_view text, const std::string& name);

/// Roles that are a gemeente's by law or by nature; no ladder can make them a school's, and so open sickness
/// to them.
inline bool always_gemeente(std::string_view role) {
  return role == "leerplichtambtenaar" || role == "trajectbegeleider" || role == "team-jeugd";
}

}  // namespace verzuim
