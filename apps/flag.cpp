// SPDX-License-Identifier: EUPL-1.2
// verzuim flag: evaluates the rules over the store or over files and writes signals.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "cli.hpp"
#include "flag_output.hpp"
#include "flag_run.hpp"
#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/fact_files.hpp"
#include "verzuim/flagging.hpp"
#include "verzuim/receipt.hpp"
#include "verzuim/signal.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

constexpr std::size_t shown_rejects = 10;

/// Refused rows of files: the first are shown, all are counted.
class Refusals {
 public:
  void add(const Reject& reject) {
    if (++count_ <= shown_rejects)
      say("verzuim flag: " + Error(ErrorCode::data, reject.reason, reject.place).text());
  }
  void finish() const {
    if (count_ > shown_rejects)
      say(fmt::format("verzuim flag: {} more rows were refused", count_ - shown_rejects));
  }
  bool any() const { return count_ > 0; }
  std::size_t count() const { return count_; }

 private:
  std::size_t count_ = 0;
};

void move_behind(std::vector<Signal>& from, std::vector<Signal>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// What a whole school lacks silences its rules, and a slip in a pupil's key loses the pupil, so both are
/// said even where nobody asked for undecided verdicts.
void warn(const Global& global, const std::vector<Signal>& undecided, int strangers) {
  if (global.quiet) return;
  if (strangers > 0)
    say(
        fmt::format("verzuim flag: absence of {} pupil keys does not count: they are in no pupils file; take "
                    "that in, or mend the keys",
                    strangers));
  std::map<std::string, std::set<std::string>> schools;
  for (const Signal& row : undecided)
    if (row.reason == "missing=region" || row.reason == "missing=calendar")
      schools[row.reason.substr(8)].insert(row.school);
  for (const auto& [what, names] : schools)
    say(fmt::format(
        "verzuim flag: nothing can be decided for {}: its {} is not known; {} (verzuim flag --all lists it)",
        join({names.begin(), names.end()}, ", "), what,
        what == "region" ? "take in a schools file with the region"
                         : "the shipped school holidays do not reach that far"));
}

}  // namespace

int threads_of(const FlagOptions& options) {
  if (options.threads > 0) return options.threads;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 64u));
}

int flag_files(const Global& global, const FlagOptions& options, const Rulebook& rules, Date on,
               const RunReceipt* past) {
  ReceiptFile file(options.receipt);
  Refusals refusals;
  FactFiles files([&](const Reject& reject) { refusals.add(reject); },
                  global.config.holder_kind == "gemeente");
  for (const std::string& path : options.from) files.add(open_input(path), shown_name(path));
  files.finish();
  if (!files.has_pupils())
    throw Error(ErrorCode::usage, "--from needs a pupils file too: without enrolments nothing counts");
  const auto calendar = files.calendar();
  SignalOutput output(options.all, past != nullptr);
  std::vector<Signal> undecided;
  int strangers = 0;
  RunReceipt receipt;
  const Setting setting{&Law::shipped(), &Reference::shipped(), calendar.get(), &files.timetables()};
  flag_pupils(rules, setting, files.readers(threads_of(options)), on, [&](Flagged& flagged) {
    strangers += flagged.strangers;
    for (const Signal& signal : flagged.signals) output.write(signal);
    count_signals(receipt, flagged.signals, {});
    move_behind(flagged.undecided, undecided);
  });
  output.finish(undecided);
  refusals.finish();
  count_signals(receipt, {}, undecided);
  receipt.at = now_utc();
  receipt.on = on;
  receipt.every = options.all;
  if (global.config.holder_kind == "gemeente") receipt.holder = global.config.holder_kind;
  receipt.ground = ground_of_run(global, rules, files.school_rows(), files.days_off());
  receipt.inputs = files.read_files();
  receipt.refused = static_cast<std::int64_t>(refusals.count());
  receipt.written = static_cast<std::int64_t>(output.written());
  receipt.signals = output.sha256();
  if (past != nullptr) expect_same(*past, receipt);
  output.release();
  finish_output();
  file.keep(past != nullptr ? *past : receipt);
  warn(global, undecided, strangers);
  if (refusals.any()) return 1;
  return options.exit_code && output.written() > 0 ? 2 : 0;
}

namespace {

/// What changed since the last run, or nothing when everyone must be looked at again.
std::optional<std::vector<std::string>> whom(Store& store, const FlagOptions& options,
                                             const std::string& fingerprint, Date on) {
  const auto last = store.last_run();
  if (options.all || !options.known_at.empty() || !last || last->rules_hash != fingerprint || on < last->on)
    return std::nullopt;
  return store.touched_since(last->last_batch, last->on, on);
}

/// What is to be kept of a run over the store, before it began.
RunReceipt receipt_of(const Global& global, Store& store, const FlagOptions& options, const Rulebook& rules,
                      const KnownAt& at, Date on) {
  RunReceipt receipt;
  receipt.at = now_utc();
  receipt.on = on;
  receipt.known_at = at.time;
  receipt.batch = store.last_batch();
  receipt.every = options.all;
  receipt.ground = ground_of_run(global, rules, store.schools(at), store.calendar(at));
  return receipt;
}

/// One run over the store: looks, settles what was found with what stands, and writes it as it comes, so that
/// no more than a few pupils are held however many there are.
class StoreRun {
 public:
  StoreRun(Store& store, const FlagOptions& options, const Rulebook& rules, const KnownAt& at)
      : store_(store), options_(options), rules_(rules), at_(at), output_(options.all) {}

