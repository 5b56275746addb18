// SPDX-License-Identifier: EUPL-1.2
// A pupil as one page: the school year as a calendar, with the days and events of it as tables behind.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "document.hpp"
#include "explanation_pupil_words.hpp"
#include "plot.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// In the order of `kind_names`: which category of the picture a kind is; and the letter of each category.
constexpr std::array<std::size_t, kind_names.size()> categories = {0, 5, 4, 3, 2, 1};
constexpr std::array<Said, kind_names.size()> letters = {
    {{"O", "U"}, {"?", "?"}, {"U", "R"}, {"L", "L"}, {"Z", "S"}, {"G", "A"}}};
constexpr std::array<Kind, kind_names.size()> order = {Kind::unauthorised, Kind::unknown, Kind::removed,
                                                       Kind::late,         Kind::sick,    Kind::authorised};

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

class PupilHtml {
 public:
  PupilHtml(const PupilExplanation& made, const DocumentOptions& options)
      : made_(made), options_(options), lang_(options.language), nl_(lang_ == Language::nl) {}
  Document document() const;

 private:
  std::string say(std::string_view nl, std::string_view en) const { return std::string(nl_ ? nl : en); }
  Figure calendar() const;
  CalendarPlot::Day day_of(const PupilDay& day) const;
  std::string message() const;
  Grid days() const;
  Grid timeline() const;
  void standings(Document& document) const;
  void nowhere(Document& document) const;

  const PupilExplanation& made_;
  const DocumentOptions& options_;
  Language lang_;
  bool nl_;
};

CalendarPlot::Day PupilHtml::day_of(const PupilDay& day) const {
  const Date first = first_of_month(day.on);
  CalendarPlot::Day drawn;
  drawn.week = (monday_of(day.on) - monday_of(first)) / 7 - (weekday(first) > 5 ? 1 : 0);
  drawn.weekday = weekday(day.on);
  drawn.label = std::to_string(day.on - first + 1);
  drawn.closed = day.closed;
  if (!day.records.empty()) drawn.category = categories[static_cast<std::size_t>(day.records.front().first)];
  drawn.part = !day.whole;
  for (const TimelineLine& line : made_.timeline) {
    if (line.on != day.on) continue;
    drawn.signal = drawn.signal || line.what == "signal";
    drawn.event = drawn.event || line.what == "dossier" || line.what == "concern";
  }
  return drawn;
}

/// On how many days there was something, by kind.
std::string PupilHtml::message() const {
  std::string text;
  for (const Kind kind : order) {
    const auto days = std::count_if(made_.days.begin(), made_.days.end(), [&](const PupilDay& day) {
      return std::any_of(day.records.begin(), day.records.end(),
                         [&](const auto& record) { return record.first == kind; });
    });
    if (days > 0)
      text += fmt::format("{}{}: {} {}", text.empty() ? "" : "; ", capital(kind_text(kind, lang_)), days,
                          days == 1 ? say("dag", "day") : say("dagen", "days"));
  }
  return text.empty() ? say("Geen verzuim in dit schooljaar.", "No absence in this school year.")
                      : text + ".";
}

Figure PupilHtml::calendar() const {
  CalendarPlot plot;
  std::set<Kind> kinds;
  bool part = false, signal = false, event = false;
  for (const PupilDay& day : made_.days) {
    const CalendarPlot::Day drawn = day_of(day);
    if (plot.months.empty() ||
        made_.days[static_cast<std::size_t>(&day - made_.days.data()) - 1].on < first_of_month(day.on))
      plot.months.push_back({month_text(day.on, lang_), {}});
    plot.months.back().days.push_back(drawn);
    part = part || (drawn.category && drawn.part);
    signal = signal || drawn.signal;
    event = event || drawn.event;
  }
  plot.categories.resize(order.size());
  for (const Kind kind : order) {
    const auto at = static_cast<std::size_t>(kind);
    plot.categories[categories[at]] = {std::string(letters[categories[at]].in(lang_)),
                                       capital(kind_text(kind, lang_))};
  }
  for (const auto& [nl, en] : {std::pair("ma", "Mo"), std::pair("di", "Tu"), std::pair("wo", "We"),
                               std::pair("do", "Th"), std::pair("vr", "Fr")})
    plot.weekdays.push_back(say(nl, en));
  plot.closed = say("Geen les", "No lessons");
  if (part) plot.part = say("Deel van de dag (half gevuld)", "Part of the day (half filled)");
  if (signal) plot.signal = say("Signaal", "Signal");
  if (event) plot.event = say("Er gebeurde iets, zie de tijdlijn", "Something happened, see the timeline");
  plot.words = {"plot-pupil", say("Het schooljaar, dag voor dag", "The school year, day by day"), message(),
                say("Niet getoond", "Not shown"), nl_ ? ',' : '.'};
  return {plot.words.title, plot.words.description, draw(plot)};
}

