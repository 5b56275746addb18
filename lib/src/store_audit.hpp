// SPDX-License-Identifier: EUPL-1.2
// Audit lines on their way into the store.
#pragma once
#include <string>
#include <vector>

#include "store_parts.hpp"

namespace verzuim {

/// Appends a line about who works. Requires: inside the transaction of what it tells.
void add_audit(StoreParts& parts, const std::string& usual_command, const std::string& object,
               const std::string& result, const std::string& why = {}, const std::string& at = {});
/// How a line names pupils.
std::string audited_pupils(StoreParts& parts, const std::vector<std::string>& ids);
/// The line in a row of all columns in their order.
AuditLine audit_line_in(SQLite::Statement& row);
inline constexpr std::string_view select_audit =
    "SELECT number, at, actor, command, object, result, why, hash FROM audit ";

}  // namespace verzuim
