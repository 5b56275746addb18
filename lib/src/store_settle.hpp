// SPDX-License-Identifier: EUPL-1.2
// The absences that a file holds of one pupil, held against those that stand: what is new, what is changed,
// what is ended and what is gone.
#pragma once
#include <vector>

#include "store_intake.hpp"
#include "store_ledger.hpp"
#include "store_versions.hpp"

namespace verzuim {

class PupilSettler {
 public:
  /// `complete`: what the file lacks in its period is to be withdrawn. Requires: the intake
  /// has begun to write; all are there as long as this.
  PupilSettler(Intake& intake, RowLedger& ledger, bool complete);

  /// Settles the rows of one pupil, which are in order and hold no conflict between rows that were read as
  /// such. What is to be written stands in `written`, in order.
  void settle(std::int32_t pupil, std::vector<StagedAbsence>& rows);
  const std::vector<StagedAbsence>& written() const { return written_; }
  AbsenceTable& table() { return table_; }

 private:
  using Standing = std::vector<StandingAbsence>;

  void load(std::int32_t pupil, const std::vector<StagedAbsence>& rows);
  void go_on_with_open(std::vector<StagedAbsence>& rows);
  bool ended(const StagedAbsence& open, const std::vector<StagedAbsence>& rows) const;
  void settle_key(const StagedAbsence* first, const StagedAbsence* last, const StandingAbsence* standing);
  bool is_covered(const StagedAbsence& standing) const;
  void withdraw_if_lacking(const StagedAbsence& standing);
  void end_reports(const std::vector<StagedAbsence>& rows);
  void write(const StagedAbsence& row);
  void withdraw(const StagedAbsence& standing);

  Intake& in_;
  RowLedger& ledger_;
  AbsenceTable table_;
  bool complete_;
  std::int32_t horizon_ = 0;  ///< the last day of which this file speaks
  const Standing* standing_ = nullptr;
  std::vector<StagedAbsence> written_;
};

}  // namespace verzuim
