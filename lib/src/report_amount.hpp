// SPDX-License-Identifier: EUPL-1.2
// What is counted: a sum that knows how many people it rests on.
#pragma once
#include <cstdint>
#include <vector>

namespace verzuim {

/// A sum with the number of people it rests on.
struct Amount {
  std::int64_t value = 0, people = 0;
  void add(std::int64_t more) {
    value += more;
    people += more != 0 ? 1 : 0;
  }
};
using Amounts = std::vector<Amount>;

}  // namespace verzuim
