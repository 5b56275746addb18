// SPDX-License-Identifier: EUPL-1.2
// What a report tells about itself: its head, how to read it, what it rests on and what is missing.
#pragma once
#include "document.hpp"
#include "report_text.hpp"

namespace verzuim {

FactList head_facts(const Report& report, const DocumentOptions& options);
Grid sources_grid(const ReportHead& head, Language language);
Bullets reading_notes(const Report& report, const DocumentOptions& options);
Bullets missing(const Report& report, const DocumentOptions& options);

}  // namespace verzuim
