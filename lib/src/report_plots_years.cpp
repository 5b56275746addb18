// SPDX-License-Identifier: EUPL-1.2
// The pictures over a longer time: what there was, came and went of long absence, and meldingen by year.
#include <fmt/format.h>

#include <algorithm>

#include "report_plots_of.hpp"

namespace verzuim {
namespace {

/// One row of a flow from the table on long absence; nothing when it may not be told.
struct Flow {
  const TablePlot& of;
  FlowPlot plot = {};
  bool told = true;

  double number(std::string_view row, std::string_view column) {
    const ReportCell* cell = of.table.find(row, column);
    const bool known = cell != nullptr && cell->state == ReportCell::State::value;
    told = told && known;
    return known ? static_cast<double>(cell->value) : 0;
  }
  void add(std::string label, double size, double sign) {
    const std::string mark = plot.rows.empty() ? "" : sign < 0 ? "−" : "+";
    plot.rows.push_back({std::move(label), {size}, sign, mark + fmt::format("{:.0f}", size)});
  }
};

std::string flow_message(const TablePlot& of, double start, double fresh, double gone, double left) {
  constexpr Said said{"Aan het begin {:.0f}, nieuw {:.0f}, afgesloten {:.0f}, aan het einde nog open {:.0f}.",
                      "At the start {:.0f}, new {:.0f}, closed {:.0f}, still open at the end {:.0f}."};
  return fmt::format(fmt::runtime(said.in(of.options.language)), start, fresh, gone, left);
}

}  // namespace

std::optional<Figure> lasting_figure(const TablePlot& of) {
  Flow flow{of};
  const double start = flow.number("total", "at_start"), fresh = flow.number("total", "new");
  const double young = flow.number("lasting_open_short", "total"),
               old = flow.number("lasting_open_long", "total");
  flow.add(of.say({"Aan het begin", "At the start"}), start, 1);
  flow.add(of.say({"Nieuw", "New"}), fresh, 1);
  for (std::size_t r = 0; r < of.rows(); ++r) {
    const std::string& id = of.table.rows[r].id;
    if (id.starts_with("lasting_open_")) continue;
    const double size = flow.number(id, "total");
    if (size > 0) flow.add(of.row_name(r), size, -1);
  }
  // A bar that floats on one which may not be told would tell it.
  if (!flow.told || start + fresh <= 0) return std::nullopt;
  FlowPlot& plot = flow.plot;
  plot.rows.push_back({of.say({"Aan het einde open", "Open at the end"}), {young, old}, 1, {}});
  plot.rows.back().text = old > 0 ? fmt::format("{:.0f} + {:.0f}", young, old) : fmt::format("{:.0f}", young);
  plot.come =
      of.say({"Er was, kwam of is er korter dan 3 maanden", "Was, came or is there for less than 3 months"});
  plot.go = of.say({"Ging", "Went"});
  plot.series = {{}, of.say({"Is er 3 maanden of langer", "Is there for 3 months or more"})};
  plot.across = of.say({"Meldingen", "Meldingen"});
  plot.words = of.words({"Langdurig relatief verzuim: wat er was, kwam en ging",
                         "Long relative absence: what there was, came and went"},
                        flow_message(of, start, fresh, start + fresh - young - old, young + old));
  return figure_from(plot);
}

std::optional<Figure> meldingen_years_figure(const TablePlot& of) {
  LinePlot plot;
  std::vector<PlotNumber> all;
  // Of `2025-2026` there is room for 25/26.
  for (std::size_t c = 0; c < of.table.columns.size(); ++c) {
    const std::string name = of.column_name(c);
    plot.places.push_back(name.size() == 9 ? name.substr(2, 2) + "/" + name.substr(7) : name);
  }
  std::string message;
  for (std::size_t r = 0; r < of.rows(); ++r) {
    LinePlot::Line line{of.row_name(r), {}};
    for (std::size_t c = 0; c < of.table.columns.size(); ++c) line.numbers.push_back(of.number(r, c));
    if (!worth_drawing(line.numbers)) continue;
    message += fmt::format(
        "{}{}: {}", message.empty() ? "" : "; ", line.label,
        line.numbers.back().value ? line.numbers.back().text : of.say({"niet getoond", "not shown"}));
    all.insert(all.end(), line.numbers.begin(), line.numbers.end());
    plot.lines.push_back(std::move(line));
  }
  const auto told = [](const PlotNumber& n) { return n.value.has_value(); };
  // One year makes no line.
  std::size_t years = 0;
  for (std::size_t c = 0; c < plot.places.size(); ++c)
    years += std::any_of(plot.lines.begin(), plot.lines.end(),
                         [&](const LinePlot::Line& l) { return told(l.numbers[c]); });
  if (years < 2) return std::nullopt;
  constexpr Said last{"In {}: {}.", "In {}: {}."};
  plot.up = of.say({"Meldingen in elk schooljaar, in elk vak op dezelfde schaal",
                    "Meldingen in each school year, each field on the same scale"});
  plot.words = of.words({"Meldingen per soort en schooljaar", "Meldingen by kind and school year"},
                        fmt::format(fmt::runtime(last.in(of.options.language)),
                                    of.column_name(of.table.columns.size() - 1), message));
  return figure_from(plot);
}

}  // namespace verzuim
