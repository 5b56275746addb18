// SPDX-License-Identifier: EUPL-1.2
// What the user asked for, as plain values: one struct a command. `cli.cpp` fills them, `main.cpp` hands them
// out.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "verzuim/config.hpp"
#include "verzuim/dossier_view.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/rulebook.hpp"
#include "verzuim/store.hpp"

/// The options that every command has, and what the config says.
struct Global {
  std::string store;           ///< path
  std::string config_path;     ///< of the config that was read; empty for none
  std::string actor, command;  ///< who works, and at what: for the audit
  std::string purpose;         ///< and for what, where that was said
  std::string lang = "nl";
  bool verbose = false, quiet = false, raw = false;
  verzuim::Config config;
};

struct InitOptions {
  std::string holder;  ///< school, gemeente or region
  std::string code, out = "verzuim.toml";
};

struct IngestOptions {
  std::vector<std::string> files;  ///< `-` is standard input
  std::string as, profile = "auto", school, rejects, covers, to;
  bool accept = false, show_profile = false;
};

struct FlagOptions {
  std::vector<std::string> rules, only_rules, from;
  bool fresh = false, all = false, exit_code = false, receipts = false;  ///< receipts: `-` was given
  std::string on, known_at;
  int threads = 0;              ///< 0: as many as there are cores
  std::string receipt, replay;  ///< a file to write; a file or the number of a run
};

struct EscalateOptions {
  std::vector<std::string> ladders;
  std::string on, format = "toml";
  bool dry_run = false, signals = false;  ///< signals: `-` was given
};

struct ReportOptions {
  std::string what = "worklist";
  std::string gemeente, school, region, period, format, out, on;
  std::string letter, dossier, for_role, to;  ///< letter: which one, after `report letter`
  bool show_template = false;
  bool actions = false;  ///< `-` was given
};

struct DossierOptions {
  std::string verb;  ///< list, show, open, record, handover, melding, close
  std::string id, event, pupil, why, role, person, gemeente, school, on, for_role, outcome;
  std::vector<std::string> fields;  ///< key=value
  std::string from, text;           ///< files; `-` is standard input
  std::string to, transition, a4, format = "toml";
  bool without_pupil = false, accept = false, refuse = false;
  bool all = false, nothing_medical = false;
};

struct ExplainOptions {
  std::string what;  ///< the id of a signal or a dossier, or a pupil's key
  std::vector<std::string> rules, only_rules;
  std::string on, known_at, format = "text", for_role;
};

struct RulesOptions {
  std::string verb;  ///< list, show, check, test, try
  std::string id;
  std::vector<std::string> paths;
  bool mutate = false;
  std::string against, from, until, format = "text";
  bool pupils = false;
};

struct StoreOptions {
  std::string verb;  ///< info, check, backup, export, hold, forget, purge, audit
  std::string file, head, pupil, why, on, format = "text";
  int from = 1;
  bool only_head = false, due = false, dry_run = false, release = false;
};

// Each command, in the source file of its name. Returns the exit code.
int run_init(const Global& global, const InitOptions& options);
int run_ingest(const Global& global, const IngestOptions& options);
int run_flag(const Global& global, const FlagOptions& options);
int run_escalate(const Global& global, const EscalateOptions& options);
int run_report(const Global& global, const ReportOptions& options);
int run_dossier(const Global& global, const DossierOptions& options);
int run_explain(const Global& global, const ExplainOptions& options);
int run_rules(const Global& global, const RulesOptions& options);
/// `rules try`, in a file of its own.
int try_rules(const Global& global, const RulesOptions& options);
int run_store(const Global& global, const StoreOptions& options);
/// `store purge`, `forget` and `hold`, in a file of their own.
int erase_from_store(const Global& global, verzuim::Store& store, const StoreOptions& options);

/// The shipped books that the config chose with the config's and these paths added, or only `only` where that
/// is given.
verzuim::Rulebook load_rulebook(const Global& global, const std::vector<std::string>& added,
                                const std::vector<std::string>& only);

/// The shipped ladders with those of the config and these paths added.
verzuim::LadderSet load_ladders(const Global& global, const std::vector<std::string>& added);

/// A moment for `--known-at`: a date means its end. Throws: Error (usage).
verzuim::KnownAt known_at(const std::string& text);

/// Refuses what is no role. `option` is where it was given. Throws: Error (usage).
void need_role(const std::string& role, std::string_view option);
/// Who looks at a dossier: a role, or without one the holder of the store, who holds it all anyway.
/// Throws: Error (not_permitted).
verzuim::DossierReader reader_of(const Global& global, const std::string& role, verzuim::Date on,
                                 const verzuim::PupilFacts& facts, const verzuim::DossierState& state,
                                 const verzuim::Ladder& ladder);

/// Tells the store who works, and refuses one that belongs to another holder than the config names: what it
/// shows would not be theirs to see.
void expect_holder(const Global& global, verzuim::Store& store);
/// Does `work` on what is held about a pupil for a role, or for whoever holds it. That it was refused leaves
/// a line in the audit, as a read does.
void noting_refusal(verzuim::Store& store, const std::string& pupil, const std::string& role,
                    const std::function<void()>& work);

/// Reads the command line and the config, and runs the command.
int run(int argc, char** argv);
