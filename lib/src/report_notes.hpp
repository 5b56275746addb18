// SPDX-License-Identifier: EUPL-1.2
// What a report tells about itself: its head, how to read it, what it rests on and what is missing.
#pragma once
#include "document.hpp"
#include "report_text.hpp"

namespace verzuim {

FactList head_facts(const GemeenteReport& report, const DocumentOptions& options);
Grid sources_grid(const ReportHead& head, Language language);
Bullets reading_notes(const DocumentOptions& options, const ReportHead& head);
Bullets missing(const GemeenteReport& report, const DocumentOptions& options);

}  // namespace verzuim
