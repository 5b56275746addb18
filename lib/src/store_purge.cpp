// SPDX-License-Identifier: EUPL-1.2
// Erasing a pupil: the rows in one transaction, then the bytes that they leave in pages and log.
#include "store_purge.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "store_audit.hpp"
#include "store_fact.hpp"
#include "store_packed.hpp"
#include "store_versions.hpp"

namespace verzuim {
namespace {

void run(SQLite::Database& db, const char* sql, std::int64_t number) {
  SQLite::Statement statement(db, sql);
  statement.bind(1, number);
  statement.exec();
}

class Eraser {
 public:
  explicit Eraser(StoreParts& parts) : parts_(parts), db_(parts.db) {}

  void erase(std::int64_t number, const std::string& id) {
    numbers_.push_back(number);
    take_from_receipts(number, id);
    const std::int64_t first = number << batch_bits, last = ((number + 1) << batch_bits) - 1;
    SQLite::Statement absences(db_, "DELETE FROM absence WHERE pupil_batch BETWEEN ? AND ?");
    absences.bind(1, first);
    absences.bind(2, last);
    absences.exec();
    for (const char* sql : {"DELETE FROM enrolment WHERE pupil = ?", "DELETE FROM diploma WHERE pupil = ?",
                            "DELETE FROM exemption WHERE pupil = ?", "DELETE FROM concern WHERE pupil = ?",
                            "DELETE FROM signal WHERE pupil = ?", "DELETE FROM signal_gone WHERE pupil = ?",
                            "DELETE FROM event WHERE pupil = ?", "DELETE FROM touch WHERE pupil = ?",
                            "DELETE FROM open_report WHERE pupil = ?"})
      run(db_, sql, number);
    SQLite::Statement lessons(db_, "DELETE FROM timetable WHERE class = ?");
    lessons.bind(1, id);
    lessons.exec();
    // A file may be called after the pupil it is about.
    SQLite::Statement files(db_, "UPDATE batch SET file = '(purged)' WHERE instr(file, ?) > 0");
    files.bind(1, id);
    files.exec();
  }

  /// To be called once, after the last `erase`.
  void finish() {
    SQLite::Statement keep(
        db_,
        std::string("INSERT OR REPLACE INTO meta(key, value) SELECT 'last_pupil', (") + highest_pupil + ")");
    keep.exec();
    drop_from_runs();
    for (const std::int64_t number : numbers_) run(db_, "DELETE FROM pupil WHERE no = ?", number);
    db_.exec("INSERT OR REPLACE INTO meta(key, value) VALUES('erasure_unfinished', '1')");
  }

 private:
  static constexpr int batch_bits = 24;

  void lower(std::int32_t batch, std::int64_t by) {
    SQLite::Statement update(db_, "UPDATE batch SET facts = facts - ? WHERE no = ?");
    update.bind(1, by);
    update.bind(2, batch);
    update.exec();
  }

  /// What stands is taken from the delivery that it came with, so that the sums still tell what there is.
  void take_from_receipts(std::int64_t number, const std::string& id) {
    std::map<std::int32_t, std::int64_t> gone;
    AbsenceTable table(db_);
    for (const StandingAbsence& s : table.standing(static_cast<std::int32_t>(number), 0, open_end.day,
                                                   [](std::int32_t) { return true; }))
      if (s.row.stands()) ++gone[s.batch];
    for (const FileKind kind : {FileKind::pupils, FileKind::diplomas, FileKind::exemptions,
                                FileKind::concerns, FileKind::timetable}) {
      const FactShape& shape = shape_of(kind);
      std::string key;
      for (const auto& column : shape.key) key += (key.empty() ? "" : ", ") + std::string(column);
      const bool by_class = kind == FileKind::timetable;
      SQLite::Statement rows(db_, fmt::format("SELECT max(batch) FROM {} WHERE {} = ? GROUP BY {}",
                                              shape.table, by_class ? "class" : "pupil", key));
      if (by_class)
        rows.bind(1, id);
      else
        rows.bind(1, number);
      while (rows.executeStep()) ++gone[rows.getColumn(0).getInt()];
    }
    for (const auto& [batch, count] : gone) lower(batch, count);
  }

  /// Runs that were told whom to look at no longer name who was purged.
  void drop_from_runs();

