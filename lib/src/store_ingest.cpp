// SPDX-License-Identifier: EUPL-1.2
// A delivery: one file, one transaction, one receipt.
#include <fmt/format.h>

#include <algorithm>

#include "store_audit.hpp"
#include "store_intake.hpp"
#include "store_volume.hpp"

namespace verzuim {
namespace {

/// The first delivery of the very same file; 0 when there is none. `whole`: of which every row was taken.
int earlier_batch(const Intake& in, FileKind kind, bool whole) {
  SQLite::Statement find(in.parts.db,
                         "SELECT no FROM batch WHERE sha256 = ? AND kind = ? AND fingerprint = ? AND "
                         "(rejected = 0 OR NOT ?) ORDER BY no LIMIT 1");
  find.bind(1, in.receipt.sha256);
  find.bind(2, static_cast<int>(kind));
  find.bind(3, in.delivery.fingerprint);
  find.bind(4, whole ? 1 : 0);
  return find.executeStep() ? find.getColumn(0).getInt() : 0;
}

/// The ids of the pupils whom any delivery of this file touched.
std::vector<std::string> pupils_of(SQLite::Database& db, const std::string& sha256) {
  std::vector<std::string> pupils;
  SQLite::Statement find(
      db,
      "SELECT DISTINCT id FROM batch JOIN touch ON batch = batch.no JOIN pupil ON pupil.no = touch.pupil "
      "WHERE sha256 = ? ORDER BY id");
  find.bind(1, sha256);
  while (find.executeStep()) pupils.push_back(find.getColumn(0).getString());
  return pupils;
}

void write_batch(SQLite::Database& db, const Intake& in, FileKind kind) {
  const Receipt& r = in.receipt;
  SQLite::Statement insert(db, "INSERT INTO batch VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  int i = 0;
  insert.bind(++i, r.batch);
  insert.bind(++i, r.at);
  insert.bind(++i, r.file);
  insert.bind(++i, r.sha256);
  insert.bind(++i, static_cast<int>(kind));
  insert.bind(++i, r.profile);
  for (std::int64_t count : {r.rows, r.fresh, r.changed, r.same, r.skipped, r.rejected, r.withdrawn})
    insert.bind(++i, count);
  for (const auto& date : {r.first_date, r.last_date}) {
    ++i;
    if (date) insert.bind(i, date->day);
  }
  insert.bind(++i, in.facts);
  insert.bind(++i, in.delivery.fingerprint);
  insert.exec();
}

void write_touches(SQLite::Database& db, Intake& in) {
  std::sort(in.touched.begin(), in.touched.end());
  in.touched.erase(std::unique(in.touched.begin(), in.touched.end()), in.touched.end());
  HotStatement insert(db, "INSERT INTO touch(batch, pupil) VALUES(?, ?)");
  insert.bind(1, in.receipt.batch);
  for (std::int32_t pupil : in.touched) {
    insert.bind(2, pupil);
    insert.step();
  }
}

/// Gives the facts of the row that was just read to their taker.
void take_row(const RowReader& rows, Intake& in, Taker& taker, bool gemeente) {
  const std::size_t facts = rows.facts();
  if (facts == 0) {
    ++in.receipt.skipped;
    return;
  }
  bool barred = false;
  for (std::size_t i = 0; gemeente && i < facts; ++i) barred = barred || barred_from_gemeente(rows.fact(i));
  if (barred) in.reject(barred_row({in.delivery.name, rows.line(), 1}));
  taker.begin_row();
  for (std::size_t i = 0; i < facts; ++i)
    if (barred)
      taker.refuse(rows.fact(i));
    else
      taker.take(rows.fact(i), rows.line());
}

/// Reads every row and gives it to its taker.
void take_rows(RowReader& rows, Intake& in, Taker& taker, bool gemeente) {
  constexpr std::int64_t tell_every = 8192;
  Receipt& receipt = in.receipt;
  while (rows.next()) {
    if (++receipt.rows % tell_every == 0 && in.delivery.progress) in.delivery.progress(receipt.rows);
    if (rows.fault())
      in.reject(*rows.fault());
    else
      take_row(rows, in, taker, gemeente);
  }
}

/// What is told of a file that was taken in before.
void tell_seen(Intake& in, int earlier) {
  Receipt& receipt = in.receipt;
  receipt.batch = earlier;
  receipt.seen = true;
  receipt.same = receipt.rows - receipt.rejected - receipt.skipped;
  receipt.fresh = receipt.changed = receipt.withdrawn = 0;
  receipt.pupils = pupils_of(in.parts.db, receipt.sha256);
  // No fact is written, but the receipt names pupils.
  add_audit(in.parts, "ingest", "delivery " + std::to_string(earlier), "seen before", {}, receipt.at);
  in.commit();
}

}  // namespace

Receipt Store::ingest(Source& source, RowReader& rows, const Delivery& delivery) {
  return translated(parts_->path, [&] {
    SQLite::Database& db = parts_->db;
    const FileKind kind = rows.kind();
    Intake intake(*parts_, delivery);
    Receipt& receipt = intake.receipt;
    receipt.file = delivery.name;
    receipt.at = delivery.at;
    receipt.profile = delivery.profile;
    receipt.kind = file_kind_names[static_cast<std::size_t>(kind)];
    const auto taker =
        kind == FileKind::absences ? absence_taker(intake, rows.several()) : fact_taker(intake, kind);
    take_rows(rows, intake, *taker, holder().kind == "gemeente");
    receipt.sha256 = source.sha256();
    intake.begin();
    // A file that was taken in whole is not settled again. One of which rows were refused is: the rows may be
    // welcome by now.
    const bool may_be_whole = !delivery.covers && receipt.rejected == 0;
    if (const int earlier = may_be_whole ? earlier_batch(intake, kind, true) : 0; earlier != 0) {
      tell_seen(intake, earlier);
      return receipt;
    }
    taker->finish();
    const bool nothing_new = receipt.fresh + receipt.changed + receipt.withdrawn == 0;
    if (const int earlier = nothing_new ? earlier_batch(intake, kind, false) : 0; earlier != 0) {
      tell_seen(intake, earlier);
      return receipt;
    }
    if (!delivery.accept) guard_rejects(intake);
    write_batch(db, intake, kind);
    if (kind == FileKind::absences) weigh_schools(intake, *this);
    write_touches(db, intake);
    receipt.pupils = pupils_of(db, receipt.sha256);
    add_audit(*parts_, "ingest", "delivery " + std::to_string(receipt.batch),
              "new " + std::to_string(receipt.fresh) + " changed " + std::to_string(receipt.changed) +
                  " withdrawn " + std::to_string(receipt.withdrawn) + " rejected " +
                  std::to_string(receipt.rejected),
              {}, receipt.at);
    intake.commit();
    return receipt;
  });
}

}  // namespace verzuim
