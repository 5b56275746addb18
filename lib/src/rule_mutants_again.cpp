// SPDX-License-Identifier: EUPL-1.2
// Mutants of the slots again and then.
#include <fmt/format.h>

#include "rule_mutants.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 3> term_units = {"working_days", "school_days", "days"};

}  // namespace

void MutantMaker::again() const {
  const Again& is = rule().again;
  const auto other = [&](const std::string& was, const std::string& becomes, const Again& again) {
    make("again", was, becomes, [&](Rule& r) { r.again = again; });
  };
  const Again none, anew{true, 0, 0, 0};
  if (is.restart) {
    constexpr int second_day = 2;  // the first on which a pause can be felt
    other("restart", "left out", none);
    if (is.not_within_days > 0) {
      number(
          "again.not_within_days", [](Rule& r) -> int& { return r.again.not_within_days; }, 1);
      other(fmt::format("not_within_days = {}", is.not_within_days), "left out", anew);
    } else {
      other("restart", "with not_within_days = 2", Again{true, second_day, 0, 0});
    }
  } else if (is.every > 0) {
    number(
        "again.every", [](Rule& r) -> int& { return r.again.every; }, 1);
    other(fmt::format("every = {}", is.every), fmt::format("fresh = {}", is.every),
          Again{false, 0, 0, is.every});
    other(fmt::format("every = {}", is.every), "left out", none);
  } else if (is.fresh > 0) {
    number(
        "again.fresh", [](Rule& r) -> int& { return r.again.fresh; }, 1);
    other(fmt::format("fresh = {}", is.fresh), fmt::format("every = {}", is.fresh),
          Again{false, 0, is.fresh, 0});
    other(fmt::format("fresh = {}", is.fresh), "left out", none);
  } else if (rule().when.at_least.size() <= 1) {
    other("left out", "restart", anew);
  }
}

void MutantMaker::then() const {
  const Then& is = rule().then;
  const auto text = [](const std::string& word) { return word.empty() ? std::string("none") : word; };
  for (std::size_t i = 0; i < is.severity.size(); ++i) {
    const auto next =
        static_cast<Severity>((static_cast<std::size_t>(is.severity[i]) + 1) % severity_names.size());
    make("then.severity", name_of(severity_names, is.severity[i]), name_of(severity_names, next),
         [&](Rule& r) { r.then.severity[i] = next; });
  }
  const auto words = [&](const std::string& slot, std::vector<std::string> Then::*of) {
    for (std::size_t i = 0; i < (is.*of).size(); ++i)
      make(slot, text((is.*of)[i]), (is.*of)[i].empty() ? "another" : "none",
           [&](Rule& r) { (r.then.*of)[i] = (is.*of)[i].empty() ? "another" : ""; });
  };
  words("then.step", &Then::step);
  words("then.melding", &Then::melding);
  for (std::size_t i = 0; i < is.within.size(); ++i) {
    number(
        "then.within", [i](Rule& r) -> int& { return r.then.within[i].n; }, 0);
    if (is.within[i].n == 0) continue;  // the day itself, whatever the unit
    for (std::size_t unit = 0; unit < term_units.size(); ++unit)
      if (static_cast<TermUnit>(unit) != is.within[i].unit)
        make("then.within", name_of(term_units, is.within[i].unit), std::string(term_units[unit]),
             [&](Rule& r) { r.then.within[i].unit = static_cast<TermUnit>(unit); });
  }
}

}  // namespace verzuim
