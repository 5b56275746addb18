// SPDX-License-Identifier: EUPL-1.2
// Text as it comes in and goes out: identifiers, safe characters, exact decimals.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/export.hpp"

namespace verzuim {

/// `text` without white space at either end.
VERZUIM_EXPORT std::string_view trim(std::string_view text);
/// The parts of `text` between `separator`; empty text has no parts.
VERZUIM_EXPORT std::vector<std::string> split(std::string_view text, char separator);
VERZUIM_EXPORT std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// The whole of `text` as a non-negative number below a thousand million, or nothing.
VERZUIM_EXPORT std::optional<int> parse_count(std::string_view text);

/// True for a BRIN (`99XA`) or a BRIN with its vestiging (`99XA00`).
VERZUIM_EXPORT bool is_brin(std::string_view text);
/// The BRIN without its vestiging.
constexpr std::string_view brin_of(std::string_view school) { return school.substr(0, 4); }

/// What makes `text` unfit as a key: NUL, invalid UTF-8, control or bidirectional characters. Empty when it
/// is fit. `where` gets the place of the first of them.
VERZUIM_EXPORT std::string_view unfit(std::string_view text, std::size_t* where = nullptr);

/// `text` with a question mark for whatever makes it unfit: what may go to a terminal.
VERZUIM_EXPORT std::string visible(std::string_view text);

/// True when `text` holds a space that is no plain one, or a character that shows nothing: two keys would
/// look the same and not be.
VERZUIM_EXPORT bool has_unseen(std::string_view text);

/// `text` in lower case, without diacritics, hyphens, apostrophes and double spaces: for matching names of
/// places.
VERZUIM_EXPORT std::string folded(std::string_view text);

/// numerator / denominator with at most two decimals, rounded half up, no trailing zeros. Requires: both >=
/// 0, denominator > 0.
VERZUIM_EXPORT std::string decimal(std::int64_t numerator, std::int64_t denominator);

/// The candidate nearest to `word` within two edits, or empty: for "did you mean".
VERZUIM_EXPORT std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace verzuim
