// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr double cell_height = 30;

}  // namespace

std::string draw(const HeatPlot& plot) {
  PlotPen pen(plot.words);
  const std::size_t columns = plot.columns.size();
  double most = 0, left = 40;
  bool gaps = false;
  for (std::size_t i = 0; i < plot.numbers.size(); ++i) {
    gaps = gaps || plot.numbers[i].gap();
    const double value = plot.numbers[i].value.value_or(0);
    if (i >= plot.apart * columns && std::isfinite(value)) most = std::max(most, value);
  }
  for (const std::string& row : plot.rows) left = std::max(left, width_of(row) + 20);
  const double width = (plot_width - left - 4) / std::max(1.0, static_cast<double>(columns));
  double y = pen.key({}, gaps, 2) + 22;
  for (std::size_t c = 0; c < columns; ++c)
    pen.text("strong", left + width * (static_cast<double>(c) + 0.5), y - 8, "middle", plot.columns[c]);
  for (std::size_t r = 0; r < plot.rows.size(); ++r, y += cell_height) {
    if (r > 0 && r == plot.apart) y += 10;
    pen.text("", left - 10, y + cell_height / 2 + 5, "end", plot.rows[r]);
    for (std::size_t c = 0; c < columns; ++c) {
      const PlotNumber& number = plot.numbers[r * columns + c];
      const double x = left + width * static_cast<double>(c);
      const int shade = r < plot.apart ? 0 : shade_of(number.value.value_or(0), most / plot_shades);
      if (number.gap())
        pen.gap(x + 1, y + 1, width - 2, cell_height - 2);
      else
        pen.rect(fmt::format("h{}", shade), x + 1, y + 1, width - 2, cell_height - 2);
      pen.text(number.gap() ? "paper" : fmt::format("on{}", shade), x + width / 2, y + cell_height / 2 + 5,
               "middle", number.text);
    }
  }
  return pen.done(y + 6);
}

}  // namespace verzuim
