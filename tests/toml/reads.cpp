// SPDX-License-Identifier: EUPL-1.2
// Tells of each file named on standard input whether our reader takes it and whether the library behind it
// does: PATH ours theirs, each `yes`, `no` or the reason that only we have (`cap`).
#include <toml++/toml.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "toml_reader.hpp"

namespace {

std::string ours(const std::string& text) {
  try {
    verzuim::read_toml(text, "in");
    return "yes";
  } catch (const verzuim::Error& e) {
    return std::string_view(e.what()).find("nested deeper") != std::string_view::npos ? "cap" : "no";
  }
}

std::string theirs(const std::string& text) {
  try {
    static_cast<void>(toml::parse(text));
    return "yes";
  } catch (const toml::parse_error&) {
    return "no";
  }
}

}  // namespace

int main() {
  std::string path;
  while (std::getline(std::cin, path)) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    // What nests too deep for us could end the library, so it is not asked.
    const std::string we = ours(text);
    std::cout << path << ' ' << we << ' ' << (we == "cap" ? "no" : theirs(text)) << '\n';
  }
}