Grid PupilHtml::days() const {
  Grid grid;
  grid.id = "days";
  grid.texts = true;
  grid.caption = say("Dagen met verzuim in dit schooljaar", "Days with absence in this school year");
  grid.heads = {say("Dag", "Day"), say("Wat", "What"), say("Hoeveel", "How much")};
  for (const PupilDay& day : made_.days) {
    if (day.records.empty()) continue;
    std::string what;
    for (const auto& [kind, n] : day.records)
      what += fmt::format("{}{} {}", what.empty() ? "" : ", ", n, kind_text(kind, lang_));
    grid.rows.push_back(
        {long_day_text(day.on, lang_), what,
         (day.whole ? say("hele dag", "whole day") : say("deel van de dag", "part of the day")) +
             (day.closed ? say(", geen lesdag", ", no school day") : std::string())});
  }
  return grid;
}

Grid PupilHtml::timeline() const {
  Grid grid;
  grid.id = "timeline";
  grid.texts = true;
  grid.caption = say("Alles op datum", "Everything by date");
  grid.heads = {say("Dag", "Day"), say("Soort", "Kind"), say("Wat", "What")};
  for (const TimelineLine& line : made_.timeline) grid.rows.push_back(timeline_row(line, options_));
  return grid;
}

void PupilHtml::standings(Document& document) const {
  document.blocks.emplace_back(Heading{2, say("Hoe ver de regels zijn", "How far the rules are")});
  if (made_.standings.empty())
    document.blocks.emplace_back(Paragraph{
        say("Geen regel telde dit schooljaar iets.", "No rule counted anything this school year.")});
  for (const Standing& standing : made_.standings) {
    document.blocks.emplace_back(Heading{3, standing_title(standing, lang_)});
    document.blocks.emplace_back(Bullets{standing_details(standing, lang_)});
  }
}

void PupilHtml::nowhere(Document& document) const {
  if (made_.nowhere.empty()) return;
  Grid grid;
  grid.id = "nowhere";
  grid.texts = true;
  grid.caption = say("Registraties die voor geen regel tellen", "Records that count for no rule");
  grid.heads = {say("Dag", "Day"), say("Les", "Lesson"), say("Soort", "Kind"), say("Bron", "Source"),
                say("Waarom", "Why")};
  for (const ExplainedRecord& record : made_.nowhere) grid.rows.push_back(nowhere_row(record, lang_));
  document.blocks.emplace_back(Heading{2, say("Telt nergens", "Counts nowhere")});
  document.blocks.emplace_back(std::move(grid));
}

Document PupilHtml::document() const {
  Document document;
  document.language = nl_ ? "nl" : "en";
  document.title = fmt::format("{} {}", say("Leerling", "Pupil"), made_.pupil);
  document.skip_text = say("Naar de inhoud", "Skip to the content");
  document.withheld_text = say("niet getoond", "not shown");
  document.foot = fmt::format("{} · {} {}", made_.pupil, say("peildatum", "as of"), to_string(made_.on));
  document.blocks.emplace_back(
      FactList{"head",
               {{say("Op", "On"), long_day_text(made_.on, lang_)},
                {say("Plicht", "Duty"), std::string(duty_text(made_.duty, lang_))}}});
  if (made_.withheld)
    document.blocks.emplace_back(Paragraph{say("Er is iets weggelaten dat deze lezer niet mag zien.",
                                               "Something was left out that this reader may not see.")});
  document.blocks.emplace_back(Heading{2, say("Dit schooljaar", "This school year")});
  document.blocks.emplace_back(calendar());
  document.blocks.emplace_back(days());
  document.blocks.emplace_back(Heading{2, say("Tijdlijn", "Timeline")});
  document.blocks.emplace_back(timeline());
  standings(document);
  nowhere(document);
  return document;
}

}  // namespace

void write_html(std::string& out, const PupilExplanation& made, const DocumentOptions& options) {
  out += write_html(PupilHtml(made, options).document());
}

}  // namespace verzuim
