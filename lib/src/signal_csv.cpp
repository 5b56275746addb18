// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <cmath>

#include "verzuim/csv.hpp"
#include "verzuim/signal.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 19> columns = {
    "signal",   "rule",       "valid_from",  "level",        "severity", "pupil",     "school",
    "gemeente", "reached_on", "window_from", "window_until", "count",    "threshold", "unit",
    "step",     "due_on",     "status",      "reason",       "melding"};

std::string text_of(const std::optional<Date>& date) { return date ? to_string(*date) : std::string(); }

std::string_view name_of(Status status) { return status_names[static_cast<std::size_t>(status)]; }

/// The place of `text` in `names`, or an error that names the cell.
template <class Enum, class Names>
Enum one_of(const CsvReader& in, std::size_t cell, const Names& names) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == in[cell]) return static_cast<Enum>(i);
  throw Error(
      ErrorCode::data,
      fmt::format("`{}` is no {} of a signal; is this what `verzuim flag` wrote?", in[cell], columns[cell]),
      in.place(cell));
}

std::optional<Date> date_in(const CsvReader& in, std::size_t cell) {
  if (in[cell].empty()) return std::nullopt;
  const auto date = parse_date(in[cell]);
  if (!date)
    throw Error(ErrorCode::data, fmt::format("`{}` must hold a date such as 2026-11-22", columns[cell]),
                in.place(cell));
  return date;
}

Signal read_signal(const CsvReader& in) {
  Signal s;
  s.id = in[0];
  s.rule = in[1];
  s.valid_from = date_in(in, 2).value_or(Date{});
  s.level = one_of<Level>(in, 3, level_names);
  s.severity = one_of<Severity>(in, 4, severity_names);
  s.pupil = in[5];
  s.school = in[6];
  s.gemeente = in[7];
  s.reached_on = date_in(in, 8);
  s.window_from = date_in(in, 9);
  s.count = in[11];
  s.threshold = in[12];
  s.threshold_order = std::llround(std::strtod(s.threshold.c_str(), nullptr) * 1e6);
  s.unit = in[13];
  s.step = in[14];
  s.due_on = date_in(in, 15);
  s.status = one_of<Status>(in, 16, status_names);
  s.reason = in[17];
  if (in.size() > 18) s.melding = in[18];
  return s;
}

}  // namespace

std::string signals_header() {
  std::string out;
  write_csv_row(out, {columns.begin(), columns.end()});
  return out;
}

void write_signal(std::string& out, const Signal& s) {
  const std::string valid_from = to_string(s.valid_from), reached_on = text_of(s.reached_on),
                    window_from = text_of(s.window_from), due_on = text_of(s.due_on);
  write_csv_row(
      out, {s.id, s.rule, valid_from, level_names[static_cast<std::size_t>(s.level)],
            severity_names[static_cast<std::size_t>(s.severity)], s.pupil, s.school, s.gemeente, reached_on,
            window_from, reached_on, s.count, s.threshold, s.unit, s.step, due_on,
            s.status == Status::new_ ? std::string_view("new") : name_of(s.status), s.reason, s.melding});
}

std::vector<Signal> read_signals(std::istream& in, const std::string& name) {
  CsvReader csv(in, name);
  std::vector<Signal> signals;
  if (!csv.next())
    throw Error(ErrorCode::data, "nothing came in, not even a header; did the command before this one fail?",
                {name});
  if (csv.size() < columns.size() - 1 || csv[0] != columns[0] || csv[1] != columns[1])
    throw Error(ErrorCode::data, "this is no signals file: its header must begin with signal,rule,valid_from",
                {name, 1, 1});
  while (csv.next()) {
    if (csv.fault()) throw Error(ErrorCode::data, csv.fault()->reason, csv.fault()->place);
    if (csv.size() < columns.size() - 1)
      throw Error(
          ErrorCode::data,
          fmt::format("{} cells where {} are needed; is the stream cut off?", csv.size(), columns.size()),
          csv.place(0));
    signals.push_back(read_signal(csv));
  }
  return signals;
}

}  // namespace verzuim
