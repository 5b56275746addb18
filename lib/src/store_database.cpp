// SPDX-License-Identifier: EUPL-1.2
#include "store_database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "store_authority.hpp"
#include "store_schema.hpp"

namespace verzuim {
namespace {

constexpr int application_id = 0x565A524D;  // "VZRM"
constexpr int patience = 5000;              // milliseconds to wait for another run

[[noreturn]] void fail(ErrorCode code, const std::string& path, const std::string& message) {
  throw Error(code, message, {path});
}

/// The kind of file system that is mounted where this device number is, as the kernel lists it; empty when it
/// cannot be told.
std::string mounted_kind(const std::string& path) {
  struct stat file {};
  if (stat(path.c_str(), &file) != 0) return {};
  const std::string device = fmt::format("{}:{}", major(file.st_dev), minor(file.st_dev));
  std::ifstream mounts("/proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream words(line);
    std::string number, parent, where, word;
    words >> number >> parent >> where;
    if (where != device) continue;
    // Some optional words, a hyphen, and then the kind.
    while (words >> word && word != "-") {
    }
    if (words >> word) return word;
  }
  return {};
}

// What statfs tells of file systems that other machines share: NFS, SMB, CIFS, SMB2, 9p, AFS, Coda, Ceph,
// Lustre, OCFS2, GFS2 and the shared folder of VirtualBox.
constexpr std::array<std::uint32_t, 12> shared_systems = {0x6969u,     0x517Bu,     0xFF534D42u, 0xFE534D42u,
                                                          0x01021997u, 0x5346414Fu, 0x73757245u, 0x00C36400u,
                                                          0x0BD00BD0u, 0x7461636Fu, 0x01161970u, 0x786F4256u};
// What goes through FUSE may be a disk of this machine as well; it is shared where its name says so.
constexpr std::uint32_t fuse = 0x65735546u;
constexpr std::array<std::string_view, 11> shared_fuse = {
    "fuse.sshfs",     "fuse.rclone",  "fuse.s3fs",       "fuse.davfs",    "fuse.smbnetfs", "fuse.glusterfs",
    "fuse.ceph-fuse", "fuse.gcsfuse", "fuse.gvfsd-fuse", "fuse.blobfuse", "fuse.blobfuse2"};

/// WAL needs memory that all users of the file share, which a network share does not give.
bool on_network_share(const std::string& path) {
  struct statfs fs {};
  if (statfs(path.c_str(), &fs) != 0) return false;
  const auto type = static_cast<std::uint32_t>(fs.f_type);
  if (type == fuse)
    return std::find(shared_fuse.begin(), shared_fuse.end(), mounted_kind(path)) != shared_fuse.end();
  return std::find(shared_systems.begin(), shared_systems.end(), type) != shared_systems.end();
}

void check_file(const std::string& path, const struct stat& file) {
  if (S_ISLNK(file.st_mode))
    fail(ErrorCode::not_permitted, path, "the store is a symbolic link; name the file itself");
  if (!S_ISREG(file.st_mode))
    fail(ErrorCode::not_permitted, path, "this is no file, so it cannot be a store; name another place");
  if ((file.st_mode & 077u) != 0)
    fail(ErrorCode::not_permitted, path, "others may read or write the store; run: chmod 600 on it");
  if (on_network_share(path))
    fail(ErrorCode::config, path,
         "the store is on a network share, where it could be damaged; move it to a local disk");
}

void make_file(const std::string& path) {
  const mode_t before = umask(077);
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  const int file = failed ? -1 : open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
  const int why = errno;
  umask(before);
  if (file >= 0) close(file);
  // Another run may have made it in the meantime.
  else if (failed || why != EEXIST)
    fail(ErrorCode::cannot_create, path, "the store cannot be made here; is the folder yours to write?");
}

int pragma(SQLite::Database& db, const char* name) {
  return db.execAndGet(std::string("PRAGMA ") + name).getInt();
}

/// Throws when the file is another program's or a newer one's: those are not to be touched at all.
void check_owner(SQLite::Database& db, const std::string& path) {
  const bool empty = db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
  if (!empty && pragma(db, "application_id") != application_id)
    fail(ErrorCode::data, path, "this is a database, but not a store of verzuim; name another place");
  if (db.execAndGet("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").getInt() != 0)
    fail(ErrorCode::data, path,
         "there are triggers or views in this store, which are not ours; put a copy of it back in its place");
  if (const int version = pragma(db, "user_version"); version > newest_schema())
    fail(
        ErrorCode::config, path,
        fmt::format(
            "the store was written by a newer verzuim (tables {}, this program knows {}); update the program",
            version, newest_schema()));
}

/// Rolls back unless committed. That of SQLiteCpp throws from its destructor where memory is short.
class Migration {
 public:
  explicit Migration(SQLite::Database& db) : db_(db) { db_.exec("BEGIN IMMEDIATE"); }
  ~Migration() {
    if (!done_) sqlite3_exec(db_.getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Migration(const Migration&) = delete;
  Migration& operator=(const Migration&) = delete;
  void commit() {
    db_.exec("COMMIT");
    done_ = true;
  }

 private:
  SQLite::Database& db_;
  bool done_ = false;
};

void migrate(SQLite::Database& db, const std::string& path) {
  if (pragma(db, "user_version") == newest_schema()) return;
  Migration transaction(db);
  check_owner(db, path);  // another run may have come first
  int version = pragma(db, "user_version");
  for (; version < newest_schema(); ++version) migrations()[static_cast<std::size_t>(version)](db);
  db.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, version));
  transaction.commit();
}

void settings(SQLite::Database& db) {
  // Durable at a power cut: WAL with FULL. Nothing of a deleted row stays behind in the file.
  db.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema "
      "= OFF;"
      "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size "
      "= -32768;"
      "PRAGMA journal_size_limit = 67108864");
}

}  // namespace

