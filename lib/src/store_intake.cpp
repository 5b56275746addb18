// SPDX-License-Identifier: EUPL-1.2
#include "store_intake.hpp"

#include <fmt/format.h>

#include "verzuim/text.hpp"

namespace verzuim {

void Intake::begin() {
  if (transaction_) return;
  transaction_.emplace(parts, StoreTransaction::For::writing);
  receipt.batch = 1 + parts.db.execAndGet("SELECT coalesce(max(no), 0) FROM batch").getInt();
}

void Intake::touch(std::int32_t pupil, FileKind kind, std::int32_t last) {
  touched.push_back(pupil);
  if (!mark_pupil_)
    mark_pupil_.emplace(parts.db,
                        "UPDATE pupil SET kinds = kinds | ?, last_day = max(last_day, ?) WHERE no = ?");
  mark_pupil_->bind(1, fact_bit(kind));
  mark_pupil_->bind(2, last);
  mark_pupil_->bind(3, pupil);
  mark_pupil_->step();
}

void Intake::conflict(int line, int other, FileKind kind) {
  std::vector<std::string> key;
  for (std::string_view column : key_columns(kind)) key.emplace_back(column);
  reject({{delivery.name, line, 1},
          "conflict",
          "",
          fmt::format("line {} has the same {} with other values; keep one of the two", other,
                      join(key, ", "))});
}

}  // namespace verzuim
