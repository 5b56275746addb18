// SPDX-License-Identifier: EUPL-1.2
// What the parts of the store share: the open file, its transactions, and the texts behind numbers.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store_covered.hpp"
#include "store_database.hpp"
#include "verzuim/store.hpp"

namespace verzuim {

struct StoreParts {
  StoreParts(const std::string& file, bool make) : path(file), db(open_database(file, make)) {}
  /// A connection that only reads. Requires: the store is open elsewhere in this process.
  explicit StoreParts(const std::string& file) : path(file), db(open_for_reading(file)) {}

  std::string path;
  SQLite::Database db;
  int depth = 0;                     ///< of transactions inside one another
  std::vector<std::string> schools;  ///< the texts of the table school by number; number 0 is empty

  std::unique_ptr<HotStatement> find_pupil;  ///< for `pupil_number`, once it was asked

  std::unique_ptr<CoveredKeys> covered;  ///< while more files of a coverage are to come
  bool coverage_broken = false;          ///< one of them could not be read

  std::string actor = "library", command, now, purpose;  ///< what the audit says of who works

  /// The texts of a table of names by number; number 0 is empty.
  std::vector<std::string> names(const std::string& table);
  void read_schools() { schools = names("school"); }
  /// By number of the school: the last day of which its files speak, of those that were known.
  std::vector<std::int32_t> horizons(const std::vector<bool>& known);
  /// The number of a pupil, made where there is none.
  std::int64_t pupil_number(const std::string& id);
  /// By batch number: true where it was known at that time.
  std::vector<bool> visible(const KnownAt& at);
};

/// One transaction; inside another it is a part of that one. Rolls back unless committed.
class StoreTransaction {
 public:
  enum class For { reading, writing };
  StoreTransaction(StoreParts& parts, For what);
  ~StoreTransaction();
  StoreTransaction(const StoreTransaction&) = delete;
  StoreTransaction& operator=(const StoreTransaction&) = delete;
  void commit();

 private:
  StoreParts& parts_;
  bool done_ = false;
};

inline bool sees(const std::vector<bool>& visible, std::int32_t batch) {
  return static_cast<std::size_t>(batch) < visible.size() && visible[static_cast<std::size_t>(batch)];
}

inline constexpr std::array<int, 8> fact_bits = {1, 2, 4, 8, 16, 32, 64, 128};
/// The bit of a kind in the column `kinds` of a pupil.
constexpr int fact_bit(FileKind kind) { return fact_bits[static_cast<std::size_t>(kind)]; }

}  // namespace verzuim
