// SPDX-License-Identifier: EUPL-1.2
// One dossier while its events are applied to it.
#pragma once
#include <string>

#include "verzuim/dossier.hpp"

namespace verzuim {

/// The tasks of a step that apply under this duty, after these steps.
std::set<std::size_t> tasks_for(const LadderStep& step, Duty duty, const std::set<std::string>& passed);
/// The steps that the dossier leaves when it enters `to`, coming from `from`.
std::set<std::string> left_by(const DossierState& state, const Ladder& ladder, const LadderStep& to,
                              const std::string& from);
/// True when the order of the steps lets this move go from `step`.
bool leads_on(const Move& move, const OpenStep& step, const DossierState& state, const Ladder& ladder);

class Folding {
 public:
  explicit Folding(const LadderSet& ladders);
  void apply(const DossierEvent& event);
  DossierState finish();

 private:
  const Ladder& ladder() const;
  void choose_ladder(const std::string& id);
  void open(const DossierEvent& event);
  void add_signal(const DossierEvent& event);
  void withdraw(const DossierEvent& event);
  void leave(const std::string& step);
  void assign(const DossierEvent& event);
  void hand_over(const DossierEvent& event);
  void accept(const Handover& offer, const DossierEvent& event);
  void route(const DossierEvent& event);
  void agree(const DossierEvent& event);
  void note(const DossierEvent& event);
  void report(const DossierEvent& event, const std::string& status);
  DossierMelding* melding_of(const DossierEvent& event);
  bool completes(const LadderTask& task, const OpenStep& step, const DossierEvent& event) const;
  void record(const DossierEvent& event);
  bool complete(OpenStep& step, const DossierEvent& event);
  void involve(const DossierEvent& event);
  bool follows(const Move& move, const OpenStep& step) const;
  std::string act_of(const OpenStep& step) const;

  const LadderSet& ladders_;
  const Ladder* ladder_ = nullptr;
  DossierState state;
};

}  // namespace verzuim
