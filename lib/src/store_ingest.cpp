// SPDX-License-Identifier: EUPL-1.2
// A delivery: one file, one transaction, one receipt.
#include <fmt/format.h>

#include <algorithm>

#include "store_intake.hpp"

namespace verzuim {
namespace {

/// The first delivery of the very same file; 0 when there is none. `whole`: of which every row was taken.
int earlier_batch(SQLite::Database& db, const Receipt& receipt, FileKind kind, bool whole) {
  SQLite::Statement find(
      db,
      "SELECT no FROM batch WHERE sha256 = ? AND kind = ? AND (rejected = 0 OR NOT ?) ORDER BY no LIMIT 1");
  find.bind(1, receipt.sha256);
  find.bind(2, static_cast<int>(kind));
  find.bind(3, whole ? 1 : 0);
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
  SQLite::Statement insert(db, "INSERT INTO batch VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
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

/// Throws when so many rows were refused that the file itself must be wrong.
void guard_rejects(const Intake& in) {
  const Receipt& r = in.receipt;
  if (in.unreadable < 20 || in.unreadable * 50 <= r.rows) return;
  throw Error(
      ErrorCode::data,
      fmt::format("{} of {} rows refused, so nothing was kept; look at the refused rows, then use --accept",
                  r.rejected, r.rows),
      {r.file});
}

std::int64_t school_days(const Calendar& calendar, const std::string& school, Date from, Date until) {
  const SchoolDays* days = calendar.of(school);
  std::int64_t count = 0;
  for (Date d = from; d <= until; d = d + 1)
    if (days != nullptr && days->known(d) ? days->is_school_day(d) : weekday(d) <= 5) ++count;
  return std::max<std::int64_t>(count, 1);
}

/// Holds the rows per school day of each school against its last eight files, and notes them. Throws when
/// they are too few.
void guard_volume(Intake& in, Store& store) {
  constexpr std::int64_t large = 100;
  constexpr std::size_t enough = 4, most = 8;  // fewer files than that tell nothing of what is usual
  SQLite::Database& db = in.parts.db;
  const Calendar calendar(Reference::shipped(), store.schools(), store.calendar());
  in.parts.read_schools();
  for (std::size_t school = 0; school < in.volume.size(); ++school) {
    const SchoolVolume& v = in.volume[school];
    if (v.rows == 0) continue;
    const Date from = in.delivery.covers ? in.delivery.covers->from : Date{v.first_day},
               until = in.delivery.covers ? in.delivery.covers->until : Date{v.last_day};
    const std::int64_t days = school_days(calendar, in.parts.schools[school], from, until);
    SQLite::Statement before(
        db, "SELECT rows, days FROM volume WHERE school = ? AND rows >= ? ORDER BY batch DESC LIMIT ?");
    before.bind(1, static_cast<std::int64_t>(school));
    before.bind(2, large);
    before.bind(3, static_cast<int>(most));
    std::vector<double> usual;
    while (before.executeStep())
      usual.push_back(before.getColumn(0).getDouble() / before.getColumn(1).getDouble());
    std::sort(usual.begin(), usual.end());
    const std::size_t n = usual.size();
    if (n >= enough && !in.delivery.accept) {
      const double median = (usual[(n - 1) / 2] + usual[n / 2]) / 2;
      if (static_cast<double>(v.rows) < 0.7 * median * static_cast<double>(days))
        throw Error(ErrorCode::data,
                    fmt::format("fewer rows than usual for school {} ({:.0f} a school day, usually {:.0f}), "
                                "so nothing was kept; check the export, then use --accept",
                                in.parts.schools[school],
                                static_cast<double>(v.rows) / static_cast<double>(days), median),
                    {in.receipt.file});
    }
    SQLite::Statement note(db, "INSERT INTO volume(batch, school, rows, days) VALUES(?, ?, ?, ?)");
    note.bind(1, in.receipt.batch);
    note.bind(2, static_cast<std::int64_t>(school));
    note.bind(3, v.rows);
    note.bind(4, days);
    note.exec();
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
void tell_seen(SQLite::Database& db, Receipt& receipt, int earlier) {
  receipt.batch = earlier;
  receipt.seen = true;
  receipt.same = receipt.rows - receipt.rejected - receipt.skipped;
  receipt.fresh = receipt.changed = receipt.withdrawn = 0;
  receipt.pupils = pupils_of(db, receipt.sha256);
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
    if (const int earlier = may_be_whole ? earlier_batch(db, receipt, kind, true) : 0; earlier != 0) {
      tell_seen(db, receipt, earlier);
      return receipt;
    }
    taker->finish();
    const bool nothing_new = receipt.fresh + receipt.changed + receipt.withdrawn == 0;
    if (const int earlier = nothing_new ? earlier_batch(db, receipt, kind, false) : 0; earlier != 0) {
      tell_seen(db, receipt, earlier);
      return receipt;
    }
    if (!delivery.accept) guard_rejects(intake);
    write_batch(db, intake, kind);
    if (kind == FileKind::absences) guard_volume(intake, *this);
    write_touches(db, intake);
    receipt.pupils = pupils_of(db, receipt.sha256);
    intake.commit();
    return receipt;
  });
}

}  // namespace verzuim
