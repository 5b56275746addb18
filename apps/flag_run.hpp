// SPDX-License-Identifier: EUPL-1.2
// One run of `verzuim flag`, as a first run and its repetition share it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli.hpp"
#include "io.hpp"
#include "verzuim/run_receipt.hpp"
#include "verzuim/signal.hpp"
#include "verzuim/store.hpp"

/// One evaluation of the store: who is looked at, and what remains undecided.
struct Look {
  std::optional<std::vector<std::string>> pupils;  ///< nothing: everyone
  std::vector<verzuim::Signal> undecided;
  int strangers = 0;  ///< pupils with absence and without any enrolment

  const std::vector<std::string>* whom() const { return pupils ? &*pupils : nullptr; }
};

/// Evaluates the pupils of `look` as known at `at` and hands over what is found, in its order.
void evaluate(verzuim::Store& store, const verzuim::Rulebook& rules, const verzuim::KnownAt& at,
              verzuim::Date on, int threads, Look& look, const verzuim::TakeFound& take);
/// As many threads as the option says, else as there are cores for this process.
int threads_of(const FlagOptions& options);

/// Evaluates the files of `options`. With `past` it repeats that run: nothing is written unless it is the
/// same.
int flag_files(const Global& global, const FlagOptions& options, const verzuim::Rulebook& rules,
               verzuim::Date on, const verzuim::RunReceipt* past = nullptr);

/// The ground under a run of this program with the config's ladders and profiles.
verzuim::RunGround ground_of_run(const Global& global, const verzuim::Rulebook& rules,
                                 const std::vector<verzuim::School>& schools,
                                 const std::vector<verzuim::OwnDaysOff>& days_off);

/// The file for `--receipt`: begun before the run, so that a place where it cannot be is told at once, and
/// there only once the run is done.
class ReceiptFile {
 public:
  /// Throws: Error (usage, cannot_create).
  explicit ReceiptFile(const std::string& path);
  void keep(const verzuim::RunReceipt& receipt);

 private:
  std::optional<OutputFile> file_;
};

/// Does what `--replay` asks.
int replay(const Global& global, const FlagOptions& options);
/// Throws: Error (data) that names what differs, unless `is` wrote the bytes that `was` wrote.
void expect_same(const verzuim::RunReceipt& was, const verzuim::RunReceipt& is);
