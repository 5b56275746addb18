// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <numeric>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr double step = 34, thick = 20;

double size_of(const FlowPlot::Row& row) { return std::accumulate(row.parts.begin(), row.parts.end(), 0.0); }

/// The highest that the stock gets.
double most_of(const FlowPlot& plot) {
  double level = 0, most = 0;
  for (const FlowPlot::Row& row : plot.rows) {
    level += row.sign * size_of(row);
    most = std::max({most, level, size_of(row)});
  }
  return most;
}

}  // namespace

std::string draw(const FlowPlot& plot) {
  PlotPen pen(plot.words);
  std::vector<std::string> labels, names = {plot.come, plot.go};
  for (const FlowPlot::Row& row : plot.rows) labels.push_back(row.label);
  names.insert(names.end(), plot.series.begin() + 1, plot.series.end());
  const double left = PlotPen::label_width(labels) + 16, top = pen.key(names, false, 2) + 4;
  const double bottom = top + step * static_cast<double>(plot.rows.size());
  const PlotScale across = scale_for(most_of(plot), 6, true, left, plot_width - 56);
  pen.axis_across(across, top, bottom, plot.across);
  double level = 0, y = top + (step - thick) / 2;
  for (std::size_t r = 0; r < plot.rows.size(); ++r, y += step) {
    const FlowPlot::Row& row = plot.rows[r];
    const bool last = r + 1 == plot.rows.size();
    const double from = last ? 0 : level, to = last ? size_of(row) : level + row.sign * size_of(row);
    pen.label(row.label, left - 10, y + thick / 2);
    double x = across.at(std::min(from, to));
    for (std::size_t n = 0; n < row.parts.size(); ++n) {
      const double width = across.at(row.parts[n]) - across.start;
      pen.bar(last ? 2 * n : row.sign < 0 ? 1 : 0, x, y, width, thick);
      x += width;
    }
    pen.text("value", across.at(std::max(from, to)) + 6, y + thick / 2 + 4, "start", row.text);
    // The next one goes on from here.
    if (!last) pen.line("axis", across.at(to), y + thick, across.at(to), y + step);
    level = to;
  }
  pen.line("axis", left, top, left, bottom);
  return pen.done(bottom + 48);
}

}  // namespace verzuim
