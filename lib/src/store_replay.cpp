// SPDX-License-Identifier: EUPL-1.2
// A run with all that it takes to repeat it: the rules of that time, and which signals were new and which
// withdrawn then.
#include <fmt/format.h>

#include "store_packed.hpp"
#include "store_runs.hpp"

namespace verzuim {
namespace {

std::string kept_text(SQLite::Database& db, const ReadFile& file) {
  SQLite::Statement find(db, "SELECT text FROM kept_text WHERE sha256 = ?");
  find.bind(1, file.sha256);
  if (find.executeStep()) return find.getColumn(0).getString();
  throw Error(ErrorCode::data, fmt::format("the text of the rule file {} is not in the store", file.name));
}

Rulebook kept_rules(SQLite::Database& db, const RunReceipt& run) {
  try {
    Rulebook rules;
    for (const ReadFile& file : run.ground.files) rules.add(kept_text(db, file), file.name, file.ours);
    rules.finish();
    return rules;
  } catch (const Error& fault) {
    // The place is one in a text of that time: the file of that name may say something else today.
    throw Error(
        ErrorCode::data,
        fmt::format("run {} cannot be repeated: this program does not read its rules any more ({}); use {}",
                    run.run, fault.text(), run.ground.program));
  }
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
    past.rules = kept_rules(db, *receipt);
    if (receipt->scope == RunScope::named) {
      SQLite::Statement row(db, "SELECT named FROM run WHERE no = ?");
      row.bind(1, number);
      row.executeStep();
      const SQLite::Column bytes = row.getColumn(0);
      past.pupils = unpacked_pupils(
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
