// SPDX-License-Identifier: EUPL-1.2
// The tables of the store, version by version.
#pragma once
#include <span>

#include "store_database.hpp"

namespace verzuim {

/// What brings the tables from version i to i + 1.
std::span<void (*const)(SQLite::Database&)> migrations();

}  // namespace verzuim
