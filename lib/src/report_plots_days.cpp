// SPDX-License-Identifier: EUPL-1.2
// The pictures that go by day: the calendar of what was missed, and how long it took until there was contact.
#include <fmt/format.h>

#include <algorithm>

#include "report_plots_of.hpp"
#include "verzuim/date.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// A month with its days, from the row on at which it begins.
CalendarPlot::Month month_of(const TablePlot& of, std::size_t& row, std::size_t rate, std::size_t possible) {
  const Date first = first_of_month(*parse_date(of.table.rows[row].id));
  const Date monday = monday_of(*parse_date(of.table.rows[row].id));
  CalendarPlot::Month month{month_text(first, of.options.language), {}};
  for (; row < of.rows(); ++row) {
    const Date date = *parse_date(of.table.rows[row].id);
    if (first_of_month(date) != first) break;
    CalendarPlot::Day day;
    // From the first week that has a day: a period may begin late in a month.
    day.week = (monday_of(date) - monday) / 7;
    day.weekday = weekday(date);
    day.label = std::to_string(date - first + 1);
    day.number = of.number(row, rate);
    day.closed = of.number(row, possible).value == 0.0;
    month.days.push_back(std::move(day));
  }
  return month;
}

std::string days_message(const TablePlot& of, std::size_t rate, std::size_t hidden) {
  std::size_t high = 0;
  for (std::size_t r = 0; r < of.rows(); ++r)
    if (of.number(r, rate).value.value_or(0) > of.number(high, rate).value.value_or(0)) high = r;
  constexpr Said most{"Het meest gemist op {}: {} van de lestijd.",
                      "Most was missed on {}: {} of school time."};
  constexpr Said rest{" Dagen die niet te tonen zijn: {}.", " Days that cannot be shown: {}."};
  const Language language = of.options.language;
  std::string text =
      fmt::format(fmt::runtime(most.in(language)), of.row_name(high), of.number(high, rate).text);
  if (hidden > 0) text += fmt::format(fmt::runtime(rest.in(language)), hidden);
  return text;
}

int first_day_of(std::string_view id) { return parse_count(id.substr(0, id.find('<'))).value_or(0); }

/// The last school day of a class: `3` of `3`, 10 of `6<11`.
int last_day_of(std::string_view id) {
  const auto cut = id.find('<');
  return cut == std::string_view::npos ? parse_count(id).value_or(0)
                                       : parse_count(id.substr(cut + 1)).value_or(1) - 1;
}

/// The day by which half of them were reached, from the row in which that was.
std::string half_text(const TablePlot& of, std::size_t row) {
  constexpr Said within{"Mediaan: binnen {} schooldagen", "Median: within {} school days"};
  constexpr Said same{"Mediaan: dezelfde dag", "Median: the same day"};
  constexpr Said one{"Mediaan: binnen 1 schooldag", "Median: within 1 school day"};
  const int day = last_day_of(of.table.rows[row].id);
  if (day < 2) return of.say(day == 0 ? same : one);
  return fmt::format(fmt::runtime(within.in(of.options.language)), day);
}

}  // namespace

std::optional<Figure> days_figure(const TablePlot& of) {
  const auto rate = of.column("rate_missed"), possible = of.column("possible");
  if (!rate || !possible) return std::nullopt;
  CalendarPlot plot;
  std::vector<PlotNumber> rates;
  for (std::size_t row = 0; row < of.rows();) plot.months.push_back(month_of(of, row, *rate, *possible));
  std::size_t hidden = 0;
  for (std::size_t r = 0; r < of.rows(); ++r) {
    rates.push_back(of.number(r, *rate));
    hidden += rates.back().gap() ? 1 : 0;
  }
  if (!worth_drawing(rates)) return std::nullopt;
  for (const Said& day :
       {Said{"ma", "Mo"}, Said{"di", "Tu"}, Said{"wo", "We"}, Said{"do", "Th"}, Said{"vr", "Fr"}})
    plot.weekdays.push_back(of.say(day));
  plot.unit = std::string("%");  // moved in: GCC 12 at -O2 sees an overlap in the copy that is none
  plot.scale =
      of.say({"Gemist, in procent van de lestijd van die dag", "Missed, in percent of school time that day"});
  plot.closed = of.say({"Geen les", "No lessons"});
  plot.words =
      of.words({"Gemiste lestijd per dag", "School time missed by day"}, days_message(of, *rate, hidden));
  return figure_from(plot);
}

std::optional<Figure> waiting_days_figure(const TablePlot& of) {
  const auto share = of.column("rate_without"), here = of.column("at_risk");
  if (!share || !here || of.rows() < 2) return std::nullopt;
  StepPlot plot;
  std::optional<std::size_t> half;
  // The last class has no end at which its share could stand.
  for (std::size_t r = 0; r + 1 < of.rows(); ++r) {
    StepPlot::Step step;
    const int day = last_day_of(of.table.rows[r].id);
    step.at = day;
    step.from = first_day_of(of.table.rows[r].id);
    step.label = std::to_string(day);
    step.share = of.number(r, *share);
    step.left = of.number(r, *here);
    if (!half && step.share.value && *step.share.value <= 50) half = r;
    plot.steps.push_back(std::move(step));
  }
  if (!plot.steps.front().share.value) return std::nullopt;
  std::string message;
  for (const StepPlot::Step& step : plot.steps) {
    if (!step.share.value || (step.at != 0 && step.at != 5 && &step != &plot.steps.back())) continue;
    constexpr Said after{"{}Na {} schooldagen was {} nog zonder contact.",
                         "{}After {} school days {} were without contact."};
    constexpr Said same{"{}Na de dag zelf was {} nog zonder contact.",
                        "{}After the day itself {} were without contact."};
    const std::string gap = message.empty() ? "" : " ";
    message += step.at == 0 ? fmt::format(fmt::runtime(same.in(of.options.language)), gap, step.share.text)
                            : fmt::format(fmt::runtime(after.in(of.options.language)), gap, step.label,
                                          step.share.text);
  }
  if (half) {
    plot.half = half_text(of, *half);
    plot.half_at = plot.steps[*half].at;
    message += " " + plot.half + ".";
  }
  plot.across = of.say({"Schooldagen na het signaal", "School days after the signal"});
  plot.up =
      of.say({"Nog zonder contact, in procent van de dossiers", "Without contact, in percent of dossiers"});
  plot.left = of.say(
      {"Hoeveel er aan het begin van die dag nog wachten", "How many still wait at the start of that day"});
  plot.words = of.words(
      {"Hoe lang het duurde tot het eerste contact", "How long it took until the first contact"}, message);
  return figure_from(plot);
}

}  // namespace verzuim
