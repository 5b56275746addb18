// SPDX-License-Identifier: EUPL-1.2
// verzuim report: work lists per role, and figures.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "cli.hpp"
#include "ground.hpp"
#include "io.hpp"
#include "report_figures.hpp"
#include "report_letter.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"
#include "verzuim/report_writing.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

constexpr const char* kinds = "worklist, gemeente, school, region, telling, letter, dossier";

using Request = ReportRequest;

}  // namespace

Store open_for_report(const ReportRequest& request) {
  if (!std::filesystem::exists(request.global.store))
    throw Error(ErrorCode::no_input,
                "there is no store here yet; begin with `verzuim ingest`, or say where it is with --store",
                {request.global.store});
  return Store(request.global.store, false);
}

std::vector<DossierEvent> events_until(Store& store, Date on) {
  std::vector<DossierEvent> events = store.events();
  events.erase(std::remove_if(events.begin(), events.end(), [&](const DossierEvent& e) { return e.on > on; }),
               events.end());
  return events;
}

void put_files(const ReportRequest& request, const std::vector<ReportFile>& files) {
  const std::string& folder = request.options.out;
  if (folder.empty()) {
    for (const ReportFile& file : files) print(file.text);
    return;
  }
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw Error(ErrorCode::cannot_create,
                fmt::format("this folder cannot be made: {}; choose another with --out", failed.message()),
                {folder});
  for (const ReportFile& file : files)
    write_file((std::filesystem::path(folder) / file.name).string(), file.text);
}

namespace {

/// The signals in `actions` that a gemeente may not know of, as far as the store knows them. What `escalate`
/// writes has been through that already; a stream from elsewhere has not.
std::set<std::string> hidden_signals(const Request& request, const std::vector<Action>& actions) {
  const bool outside = std::any_of(actions.begin(), actions.end(), [](const Action& a) {
    const RoleHolder holder = holder_of(a.role);
    return !a.signals.empty() && (holder == RoleHolder::gemeente || holder == RoleHolder::other);
  });
  std::set<std::string> hidden;
  if (!outside || !std::filesystem::exists(request.global.store)) return hidden;
  const Rulebook rules = load_rulebook(request.global, {}, {});
  Store store = open_for_report(request);
  expect_holder(request.global, store);
  for (const Signal& signal : store.signals()) {
    const std::vector<Rule>* versions = rules.find(signal.rule);
    if (versions == nullptr || !may_see(RoleHolder::gemeente, *versions)) hidden.insert(signal.id);
  }
  return hidden;
}

/// What is to be done in all open dossiers of the store.
std::vector<Action> actions_of_store(const Request& request) {
  Store store = open_for_report(request);
  expect_holder(request.global, store);
  const Ground ground(request.global, store, RuleNotes(load_rulebook(request.global, {}, {})));
  std::map<std::string, std::vector<DossierEvent>> by_pupil;
  for (DossierEvent& event : events_until(store, request.on))
    by_pupil[event.pupil].push_back(std::move(event));
  std::vector<std::string> pupils;
  for (const auto& [pupil, events] : by_pupil) pupils.push_back(pupil);
  std::vector<Action> actions;
  store.each_pupil(
      [&](const PupilFacts& facts) {
        for (Action& action : standing_actions(ground.setting, request.on, facts, by_pupil[facts.pupil]))
          actions.push_back(std::move(action));
      },
      &pupils);
  std::vector<std::string> shown;
  for (const Action& action : actions) shown.push_back(action.pupil);
  store.note_read(&shown, fmt::format("actions {}", actions.size()));
  return actions;
}

/// Work lists of a stream name pupils as those of the store do.
void note_shown(const Request& request, const std::vector<Action>& actions) {
  if (actions.empty() || !std::filesystem::exists(request.global.store)) return;
  Store store = open_for_report(request);
  expect_holder(request.global, store);
  std::vector<std::string> shown;
  for (const Action& action : actions) shown.push_back(action.pupil);
  store.note_read(&shown, fmt::format("actions {}", actions.size()));
}

int report_worklist(const Request& request) {
  if (!request.options.gemeente.empty() || !request.options.period.empty())
    throw Error(ErrorCode::usage,
                "a work list has no --gemeente and no --period; those belong to `verzuim report gemeente`");
  if (request.format && *request.format != ReportFormat::html && *request.format != ReportFormat::md &&
      *request.format != ReportFormat::csv)
    throw Error(ErrorCode::usage, "a work list is html, md or csv");
  std::vector<Action> actions;
  if (request.options.actions) {
    std::istringstream input(read_file("-"));
    // An empty list says so; nothing at all is a command that failed, and must not read as "nothing to do".
    if (input.view().empty())
      throw Error(ErrorCode::data,
                  "no actions came in, not even an empty list; did the command before this one fail?",
                  {"standard input"});
    actions = read_actions(input, "standard input");
    note_shown(request, actions);
  } else {
    actions = actions_of_store(request);
  }
  const std::set<std::string> hidden = hidden_signals(request, actions);
  int held_back = 0;
  const auto lists = work_lists(
      std::move(actions), [&](const std::string& id) { return hidden.contains(id); }, &held_back);
  put_files(request, write_work_lists(lists, request.on, request.format.value_or(ReportFormat::md),
                                      !request.options.out.empty(), request.document));
  if (request.global.verbose)
    say(fmt::format("verzuim report: {} work lists; {} actions held back from a gemeente or others outside",
                    lists.size(), held_back));
  return 0;
}

}  // namespace

int run_report(const Global& global, const ReportOptions& options) {
  Request request{global, options, date_option(options.on, "--on"), parse_report_format(options.format), {}};
  const bool about_one = options.what == "letter" || options.what == "dossier";
  if (!options.format.empty() && !request.format && !about_one)
    throw Error(
        ErrorCode::usage,
        fmt::format("`{}` is no form of a report; write html, md, csv, json or xlsx", options.format));
  const auto language = parse_language(global.lang);
  if (!language)
    throw Error(ErrorCode::usage, fmt::format("there is no language `{}`; write nl or en", global.lang));
  request.document.language = *language;
  request.document.raw = global.raw;
  request.document.role_labels = global.config.role_labels;
  request.document.reference = &Reference::shipped();
  if (about_one) return report_letter(global, options, request.on, request.document);
  if (!options.dossier.empty() || !options.for_role.empty() || !options.to.empty() || options.show_template)
    throw Error(ErrorCode::usage,
                "--dossier, --for, --to and --show-template belong to `report letter` and `report dossier`");
  if (options.what == "worklist") return report_worklist(request);
  for (const char* figures : {"gemeente", "school", "region", "telling"})
    if (options.what == figures) return report_figures(request);
  const std::string near =
      nearest(options.what, {"worklist", "gemeente", "school", "region", "telling", "letter", "dossier"});
  throw Error(ErrorCode::usage, fmt::format("there is no report `{}`{}; there are {}", options.what,
                                            near.empty() ? "" : ", did you mean `" + near + "`?", kinds));
}
