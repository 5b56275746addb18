// SPDX-License-Identifier: EUPL-1.2
// What the documents of all reports have around them.
#pragma once
#include <string>

#include "document.hpp"
#include "report_text.hpp"

namespace verzuim {

/// The name of the files of a report, without what tells its format.
std::string report_stem(const Report& report);

/// A document without content, in the language of `options`.
Document framed(std::string title, std::string foot, const DocumentOptions& options);
/// The document as one file. Requires: HTML or Markdown.
ReportFile written(const Document& document, const std::string& stem, ReportFormat format);

}  // namespace verzuim
