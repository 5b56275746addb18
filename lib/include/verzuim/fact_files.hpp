// SPDX-License-Identifier: EUPL-1.2
// Facts straight from canonical files, pupil by pupil, without a store. Everything but the absences is held
// in memory; those are streamed, so memory does not grow with their rows when they are sorted by pupil and
// date.
#pragma once
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "verzuim/calendar.hpp"
#include "verzuim/error.hpp"
#include "verzuim/portion.hpp"
#include "verzuim/run_receipt.hpp"

namespace verzuim {

class VERZUIM_EXPORT FactFiles {
 public:
  /// `refuse` is told of every row that is no good. With `gemeente` as holder sick and authorised rows are
  /// refused too.
  explicit FactFiles(std::function<void(const Reject&)> refuse, bool gemeente = false);
  ~FactFiles();
  FactFiles(const FactFiles&) = delete;
  FactFiles& operator=(const FactFiles&) = delete;

  /// Adds one file, whose kind its header tells. Throws: Error (data) when it cannot be used.
  void add(std::unique_ptr<std::istream> in, const std::string& name);
  /// To be called once, after the last `add`.
  void finish();

  bool has_pupils() const;
  const std::vector<School>& school_rows() const;
  const std::vector<OwnDaysOff>& days_off() const;
  std::unique_ptr<Calendar> calendar() const;
  const Timetables& timetables() const;
  /// `number` readers, one for each thread, that share the pupils in order of id. To be called once, and they
  /// are to be gone before this is. Their `next` throws: Error (data) with the place where absences are not
  /// sorted by pupil and date.
  PupilReaders readers(int number);
  /// The files with their fingerprints, in the order in which they were added. To be called once, after the
  /// readers came to their end.
  std::vector<ReadFile> read_files();

 private:
  struct Parts;
  class Reader;
  std::unique_ptr<Parts> parts_;
};

}  // namespace verzuim
