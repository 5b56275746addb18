// SPDX-License-Identifier: EUPL-1.2
// What the store keeps of runs: their receipts, and once each the texts of the rules and the ground that they
// had.
#include "store_runs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store_audit.hpp"
#include "store_packed.hpp"
#include "verzuim/hash.hpp"

namespace verzuim {
namespace {

constexpr int runs_told = 10;

constexpr const char* select_runs =
    "SELECT run.no, at, day, known_at, last_batch, scope, pupils, every, fresh, standing, gone, written, "
    "undecided, "
    "signals, text FROM run JOIN kept_text ON kept_text.no = run.ground ";

/// The number of a text, which is kept once.
std::int64_t keep_text(SQLite::Database& db, const std::string& text) {
  const std::string hash = sha256(text);
  SQLite::Statement find(db, "SELECT no FROM kept_text WHERE sha256 = ?");
  find.bind(1, hash);
  if (find.executeStep()) return find.getColumn(0).getInt64();
  SQLite::Statement insert(db, "INSERT INTO kept_text(sha256, text) VALUES(?, ?)");
  insert.bind(1, hash);
  insert.bind(2, text);
  insert.exec();
  return db.getLastInsertRowid();
}

RunReceipt receipt_in(SQLite::Statement& row) {
  RunReceipt r;
  r.run = row.getColumn(0).getInt();
  r.at = row.getColumn(1).getString();
  r.on = Date{row.getColumn(2).getInt()};
  r.known_at = row.getColumn(3).getString();
  r.batch = row.getColumn(4).getInt();
  r.scope = static_cast<RunScope>(row.getColumn(5).getInt());
  r.pupils = row.getColumn(6).getInt64();
  r.every = row.getColumn(7).getInt() != 0;
  r.fresh = row.getColumn(8).getInt64();
  r.standing = row.getColumn(9).getInt64();
  r.withdrawn = row.getColumn(10).getInt64();
  r.written = row.getColumn(11).getInt64();
  r.undecided = unpacked_counts(row.getColumn(12).getString());
  r.signals = row.getColumn(13).getString();
  r.ground = read_ground(row.getColumn(14).getString(), "store");
  return r;
}

std::optional<Run> run_in(SQLite::Statement& row) {
  if (!row.executeStep()) return std::nullopt;
  return Run{Date{row.getColumn(0).getInt()}, row.getColumn(1).getString(), row.getColumn(2).getInt(),
             row.getColumn(3).getInt() != 0, row.getColumn(4).getInt()};
}

}  // namespace

int note_run(SQLite::Database& db, const Run& run, const std::string& at) {
  SQLite::Statement note(db,
                         "INSERT INTO run(at, day, rules_hash, last_batch, partial) VALUES(?, ?, ?, ?, ?)");
  note.bind(1, at);
  note.bind(2, run.on.day);
  note.bind(3, run.rules_hash);
  note.bind(4, run.last_batch);
  note.bind(5, run.partial ? 1 : 0);
  note.exec();
  return static_cast<int>(db.getLastInsertRowid());
}

std::optional<Run> Store::last_run() {
  return translated(parts_->path, [&]() -> std::optional<Run> {
    SQLite::Statement row(parts_->db,
                          "SELECT day, rules_hash, last_batch, partial, no FROM run WHERE partial = 0 AND "
                          "known_at = '' ORDER BY "
                          "no DESC LIMIT 1");
    return run_in(row);
  });
}

std::optional<Run> Store::last_look() {
  return translated(parts_->path, [&]() -> std::optional<Run> {
    SQLite::Statement row(
        parts_->db,
        "SELECT day, rules_hash, last_batch, partial, no FROM run WHERE known_at = '' ORDER "
        "BY no DESC LIMIT 1");
    return run_in(row);
  });
}

std::vector<RunReceipt> last_receipts(StoreParts& parts) {
  std::vector<RunReceipt> receipts;
  SQLite::Statement rows(parts.db, std::string(select_runs) + "ORDER BY run.no DESC LIMIT ?");
  rows.bind(1, runs_told);
  while (rows.executeStep()) receipts.push_back(receipt_in(rows));
  std::reverse(receipts.begin(), receipts.end());
  return receipts;
}

void Store::keep(RunReceipt& receipt, const Rulebook& rules, const std::vector<std::string>* named) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    SQLite::Database& db = parts_->db;
    for (const RuleFile& file : rules.files()) keep_text(db, file.text);
    const std::int64_t ground = keep_text(db, ground_text(receipt.ground));
    if (!receipt.known_at.empty()) {
      db.exec("INSERT INTO run(at, day, rules_hash, last_batch, partial) VALUES('', 0, '', 0, 0)");
      receipt.run = static_cast<int>(db.getLastInsertRowid());
    } else {
      receipt.run = last_look().value_or(Run{}).number;
    }
    SQLite::Statement row(
        db,
        "UPDATE run SET at = ?, day = ?, rules_hash = ?, last_batch = ?, known_at = ?, scope = ?, "
        "pupils = ?, every = ?, fresh = ?, standing = ?, gone = ?, written = ?, undecided = ?, "
        "signals = ?, ground = ?, named = ? WHERE no = ?");
    int i = 0;
    row.bind(++i, receipt.at);
    row.bind(++i, receipt.on.day);
    row.bind(++i, receipt.ground.rules);
    row.bind(++i, receipt.batch);
    row.bind(++i, receipt.known_at);
    row.bind(++i, static_cast<int>(receipt.scope));
    row.bind(++i, receipt.pupils);
    row.bind(++i, receipt.every ? 1 : 0);
    for (const std::int64_t count : {receipt.fresh, receipt.standing, receipt.withdrawn, receipt.written})
      row.bind(++i, count);
    row.bind(++i, packed_counts(receipt.undecided));
    row.bind(++i, receipt.signals);
    row.bind(++i, ground);
    const std::string bytes = named == nullptr ? std::string() : packed_pupils(db, *named);
    ++i;
    if (named != nullptr) row.bind(i, bytes.data(), static_cast<int>(bytes.size()));
    row.bind(++i, receipt.run);
    row.exec();
    add_audit(*parts_, "flag", fmt::format("run {}", receipt.run),
              fmt::format("new {} standing {} withdrawn {} written {}", receipt.fresh, receipt.standing,
                          receipt.withdrawn, receipt.written),
              {}, receipt.at);
    transaction.commit();
  });
}

std::optional<RunReceipt> Store::run_receipt(int number) {
  return translated(parts_->path, [&]() -> std::optional<RunReceipt> {
    SQLite::Statement row(parts_->db, std::string(select_runs) + "WHERE run.no = ?");
    row.bind(1, number);
    if (!row.executeStep()) return std::nullopt;
    return receipt_in(row);
  });
}

}  // namespace verzuim
