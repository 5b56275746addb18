// SPDX-License-Identifier: EUPL-1.2
// The facts of one pupil after another: of each key the newest version that was known at the asked moment.
#pragma once
#include "store_holding.hpp"

namespace verzuim {

class FactReader {
 public:
  /// `visible`: by number of the delivery. Requires: `parts` outlives this.
  FactReader(StoreParts& parts, std::vector<bool> visible);
  FactReader(const FactReader&) = delete;
  FactReader& operator=(const FactReader&) = delete;

  /// Reads the facts of the pupil with this number into `facts`; false when there are none. `kinds` are those
  /// of which the pupil has any.
  bool read(std::int64_t pupil, int kinds, PupilFacts& facts);

 private:
  void read_absences(std::int64_t pupil, std::vector<Absence>& absences);
  void read_enrolments(std::int64_t pupil, std::vector<Enrolment>& enrolments);
  void read_diplomas(std::int64_t pupil, std::vector<Diploma>& diplomas);
  void read_exemptions(std::int64_t pupil, std::vector<Exemption>& exemptions);
  void read_concerns(std::int64_t pupil, std::vector<Concern>& concerns);

  std::vector<bool> visible_;
  HoldingAbsences absences_;
  HotStatement enrolments_, diplomas_, exemptions_, concerns_;
};

}  // namespace verzuim
