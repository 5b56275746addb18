// SPDX-License-Identifier: EUPL-1.2
// What `ingest` tells about each file it took in, and what `flag -` needs of it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/export.hpp"

namespace verzuim {

/// The pupils that the receipts in `text` name, each once, sorted. `name` is what messages call the stream.
/// Throws: Error (data) when `text` is not what `verzuim ingest` writes.
VERZUIM_EXPORT std::vector<std::string> pupils_of_receipts(std::string_view text, const std::string& name);

}  // namespace verzuim
