// SPDX-License-Identifier: EUPL-1.2
// What `verzuim` alone says: where this user stands and what the next step is.
#pragma once
#include <string>

#include "cli.hpp"

/// The config and the store that a command would use from here, what the store holds in numbers, and the next
/// command. Nothing in it is about a person, and nothing is changed.
std::string welcome(const Global& global, bool colour);
