// SPDX-License-Identifier: EUPL-1.2
#include "cli.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <sstream>

#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

using verzuim::Error;
using verzuim::ErrorCode;

namespace {

struct Everything {
  Global global;
  std::string config;
  IngestOptions ingest;
  FlagOptions flag;
  EscalateOptions escalate;
  ReportOptions report;
  DossierOptions dossier;
  RulesOptions rules;
  StoreOptions store;
};

/// What `-` stands for in a list of operands.
bool take_dash(std::vector<std::string>& operands) {
  const auto dash = std::find(operands.begin(), operands.end(), "-");
  if (dash == operands.end()) return false;
  operands.erase(dash);
  return true;
}

void add_global(CLI::App& app, Everything& all) {
  app.add_option("--store", all.global.store,
                 "the store (default: VERZUIM_STORE, the config, or the user's data folder)")
      ->type_name("FILE")
      ->envname("VERZUIM_STORE");
  app.add_option("--config", all.config,
                 "the config (default: ./verzuim.toml, then the user's, then /etc/verzuim)")
      ->type_name("FILE");
  app.add_option("--lang", all.global.lang, "language of documents")->check(CLI::IsMember({"nl", "en"}));
  app.add_flag("-v,--verbose", all.global.verbose, "say on standard error what was done");
  app.add_flag("--quiet", all.global.quiet, "say nothing but errors");
  app.add_flag("--raw", all.global.raw, "no spreadsheet guard in CSV reports");
}

void add_ingest(CLI::App& app, Everything& all) {
  auto* sub =
      app.add_subcommand("ingest", "take in CSV files: pupils, schools, timetables, absences and more");
  sub->add_option("FILE", all.ingest.files, "files to take in; - for standard input")->required();
  sub->add_option("--as", all.ingest.as, "what the file is, if not told by its header")->type_name("KIND");
  sub->add_option("--profile", all.ingest.profile,
                  "how the files are laid out (default: auto, by their header)")
      ->type_name("NAME|FILE|auto");
  sub->add_flag("--show-profile", all.ingest.show_profile,
                "show what the first rows became, and take nothing in");
  sub->add_option("--school", all.ingest.school, "the school, where neither file nor profile names it")
      ->type_name("BRIN");
  sub->add_option("--rejects", all.ingest.rejects, "write refused rows to this CSV")->type_name("FILE");
  sub->add_option("--covers", all.ingest.covers, "the files hold everything of their schools in this period")
      ->type_name("FROM..UNTIL");
  sub->add_flag("--accept", all.ingest.accept, "take the files in although a guard would hold them back");
  sub->add_option("--to", all.ingest.to, "normalise to standard output, without a store")
      ->check(CLI::IsMember({"csv"}))
      ->type_name("csv");
  sub->footer("Example: verzuim ingest --rejects refused.csv week-47.csv | verzuim flag -");
}

void add_flag(CLI::App& app, Everything& all, std::vector<std::string>& operands) {
  auto* sub = app.add_subcommand("flag", "evaluate the rules and write signals");
  sub->add_option("RECEIPTS", operands, "-: look only at the pupils of the receipts on standard input");
  sub->add_option("--rules", all.flag.rules, "add rules: a file or a folder")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->add_option("--only-rules", all.flag.only_rules, "use these rules and nothing else")
      ->allow_extra_args(false)
      ->type_name("PATH");
  auto* fresh = sub->add_flag("--new", all.flag.fresh, "write new signals only (the default)");
  sub->add_flag("--all", all.flag.all, "write standing, withdrawn and undecided ones too")->excludes(fresh);
  sub->add_option("--on", all.flag.on, "as-of date (default: today)")->type_name("DATE");
  sub->add_option("--known-at", all.flag.known_at, "facts as they were known at this moment")
      ->type_name("TIME");
  sub->add_option("--from", all.flag.from, "evaluate these files, without a store")
      ->allow_extra_args(false)
      ->type_name("FILE");
  sub->add_flag("--exit-code", all.flag.exit_code, "exit 2 when signals were written");
  sub->footer("Example: verzuim flag --on 2026-11-22 --from pupils.csv --from absences.csv");
}

void add_escalate(CLI::App& app, Everything& all, std::vector<std::string>& operands) {
  auto* sub = app.add_subcommand("escalate", "open and move dossiers and write actions");
  sub->add_option("SIGNALS", operands, "-: read signals from standard input");
  sub->add_option("--ladder", all.escalate.ladders, "add ladders: a file or a folder")
      ->allow_extra_args(false)
      ->type_name("PATH");
  sub->add_option("--on", all.escalate.on, "as-of date (default: today)")->type_name("DATE");
  sub->add_flag("--dry-run", all.escalate.dry_run, "write the actions, change nothing");
  sub->add_option("--format", all.escalate.format, "form of the actions")
      ->check(CLI::IsMember({"toml", "csv"}));
  sub->footer("Example: verzuim flag - < receipts.toml | verzuim escalate -");
}

void add_report(CLI::App& app, Everything& all, std::vector<std::string>& operands) {
  auto* sub = app.add_subcommand("report", "write work lists and reports");
  sub->add_option("WHAT", operands, "worklist or gemeente; - reads actions from standard input");
  sub->add_option("--gemeente", all.report.gemeente, "code or name of a gemeente, or all")
      ->type_name("CODE|NAME|all");
  sub->add_option("--period", all.report.period, "2026-2027, 2026-11, 2026-W47 or FROM..UNTIL")
      ->type_name("P");
  sub->add_option("--format", all.report.format, "form of the report")
      ->check(CLI::IsMember({"html", "md", "csv"}));
  sub->add_option("--out", all.report.out, "write files into this folder")->type_name("DIR");
  sub->add_option("--on", all.report.on, "as-of date (default: today)")->type_name("DATE");
  sub->footer("Example: verzuim report gemeente --gemeente all --out reports");
}

void add_dossier(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("dossier", "look into dossiers and record what happened");
  sub->require_subcommand(1);
  DossierOptions& o = all.dossier;
  const auto verb = [&](const char* name, const char* what) {
    auto* s = sub->add_subcommand(name, what);
    s->callback([&o, name] { o.verb = name; });
    return s;
  };
  auto* list = verb("list", "the dossiers, what is due first on top");
  list->add_option("--role", o.role, "only those of this role")->type_name("ROLE");
  list->add_option("--gemeente", o.gemeente, "only those of this gemeente")->type_name("CODE|NAME");
  list->add_option("--school", o.school, "only those of this school")->type_name("BRIN");
  list->add_flag("--all", o.all, "closed ones too");
  auto* show = verb("show", "one dossier, with its events");
  show->add_option("ID", o.id, "the dossier")->required();
  show->add_option("--for", o.for_role, "only what this role may see")->type_name("ROLE");
  auto* open = verb("open", "open a dossier by hand");
  open->add_option("--pupil", o.pupil, "whose")->required()->type_name("P");
  open->add_option("--why", o.why, "the reason, as a code")->required()->type_name("CODE");
  open->add_option("--role", o.role, "who opens it")->type_name("ROLE");
  open->add_option("--school", o.school, "at which school, if there are more")->type_name("BRIN");
  auto* record = verb("record", "record what happened: a talk, a contact, an afspraak");
  record->add_option("ID", o.id, "the dossier")->required();
  record->add_option("EVENT", o.event, "the kind of event")->required();
  record->add_option("KEY=VALUE", o.fields, "what is known about it");
  auto* close = verb("close", "close a dossier");
  close->add_option("ID", o.id, "the dossier")->required();
  close->add_option("KEY=VALUE", o.fields, "outcome=CODE");
  for (auto* s : {list, open, record, close})
    s->add_option("--on", o.on, "the day (default: today)")->type_name("DATE");
  sub->footer(
      "Example: verzuim dossier record D4f1c… talk on=2026-11-20 present=pupil,parents cause=school "
      "need=guidance by=mentor");
}

void add_rules(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("rules", "list, show, check and test rules");
  sub->require_subcommand(1);
  RulesOptions& o = all.rules;
  const auto verb = [&](const char* name, const char* what) {
    auto* s = sub->add_subcommand(name, what);
    s->callback([&o, name] { o.verb = name; });
    return s;
  };
  verb("list", "the rules in use and those that can be chosen");
  verb("show", "one rule with its source")->add_option("ID", o.id, "the rule")->required();
  verb("check", "look for faults in rules and ladders")
      ->add_option("PATH", o.paths, "files or folders (default: all shipped)");
  verb("test", "run the tests inside the rule files")
      ->add_option("PATH", o.paths, "files or folders (default: all shipped)");
  sub->footer("Example: verzuim rules test my-school/");
}

void add_store(CLI::App& app, Everything& all) {
  auto* sub = app.add_subcommand("store", "look at the store");
  sub->require_subcommand(1);
  sub->add_subcommand("info", "what the store holds")->callback([&all] { all.store.verb = "info"; });
  sub->footer("Example: verzuim store info");
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
    "Begin with:  verzuim ingest pupils.csv schools.csv timetable.csv\n"
    "Every week:  verzuim ingest week-47.csv | verzuim flag - | verzuim escalate - | verzuim report worklist "
    "-\n"
    "Help:        verzuim --help, verzuim ingest --help, man verzuim\n";

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  ::umask(077);
  if (argc == 1) {
    std::fputs(what_next, stdout);
    return 0;
  }
  Everything all;
  std::vector<std::string> flag_operands, escalate_operands, report_operands;
  CLI::App app("Signals and dossiers from school absence.", "verzuim");
  app.set_version_flag("--version", "verzuim " VERZUIM_VERSION);
  app.fallthrough();
  app.require_subcommand(0, 1);
  add_global(app, all);
  add_ingest(app, all);
  add_flag(app, all, flag_operands);
  add_escalate(app, all, escalate_operands);
  add_report(app, all, report_operands);
  add_dossier(app, all);
  add_rules(app, all);
  add_store(app, all);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& e) {
    return parse_failed(app, e);
  }
  const auto chosen = app.get_subcommands();
  const std::string command = chosen.empty() ? "" : chosen.front()->get_name();
  if (command.empty()) return wrong_usage("", "say which command: " + verzuim::join(names_of(app), ", "));
  all.flag.receipts = take_dash(flag_operands);
  all.escalate.signals = take_dash(escalate_operands);
  all.report.actions = take_dash(report_operands);
  if (!report_operands.empty()) {
    all.report.what = report_operands.front();
    report_operands.erase(report_operands.begin());
  }
  for (const auto& operands : {flag_operands, escalate_operands, report_operands})
    if (!operands.empty())
      return wrong_usage(command, fmt::format("`{}` is one word too many", operands.front()));
  const std::map<std::string, std::function<int()>> commands = {
      {"ingest", [&] { return run_ingest(all.global, all.ingest); }},
      {"flag", [&] { return run_flag(all.global, all.flag); }},
      {"escalate", [&] { return run_escalate(all.global, all.escalate); }},
      {"report", [&] { return run_report(all.global, all.report); }},
      {"dossier", [&] { return run_dossier(all.global, all.dossier); }},
      {"rules", [&] { return run_rules(all.global, all.rules); }},
      {"store", [&] { return run_store(all.global, all.store); }}};
  try {
    read_config_file(all);
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
