// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr double field_height = 270, legend_room = 126;

double spread(double centre, double size) {
  return size > 0 ? std::sqrt(std::max(0.0, centre * (1 - centre)) / size) : 0;
}

/// The limit of `sigmas` as a line from small to large.
std::string limit_path(const FunnelPlot& plot, const PlotScale& across, const PlotScale& up, double sigmas) {
  std::string d;
  constexpr int steps = 120;
  for (int i = 1; i <= steps; ++i) {
    // Closer together where sizes are small and the limit bends.
    const double size = across.most * i * i / (1.0 * steps * steps);
    if (size < 1) continue;
    const double share = plot.centre + sigmas * spread(plot.centre, size);
    // Beyond what a share can be, or what the picture shows, there is no line.
    if (share < 0 || share * 100 > up.most) continue;
    d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", across.at(size), up.at(share * 100));
  }
  return d;
}

/// Within the limits a disc, between them a triangle, outside both a larger diamond.
std::string mark_path(double sigmas, double x, double y) {
  if (std::abs(sigmas) > 3) return fmt::format("M{:.1f} {:.1f}l7 7l-7 7l-7 -7Z", x, y - 7);
  if (std::abs(sigmas) > 2) return fmt::format("M{:.1f} {:.1f}l6 11l-12 0Z", x, y - 7);
  return fmt::format("M{:.1f} {:.1f}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z", x - 4.5, y);
}

struct Box {
  double x = 0, y = 0, width = 0;
  bool meets(const Box& other) const {
    return x < other.x + other.width && other.x < x + width && std::abs(y - other.y) < 15;
  }
};

void draw_points(PlotPen& pen, const FunnelPlot& plot, const PlotScale& across, const PlotScale& up) {
  std::vector<Box> taken;
  for (const FunnelPlot::Point& point : plot.points) {
    const double x = across.at(point.size), y = up.at(point.share * 100);
    taken.push_back({x - 7, y + 4, 14});
  }
  for (std::size_t i = 0; i < plot.points.size(); ++i) {
    const FunnelPlot::Point& point = plot.points[i];
    const double sigmas = sigmas_from(plot.centre, point.size, point.share);
    const double x = across.at(point.size), y = up.at(point.share * 100);
    pen.path(std::abs(sigmas) > 3 ? "alert" : std::abs(sigmas) > 2 ? "s1" : "s0", mark_path(sigmas, x, y));
    if (std::abs(sigmas) <= 2) continue;
    // Who lies outside is named; where names would cover each other the table has them.
    const double width = width_of(point.label);
    const bool left = x + 12 + width > plot_width;
    const Box box{left ? x - 12 - width : x + 12, y + 4, width};
    const bool free = std::none_of(taken.begin(), taken.end(), [&](const Box& b) { return b.meets(box); });
    if (!free || box.x < across.start) continue;
    taken.push_back(box);
    pen.text("halo", left ? x - 12 : x + 12, y + 4.5, left ? "end" : "start", point.label);
  }
}

}  // namespace

double sigmas_from(double centre, double size, double share) {
  const double one = spread(centre, size);
  return one > 0 ? (share - centre) / one : 0;
}

std::string draw(const FunnelPlot& plot) {
  PlotPen pen(plot.words);
  double largest = 0, highest = plot.centre;
  for (const FunnelPlot::Point& point : plot.points) {
    largest = std::max(largest, point.size);
    highest = std::max(highest, point.share);
  }
  // Points never run out of the picture; the limits do where sizes are small, but not at the largest one.
  const double outer = plot.centre + 3.2 * spread(plot.centre, largest);
  const double most = std::min(1.0, std::max(highest * 1.08, outer)) * 100;
  const double top = 42, bottom = top + field_height, left = 44, right = plot_width - legend_room;
  const PlotScale up = scale_for(most, 6, false, bottom, top);
  const PlotScale across = scale_for(largest * 1.02, 7, true, left, right);
  pen.axis_up(up, left, right, plot.up);
  pen.axis_across(across, top, bottom, plot.across);
  for (const double sign : {-1.0, 1.0}) {
    pen.path("limit", limit_path(plot, across, up, 2 * sign));
    pen.path("far", limit_path(plot, across, up, 3 * sign));
  }
  const double middle = up.at(plot.centre * 100);
  pen.line("centre", left, middle, right, middle);
  const double one = spread(plot.centre, across.most) * 100;
  const auto name = [&](double sigmas, std::string_view text, double shift) {
    if (plot.centre * 100 + sigmas * one > up.most) return;
    pen.text("tick", right + 6, up.at(plot.centre * 100 + sigmas * one) + 4 + shift, "start", text);
  };
  name(0, plot.centre_text, 0);
  // Large schools bring the limits so close that the names would cover each other.
  const double apart = up.at(0) - up.at(one);
  name(2, plot.two_text, -std::max(0.0, 14 - 2 * apart));
  name(3, plot.three_text, -std::max(0.0, 28 - 3 * apart));
  draw_points(pen, plot, across, up);
  return pen.done(bottom + 48);
}

}  // namespace verzuim
