// SPDX-License-Identifier: EUPL-1.2
#include "store_signal_writer.hpp"

#include <tuple>

namespace verzuim {
namespace {

// The columns in the order of `each_column`, after those of the key.
const std::string columns =
    "rule, valid_from, level, severity, school, gemeente, reached_on, window_from, due_on, count, "
    "threshold, threshold_order, unit, step, melding, reason";

/// Calls `see` for what is kept of a signal besides its key.
template <class See>
void each_column(const Signal& s, See&& see) {
  see(std::string_view(s.rule));
  see(std::int64_t{s.valid_from.day});
  see(static_cast<std::int64_t>(s.level));
  see(static_cast<std::int64_t>(s.severity));
  see(std::string_view(s.school));
  see(std::string_view(s.gemeente));
  for (const std::optional<Date>& date : {s.reached_on, s.window_from, s.due_on}) see(date);
  see(std::string_view(s.count));
  see(std::string_view(s.threshold));
  see(s.threshold_order);
  for (const std::string* text : {&s.unit, &s.step, &s.melding, &s.reason}) see(std::string_view(*text));
}

/// Binds one value after another.
struct Binder {
  HotStatement& statement;
  int index = 0;

  void operator()(std::int64_t value) { statement.bind(++index, value); }
  void operator()(std::string_view text) { statement.bind(++index, text); }
  void operator()(const std::optional<Date>& date) {
    date ? statement.bind(++index, std::int64_t{date->day}) : statement.bind_null(++index);
  }
  void key(const Signal& signal, std::int64_t pupil) {
    (*this)(pupil);
    (*this)(std::string_view(signal.id));
  }
};

/// What is kept of both is the same.
bool same(const Signal& a, const Signal& b) {
  const auto kept = [](const Signal& s) {
    return std::tie(s.rule, s.valid_from, s.level, s.severity, s.school, s.gemeente, s.reached_on,
                    s.window_from, s.due_on, s.count, s.threshold, s.threshold_order, s.unit, s.step,
                    s.melding, s.reason);
  };
  return kept(a) == kept(b);
}

}  // namespace

SignalWriter::SignalWriter(StoreParts& parts, const std::string& at, int run)
    : at_(at),
      run_(run),
      insert_(parts.db, "INSERT INTO signal(pupil, id, " + columns +
                            ", first_seen, first_run, withdrawn, pending) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)"),
      replace_(
          parts.db,
          "UPDATE signal SET (" + columns +
              ") = (?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18), "
              // One that comes back after its withdrawal is news to whoever acts on signals.
              "pending = pending OR withdrawn, withdrawn = 0, gone_run = 0 WHERE pupil = ?1 AND id = ?2"),
      put_aside_(parts.db, "INSERT INTO signal_gone(id, gone_run, back_run, pupil, " + columns +
                               ") SELECT id, gone_run, ?3, pupil, " + columns +
                               " FROM signal WHERE pupil = ?1 AND id = ?2"),
      withdraw_(parts.db,
                "UPDATE signal SET withdrawn = 1, pending = 1, gone_run = ?3 WHERE pupil = ?1 AND id = ?2") {}

void SignalWriter::keep(Signal& signal, std::int64_t pupil, const Signal* kept) {
  signal.status = kept != nullptr ? Status::standing : Status::new_;
  if (kept == nullptr) return insert(signal, pupil);
  const bool withdrawn = kept->status == Status::withdrawn;
  if (withdrawn) put_aside(signal, pupil);
  if (withdrawn || !same(signal, *kept)) replace(signal, pupil);
}

void SignalWriter::withdraw(Signal& signal, std::int64_t pupil) {
  Binder bind{withdraw_};
  bind.key(signal, pupil);
  bind(std::int64_t{run_});
  withdraw_.step();
  signal.status = Status::withdrawn;
}

void SignalWriter::insert(const Signal& signal, std::int64_t pupil) {
  Binder bind{insert_};
  bind.key(signal, pupil);
  each_column(signal, bind);
  bind(std::string_view(at_));
  bind(std::int64_t{run_});
  insert_.step();
}

void SignalWriter::replace(const Signal& signal, std::int64_t pupil) {
  Binder bind{replace_};
  bind.key(signal, pupil);
  each_column(signal, bind);
  replace_.step();
}

/// Runs before this one were told of it as withdrawn, in these words.
void SignalWriter::put_aside(const Signal& signal, std::int64_t pupil) {
  Binder bind{put_aside_};
  bind.key(signal, pupil);
  bind(std::int64_t{run_});
  put_aside_.step();
}

}  // namespace verzuim
