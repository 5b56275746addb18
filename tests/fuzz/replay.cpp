// SPDX-License-Identifier: EUPL-1.2
// Gives every file of the corpus to its target once: replay CORPUS. Needs no fuzzer, so it runs with all
// tests.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "targets.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  int runs = 0;
  for (const Target& target : targets) {
    const auto folder = std::filesystem::path(argv[1]) / target.name;
    int here = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string input{std::istreambuf_iterator<char>(in), {}};
      target.run(input);
      // Cut off in the middle and with a byte turned over: cheap neighbours of every case.
      target.run(std::string_view(input).substr(0, input.size() / 2));
      std::string turned = input;
      if (!turned.empty()) turned[turned.size() / 3] = static_cast<char>(turned[turned.size() / 3] ^ 0x20);
      target.run(turned);
      here += 3;
    }
    if (here == 0) {
      std::printf("no corpus for %s\n", target.name);
      return 1;
    }
    runs += here;
  }
  std::printf("%d inputs, 0 findings\n", runs);
  return 0;
}
