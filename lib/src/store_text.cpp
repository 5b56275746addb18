// SPDX-License-Identifier: EUPL-1.2
// Receipts and the state of a store as TOML.
#include <fmt/format.h>

#include "toml_reader.hpp"
#include "verzuim/store.hpp"

namespace verzuim {
namespace {

void add(std::string& out, std::string_view key, const std::string& text) {
  out += fmt::format("{} = ", key);
  write_toml_text(out, text);
  out += '\n';
}
void add(std::string& out, std::string_view key, std::int64_t number) {
  out += fmt::format("{} = {}\n", key, number);
}
/// TOML has no word for nothing, so what is not known is left out.
void add(std::string& out, std::string_view key, const std::optional<Date>& date) {
  if (date) out += fmt::format("{} = {}\n", key, to_string(*date));
}

void add_run(std::string& out, const RunReceipt& r) {
  out += "\n[[run]]\n";
  add(out, "number", r.run);
  add(out, "at", r.at);
  out += fmt::format("on = {}\n", to_string(r.on));
  if (!r.known_at.empty()) add(out, "known_at", r.known_at);
  add(out, "batch", r.batch);
  add(out, "looked_at", std::string(run_scope_names[static_cast<std::size_t>(r.scope)]));
  if (r.scope != RunScope::all) add(out, "pupils", r.pupils);
  out += fmt::format("all = {}\n", r.every);
  add(out, "rules", r.ground.rules);
  add(out, "new", r.fresh);
  add(out, "standing", r.standing);
  add(out, "withdrawn", r.withdrawn);
  add(out, "written", r.written);
  add(out, "sha256", r.signals);
}

void add_counts(std::string& out, const Receipt& r) {
  add(out, "rows", r.rows);
  add(out, "new", r.fresh);
  add(out, "changed", r.changed);
  add(out, "same", r.same);
  add(out, "skipped", r.skipped);
  add(out, "rejected", r.rejected);
  add(out, "withdrawn", r.withdrawn);
  add(out, "first_date", r.first_date);
  add(out, "last_date", r.last_date);
}

}  // namespace

void write_receipt(std::string& out, const Receipt& r) {
  out += "[[receipt]]\n";
  add(out, "batch", r.batch);
  add(out, "file", r.file);
  add(out, "sha256", r.sha256);
  add(out, "kind", r.kind);
  add(out, "profile", r.profile);
  add_counts(out, r);
  if (r.seen) out += "seen = true\n";
  out += "pupils = [";
  for (std::size_t i = 0; i < r.pupils.size(); ++i) {
    if (i > 0) out += ", ";
    write_toml_text(out, r.pupils[i]);
  }
  out += "]\n\n";
}

void write_store_info(std::string& out, const StoreInfo& info, const std::string& path) {
  add(out, "path", path);
  add(out, "schema", info.schema);
  add(out, "pupils", info.pupils);
  out += "\n[holder]\n";
  add(out, "kind", info.holder.kind);
  add(out, "code", info.holder.code);
  out += "\n[facts]\n";
  for (std::size_t k = 0; k < file_kind_names.size(); ++k) add(out, file_kind_names[k], info.facts[k]);
  out += "\n[signals]\n";
  add(out, "standing", info.signals);
  add(out, "withdrawn", info.withdrawn_signals);
  out += "\n[dossiers]\n";
  add(out, "dossiers", info.dossiers);
  add(out, "events", info.events);
  if (info.last_run) {
    out += "\n[last_run]\n";
    add(out, "on", info.last_run->on);
    add(out, "rules", info.last_run->rules_hash);
    add(out, "last_batch", info.last_run->last_batch);
  }
  for (const RunReceipt& r : info.runs) add_run(out, r);
  for (const Receipt& r : info.deliveries) {
    out += "\n[[delivery]]\n";
    add(out, "batch", r.batch);
    add(out, "at", r.at);
    add(out, "file", r.file);
    add(out, "sha256", r.sha256);
    add(out, "kind", r.kind);
    add_counts(out, r);
  }
}

}  // namespace verzuim