  StoreParts& parts_;
  SQLite::Database& db_;
  std::vector<std::int64_t> numbers_;
};

void Eraser::drop_from_runs() {
  const std::set<std::int64_t> gone(numbers_.begin(), numbers_.end());
  std::vector<std::pair<std::int64_t, std::string>> changed;
  SQLite::Statement rows(db_, "SELECT no, named FROM run WHERE named IS NOT NULL");
  while (rows.executeStep()) {
    const SQLite::Column bytes = rows.getColumn(1);
    const std::vector<std::int64_t> was = unpacked_numbers(
        {static_cast<const char*>(bytes.getBlob()), static_cast<std::size_t>(bytes.getBytes())});
    std::vector<std::int64_t> left;
    for (const std::int64_t number : was)
      if (gone.count(number) == 0) left.push_back(number);
    if (left.size() != was.size()) changed.emplace_back(rows.getColumn(0).getInt64(), packed_numbers(left));
  }
  SQLite::Statement update(db_, "UPDATE run SET named = ? WHERE no = ?");
  for (const auto& [number, bytes] : changed) {
    update.bind(1, bytes.data(), static_cast<int>(bytes.size()));
    update.bind(2, number);
    update.exec();
    update.reset();
  }
}

/// Takes away what deleted rows leave behind. Does nothing when there is nothing to do.
void wipe_bytes(StoreParts& parts) {
  SQLite::Database& db = parts.db;
  if (!erasure_unfinished(db)) return;
  parts.find_pupil.reset();
  const auto empty_log = [&] {
    SQLite::Statement log(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    log.executeStep();
    if (log.getColumn(0).getInt() != 0)
      throw Error(
          ErrorCode::busy,
          "the pupils are purged, but another run reads the store, so their bytes could not be taken away "
          "yet; run `verzuim store purge` when it is done",
          {parts.path});
  };
  // A page that was torn apart and put together again keeps bytes that no row owns: all are written anew.
  db.exec("VACUUM");
  if (parts.path != nameless_store) empty_log();
  db.exec("DELETE FROM meta WHERE key = 'erasure_unfinished'");
  if (parts.path != nameless_store) empty_log();
}

}  // namespace

bool erasure_unfinished(SQLite::Database& db) {
  return db.execAndGet("SELECT count(*) FROM meta WHERE key = 'erasure_unfinished'").getInt() > 0;
}

std::vector<Hold> Store::holds() {
  return translated(parts_->path, [&] {
    std::vector<Hold> holds;
    SQLite::Statement rows(
        parts_->db, "SELECT id, why, at, actor FROM hold JOIN pupil ON pupil.no = hold.pupil ORDER BY id");
    while (rows.executeStep())
      holds.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                       rows.getColumn(2).getString(), rows.getColumn(3).getString()});
    return holds;
  });
}

namespace {

/// Throws: Error (no_input) when there is no such pupil.
std::int64_t known_pupil(StoreParts& parts, const std::string& id) {
  SQLite::Statement find(parts.db, "SELECT no FROM pupil WHERE id = ?");
  find.bind(1, id);
  if (!find.executeStep())
    throw Error(ErrorCode::no_input, "the store has no such pupil; check --pupil", {parts.path});
  return find.getColumn(0).getInt64();
}

bool is_held(SQLite::Database& db, std::int64_t number) {
  SQLite::Statement find(db, "SELECT 1 FROM hold WHERE pupil = ?");
  find.bind(1, number);
  return find.executeStep();
}

}  // namespace

void Store::hold(const std::string& pupil, const std::string& why) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    const std::int64_t number = known_pupil(*parts_, pupil);
    SQLite::Statement insert(parts_->db,
                             "INSERT OR REPLACE INTO hold(pupil, why, at, actor) VALUES(?, ?, ?, ?)");
    insert.bind(1, number);
    insert.bind(2, why);
    insert.bind(3, parts_->now);
    insert.bind(4, parts_->actor);
    insert.exec();
    add_audit(*parts_, "store hold", audited_pupils(*parts_, {pupil}), "held", why);
    transaction.commit();
  });
}

void Store::release(const std::string& pupil) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    const std::int64_t number = known_pupil(*parts_, pupil);
    if (!is_held(parts_->db, number))
      throw Error(ErrorCode::no_input, "the data of this pupil are not held; see `verzuim store hold`",
                  {parts_->path});
    run(parts_->db, "DELETE FROM hold WHERE pupil = ?", number);
    add_audit(*parts_, "store hold", audited_pupils(*parts_, {pupil}), "released");
    transaction.commit();
  });
}

void Store::purge(const std::vector<std::string>& pupils, const std::string& why) {
  translated(parts_->path, [&] {
    if (!pupils.empty()) {
      StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
      Eraser eraser(*parts_);
      const std::string object = audited_pupils(*parts_, pupils);
      for (const std::string& pupil : pupils) {
        const std::int64_t number = known_pupil(*parts_, pupil);
        if (is_held(parts_->db, number))
          throw Error(ErrorCode::not_permitted,
                      "the data of a pupil are held, so nothing was erased; see `verzuim store hold`",
                      {parts_->path});
        eraser.erase(number, pupil);
      }
      eraser.finish();
      add_audit(*parts_, "store purge", object, fmt::format("purged {}", pupils.size()), why);
      transaction.commit();
    }
    wipe_bytes(*parts_);
  });
}

}  // namespace verzuim
