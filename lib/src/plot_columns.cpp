// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr double field_height = 220;

double sum_of(const ColumnPlot::Column& column) {
  double sum = 0;
  for (const PlotNumber& part : column.parts)
    if (part.value && std::isfinite(*part.value)) sum += std::max(0.0, *part.value);
  return sum;
}

bool has_gap(const ColumnPlot::Column& column) {
  return std::any_of(column.parts.begin(), column.parts.end(), [](const PlotNumber& p) { return p.gap(); });
}

/// The parts of one column on top of each other. Where one may not be told, none is drawn: what the others
/// leave open would tell it.
void draw_column(PlotPen& pen, const ColumnPlot::Column& column, const PlotScale& up, double x, double width,
                 double room) {
  const double middle = x + width / 2;
  if (has_gap(column) && column.whole) {
    pen.unsplit(x, up.at(*column.whole), width, up.start - up.at(*column.whole));
    pen.text("value", middle, up.at(*column.whole) - 6, "middle", column.text);
    return;
  }
  if (has_gap(column)) {
    pen.gap(x, up.start - 26, width, 26);
    pen.text("value", middle, up.start - 32, "middle", column.text);
    return;
  }
  double below = 0;
  for (std::size_t n = 0; n < column.parts.size(); ++n) {
    const double value = std::max(0.0, column.parts[n].value.value_or(0));
    pen.bar(n, x, up.at(below + value), width, up.at(below) - up.at(below + value));
    below += value;
  }
  // Beside each other the numbers must not touch; the table has them all.
  if (width_of(column.text) <= room + 2) pen.text("value", middle, up.at(below) - 6, "middle", column.text);
}

void draw_groups(PlotPen& pen, const ColumnPlot& plot, double left, double slot, double top, double bottom) {
  for (const ColumnPlot::Group& group : plot.groups) {
    const double from = left + slot * static_cast<double>(group.first);
    const double to = left + slot * static_cast<double>(group.last + 1);
    if (group.first > 0) pen.line("limit", from, top - 34, from, bottom);
    pen.text("strong", (from + to) / 2, top - 38, "middle", group.label);
    pen.text("tick", (from + to) / 2, top - 22, "middle", group.text);
  }
}

}  // namespace

std::string draw(const ColumnPlot& plot) {
  PlotPen pen(plot.words);
  double most = 0;
  bool gaps = false, unsplit = false, split = false;
  for (const ColumnPlot::Column& column : plot.columns) {
    if (!has_gap(column)) {
      most = std::max(most, sum_of(column));
      split = true;
      continue;
    }
    most = std::max(most, column.whole.value_or(0));
    (column.whole ? unsplit : gaps) = true;
  }
  const double top = pen.key(split ? plot.series : std::vector<std::string>(), gaps, 2,
                             unsplit ? plot.unsplit : std::string()) +
                     (plot.groups.empty() ? 40 : 84);
  const PlotScale up = scale_for(most, 5, plot.whole, top + field_height, top);
  const double left = std::max(36.0, width_of(tick_text(up.most, up.step, plot.words.decimal)) + 14);
  const double slot = (plot_width - left - 6) / std::max(1.0, static_cast<double>(plot.columns.size()));
  if (plot.groups.empty()) {
    pen.axis_up(up, left, plot_width - 6, plot.up);
  } else {
    // The names of the groups take the place above the field.
    pen.axis_up(up, left, plot_width - 6, {});
    pen.text("name", 4, top - 62, "start", plot.up);
  }
  draw_groups(pen, plot, left, slot, top, up.start);
  // A single bar must not fill the picture.
  const double width = plot.touching ? slot - 1 : std::min(64.0, slot * 0.7);
  for (std::size_t c = 0; c < plot.columns.size(); ++c) {
    const ColumnPlot::Column& column = plot.columns[c];
    const double middle = left + slot * (static_cast<double>(c) + 0.5);
    draw_column(pen, column, up, middle - width / 2, width, slot);
    pen.text("tick", middle, up.start + 17, "middle", column.label);
    pen.text("tick", middle, up.start + 33, "middle", column.second);
  }
  pen.line("axis", left, up.start, plot_width - 6, up.start);
  pen.text("name", (left + plot_width) / 2, up.start + 54, "middle", plot.across);
  return pen.done(up.start + (plot.across.empty() ? 42 : 64));
}

}  // namespace verzuim
