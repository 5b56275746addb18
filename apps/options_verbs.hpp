// SPDX-License-Identifier: EUPL-1.2
// Parts of the command tree: what takes one word of a list, and the commands that have verbs.
#pragma once
#include <string>
#include <vector>

#include "options.hpp"

namespace CLI {
class App;
class Validator;
}  // namespace CLI

/// Lets an option take one of `words`, and says which one was nearly written.
CLI::Validator among(std::vector<std::string> words);

void add_dossier(CLI::App& app, Everything& all);
void add_rules(CLI::App& app, Everything& all);
void add_store(CLI::App& app, Everything& all);
