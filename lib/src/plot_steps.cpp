// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr double field_height = 230;

/// The line from all to what is left after the last step that may be told.
std::string step_path(const StepPlot& plot, const PlotScale& across, const PlotScale& up, std::size_t told) {
  std::string d = fmt::format("M{:.1f} {:.1f}", across.at(0), up.at(100));
  for (std::size_t i = 0; i < told; ++i)
    d += fmt::format("H{:.1f}V{:.1f}", across.at(plot.steps[i].at), up.at(*plot.steps[i].share.value));
  return d;
}

void draw_half(PlotPen& pen, const StepPlot& plot, const PlotScale& across, const PlotScale& up) {
  if (plot.half.empty()) return;
  const double x = across.at(plot.half_at), y = up.at(50);
  pen.line("limit", across.start, y, x, y);
  pen.line("limit", x, y, x, up.start);
  pen.path("alert", fmt::format("M{:.1f} {:.1f}l6 6l-6 6l-6 -6Z", x, y - 6));
  pen.text("halo", x + 12, y - 8, "start", plot.half);
}

/// How many it is of, beneath the axis; where two would touch, the later one has to wait.
void draw_left(PlotPen& pen, const StepPlot& plot, const PlotScale& across, double y) {
  pen.text("name", 4, y, "start", plot.left);
  double free = 0;
  for (const StepPlot::Step& step : plot.steps) {
    const double half = width_of(step.left.text) / 2, x = across.at(step.from);
    if (x - half < free) continue;
    pen.text("value", x, y + 20, "middle", step.left.text);
    free = x + half + 8;
  }
}

}  // namespace

std::string draw(const StepPlot& plot) {
  PlotPen pen(plot.words);
  const auto told = static_cast<std::size_t>(
      std::find_if(plot.steps.begin(), plot.steps.end(), [](const auto& s) { return !s.share.value; }) -
      plot.steps.begin());
  const bool gap = told < plot.steps.size() && plot.steps[told].share.gap();
  const double top = pen.key({}, gap, 2) + 34, bottom = top + field_height, right = plot_width - 26;
  const PlotScale up = {100, 25, bottom, top};
  const double last = plot.steps.empty() ? 1 : plot.steps.back().at;
  const PlotScale across = {std::max(1.0, last), 1, 48, right};
  pen.axis_up(up, across.start, right, plot.up);
  double free = 0;
  for (const StepPlot::Step& step : plot.steps) {
    const double x = across.at(step.at), half = width_of(step.label) / 2;
    pen.line("grid", x, bottom, x, bottom + 4);
    if (x - half < free) continue;
    pen.text("tick", x, bottom + 18, "middle", step.label);
    free = x + half + 4;
  }
  pen.line("axis", across.start, bottom, right, bottom);
  pen.text("name", (across.start + right) / 2, bottom + 38, "middle", plot.across);
  if (gap) {
    const double from = told == 0 ? across.start : across.at(plot.steps[told - 1].at);
    pen.gap(from, top, right - from, field_height);
  }
  pen.path("curve", step_path(plot, across, up, told));
  draw_half(pen, plot, across, up);
  draw_left(pen, plot, across, bottom + 62);
  return pen.done(bottom + 92);
}

}  // namespace verzuim
