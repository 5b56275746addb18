// SPDX-License-Identifier: EUPL-1.2
// verzuim init: writes a commented config to begin with.
#include <fmt/format.h>

#include <filesystem>

#include "cli.hpp"
#include "io.hpp"
#include "verzuim/config.hpp"
#include "verzuim/error.hpp"

using namespace verzuim;

int run_init(const Global& global, const InitOptions& options) {
  const std::string text = starter_config(options.holder, options.code, global.lang);
  if (options.out == "-") {
    print(text);
    return 0;
  }
  if (std::filesystem::exists(options.out))
    throw Error(ErrorCode::cannot_create,
                "this config is there already; move it away, or write another one with --out", {options.out});
  write_file(options.out, text);
  print(
      fmt::format("{} is written. Look it over, then begin with:\n"
                  "  verzuim ingest schools.csv pupils.csv timetable.csv\n"
                  "  verzuim ingest --show-profile EXPORT.csv\n",
                  options.out));
  return 0;
}
