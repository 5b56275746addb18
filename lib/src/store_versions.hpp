// SPDX-License-Identifier: EUPL-1.2
// The versions of absences as they lie in the store: one row of bytes for each pupil and delivery. A delivery
// only ever adds a row, and a pupil's rows lie side by side, so that both writing and reading go in one
// sweep.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "store_database.hpp"
#include "store_staged.hpp"

namespace verzuim {

/// Appends `rows` as bytes. Requires: they are one pupil's, in the order of `key_before`.
void encode_versions(std::string& out, const std::vector<StagedAbsence>& rows);
/// True when some day in [from, until] may be among the versions.
bool may_hold(std::string_view bytes, std::int32_t from, std::int32_t until);
/// Appends the versions in `bytes` to `rows`. Throws: Error (data) when the bytes are damaged.
void decode_versions(std::string_view bytes, std::int32_t pupil, std::vector<StagedAbsence>& rows);

/// A version and the delivery it came with.
struct StandingAbsence {
  StagedAbsence row;
  std::int32_t batch = 0;
};

class AbsenceTable {
 public:
  explicit AbsenceTable(SQLite::Database& db);
  void insert(std::int32_t pupil, std::int32_t batch, std::string_view bytes);
  /// The newest version of each key of a pupil, in order of their keys, withdrawn ones too: of deliveries for
  /// which `sees(batch)` is true, and at least of the days in [from, until].
  template <class Sees>
  const std::vector<StandingAbsence>& standing(std::int32_t pupil, std::int32_t from, std::int32_t until,
                                               const Sees& sees) {
    versions_.clear();
    find_.bind(1, first_key(pupil));
    find_.bind(2, first_key(pupil + 1) - 1);
    while (find_.step()) {
      const auto batch = static_cast<std::int32_t>(find_.wide(0) & batch_mask);
      if (sees(batch)) add(find_.bytes(1), pupil, batch, from, until);
    }
    keep_newest();
    return versions_;
  }

 private:
  // Room for sixteen million deliveries.
  static constexpr int batch_bits = 24;
  static constexpr std::int64_t batch_mask = (std::int64_t{1} << batch_bits) - 1;
  static std::int64_t first_key(std::int64_t pupil) { return pupil << batch_bits; }
  void add(std::string_view bytes, std::int32_t pupil, std::int32_t batch, std::int32_t from,
           std::int32_t until);
  void keep_newest();

  HotStatement find_, insert_;
  std::vector<StagedAbsence> decoded_;
  std::vector<StandingAbsence> versions_;
};

/// Brings the absences of a store of version 1, a row each, into this form.
void convert_absences(SQLite::Database& db);

}  // namespace verzuim
