// SPDX-License-Identifier: EUPL-1.2
// From cells of a table to numbers and words of a picture.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plot.hpp"
#include "report_plots.hpp"

namespace verzuim {

/// A table while it is drawn.
struct TablePlot {
  const ReportTable& table;
  const DocumentOptions& options;

  std::string say(const Said& said) const { return std::string(said.in(options.language)); }
  /// The column of that id, if the table has it.
  std::optional<std::size_t> column(std::string_view id) const;
  /// The rows without the total.
  std::size_t rows() const { return table.rows.size() - (table.total_row ? 1 : 0); }
  PlotNumber number(std::size_t row, std::size_t column) const;
  std::string row_name(std::size_t row) const { return row_text(table, row, options); }
  std::string column_name(std::size_t column) const { return column_text(table, column, options.language); }
  PlotWords words(const Said& title, std::string description) const;
};

/// True when there is anything to draw: with nothing but gaps and zeros the table says it all.
bool worth_drawing(const std::vector<PlotNumber>& numbers);

template <class Plot>
Figure figure_from(const Plot& plot) {
  return {plot.words.title, plot.words.description, draw(plot)};
}

std::optional<Figure> months_figure(const TablePlot& of);
std::optional<Figure> histogram_figure(const TablePlot& of);
std::optional<Figure> weekdays_figure(const TablePlot& of);
std::optional<Figure> places_figure(const TablePlot& of);
std::optional<Figure> funnel_figure(const TablePlot& of);
std::optional<Figure> meldingen_figure(const TablePlot& of);
std::optional<Figure> lasting_figure(const TablePlot& of);
std::optional<Figure> waiting_figure(const TablePlot& of);
std::optional<Figure> meldingen_years_figure(const TablePlot& of);
std::optional<Figure> subjects_figure(const TablePlot& of);
std::optional<Figure> days_figure(const TablePlot& of);
std::optional<Figure> waiting_days_figure(const TablePlot& of);

}  // namespace verzuim
