// SPDX-License-Identifier: EUPL-1.2
// How the tables of a report pass the gate for small counts, and what in them is the jeugdarts' alone.
#pragma once
#include <string_view>

#include "verzuim/report.hpp"

namespace verzuim {

/// True for what stands with the jeugdarts: that is where sickness ends, and it is never told to a gemeente.
bool is_of_jeugdarts(std::string_view step, std::string_view role);

/// Withholds in all tables of `report` what could point at a person. Requires: the tables in the order of
/// `ReportTable::id`.
void withhold_tables(GemeenteReport& report);
/// `value` next to `other`, of which the difference may be a small count.
Cell beside(std::int64_t value, const Cell& other, int largest);

}  // namespace verzuim
