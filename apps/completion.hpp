// SPDX-License-Identifier: EUPL-1.2
// Completion scripts for shells, made from the command tree itself so that they cannot drift from it.
#pragma once
#include <string>

namespace CLI {
class App;
}

/// The script that completes `app` in `shell` (bash, zsh or fish); nothing for another one.
std::string completion_script(const CLI::App& app, const std::string& shell);
