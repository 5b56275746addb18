// SPDX-License-Identifier: EUPL-1.2
// What a run is kept in: little, for there is one a night.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store_database.hpp"

namespace verzuim {

/// Counts by reason in one line, `missing=region 12;missing=timetable 3`, and back.
std::string packed_counts(const std::map<std::string, std::int64_t>& counts);
std::map<std::string, std::int64_t> unpacked_counts(std::string_view text);

/// Numbers in order, each as its distance to the one before in bytes of seven bits, and back.
std::string packed_numbers(const std::vector<std::int64_t>& numbers);
std::vector<std::int64_t> unpacked_numbers(std::string_view bytes);

/// Pupils by number, packed so, and back.
std::string packed_pupils(SQLite::Database& db, const std::vector<std::string>& ids);
std::vector<std::string> unpacked_pupils(SQLite::Database& db, std::string_view bytes);

}  // namespace verzuim
