// SPDX-License-Identifier: EUPL-1.2
// Rules in Dutch: one object a rule, which adds its sentences in their order.
#pragma once
#include <string>
#include <vector>

#include "rule_wording.hpp"

namespace verzuim {

class Dutch {
 public:
  Dutch(const Rule& rule, const std::vector<StepName>& steps) : rule_(rule), steps_(steps) {}

  std::string text() {
    main_sentence();
    what_counts();
    again();
    for_whom();
    weight();
    in_force();
    return out_.text();
  }

 private:
  /// One and many of what a measure counts.
  struct Unit {
    std::string one, many;
  };
  static Unit unit_of(Measure of);
  static std::string words_of(int n);
  std::string pupil() const;
  std::string kinds(KindSet set) const;
  std::string window() const;
  std::string number(const Quantity& q, bool rate) const;
  std::string amount(const Quantity& q, Measure of) const;
  std::string run_length(const Quantity& q) const;
  std::string counted(const Quantity& q, Measure of, KindSet set) const;
  std::string condition(const Quantity* rung) const;
  std::string concentrated() const;
  std::string rising() const;
  std::string mix() const;
  std::string act(std::size_t rung) const;
  std::string term(std::size_t rung) const;
  void main_sentence();
  void what_counts();
  void where();
  void bounds(const Where& where);
  void again();
  std::string duties() const;
  void for_whom();
  void weight();
  void in_force();

  const Rule& rule_;
  const std::vector<StepName>& steps_;
  Sentences out_;
};

}  // namespace verzuim