  /// Does the work; what `receipt` tells of before the run is there already.
  void run(Look& look, RunReceipt& receipt) {
    const FindSignals find = [&](const TakeFound& take) {
      evaluate(store_, rules_, at_, receipt.on, threads_of(options_), look, take);
    };
    if (options_.known_at.empty())
      receipt.withdrawn = store_.settle({receipt.on, rules_.hash(), receipt.batch, options_.receipts},
                                        look.whom(), options_.all, receipt.at, find,
                                        [&](const Signal& signal, bool) { tell(signal, receipt); });
    else
      find([&](std::vector<Signal>& found) {
        for (const Signal& signal : found) tell(signal, receipt);
      });
    output_.finish(look.undecided);
    finish_output();
    count_signals(receipt, {}, look.undecided);
    receipt.written = static_cast<std::int64_t>(output_.written());
    receipt.signals = output_.sha256();
  }

 private:
  void tell(const Signal& signal, RunReceipt& receipt) {
    if (signal.status != Status::withdrawn)
      ++(signal.status == Status::new_ ? receipt.fresh : receipt.standing);
    if (options_.all || signal.status == Status::new_) output_.write(signal);
  }

  Store& store_;
  const FlagOptions& options_;
  const Rulebook& rules_;
  const KnownAt& at_;
  SignalOutput output_;
};

int flag_store(const Global& global, const FlagOptions& options, const Rulebook& rules, Date on) {
  Look look;
  if (options.receipts) look.pupils = pupils_of_receipts(read_file("-"), "standard input");
  ReceiptFile file(options.receipt);
  Store store(global.store, false);
  expect_holder(global, store);
  const KnownAt at = known_at(options.known_at);
  RunReceipt receipt;
  const auto work = [&] {
    receipt = receipt_of(global, store, options, rules, at, on);
    if (!options.receipts) look.pupils = whom(store, options, rules.hash(), on);
    StoreRun(store, options, rules, at).run(look, receipt);
    if (look.pupils) receipt.pupils = static_cast<std::int64_t>(look.pupils->size());
    receipt.scope = options.receipts ? RunScope::named : look.pupils ? RunScope::changed : RunScope::all;
    store.keep(receipt, rules, options.receipts ? look.whom() : nullptr);
  };
  // Written before it is committed, so that a signal that could not be written is new again next time. What
  // was known in the past is a question, not news: only the receipt of it is kept.
  store.together(work);
  file.keep(receipt);
  warn(global, look.undecided, look.strangers);
  if (global.verbose)
    say(fmt::format("verzuim flag: {} pupils looked at, {} signals stand, {} written",
                    look.pupils ? std::to_string(look.pupils->size()) : "all",
                    receipt.fresh + receipt.standing, receipt.written));
  return options.exit_code && receipt.written > 0 ? 2 : 0;
}

}  // namespace

void evaluate(Store& store, const Rulebook& rules, const KnownAt& at, Date on, int threads, Look& look,
              const TakeFound& take) {
  const Calendar calendar(Reference::shipped(), store.schools(at), store.calendar(at));
  const Timetables timetables = store.timetables(at);
  const Setting setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables};
  flag_pupils(rules, setting, store.readers(threads, look.whom(), at), on, [&](Flagged& flagged) {
    look.strangers += flagged.strangers;
    take(flagged.signals);
    move_behind(flagged.undecided, look.undecided);
  });
}

KnownAt known_at(const std::string& text) {
  if (text.empty()) return {};
  if (parse_date(text)) return {text + "T23:59:59Z"};
  if (text.size() == 20 && parse_date(text.substr(0, 10)) && text[10] == 'T' && text[19] == 'Z')
    return {text};
  throw Error(ErrorCode::usage,
              "--known-at: `" + text + "` is no moment; write 2026-11-22 or 2026-11-22T08:00:00Z");
}

int run_flag(const Global& global, const FlagOptions& options) {
  if (!options.replay.empty()) return replay(global, options);
  const Date on = date_option(options.on, "--on");
  if (!options.from.empty() && (options.receipts || !options.known_at.empty() || options.fresh))
    throw Error(ErrorCode::usage,
                "--from works without a store, so it cannot stand with -, --new or --known-at");
  const Rulebook rules = load_rulebook(global, options.rules, options.only_rules);
  return options.from.empty() ? flag_store(global, options, rules, on)
                              : flag_files(global, options, rules, on);
}
