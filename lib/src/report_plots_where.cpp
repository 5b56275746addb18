// SPDX-License-Identifier: EUPL-1.2
// The pictures of when in the week, and at which schools.
#include <fmt/format.h>

#include <cmath>

#include "report_plots_of.hpp"

namespace verzuim {
namespace {

/// How many lessons there are to show: up to the last one with a record, or of which that may not be told.
std::size_t lessons_used(const TablePlot& of, std::size_t lessons) {
  std::size_t used = 0;
  for (std::size_t c = 0; c < lessons; ++c)
    for (std::size_t r = 0; r < of.rows(); ++r) {
      const PlotNumber number = of.number(r, c);
      if (number.gap() || number.value.value_or(0) > 0) used = c + 1;
    }
  return used;
}

/// A name of a day or lesson within a sentence. English writes its days with a capital.
std::string within(std::string name, bool day, Language language) {
  if (!name.empty() && !(day && language == Language::en) && name[0] >= 'A' && name[0] <= 'Z')
    name[0] = static_cast<char>(name[0] - 'A' + 'a');
  return name;
}

/// A school with what its shares are of.
std::optional<FunnelPlot::Point> point_of(const TablePlot& of, std::size_t row) {
  const auto any = of.column("any"), total = of.column("total"), unknown = of.column("unknown");
  if (!any || !total || !unknown) return std::nullopt;
  const auto some = of.number(row, *any).value, all = of.number(row, *total).value,
             lost = of.number(row, *unknown).value;
  if (!some || !all || !lost || *all - *lost <= 0) return std::nullopt;
  const ReportRow& r = of.table.rows[row];
  std::string label = r.text.empty() ? of.row_name(row) : r.text;
  return FunnelPlot::Point{std::move(label), *all - *lost, *some / (*all - *lost)};
}

std::string places_message(const TablePlot& of, const FunnelPlot& plot, std::size_t unseen) {
  std::size_t outside = 0;
  for (const FunnelPlot::Point& point : plot.points)
    if (std::abs(sigmas_from(plot.centre, point.size, point.share)) > 3) ++outside;
  constexpr Said none{"Geen van de {} scholen of groepen ligt buiten de buitenste lijnen. ",
                      "None of {} schools or groups lies outside the outer lines. "};
  constexpr Said all{"Van {} scholen of groepen buiten de buitenste lijnen (een ruit): {}. ",
                     "Of {} schools or groups outside the outer lines (a diamond): {}. "};
  constexpr Said what{
      "Zo ver van het geheel komt bijna nooit door toeval; tussen de lijnen (een driehoek) een enkele keer. "
      "Daarbinnen zegt een hoger of lager aandeel weinig: bij weinig jongeren wisselt het vanzelf sterk.",
      "So far from the whole hardly ever comes by chance; between the lines (a triangle) now and then. "
      "Within them a higher or lower share says little: with few young people it varies by itself."};
  constexpr Said some{" Niet getoond: {}.", " Not shown: {}."};
  const Language language = of.options.language;
  std::string text =
      fmt::format(fmt::runtime((outside == 0 ? none : all).in(language)), plot.points.size(), outside);
  text += what.in(language);
  if (unseen > 0) text += fmt::format(fmt::runtime(some.in(language)), unseen);
  return text;
}

}  // namespace

std::optional<Figure> weekdays_figure(const TablePlot& of) {
  HeatPlot plot;
  std::vector<PlotNumber> lessons;
  const std::size_t used = lessons_used(of, of.table.columns.size() - 1);
  std::size_t best_row = 0, best_column = 0;
  double most = 0;
  for (std::size_t r = 0; r < of.rows(); ++r) plot.columns.push_back(of.row_name(r));
  for (std::size_t c = 0; c < used; ++c) {
    plot.rows.push_back(of.column_name(c));
    for (std::size_t r = 0; r < of.rows(); ++r) {
      plot.numbers.push_back(of.number(r, c));
      const double value = plot.numbers.back().value.value_or(0);
      if (c == 0 || value <= most) continue;
      most = value;
      best_row = r;
      best_column = c;
    }
  }
  // Whole days alone make no week of lessons.
  if (most <= 0) return std::nullopt;
  plot.apart = 1;
  constexpr Said message{"Van de losse lessen de meeste registraties: {}, {} ({}).",
                         "Of the single lessons most records: {}, {} ({})."};
  plot.words = of.words({"Registraties van verzuim in de week", "Records of absence over the week"},
                        fmt::format(fmt::runtime(message.in(of.options.language)),
                                    within(of.row_name(best_row), true, of.options.language),
                                    within(of.column_name(best_column), false, of.options.language),
                                    of.number(best_row, best_column).text));
  return figure_from(plot);
}

std::optional<Figure> subjects_figure(const TablePlot& of) {
  const auto missed = of.column("missed_lessons"), expected = of.column("expected");
  if (!missed || !expected) return std::nullopt;
  RowPlot plot;
  std::vector<PlotNumber> all;
  std::size_t best = of.rows();
  double most = 0;
  for (std::size_t r = 0; r < of.rows(); ++r) {
    const PlotNumber seen = of.number(r, *missed), by_chance = of.number(r, *expected);
    plot.rows.push_back({of.row_name(r), {seen, by_chance}});
    all.push_back(seen);
    if (!seen.value || !by_chance.value || *seen.value - *by_chance.value <= most) continue;
    most = *seen.value - *by_chance.value;
    best = r;
  }
  if (!worth_drawing(all)) return std::nullopt;
  std::string message =
      of.say({"Bij geen vak werd meer gemist dan verwacht.", "In no subject more was missed than expected."});
  if (best < of.rows()) {
    constexpr Said more{"Het verst boven de verwachting: {}, {} gemiste lessen tegen {} verwacht.",
                        "Furthest above what is expected: {}, {} lessons missed against {} expected."};
    message = fmt::format(fmt::runtime(more.in(of.options.language)), of.row_name(best),
                          of.number(best, *missed).text, of.number(best, *expected).text);
  }
  plot.series = {of.column_name(*missed), of.column_name(*expected)};
  plot.across = of.say({"Lessen", "Lessons"});
  plot.words = of.words({"Gemiste lessen per vak, naast wat te verwachten is",
                         "Lessons missed by subject, beside what is expected"},
                        message);
  return figure_from(plot);
}

std::optional<Figure> places_figure(const TablePlot& of) {
  if (!of.table.total_row) return std::nullopt;
  const auto whole = point_of(of, of.rows());
  if (!whole || whole->share <= 0 || whole->share >= 1) return std::nullopt;
  FunnelPlot plot;
  plot.centre = whole->share;
  std::size_t unseen = 0;
  for (std::size_t r = 0; r < of.rows(); ++r) {
    if (auto point = point_of(of, r))
      plot.points.push_back(std::move(*point));
    else
      ++unseen;
  }
  // Two points make no funnel.
  if (plot.points.size() < 3) return std::nullopt;
  plot.words = of.words({"Scholen en groepen naast elkaar, met de ruimte voor toeval",
                         "Schools and groups side by side, with room for chance"},
                        places_message(of, plot, unseen));
  plot.up = of.say({"Jongeren met ongeoorloofd verzuim, in procent",
                    "Young people with unauthorised absence, in percent"});
  plot.across = of.say({"Jongeren van wie het bekend is", "Young people of whom it is known"});
  plot.centre_text = of.say({"samen", "together"});
  plot.two_text = of.say({"19 van de 20 (2σ)", "19 in 20 (2σ)"});
  plot.three_text = of.say({"bijna alle (3σ)", "nearly all (3σ)"});
  return figure_from(plot);
}

}  // namespace verzuim
