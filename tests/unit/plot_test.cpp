// SPDX-License-Identifier: EUPL-1.2
#include "plot.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "plot_pen.hpp"

using namespace verzuim;

namespace {

std::size_t times(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

PlotNumber number(double value) { return {value, tick_text(value, 1, ',')}; }
PlotNumber withheld() { return {std::nullopt, "–"}; }

PlotWords words(std::string title = "Verzuim") {
  return {"plot-x", std::move(title), "Wat het zegt.", "Niet getoond", ','};
}

ColumnPlot columns(const std::vector<std::vector<PlotNumber>>& all) {
  ColumnPlot plot;
  plot.words = words();
  for (const auto& parts : all) plot.columns.push_back({"c", {}, parts, "t", {}});
  if (!all.empty() && all[0].size() > 1) plot.series = {"een", "twee"};
  return plot;
}

/// The heights of the bars of a look, as they are written.
std::vector<double> heights(const std::string& svg, const std::string& look) {
  std::vector<double> found;
  const std::string start = "<rect class=\"" + look + "\"";
  for (auto at = svg.find(start); at != std::string::npos; at = svg.find(start, at + 1)) {
    const auto from = svg.find("height=\"", at) + 8;
    found.push_back(std::stod(svg.substr(from)));
  }
  return found;
}

/// No picture may hold a number that a browser cannot draw.
void check_drawable(const std::string& svg) {
  for (const char* bad : {"nan", "inf", "=\"-"}) CHECK_MESSAGE(times(svg, bad) == 0, bad);
  CHECK(times(svg, "<svg ") == 1);
  CHECK(times(svg, "role=\"img\"") == 1);
  CHECK(times(svg, "<title id=") == 1);
  CHECK(times(svg, "<desc id=") == 1);
  CHECK(times(svg, "<script") == 0);
  CHECK(times(svg, "href") == 0);
}

}  // namespace

TEST_CASE("plot: a scale ends at a round number at or above the most") {
  const auto most = [](double value, bool whole = false) { return scale_for(value, 5, whole, 0, 100).most; };
  CHECK(most(5) == doctest::Approx(5));
  CHECK(most(9.3) == doctest::Approx(10));
  CHECK(most(101) == doctest::Approx(150));
  CHECK(most(0.3) == doctest::Approx(0.3));
  CHECK(most(2, true) == doctest::Approx(2));
  CHECK(most(4e14) == doctest::Approx(4e14));
  CHECK(scale_for(2, 5, true, 0, 100).step == doctest::Approx(1));
  for (const double none : {0.0, -3.0, std::nan(""), std::numeric_limits<double>::infinity()})
    CHECK(most(none) == doctest::Approx(1));
}

TEST_CASE("plot: ticks run from nothing to the end in even steps") {
  for (const double value : {0.07, 0.3, 1.0, 7.0, 33.0, 99.9, 12345.0, 9e12}) {
    const PlotScale scale = scale_for(value, 5, false, 300, 20);
    const auto ticks = ticks_of(scale);
    CHECK(ticks.front() == 0);
    CHECK(ticks.back() == doctest::Approx(scale.most));
    CHECK(ticks.back() >= value * (1 - 1e-9));
    CHECK(ticks.size() >= 3);
    CHECK(ticks.size() <= 7);
    CHECK(scale.at(0) == doctest::Approx(300));
    CHECK(scale.at(scale.most) == doctest::Approx(20));
  }
}

TEST_CASE("plot: ticks are written with the decimals of their step") {
  CHECK(tick_text(2, 1, ',') == "2");
  CHECK(tick_text(0.5, 0.5, ',') == "0,5");
  CHECK(tick_text(0.15, 0.05, '.') == "0.15");
  CHECK(tick_text(3e12, 1e12, ',') == "3000000000000");
}

TEST_CASE("plot: labels are cut at spaces only, and letters are counted, not bytes") {
  CHECK(lines_of("kort", 10) == std::vector<std::string>{"kort"});
  CHECK(lines_of("een twee drie", 8) == std::vector<std::string>{"een twee", "drie"});
  CHECK(lines_of("onafbreekbaarheid hier", 5) == std::vector<std::string>{"onafbreekbaarheid", "hier"});
  CHECK(lines_of("", 5) == std::vector<std::string>{""});
  CHECK(width_of("é≥") == doctest::Approx(width_of("ab")));
}

TEST_CASE("plot: columns are as long as their numbers, and stand on each other") {
  const std::string svg = draw(columns({{number(2), number(1)}, {number(4), number(0)}}));
  check_drawable(svg);
  const auto first = heights(svg, "s0");
  REQUIRE(first.size() == 3);  // one of them is the key
  CHECK(first[2] == doctest::Approx(2 * first[1]).epsilon(0.01));
  const auto second = heights(svg, "s1");
  REQUIRE(second.size() == 2);
  CHECK(second[1] == doctest::Approx(first[1] / 2).epsilon(0.01));
}

TEST_CASE("plot: a withheld part hides its whole column, in the same shape whatever it was") {
  const std::string svg =
      draw(columns({{number(2), withheld()}, {number(90), withheld()}, {number(4), number(1)}}));
  check_drawable(svg);
  CHECK(heights(svg, "s0").size() == 2);  // key and third column
  const auto gaps = heights(svg, "gap");
  REQUIRE(gaps.size() == 3);
  CHECK(gaps[1] == gaps[2]);  // the first is the key
  CHECK(times(svg, "Niet getoond") == 1);
  // What is hidden does not stretch the axis either.
  CHECK(times(svg, ">5</text>") == 1);
  CHECK(times(svg, ">90</text>") == 0);
}

TEST_CASE("plot: where only the whole may be told, the whole is drawn without parts") {
  ColumnPlot plot = columns({{number(2), withheld()}, {number(4), number(1)}});
  plot.columns[0].whole = 3;
  plot.unsplit = "Alleen het totaal";
  const std::string svg = draw(plot);
  check_drawable(svg);
  CHECK(times(svg, "class=\"whole\"") == 2);
  CHECK(times(svg, "class=\"gap\"") == 0);
  CHECK(times(svg, "Alleen het totaal") == 1);
}

TEST_CASE("plot: nothing, one number and huge numbers can be drawn") {
  check_drawable(draw(columns({})));
  check_drawable(draw(columns({{number(0)}})));
  check_drawable(draw(columns({{number(7)}})));
  check_drawable(draw(columns({{number(1e15)}, {number(1)}})));
  check_drawable(draw(columns({{number(std::nan(""))}, {number(1)}})));
  check_drawable(draw(columns(std::vector<std::vector<PlotNumber>>(400, {number(3)}))));
  RowPlot rows;
  rows.words = words();
  check_drawable(draw(rows));
  rows.rows = {{"een", {number(1e15)}}, {"twee", {withheld()}}, {"drie", {{}}}};
  check_drawable(draw(rows));
  HeatPlot heat;
  heat.words = words();
  check_drawable(draw(heat));
  SpanPlot span;
  span.words = words();
  check_drawable(draw(span));
  FunnelPlot funnel;
  funnel.words = words();
  check_drawable(draw(funnel));
  funnel.centre = 0.5;
  funnel.points = {{"een", 1, 1}};
  check_drawable(draw(funnel));
  funnel.points = {{"een", 1e9, 0}, {"twee", 3, 1}};
  check_drawable(draw(funnel));
}

TEST_CASE("plot: rows show withheld numbers as a gap and nothing where nothing belongs") {
  RowPlot plot;
  plot.words = words();
  plot.rows = {{"Signaal", {number(30)}}, {"Gesprek", {withheld()}}, {"Niets", {{}}}};
  const std::string svg = draw(plot);
  check_drawable(svg);
  CHECK(times(svg, "class=\"s0\"") == 1);
  CHECK(times(svg, "class=\"gap\"") == 2);  // and the key
  CHECK(times(svg, ">–</text>") == 1);
}

TEST_CASE("plot: the darkest place is the most, rows apart and gaps have no shade") {
  HeatPlot plot;
  plot.words = words();
  plot.columns = {"ma", "di"};
  plot.rows = {"Hele dag", "Les 1", "Les 2"};
  plot.apart = 1;
  plot.numbers = {number(500), number(400), number(8), number(1), withheld(), number(0)};
  const std::string svg = draw(plot);
  check_drawable(svg);
  CHECK(times(svg, "class=\"h4\"") == 1);
  CHECK(times(svg, "class=\"h1\"") == 1);
  CHECK(times(svg, "class=\"h0\"") == 3);
  CHECK(times(svg, "class=\"gap\"") == 2);
}

TEST_CASE("plot: a span of which one end may not be told is a gap") {
  SpanPlot plot;
  plot.words = words();
  plot.rows = {{"Contact", number(2), number(9)}, {"Gesprek", number(4), withheld()}};
  const std::string svg = draw(plot);
  check_drawable(svg);
  CHECK(times(svg, "class=\"span\"") == 1);
  CHECK(times(svg, ">4</text>") == 1);  // the tick only
}

TEST_CASE("plot: limits follow from size, so a small school far off may lie within and a large one not") {
  // By hand: the spread of a share of 0.2 of 16 is 0.1, of 400 it is 0.02.
  CHECK(sigmas_from(0.2, 16, 0.4) == doctest::Approx(2));
  CHECK(sigmas_from(0.2, 400, 0.28) == doctest::Approx(4));
  CHECK(sigmas_from(0.2, 0, 0.5) == 0);
  CHECK(sigmas_from(0, 100, 0.5) == 0);
  FunnelPlot plot;
  plot.words = words();
  plot.centre = 0.2;
  plot.points = {{"Klein", 10, 0.4}, {"Groot & ver", 400, 0.28}, {"Midden", 100, 0.22}};
  const std::string svg = draw(plot);
  check_drawable(svg);
  CHECK(times(svg, "class=\"alert\"") == 1);
  CHECK(times(svg, "Groot &amp; ver") == 1);
  CHECK(times(svg, "Klein") == 0);
}

TEST_CASE("plot: no text is taken for markup") {
  ColumnPlot plot = columns({{number(1)}});
  const std::string evil = "<script>\"'&";
  plot.words = words(evil);
  plot.words.description = plot.across = plot.up = evil;
  plot.columns[0].label = plot.columns[0].text = evil;
  const std::string svg = draw(plot);
  check_drawable(svg);
  CHECK(times(svg, "&lt;script&gt;&quot;&#39;&amp;") == 6);
}
