// SPDX-License-Identifier: EUPL-1.2
// The parts of an explanation that a signal and a pupil share, as TOML.
#pragma once
#include "toml_writer.hpp"
#include "verzuim/explanation.hpp"

namespace verzuim {

void write_record(TomlWriter& toml, const ExplainedRecord& record);
void write_outlook(TomlWriter& toml, const Outlook& outlook);

}  // namespace verzuim
