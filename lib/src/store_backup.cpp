// SPDX-License-Identifier: EUPL-1.2
// A copy of the store while it is in use: taken in one snapshot, checked, and there as a whole or not at all.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "store_audit.hpp"

namespace verzuim {
namespace {

/// The file under its passing name; it goes away unless it got its own.
class NewFile {
 public:
  // Hidden while it is in the making: what a killed run leaves behind is no backup.
  explicit NewFile(const std::string& to) : to_(to) {
    const std::filesystem::path target(to);
    name_ = (target.parent_path() / ("." + target.filename().string() + ".new" + std::to_string(getpid())))
                .string();
    journal_ = name_ + "-journal";
    struct stat there {};
    if (lstat(to.c_str(), &there) == 0)
      throw Error(ErrorCode::cannot_create, "there is something of that name already; name another file",
                  {to});
    const int file = open(name_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
      throw Error(ErrorCode::cannot_create, std::string("cannot be made: ") + std::strerror(errno), {to});
    close(file);
  }
  ~NewFile() {
    if (kept_) return;
    unlink(name_.c_str());
    unlink(journal_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  const std::string& name() const { return name_; }

  void keep() {
    sync(name_, O_RDWR);
    // A link, unlike a rename, never takes the place of what came there in the meantime. Not every file
    // system has links.
    if (link(name_.c_str(), to_.c_str()) == 0)
      unlink(name_.c_str());
    else if (errno == EEXIST ||
             renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, to_.c_str(), RENAME_NOREPLACE) != 0)
      fail();
    kept_ = true;
    const std::string folder = std::filesystem::path(to_).parent_path().string();
    sync(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(errno == EEXIST ? ErrorCode::cannot_create : ErrorCode::io,
                std::string("cannot write: ") + std::strerror(errno), {to_});
  }
  void sync(const std::string& path, int flags) const {
    const int file = open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) fail();
    const int done = fsync(file);
    const int why = errno;
    close(file);
    errno = why;
    if (done != 0) fail();
  }

  // Put together beforehand: taking the file away must not ask for memory.
  std::string to_, name_, journal_;
  bool kept_ = false;
};

void copy_pages(SQLite::Database& from, SQLite::Database& to) {
  sqlite3_backup* copy = sqlite3_backup_init(to.getHandle(), "main", from.getHandle(), "main");
  if (copy == nullptr) throw SQLite::Exception(to.getHandle());
  const int result = sqlite3_backup_step(copy, -1);
  sqlite3_backup_finish(copy);
  if (result != SQLITE_DONE) throw SQLite::Exception(to.getHandle(), result);
}

/// Throws unless the copy is whole and of the moment it was taken at.
void check_copy(SQLite::Database& db, const std::string& head, const std::string& to) {
  // One file, which needs no other beside it.
  db.exec("PRAGMA journal_mode = DELETE");
  SQLite::Statement last(db, "SELECT hash FROM audit ORDER BY number DESC LIMIT 1");
  if (db.execAndGet("PRAGMA integrity_check(1)").getString() != "ok" || !last.executeStep() ||
      last.getColumn(0).getString() != head)
    throw Error(ErrorCode::data,
                "the copy is not sound, or the disk cannot read it, so it was not kept; look at the disk, "
                "and run `verzuim store check`",
                {to});
}

}  // namespace

void Store::backup(const std::string& to) {
  NewFile file(to);
  translated(parts_->path, [&] {
    // First the line, so that the copy has it too.
    StoreTransaction note(*parts_, StoreTransaction::For::writing);
    add_audit(*parts_, "store backup", "all pupils", {});
    note.commit();
  });
  translated(to, [&] {
    SQLite::Database copy(file.name(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    StoreTransaction snapshot(*parts_, StoreTransaction::For::reading);
    const std::string head = audit_head();
    copy_pages(parts_->db, copy);
    check_copy(copy, head, to);
  });
  file.keep();
}

}  // namespace verzuim
