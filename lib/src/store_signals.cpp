// SPDX-License-Identifier: EUPL-1.2
// What the store remembers of runs: which signals stand, which were withdrawn, and what nobody has acted on
// yet.
#include <algorithm>
#include <unordered_set>

#include "store_parts.hpp"
#include "store_runs.hpp"

namespace verzuim {
namespace {

const std::string select_signals = "SELECT signal.id, " + std::string(signal_columns) +
                                   ", withdrawn FROM signal JOIN pupil ON pupil.no = signal.pupil ";

std::optional<Date> date_in(SQLite::Column column) {
  if (column.isNull()) return std::nullopt;
  return Date{column.getInt()};
}

}  // namespace

Signal signal_in(SQLite::Statement& row) {
  Signal s;
  s.id = row.getColumn(0).getString();
  s.pupil = row.getColumn(1).getString();
  s.rule = row.getColumn(2).getString();
  s.valid_from = Date{row.getColumn(3).getInt()};
  s.level = static_cast<Level>(row.getColumn(4).getInt());
  s.severity = static_cast<Severity>(row.getColumn(5).getInt());
  s.school = row.getColumn(6).getString();
  s.gemeente = row.getColumn(7).getString();
  s.reached_on = Date{row.getColumn(8).getInt()};
  s.window_from = date_in(row.getColumn(9));
  s.due_on = date_in(row.getColumn(10));
  s.count = row.getColumn(11).getString();
  s.threshold = row.getColumn(12).getString();
  s.threshold_order = row.getColumn(13).getInt64();
  s.unit = row.getColumn(14).getString();
  s.step = row.getColumn(15).getString();
  s.melding = row.getColumn(16).getString();
  s.reason = row.getColumn(17).getString();
  s.status = row.getColumn(18).getInt() != 0 ? Status::withdrawn : Status::standing;
  return s;
}

namespace {

std::vector<Signal> all_in(SQLite::Statement& rows) {
  std::vector<Signal> signals;
  while (rows.executeStep()) signals.push_back(signal_in(rows));
  std::sort(signals.begin(), signals.end(), before);
  return signals;
}

void bind_date(SQLite::Statement& statement, int index, const std::optional<Date>& date) {
  if (date)
    statement.bind(index, date->day);
  else
    statement.bind(index);
}

/// Writes found signals over what was kept of them.
class SignalWriter {
 public:
  SignalWriter(StoreParts& parts, const std::string& at, int run)
      : parts_(parts),
        at_(at),
        run_(run),
        find_(parts.db, "SELECT withdrawn, first_seen, pending, first_run FROM signal WHERE id = ?"),
        put_(
            parts.db,
            "INSERT OR REPLACE INTO signal(id, pupil, rule, valid_from, level, severity, school, gemeente, "
            "reached_on, window_from, due_on, "
            "count, threshold, threshold_order, unit, step, melding, reason, first_seen, withdrawn, pending, "
            "first_run) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"),
        put_aside_(
            parts.db,
            "INSERT INTO signal_gone SELECT id, gone_run, ?2, pupil, rule, valid_from, level, severity, "
            "school, gemeente, reached_on, window_from, due_on, count, threshold, threshold_order, unit, "
            "step, melding, reason FROM signal WHERE id = ?1") {}

  /// Keeps `s` and sets its status.
  void keep(Signal& s) {
    find_.bind(1, s.id);
    const bool known = find_.executeStep();
    const bool withdrawn = known && find_.getColumn(0).getInt() != 0;
    const std::string first_seen = known ? find_.getColumn(1).getString() : at_;
    // One that comes back after its withdrawal is news to whoever acts on signals.
    const int pending = !known || withdrawn ? 1 : find_.getColumn(2).getInt();
    const int first_run = known ? find_.getColumn(3).getInt() : run_;
    find_.reset();
    if (withdrawn) put_aside(s.id);
    s.status = known ? Status::standing : Status::new_;
    int i = 0;
    put_.bind(++i, s.id);
    put_.bind(++i, parts_.pupil_number(s.pupil));
    put_.bind(++i, s.rule);
    put_.bind(++i, s.valid_from.day);
    put_.bind(++i, static_cast<int>(s.level));
    put_.bind(++i, static_cast<int>(s.severity));
    put_.bind(++i, s.school);
    put_.bind(++i, s.gemeente);
    bind_date(put_, ++i, s.reached_on);
    bind_date(put_, ++i, s.window_from);
    bind_date(put_, ++i, s.due_on);
    put_.bind(++i, s.count);
    put_.bind(++i, s.threshold);
    put_.bind(++i, s.threshold_order);
    for (const std::string& text : {s.unit, s.step, s.melding, s.reason, first_seen}) put_.bind(++i, text);
    put_.bind(++i, pending);
    put_.bind(++i, first_run);
    put_.exec();
    put_.reset();
  }

