// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store_audit.hpp"
#include "store_parts.hpp"
#include "store_purge.hpp"
#include "store_runs.hpp"

namespace verzuim {

StoreTransaction::StoreTransaction(StoreParts& parts, For what) : parts_(parts) {
  if (parts_.depth++ > 0) return;
  try {
    // A reading transaction that writes later would not wait for others, so who writes says so at once.
    parts_.db.exec(what == For::writing ? "BEGIN IMMEDIATE" : "BEGIN");
  } catch (...) {
    --parts_.depth;
    throw;
  }
}

StoreTransaction::~StoreTransaction() {
  if (done_ || --parts_.depth > 0) return;
  sqlite3_exec(parts_.db.getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void StoreTransaction::commit() {
  if (parts_.depth == 1) parts_.db.exec("COMMIT");
  --parts_.depth;
  done_ = true;
}

std::vector<std::string> StoreParts::names(const std::string& table) {
  std::vector<std::string> texts(1);
  SQLite::Statement rows(db, "SELECT name FROM " + table + " ORDER BY no");
  while (rows.executeStep()) texts.push_back(rows.getColumn(0).getString());
  return texts;
}

std::int64_t StoreParts::pupil_number(const std::string& id) {
  // Asked for each of many thousand signals, so it is prepared once.
  if (!find_pupil) find_pupil = std::make_unique<HotStatement>(db, "SELECT no FROM pupil WHERE id = ?");
  find_pupil->bind(1, std::string_view(id));
  const bool known = find_pupil->step();
  const std::int64_t number = known ? find_pupil->wide(0) : 0;
  find_pupil->reset();
  if (known) return number;
  SQLite::Statement insert(db,
                           std::string("INSERT INTO pupil(no, id) VALUES(1 + (") + highest_pupil + "), ?)");
  insert.bind(1, id);
  insert.exec();
  return db.getLastInsertRowid();
}

std::vector<std::int32_t> StoreParts::horizons(const std::vector<bool>& known) {
  std::vector<std::int32_t> days;
  SQLite::Statement rows(db, "SELECT batch, school, horizon FROM volume");
  while (rows.executeStep()) {
    if (!sees(known, rows.getColumn(0).getInt())) continue;
    const auto school = static_cast<std::size_t>(rows.getColumn(1).getInt());
    if (school >= days.size()) days.resize(school + 1);
    days[school] = std::max(days[school], rows.getColumn(2).getInt());
  }
  return days;
}

std::vector<bool> StoreParts::visible(const KnownAt& at) {
  std::vector<bool> seen(1);
  SQLite::Statement rows(db, "SELECT no, at FROM batch ORDER BY no");
  while (rows.executeStep()) {
    const int batch = rows.getColumn(0).getInt();
    seen.resize(static_cast<std::size_t>(batch) + 1);
    seen.back() =
        (at.time.empty() || rows.getColumn(1).getString() <= at.time) && (!at.batch || batch <= *at.batch);
  }
  return seen;
}

Store::Store(const std::string& path, bool make) : parts_(std::make_unique<StoreParts>(path, make)) {}
Store::Store(Store&&) noexcept = default;
Store::~Store() = default;

void Store::break_coverage() { parts_->coverage_broken = true; }

Store Store::temporary() { return Store(nameless_store); }

Holder Store::holder() {
  return translated(parts_->path, [&] {
    Holder holder;
    SQLite::Statement rows(parts_->db,
                           "SELECT key, value FROM meta WHERE key IN ('holder_kind', 'holder_code')");
    while (rows.executeStep())
      (rows.getColumn(0).getString() == "holder_kind" ? holder.kind : holder.code) =
          rows.getColumn(1).getString();
    return holder;
  });
}

void Store::set_holder(const Holder& holder) {
  translated(parts_->path, [&] {
    const bool set =
        parts_->db.execAndGet("SELECT count(*) FROM meta WHERE key = 'holder_kind'").getInt() > 0;
    const Holder now = this->holder();
    if (set && now.kind == holder.kind && (now.code == holder.code || holder.code.empty())) return;
    // A store that was begun without a config is a school's: it may hold what no gemeente may.
    if (!set && last_batch() > 0 && holder.kind != now.kind)
      throw Error(
          ErrorCode::config,
          fmt::format("this store was begun as that of a {}, not of a {}; take the files into a new store",
                      now.kind, holder.kind),
          {parts_->path});
    if (set && (now.kind != holder.kind || !now.code.empty()))
      throw Error(ErrorCode::config,
                  fmt::format("the holder of this store is {} {}, not {} {}; name another store, or mend the "
                              "holder in the config",
                              now.kind, now.code, holder.kind, holder.code),
                  {parts_->path});
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    SQLite::Statement insert(
        parts_->db, "INSERT OR REPLACE INTO meta(key, value) VALUES('holder_kind', ?), ('holder_code', ?)");
    insert.bind(1, holder.kind);
    insert.bind(2, holder.code);
    insert.exec();
    add_audit(*parts_, "ingest", "holder " + holder.kind, {});
    transaction.commit();
  });
}

std::vector<Receipt> Store::deliveries() {
  return translated(parts_->path, [&] {
    std::vector<Receipt> receipts;
    SQLite::Statement rows(parts_->db,
                           "SELECT no, file, sha256, kind, profile, rows, fresh, changed, same, skipped, "
                           "rejected, withdrawn, first_day, "
                           "last_day, at FROM batch ORDER BY no");
    while (rows.executeStep()) {
      Receipt r;
      r.batch = rows.getColumn(0).getInt();
      r.file = rows.getColumn(1).getString();
      r.sha256 = rows.getColumn(2).getString();
      r.kind = file_kind_names[static_cast<std::size_t>(rows.getColumn(3).getInt())];
      r.profile = rows.getColumn(4).getString();
      int i = 4;
      for (std::int64_t* count :
           {&r.rows, &r.fresh, &r.changed, &r.same, &r.skipped, &r.rejected, &r.withdrawn})
        *count = rows.getColumn(++i).getInt64();
      if (!rows.getColumn(12).isNull()) r.first_date = Date{rows.getColumn(12).getInt()};
      if (!rows.getColumn(13).isNull()) r.last_date = Date{rows.getColumn(13).getInt()};
      r.at = rows.getColumn(14).getString();
      receipts.push_back(std::move(r));
    }
    return receipts;
  });
}

StoreInfo Store::info() {
  return translated(parts_->path, [&] {
    StoreTransaction snapshot(*parts_, StoreTransaction::For::reading);
    const auto count = [&](const char* sql) { return parts_->db.execAndGet(sql).getInt64(); };
    StoreInfo info;
    info.schema = static_cast<int>(count("PRAGMA user_version"));
    info.pupils = count("SELECT count(*) FROM pupil WHERE kinds != 0");
    info.signals = count("SELECT count(*) FROM signal WHERE withdrawn = 0");
    info.withdrawn_signals = count("SELECT count(*) FROM signal WHERE withdrawn = 1");
    info.dossiers = count("SELECT count(DISTINCT dossier) FROM event");
    info.events = count("SELECT count(*) FROM event");
    // Every delivery tells what it added and took away, so no fact needs to be read.
    SQLite::Statement rows(parts_->db, "SELECT kind, sum(facts) FROM batch GROUP BY kind");
    while (rows.executeStep())
      info.facts[static_cast<std::size_t>(rows.getColumn(0).getInt())] = rows.getColumn(1).getInt64();
    info.holder = holder();
    info.last_run = last_run();
    info.runs = last_receipts(*parts_);
    info.deliveries = deliveries();
    return info;
  });
}

int Store::last_batch() {
  return translated(parts_->path,
                    [&] { return parts_->db.execAndGet("SELECT coalesce(max(no), 0) FROM batch").getInt(); });
}

std::string Store::batch_file(int batch) {
  return translated(parts_->path, [&] {
    SQLite::Statement find(parts_->db, "SELECT file FROM batch WHERE no = ?");
    find.bind(1, batch);
    return find.executeStep() ? find.getColumn(0).getString() : std::string();
  });
}

void Store::together(const std::function<void()>& work) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    work();
    transaction.commit();
  });
}

}  // namespace verzuim
