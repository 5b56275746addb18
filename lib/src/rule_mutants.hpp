// SPDX-License-Identifier: EUPL-1.2
// Makes the mutants of one version of a rule. Each slot is walked in one function; a new key of the language
// gets its line there.
#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "verzuim/calendar.hpp"
#include "verzuim/rule_mutation.hpp"

namespace verzuim {

/// The last day before, or the first day from, a date on which a rule can be triggered: a school day
/// somewhere. A bound that moves past none changes nothing.
class TriggerDays {
 public:
  TriggerDays();
  /// Nothing where the shipped calendars do not reach.
  std::optional<Date> before(Date date) const;
  std::optional<Date> from(Date date) const;

 private:
  bool known(Date date) const;
  bool open(Date date) const;
  Calendar calendar_;
};

/// The name of an enumerator.
template <class Names, class Value>
std::string name_of(const Names& names, Value value) {
  return std::string(names[static_cast<std::size_t>(value)]);
}

/// A kind of which no record is counted by the measure.
bool is_idle(Measure of, Kind kind);

class MutantMaker {
 public:
  MutantMaker(const std::vector<Rule>& versions, std::size_t which, const TriggerDays& days,
              const std::function<void(const RuleMutant&)>& each)
      : versions_(versions), which_(which), days_(days), each_(each) {}

  void in_force() const;
  void who() const;
  void count() const;
  void window() const;
  void when() const;
  void again() const;
  void then() const;

 private:
  using Change = std::function<void(Rule&)>;
  const Rule& rule() const { return versions_[which_]; }
  void make(const std::string& slot, std::string was, std::string becomes, const Change& change,
            int direction = 0) const;
  void make_all(const std::string& slot, std::string was, std::string becomes,
                const std::function<void(std::vector<Rule>&)>& change, int direction = 0) const;
  /// One more and one less, not below `least`.
  void number(const std::string& slot, const std::function<int&(Rule&)>& of, int least) const;
  /// `step` more and `step` less, above 0. Units: millionths.
  void fraction(const std::string& slot, const std::function<std::int64_t&(Rule&)>& of,
                std::int64_t step) const;
  /// Each value `step` more and less, each date past a trigger day.
  void quantity(const std::string& slot, const std::function<Quantity&(Rule&)>& of, std::int64_t step) const;
  /// Each bound `step` more and less, and left out.
  void bounds(const std::string& slot, const std::function<Bounds&(Rule&)>& of, std::int64_t step) const;
  void kinds(const std::string& slot, const std::function<KindSet&(Rule&)>& of) const;
  void concentrated() const;
  void rising() const;
  void mix() const;

  const std::vector<Rule>& versions_;
  std::size_t which_;
  const TriggerDays& days_;
  const std::function<void(const RuleMutant&)>& each_;
};

}  // namespace verzuim
