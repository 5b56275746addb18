// SPDX-License-Identifier: EUPL-1.2
// The parts of the config file that have a source file of their own.
#pragma once
#include <vector>

#include "toml_reader.hpp"
#include "verzuim/directory.hpp"

namespace verzuim {

/// The contacts in these tables. Throws: Error (config) with the place.
std::vector<Contact> read_contacts(const std::vector<const TomlNode*>& nodes);

}  // namespace verzuim