int newest_schema() { return static_cast<int>(migrations().size()); }

void translate(const std::string& path, const SQLite::Exception& fault) {
  // What was thrown by hand may bear the extended code, whose low byte is the plain one.
  switch (fault.getErrorCode() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      fail(ErrorCode::busy, path, "another run holds the store; try again later");
    case SQLITE_FULL:
      fail(ErrorCode::io, path, "the disk is full; nothing was changed; make room and run it again");
    case SQLITE_IOERR:
      fail(ErrorCode::io, path,
           "reading or writing the store failed; nothing was changed; is the disk well?");
    case SQLITE_NOTADB:
      fail(ErrorCode::data, path, "this is not a store of verzuim; name another place");
    case SQLITE_CORRUPT:
      fail(ErrorCode::data, path,
           "the store is damaged, or the disk cannot read it; look at the disk, then put a copy back in its "
           "place");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      fail(ErrorCode::not_permitted, path,
           "the store cannot be opened for writing; are the file and its folder yours?");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      fail(ErrorCode::internal, path,
           fmt::format("the store gave fault {} ({})", fault.getExtendedErrorCode(), fault.getErrorStr()));
  }
}

/// Makes the file where it is to be made, and looks whether it can be a store.
void prepare_file(const std::string& path, bool make) {
  struct stat file {};
  if (lstat(path.c_str(), &file) != 0) {
    if (!make) fail(ErrorCode::no_input, path, "there is no store here; make one with 'verzuim ingest'");
    make_file(path);
    if (lstat(path.c_str(), &file) != 0)
      fail(ErrorCode::cannot_create, path, "the store cannot be made here; is the folder yours to write?");
  }
  check_file(path, file);
}

SQLite::Database open_database(const std::string& path, bool make) {
  const bool nameless = path == nameless_store;
  if (!nameless) prepare_file(path, make);
  return translated(path, [&] {
    SQLite::Database db(
        path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX | (nameless ? SQLite::OPEN_CREATE : 0), patience);
    check_owner(db, path);
    settings(db);
    migrate(db, path);
    restrict_statements(db.getHandle());
    return db;
  });
}

SQLite::Database open_for_reading(const std::string& path) {
  return translated(path, [&] {
    SQLite::Database db(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, patience);
    // Pupils are read once each, so a small cache does.
    db.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -4096");
    restrict_statements(db.getHandle());
    return db;
  });
}

HotStatement::HotStatement(SQLite::Database& db, std::string_view sql) : db_(db.getHandle()) {
  if (sqlite3_prepare_v2(db_, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr) != SQLITE_OK)
    throw SQLite::Exception(db_, sqlite3_extended_errcode(db_));
}

bool HotStatement::step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  sqlite3_reset(statement_);
  if (result != SQLITE_DONE) throw SQLite::Exception(db_, result);
  return false;
}

}  // namespace verzuim
