// SPDX-License-Identifier: EUPL-1.2
// verzuim flag --receipt and --replay: what a run leaves behind, and the same run once more.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>

#include "flag_output.hpp"
#include "flag_run.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

/// The texts of the files of the config; one that is not there decides nothing here, so it is passed over.
std::vector<std::string> texts_of(const std::vector<std::string>& paths) {
  std::vector<std::string> texts;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) continue;
    try {
      for (const std::string& file : toml_files(path)) texts.push_back(read_file(file, by_hand));
    } catch (const Error&) {
    }
  }
  return texts;
}

/// The number of a run, where `text` is one and no file bears that name.
std::optional<int> run_number(const std::string& text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

void refuse_options(const FlagOptions& o, bool over_files) {
  if (o.receipts || o.all || o.fresh || !o.on.empty() || !o.known_at.empty())
    throw Error(
        ErrorCode::usage,
        "--replay repeats a run as it was, so it cannot stand with -, --all, --new, --on or --known-at");
  if (over_files && o.from.empty())
    throw Error(ErrorCode::usage,
                "this is the receipt of a run over files; give the same files again with --from");
  if (!over_files && !o.from.empty())
    throw Error(ErrorCode::usage,
                "this is the receipt of a run over a store; it is repeated there, without --from");
  if (!over_files && (!o.rules.empty() || !o.only_rules.empty()))
    throw Error(
        ErrorCode::usage,
        "the store has kept the rules of that run, so --rules and --only-rules cannot stand with --replay");
}

/// What a past run found, with the statuses that it gave.
std::vector<Signal> as_it_was(const PastRun& past, std::vector<Signal> found) {
  const bool question = !past.receipt.known_at.empty();
  for (Signal& signal : found)
    signal.status = question || past.fresh.count(signal.id) > 0 ? Status::new_ : Status::standing;
  found.insert(found.end(), past.withdrawn.begin(), past.withdrawn.end());
  std::sort(found.begin(), found.end(), before);
  return found;
}

/// Repeats a run of the store. `given` is a receipt from a file, which must be of this very run.
int replay_store(const Global& global, const FlagOptions& options, int number, const RunReceipt* given) {
  ReceiptFile file(options.receipt);
  Store store(global.store, false);
  expect_holder(global, store);
  const PastRun past = store.past_run(number);
  const RunReceipt& was = past.receipt;
  if (given != nullptr && (given->at != was.at || given->on != was.on || given->signals != was.signals))
    throw Error(
        ErrorCode::data,
        fmt::format("run {} of this store is another one than that of the receipt {}; name the store in "
                    "which it was made",
                    number, options.replay),
        {global.store});
  const KnownAt at{was.known_at, was.batch};
  Look look;
  look.pupils = past.pupils;
  std::vector<Signal> found;
  evaluate(store, past.rules, at, was.on, threads_of(options), look, [&](std::vector<Signal>& some) {
    found.insert(found.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  });
  RunReceipt is = was;
  is.ground = ground_of_run(global, past.rules, store.schools(at), store.calendar(at));
  SignalOutput output(was.every, true);
  const std::vector<Signal> then = as_it_was(past, std::move(found));
  for (const Signal& signal : then)
    if (was.every || signal.status == Status::new_) output.write(signal);
  output.finish(look.undecided);
  is.signals = output.sha256();
  expect_same(was, is);
  store.note_read(past.pupils ? &*past.pupils : nullptr, fmt::format("run {} repeated", number));
  output.release();
  finish_output();
  file.keep(was);
  if (global.verbose)
    say(fmt::format("verzuim flag: run {} repeated, {} signals written", number, output.written()));
  return options.exit_code && output.written() > 0 ? 2 : 0;
}

}  // namespace

RunGround ground_of_run(const Global& global, const Rulebook& rules, const std::vector<School>& schools,
                        const std::vector<OwnDaysOff>& days_off) {
  return ground_of("verzuim " VERZUIM_VERSION, rules, schools, days_off,
                   {texts_of(global.config.ladders), texts_of(global.config.profiles)});
}

ReceiptFile::ReceiptFile(const std::string& path) {
  if (path == "-")
    throw Error(ErrorCode::usage,
                "--receipt: standard output is for the signals; name a file for the receipt");
  if (!path.empty()) file_.emplace(path);
}

void ReceiptFile::keep(const RunReceipt& receipt) {
  if (!file_) return;
  file_->write(run_receipt_text(receipt));
  file_->keep();
}

void expect_same(const RunReceipt& was, const RunReceipt& is) {
  if (was.signals == is.signals) return;
  const std::vector<std::string> why = differences(was, is);
  const std::string run = was.run > 0 ? fmt::format("run {}", was.run) : "the run of this receipt";
  throw Error(
      ErrorCode::data,
      fmt::format("{} cannot be repeated: the signals would have sha256 {} and had {}; {}", run, is.signals,
                  was.signals,
                  why.empty() ? "nothing that the receipt tells is different, so facts were taken out of the "
                                "store since, or this is a fault of ours: please report it"
                              : join(why, "; ")));
}

int replay(const Global& global, const FlagOptions& options) {
  if (const auto number = run_number(options.replay)) {
    refuse_options(options, false);
    return replay_store(global, options, *number, nullptr);
  }
  const RunReceipt past = read_run_receipt(read_file(options.replay), shown_name(options.replay));
  refuse_options(options, past.run == 0);
  if (past.run > 0) return replay_store(global, options, past.run, &past);
  FlagOptions same = options;
  same.all = past.every;
  const Rulebook rules = load_rulebook(global, options.rules, options.only_rules);
  return flag_files(global, same, rules, past.on, &past);
}
