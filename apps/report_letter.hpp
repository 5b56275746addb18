// SPDX-License-Identifier: EUPL-1.2
// The part of `verzuim report` that writes documents about one dossier.
#pragma once
#include "cli.hpp"
#include "verzuim/letter.hpp"

/// Writes the letter that the options name, or the dossier itself, for one reader. Returns the exit code.
int report_letter(const Global& global, const ReportOptions& options, verzuim::Date on,
                  const verzuim::DocumentOptions& document);
