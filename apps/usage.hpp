// SPDX-License-Identifier: EUPL-1.2
// What is said when a command line cannot be understood: what was wrong with it and what was perhaps meant.
#pragma once
#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

/// Says what is wrong and where help is; gives the exit code.
int wrong_usage(const std::string& command, const std::string& what);
/// The same for an operand that has no place.
int word_too_many(const std::string& command, const std::string& word);
/// The same for what the parser refused: its message in our words, with the word that lies nearest.
int parse_failed(const CLI::App& app, const CLI::ParseError& error);
