// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/error.hpp"

#include "verzuim/text.hpp"

namespace verzuim {

Error::Error(ErrorCode code, const std::string& message, Place place)
    : std::runtime_error(message), code_(code), place_(std::move(place)) {}
// Out of line, so that the type has one home and can be caught across the library border.
Error::Error(const Error&) = default;
Error::~Error() = default;

std::string Error::text() const {
  std::string head = place_.file;
  if (place_.line > 0) head += ":" + std::to_string(place_.line);
  if (place_.line > 0 && place_.column > 0) head += ":" + std::to_string(place_.column);
  // Words of files and arguments stand in it: what a terminal would act on, or show turned round, goes no
  // further than this.
  return visible(head.empty() ? what() : head + ": " + what());
}

}  // namespace verzuim
