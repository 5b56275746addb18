// SPDX-License-Identifier: EUPL-1.2
// What a letter can say of a dossier, by the names that templates use. Everything comes from the view, so
// that nothing can stand in a letter which did not pass the gate.
#pragma once
#include "letter_layout.hpp"
#include "verzuim/letter.hpp"

namespace verzuim {

/// The names as the template parser wants them.
const TemplateNames& template_names();
/// The values, and what is not known and has to be filled in by hand.
TemplateData letter_data(const DisclosureLetter& kind, const LetterSource& source,
                         const DocumentOptions& options, std::vector<std::string>& gaps);

}  // namespace verzuim
