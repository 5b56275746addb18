// SPDX-License-Identifier: EUPL-1.2
// verzuim store: tells what the store holds.
#include "verzuim/store.hpp"

#include <fmt/format.h>

#include "cli.hpp"
#include "io.hpp"

using namespace verzuim;

void expect_holder(const Global& global, Store& store) {
  const Config& config = global.config;
  if (config.holder_kind.empty()) return;
  const Holder holder = store.holder();
  if (holder.kind == config.holder_kind &&
      (holder.code == config.holder_code || holder.code.empty() || config.holder_code.empty()))
    return;
  throw Error(ErrorCode::not_permitted,
              fmt::format("this store is of {} {}, and the config is of {} {}; use the store and the config "
                          "that belong together",
                          holder.kind, holder.code, config.holder_kind, config.holder_code),
              {global.store});
}

int run_store(const Global& global, const StoreOptions& options) {
  if (options.verb != "info")
    throw Error(ErrorCode::usage, "say what to do with the store: verzuim store info");
  Store store(global.store, false);
  expect_holder(global, store);
  std::string text;
  write_store_info(text, store.info(), global.store);
  print(text);
  return 0;
}
