// SPDX-License-Identifier: EUPL-1.2
// What many pupils share: a change of it is a change for each of them.
#pragma once
#include <set>
#include <string>

#include "store_intake.hpp"

namespace verzuim {

/// Notes all pupils as touched whom a change of timetables, schools or days off bears on. `changed` are the
/// first keys of the rows that changed: classes, schools, regions or `*`.
void touch_shared(Intake& in, FileKind kind, const std::set<std::string>& changed);

}  // namespace verzuim
