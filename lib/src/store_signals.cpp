// SPDX-License-Identifier: EUPL-1.2
// What the store remembers of runs: which signals stand, which were withdrawn, and what nobody has acted on
// yet.
#include <algorithm>

#include "store_parts.hpp"
#include "store_runs.hpp"
#include "store_signal_writer.hpp"

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

/// A signal that was found and the number of its pupil.
struct Found {
  Signal* signal;
  std::int64_t pupil;
};

bool id_before(const Found& a, std::string_view id) { return a.signal->id < id; }

/// Signals lie in the store by id, which is random: written in that order they are written side by side.
std::vector<Found> in_order_of_id(StoreParts& parts, std::vector<Signal>& found) {
  std::vector<Found> order;
  const std::string* pupil = nullptr;  // they come by pupil, so each is asked for once
  for (Signal& signal : found) {
    if (signal.status == Status::undecided || !signal.reached_on) continue;
    const bool again = pupil != nullptr && *pupil == signal.pupil;
    order.push_back({&signal, again ? order.back().pupil : parts.pupil_number(signal.pupil)});
    pupil = &signal.pupil;
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const Found& a, const Found& b) { return a.signal->id < b.signal->id; });
  return order;
}

/// The ids of the signals that stand, of `pupils` or of all, reached up to `on`, and were not found again.
std::vector<std::string> not_found(SQLite::Database& db, const std::vector<std::string>* pupils, Date on,
                                   const std::vector<Found>& found) {
  std::vector<std::string> ids;
  const auto look = [&](HotStatement& rows) {
    while (rows.step()) {
      const std::string_view id = rows.text(0);
      const auto at = std::lower_bound(found.begin(), found.end(), id, id_before);
      if (at == found.end() || at->signal->id != id) ids.emplace_back(id);
    }
  };
  if (pupils == nullptr) {
    HotStatement rows(db, "SELECT id FROM signal WHERE withdrawn = 0 AND reached_on <= ?");
    rows.bind(1, on.day);
    look(rows);
    return ids;
  }
  HotStatement rows(db,
                    "SELECT id FROM signal WHERE withdrawn = 0 AND reached_on <= ?1 AND pupil = (SELECT no "
                    "FROM pupil WHERE id = ?2)");
  for (const std::string& pupil : *pupils) {
    rows.bind(1, on.day);
    rows.bind(2, std::string_view(pupil));
    look(rows);
  }
  // One may be named twice.
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// Withdraws signals and tells what they were, in their order.
std::vector<Signal> withdraw_all(SQLite::Database& db, const std::vector<std::string>& ids, int run) {
  std::vector<Signal> gone;
  SQLite::Statement row(db, select_signals + "WHERE signal.id = ?");
  HotStatement withdraw(db, "UPDATE signal SET withdrawn = 1, pending = 1, gone_run = ?2 WHERE id = ?1");
  for (const std::string& id : ids) {
    withdraw.bind(1, std::string_view(id));
    withdraw.bind(2, run);
    withdraw.step();
    row.bind(1, id);
    if (row.executeStep()) gone.push_back(signal_in(row));
    row.reset();
  }
  std::sort(gone.begin(), gone.end(), before);
  return gone;
}

}  // namespace

std::vector<Signal> Store::settle(std::vector<Signal>& found, const std::vector<std::string>* pupils,
                                  const Run& run, const std::string& at) {
  return translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    const std::vector<Found> order = in_order_of_id(*parts_, found);
    const std::vector<std::string> gone = not_found(parts_->db, pupils, run.on, order);
    const int number = note_run(parts_->db, run, at);
    SignalWriter writer(*parts_, at, number);
    for (const Found& each : order) writer.keep(*each.signal, each.pupil);
    std::vector<Signal> withdrawn = withdraw_all(parts_->db, gone, number);
    transaction.commit();
    return withdrawn;
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
