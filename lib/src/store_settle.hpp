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
  /// Requires: the intake has begun to write; both are there as long as this.
  PupilSettler(Intake& intake, RowLedger& ledger) : in_(intake), ledger_(ledger), table_(intake.parts.db) {}

  /// Settles the rows of one pupil, which are in order and hold no conflict between rows that were read as
  /// such. `covered` are all keys of the pupil in the files of a coverage: what else stands of it is
  /// withdrawn; null while files are still to come. What is to be written stands in `written`, in order.
  void settle(std::int32_t pupil, std::vector<StagedAbsence>& rows,
              const std::vector<StagedAbsence>* covered);
  const std::vector<StagedAbsence>& written() const { return written_; }
  AbsenceTable& table() { return table_; }

 private:
  using Standing = std::vector<StandingAbsence>;

  void load(std::int32_t pupil, const std::vector<StagedAbsence>& rows, bool covered);
  void drop_ended(std::vector<StagedAbsence>& rows);
  void settle_key(const StagedAbsence* first, const StagedAbsence* last, const StandingAbsence* standing);
  void withdraw_rest(const std::vector<StagedAbsence>& rows, const std::vector<StagedAbsence>* covered);
  void write(const StagedAbsence& row);
  void withdraw(const StagedAbsence& standing);

  Intake& in_;
  RowLedger& ledger_;
  AbsenceTable table_;
  const Standing* standing_ = nullptr;
  std::vector<StagedAbsence> written_;
};

}  // namespace verzuim
