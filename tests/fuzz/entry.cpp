// SPDX-License-Identifier: EUPL-1.2
// libFuzzer's way in; TARGET is the target of this executable.
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
