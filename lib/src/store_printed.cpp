// SPDX-License-Identifier: EUPL-1.2
// What the store remembers of reports: the numbers that were printed last, and which of them were withheld.
// So the next report can be held against it.
#include "store_audit.hpp"
#include "store_parts.hpp"

namespace verzuim {
namespace {

constexpr const char* going_out = "/going-out/";

std::string printed_key(const std::string& key) { return "printed/" + key; }

}  // namespace

std::string Store::printed(const std::string& key) {
  return translated(parts_->path, [&] {
    SQLite::Statement find(parts_->db, "SELECT value FROM meta WHERE key = ?");
    find.bind(1, printed_key(key));
    return find.executeStep() ? find.getColumn(0).getString() : std::string();
  });
}

void Store::keep_printed(const std::string& key, const std::string& numbers) {
  translated(parts_->path, [&] {
    StoreTransaction transaction(*parts_, StoreTransaction::For::writing);
    SQLite::Statement keep(parts_->db, numbers.empty()
                                           ? "DELETE FROM meta WHERE key = ?"
                                           : "INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)");
    keep.bind(1, printed_key(key));
    if (!numbers.empty()) keep.bind(2, numbers);
    keep.exec();
    // What is noted before a report goes out is undone or made this by the next run.
    if (key.find(going_out) == std::string::npos) add_audit(*parts_, "report", key, "printed");
    transaction.commit();
  });
}

}  // namespace verzuim
