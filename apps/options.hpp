// SPDX-License-Identifier: EUPL-1.2
// The command tree: every command with its options, as CLI11 is told of them.
#pragma once
#include <string>
#include <vector>

#include "cli.hpp"

namespace CLI {
class App;
}

/// What all commands were asked for; one of them is used.
struct Everything {
  Global global;
  std::string config;
  std::string completion;  ///< the shell whose script is asked for
  InitOptions init;
  IngestOptions ingest;
  FlagOptions flag;
  EscalateOptions escalate;
  ReportOptions report;
  DossierOptions dossier;
  ExplainOptions explain;
  RulesOptions rules;
  StoreOptions store;
  std::vector<std::string> flag_operands, escalate_operands, report_operands;
};

/// Adds all commands and options to `app`; parsing then fills `all`, which must outlive it.
void add_options(CLI::App& app, Everything& all);
