// SPDX-License-Identifier: EUPL-1.2
#include "usage.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "help.hpp"
#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace {

std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

/// The option that a message of the parser begins with, `--on: …` or `ID is …`; none when it speaks of
/// something else.
const CLI::Option* option_in(const std::string& message, const CLI::App& at, const CLI::App& program) {
  const std::string name = message.substr(0, message.find_first_of(": "));
  for (const CLI::App* app : {&at, &program})
    for (const CLI::Option* option : app->get_options())
      if (option->get_name() == name) return option;
  return nullptr;
}

/// The parser's message in the words of the rest of the program.
std::string in_our_words(const CLI::ParseError& error, const CLI::App& at, const CLI::App& program) {
  const std::string what = error.what();
  if (what.find("subcommand is required") != std::string::npos)
    return "say which: " + verzuim::join(names_of(at), ", ");
  const CLI::Option* option = option_in(what, at, program);
  if (option != nullptr && error.get_name() == "ArgumentMismatch") {
    const std::string name = option->get_name(), value = value_of(*option);
    return value.empty() ? name + " takes no value"
                         : fmt::format("{}: its value is missing: {}", name, value);
  }
  if (option != nullptr && error.get_name() == "RequiredError" && !words_of(*option).empty())
    return "say which: " + verzuim::join(words_of(*option), ", ");
  return what;
}

}  // namespace

int wrong_usage(const std::string& command, const std::string& what) {
  const std::string here = command.empty() ? "" : " " + command;
  say(fmt::format("verzuim{}: {}; see verzuim{} --help", here, what, here));
  return static_cast<int>(verzuim::ErrorCode::usage);
}

int word_too_many(const std::string& command, const std::string& word) {
  const bool file = command == "flag" && word.find('.') != std::string::npos;
  return wrong_usage(
      command, fmt::format("`{}` is one word too many{}", word, file ? "; a file is named with --from" : ""));
}

int parse_failed(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* at = &app;
  std::string command;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    command += (command.empty() ? "" : " ") + at->get_name();
  }
  // What a command does not know falls through to the program, so look there too.
  const auto rest = app.remaining(true);
  const auto extra =
      std::find_if(rest.begin(), rest.end(), [](const std::string& word) { return word != "--"; });
  if (extra == rest.end()) return wrong_usage(command, in_our_words(error, *at, app));
  const bool option = extra->starts_with("-");
  std::vector<std::string> known;
  if (!option) known = names_of(*at);
  for (const CLI::App* owner : {at, &app})
    for (const CLI::Option* o : owner->get_options())
      for (const std::string& name : o->get_lnames()) known.push_back("--" + name);
  const std::string near = verzuim::nearest(*extra, known);
  if (!option && near.empty() && names_of(*at).empty()) return word_too_many(command, *extra);
  return wrong_usage(command, fmt::format("unknown {} `{}`{}",
                                          option                  ? "option"
                                          : names_of(*at).empty() ? "argument"
                                                                  : "command",
                                          *extra, near.empty() ? "" : "; did you mean `" + near + "`?"));
}
