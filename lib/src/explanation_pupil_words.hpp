// SPDX-License-Identifier: EUPL-1.2
// What the pages about a pupil say, for text and HTML alike.
#pragma once
#include <string>
#include <vector>

#include "explanation_words.hpp"

namespace verzuim {

/// The date of a line of the timeline, what it is, and what it says.
std::vector<std::string> timeline_row(const TimelineLine& line, const DocumentOptions& options);
std::string standing_title(const Standing& standing, Language language);
/// What there is to say of a standing, a sentence or more each.
std::vector<std::string> standing_details(const Standing& standing, Language language);
/// A record that counts nowhere: day, lesson, kind, source, why.
std::vector<std::string> nowhere_row(const ExplainedRecord& record, Language language);

}  // namespace verzuim
