// SPDX-License-Identifier: EUPL-1.2
// The receipt of a run of the engine: on what ground it stood, what it looked at, what came of it. With it a
// run can be repeated to the byte a year later, or it can be told why that is no longer possible. Nothing in
// it is about a person.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/calendar.hpp"
#include "verzuim/date.hpp"
#include "verzuim/rulebook.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

/// A file that a run read, by its name as it was given and its fingerprint.
struct ReadFile {
  std::string name, sha256;
  bool ours = false;  ///< shipped with the program
  friend bool operator==(const ReadFile&, const ReadFile&) = default;
};

/// What a run stands on besides facts, dates and options. On the same ground the same facts give the same
/// bytes.
struct RunGround {
  std::string program;   ///< name and version
  std::string rules;     ///< fingerprint of all rule files in their order
  std::string ladders;   ///< of the ladders in use; told only: no signal depends on them
  std::string calendar;  ///< of the shipped holidays and regions, the schools' own days off and regions
  std::string mapping;   ///< of profiles and of what gives kinds, duty, hours and gemeenten
  std::vector<ReadFile> files;  ///< the rule files
  friend bool operator==(const RunGround&, const RunGround&) = default;
};

/// Whom a run over the store looked at.
enum class RunScope : std::uint8_t { all, changed, named };
inline constexpr std::array<std::string_view, 3> run_scope_names = {"all", "changed", "named"};

struct RunReceipt {
  int run = 0;     ///< its number in the store; 0 for a run over files
  std::string at;  ///< when it was made, UTC
  Date on;
  std::string known_at;  ///< UTC; empty for now
  int batch = 0;         ///< the last delivery that it saw; 0 over files
  RunScope scope = RunScope::all;
  std::int64_t pupils = 0;  ///< looked at, unless all were
  bool every = false;       ///< standing, withdrawn and undecided ones were written too (--all)
  std::string holder;       ///< over files: whose eyes they were meant for, where that leaves rows out
  RunGround ground;
  std::vector<ReadFile> inputs;  ///< over files: what was read
  std::int64_t fresh = 0, standing = 0, withdrawn = 0;
  std::map<std::string, std::int64_t> undecided;  ///< by reason
  std::int64_t written = 0, refused = 0;          ///< signals written, rows of files refused
  std::string signals;                            ///< SHA-256 of the bytes that were written
};

/// What the program adds to the ground from files of the user.
struct OwnTexts {
  std::vector<std::string> ladders, profiles;
};

/// The ground under a run. Requires: `rules` is finished.
VERZUIM_EXPORT RunGround ground_of(const std::string& program, const Rulebook& rules,
                                   const std::vector<School>& schools,
                                   const std::vector<OwnDaysOff>& days_off, const OwnTexts& own);

/// Sets what `receipt` counts of the signals found, and of the verdicts that could not be given.
VERZUIM_EXPORT void count_signals(RunReceipt& receipt, const std::vector<Signal>& found,
                                  const std::vector<Signal>& undecided);

/// What is no longer as it was, of all that the bytes of a run depend on: one phrase each. Empty when nothing
/// that a receipt tells is different.
VERZUIM_EXPORT std::vector<std::string> differences(const RunReceipt& was, const RunReceipt& is);

/// The receipt as TOML, and back.
VERZUIM_EXPORT std::string run_receipt_text(const RunReceipt& receipt);
/// Throws: Error (data) when `text` is no receipt of a run.
VERZUIM_EXPORT RunReceipt read_run_receipt(std::string_view text, const std::string& name);
/// The ground alone as TOML, and back. Throws: Error (data).
VERZUIM_EXPORT std::string ground_text(const RunGround& ground);
VERZUIM_EXPORT RunGround read_ground(std::string_view text, const std::string& name);

}  // namespace verzuim
