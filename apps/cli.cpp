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
#include "help.hpp"
#include "io.hpp"
#include "options.hpp"
#include "terminal.hpp"
#include "usage.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"
#include "welcome.hpp"

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
    all.global.config = verzuim::read_config(read_file(path, by_hand), path);
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
  std::istringstream text(read_file(place.file, by_hand));
  std::string line;
  for (int n = 0; n < place.line && std::getline(text, line); ++n) {
  }
  // Of a line without end a piece around the place will do.
  constexpr std::size_t widest = 200;
  std::size_t column = static_cast<std::size_t>(std::max(place.column, 1));
  if (line.size() > widest) {
    const std::size_t from = std::min(column > widest / 2 ? column - widest / 2 : 0, line.size());
    line = line.substr(from, widest);
    column -= std::min(from, column - 1);
  }
  const std::string caret = alarm("^", in_colour(STDERR_FILENO));
  say(fmt::format("  {}\n  {}{}", verzuim::visible(line), std::string(std::min(column, widest + 1) - 1, ' '),
                  caret));
}

int complain(const std::string& command, const Error& error) {
  std::fflush(stdout);
  say(fmt::format("verzuim{}{}: {}", command.empty() ? "" : " ", command, error.text()));
  if (error.code() == ErrorCode::config) show_line(error.place());
  return static_cast<int>(error.code());
}

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
  if (global.purpose.size() > 64 || !std::all_of(global.purpose.begin(), global.purpose.end(), fit))
    throw Error(ErrorCode::usage,
                "--purpose: write a code of letters, digits, dots and hyphens, such as nightly or inzage");
  const std::map<std::string, const std::string*> verbs = {{"dossier", &all.dossier.verb},
                                                           {"rules", &all.rules.verb},
                                                           {"report", &all.report.what},
                                                           {"store", &all.store.verb}};
  const auto verb = verbs.find(command);
  global.command = verb == verbs.end() ? command : command + " " + *verb->second;
}

}  // namespace

namespace {

int run_command(int argc, char** argv) {
  // `verzuim help flag` is what people type who know other programs.
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words.front() == "help") {
    words.erase(words.begin());
    words.emplace_back("--help");
  }
  std::reverse(words.begin(), words.end());  // as CLI11 wants them

  Everything all;
  CLI::App app("signals and dossiers from school absence", "verzuim");
  app.formatter_fn([](const CLI::App* at, const std::string& name, CLI::AppFormatMode) {
    return help_page(*at, name, text_width(STDOUT_FILENO), in_colour(STDOUT_FILENO));
  });
  app.set_help_flag("-h,--help", "show this page");
  app.set_version_flag("--version", "verzuim " VERZUIM_VERSION, "show the version");
  app.fallthrough();
  app.require_subcommand(0, 1);
  add_options(app, all);
  try {
    app.parse(words);
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
    if (!operands.empty()) return word_too_many(command, operands.front());
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
    if (command.empty()) {
      print(welcome(all.global, in_colour(STDOUT_FILENO)));
      finish_output();
      return 0;
    }
    set_actor(all, command);
    const int code = commands.at(command)();
    finish_output();
    return code;
  } catch (const Error& e) {
    return complain(command, e);
  } catch (const std::filesystem::filesystem_error& e) {
    if (e.code() == std::errc::too_many_symbolic_link_levels)
      return complain(command, Error(ErrorCode::no_input,
                                     "this symbolic link leads back to itself; name the file that is meant",
                                     {e.path1().string()}));
    say(fmt::format("verzuim {}: {}", command, e.code().message()));
    return static_cast<int>(ErrorCode::io);
  } catch (const std::bad_alloc&) {
    throw;  // told where nothing more is needed for it
  } catch (const std::exception& e) {
    say(fmt::format("verzuim {}: a fault of ours ({}); please report it", command, e.what()));
    return static_cast<int>(ErrorCode::internal);
  }
}

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  ::umask(077);
  try {
    return run_command(argc, argv);
  } catch (const std::bad_alloc&) {
    // Told without any: not even a line can be put together here.
    std::fputs(
        "verzuim: there is not enough memory; nothing is half done, so run it again when there is more\n",
        stderr);
    return static_cast<int>(ErrorCode::io);
  }
}
