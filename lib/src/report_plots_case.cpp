// SPDX-License-Identifier: EUPL-1.2
// The pictures of what followed on signals.
#include <fmt/format.h>

#include <algorithm>

#include "report_plots_of.hpp"

namespace verzuim {
namespace {

/// Rows with their numbers of some columns; nothing when there is nothing to draw.
std::optional<RowPlot> rows_of(const TablePlot& of, const std::vector<std::string_view>& ids) {
  RowPlot plot;
  std::vector<std::size_t> columns;
  std::vector<PlotNumber> all;
  for (const std::string_view id : ids)
    if (const auto column = of.column(id)) columns.push_back(*column);
  for (std::size_t r = 0; r < of.rows(); ++r) {
    if (of.table.rows[r].id == "total") continue;
    RowPlot::Row row{of.row_name(r), {}};
    for (const std::size_t c : columns) row.numbers.push_back(of.number(r, c));
    all.insert(all.end(), row.numbers.begin(), row.numbers.end());
    plot.rows.push_back(std::move(row));
  }
  if (!worth_drawing(all)) return std::nullopt;
  if (columns.size() > 1)
    for (const std::size_t c : columns) plot.series.push_back(of.column_name(c));
  return plot;
}

/// `Signaal: 30; Gesprek: 24; Knooppunt: niet getoond.`
std::string listed(const TablePlot& of, const RowPlot& plot) {
  std::string text;
  for (const RowPlot::Row& row : plot.rows) {
    text += (text.empty() ? "" : "; ") + row.label + ": ";
    for (std::size_t n = 0; n < row.numbers.size(); ++n) {
      const PlotNumber& number = row.numbers[n];
      if (n > 0) text += of.say({", ervoor ", ", before "});
      text += number.value ? number.text : of.say({"niet getoond", "not shown"});
    }
  }
  return text + ".";
}

}  // namespace

std::optional<Figure> funnel_figure(const TablePlot& of) {
  auto plot = rows_of(of, {"pupils"});
  if (!plot) return std::nullopt;
  plot->words = of.words({"Hoe ver het kwam", "How far it went"}, listed(of, *plot));
  plot->across = of.say({"Jongeren", "Young people"});
  return figure_from(*plot);
}

std::optional<Figure> meldingen_figure(const TablePlot& of) {
  auto plot = rows_of(of, {"meldingen", "meldingen_before"});
  if (!plot) return std::nullopt;
  plot->words = of.words({"Meldingen per soort", "Meldingen by kind"}, listed(of, *plot));
  plot->across = of.say({"Meldingen", "Meldingen"});
  return figure_from(*plot);
}

std::optional<Figure> waiting_figure(const TablePlot& of) {
  const auto median = of.column("median"), late = of.column("p90");
  if (!median || !late) return std::nullopt;
  SpanPlot plot;
  std::vector<PlotNumber> all;
  std::string message;
  for (std::size_t r = 0; r < of.rows(); ++r) {
    SpanPlot::Row row{of.row_name(r), of.number(r, *median), of.number(r, *late)};
    all.insert(all.end(), {row.first, row.second});
    if (row.first.value && row.second.value) {
      constexpr Said each{"{}: de helft binnen {} werkdagen, negen van de tien binnen {}. ",
                          "{}: half of them within {} working days, nine in ten within {}. "};
      message +=
          fmt::format(fmt::runtime(each.in(of.options.language)), row.label, row.first.text, row.second.text);
    }
    const bool nothing = row.first.text.empty() && row.second.text.empty();
    if (!nothing) plot.rows.push_back(std::move(row));
  }
  if (!worth_drawing(all)) return std::nullopt;
  if (!message.empty()) message.pop_back();
  plot.first = of.say({"De helft was zo snel", "Half were as quick"});
  plot.second = of.say({"Negen van de tien waren zo snel", "Nine in ten were as quick"});
  plot.across = of.say({"Werkdagen na het signaal", "Working days after the signal"});
  plot.words = of.words({"Van signaal tot eerste stap", "From signal to first step"}, message);
  return figure_from(plot);
}

}  // namespace verzuim
