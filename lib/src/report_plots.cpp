// SPDX-License-Identifier: EUPL-1.2
#include "report_plots.hpp"

#include <algorithm>

#include "report_grid.hpp"
#include "report_plots_of.hpp"

namespace verzuim {
namespace {

using State = ReportCell::State;

/// How many of the stored unit make one of the shown unit.
double unit_of(ColumnType type) {
  if (type == ColumnType::hours) return 300;
  if (type == ColumnType::expected) return 10;
  return type == ColumnType::rate || type == ColumnType::points ? 100 : 1;
}

struct Drawer {
  std::string_view table;
  std::optional<Figure> (*draw)(const TablePlot&);
};

constexpr Drawer drawers[] = {
    {"months", months_figure},
    {"histogram", histogram_figure},
    {"weekdays", weekdays_figure},
    {"unauthorised_places", places_figure},
    {"meldingen", meldingen_figure},
    {"lasting", lasting_figure},
    {"waiting", waiting_figure},
    {"funnel", funnel_figure},
    {"meldingen_years", meldingen_years_figure},
    {"subjects", subjects_figure},
    {"days", days_figure},
    {"waiting_days", waiting_days_figure},
};

}  // namespace

std::optional<std::size_t> TablePlot::column(std::string_view id) const {
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (table.columns[c].id == id) return c;
  return std::nullopt;
}

PlotNumber TablePlot::number(std::size_t row, std::size_t column) const {
  const ReportCell& cell = table.at(row, column);
  const ColumnType type = table.columns[column].type;
  PlotNumber number{std::nullopt, cell_text(type, cell, NumberStyle::reading, options.language)};
  if (cell.state == State::value) number.value = static_cast<double>(cell.value) / unit_of(type);
  return number;
}

PlotWords TablePlot::words(const Said& title, std::string description) const {
  constexpr Said gap{"Niet getoond of onbekend", "Not shown or unknown"};
  return {"plot-" + table.id, say(title), std::move(description), say(gap),
          options.language == Language::nl ? ',' : '.'};
}

bool worth_drawing(const std::vector<PlotNumber>& numbers) {
  return std::any_of(numbers.begin(), numbers.end(),
                     [](const PlotNumber& n) { return n.value.value_or(0) > 0; });
}

std::optional<Figure> figure_of(const ReportTable& table, const DocumentOptions& options) {
  if (!table.known) return std::nullopt;
  const auto found = std::find_if(std::begin(drawers), std::end(drawers),
                                  [&](const Drawer& drawer) { return drawer.table == table.id; });
  return found == std::end(drawers) ? std::nullopt : found->draw({table, options});
}

}  // namespace verzuim
