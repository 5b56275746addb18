// SPDX-License-Identifier: EUPL-1.2
// The title of a rule as it stands on a work list or in a report.
#pragma once
#include <string>

#include "verzuim/rulebook.hpp"

namespace verzuim {

/// A proposal says that it is one, so that nobody takes it for a norm.
inline std::string shown_title(const Rule& rule) {
  return rule.level == Level::proposed ? rule.title + " [voorstel]" : rule.title;
}

}  // namespace verzuim
