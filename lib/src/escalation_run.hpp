// SPDX-License-Identifier: EUPL-1.2
// The run over one pupil: all dossiers of that pupil, in the order of the days.
#pragma once
#include <deque>
#include <optional>
#include <vector>

#include "escalation_case.hpp"

namespace verzuim {

/// The run over one pupil.
class PupilRun {
 public:
  PupilRun(const EscalationSetting& setting, Date on, const PupilFacts& facts)
      : setting_(setting), on_(on), facts_(facts) {}

  /// Adds what is in the store already.
  void remember(const std::vector<DossierEvent>& history);
  void withdraw(const Signal& signal);
  /// Lets signals, and what follows from them and from the passing of time, happen in the order of their
  /// days.
  void take(std::vector<Signal> signals);
  Escalated result() const;

 private:
  bool known(const Signal& signal) const;
  DossierCase* open_case(std::string_view school);
  DossierCase& case_for(const Signal& signal);
  void take_one(const Signal& signal, bool lower_rung);
  bool step_on(Date last, const Signal* before);

  const EscalationSetting& setting_;
  Date on_;
  const PupilFacts& facts_;
  std::deque<DossierCase> cases_;
  int held_ = 0;
};

}  // namespace verzuim
