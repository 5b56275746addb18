// SPDX-License-Identifier: EUPL-1.2
// What all pictures are drawn with: a scale with its ticks, and a pen that writes SVG.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "plot.hpp"

namespace verzuim {

/// An axis that begins at nothing and ends at a round number.
struct PlotScale {
  double most = 1, step = 1;
  double start = 0, end = 1;  ///< where nothing and `most` lie in the picture

  double at(double value) const { return start + (end - start) * value / most; }
};

/// A scale on which `most` fits, with about `ticks` steps of 1, 2 or 5 times a power of ten. `whole`: no step
/// below 1. Whatever is no number counts as nothing.
PlotScale scale_for(double most, int ticks, bool whole, double start, double end);
std::vector<double> ticks_of(const PlotScale& scale);
/// A tick as text, with as many decimals as the step of its scale needs.
std::string tick_text(double tick, double step, char decimal);
/// Cuts `text` at spaces into lines of about `width` letters; a longer word stays whole.
std::vector<std::string> lines_of(std::string_view text, std::size_t width);
/// How wide `text` is about, in the units of a picture.
double width_of(std::string_view text);

inline constexpr double plot_width = 700;
/// So many shades are told apart, besides that of nothing.
inline constexpr int plot_shades = 4;
/// 0 for nothing, then the shade of `value` where each is `step` wide.
int shade_of(double value, double step);

class PlotPen {
 public:
  explicit PlotPen(const PlotWords& words) : words_(words) {}

  void rect(std::string_view look, double x, double y, double width, double height);
  void line(std::string_view look, double x1, double y1, double x2, double y2);
  /// `anchor`: start, middle or end.
  void text(std::string_view look, double x, double y, std::string_view anchor, std::string_view text);
  void path(std::string_view look, std::string_view d);
  /// A label of one or more lines that ends at `x`, about `middle`; and how wide the widest of some would be.
  void label(std::string_view label, double x, double middle);
  static double label_width(const std::vector<std::string>& labels);
  /// A bar of the series `n`; each has a fill of its own that is told apart in grey too.
  void bar(std::size_t n, double x, double y, double width, double height);
  /// A hatched place with what stands for the number.
  void gap(double x, double y, double width, double height);
  /// A bar of which the parts may not be told.
  void unsplit(double x, double y, double width, double height);
  /// The names of the series and of the gap, when there was one, on one or more lines from `y` on; gives
  /// where they end.
  double key(const std::vector<std::string>& series, bool gaps, double y, std::string_view unsplit = {});
  /// A line with ticks along the bottom from `left` on, with lines through the picture from `top`.
  void axis_across(const PlotScale& scale, double top, double bottom, std::string_view title);
  /// The same along the left side.
  void axis_up(const PlotScale& scale, double left, double right, std::string_view title);
  /// The whole picture.
  std::string done(double height) const;

 private:
  const PlotWords& words_;
  std::string out_;
};

}  // namespace verzuim
