// SPDX-License-Identifier: EUPL-1.2
// Pictures of numbers as inline SVG. A value goes in (words, axes, series, numbers), text comes out. What may
// not be told or is not known is a hatched gap and never a length, so a picture says no more than the table
// that stands beneath it. Every form is read without its colours too: by pattern, outline or mark.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace verzuim {

/// A number of a picture.
struct PlotNumber {
  std::optional<double> value;  ///< nothing for a gap
  std::string text;             ///< as the table prints it; what stands in a gap, empty where nothing belongs

  /// True for what is withheld or unknown; a place where nothing belongs is no gap.
  bool gap() const { return !value && !text.empty(); }
};

/// What every picture tells about itself.
struct PlotWords {
  std::string id;           ///< unique in its page
  std::string title;        ///< what it is
  std::string description;  ///< what it says
  std::string gap;          ///< what a hatched place means
  char decimal = ',';
};

/// Upright bars, of one part or of several on top of each other.
struct ColumnPlot {
  struct Column {
    std::string label, second;  ///< below it, in two lines
    std::vector<PlotNumber> parts;
    std::string text;                  ///< above it
    std::optional<double> whole = {};  ///< all parts together, to draw where the parts may not be told
  };
  /// Neighbouring columns that are named together, from the first up to and with the last.
  struct Group {
    std::size_t first = 0, last = 0;
    std::string label, text;
  };
  PlotWords words;
  std::string across, up;  ///< names of the axes, with their units
  std::vector<std::string> series;
  std::string unsplit;  ///< what a column is called of which only the whole is drawn
  std::vector<Column> columns;
  std::vector<Group> groups;
  bool touching = false;  ///< classes that border on each other
  bool whole = false;     ///< what is counted has no halves
};

/// Lying bars, one for each series beneath each other.
struct RowPlot {
  struct Row {
    std::string label;
    std::vector<PlotNumber> numbers;
  };
  PlotWords words;
  std::string across;
  std::vector<std::string> series;
  std::vector<Row> rows;
};

/// Numbers in a field, the more the darker, with the number in each.
struct HeatPlot {
  PlotWords words;
  std::vector<std::string> columns, rows;
  std::vector<PlotNumber> numbers;  ///< row by row
  std::size_t apart = 0;            ///< so many rows at the top are of another kind: they get no shade
};

/// A calendar: a small field for each month, with a shaded place for each day from Monday to Friday. A day
/// without lessons is struck through.
struct CalendarPlot {
  struct Day {
    int week = 0, weekday = 1;  ///< week: from 0 within its month; weekday: 1 is Monday
    std::string label;          ///< the day of the month
    PlotNumber number;
    bool closed = false;
    std::optional<std::size_t> category = {};  ///< instead of a number
    bool part = false;                         ///< the category is about a part of the day
    bool signal = false, event = false;        ///< marks of what happened that day
  };
  /// What a day may be; up to six, each with a colour and a letter of its own.
  struct Category {
    std::string letter, name;
  };
  struct Month {
    std::string label;
    std::vector<Day> days;
  };
  PlotWords words;
  std::vector<std::string> weekdays;  ///< five of one or two letters
  std::string unit;                   ///< after the limits of a shade, such as `%`
  std::string scale, closed;          ///< what the shades are of; what a struck day means
  std::vector<Category> categories;   ///< where there are any, days have no numbers
  std::string part, signal, event;    ///< what these mean
  std::vector<Month> months;
};

/// A share that falls in steps, with how many it is of beneath some of them.
struct StepPlot {
  struct Step {
    double at = 0;    ///< where the share falls to `share`
    double from = 0;  ///< where there are still `left`
    PlotNumber share, left;
    std::string label;
  };
  PlotWords words;
  std::string across, up, left;  ///< names of the axes and of the numbers beneath
  std::string half;  ///< what stands at the place where half are left; empty when it is not reached
  double half_at = 0;
  std::vector<Step> steps;
};

/// Small fields side by side, one for each line, all on one scale, with the number at each place.
struct LinePlot {
  struct Line {
    std::string label;
    std::vector<PlotNumber> numbers;  ///< one for each place
  };
  PlotWords words;
  std::string up;
  std::vector<std::string> places;  ///< from left to right
  std::vector<Line> lines;
};

/// A stock and what comes and goes: each row begins where the one before it ended. The last one stands on
/// nothing again, and is what is left.
struct FlowPlot {
  struct Row {
    std::string label;
    std::vector<double> parts;  ///< one; of what is left one for each series
    double sign = 1;            ///< 1 for what comes, -1 for what goes
    std::string text;
  };
  PlotWords words;
  std::string across;
  std::vector<std::string> series;  ///< of what is left
  std::string come, go;             ///< what the other bars are
  std::vector<Row> rows;
};

/// From one number to another of the same row, such as a median and a ninetieth percentile.
struct SpanPlot {
  struct Row {
    std::string label;
    PlotNumber first, second;
  };
  PlotWords words;
  std::string across, first, second;
  std::vector<Row> rows;
};

/// Shares against the number that each is of, with the limits between which chance alone would put nineteen
/// in twenty (two sigma) and nearly all (three sigma) of them.
struct FunnelPlot {
  struct Point {
    std::string label;
    double size = 0;
    double share = 0;  ///< of 1
  };
  PlotWords words;
  std::string across, up, centre_text, two_text, three_text;
  double centre = 0;  ///< the share of all, of 1
  std::vector<Point> points;
};

/// How many sigmas a share of `size` lies from `centre`; 0 where that cannot be said.
double sigmas_from(double centre, double size, double share);

std::string draw(const ColumnPlot& plot);
std::string draw(const RowPlot& plot);
std::string draw(const HeatPlot& plot);
std::string draw(const CalendarPlot& plot);
std::string draw(const StepPlot& plot);
std::string draw(const LinePlot& plot);
std::string draw(const FlowPlot& plot);
std::string draw(const SpanPlot& plot);
std::string draw(const FunnelPlot& plot);

}  // namespace verzuim
