// SPDX-License-Identifier: EUPL-1.2
// One delivery on its way in: what all kinds of facts share while a file is being read.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store_dictionary.hpp"
#include "store_parts.hpp"

namespace verzuim {

/// What a file holds of one school: the measure of whether it is as full as usual.
struct SchoolVolume {
  std::int64_t rows = 0;
  std::int32_t first_day = 0, last_day = 0;  ///< on which its rows begin
  std::int32_t horizon = 0;                  ///< the last day of which it speaks
};

struct Intake {
  Intake(StoreParts& store, const Delivery& what) : parts(store), delivery(what) {}

  StoreParts& parts;
  const Delivery& delivery;
  Receipt receipt;
  PupilNumbers pupils;
  std::int64_t facts = 0;                                           ///< how many more there are by this file
  std::vector<std::int32_t> touched;                                ///< numbers of pupils, with repeats
  std::vector<SchoolVolume> volume;                                 ///< by number of the school
  std::vector<std::pair<std::int32_t, std::int32_t>> open_reports;  ///< school and pupil
  std::int64_t unreadable = 0;  ///< refused rows, those that the holder may not have left out

  /// Begins to write, where that has not yet happened: a file is read as far as it goes before, so that one
  /// that comes slowly through a pipe keeps nobody waiting.
  void begin();
  void commit() { transaction_->commit(); }

  /// Counts and hands on a refused row.
  void reject(const Reject& refused) {
    ++receipt.rejected;
    if (refused.code != "holder") ++unreadable;
    if (delivery.reject) delivery.reject(refused);
  }
  /// Two rows of one key that differ: neither can be trusted.
  void conflict(int line, int other, FileKind kind);
  void see_date(Date date) {
    if (!receipt.first_date || date < *receipt.first_date) receipt.first_date = date;
    if (!receipt.last_date || date > *receipt.last_date) receipt.last_date = date;
  }
  /// Notes that facts of a pupil changed; `last` is the last day of which they speak.
  void touch(std::int32_t pupil, FileKind kind, std::int32_t last);

 private:
  std::optional<StoreTransaction> transaction_;
  std::optional<HotStatement> mark_pupil_;
};

/// Takes rows of one kind of file into its tables.
class Taker {
 public:
  virtual ~Taker() = default;
  /// To be called before the facts of each row.
  virtual void begin_row() {}
  virtual void take(const Row& fact, int line) = 0;
  /// A row that the holder of the store may not have.
  virtual void refuse(const Row&) {}
  /// Settles what was taken. Requires: the intake has begun to write.
  virtual void finish() = 0;
};

/// `several`: a row of the file may hold more than one fact.
std::unique_ptr<Taker> absence_taker(Intake& intake, bool several);
/// For all kinds but absences.
std::unique_ptr<Taker> fact_taker(Intake& intake, FileKind kind);

}  // namespace verzuim
