// SPDX-License-Identifier: EUPL-1.2
// verzuim report: work lists per role and tables per gemeente.
#include "verzuim/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "cli.hpp"
#include "ground.hpp"
#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

constexpr const char* kinds = "worklist, gemeente";

/// What the options come down to.
struct Request {
  const Global& global;
  const ReportOptions& options;
  Date on;
  std::optional<ReportFormat> format;
  DocumentOptions document;
};

/// A store that is there already: a report never makes one.
Store open_store(const Request& request) {
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

void put(const Request& request, const std::vector<ReportFile>& files) {
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
  Store store = open_store(request);
  expect_holder(request.global, store);
  for (const Signal& signal : store.signals()) {
    const std::vector<Rule>* versions = rules.find(signal.rule);
    if (versions == nullptr || !may_see(RoleHolder::gemeente, *versions)) hidden.insert(signal.id);
  }
  return hidden;
}

/// What is to be done in all open dossiers of the store.
std::vector<Action> actions_of_store(const Request& request) {
  Store store = open_store(request);
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

int report_worklist(const Request& request) {
  if (!request.options.gemeente.empty() || !request.options.period.empty())
    throw Error(ErrorCode::usage,
                "a work list has no --gemeente and no --period; those belong to `verzuim report gemeente`");
  std::vector<Action> actions;
  if (request.options.actions) {
    std::istringstream input(read_file("-"));
    // An empty list says so; nothing at all is a command that failed, and must not read as "nothing to do".
    if (input.view().empty())
      throw Error(ErrorCode::data,
                  "no actions came in, not even an empty list; did the command before this one fail?",
                  {"standard input"});
    actions = read_actions(input, "standard input");
  } else {
    actions = actions_of_store(request);
  }
  const std::set<std::string> hidden = hidden_signals(request, actions);
  int held_back = 0;
  const auto lists = work_lists(
      std::move(actions), [&](const std::string& id) { return hidden.contains(id); }, &held_back);
  put(request, write_work_lists(lists, request.on, request.format.value_or(ReportFormat::md),
                                !request.options.out.empty(), request.document));
  if (request.global.verbose)
    say(fmt::format("verzuim report: {} work lists; {} actions held back from a gemeente or others outside",
                    lists.size(), held_back));
  return 0;
}

/// The code that was asked for, or nothing for all.
std::optional<std::string> wanted_gemeente(const Request& request, Date until) {
  std::string text = request.options.gemeente;
  if (text.empty() && request.global.config.holder_kind == "gemeente")
    text = request.global.config.holder_code;
  if (text.empty())
    throw Error(ErrorCode::usage,
                "say for which gemeente: --gemeente CODE, --gemeente NAME or --gemeente all");
  const Reference& reference = Reference::shipped();
  const auto code = reference.gemeente_code(text);
  // A gemeente reports on its own youth; another's is not its to see.
  const std::string& own =
      request.global.config.holder_kind == "gemeente" ? request.global.config.holder_code : std::string();
  if (!own.empty() &&
      (text == "all" || (code && reference.gemeente_on(*code, until) != reference.gemeente_on(own, until))))
    throw Error(ErrorCode::not_permitted,
                fmt::format("this store is of gemeente {}; it makes no report on another", own));
  if (text == "all") return std::nullopt;
  if (code) return reference.gemeente_on(*code, until);
  std::vector<std::string> names;
  for (const Gemeente& gemeente : reference.gemeenten()) names.push_back(gemeente.name);
  const std::string near = nearest(text, names);
  throw Error(ErrorCode::usage, fmt::format("there is no gemeente `{}`{}", text,
                                            near.empty() ? "; write its CBS code or its name"
                                                         : "; did you mean `" + near + "`?"));
}

ReportHead head_of(const Request& request, Store& store, const Rulebook& rules, const Period& period,
                   bool has_dossiers) {
  ReportHead head;
  head.period = period;
  head.on = request.on;
  head.rules = rules.hash();
  head.program = "verzuim " VERZUIM_VERSION;
  head.made_at = now_utc();
  head.withhold = request.global.config.withhold;
  for (const Receipt& receipt : store.deliveries())
    // What a gemeente's store refuses are sick and authorised rows: their number says how many are ill.
    if (!receipt.seen)
      head.sources.push_back({std::filesystem::path(receipt.file).filename().string(), receipt.sha256,
                              receipt.kind, receipt.rows,
                              request.global.config.holder_kind == "gemeente" && receipt.kind == "absences"
                                  ? -1
                                  : receipt.rejected});
  if (const auto run = store.last_look()) head.flagged_on = run->on;
  head.has_dossiers = has_dossiers;
  return head;
}

int report_gemeente(const Request& request) {
  if (request.options.actions)
    throw Error(ErrorCode::usage,
                "the report of a gemeente reads the store, not standard input; leave out the -");
  const Period period = read_period(request.options.period, request.on);
  const auto wanted = wanted_gemeente(request, period.until);
  const ReportFormat format =
      request.format.value_or(request.options.out.empty() ? ReportFormat::md : ReportFormat::html);
  if (!wanted && request.options.out.empty())
    throw Error(ErrorCode::usage, "one file for each gemeente needs a folder; name it with --out");
  if (format == ReportFormat::csv && request.options.out.empty())
    throw Error(ErrorCode::usage, "CSV is one file for each table and needs a folder; name it with --out");
  const Rulebook rules = load_rulebook(request.global, {}, {});
  const LadderSet ladders = load_ladders(request.global, {});
  Store store = open_store(request);
  expect_holder(request.global, store);
  const Calendar calendar(Reference::shipped(), store.schools(), store.calendar());
  const Timetables timetables = store.timetables();
  const Setting setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables,
                        &store.school_names()};
  const std::vector<DossierEvent> events = events_until(store, request.on);
  GemeenteReports reports(setting, rules, head_of(request, store, rules, period, !events.empty()));
  store.each_pupil([&](const PupilFacts& facts) { reports.add(facts); });
  for (const Signal& signal : store.signals()) reports.add(signal);
  for (const DossierState& dossier : fold_all(events, ladders)) reports.add(dossier);
  if (wanted) {
    put(request, write_report(reports.report(*wanted), format, request.document));
    return 0;
  }
  std::vector<GemeenteReport> all;
  for (const std::string& code : reports.gemeenten()) {
    all.push_back(reports.report(code));
    put(request, write_report(all.back(), format, request.document));
  }
  put(request, {write_report_index(all, format, request.document)});
  if (request.global.verbose) say(fmt::format("verzuim report: {} gemeenten", all.size()));
  return 0;
}

}  // namespace

int run_report(const Global& global, const ReportOptions& options) {
  Request request{global, options, date_option(options.on, "--on"), parse_report_format(options.format), {}};
  if (!options.format.empty() && !request.format)
    throw Error(ErrorCode::usage,
                fmt::format("`{}` is no form of a report; write html, md or csv", options.format));
  const auto language = parse_language(global.lang);
  if (!language)
    throw Error(ErrorCode::usage, fmt::format("there is no language `{}`; write nl or en", global.lang));
  request.document.language = *language;
  request.document.raw = global.raw;
  request.document.role_labels = global.config.role_labels;
  request.document.reference = &Reference::shipped();
  if (options.what == "worklist") return report_worklist(request);
  if (options.what == "gemeente") return report_gemeente(request);
  for (const char* later : {"school", "dossier", "letter", "telling"})
    if (options.what == later)
      throw Error(ErrorCode::usage, fmt::format("`report {}` is not there yet; there are {}", later, kinds));
  const std::string near = nearest(options.what, {"worklist", "gemeente"});
  throw Error(ErrorCode::usage, fmt::format("there is no report `{}`{}; there are {}", options.what,
                                            near.empty() ? "" : ", did you mean `" + near + "`?", kinds));
}
