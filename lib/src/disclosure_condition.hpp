// SPDX-License-Identifier: EUPL-1.2
// Whether a condition of the disclosure table holds. What concerns one event cannot be told of a dossier as a
// whole, so there it may be left open.
#pragma once
#include <string_view>

#include "verzuim/disclosure.hpp"

namespace verzuim {

/// How a condition is looked at: for one event, or for the dossier as a whole.
enum class Look : std::uint8_t {
  event,     ///< everything is known
  possibly,  ///< what concerns one event is taken to hold
  surely     ///< what concerns one event is taken not to hold
};

/// `word` is the value at hand, for conditions that ask for words; empty for none.
bool holds(const DisclosureCondition& condition, const Circumstances& given, Look look = Look::event,
           std::string_view word = {});
/// True when the condition asks for something that only an event or a value has.
bool is_of_an_event(const DisclosureCondition& condition);

}  // namespace verzuim
