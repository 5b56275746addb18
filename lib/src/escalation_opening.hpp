// SPDX-License-Identifier: EUPL-1.2
// How a dossier is opened, by a signal or by hand.
#pragma once
#include <string>
#include <string_view>

#include "escalation_case.hpp"

namespace verzuim {

/// The enrolment at a school that covers `date`, else the last row of that school; null when there is none.
const Enrolment* enrolment_at(const PupilFacts& facts, std::string_view school, Date date);
/// The event that opens a dossier, on the ladder of the sector in `row`. Throws: Error (config) when no
/// ladder is for it.
DossierEvent opened(const EscalationSetting& setting, const Enrolment& row, const std::string& pupil,
                    const std::string& school, const std::string& id, Date on, Fields more);

}  // namespace verzuim
