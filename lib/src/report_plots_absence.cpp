// SPDX-License-Identifier: EUPL-1.2
// The pictures of what young people missed.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report_plots_of.hpp"
#include "verzuim/date.hpp"

namespace verzuim {
namespace {

constexpr std::array<Said, 12> short_months = {{{"jan", "Jan"},
                                                {"feb", "Feb"},
                                                {"mrt", "Mar"},
                                                {"apr", "Apr"},
                                                {"mei", "May"},
                                                {"jun", "Jun"},
                                                {"jul", "Jul"},
                                                {"aug", "Aug"},
                                                {"sep", "Sep"},
                                                {"okt", "Oct"},
                                                {"nov", "Nov"},
                                                {"dec", "Dec"}}};

/// The kinds of absence as they are stacked: what may never be, what must be looked at, what is in order.
struct Layer {
  Said name;
  std::array<const char*, 3> columns;
};
constexpr std::array<Layer, 3> layers = {{
    {{"Ongeoorloofd", "Unauthorised"}, {"hours_unauthorised", "", ""}},
    {{"Te laat, uit de les of nog niet verklaard", "Late, sent out or not explained yet"},
     {"hours_late", "hours_removed", "hours_unknown"}},
    {{"Ziek of geoorloofd", "Sick or authorised"}, {"hours_sick", "hours_authorised", ""}},
}};

/// The share of `possible` of the columns of a layer in a row; nothing when the table has none of them.
std::optional<PlotNumber> layer_share(const TablePlot& of, const Layer& layer, std::size_t row,
                                      const PlotNumber& possible) {
  PlotNumber sum{0, {}};
  bool any = false;
  for (const char* id : layer.columns) {
    const auto column = of.column(id);
    if (!column) continue;
    const PlotNumber hours = of.number(row, *column);
    any = true;
    if (hours.gap()) return hours;
    *sum.value += hours.value.value_or(0);
  }
  if (!any) return std::nullopt;
  if (possible.gap()) return possible;
  const double all = possible.value.value_or(0);
  *sum.value = all > 0 ? *sum.value / all * 100 : 0;
  return sum;
}

std::string months_message(const TablePlot& of, std::size_t rate) {
  std::optional<std::size_t> high, low;
  for (std::size_t r = 0; r < of.rows(); ++r) {
    const auto value = of.number(r, rate).value;
    if (!value) continue;
    if (!high || *value > *of.number(*high, rate).value) high = r;
    if (!low || *value < *of.number(*low, rate).value) low = r;
  }
  if (!high) return {};
  const auto text = [&](std::size_t r) { return of.number(r, rate).text; };
  if (high == low) {
    constexpr Said one{"In {} werd {} van de lestijd gemist.", "In {} {} of school time was missed."};
    return fmt::format(fmt::runtime(one.in(of.options.language)), of.row_name(*high), text(*high));
  }
  constexpr Said two{"Het meest in {}: {} van de lestijd. Het minst in {}: {}.",
                     "Most in {}: {} of school time. Least in {}: {}."};
  return fmt::format(fmt::runtime(two.in(of.options.language)), of.row_name(*high), text(*high),
                     of.row_name(*low), text(*low));
}

/// A class such as `5<10` in a few letters.
std::string class_label(std::string_view id, bool percent) {
  const std::string sign = percent ? "%" : "";
  if (id.starts_with('>')) return fmt::format("≥ {}{}", id.substr(1), sign);
  const auto cut = id.find('<');
  if (cut == 0) return fmt::format("< {}{}", id.substr(1), sign);
  return fmt::format("{}–{}{}", id.substr(0, cut), id.substr(cut + 1), sign);
}

constexpr std::string_view fine = "share_", band = "band_";

}  // namespace

std::optional<Figure> months_figure(const TablePlot& of) {
  const auto rate = of.column("rate_missed"), possible = of.column("possible");
  if (!rate || !possible) return std::nullopt;
  ColumnPlot plot;
  std::vector<PlotNumber> rates;
  for (std::size_t r = 0; r < of.rows(); ++r) {
    const Date first = parse_date(of.table.rows[r].id + "-01").value();
    const auto month = static_cast<std::size_t>(month_of(first) - 1);
    ColumnPlot::Column column;
    column.label = of.say(short_months[month]);
    if (r == 0 || month == 0) column.second = std::to_string(year_of(first));
    rates.push_back(of.number(r, *rate));
    column.text = rates.back().text;
    column.whole = rates.back().value;
    for (const Layer& layer : layers)
      if (const auto share = layer_share(of, layer, r, of.number(r, *possible)))
        column.parts.push_back(*share);
    plot.columns.push_back(std::move(column));
  }
  if (!worth_drawing(rates)) return std::nullopt;
  for (std::size_t n = 0; n < plot.columns.front().parts.size(); ++n)
    plot.series.push_back(of.say(layers[n].name));
  plot.words =
      of.words({"Gemiste lestijd per maand", "School time missed by month"}, months_message(of, *rate));
  plot.unsplit = of.say({"Alleen het totaal", "Only the total"});
  plot.up = of.say({"Gemist, in procent van de lestijd", "Missed, in percent of school time"});
  return figure_from(plot);
}

std::optional<Figure> histogram_figure(const TablePlot& of) {
  if (of.table.rows.empty()) return std::nullopt;
  ColumnPlot plot;
  std::vector<PlotNumber> numbers;
  std::string message;
  for (std::size_t c = 0; c < of.table.columns.size(); ++c) {
    const ReportColumn& column = of.table.columns[c];
    const PlotNumber number = of.number(0, c);
    if (column.id.starts_with(fine)) {
      numbers.push_back(number);
      plot.columns.push_back(
          {class_label(std::string_view(column.id).substr(fine.size()), false), {}, {number}, number.text});
    } else if (column.id.starts_with(band) && !column.parts.empty()) {
      plot.groups.push_back({column.parts.front(), column.parts.back(),
                             class_label(std::string_view(column.id).substr(band.size()), true),
                             number.text});
      message += fmt::format("{}{}: {}", message.empty() ? "" : "; ", of.column_name(c),
                             number.gap() ? of.say({"niet getoond", "not shown"}) : number.text);
    }
  }
  if (!worth_drawing(numbers)) return std::nullopt;
  plot.touching = plot.whole = true;
  plot.words = of.words({"Hoeveel jongeren welk deel van hun lestijd misten",
                         "How many young people missed which share of their school time"},
                        message + ".");
  plot.up = of.say({"Jongeren", "Young people"});
  plot.across = of.say({"Gemist, in procent van de lestijd (naar rechts worden de stappen groter)",
                        "Missed, in percent of school time (steps grow wider to the right)"});
  return figure_from(plot);
}

}  // namespace verzuim
