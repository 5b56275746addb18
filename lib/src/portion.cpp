// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/portion.hpp"

namespace verzuim {

PupilReader::~PupilReader() = default;

}  // namespace verzuim
