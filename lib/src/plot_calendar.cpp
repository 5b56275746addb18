// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr std::size_t months_a_row = 4;
constexpr double apart = 20, cell_height = 22, head = 44;

/// A round limit, so that the shades just reach the most: coarser ones would leave the darkest unused.
double shade_step(double most) {
  const double rough = (most > 0 ? most : 1) / plot_shades,
               power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double times : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (rough <= power * times * (1 + 1e-9)) return power * times;
  return power * 10;
}

int weeks_of(const CalendarPlot::Month& month) {
  int weeks = 1;
  for (const CalendarPlot::Day& day : month.days) weeks = std::max(weeks, day.week + 1);
  return weeks;
}

/// The shades with their limits, a struck day, and the gap when there is one; gives where they end.
double draw_key(PlotPen& pen, const CalendarPlot& plot, double step, bool gaps) {
  double x = 4, y = 2;
  pen.text("name", x, y + 12, "start", plot.scale);
  y += 22;
  const auto place = [&](const std::string& name, auto&& swatch) {
    const double width = 30 + width_of(name) + 16;
    if (x > 4 && x + width > plot_width) {
      x = 4;
      y += 22;
    }
    swatch();
    pen.text("", x + 28, y + 12, "start", name);
    x += width;
  };
  const auto text = [&](int n) {
    // A limit such as 2.5 needs its decimal.
    const bool whole = std::abs(step - std::round(step)) < 1e-9;
    return tick_text(n * step, whole ? 1 : std::min(step, 0.1), plot.words.decimal);
  };
  place(text(0) + plot.unit, [&] { pen.rect("h0", x, y, 20, 15); });
  for (int n = 1; n <= plot_shades; ++n)
    place(fmt::format("{}–{}{}", text(n - 1), text(n), plot.unit),
          [&] { pen.rect(fmt::format("h{}", n), x, y, 20, 15); });
  place(plot.closed, [&] { pen.line("struck", x, y + 15, x + 20, y); });
  if (gaps) place(plot.words.gap, [&] { pen.gap(x, y, 20, 15); });
  return y + 32;
}

void draw_day(PlotPen& pen, const CalendarPlot::Day& day, double step, double x, double y, double width) {
  const double middle = x + width / 2, line = y + cell_height / 2 + 4.5;
  if (day.closed) {
    pen.line("struck", x + 2, y + cell_height - 3, x + width - 3, y + 2);
    pen.text("tick", middle, line, "middle", day.label);
    return;
  }
  if (day.number.gap()) {
    pen.gap(x + 1, y + 1, width - 2, cell_height - 2);
    pen.text("halo", middle, line, "middle", day.label);
    return;
  }
  const int shade = shade_of(day.number.value.value_or(0), step);
  pen.rect(fmt::format("h{}", shade), x + 1, y + 1, width - 2, cell_height - 2);
  pen.text(fmt::format("on{}", shade), middle, line, "middle", day.label);
}

}  // namespace

std::string draw(const CalendarPlot& plot) {
  PlotPen pen(plot.words);
  double most = 0;
  bool gaps = false;
  for (const CalendarPlot::Month& month : plot.months)
    for (const CalendarPlot::Day& day : month.days) {
      if (day.closed) continue;
      gaps = gaps || day.number.gap();
      if (day.number.value && std::isfinite(*day.number.value)) most = std::max(most, *day.number.value);
    }
  const double step = shade_step(most);
  double top = draw_key(pen, plot, step, gaps);
  const double block = (plot_width - apart * (months_a_row - 1)) / months_a_row, width = block / 5;
  for (std::size_t first = 0; first < plot.months.size(); first += months_a_row) {
    int weeks = 1;
    for (std::size_t m = first; m < std::min(first + months_a_row, plot.months.size()); ++m) {
      const CalendarPlot::Month& month = plot.months[m];
      const double left = static_cast<double>(m - first) * (block + apart);
      weeks = std::max(weeks, weeks_of(month));
      pen.text("strong", left + 1, top + 12, "start", month.label);
      for (std::size_t d = 0; d < plot.weekdays.size(); ++d)
        pen.text("tick", left + width * (static_cast<double>(d) + 0.5), top + 32, "middle", plot.weekdays[d]);
      for (const CalendarPlot::Day& day : month.days)
        draw_day(pen, day, step, left + width * (day.weekday - 1), top + head - 4 + cell_height * day.week,
                 width);
    }
    top += head + cell_height * weeks + 12;
  }
  return pen.done(top - 8);
}

}  // namespace verzuim
