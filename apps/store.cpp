// SPDX-License-Identifier: EUPL-1.2
// verzuim store: tells what the store holds, looks after it, and erases what must go.
#include "verzuim/store.hpp"

#include <fmt/format.h>

#include "cli.hpp"
#include "io.hpp"

using namespace verzuim;

void expect_holder(const Global& global, Store& store) {
  store.acts(global.actor, global.command, now_utc(), global.purpose);
  const Config& config = global.config;
  if (config.holder_kind.empty()) return;
  const Holder holder = store.holder();
  if (holder.kind == config.holder_kind &&
      (holder.code == config.holder_code || holder.code.empty() || config.holder_code.empty()))
    return;
  const std::vector<std::string> nobody;
  store.note_read(&nobody, "refused: another holder");
  throw Error(ErrorCode::not_permitted,
              fmt::format("this store is of {} {}, and the config is of {} {}; use the store and the config "
                          "that belong together",
                          holder.kind, holder.code, config.holder_kind, config.holder_code),
              {global.store});
}

void noting_refusal(Store& store, const std::string& pupil, const std::string& role,
                    const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& refusal) {
    if (refusal.code() == ErrorCode::not_permitted) {
      const std::vector<std::string> asked = {pupil};
      store.note_read(&asked, role.empty() ? "refused" : "refused for " + role);
    }
    throw;
  }
}

namespace {

int info(const Global& global, Store& store) {
  std::string text;
  write_store_info(text, store.info(), global.store);
  text += fmt::format("\n[disk]\nencrypted = \"{}\"\n", on_encrypted_disk(global.store));
  print(text);
  return 0;
}

int check(const Global& global, Store& store, const StoreOptions& options) {
  const StoreCheck found = store.check(options.head);
  for (const std::string& fault : found.faults)
    say(fmt::format("verzuim store: {}: {}", global.store, fault));
  if (!found.faults.empty()) return static_cast<int>(ErrorCode::data);
  print(fmt::format("facts = {}\naudit_lines = {}\naudit_head = \"{}\"\n", found.facts, found.audit_lines,
                    found.audit_head));
  return 0;
}

int audit(Store& store, const StoreOptions& options) {
  if (options.only_head) {
    print(store.audit_head() + "\n");
    return 0;
  }
  std::vector<std::string> pupils;
  const std::vector<AuditLine> lines = store.audit(options.from, pupils);
  store.note_read(nullptr, fmt::format("lines {}", lines.size()));
  std::string text;
  write_audit(text, lines, pupils);
  print(text);
  return 0;
}

int export_pupil(Store& store, const StoreOptions& options) {
  const std::vector<std::string> only = {options.pupil};
  // What is not there is told before anything is noted.
  store.everything_of(options.pupil);
  store.note_read(&only, options.format);
  std::string text;
  const auto tables = store.everything_of(options.pupil);
  options.format == "toml" ? write_pupil_toml(text, options.pupil, tables)
                           : write_pupil_text(text, options.pupil, tables);
  print(text);
  return 0;
}

}  // namespace

int run_store(const Global& global, const StoreOptions& options) {
  Store store(global.store, false);
  expect_holder(global, store);
  if (options.verb == "info") return info(global, store);
  if (options.verb == "check") return check(global, store, options);
  if (options.verb == "audit") return audit(store, options);
  if (options.verb == "export") return export_pupil(store, options);
  if (options.verb == "backup") {
    store.backup(options.file);
    return 0;
  }
  return erase_from_store(global, store, options);
}
