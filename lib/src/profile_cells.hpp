// SPDX-License-Identifier: EUPL-1.2
// The current row of a file by slot: each cell without its outer spaces, in the profile's words, and with the
// fixed value where it is empty.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "profile_parts.hpp"

namespace verzuim {

class SlotCells {
 public:
  /// Requires: `csv` and `parts` outlive this. `school` is used where neither file nor profile has one.
  SlotCells(const CsvReader& csv, const ProfileParts& parts, FileKind kind, ColumnMap map,
            const std::string& school);

  /// To be called before the cells of a row are asked for.
  void begin();
  /// Refuses the row for a cell that is used and unfit. The others may hold anything.
  void check(const CsvLimits& limits);
  /// True when the profile says under [skip] that a row such as this tells nothing.
  bool skipped() const;
  std::string_view operator[](std::size_t slot) const { return values_[slot]; }
  /// As it stands in the file.
  std::string_view raw(std::size_t slot) const;
  /// True when the file has such a column.
  bool in_file(std::size_t slot) const { return map_.cell[slot] >= 0; }
  /// The column of the file, from 1; 0 when it has none.
  int column(std::size_t slot) const { return map_.cell[slot] + 1; }
  const std::string& label(std::size_t slot) const { return map_.label[slot]; }
  /// True when there is a value for it, from the file or not.
  bool known(std::size_t slot) const { return in_file(slot) || !fallback_[slot].empty(); }

  /// The date and time in this cell; nothing when it is empty or refused.
  std::optional<Moment> moment(std::size_t slot, const std::vector<DatePattern>& patterns);
  /// The minutes in this cell; nothing when it is empty, whole days or refused.
  std::optional<int> duration(std::size_t slot);

  /// Notes the first fault of the row.
  void refuse(std::size_t slot, std::string code, std::string_view shown, const std::string& reason);
  const std::optional<Reject>& fault() const { return fault_; }

 private:
  const CsvReader& csv_;
  const ProfileParts& parts_;
  ColumnMap map_;
  std::vector<std::string> fallback_;              ///< by slot
  std::vector<const Words<std::string>*> worded_;  ///< by slot; null for none
  std::vector<std::size_t> mapped_;                ///< the slots that have a column in the file
  std::vector<std::size_t> used_;                  ///< those of which the text is looked at
  std::vector<std::pair<std::size_t, const Words<bool>*>> skip_;
  std::vector<std::string_view> values_;  ///< of this row, by slot
  /// Neighbouring rows mostly share their dates and times, so the last answer is kept.
  struct Read {
    const std::vector<DatePattern>* patterns = nullptr;
    std::string text;
    Moment moment;
  };
  std::vector<Read> last_read_;  ///< by slot
  std::optional<Reject> fault_;
};

}  // namespace verzuim
