// SPDX-License-Identifier: EUPL-1.2
// A report for programs and spreadsheets: JSON, and a workbook with typed cells.
#pragma once
#include <string>

#include "report_text.hpp"

namespace verzuim {

std::string write_json(const Report& report, const DocumentOptions& options);
/// Throws: Error (internal) when the workbook cannot be made.
std::string write_xlsx(const Report& report, const DocumentOptions& options);

}  // namespace verzuim
