// SPDX-License-Identifier: EUPL-1.2
#include "embedded.hpp"

#include "verzuim/error.hpp"

namespace verzuim {

std::string_view embedded(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files())
    if (file.path == path) return file.text;
  throw Error(ErrorCode::internal, "shipped file " + std::string(path) + " is missing from this build");
}

}  // namespace verzuim
