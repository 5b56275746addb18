// SPDX-License-Identifier: EUPL-1.2
// Whether a file is as full as usual, and of which days it speaks.
#pragma once
#include "store_intake.hpp"

namespace verzuim {

/// Throws when so many rows were refused that the file itself must be wrong.
void guard_rejects(const Intake& in);
/// Holds the rows of each school against its earlier files, and notes of which days it spoke. A file that
/// speaks of no new day can lack nothing, unless it is to withdraw.
/// Throws: Error (data) when a school has too few rows.
void weigh_schools(Intake& in, Store& store);

}  // namespace verzuim
