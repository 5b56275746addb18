// SPDX-License-Identifier: EUPL-1.2
// Actions as TOML and CSV, written and read back.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include "toml_reader.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 15> columns = {"dossier", "pupil",  "school", "gemeente", "step",
                                                      "role",    "owner",  "why",    "signals",  "due_on",
                                                      "invite",  "inform", "act",    "basis",    "contact"};
/// Without the columns that came later: lists that were written before are still read.
constexpr std::size_t least_columns = 14;

/// The parts of a list as one cell. Requires: no part needs its own semicolons; they become commas.
std::string joined(std::vector<std::string> parts) {
  for (std::string& part : parts) std::replace(part.begin(), part.end(), ';', ',');
  return join(parts, ";");
}

}  // namespace

std::string actions_header() {
  std::string out;
  write_csv_row(out, {columns.begin(), columns.end()});
  return out;
}

void write_action_csv(std::string& out, const Action& action) {
  const std::string signals = joined(action.signals), invite = joined(action.invite),
                    inform = joined(action.inform), basis = joined(action.basis);
  const std::string due = action.due_on ? to_string(*action.due_on) : "";
  write_csv_row(out,
                {action.dossier, action.pupil, action.school, action.gemeente, action.step, action.role,
                 action.owner, action.why, signals, due, invite, inform, action.act, basis, action.contact});
}

void write_action_toml(std::string& out, const Action& action) {
  const auto text = [&](std::string_view key, const std::string& value) {
    out += fmt::format("{:8} = ", key);
    write_toml_text(out, value);
    out += '\n';
  };
  const auto list = [&](std::string_view key, const std::vector<std::string>& values) {
    out += fmt::format("{:8} = [", key);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out += ", ";
      write_toml_text(out, values[i]);
    }
    out += "]\n";
  };
  out += "[[action]]\n";
  text("dossier", action.dossier);
  text("pupil", action.pupil);
  text("school", action.school);
  text("gemeente", action.gemeente);
  text("step", action.step);
  text("role", action.role);
  text("owner", action.owner);
  text("why", action.why);
  list("signals", action.signals);
  if (action.due_on) out += fmt::format("{:8} = {}\n", "due_on", to_string(*action.due_on));
  list("invite", action.invite);
  list("inform", action.inform);
  text("act", action.act);
  list("basis", action.basis);
  if (!action.contact.empty()) text("contact", action.contact);
  out += '\n';
}

namespace {

/// A role names a work list and its file, so a stream from elsewhere may not make one up.
void expect_role(const std::string& role, const Place& place) {
  if (!role.empty() && !is_role(role))
    throw Error(ErrorCode::data, fmt::format("there is no role `{}`; verzuim-domain(7) lists them", role),
                place);
}

Action parse_action(const TomlNode& node) {
  TomlTable table(node);
  Action action{table.need_text("dossier"), table.need_text("pupil"), table.need_text("school"),
                table.text("gemeente"),     table.text("step"),       table.need_text("role"),
                table.text("owner"),        table.text("why"),        table.texts("signals"),
                table.date("due_on"),       table.texts("invite"),    table.texts("inform"),
                table.text("act"),          table.texts("basis"),     table.text("contact")};
  table.finish();
  expect_role(action.role, table.need("role").place);
  return action;
}

std::vector<Action> read_actions_csv(const std::string& text, const std::string& name) {
  std::istringstream in(text);
  CsvReader csv(in, name);
  std::vector<Action> actions;
  bool header = true;
  while (csv.next()) {
    if (csv.fault()) throw Error(ErrorCode::data, csv.fault()->reason, csv.fault()->place);
    if (csv.size() < least_columns)
      throw Error(ErrorCode::data,
                  fmt::format("actions have {} columns; this row has {}", least_columns, csv.size()),
                  csv.place(0));
    if (header) {
      for (std::size_t i = 0; i < std::min(columns.size(), csv.size()); ++i)
        if (csv[i] != columns[i])
          throw Error(ErrorCode::data, fmt::format("column {} of actions is `{}`", i + 1, columns[i]),
                      csv.place(i));
      header = false;
      continue;
    }
    const auto cell = [&](std::size_t i) { return std::string(csv[i]); };
    const auto due = parse_date(csv[9]);
    if (!due && !csv[9].empty())
      throw Error(ErrorCode::data, "`due_on` is no date; it is written as 2026-11-22", csv.place(9));
    expect_role(cell(5), csv.place(5));
    actions.push_back({cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7),
                       split(csv[8], ';'), due, split(csv[10], ';'), split(csv[11], ';'), cell(12),
                       split(csv[13], ';'), csv.size() > least_columns ? cell(14) : std::string()});
  }
  return actions;
}

}  // namespace

std::vector<Action> read_actions(std::istream& in, const std::string& name) {
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (text.starts_with(columns[0])) return read_actions_csv(text, name);
  try {
    const TomlNode root = read_toml(text, name, ErrorCode::data);
    TomlTable table(root);
    std::vector<Action> actions;
    for (const TomlNode* node : table.tables("action")) actions.push_back(parse_action(*node));
    table.finish();
    return actions;
  } catch (const Error& e) {
    throw Error(ErrorCode::data, e.what(), e.place());
  }
}

}  // namespace verzuim
