// SPDX-License-Identifier: EUPL-1.2
// verzuim store: tells what the store holds.
#include "verzuim/store.hpp"

#include "cli.hpp"
#include "io.hpp"

using namespace verzuim;

int run_store(const Global& global, const StoreOptions& options) {
  if (options.verb != "info") throw Error(ErrorCode::usage, "say what to do with the store: verzuim store info");
  Store store(global.store, false);
  std::string text;
  write_store_info(text, store.info(), global.store);
  print(text);
  return 0;
}
