// SPDX-License-Identifier: EUPL-1.2
// verzuim escalate: from signals and the passing of time to dossiers and actions. The actions are those of
// every step that changed in this run or is due on or before --on.
#include <fmt/format.h>

#include <map>
#include <set>

#include "cli.hpp"
#include "ground.hpp"
#include "io.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/store.hpp"

using namespace verzuim;

namespace {

/// The notes of all books: a signal may stem from one that the config has since put aside.
RuleNotes load_notes(const Global& global) {
  Global all = global;
  all.config.books.assign(level_names.begin(), level_names.end());
  return RuleNotes(load_rulebook(all, {}, {}));
}

/// What the run has to look at, by pupil.
struct Work {
  std::map<std::string, std::vector<Signal>> signals;
  std::map<std::string, std::vector<DossierEvent>> events;
  std::vector<std::string> escalated;  ///< ids of signals that this run takes up

  std::vector<std::string> pupils() const {
    std::set<std::string> names;
    for (const auto& [pupil, list] : signals) names.insert(pupil);
    for (const auto& [pupil, list] : events) names.insert(pupil);
    return {names.begin(), names.end()};
  }
};

/// Standard input brings the signals to take up; what was withdrawn since is known to the store only.
void collect_signals(Store& store, const std::vector<Signal>* given, Date on, Work& work) {
  std::vector<Signal> pending = store.pending_signals();
  if (given != nullptr) {
    pending.erase(std::remove_if(pending.begin(), pending.end(),
                                 [](const Signal& s) { return s.status != Status::withdrawn; }),
                  pending.end());
    pending.insert(pending.end(), given->begin(), given->end());
  }
  std::set<std::pair<std::string, Status>> seen;
  for (Signal& signal : pending) {
    const bool later = signal.status != Status::withdrawn && signal.reached_on && *signal.reached_on > on;
    if (signal.status == Status::undecided || signal.pupil.empty() || later ||
        !seen.emplace(signal.id, signal.status).second)
      continue;
    work.escalated.push_back(signal.id);
    work.signals[signal.pupil].push_back(std::move(signal));
  }
}

struct Outcome {
  std::string actions;
  std::size_t count = 0, events = 0;
  int held = 0;
  std::set<std::string> gaps;  ///< what the directory lacks, each once
};

}  // namespace

LadderSet load_ladders(const Global& global, const std::vector<std::string>& added) {
  LadderSet ladders = LadderSet::shipped();
  for (const auto* paths : {&global.config.ladders, &added})
    for (const std::string& path : *paths)
      for (const std::string& file : toml_files(path)) ladders.add(read_file(file, by_hand), file);
  return ladders;
}

namespace {

/// One run: what goes in, and what came of it.
class Escalation {
 public:
  Escalation(const Global& global, const EscalateOptions& options, Store& store, Date on, RuleNotes notes)
      : global_(global),
        options_(options),
        store_(store),
        on_(on),
        ground_(global, store, std::move(notes), options.ladders) {}

  void run(const std::vector<Signal>* given) {
    collect_signals(store_, given, on_, work_);
    for (DossierEvent& event : store_.events()) work_.events[event.pupil].push_back(std::move(event));
    const std::vector<std::string> pupils = work_.pupils();
    std::set<std::string> left(pupils.begin(), pupils.end());
    const auto each = [&](const PupilFacts& facts) {
      left.erase(facts.pupil);
      take(facts);
    };
    store_.each_pupil(each, &pupils);
    // A dossier does not end because the facts behind it are gone.
    for (const std::string& pupil : left) {
      PupilFacts bare;
      bare.pupil = pupil;
      take(bare);
    }
  }

  void record() {
    outcome_.events = fresh_.size();
    store_.append(fresh_);
    store_.mark_escalated(work_.escalated);
  }

  void write() const {
    if (!shown_.empty()) store_.note_read(&shown_, fmt::format("actions {}", outcome_.count));
    // Never nothing: whoever reads this can tell an empty list from a command that failed.
    print(options_.format == "csv"
              ? actions_header()
              : fmt::format("# verzuim escalate {}: {} actions\n\n", to_string(on_), outcome_.count));
    print(outcome_.actions);
    finish_output();
  }

  /// Who has a directory wants to know where it has a hole; who has none does not.
  void warn() const {
    if (global_.quiet) return;
    for (const std::string& gap : outcome_.gaps) say("verzuim escalate: " + gap);
  }

  void tell() const {
    say(fmt::format("verzuim escalate: {} actions, {} events{}, {} signals held back", outcome_.count,
                    outcome_.events, options_.dry_run ? " (not recorded)" : "", outcome_.held));
  }

 private:
  void take(const PupilFacts& facts) {
    const Escalated out =
        escalate(ground_.setting, on_, facts, work_.events[facts.pupil], work_.signals[facts.pupil]);
    fresh_.insert(fresh_.end(), out.events.begin(), out.events.end());
    for (const Action& action : out.actions)
      options_.format == "csv" ? write_action_csv(outcome_.actions, action)
                               : write_action_toml(outcome_.actions, action);
    for (const Action& action : out.actions)
      if (!global_.config.directory.empty() && action.contact.empty()) {
        const bool gemeente = holder_of(action.role) == RoleHolder::gemeente;
        outcome_.gaps.insert(contact_gap(action.role, gemeente ? std::string() : action.school,
                                         gemeente ? action.gemeente : std::string()));
      }
    for (const Action& action : out.actions) shown_.push_back(action.pupil);
    outcome_.count += out.actions.size();
    outcome_.held += out.held;
    for (const DossierEvent& event : out.events)
      if (event.field("held") == "true" && global_.verbose)
        say(fmt::format("verzuim escalate: signal {} joins dossier {}, whose step {} is open or passed",
                        event.field("signal"), event.dossier, event.field("step")));
  }

  const Global& global_;
  const EscalateOptions& options_;
  Store& store_;
  Date on_;
  Ground ground_;
  Work work_;
  Outcome outcome_;
  std::vector<DossierEvent> fresh_;
  std::vector<std::string> shown_;  ///< whose actions are written
};

}  // namespace

int run_escalate(const Global& global, const EscalateOptions& options) {
  const Date on = date_option(options.on, "--on");
  RuleNotes notes = load_notes(global);
  std::vector<Signal> given;
  if (options.signals) given = read_signals(*open_input("-"), "standard input");
  Store store(global.store, false);
  expect_holder(global, store);
  const auto work = [&] {
    Escalation escalation(global, options, store, on, std::move(notes));
    escalation.run(options.signals ? &given : nullptr);
    if (!options.dry_run) escalation.record();
    // Written before it is committed: what could not be written will be new again next time.
    escalation.write();
    escalation.warn();
    if (global.verbose) escalation.tell();
  };
  if (options.dry_run)
    work();
  else
    store.together(work);
  return 0;
}
