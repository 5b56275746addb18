// SPDX-License-Identifier: EUPL-1.2
// The report of a trial, for people and for programs.
#include <fmt/format.h>

#include <algorithm>

#include "toml_writer.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/rule_trial.hpp"

namespace verzuim {
namespace {

using Cells = std::vector<std::string>;

std::string date_text(const std::optional<Date>& date) { return date ? to_string(*date) : ""; }

/// A table with its columns aligned, texts to the left and, from `numbers` on, numbers to the right.
std::string aligned(const std::vector<Cells>& rows, std::size_t numbers) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Cells& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string out;
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += i < numbers ? fmt::format("{:<{}}  ", row[i], widths[i])
                          : fmt::format("{:>{}}  ", row[i], widths[i]);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

/// All weeks of a role together, then each week.
std::vector<Cells> load_rows(const std::vector<TrialLoad>& loads) {
  std::vector<Cells> rows;
  for (std::size_t i = 0; i < loads.size(); ++i) {
    if (i == 0 || loads[i].role != loads[i - 1].role) {
      std::size_t was = 0, becomes = 0;
      for (const TrialLoad& load : loads)
        if (load.role == loads[i].role) was += load.was, becomes += load.becomes;
      rows.push_back({loads[i].role, "all", std::to_string(was), std::to_string(becomes)});
    }
    rows.push_back({"", loads[i].week, std::to_string(loads[i].was), std::to_string(loads[i].becomes)});
  }
  return rows;
}

}  // namespace

std::string trial_text(const TrialReport& report) {
  std::vector<Cells> rows = {{"rule", "was", "becomes", "gained", "lost", "moved", "same"}};
  for (const TrialRule& r : report.rules)
    if (r.was + r.becomes > 0)
      rows.push_back({r.rule, std::to_string(r.was), std::to_string(r.becomes), std::to_string(r.gained),
                      std::to_string(r.lost), std::to_string(r.moved), std::to_string(r.same)});
  std::string out = aligned(rows, 1);
  // Most rules say nothing about most schools.
  if (rows.size() <= report.rules.size()) out += "Rules without a signal in either set are left out.\n";
  if (!report.loads.empty()) {
    rows = {{"role", "week", "was", "becomes"}};
    for (Cells& row : load_rows(report.loads)) rows.push_back(std::move(row));
    out += "\n" + aligned(rows, 2);
  }
  if (!report.changes.empty()) {
    rows = {{"rule", "pupil", "school", "was", "becomes"}};
    for (const TrialChange& c : report.changes)
      rows.push_back({c.rule, c.pupil, c.school, c.was ? to_string(*c.was) : "-",
                      c.becomes ? to_string(*c.becomes) : "-"});
    out += "\n" + aligned(rows, rows.front().size());
  }
  return out;
}

std::string trial_csv(const TrialReport& report) {
  std::string out;
  const auto row = [&](const Cells& cells) { write_csv_row(out, {cells.begin(), cells.end()}); };
  row({"what", "rule", "role", "week", "pupil", "school", "was", "becomes", "gained", "lost", "moved",
       "same"});
  for (const TrialRule& r : report.rules)
    row({"rule", r.rule, "", "", "", "", std::to_string(r.was), std::to_string(r.becomes),
         std::to_string(r.gained), std::to_string(r.lost), std::to_string(r.moved), std::to_string(r.same)});
  for (const TrialLoad& l : report.loads)
    row({"load", "", l.role, l.week, "", "", std::to_string(l.was), std::to_string(l.becomes), "", "", "",
         ""});
  for (const TrialChange& c : report.changes)
    row({"signal", c.rule, "", "", c.pupil, c.school, date_text(c.was), date_text(c.becomes), "", "", "",
         ""});
  return out;
}

std::string trial_toml(const TrialReport& report) {
  std::string out;
  TomlWriter toml(out);
  for (const TrialRule& r : report.rules) {
    out += "[[rule]]\n";
    toml.put("rule", r.rule);
    out += fmt::format("was = {}\nbecomes = {}\ngained = {}\nlost = {}\nmoved = {}\nsame = {}\n\n", r.was,
                       r.becomes, r.gained, r.lost, r.moved, r.same);
  }
  for (const TrialLoad& l : report.loads) {
    out += "[[load]]\n";
    toml.put("role", l.role);
    toml.put("week", l.week);
    out += fmt::format("was = {}\nbecomes = {}\n\n", l.was, l.becomes);
  }
  for (const TrialChange& c : report.changes) {
    out += "[[signal]]\n";
    toml.put("rule", c.rule);
    toml.put("pupil", c.pupil);
    toml.put("school", c.school);
    toml.date("was", c.was);
    toml.date("becomes", c.becomes);
    out += '\n';
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace verzuim
