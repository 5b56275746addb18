// SPDX-License-Identifier: EUPL-1.2
// What the store keeps of runs, so that each can be repeated: its receipt, the texts of its rules, and which
// signals were new, standing and withdrawn then.
#include "store_runs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

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

std::string kept_text(SQLite::Database& db, const ReadFile& file) {
  SQLite::Statement find(db, "SELECT text FROM kept_text WHERE sha256 = ?");
  find.bind(1, file.sha256);
  if (find.executeStep()) return find.getColumn(0).getString();
  throw Error(ErrorCode::data, fmt::format("the text of the rule file {} is not in the store", file.name));
}

/// Counts by reason in one line: `missing=region 12;missing=timetable 3`.
std::string packed(const std::map<std::string, std::int64_t>& counts) {
  std::vector<std::string> words;
  for (const auto& [reason, count] : counts) words.push_back(fmt::format("{} {}", reason, count));
  return join(words, ";");
}

std::map<std::string, std::int64_t> unpacked_counts(std::string_view text) {
  std::map<std::string, std::int64_t> counts;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(';'));
    const auto space = word.rfind(' ');
    counts[std::string(word.substr(0, space))] = std::stoll(std::string(word.substr(space + 1)));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return counts;
}

/// Pupils by number, each as its distance to the one before in bytes of seven bits.
std::string packed_pupils(SQLite::Database& db, const std::vector<std::string>& ids) {
  std::vector<std::int64_t> numbers;
  SQLite::Statement find(db, "SELECT no FROM pupil WHERE id = ?");
  for (const std::string& id : ids) {
    find.bind(1, id);
    // A key that no file has brought yet has no facts either, then or ever in that run.
    if (find.executeStep()) numbers.push_back(find.getColumn(0).getInt64());
    find.reset();
  }
  std::sort(numbers.begin(), numbers.end());
  std::string bytes;
  std::int64_t last = 0;
  for (const std::int64_t number : numbers) {
    for (std::int64_t step = number - last;; step >>= 7) {
      bytes += static_cast<char>((step & 0x7F) | (step > 0x7F ? 0x80 : 0));
      if (step <= 0x7F) break;
    }
    last = number;
  }
  return bytes;
}

std::vector<std::string> pupils_in(SQLite::Database& db, std::string_view bytes) {
  std::vector<std::string> ids;
  SQLite::Statement find(db, "SELECT id FROM pupil WHERE no = ?");
  std::int64_t number = 0, step = 0;
  unsigned shift = 0;
  for (const char byte : bytes) {
    step |= static_cast<std::int64_t>(byte & 0x7F) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    number += step;
    step = 0;
    shift = 0;
    find.bind(1, number);
    if (find.executeStep()) ids.push_back(find.getColumn(0).getString());
    find.reset();
  }
  return ids;
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

Rulebook kept_rules(SQLite::Database& db, const RunGround& ground) {
  Rulebook rules;
  for (const ReadFile& file : ground.files) rules.add(kept_text(db, file), file.name, file.ours);
  rules.finish();
  return rules;
}

std::unordered_set<std::string> first_found(SQLite::Database& db, int run) {
  std::unordered_set<std::string> ids;
  SQLite::Statement rows(db, "SELECT id FROM signal WHERE first_run = ?");
  rows.bind(1, run);
  while (rows.executeStep()) ids.insert(rows.getColumn(0).getString());
  return ids;
}

/// What stood as withdrawn when `run` was done: what still is, and what came back later.
std::vector<Signal> withdrawn_at(SQLite::Database& db, int run) {
  const std::string columns(signal_columns);
  SQLite::Statement rows(db,
                         "SELECT signal.id, " + columns +
                             ", 1 FROM signal JOIN pupil ON pupil.no = signal.pupil WHERE withdrawn = 1 AND "
                             "gone_run <= ?1 UNION ALL SELECT signal_gone.id, " +
                             columns +
                             ", 1 FROM signal_gone JOIN pupil ON pupil.no = signal_gone.pupil WHERE gone_run "
                             "<= ?1 AND back_run > ?1");
  rows.bind(1, run);
  std::vector<Signal> signals;
  while (rows.executeStep()) signals.push_back(signal_in(rows));
  return signals;
}

/// The pupils whose signals a run wrote, where it wrote only new ones.
std::vector<std::string> pupils_of_new(SQLite::Database& db, int run) {
  std::vector<std::string> ids;
  SQLite::Statement rows(db,
                         "SELECT DISTINCT pupil.id FROM signal JOIN pupil ON pupil.no = signal.pupil WHERE "
                         "first_run = ? ORDER BY pupil.id");
  rows.bind(1, run);
  while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
  return ids;
}

}  // namespace

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
    row.bind(++i, packed(receipt.undecided));
    row.bind(++i, receipt.signals);
    row.bind(++i, ground);
    const std::string bytes = named == nullptr ? std::string() : packed_pupils(db, *named);
    ++i;
    if (named != nullptr) row.bind(i, bytes.data(), static_cast<int>(bytes.size()));
    row.bind(++i, receipt.run);
    row.exec();
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

PastRun Store::past_run(int number) {
  return translated(parts_->path, [&] {
    const auto receipt = run_receipt(number);
    if (!receipt)
      throw Error(
          ErrorCode::data,
          fmt::format("there is no receipt of a run {}; `verzuim store info` lists the last ones", number),
          {parts_->path});
    SQLite::Database& db = parts_->db;
    PastRun past;
    past.receipt = *receipt;
    past.rules = kept_rules(db, receipt->ground);
    if (receipt->scope == RunScope::named) {
      SQLite::Statement row(db, "SELECT named FROM run WHERE no = ?");
      row.bind(1, number);
      row.executeStep();
      const SQLite::Column bytes = row.getColumn(0);
      past.pupils = pupils_in(
          db, {static_cast<const char*>(bytes.getBlob()), static_cast<std::size_t>(bytes.getBytes())});
    }
    if (!receipt->known_at.empty()) return past;
    past.fresh = first_found(db, number);
    // Where only new signals were written, nobody else can be among them.
    if (!receipt->every) past.pupils = pupils_of_new(db, number);
    if (receipt->every) past.withdrawn = withdrawn_at(db, number);
    return past;
  });
}

}  // namespace verzuim
