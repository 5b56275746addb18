// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr double field_height = 110, apart = 26, head = 46;
constexpr std::size_t fields_a_row = 3;

/// One field. A line runs only between neighbours that may both be told.
void draw_field(PlotPen& pen, const LinePlot& plot, const LinePlot::Line& line, double left, double right,
                double top, double most) {
  const double bottom = top + field_height;
  const PlotScale up = {most, most, bottom, top};
  const double slot = (right - left) / std::max(1.0, static_cast<double>(plot.places.size()));
  const auto x_of = [&](std::size_t i) { return left + slot * (static_cast<double>(i) + 0.5); };
  double y = top - 28;
  for (const std::string& text : lines_of(line.label, 26)) {
    pen.text("strong", left, y, "start", text);
    y += 15;
  }
  pen.line("axis", left, bottom, right, bottom);
  std::string path;
  for (std::size_t i = 0; i < line.numbers.size(); ++i) {
    const auto& value = line.numbers[i].value;
    if (!value) continue;
    const bool joined = i > 0 && line.numbers[i - 1].value;
    path += fmt::format("{}{:.1f} {:.1f}", joined ? "L" : "M", x_of(i), up.at(*value));
  }
  if (!path.empty()) pen.path("curve", path);
  for (std::size_t i = 0; i < line.numbers.size(); ++i) {
    const PlotNumber& number = line.numbers[i];
    const double x = x_of(i);
    pen.text("tick", x, bottom + 16, "middle", plot.places[i]);
    if (number.gap()) {
      pen.gap(x - 9, bottom - 20, 18, 20);
      // A word that is wider than its place would run into the next one.
      if (width_of(number.text) <= slot) pen.text("value", x, bottom - 26, "middle", number.text);
      continue;
    }
    if (!number.value) continue;
    const double at = up.at(*number.value);
    pen.path("s0", fmt::format("M{:.1f} {:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", x - 4, at));
    pen.text("value", x, at - 9, "middle", number.text);
  }
}

}  // namespace

std::string draw(const LinePlot& plot) {
  PlotPen pen(plot.words);
  double most = 0;
  bool gaps = false;
  for (const LinePlot::Line& line : plot.lines)
    for (const PlotNumber& number : line.numbers) {
      gaps = gaps || number.gap();
      if (number.value && std::isfinite(*number.value)) most = std::max(most, *number.value);
    }
  most = scale_for(most, 4, true, 0, 1).most;
  double top = pen.key({}, gaps, 2);
  pen.text("name", 4, top + 12, "start", plot.up);
  top += 20;
  const double width = (plot_width - apart * (fields_a_row - 1)) / fields_a_row;
  for (std::size_t n = 0; n < plot.lines.size(); ++n) {
    const double left = static_cast<double>(n % fields_a_row) * (width + apart);
    if (n > 0 && n % fields_a_row == 0) top += head + field_height + 34;
    draw_field(pen, plot, plot.lines[n], left, left + width, top + head, most);
  }
  return pen.done(top + head + field_height + 30);
}

}  // namespace verzuim
