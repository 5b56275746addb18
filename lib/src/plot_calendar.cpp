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

/// Swatches with their names, one after another.
class Key {
 public:
  explicit Key(PlotPen& pen, double y) : pen_(pen), y_(y) {}
  template <class Swatch>
  void place(const std::string& name, const Swatch& swatch) {
    const double width = 30 + width_of(name) + 14;
    if (x_ > 4 && x_ + width > plot_width) {
      x_ = 4;
      y_ += 23;
    }
    swatch(x_, y_);
    pen_.text("", x_ + 28, y_ + 12, "start", name);
    x_ += width;
  }
  double end() const { return y_ + 32; }

 private:
  PlotPen& pen_;
  double x_ = 4, y_ = 2;
};

void draw_signal(PlotPen& pen, double x, double y) {
  pen.path("mark", fmt::format("M{:.1f} {:.1f}l4 4l-4 4l-4 -4Z", x, y));
}
void draw_event(PlotPen& pen, double x, double y) {
  pen.path("ring", fmt::format("M{:.1f} {:.1f}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z", x - 3, y + 4));
}

void draw_category(PlotPen& pen, const CalendarPlot& plot, std::size_t category, bool part, double x,
                   double y, double width, double height) {
  pen.rect("h0", x, y, width, height);
  const double top = part ? y + height / 2 : y;
  pen.rect(fmt::format("c{}", category), x, top, width, y + height - top);
  pen.text(part ? "halo strong" : "onc strong", x + width / 2, y + height / 2 + 4.5, "middle",
           plot.categories[category].letter);
}

void draw_marks_key(Key& key, PlotPen& pen, const CalendarPlot& plot) {
  for (std::size_t n = 0; n < plot.categories.size(); ++n)
    key.place(plot.categories[n].name,
              [&](double x, double y) { draw_category(pen, plot, n, false, x, y, 20, 15); });
  if (plot.categories.empty()) return;
  if (!plot.part.empty())
    key.place(plot.part, [&](double x, double y) {
      pen.rect("h0", x, y, 20, 15);
      pen.rect("c3", x, y + 7.5, 20, 7.5);
    });
  if (!plot.signal.empty())
    key.place(plot.signal, [&](double x, double y) { draw_signal(pen, x + 10, y + 4); });
  if (!plot.event.empty()) key.place(plot.event, [&](double x, double y) { draw_event(pen, x + 10, y + 4); });
}

/// The shades with their limits or the categories, a struck day, and the gap when there is one; gives where
/// they end.
double draw_key(PlotPen& pen, const CalendarPlot& plot, double step, bool gaps) {
  if (!plot.scale.empty()) pen.text("name", 4, 14, "start", plot.scale);
  Key key(pen, plot.scale.empty() ? 2 : 24);
  const auto text = [&](int n) {
    // A limit such as 2.5 needs its decimal.
    const bool whole = std::abs(step - std::round(step)) < 1e-9;
    return tick_text(n * step, whole ? 1 : std::min(step, 0.1), plot.words.decimal);
  };
  draw_marks_key(key, pen, plot);
  if (plot.categories.empty()) {
    key.place(text(0) + plot.unit, [&](double x, double y) { pen.rect("h0", x, y, 20, 15); });
    for (int n = 1; n <= plot_shades; ++n)
      key.place(fmt::format("{}–{}{}", text(n - 1), text(n), plot.unit),
                [&](double x, double y) { pen.rect(fmt::format("h{}", n), x, y, 20, 15); });
  }
  key.place(plot.closed, [&](double x, double y) { pen.line("struck", x, y + 15, x + 20, y); });
  if (gaps) key.place(plot.words.gap, [&](double x, double y) { pen.gap(x, y, 20, 15); });
  return key.end();
}

void draw_day(PlotPen& pen, const CalendarPlot& plot, const CalendarPlot::Day& day, double step, double x,
              double y, double width) {
  const double middle = x + width / 2, line = y + cell_height / 2 + 4.5;
  if (day.category) {
    draw_category(pen, plot, *day.category, day.part, x + 1, y + 1, width - 2, cell_height - 2);
  } else if (day.closed) {
    pen.line("struck", x + 2, y + cell_height - 3, x + width - 3, y + 2);
    pen.text("tick", middle, line, "middle", day.label);
  } else if (day.number.gap()) {
    pen.gap(x + 1, y + 1, width - 2, cell_height - 2);
    pen.text("halo", middle, line, "middle", day.label);
  } else {
    const int shade = shade_of(day.number.value.value_or(0), step);
    pen.rect(fmt::format("h{}", shade), x + 1, y + 1, width - 2, cell_height - 2);
    pen.text(fmt::format("on{}", shade), middle, line, "middle", day.label);
  }
  if (day.signal) draw_signal(pen, x + width - 6, y + 2);
  if (day.event) draw_event(pen, x + 6, y + 2);
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
        draw_day(pen, plot, day, step, left + width * (day.weekday - 1),
                 top + head - 4 + cell_height * day.week, width);
    }
    top += head + cell_height * weeks + 12;
  }
  return pen.done(top - 8);
}

}  // namespace verzuim
