// SPDX-License-Identifier: EUPL-1.2
// The page of `--help`: what a command does, how it is called, its options in one column, an example.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// What an option or an operand takes, as a person reads it: `FILE`, `nl|en`; empty for a flag.
std::string value_of(const CLI::Option& option);
/// The words that an option takes and no other; none when it is free.
std::vector<std::string> words_of(const CLI::Option& option);

/// The page of `app`, which was called as `name`. No line is longer than `width`; headings are bold in
/// `colour`.
std::string help_page(const CLI::App& app, const std::string& name, std::size_t width, bool colour);
