// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "document.hpp"
#include "plot_pen.hpp"

namespace verzuim {
namespace {

constexpr std::size_t label_letters = 30;

}  // namespace

PlotScale scale_for(double most, int ticks, bool whole, double start, double end) {
  if (!std::isfinite(most) || most <= 0) most = 1;
  const double rough = most / std::max(1, ticks);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = power * 10;
  for (const double times : {1.0, 2.0, 5.0})
    if (rough <= power * times * (1 + 1e-9)) {
      step = power * times;
      break;
    }
  if (whole) step = std::max(1.0, step);
  return {std::ceil(most / step - 1e-9) * step, step, start, end};
}

std::vector<double> ticks_of(const PlotScale& scale) {
  std::vector<double> ticks;
  const auto count = static_cast<int>(std::lround(scale.most / scale.step));
  for (int i = 0; i <= count; ++i) ticks.push_back(i * scale.step);
  return ticks;
}

std::string tick_text(double tick, double step, char decimal) {
  const int places = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
  std::string text = fmt::format("{:.{}f}", tick, places);
  std::replace(text.begin(), text.end(), '.', decimal);
  return text;
}

int shade_of(double value, double step) {
  if (!(value > 0) || !(step > 0)) return 0;
  return std::clamp(static_cast<int>(std::ceil(value / step - 1e-9)), 1, plot_shades);
}

std::vector<std::string> lines_of(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (text.size() > width) {
    auto cut = text.rfind(' ', width);
    if (cut == std::string_view::npos || cut == 0) cut = text.find(' ', 1);
    if (cut == std::string_view::npos) break;
    lines.emplace_back(text.substr(0, cut));
    text.remove_prefix(cut + 1);
  }
  lines.emplace_back(text);
  return lines;
}

double width_of(std::string_view text) {
  // Bytes that go on with a letter are not counted; this is about a wide letter of the type in use.
  const auto letters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return 7.3 * static_cast<double>(letters);
}

void PlotPen::rect(std::string_view look, double x, double y, double width, double height) {
  out_ += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
                      look, x, y, std::max(0.0, width), std::max(0.0, height));
}

void PlotPen::line(std::string_view look, double x1, double y1, double x2, double y2) {
  out_ += fmt::format("<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", look,
                      x1, y1, x2, y2);
}

void PlotPen::text(std::string_view look, double x, double y, std::string_view anchor,
                   std::string_view text) {
  if (text.empty()) return;
  const std::string look_of = look.empty() ? std::string() : fmt::format(" class=\"{}\"", look);
  out_ += fmt::format("<text{} x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", look_of, x, y,
                      anchor, escape_html(text));
}

void PlotPen::path(std::string_view look, std::string_view d) {
  out_ += fmt::format("<path class=\"{}\" d=\"{}\"/>\n", look, d);
}

void PlotPen::label(std::string_view label, double x, double middle) {
  const auto lines = lines_of(label, label_letters);
  double y = middle + 5 - 8.0 * static_cast<double>(lines.size() - 1);
  for (const std::string& line : lines) {
    text("", x, y, "end", line);
    y += 16;
  }
}

double PlotPen::label_width(const std::vector<std::string>& labels) {
  double widest = 40;
  for (const std::string& label : labels)
    for (const std::string& line : lines_of(label, label_letters)) widest = std::max(widest, width_of(line));
  return std::min(widest, plot_width / 2);
}

void PlotPen::bar(std::size_t n, double x, double y, double width, double height) {
  if (!(height > 0 && width > 0)) return;
  rect(fmt::format("s{}", n % 3), x, y, width, height);
  // The third is told apart by dots as well.
  if (n % 3 == 2)
    out_ += fmt::format(
        "<rect fill=\"url(#{}-dots)\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
        words_.id, x, y, width, height);
}

void PlotPen::unsplit(double x, double y, double width, double height) {
  rect("whole", x + 1, y + 1, width - 2, height - 1);
}

void PlotPen::gap(double x, double y, double width, double height) {
  out_ += fmt::format(
      "<rect class=\"gap\" fill=\"url(#{}-hatch)\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
      "height=\"{:.1f}\"/>\n",
      words_.id, x, y, width, height);
}

double PlotPen::key(const std::vector<std::string>& series, bool gaps, double y,
                    std::string_view unsplit_name) {
  double x = 4;
  const auto place = [&](std::string_view name, auto&& swatch) {
    const double width = 26 + width_of(name) + 18;
    if (x > 4 && x + width > plot_width) {
      x = 4;
      y += 22;
    }
    swatch();
    text("", x + 24, y + 12, "start", name);
    x += width;
  };
  if (series.size() > 1)
    for (std::size_t n = 0; n < series.size(); ++n) place(series[n], [&] { bar(n, x, y, 16, 14); });
  if (!unsplit_name.empty()) place(unsplit_name, [&] { unsplit(x, y, 16, 14); });
  if (gaps) place(words_.gap, [&] { gap(x, y, 16, 14); });
  return x > 4 ? y + 30 : y;
}

void PlotPen::axis_across(const PlotScale& scale, double top, double bottom, std::string_view title) {
  for (const double tick : ticks_of(scale)) {
    line("grid", scale.at(tick), top, scale.at(tick), bottom);
    text("tick", scale.at(tick), bottom + 17, "middle", tick_text(tick, scale.step, words_.decimal));
  }
  line("axis", scale.start, bottom, scale.end, bottom);
  text("name", (scale.start + scale.end) / 2, bottom + 38, "middle", title);
}

void PlotPen::axis_up(const PlotScale& scale, double left, double right, std::string_view title) {
  for (const double tick : ticks_of(scale)) {
    line("grid", left, scale.at(tick), right, scale.at(tick));
    text("tick", left - 7, scale.at(tick) + 4.5, "end", tick_text(tick, scale.step, words_.decimal));
  }
  line("axis", left, scale.end, left, scale.start);
  text("name", 4, scale.end - 14, "start", title);
}

std::string PlotPen::done(double height) const {
  const std::string id = escape_html(words_.id);
  return fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"{}-t {}-d\">\n"
      "<title id=\"{}-t\">{}</title>\n<desc id=\"{}-d\">{}</desc>\n<defs>"
      "<pattern id=\"{}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>"
      "<pattern id=\"{}-dots\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">"
      "<circle class=\"dot\" cx=\"3.5\" cy=\"3.5\" r=\"1.2\"/></pattern></defs>\n{}</svg>\n",
      plot_width, height, id, id, id, escape_html(words_.title), id, escape_html(words_.description), id, id,
      out_);
}

}  // namespace verzuim
