// SPDX-License-Identifier: EUPL-1.2
#include "cli.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <sstream>

#include "completion.hpp"
#include "io.hpp"
#include "options.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

using verzuim::Error;
using verzuim::ErrorCode;

namespace {

/// What `-` stands for in a list of operands.
bool take_dash(std::vector<std::string>& operands) {
  const auto dash = std::find(operands.begin(), operands.end(), "-");
  if (dash == operands.end()) return false;
  operands.erase(dash);
  return true;
}

void read_config_file(Everything& all) {
  std::string path = all.config;
  if (path.empty()) path = usual_config();
  if (!path.empty()) {
    all.global.config = verzuim::read_config(read_file(path), path);
    all.global.config_path = path;
    const auto folder = std::filesystem::path(path).parent_path();
    const auto beside = [&](std::string& p) {
      if (!p.empty() && std::filesystem::path(p).is_relative()) p = (folder / p).string();
    };
    beside(all.global.config.store);
    for (std::string& p : all.global.config.rules) beside(p);
    for (std::string& p : all.global.config.ladders) beside(p);
    for (std::string& p : all.global.config.profiles) beside(p);
    if (!all.global.config.templates.empty()) beside(all.global.config.templates);
  }
  if (all.global.store.empty()) all.global.store = all.global.config.store;
  if (all.global.store.empty()) all.global.store = usual_store();
}

/// Shows the line of a file of the user's making with a caret under the place.
void show_line(const verzuim::Place& place) {
  if (place.line < 1 || place.file.empty() || !std::filesystem::is_regular_file(place.file)) return;
  std::istringstream text(read_file(place.file));
  std::string line;
  for (int n = 0; n < place.line && std::getline(text, line); ++n) {
  }
  say(fmt::format("  {}\n  {:>{}}", line, "^", std::max(place.column, 1)));
}

int complain(const std::string& command, const Error& error) {
  std::fflush(stdout);
  say(fmt::format("verzuim{}{}: {}", command.empty() ? "" : " ", command, error.text()));
  if (error.code() == ErrorCode::config) show_line(error.place());
  return static_cast<int>(error.code());
}

int wrong_usage(const std::string& command, const std::string& what) {
  say(fmt::format("verzuim{}{}: {}; see verzuim {}--help", command.empty() ? "" : " ", command, what,
                  command.empty() ? "" : command + " "));
  return static_cast<int>(ErrorCode::usage);
}

std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

/// CLI11's message with ours in its place where a word is misspelt.
int parse_failed(const CLI::App& app, const CLI::ParseError& e) {
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
  if (extra == rest.end()) {
    std::string what = e.what();
    if (what.find("subcommand is required") != std::string::npos)
      what = "say which: " + verzuim::join(names_of(*at), ", ");
    return wrong_usage(command, what);
  }
  std::vector<std::string> known = names_of(*at);
  for (const CLI::Option* option : at->get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  const std::string near = verzuim::nearest(*extra, known);
  const bool option = extra->starts_with("-");
  return wrong_usage(command, fmt::format("unknown {} `{}`{}",
                                          option                  ? "option"
                                          : names_of(*at).empty() ? "argument"
                                                                  : "command",
                                          *extra, near.empty() ? "" : "; did you mean `" + near + "`?"));
}

constexpr const char* what_next =
    "verzuim: signals and dossiers from school absence\n\n"
    "Begin with:  verzuim init school --code BRIN      (or gemeente, or region)\n"
    "Then:        verzuim ingest schools.csv pupils.csv timetable.csv\n"
    "Every week:  verzuim ingest week-47.csv | verzuim flag - | verzuim escalate - | verzuim report worklist "
    "-\n"
    "Help:        verzuim --help, verzuim ingest --help, man verzuim\n";

/// The user of this machine, where nobody said who it is.
std::string usual_actor() {
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr ? user->pw_name : fmt::format("uid-{}", ::getuid());
}

/// Sets who works and at what. Throws: Error (usage) for a code that is none.
void set_actor(Everything& all, const std::string& command) {
  Global& global = all.global;
  if (global.actor.empty()) global.actor = usual_actor();
  const auto fit = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == '@';
  };
  if (global.actor.size() > 64 || !std::all_of(global.actor.begin(), global.actor.end(), fit))
    throw Error(ErrorCode::usage, "--actor: write a code of letters, digits, dots and hyphens, not a name");
  const std::map<std::string, const std::string*> verbs = {{"dossier", &all.dossier.verb},
                                                           {"rules", &all.rules.verb},
                                                           {"report", &all.report.what},
                                                           {"store", &all.store.verb}};
  const auto verb = verbs.find(command);
  global.command = verb == verbs.end() ? command : command + " " + *verb->second;
}

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  ::umask(077);
  if (argc == 1) {
    std::fputs(what_next, stdout);
    return 0;
  }
  Everything all;
  CLI::App app("Signals and dossiers from school absence.", "verzuim");
  app.set_version_flag("--version", "verzuim " VERZUIM_VERSION);
  app.fallthrough();
  app.require_subcommand(0, 1);
  add_options(app, all);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& e) {
    return parse_failed(app, e);
  }
  if (!all.completion.empty()) {
    print(completion_script(app, all.completion));
    finish_output();
    return 0;
  }
  const auto chosen = app.get_subcommands();
  const std::string command = chosen.empty() ? "" : chosen.front()->get_name();
  if (command.empty()) return wrong_usage("", "say which command: " + verzuim::join(names_of(app), ", "));
  all.flag.receipts = take_dash(all.flag_operands);
  all.escalate.signals = take_dash(all.escalate_operands);
  all.report.actions = take_dash(all.report_operands);
  if (!all.report_operands.empty()) {
    all.report.what = all.report_operands.front();
    all.report_operands.erase(all.report_operands.begin());
  }
  if (all.report.what == "letter" && !all.report_operands.empty()) {
    all.report.letter = all.report_operands.front();
    all.report_operands.erase(all.report_operands.begin());
  }
  for (const auto& operands : {all.flag_operands, all.escalate_operands, all.report_operands})
    if (!operands.empty())
      return wrong_usage(command, fmt::format("`{}` is one word too many", operands.front()));
  const std::map<std::string, std::function<int()>> commands = {
      {"init", [&] { return run_init(all.global, all.init); }},
      {"ingest", [&] { return run_ingest(all.global, all.ingest); }},
      {"flag", [&] { return run_flag(all.global, all.flag); }},
      {"escalate", [&] { return run_escalate(all.global, all.escalate); }},
      {"report", [&] { return run_report(all.global, all.report); }},
      {"dossier", [&] { return run_dossier(all.global, all.dossier); }},
      {"explain", [&] { return run_explain(all.global, all.explain); }},
      {"rules", [&] { return run_rules(all.global, all.rules); }},
      {"store", [&] { return run_store(all.global, all.store); }}};
  try {
    read_config_file(all);
    set_actor(all, command);
    const int code = commands.at(command)();
    finish_output();
    return code;
  } catch (const Error& e) {
    return complain(command, e);
  } catch (const std::filesystem::filesystem_error& e) {
    say(fmt::format("verzuim {}: {}", command, e.code().message()));
    return static_cast<int>(ErrorCode::io);
  } catch (const std::exception& e) {
    say(fmt::format("verzuim {}: a fault of ours ({}); please report it", command, e.what()));
    return static_cast<int>(ErrorCode::internal);
  }
}
