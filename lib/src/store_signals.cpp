// SPDX-License-Identifier: EUPL-1.2
// What the store remembers of runs: which signals stand, which were withdrawn, and what nobody has acted on
// yet.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "store_audit.hpp"
#include "store_parts.hpp"
#include "store_runs.hpp"
#include "store_standing.hpp"

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

}  // namespace

std::int64_t Store::settle(const Run& run, const std::vector<std::string>* pupils, bool every,
                           const std::string& at, const FindSignals& find, const SettledSignal& each) {
  return translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    std::vector<std::string> named;
    if (pupils != nullptr) named = *pupils;
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    std::int64_t withdrawn = 0;
    const SettledSignal count_and_tell = [&](const Signal& signal, bool changed) {
      withdrawn += changed && signal.status == Status::withdrawn ? 1 : 0;
      each(signal, changed);
    };
    Run numbered = run;
    numbered.number = note_run(parts_->db, run, at);
    SignalSettler settler(*parts_, numbered, pupils != nullptr ? &named : nullptr, every, at, count_and_tell);
    find([&](std::vector<Signal>& found) { settler.take(found); });
    settler.finish();
    transaction.commit();
    return withdrawn;
  });
}

std::vector<Signal> Store::settle(std::vector<Signal>& found, const std::vector<std::string>* pupils,
                                  const Run& run, const std::string& at) {
  std::sort(found.begin(), found.end(), before);
  std::vector<Signal> withdrawn;
  settle(
      run, pupils, false, at, [&](const TakeFound& take) { take(found); },
      [&](const Signal& signal, bool changed) {
        if (changed && signal.status == Status::withdrawn) withdrawn.push_back(signal);
      });
  return withdrawn;
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
    const std::unordered_set<std::string_view> seen(ids.begin(), ids.end());
    // Signals lie by pupil, so the ids are looked for among those that wait.
    std::vector<std::pair<std::int64_t, std::string>> keys;
    HotStatement waiting(parts_->db, "SELECT pupil, id FROM signal WHERE pending = 1");
    while (waiting.step())
      if (seen.count(waiting.text(1)) > 0) keys.emplace_back(waiting.wide(0), waiting.text(1));
    HotStatement mark(parts_->db, "UPDATE signal SET pending = 0 WHERE pupil = ? AND id = ?");
    for (const auto& [pupil, id] : keys) {
      mark.bind(1, pupil);
      mark.bind(2, std::string_view(id));
      mark.step();
    }
    if (!ids.empty()) add_audit(*parts_, "escalate", "signals", fmt::format("taken up {}", ids.size()));
    transaction.commit();
  });
}

}  // namespace verzuim
