// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

template <class Rows>
double label_width(const Rows& rows) {
  std::vector<std::string> labels;
  for (const auto& row : rows) labels.push_back(row.label);
  return PlotPen::label_width(labels);
}

/// A filled disc for the first number of a span, an open diamond for the second.
void mark(PlotPen& pen, bool second, double x, double y) {
  pen.path(second ? "open" : "s0",
           second ? fmt::format("M{:.1f} {:.1f}l8 8l-8 8l-8 -8Z", x, y - 8)
                  : fmt::format("M{:.1f} {:.1f}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z", x - 7, y));
}

/// Where one of the two may not be told, neither is drawn.
void draw_span(PlotPen& pen, const SpanPlot::Row& row, const PlotScale& across, double middle) {
  if (row.first.gap() || row.second.gap()) {
    pen.gap(across.start, middle - 11, 26, 22);
    pen.text("value", across.start + 32, middle + 4, "start",
             row.first.gap() ? row.first.text : row.second.text);
    return;
  }
  if (!row.first.value || !row.second.value) return;
  const double from = across.at(*row.first.value), to = across.at(*row.second.value);
  pen.line("span", from, middle, to, middle);
  mark(pen, false, from, middle);
  mark(pen, true, to, middle);
  pen.text("value", from - 11, middle + 4, "end", row.first.text);
  pen.text("value", to + 13, middle + 4, "start", row.second.text);
}

void raise(double& most, const PlotNumber& number) {
  if (number.value && std::isfinite(*number.value)) most = std::max(most, *number.value);
}

}  // namespace

std::string draw(const RowPlot& plot) {
  PlotPen pen(plot.words);
  double most = 0, text = 20;
  bool gaps = false;
  for (const RowPlot::Row& row : plot.rows)
    for (const PlotNumber& number : row.numbers) {
      raise(most, number);
      text = std::max(text, width_of(number.text));
      gaps = gaps || number.gap();
    }
  const double left = label_width(plot.rows) + 16, thick = plot.series.size() > 1 ? 14 : 22;
  const double step = std::max(36.0, thick * static_cast<double>(plot.series.size()) + 14);
  const double top = pen.key(plot.series, gaps, 2) + 4;
  const double bottom = top + step * static_cast<double>(plot.rows.size());
  const PlotScale across = scale_for(most, 5, true, left, plot_width - text - 16);
  pen.axis_across(across, top, bottom, plot.across);
  double y = top;
  for (const RowPlot::Row& row : plot.rows) {
    pen.label(row.label, left - 10, y + step / 2);
    double bar = y + (step - thick * static_cast<double>(row.numbers.size())) / 2;
    for (std::size_t n = 0; n < row.numbers.size(); ++n, bar += thick) {
      const PlotNumber& number = row.numbers[n];
      const double end = number.value ? across.at(std::max(0.0, *number.value)) : left + 26;
      if (number.gap())
        pen.gap(left, bar, 26, thick - 1);
      else if (number.value)
        pen.bar(n, left, bar, end - left, thick - 1);
      pen.text("value", end + 6, bar + thick / 2 + 4, "start", number.text);
    }
    y += step;
  }
  pen.line("axis", left, top, left, bottom);
  return pen.done(bottom + 48);
}

std::string draw(const SpanPlot& plot) {
  PlotPen pen(plot.words);
  double most = 0;
  bool gaps = false;
  for (const SpanPlot::Row& row : plot.rows)
    for (const PlotNumber* number : {&row.first, &row.second}) {
      raise(most, *number);
      gaps = gaps || number->gap();
    }
  const double left = label_width(plot.rows) + 16, step = 46;
  mark(pen, false, 12, 10);
  pen.text("", 26, 15, "start", plot.first);
  const double second = 26 + width_of(plot.first) + 24;
  mark(pen, true, second, 10);
  pen.text("", second + 14, 15, "start", plot.second);
  const double top = pen.key({}, gaps, 26) + (gaps ? 0 : 8);
  const double bottom = top + step * static_cast<double>(plot.rows.size());
  const PlotScale across = scale_for(most, 6, true, left, plot_width - 40);
  pen.axis_across(across, top, bottom, plot.across);
  for (std::size_t r = 0; r < plot.rows.size(); ++r) {
    const double middle = top + step * (static_cast<double>(r) + 0.5);
    pen.label(plot.rows[r].label, left - 10, middle);
    draw_span(pen, plot.rows[r], across, middle);
  }
  pen.line("axis", left, top, left, bottom);
  return pen.done(bottom + 48);
}

}  // namespace verzuim
