// SPDX-License-Identifier: EUPL-1.2
// generate OUTDIR: writes the example school year 2025-2026, the same bytes each time.
//
//   c++ -std=c++20 -O2 -o generate generate.cpp && mkdir -p out && ./generate out

#include <cstdio>
#include <exception>

#include "background.hpp"
#include "stories.hpp"
#include "writer.hpp"

namespace {

/// Worries raised by hand beside those of the stories.
void concerns(Facts& facts) {
  facts.concerns.push_back({"P0023", "2025-11-13", "mentor", "welbevinden"});
  facts.concerns.push_back({"P0111", "2026-01-21", "mentor", "gedrag"});
  facts.concerns.push_back({"P0188", "2026-03-10", "zorgcoordinator", "thuis"});
  facts.concerns.push_back({"P0260", "2025-12-03", "mentor", "welbevinden"});
}

/// Here and there a teacher enters a row after the week's export: it stands in the next one.
void enter_some_late(Facts& facts) {
  std::size_t count = 0;
  for (Record& record : facts.records)
    if (record.lesson <= 1 && ++count % 120 == 0) record.weeks_late = 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: generate OUTDIR (a folder that exists)\n", stderr);
    return 64;
  }
  try {
    Facts facts;
    background::all(facts);
    enter_some_late(facts);  // before the stories: their files are part of the story
    concerns(facts);
    stories::all(facts);
    writer::pupils(argv[1], facts);
    writer::small_files(argv[1], facts);
    writer::school_files(argv[1]);
    writer::weeks(argv[1], facts);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "generate: %s\n", error.what());
    return 73;
  }
  return 0;
}
