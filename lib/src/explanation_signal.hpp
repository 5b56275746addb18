// SPDX-License-Identifier: EUPL-1.2
// The explanation of one signal in the making.
#pragma once
#include <string_view>
#include <vector>

#include "explanation_outlook.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

/// The version that a signal names, else the one of its day.
const Rule* version_of(const std::vector<Rule>& versions, const Signal& signal);

class SignalMaker {
 public:
  SignalMaker(const ExplanationGround& ground, const PupilFacts& facts, const std::vector<Rule>& versions,
              const Signal& signal)
      : ground_(ground),
        versions_(versions),
        brin_(versions.front().who.all_schools ? std::string_view{} : brin_of(signal.school)),
        case_(ground.setting, facts, brin_, versions, ground.on, ground.on + outlook_days) {
    made_.signal = signal;
    made_.rule = *version_of(versions, signal);
  }

  SignalExplanation make();

 private:
  void records(const Hit* hit);
  void holidays(const Stretch& stretch);
  void group(const Hit* hit);
  void blocks(int day);
  void raised(const Stretch& stretch);
  void amounts(const Hit* hit, const Stretch& stretch);
  void due();

  const ExplanationGround& ground_;
  const std::vector<Rule>& versions_;
  std::string_view brin_;
  RuleCase case_;
  SignalExplanation made_;
};

}  // namespace verzuim
