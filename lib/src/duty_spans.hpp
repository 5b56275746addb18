// SPDX-License-Identifier: EUPL-1.2
// The duty of one pupil over a stretch of time: worked out once, for the few days on which it can change, and
// then looked up for every record.
#pragma once
#include <optional>
#include <utility>
#include <vector>

#include "verzuim/pupil.hpp"

namespace verzuim {

class DutySpans {
 public:
  /// The duty of someone born on `born`, enrolled in `sector`, on the days `from` to `until`.
  /// Requires: `law` and `diplomas` outlive this.
  DutySpans(const Law& law, std::optional<Date> born, const std::vector<Diploma>& diplomas, Sector sector,
            Date from, Date until);

  /// The same answer as `duty_on`, also outside the stretch.
  Duty on(Date date) const;

 private:
  const Law& law_;
  std::optional<Date> born_;
  const std::vector<Diploma>& diplomas_;
  Sector sector_;
  Date from_, until_;
  std::vector<std::pair<Date, Duty>> spans_;  ///< first day and duty, by day
};

}  // namespace verzuim
