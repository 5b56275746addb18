// SPDX-License-Identifier: EUPL-1.2
// Small counts: numbers so small that they could point at a person are withheld, and as many others as it
// takes so that nobody can work them out from what is printed, in whatever tables and in the report before.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "verzuim/export.hpp"

namespace verzuim {

/// One number that is printed, or was.
struct CountNumber {
  std::int64_t value = 0;
  std::int64_t unit = 1;  ///< what one of it is; 300 for hours in fifths of a minute
  bool small = false;     ///< may not be told
  bool withheld = false;
  bool fixed = false;      ///< it is out: what is shown of it stays shown
  bool hidden = false;     ///< printed nowhere, so it may be known; to be given as withheld
  std::int64_t price = 0;  ///< how much a reader would miss it
};

/// A total and what adds up to it, by place.
struct CountSum {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};

/// Everything that a reader can hold side by side. A number that stands in several tables is here once.
struct CountSystem {
  std::vector<CountNumber> numbers;
  std::vector<CountSum> sums;
};

/// Withholds every small number and as many others as it takes: each withheld number can be another whole
/// number in another world that prints the same, and a small one of this report any of at least `interval`
/// more than the least of them. A reader knows that zeros are always shown, so a withheld number is at least
/// one. Gives the places that could not be protected, because what is out already tells them.
/// Requires: the sums hold. Numbers that are fixed and withheld stay so.
VERZUIM_EXPORT std::vector<std::size_t> withhold_small(CountSystem& system, int interval);

/// The nearest multiple of `base`, halves up.
VERZUIM_EXPORT std::int64_t rounded_to(std::int64_t value, int base);

}  // namespace verzuim
