// SPDX-License-Identifier: EUPL-1.2
// Reports of figures: about gemeenten, schools or regions, and the yearly statement.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli.hpp"
#include "verzuim/report_writing.hpp"

/// What the options of a report come down to.
struct ReportRequest {
  const Global& global;
  const ReportOptions& options;
  verzuim::Date on;
  std::optional<verzuim::ReportFormat> format;
  verzuim::DocumentOptions document;
};

/// The store that is there already: a report never makes one. Throws: Error (no_input).
verzuim::Store open_for_report(const ReportRequest& request);
/// What was recorded up to `on`.
std::vector<verzuim::DossierEvent> events_until(verzuim::Store& store, verzuim::Date on);
/// Writes the files into the folder that was asked for, else to standard output.
void put_files(const ReportRequest& request, const std::vector<verzuim::ReportFile>& files);

/// `report gemeente`, `report school`, `report region` and `report telling`.
int report_figures(const ReportRequest& request);
