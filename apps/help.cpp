// SPDX-License-Identifier: EUPL-1.2
#include "help.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "terminal.hpp"
#include "verzuim/text.hpp"

namespace {

/// What stands in the left column is at most so wide, or its text begins on the next line.
constexpr std::size_t widest_left = 28;

using Row = std::pair<std::string, std::string>;

/// Appends `text` from column `at` on, its lines broken at spaces and begun at column `indent`.
void wrap(std::string& out, std::size_t at, std::size_t indent, const std::string& text, std::size_t width) {
  bool first = true;
  for (const std::string& word : verzuim::split(text, ' ')) {
    const std::size_t needs = word.size() + (first ? 0 : 1);
    if (at + needs > width && at > indent) {
      out += '\n' + std::string(indent, ' ') + word;
      at = indent + word.size();
    } else {
      out += (first ? "" : " ") + word;
      at += needs;
    }
    first = false;
  }
  out += '\n';
}

void write_rows(std::string& out, const std::vector<Row>& rows, std::size_t width) {
  std::size_t left = 0;
  for (const auto& [name, text] : rows)
    if (name.size() <= widest_left) left = std::max(left, name.size());
  const std::size_t indent = left + 4;
  for (const auto& [name, text] : rows) {
    out += "  " + name;
    if (name.size() > left)
      out += '\n' + std::string(indent, ' ');
    else
      out += std::string(indent - 2 - name.size(), ' ');
    wrap(out, indent, indent, text, width);
  }
}

std::string bare_type(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

/// What is typed for an operand; its text begins with `-: ` where that can only be the dash of standard
/// input.
std::string operand_of(const CLI::Option& option) {
  if (option.get_description().starts_with("-: ")) return "-";
  const auto words = words_of(option);
  return words.empty() ? option.get_name() : verzuim::join(words, "|");
}

Row row_of(const CLI::Option& option) {
  if (option.get_positional()) {
    const std::string name = operand_of(option), text = option.get_description();
    return {name, name == "-" ? text.substr(3) : text};
  }
  std::string name;
  for (const std::string& s : option.get_snames()) name += "-" + s + ", ";
  name += "--" + option.get_lnames().front();
  const std::string value = value_of(option);
  if (!value.empty()) name += " " + value;
  const std::string needs = option.get_required() ? " (needed)" : "";
  return {name, option.get_description() + needs};
}

/// `[OPTION...] ID [EVENT]`: what follows the name.
std::string usage_of(const CLI::App& app, bool has_commands) {
  std::string usage = " [OPTION...]";
  if (has_commands) usage += " COMMAND [ARGUMENT...]";
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    std::string operand = operand_of(*option);
    if (option->get_items_expected_max() > 1 && operand != "-") operand += "...";
    usage += option->get_required() ? " " + operand : " [" + operand + "]";
  }
  return usage;
}

}  // namespace

std::vector<std::string> words_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto open = type.find('{'), close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return verzuim::split(type.substr(open + 1, close - open - 1), ',');
}

std::string value_of(const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return {};
  const auto words = words_of(option);
  return words.empty() ? bare_type(option) : verzuim::join(words, "|");
}

std::string help_page(const CLI::App& app, const std::string& name, std::size_t width, bool colour) {
  const bool program = app.get_parent() == nullptr;
  std::string out;
  wrap(out, 0, 0, name + ": " + app.get_description(), width);
  std::vector<Row> commands, operands, options;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    commands.emplace_back(sub->get_name(), sub->get_description());
  for (const CLI::Option* option : app.get_options())
    (option->get_positional() ? operands : options).push_back(row_of(*option));
  // The help option stands first in the tree and is what its reader needs least.
  if (!options.empty()) std::rotate(options.begin(), options.begin() + 1, options.end());

  const std::string usage = name + usage_of(app, !commands.empty());
  out += '\n' + heading("Usage:", colour) + ' ';
  wrap(out, 7, 9, usage, width);
  if (!operands.empty()) {
    out += '\n';
    write_rows(out, operands, width);
  }
  if (!commands.empty()) {
    out += '\n' + heading("Commands:", colour) + '\n';
    write_rows(out, commands, width);
  }
  out += '\n' + heading("Options:", colour) + '\n';
  write_rows(out, options, width);
  for (const std::string& line : verzuim::split(app.get_footer(), '\n')) {
    if (line.empty()) continue;
    const bool example = line.starts_with("Example: ");
    out += (example ? "\n" + heading("Example:", colour) : std::string("\n"));
    // An example stands on a line of its own, whole: it is there to be copied.
    out += example ? "\n  " + line.substr(9) + '\n' : line + '\n';
  }
  const std::string command = name.substr(0, name.find(' ', name.find(' ') + 1));
  std::string page = command;
  std::replace(page.begin(), page.end(), ' ', '-');
  out += '\n';
  wrap(out, 0, 0,
       program ? "More: verzuim COMMAND --help, man verzuim"
               : fmt::format("More: man {}; the options of every command: verzuim --help", page),
       width);
  return out;
}
