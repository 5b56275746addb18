// SPDX-License-Identifier: EUPL-1.2
// The words around the tables, in two parts.
#pragma once
#include <span>

#include "report_text.hpp"

namespace verzuim {

/// Those of the tables about signals, dossiers and what followed.
std::span<const TableWords> case_words();

}  // namespace verzuim
