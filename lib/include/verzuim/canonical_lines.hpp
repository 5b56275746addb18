// SPDX-License-Identifier: EUPL-1.2
// The facts of some files as one canonical table: sorted, and with what only all rows together can tell
// worked out, so that every line stands for itself.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/canonical.hpp"
#include "verzuim/error.hpp"

namespace verzuim {

/// Holds all facts in memory until they are written.
class VERZUIM_EXPORT CanonicalLines {
 public:
  /// Adds the facts of the row that `reader` stands on.
  void add(const RowReader& reader);
  /// How much was added, for going back to when a file turns out to be no good.
  std::size_t size() const { return absences_.size() + others_.size(); }
  void go_back(std::size_t size);
  /// Hands out the header and the lines: absences by pupil, date and lesson, all else by its text. A report
  /// without an end goes on over the weekdays up to the last day that the files speak of; where a later row
  /// ends it, that row holds. What was seen in a lesson and explained by a report is left out.
  void write(FileKind kind, const std::function<void(std::string_view)>& out);

 private:
  struct AbsenceLine {
    std::string pupil, school, subject, code;
    Absence absence;
    std::optional<Date> since;
    bool open = false, observed = false;
    std::int64_t row = 0;
  };
  static AbsenceRow row_of(const AbsenceLine& line);
  static bool before(const AbsenceLine& a, const AbsenceLine& b);
  void end_reports();
  void expand_open();
  void drop_explained();

  std::vector<AbsenceLine> absences_;
  std::vector<std::string> others_;
  std::int64_t rows_ = 0;
};

}  // namespace verzuim
