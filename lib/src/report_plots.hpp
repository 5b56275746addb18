// SPDX-License-Identifier: EUPL-1.2
// Which table of a report is drawn, and how. Every number comes from the table, after the gate.
#pragma once
#include <optional>

#include "document.hpp"
#include "report_text.hpp"

namespace verzuim {

/// The picture of a table, to stand right above it; nothing for a table that is not drawn or of which too
/// little is known. Requires: the report has passed the gate.
std::optional<Figure> figure_of(const ReportTable& table, const DocumentOptions& options);

}  // namespace verzuim
