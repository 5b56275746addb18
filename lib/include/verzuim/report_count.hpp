// SPDX-License-Identifier: EUPL-1.2
// Counting: from pupils, signals and dossiers to the numbers of a report, for all gemeenten, schools or
// regions in one pass. What is kept grows with scopes, dossiers and signals, not with absence records.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/dossier.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/report.hpp"
#include "verzuim/rulebook.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

class VERZUIM_EXPORT Reports {
 public:
  /// Counts for every gemeente, school (four characters) or region, or only for the one of code `only`; a
  /// school may be named with its vestiging. Requires: setting and rules outlive it.
  Reports(const Setting& setting, const Rulebook& rules, ReportHead head, std::string only = {});
  ~Reports();
  Reports(const Reports&) = delete;
  Reports& operator=(const Reports&) = delete;

  /// Takes in a signal. All signals and dossiers come before the first pupil.
  void add(const Signal& signal);
  /// Takes in a dossier with its events, in order of recording; those after the as-of date do not count.
  void add(const DossierState& dossier, const std::vector<DossierEvent>& events);
  /// Counts a pupil who was enrolled on a day of the period or of the one before, with the signals and
  /// dossiers that came in. Who lives where is that of the last day of the period.
  void add(const PupilFacts& facts);

  /// The codes with at least one pupil, sorted.
  std::vector<std::string> codes() const;
  /// The report of one of them, before the gate; with zeros when it has no pupil. To be asked after the last
  /// `add`.
  Report report(std::string_view code) const;
  /// The yearly statement of reported absence: persons, by sector, exactly its items.
  /// Basis: Leerplichtwet 1969, art. 25.
  Report telling(std::string_view code) const;

  struct Parts;  ///< what is counted; known inside the library only

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace verzuim