 private:
  /// Runs before this one were told of it as withdrawn, in these words.
  void put_aside(const std::string& id) {
    put_aside_.bind(1, id);
    put_aside_.bind(2, run_);
    put_aside_.exec();
    put_aside_.reset();
  }

  StoreParts& parts_;
  const std::string& at_;
  int run_;
  SQLite::Statement find_, put_, put_aside_;
};

/// The signals that stand, of `pupils` or of all, reached up to `on`.
std::vector<Signal> standing_signals(SQLite::Database& db, const std::vector<std::string>* pupils, Date on) {
  const std::string standing = select_signals + "WHERE withdrawn = 0 AND reached_on <= ?";
  std::vector<Signal> signals;
  if (pupils == nullptr) {
    SQLite::Statement rows(db, standing);
    rows.bind(1, on.day);
    while (rows.executeStep()) signals.push_back(signal_in(rows));
    return signals;
  }
  SQLite::Statement rows(db, standing + " AND pupil.id = ?");
  for (const std::string& pupil : *pupils) {
    rows.bind(1, on.day);
    rows.bind(2, pupil);
    while (rows.executeStep()) signals.push_back(signal_in(rows));
    rows.reset();
  }
  return signals;
}

/// Signals lie in the store by id, which is random: written in that order they are written side by side.
std::vector<Signal*> in_order_of_id(std::vector<Signal>& found) {
  std::vector<Signal*> order;
  for (Signal& signal : found)
    if (signal.status != Status::undecided && signal.reached_on) order.push_back(&signal);
  std::stable_sort(order.begin(), order.end(),
                   [](const Signal* a, const Signal* b) { return a->id < b->id; });
  return order;
}

}  // namespace

std::vector<Signal> Store::settle(std::vector<Signal>& found, const std::vector<std::string>* pupils,
                                  const Run& run, const std::string& at) {
  return translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    std::vector<Signal> gone = standing_signals(parts_->db, pupils, run.on);
    const int number = note_run(parts_->db, run, at);
    SignalWriter writer(*parts_, at, number);
    std::unordered_set<std::string> ids;
    for (Signal* signal : in_order_of_id(found)) {
      writer.keep(*signal);
      ids.insert(signal->id);
    }
    gone.erase(std::remove_if(gone.begin(), gone.end(), [&](const Signal& s) { return ids.count(s.id) > 0; }),
               gone.end());
    SQLite::Statement withdraw(parts_->db,
                               "UPDATE signal SET withdrawn = 1, pending = 1, gone_run = ?2 WHERE id = ?1");
    for (Signal& signal : gone) {
      withdraw.bind(1, signal.id);
      withdraw.bind(2, number);
      withdraw.exec();
      withdraw.reset();
      signal.status = Status::withdrawn;
    }
    transaction.commit();
    std::sort(gone.begin(), gone.end(), before);
    return gone;
  });
}

std::vector<Signal> Store::signals() {
  return translated(parts_->path, [&] {
    SQLite::Statement rows(parts_->db, select_signals);
    return all_in(rows);
  });
}

std::vector<Signal> Store::withdrawn_signals() {
  return translated(parts_->path, [&] {
    SQLite::Statement rows(parts_->db, std::string(select_signals) + "WHERE withdrawn = 1");
    return all_in(rows);
  });
}

std::vector<Signal> Store::pending_signals() {
  return translated(parts_->path, [&] {
    SQLite::Statement rows(parts_->db, select_signals + "WHERE pending = 1");
    std::vector<Signal> signals = all_in(rows);
    for (Signal& s : signals)
      if (s.status == Status::standing) s.status = Status::new_;
    return signals;
  });
}

void Store::mark_escalated(const std::vector<std::string>& ids) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    SQLite::Statement mark(parts_->db, "UPDATE signal SET pending = 0 WHERE id = ?");
    for (const std::string& id : ids) {
      mark.bind(1, id);
      mark.exec();
      mark.reset();
    }
    transaction.commit();
  });
}

}  // namespace verzuim
