// SPDX-License-Identifier: EUPL-1.2
// What the codes of a dossier are called in a letter: plain words, and never a medical one.
#pragma once
#include <string>
#include <string_view>

#include "report_text.hpp"

namespace verzuim {

/// What the codes in `words` (with commas) are called, joined as in a sentence. `field` is that of the event,
/// `type.field`. A code without a word of its own is left as it is.
std::string words_text(std::string_view field, std::string_view words, Language language);
/// What happened, in a few words, for an event of this type.
std::string event_text(std::string_view type, Language language);
/// `a, b en c`.
std::string enumeration(const std::vector<std::string>& texts, Language language);

}  // namespace verzuim
