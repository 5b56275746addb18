// SPDX-License-Identifier: EUPL-1.2
#include "store_signal_writer.hpp"

namespace verzuim {
namespace {

// The columns in the order of `each_column`, after the id.
const std::string columns =
    "pupil, rule, valid_from, level, severity, school, gemeente, reached_on, window_from, due_on, count, "
    "threshold, threshold_order, unit, step, melding, reason";

/// Calls `see` for what is kept of a signal besides its id.
template <class See>
void each_column(const Signal& s, std::int64_t pupil, See&& see) {
  see(pupil);
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
  int index;

  void operator()(std::int64_t value) { statement.bind(++index, value); }
  void operator()(std::string_view text) { statement.bind(++index, text); }
  void operator()(const std::optional<Date>& date) {
    date ? statement.bind(++index, std::int64_t{date->day}) : statement.bind_null(++index);
  }
};

/// Compares one value after another with those of a row.
struct Comparer {
  const HotStatement& row;
  int column;
  bool same = true;

  void operator()(std::int64_t value) {
    const int at = column++;
    same = same && row.wide(at) == value;
  }
  void operator()(std::string_view text) {
    const int at = column++;
    same = same && row.text(at) == text;
  }
  void operator()(const std::optional<Date>& date) {
    const int at = column++;
    same = same && row.null(at) == !date && (!date || row.integer(at) == date->day);
  }
};

}  // namespace

SignalWriter::SignalWriter(StoreParts& parts, const std::string& at, int run)
    : at_(at),
      run_(run),
      any_kept_(parts.db.execAndGet("SELECT EXISTS(SELECT 1 FROM signal)").getInt() != 0),
      find_(parts.db, "SELECT withdrawn, " + columns + " FROM signal WHERE id = ?"),
      insert_(parts.db, "INSERT INTO signal(id, " + columns +
                            ", first_seen, first_run, withdrawn, pending) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)"),
      replace_(parts.db,
               "UPDATE signal SET (" + columns +
                   ") = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
                   // One that comes back after its withdrawal is news to whoever acts on signals.
                   "?18), pending = pending OR withdrawn, withdrawn = 0, gone_run = 0 WHERE id = ?1"),
      put_aside_(parts.db, "INSERT INTO signal_gone(id, gone_run, back_run, " + columns +
                               ") SELECT id, gone_run, ?2, " + columns + " FROM signal WHERE id = ?1") {}

void SignalWriter::keep(Signal& signal, std::int64_t pupil) {
  bool known = false, withdrawn = false, same = false;
  // In a store without signals only one found twice can be there already.
  if (any_kept_ || signal.id == last_) {
    find_.bind(1, std::string_view(signal.id));
    known = find_.step();
    if (known) {
      withdrawn = find_.integer(0) != 0;
      Comparer compare{find_, 1};
      each_column(signal, pupil, compare);
      same = compare.same;
      find_.reset();
    }
  }
  last_ = signal.id;
  signal.status = known ? Status::standing : Status::new_;
  if (!known) return insert(signal, pupil);
  if (withdrawn) put_aside(signal.id);
  if (withdrawn || !same) replace(signal, pupil);
}

void SignalWriter::insert(const Signal& signal, std::int64_t pupil) {
  Binder bind{insert_, 0};
  bind(std::string_view(signal.id));
  each_column(signal, pupil, bind);
  bind(std::string_view(at_));
  bind(std::int64_t{run_});
  insert_.step();
}

void SignalWriter::replace(const Signal& signal, std::int64_t pupil) {
  Binder bind{replace_, 0};
  bind(std::string_view(signal.id));
  each_column(signal, pupil, bind);
  replace_.step();
}

/// Runs before this one were told of it as withdrawn, in these words.
void SignalWriter::put_aside(const std::string& id) {
  put_aside_.bind(1, std::string_view(id));
  put_aside_.bind(2, std::int64_t{run_});
  put_aside_.step();
}

}  // namespace verzuim
