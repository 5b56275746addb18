// SPDX-License-Identifier: EUPL-1.2
// Receipts and the state of a store as TOML.
#include <fmt/format.h>

#include "toml_writer.hpp"
#include "verzuim/store.hpp"

namespace verzuim {
namespace {

void add_run(TomlWriter& toml, const RunReceipt& r) {
  toml.entry("run");
  toml.put("number", r.run);
  toml.put("at", r.at);
  toml.date("on", r.on);
  toml.text("known_at", r.known_at);
  toml.put("batch", r.batch);
  toml.put("looked_at", run_scope_names[static_cast<std::size_t>(r.scope)]);
  if (r.scope != RunScope::all) toml.put("pupils", r.pupils);
  toml.flag("all", r.every);
  toml.put("rules", r.ground.rules);
  toml.put("new", r.fresh);
  toml.put("standing", r.standing);
  toml.put("withdrawn", r.withdrawn);
  toml.put("written", r.written);
  toml.put("sha256", r.signals);
}

void add_counts(TomlWriter& toml, const Receipt& r) {
  toml.put("rows", r.rows);
  toml.put("new", r.fresh);
  toml.put("changed", r.changed);
  toml.put("same", r.same);
  toml.put("skipped", r.skipped);
  toml.put("rejected", r.rejected);
  toml.put("withdrawn", r.withdrawn);
  toml.date("first_date", r.first_date);
  toml.date("last_date", r.last_date);
}

}  // namespace

void write_receipt(std::string& out, const Receipt& r) {
  TomlWriter toml(out);
  out += "[[receipt]]\n";
  toml.put("batch", r.batch);
  toml.put("file", r.file);
  toml.put("sha256", r.sha256);
  toml.put("kind", r.kind);
  toml.put("profile", r.profile);
  add_counts(toml, r);
  if (r.seen) toml.flag("seen", true);
  toml.list("pupils", r.pupils);
  out += '\n';
}

void write_store_info(std::string& out, const StoreInfo& info, const std::string& path) {
  TomlWriter toml(out);
  toml.put("path", path);
  toml.put("schema", info.schema);
  toml.put("pupils", info.pupils);
  toml.table("holder");
  toml.put("kind", info.holder.kind);
  toml.put("code", info.holder.code);
  toml.table("facts");
  for (std::size_t k = 0; k < file_kind_names.size(); ++k) toml.put(file_kind_names[k], info.facts[k]);
  toml.table("signals");
  toml.put("standing", info.signals);
  toml.put("withdrawn", info.withdrawn_signals);
  toml.table("dossiers");
  toml.put("dossiers", info.dossiers);
  toml.put("events", info.events);
  if (info.last_run) {
    toml.table("last_run");
    toml.date("on", info.last_run->on);
    toml.put("rules", info.last_run->rules_hash);
    toml.put("last_batch", info.last_run->last_batch);
  }
  for (const RunReceipt& r : info.runs) add_run(toml, r);
  for (const Receipt& r : info.deliveries) {
    toml.entry("delivery");
    toml.put("batch", r.batch);
    toml.put("at", r.at);
    toml.put("file", r.file);
    toml.put("sha256", r.sha256);
    toml.put("kind", r.kind);
    add_counts(toml, r);
  }
}

}  // namespace verzuim
