// SPDX-License-Identifier: EUPL-1.2
// A delivery: one file, one transaction, one receipt.
#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <streambuf>
#include <thread>

#include "store_intake.hpp"
#include "verzuim/hash.hpp"

namespace verzuim {
namespace {

/// Takes the fingerprint of what is fed to it in a thread of its own, since that takes as long as reading the
/// rows.
class BackgroundHash {
 public:
  BackgroundHash() : worker_([this] { work(); }) {}
  ~BackgroundHash() { stop(); }
  BackgroundHash(const BackgroundHash&) = delete;
  BackgroundHash& operator=(const BackgroundHash&) = delete;

  void add(std::string_view bytes) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [this] { return waiting_.empty(); });
    waiting_.assign(bytes);
    turn_.notify_all();
  }
  std::string hex() {
    stop();
    return hash_.hex();
  }

 private:
  void work() {
    for (std::string bytes;;) {
      {
        std::unique_lock lock(mutex_);
        turn_.wait(lock, [this] { return done_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        bytes.swap(waiting_);
        waiting_.clear();
        turn_.notify_all();
      }
      hash_.add(bytes);
    }
  }
  void stop() {
    if (!worker_.joinable()) return;
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
      turn_.notify_all();
    }
    worker_.join();
  }

  Sha256 hash_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::string waiting_;
  bool done_ = false;
  std::thread worker_;  // last, so that it begins when the others are there
};

/// Hands a stream on and takes its fingerprint on the way.
class HashingBuffer : public std::streambuf {
 public:
  explicit HashingBuffer(std::istream& in) : in_(in) {}
  std::string hex() { return hash_.hex(); }

 protected:
  std::streamsize xsgetn(char* to, std::streamsize most) override {
    in_.read(to, most);
    if (in_.bad())
      throw Error(ErrorCode::io, "reading failed; is the disk or the network share still there?");
    const auto got = in_.gcount();
    if (got > 0) hash_.add({to, static_cast<std::size_t>(got)});
    return got;
  }
  int_type underflow() override {
    if (xsgetn(&one_, 1) == 0) return traits_type::eof();
    setg(&one_, &one_, &one_ + 1);
    return traits_type::to_int_type(one_);
  }

 private:
  std::istream& in_;
  BackgroundHash hash_;
  char one_ = 0;
};

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

void write_batch(SQLite::Database& db, const Receipt& r, FileKind kind, const std::string& at) {
  SQLite::Statement insert(db, "INSERT INTO batch VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  int i = 0;
  insert.bind(++i, r.batch);
  insert.bind(++i, at);
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

/// Reads every row and gives it to its taker.
FileKind take_rows(CanonicalReader& reader, Intake& in, bool gemeente) {
  const FileKind kind = reader.kind();
  in.receipt.kind = file_kind_names[static_cast<std::size_t>(kind)];
  const auto taker = kind == FileKind::absences ? absence_taker(in) : fact_taker(in, kind);
  while (reader.next()) {
    ++in.receipt.rows;
    if (reader.fault())
      in.reject(*reader.fault());
    else if (gemeente && barred_from_gemeente(reader.row())) {
      in.reject(barred_row({in.delivery.name, reader.line(), 1}));
      taker->refuse(reader.row());
    } else
      taker->take(reader.row(), reader.line());
  }
  taker->finish();
  return kind;
}

}  // namespace

Receipt Store::ingest(std::istream& in, const Delivery& delivery) {
  return translated(parts_->path, [&] {
    SQLite::Database& db = parts_->db;
    HashingBuffer buffer(in);
    std::istream hashed(&buffer);
    hashed.exceptions(std::ios::badbit);  // a failed read must not look like the end of the file
    CanonicalReader reader(hashed, delivery.name, Reference::shipped(), delivery.as);
    const bool gemeente = holder().kind == "gemeente";
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    Intake intake(*parts_, delivery);
    Receipt& receipt = intake.receipt;
    receipt.file = delivery.name;
    receipt.at = delivery.at;
    receipt.batch = last_batch() + 1;
    const FileKind kind = take_rows(reader, intake, gemeente);
    receipt.sha256 = buffer.hex();
    // A file that was taken in whole is not read again. One of which rows were refused is: the rows may be
    // welcome by now.
    const bool whole = !delivery.covers && earlier_batch(db, receipt, kind, true) != 0;
    const bool nothing_new = receipt.fresh + receipt.changed + receipt.withdrawn == 0;
    if (const int earlier = earlier_batch(db, receipt, kind, whole); earlier != 0 && (whole || nothing_new)) {
      receipt.batch = earlier;
      receipt.seen = true;
      receipt.same = receipt.rows - receipt.rejected;
      receipt.fresh = receipt.changed = receipt.withdrawn = 0;
      receipt.pupils = pupils_of(db, receipt.sha256);
      return receipt;
    }
    if (!delivery.accept) guard_rejects(intake);
    write_batch(db, receipt, kind, delivery.at);
    if (kind == FileKind::absences) guard_volume(intake, *this);
    write_touches(db, intake);
    receipt.pupils = pupils_of(db, receipt.sha256);
    transaction.commit();
    return receipt;
  });
}

}  // namespace verzuim
