// SPDX-License-Identifier: EUPL-1.2
#include "report_frame.hpp"

#include <fmt/format.h>

namespace verzuim {

Document framed(std::string title, std::string foot, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  Document document;
  document.language = nl ? "nl" : "en";
  document.title = std::move(title);
  document.skip_text = nl ? "Naar de inhoud" : "Skip to the content";
  document.withheld_text = nl ? "niet getoond" : "not shown";
  document.contents_text = nl ? "Inhoud" : "Contents";
  document.foot = std::move(foot);
  return document;
}

ReportFile written(const Document& document, const std::string& stem, ReportFormat format) {
  return {fmt::format("{}.{}", stem, extension(format)),
          format == ReportFormat::html ? write_html(document) : write_markdown(document)};
}

}  // namespace verzuim
