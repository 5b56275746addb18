// SPDX-License-Identifier: EUPL-1.2
// The SQLite file behind the store: how it is opened, what its tables are, how its faults are told.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <string>
#include <string_view>

#include "verzuim/error.hpp"

namespace verzuim {

/// The path of a store that has none: SQLite keeps it in a file without a name.
inline constexpr const char* nameless_store = "";

/// Opens the store, makes it where there is none, and brings its tables up to date.
SQLite::Database open_database(const std::string& path, bool make);
/// Opens a store that is open already, for another thread to read.
SQLite::Database open_for_reading(const std::string& path);
/// The version of the tables that this program writes.
int newest_schema();

/// Throws the Error that stands for `fault`.
[[noreturn]] void translate(const std::string& path, const SQLite::Exception& fault);

/// Runs `work`; what SQLite throws comes out as an Error.
template <class Work>
auto translated(const std::string& path, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& fault) {
    translate(path, fault);
  }
}

/// A statement for the millions: binds and reads integers without a check or an allocation each.
class HotStatement {
 public:
  HotStatement(SQLite::Database& db, std::string_view sql);
  ~HotStatement() { sqlite3_finalize(statement_); }
  HotStatement(const HotStatement&) = delete;
  HotStatement& operator=(const HotStatement&) = delete;

  void bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_, index, value); }
  void bind(int index, std::string_view text) {
    sqlite3_bind_text(statement_, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void bind_null(int index) { sqlite3_bind_null(statement_, index); }
  void bind_bytes(int index, std::string_view bytes) {
    sqlite3_bind_blob64(statement_, index, bytes.data(), bytes.size(), SQLITE_STATIC);
  }
  /// True while there is a row; resets at the end.
  bool step();
  void reset() { sqlite3_reset(statement_); }
  std::int32_t integer(int column) const { return sqlite3_column_int(statement_, column); }
  std::int64_t wide(int column) const { return sqlite3_column_int64(statement_, column); }
  bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::string_view bytes(int column) const {
    const void* start = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return start == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(start), size);
  }
  std::string_view text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace verzuim
