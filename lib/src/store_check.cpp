// SPDX-License-Identifier: EUPL-1.2
// A look at everything: pages, references, receipts against facts, the chain of the audit, who may read it.
#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <map>

#include "store_audit.hpp"
#include "store_fact.hpp"
#include "store_purge.hpp"
#include "store_versions.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr const char* put_back = "put a backup back in its place";
constexpr int most_told = 5;

class StoreChecker {
 public:
  StoreChecker(StoreParts& parts, const std::string& head) : parts_(parts), head_(head) {}

  StoreCheck run() {
    // Each look by itself: what one of them cannot read must not keep the others from telling.
    for (const auto look : {&StoreChecker::pages, &StoreChecker::references, &StoreChecker::receipts,
                            &StoreChecker::facts, &StoreChecker::chain, &StoreChecker::leftovers})
      try {
        (this->*look)();
      } catch (const SQLite::Exception& fault) {
        if (const int code = fault.getErrorCode() & 0xFF; code != SQLITE_CORRUPT && code != SQLITE_NOTADB)
          throw;
        tell(fmt::format("a part of the store cannot be read; {}", put_back));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::data) throw;
        tell(fmt::format("a part of the store is damaged; {}", put_back));
      }
    modes();
    return std::move(check_);
  }

 private:
  void tell(std::string fault) {
    for (const std::string& known : check_.faults)
      if (known == fault) return;
    check_.faults.push_back(std::move(fault));
  }

  void pages() {
    // What SQLite says of a row may hold its values, so only the number is told.
    SQLite::Statement rows(parts_.db, "PRAGMA integrity_check(100)");
    int faults = 0;
    while (rows.executeStep()) faults += rows.getColumn(0).getString() != "ok";
    if (faults > 0) tell(fmt::format("the file is damaged in {} places; {}", faults, put_back));
  }

  void references() {
    std::map<std::string, int> tables;
    SQLite::Statement rows(parts_.db, "PRAGMA foreign_key_check");
    while (rows.executeStep()) ++tables[rows.getColumn(0).getString()];
    for (const auto& [table, count] : tables)
      tell(fmt::format("{} rows of {} point at what is not there; {}", count, table, put_back));
  }

  void receipts() {
    SQLite::Statement rows(parts_.db,
                           "SELECT no FROM batch WHERE rows != fresh + changed + same + skipped + rejected");
    for (int told = 0; told < most_told && rows.executeStep(); ++told)
      tell(fmt::format("the receipt of delivery {} does not add up; {}", rows.getColumn(0).getInt(),
                       put_back));
  }

  std::int64_t held(FileKind kind) {
    if (kind == FileKind::absences) return absences();
    const FactShape& shape = shape_of(kind);
    std::vector<std::string> key(shape.key.begin(), shape.key.end());
    return parts_.db
        .execAndGet(
            fmt::format("SELECT count(*) FROM (SELECT DISTINCT {} FROM {})", join(key, ", "), shape.table))
        .getInt64();
  }

  std::int64_t absences() {
    AbsenceTable table(parts_.db);
    SQLite::Statement pupils(parts_.db, "SELECT no FROM pupil ORDER BY no");
    std::int64_t count = 0;
    while (pupils.executeStep())
      for (const StandingAbsence& s :
           table.standing(pupils.getColumn(0).getInt(), 0, open_end.day, [](std::int32_t) { return true; }))
        count += s.row.stands();
    return count;
  }

  void facts() {
    for (std::size_t k = 0; k < file_kind_names.size(); ++k) {
      SQLite::Statement sum(parts_.db, "SELECT coalesce(sum(facts), 0) FROM batch WHERE kind = ?");
      sum.bind(1, static_cast<int>(k));
      sum.executeStep();
      const std::int64_t told = sum.getColumn(0).getInt64(), there = held(static_cast<FileKind>(k));
      check_.facts += there;
      if (told != there)
        tell(fmt::format("the receipts speak of {} facts of kind {}, and there are {}; {}", told,
                         file_kind_names[k], there, put_back));
    }
  }

  void chain() {
    AuditChain chain;
    bool head_seen = head_.empty() || head_ == no_audit_head;
    SQLite::Statement rows(parts_.db, std::string(select_audit) + "ORDER BY number");
    while (rows.executeStep()) {
      const AuditLine line = audit_line_in(rows);
      if (const std::string fault = chain.add(line); !fault.empty()) {
        tell(fmt::format("{}; find out who did that, and {}", fault, put_back));
        return;
      }
      head_seen = head_seen || line.hash == head_;
    }
    check_.audit_lines = chain.lines();
    check_.audit_head = chain.head();
    if (!head_seen)
      tell(fmt::format(
          "no line of the audit has this head: its end was cut off, or it was written anew; find out "
          "who did that, and {}",
          put_back));
  }

  void leftovers() {
    if (erasure_unfinished(parts_.db))
      tell(
          "pupils were purged, but bytes of them may be left in the file; run `verzuim store purge` when "
          "nothing "
          "else reads the store");
  }

  void modes() {
    if (parts_.path == nameless_store) return;
    struct stat about {};
    for (const char* beside : {"", "-wal", "-shm"})
      if (lstat((parts_.path + beside).c_str(), &about) == 0 && (about.st_mode & 077u) != 0)
        tell(fmt::format("others may read or write the file that ends in `{}`; run: chmod 600 on it",
                         *beside == '\0' ? ".db" : beside));
    const auto folder = std::filesystem::path(parts_.path).parent_path();
    if (stat(folder.empty() ? "." : folder.c_str(), &about) == 0 && (about.st_mode & 022u) != 0 &&
        (about.st_mode & S_ISVTX) == 0)
      tell(
          "others may write in the folder of the store, and so put another in its place; run: chmod go-w on "
          "it");
  }

  StoreParts& parts_;
  std::string head_;
  StoreCheck check_;
};

}  // namespace

StoreCheck Store::check(const std::string& head) {
  return translated(parts_->path, [&] {
    StoreTransaction snapshot(*parts_, StoreTransaction::For::reading);
    return StoreChecker(*parts_, head).run();
  });
}

}  // namespace verzuim
